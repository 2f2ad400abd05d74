"""The one way to the DNS: a cache for all checks, and for each of them a limit of time.

Security: no search domains, so that a short name never becomes one of the firm's; a name is taken apart at its dots and
nothing else in it means anything. An answer too long to be honest is not kept, and of texts that long none is handed on.
Promises: an answer, the knowledge that there is none, or UnansweredError; never anything else, never later than the limit.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import dns.exception
import dns.name
import dns.nameserver
import dns.resolver


KEPT: Final = 1000
"""Answers in the cache. A mail needs about five, and courts share theirs."""
LONGEST_ANSWER: Final = 4096
"""Octets of an answer that is kept, so that strangers' answers fill 50 MB at most: Python makes some twelve of each."""
LONGEST_TEXT: Final = 2048
"""Characters of a text that is handed on. RFC 7208, 3.4 asks for 450; of long texts pyspf's expressions make minutes."""
LONGEST_KEY: Final = 1024
"""Characters of a key's record. RSA of 4096 bits, the longest that RFC 8301 asks for, has 760; with keys of any length
a signature could take hours to calculate."""
PAYLOAD: Final = 1232
"""Octets of UDP that arrive in one piece everywhere (DNS Flag Day 2020); longer answers come by TCP."""


class UnansweredError(Exception):
    """The DNS did not answer, not even that there is nothing: the question is open."""


class Resolver:
    """Asks the given name servers (address, port), or those of the system, and remembers as long as their answers say."""

    def __init__(self, nameservers: Sequence[tuple[str, int]]) -> None:
        self._resolver = _configured(nameservers)
        self._resolver.cache = _ShortAnswers(KEPT)
        self._resolver.use_edns(0, payload=PAYLOAD)

    def ask(self, name: str, kind: str, seconds: float) -> list[Any]:
        """The records at a name; empty where there are none. Raises UnansweredError."""
        full_name = _absolute(name)
        if full_name is None:
            return []
        try:
            answer = self._resolver.resolve(
                full_name, kind, search=False, lifetime=seconds, raise_on_no_answer=False
            )
        except dns.resolver.NXDOMAIN:
            return []
        except Exception as error:  # whatever a name server sent, nothing is known
            raise UnansweredError(type(error).__name__) from error
        return list(answer.rrset or ())


class _ShortAnswers(dns.resolver.LRUCache):
    def put(self, key: dns.resolver.CacheKey, value: dns.resolver.Answer) -> None:
        if len(value.response.wire or b"") <= LONGEST_ANSWER:
            super().put(key, value)


def _configured(nameservers: Sequence[tuple[str, int]]) -> dns.resolver.Resolver:
    if not nameservers:
        try:
            return dns.resolver.Resolver()
        except dns.resolver.NoResolverConfiguration:
            pass  # A machine without name servers: every question stays open.
    resolver = dns.resolver.Resolver(configure=False)
    resolver.nameservers = [dns.nameserver.Do53Nameserver(*server) for server in nameservers]
    return resolver


def _absolute(name: str) -> dns.name.Name | None:
    """The name from the root; None where the DNS can have no such name."""
    try:
        labels = [label.encode("ascii") for label in name.removesuffix(".").split(".")]
        return dns.name.Name([*labels, b""])
    except (UnicodeEncodeError, dns.exception.DNSException):
        return None


class Inquiry:
    """The questions of one part of a check: they share its time."""

    def __init__(self, resolver: Resolver, until: float, now: Callable[[], float]) -> None:
        self._resolver = resolver
        self._until = until
        self._now = now

    def ask(self, name: str, kind: str) -> list[Any]:
        """The records at a name; empty where there are none. Raises UnansweredError, and late asks for nothing new."""
        return self._resolver.ask(name, kind, self._until - self._now())

    def texts(self, name: str) -> list[bytes]:
        """The texts at a name, each put together from its strings."""
        return list(self._texts(name))

    def _texts(self, name: str) -> Iterator[bytes]:
        for record in self.ask(name, "TXT"):
            text = b"".join(record.strings)
            if len(text) <= LONGEST_TEXT:
                yield text

    def key(self, name: bytes) -> bytes | None:
        """The record of a public key; None where there is none, or two (RFC 6376, 3.6.2.2)."""
        found = [text for text in self.texts(name.decode("ascii", "replace")) if b"p=" in text]
        return found[0] if len(found) == 1 and len(found[0]) <= LONGEST_KEY else None
