"""The certificate that STARTTLS shows, loaded anew when its files change; and the one that a connector shows us.

Security: TLS 1.2 at least (RFC 8996 ended what was before). A new file that cannot be used never takes
the place of one that can. A client is asked for a certificate only where one is expected: courts' mailers
may have one that nobody verifies, and would not get through.
Promises: a renewed certificate is shown from the next connection on, without a restart.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """Where the certificate lies, in PEM, and its private key, not encrypted; and what clients are asked for."""

    certificate: Path
    """The server's certificate first, then its chain."""
    key: Path
    clients: Path | None = None
    """Authorities of the certificates that clients show; the public ones where there is no such file."""
    asks: Callable[[str], str] = lambda _: ""
    """The name of a host that a client at an address is asked to prove; empty for most."""


@dataclass(frozen=True, slots=True)
class Handshake:
    """How one client's connection may be secured, and what it is asked to prove by it."""

    context: ssl.SSLContext | None = None
    """None offers no STARTTLS."""
    name: str = ""
    """Of a host; empty for most, which are asked for nothing."""

    def proved(self, tls: Mapping[str, Any] | None) -> str:
        """The name, where the client's verified certificate is of that very host; a wildcard is no name.

        `tls` is what the transport of the secured connection tells of it.
        """
        shown = (tls or {}).get("peercert") or {}
        names = [said.lower() for kind, said in shown.get("subjectAltName", ()) if kind == "DNS"]
        return self.name if self.name.lower() in names else ""


Handshakes = Callable[[str], Handshake]
"""Of a client, by its address."""


@dataclass(frozen=True, slots=True)
class _Contexts:
    silent: ssl.SSLContext
    """Asks the client for nothing."""
    asking: ssl.SSLContext
    """Asks for a certificate; one that is shown must verify, and none need be."""


class Certificate:
    """What new connections are secured with."""

    def __init__(self, files: TlsFiles, on_fault: Callable[[str], None]) -> None:
        """Load the files; raises OSError (ssl.SSLError is one) where they cannot be used."""
        self._files = files
        self._on_fault = on_fault
        self._seen = self._look()
        self._contexts = self._load()

    def handshake(self, peer: str) -> Handshake:
        """With the newest files that could be loaded. Three stat calls where nothing changed."""
        seen = self._look()
        if seen != self._seen:
            # Kept although it may fail: a fault is told once, and looked at again when the files change.
            self._seen = seen
            try:
                self._contexts = self._load()
            except OSError as error:
                self._on_fault(
                    f"The new TLS certificate cannot be used ({type(error).__name__}); the old one stays."
                    " See that certificate and key belong together and are readable PEM."
                )
        name = self._files.asks(peer)
        return Handshake(self._contexts.asking if name else self._contexts.silent, name)

    def _look(self) -> list[tuple[int, int, int] | None]:
        """What tells one version of the files from another; None for a file that is not there."""
        files = (self._files.certificate, self._files.key, self._files.clients)
        return [_version(path) for path in files if path is not None]

    def _load(self) -> _Contexts:
        asking = self._context()
        asking.verify_mode = ssl.CERT_OPTIONAL
        if self._files.clients is not None:
            asking.load_verify_locations(self._files.clients)
        else:
            asking.load_default_certs(ssl.Purpose.CLIENT_AUTH)
        return _Contexts(self._context(), asking)

    def _context(self) -> ssl.SSLContext:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        context.minimum_version = ssl.TLSVersion.TLSv1_2
        # Without a password OpenSSL would ask for one on the terminal, and wait.
        context.load_cert_chain(self._files.certificate, self._files.key, password="")
        return context


def _version(path: Path) -> tuple[int, int, int] | None:
    try:
        stat = path.stat()
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_ino, stat.st_size
