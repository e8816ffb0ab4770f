"""Asks a Minger server. Written from the protocol's description alone, to meet the engine from outside.

usage: minger_client.py udp|tcp HOST PORT PASSWORD|- MAILBOX...
Prints one answer a line, as it came.
"""
import base64
import hashlib
import socket
import sys


def query(mailbox, password):
    if password == "-":
        return mailbox.encode()
    digest = hashlib.md5(f"{password}:{mailbox}".encode()).digest()
    return f"{mailbox} d={base64.b64encode(digest).decode()}".encode()


def main():
    transport, host, port, password, *mailboxes = sys.argv[1:]
    if transport == "udp":
        with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as udp:
            udp.settimeout(10)
            udp.connect((host, int(port)))
            for mailbox in mailboxes:
                udp.send(query(mailbox, password))
                print(udp.recv(2048).decode())
    else:
        with socket.create_connection((host, int(port)), timeout=10) as tcp:
            # All questions at once: the answers come in their order.
            tcp.sendall(b"".join(query(mailbox, password) + b"\r\n" for mailbox in mailboxes))
            tcp.shutdown(socket.SHUT_WR)
            sys.stdout.write(tcp.makefile(newline="").read().replace("\r\n", "\n"))


main()
