"""dkimpy's verification, with what RFC 6376, 8301 and 8617 ask for and dkimpy lets pass.

Security: dkimpy takes a signature that leaves From out, one by SHA-1, a key that is for tests or for other names; and its
relaxed form of a body takes time with the square of a run of blanks.
Promises: `verify` says True for a lawful signature that holds. It says False, or raises anything at all, for any other;
UnansweredError where the key is not to be had, TestingKeyError where its owner only tries it out.
"""

from __future__ import annotations

import logging
import re
from functools import partial
from typing import Any, ClassVar, Final

import dkim  # type: ignore[import-untyped]
from dkim.util import parse_tag_value  # type: ignore[import-untyped]

from docketmail.adapters.authenticity.message import Signed


LONGEST: Final = 2048
"""Characters of a field with a signature; of 82 samples the longest has 754. dkimpy's time grows with its square."""
ALGORITHMS: Final = {b"rsa-sha256": b"rsa", b"ed25519-sha256": b"ed25519"}
"""What may be used, and the kind of key it takes. RFC 8301, 3.1: rsa-sha1 must not."""

_BLANKS = re.compile(rb"[\t ]+")
_SILENT = logging.getLogger("docketmail.dkimpy")
# dkimpy tells the log of signatures and domains; ours holds neither.
_SILENT.disabled = True


class TestingKeyError(Exception):
    """The key says `t=y`: its owner wants no mail treated otherwise for it (RFC 6376, 3.6.1)."""


class Strict:
    """Goes before dkimpy's `DKIM` or `ARC` among the bases."""

    headers: list[tuple[bytes, bytes]]
    body: bytes
    covered: ClassVar[frozenset[bytes]] = frozenset({b"from"})
    """Fields that a signature must cover where the mail has them."""

    def verify_sig(
        self, sig: dict[bytes, bytes], include_headers: list[bytes], sig_header: Any, dnsfunc: Any
    ) -> bool:
        """One signature: its tags, the names that it signs, and its own field."""
        if b"h" in sig and not self.covered & self._present() <= set(include_headers):
            raise dkim.ValidationError("a field that must be signed is not")
        if sig.get(b"c", b"").endswith(b"/relaxed"):
            self.body = _relaxed(self.body)
        key = partial(_lawful_key, dnsfunc, sig)
        return bool(super().verify_sig(sig, include_headers, sig_header, key))  # type: ignore[misc]

    def _present(self) -> set[bytes]:
        return {name.lower() for name, _ in self.headers}


class Signature(Strict, dkim.DKIM):  # type: ignore[misc]
    """The signatures of DKIM."""


class Chain(Strict, dkim.ARC):  # type: ignore[misc]
    """The signatures of ARC: one that covers a part of what a reader sees says nothing."""

    covered = frozenset({b"from", b"subject"})

    def verify_sig(
        self, sig: dict[bytes, bytes], include_headers: list[bytes], sig_header: Any, dnsfunc: Any
    ) -> bool:
        """The same; no length is allowed."""
        if b"l" in sig:
            raise dkim.ValidationError("the body is not signed to its end")
        return super().verify_sig(sig, include_headers, sig_header, dnsfunc)


def of(kind: type[Any], mail: Signed) -> Any:
    """A verifier of a mail that is taken apart already."""
    verifier = kind(logger=_SILENT)
    verifier.headers, verifier.body = mail.headers, mail.body
    return verifier


def _relaxed(body: bytes) -> bytes:
    """A body of which dkimpy makes the same relaxed form, and in linear time: no run of blanks is left in it."""
    return _BLANKS.sub(b" ", body).replace(b" \r\n", b"\r\n")


def _lawful_key(
    ask: Any,
    sig: dict[bytes, bytes],
    name: bytes,
    timeout: float,  # noqa: ARG001 - dkimpy gives it
) -> bytes | None:
    """The key's record, where this signature may use it (RFC 6376, 3.6.1)."""
    record: bytes | None = ask(name)
    if record is None:
        return None
    tags = parse_tag_value(record)
    flags = _list(tags.get(b"t", b""))
    if b"y" in flags:
        raise TestingKeyError
    if tags.get(b"k", b"rsa") != ALGORITHMS.get(sig[b"a"]):
        raise dkim.ValidationError("a key of another kind, or an algorithm that must not be used")
    if b"sha256" not in _list(tags.get(b"h", b"sha256")):
        raise dkim.ValidationError("a key for other hashes")
    if b"s" in flags and _identity(sig) != sig[b"d"].lower():
        raise dkim.ValidationError("a key for the domain itself alone")
    return record


def _list(value: bytes) -> list[bytes]:
    return [one.strip() for one in value.split(b":")]


def _identity(sig: dict[bytes, bytes]) -> bytes:
    """The domain that a signature speaks for; in ARC `i=` is a number."""
    agent = sig.get(b"i", b"")
    return (agent.rpartition(b"@")[2] if b"@" in agent else sig[b"d"]).lower()
