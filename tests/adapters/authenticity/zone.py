"""A name server of the tests' own, on loopback: it answers what the test wrote, or as badly as the test wants."""

from __future__ import annotations

import socketserver
import struct
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any

from dnslib import DNSRecord  # type: ignore[import-untyped]
from dnslib.dns import AAAA, MX, PTR, QTYPE, RCODE, RR, SOA, TXT, A  # type: ignore[import-untyped]


SHAPES = {"A": A, "AAAA": AAAA, "PTR": PTR, "TXT": TXT, "MX": lambda name: MX(name, 10)}
LIVES = 300
"""Seconds that an answer may be remembered; longer than any test."""


class Zone:
    """What there is at a name; a name without records does not exist."""

    def __init__(self) -> None:
        self.records: dict[tuple[str, str], list[str]] = {}
        self.broken: set[str] = set()
        """SERVFAIL."""
        self.silent: set[str] = set()
        self.rubbish: dict[str, bytes] = {}
        """Bytes behind the answer's id."""
        self.asked: Counter[str] = Counter()

    def text(self, name: str, *texts: str) -> None:
        self.records[name, "TXT"] = list(texts)

    def address(self, name: str, *addresses: str) -> None:
        self.records[name, "A"] = list(addresses)

    def answer(self, data: bytes) -> bytes | None:
        question = DNSRecord.parse(data)
        name = str(question.q.qname).rstrip(".").lower()
        kind = QTYPE[question.q.qtype]
        self.asked[name] += 1
        if name in self.silent:
            return None
        if name in self.rubbish:
            return data[:2] + self.rubbish[name]
        return bytes(self._reply(question, name, kind).pack())

    def _reply(self, question: Any, name: str, kind: str) -> Any:
        reply = question.reply()
        if name in self.broken:
            reply.header.rcode = RCODE.SERVFAIL
        elif found := self.records.get((name, kind)):
            for value in found:
                data = TXT(_strings(value)) if kind == "TXT" else SHAPES[kind](value)
                reply.add_answer(RR(name, getattr(QTYPE, kind), rdata=data, ttl=LIVES))
        else:
            if name not in {known for known, _ in self.records}:
                reply.header.rcode = RCODE.NXDOMAIN
            soa = SOA("ns.example", "post.example", (1, LIVES, LIVES, LIVES, LIVES))
            reply.add_auth(RR("example", QTYPE.SOA, rdata=soa, ttl=LIVES))
        return reply


def _strings(text: str) -> list[bytes]:
    data = text.encode("latin-1")
    return [data[at : at + 255] for at in range(0, len(data), 255)] or [b""]


class _Datagrams(socketserver.BaseRequestHandler):
    server: _OverUdp

    def handle(self) -> None:
        data, connection = self.request
        answer = self.server.zone.answer(data)
        if answer is None:
            return
        # Nobody is sent more in one datagram than it said that it takes (RFC 6891, 6.2.3).
        question = DNSRecord.parse(data)
        if len(answer) > (question.ar[0].edns_len if question.ar else 512):
            short = question.reply()
            short.header.tc = 1
            answer = bytes(short.pack())
        connection.sendto(answer, self.client_address)


class _Streams(socketserver.StreamRequestHandler):
    server: _OverTcp

    def handle(self) -> None:
        (length,) = struct.unpack("!H", self.rfile.read(2))
        answer = self.server.zone.answer(self.rfile.read(length)) or b""
        self.wfile.write(struct.pack("!H", len(answer)) + answer)


class _OverUdp(socketserver.ThreadingUDPServer):
    daemon_threads = True
    zone: Zone


class _OverTcp(socketserver.ThreadingTCPServer):
    daemon_threads = True
    zone: Zone


@contextmanager
def served(zone: Zone) -> Iterator[tuple[str, int]]:
    """Address and port at which a zone is served, over UDP and TCP."""
    with _OverTcp(("127.0.0.1", 0), _Streams) as tcp:
        address: tuple[str, int] = ("127.0.0.1", tcp.server_address[1])
        with _OverUdp(address, _Datagrams) as udp, ThreadPoolExecutor(2) as threads:
            tcp.zone = udp.zone = zone
            for server in (tcp, udp):
                threads.submit(server.serve_forever, 0.01)
            try:
                yield address
            finally:
                tcp.shutdown()
                udp.shutdown()
