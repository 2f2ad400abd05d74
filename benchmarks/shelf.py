"""A court's server that is nothing but fast: the paper of as many megabytes as the link's document id says, over TLS.

It runs in a process of its own, a thread a connection, since OpenSSL ciphers whole megabytes without the
interpreter; the toy court, which minds its manners, would be what is measured.
"""

from __future__ import annotations

import asyncio
import os
import re
import socket
import ssl
import threading
from contextlib import suppress
from multiprocessing.connection import Connection

import trustme
from abroad import Abroad


COURTS = 50
HOSTS = tuple(f"ecf.b{number:02}d.uscourts.gov" for number in range(COURTS))
"""Invented courts."""
MEGABYTE = 10**6
ASKED = re.compile(rb"GET /doc1/(\d+)\?")


class Shelf(Abroad):
    """The server's process; we know where it is and who signs it."""

    def __init__(self) -> None:
        super().__init__(_serve)
        self.port, self.ca_pem = self.pipe.recv()


def link(host: str, megabytes: int) -> str:
    """Where a paper of this size lies."""
    return f"https://{host}/doc1/{megabytes}?magic_num=1"


async def _serve(pipe: Connection) -> None:
    authority = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(*HOSTS).configure_cert(context)
    listening = socket.create_server(("127.0.0.1", 0), backlog=COURTS)
    pipe.send((listening.getsockname()[1], authority.cert_pem.bytes()))
    middle = os.urandom(MEGABYTE)
    while True:
        visitor, _ = await asyncio.to_thread(listening.accept)
        threading.Thread(target=_answer, args=(visitor, context, middle), daemon=True).start()


def _answer(visitor: socket.socket, context: ssl.SSLContext, middle: bytes) -> None:
    with suppress(OSError), context.wrap_socket(visitor, server_side=True) as stream:
        asked = ASKED.match(stream.recv(65_536))
        megabytes = int(asked[1]) if asked else 1
        head = f"HTTP/1.1 200 OK\r\nContent-Length: {megabytes * MEGABYTE}\r\nConnection: close\r\n\r\n"
        stream.sendall(head.encode() + b"%PDF-")
        for _ in range(megabytes - 1):
            stream.sendall(middle)
        stream.sendall(middle[: -len(b"%PDF-%%EOF")] + b"%%EOF")
        stream.unwrap()
