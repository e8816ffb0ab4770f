"""Reads a Maildir with the library's own reader: one line for each new message; then marks all as seen and removes one.

usage: read_maildir.py FOLDER
"""
import mailbox
import sys


def main():
    maildir = mailbox.Maildir(sys.argv[1], create=False)
    lines = []
    for key in maildir.keys():
        message = maildir[key]
        if message.get_subdir() != "new":
            continue
        lines.append(f"{message['Subject']} | {message['From']} | {message.get_payload().strip()}")
        message.set_subdir("cur")
        message.add_flag("S")
        maildir[key] = message
    print("\n".join(sorted(lines)))
    maildir.remove(maildir.keys()[0])
    if len(maildir) != len(lines) - 1 or any(message.get_flags() != "S" for message in maildir):
        sys.exit("the folder does not keep what the library writes")


main()
