"""Sends one message with smtplib; prints the reply code for each recipient, then how the message fared.

usage: send_mail.py HOST PORT SENDER SUBJECT RECIPIENT...
"""
import smtplib
import sys


def main():
    host, port, sender, subject, *recipients = sys.argv[1:]
    with smtplib.SMTP(host, int(port), timeout=60) as smtp:
        smtp.ehlo()
        smtp.mail(sender)
        accepted = 0
        for recipient in recipients:
            code, _ = smtp.rcpt(recipient)
            accepted += code == 250
            print(recipient, code)
        if accepted:
            code, _ = smtp.data(f"From: {sender}\r\nSubject: {subject}\r\n\r\n.a line that begins with a dot\r\n")
            print("message", code)


main()
