"""Asks a Postfix socketmap. Written from socketmap_table(5) alone, to meet the side-car from outside.

usage: socketmap_client.py HOST PORT REQUEST...
Prints one reply a line, without its frame.
"""
import socket
import sys


def read_netstring(stream):
    digits = b""
    while (octet := stream.read(1)) != b":":
        if not octet.isdigit():
            sys.exit(f"not a netstring: {digits + octet!r}")
        digits += octet
    content = stream.read(int(digits))
    if stream.read(1) != b",":
        sys.exit("a netstring without its comma")
    return content.decode()


def main():
    host, port, *requests = sys.argv[1:]
    with socket.create_connection((host, int(port)), timeout=20) as tcp, tcp.makefile("rb") as stream:
        for request in requests:
            octets = request.encode()
            tcp.sendall(b"%d:%s," % (len(octets), octets))
            print(read_netstring(stream))


main()
