"""The certificate that STARTTLS shows, loaded anew when its files change.

Security: TLS 1.2 at least (RFC 8996 ended what was before). A new file that cannot be used never takes
the place of one that can.
Promises: a renewed certificate is shown from the next connection on, without a restart.
"""

from __future__ import annotations

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class TlsFiles:
    """Where the certificate lies, in PEM, and its private key, not encrypted."""

    certificate: Path
    """The server's certificate first, then its chain."""
    key: Path


class Certificate:
    """The TLS context of new connections."""

    def __init__(self, files: TlsFiles, on_fault: Callable[[str], None]) -> None:
        """Load the files; raises OSError (ssl.SSLError is one) where they cannot be used."""
        self._files = files
        self._on_fault = on_fault
        self._seen = self._look()
        self._context = self._load()

    def context(self) -> ssl.SSLContext:
        """The newest context that could be loaded. Two stat calls where nothing changed."""
        seen = self._look()
        if seen != self._seen:
            # Kept although it may fail: a fault is told once, and looked at again when the files change.
            self._seen = seen
            try:
                self._context = self._load()
            except OSError as error:
                self._on_fault(
                    f"The new TLS certificate cannot be used ({type(error).__name__}); the old one stays."
                    " See that certificate and key belong together and are readable PEM."
                )
        return self._context

    def _look(self) -> list[tuple[int, int, int] | None]:
        """What tells one version of the files from another; None for a file that is not there."""
        return [_version(path) for path in (self._files.certificate, self._files.key)]

    def _load(self) -> ssl.SSLContext:
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
