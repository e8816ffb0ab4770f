"""Reads a delivery status notification with the library's own parser (RFC 3464): one line for each thing it says.

usage: read_notification.py FOLDER, which is a Maildir with one new message
"""
import email.policy
import mailbox
import sys


def main():
    (message,) = mailbox.Maildir(sys.argv[1], create=False, factory=None)
    report = email.message_from_bytes(message.as_bytes(), policy=email.policy.default)
    if report.defects:
        sys.exit(f"defects: {report.defects}")
    print(report.get_content_type(), report.get_param("report-type"), report["Auto-Submitted"])
    words, status, original = report.iter_parts()
    print(words.get_content_type(), "This is the mail system" in words.get_content())
    for block in status.get_payload():
        for name, value in block.items():
            if not name.endswith("Date"):
                print(f"{name}: {value}")
    header = email.message_from_string(original.get_content(), policy=email.policy.default)
    print(original.get_content_type(), header["Subject"], len(header.get_all("Received")))


main()
