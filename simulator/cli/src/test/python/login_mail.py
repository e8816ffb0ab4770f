"""Logs in over STARTTLS with smtplib and sends one message; prints the reply code of each step.

usage: login_mail.py HOST PORT CERTIFICATE NAME PASSWORD SENDER SUBJECT RECIPIENT...
"""
import base64
import smtplib
import ssl
import sys


def main():
    host, port, certificate, name, password, sender, subject, *recipients = sys.argv[1:]
    trust = ssl.create_default_context(cafile=certificate)
    with smtplib.SMTP(host, int(port), timeout=60) as smtp:
        smtp.ehlo()
        plain = base64.b64encode(f"\0{name}\0{password}".encode()).decode()
        print("in the clear", smtp.docmd("AUTH", "PLAIN " + plain)[0])
        print("starttls", smtp.starttls(context=trust)[0])
        smtp.ehlo()
        try:
            print("login", smtp.login(name, password)[0])
        except smtplib.SMTPAuthenticationError as refused:
            print("login", refused.smtp_code)
            return
        print("sender", smtp.mail(sender)[0])
        accepted = 0
        for recipient in recipients:
            code, _ = smtp.rcpt(recipient)
            accepted += code == 250
            print(recipient, code)
        if accepted:
            print("message", smtp.data(f"From: {sender}\r\nSubject: {subject}\r\n\r\nhello\r\n" + ("x" * 900 + "\r\n") * 200)[0])


main()
