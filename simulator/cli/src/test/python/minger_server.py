"""A Minger server over UDP for a handful of addresses. Written from the protocol's description alone.

usage: minger_server.py ADDRESS PORT MAILBOX=STATUS...
A status that is no digit is sent as it is, for a server that does not know the protocol. Other mailboxes do not exist.
Ends when its standard input does.
"""
import socket
import sys
import threading


def serve(udp, statuses):
    while True:
        question, client = udp.recvfrom(2048)
        mailbox = question.decode().split(" ")[0].strip()
        udp.sendto(f"{mailbox} {statuses.get(mailbox.lower(), '3')}".encode(), client)


def main():
    address, port, *entries = sys.argv[1:]
    udp = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    udp.bind((address, int(port)))
    threading.Thread(target=serve, args=(udp, dict(entry.split("=") for entry in entries)), daemon=True).start()
    print("ready", flush=True)
    sys.stdin.read()


main()
