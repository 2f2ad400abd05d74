"""`docketmail check`: everything that serving needs, tried once; nothing is served, sent or opened."""

from __future__ import annotations

import asyncio
import ctypes
import os
import socket
import ssl
import tempfile
from collections.abc import AsyncIterator, Awaitable, Callable

from docketmail.adapters import schema
from docketmail.adapters.clock import WallClock
from docketmail.adapters.database import open_database
from docketmail.adapters.keys import KeyStore, MasterKeyError, master_key
from docketmail.adapters.relay import SmtpRelay
from docketmail.config import Config
from docketmail.core.authentication import Envelope
from docketmail.daemon import databases, senders_check, smarthost
from docketmail.ports import StoreError, UnreachableError


KNOWN_TROUBLE = (OSError, StoreError, MasterKeyError, UnreachableError, ValueError, ssl.SSLError)
_UNSYNCHRONISED = 5  # TIME_ERROR of adjtimex(2)


async def probe(config: Config) -> AsyncIterator[tuple[str, str]]:
    """Each part and what is wrong with it; empty where it is right."""
    parts: tuple[tuple[str, Callable[[Config], Awaitable[None]]], ...] = (
        ("spool", _spool),
        ("database", _database),
        ("master key", _master_key),
        ("certificate", _certificate),
        ("relay", _relay),
        ("names", _names),
        ("senders", _senders),
        ("clock", _clock),
    )
    for name, trial in parts:
        try:
            await trial(config)
        except KNOWN_TROUBLE as error:
            yield name, str(error) or type(error).__name__
        else:
            yield name, ""


def remarks(config: Config) -> list[tuple[str, str]]:
    """What is not wrong, and what whoever is responsible should still know."""
    return [("court proxy", PROXY_REMARK)] if config.court.proxy else []


PROXY_REMARK = (
    "warning: docketmail cannot judge the addresses behind it. The proxy resolves the courts' names, so it has "
    "to refuse private addresses itself. Exact URLs, the courts' certificates, and all limits hold as without it."
)


async def _spool(config: Config) -> None:
    directory = config.storage.directory
    with tempfile.TemporaryFile(dir=directory) as file:
        file.write(b"docketmail")
        os.fsync(file.fileno())
    free = os.statvfs(directory).f_bavail * os.statvfs(directory).f_frsize
    if free < config.storage.reserve_bytes:
        raise OSError(f"{free} bytes are free in {directory}: less than storage.reserve_bytes")


async def _database(config: Config) -> None:
    for which, url in databases(config):
        if missing := await schema.missing(url, which):
            raise OSError(f"{which}: {', '.join(missing)} missing: run `docketmail migrate`")


async def _master_key(config: Config) -> None:
    master = master_key(config.storage.master_key)
    database = open_database(config.storage.keys)
    try:
        await KeyStore.open(database, master)
    finally:
        await database.close()


async def _certificate(config: Config) -> None:
    if config.intake.tls_certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(config.intake.tls_certificate, config.intake.tls_key)


async def _relay(config: Config) -> None:
    relay = SmtpRelay(smarthost(config), WallClock())
    try:
        await relay.probe()
    finally:
        await relay.close()


async def _names(config: Config) -> None:
    """A court's host can be resolved; where a stand-in or a proxy is named, nobody here resolves it."""
    if config.court.connect_to or config.court.proxy:
        return
    host = "ecf.cand.uscourts.gov"
    try:
        await asyncio.get_running_loop().getaddrinfo(host, 443, type=socket.SOCK_STREAM)
    except OSError as error:
        raise OSError(f"{host} cannot be resolved: {error.strerror}") from error


async def _senders(config: Config) -> None:
    """The name servers that are asked who sent a mail answer; a stand-in court may have none."""
    if config.court.connect_to and not config.senders.nameservers:
        return
    authenticator = senders_check(config)
    try:
        envelope = Envelope(peer="192.0.2.1", helo="", sender="ecf@uscourts.gov")
        found = await authenticator.check(b"From: ecf@uscourts.gov\r\n\r\n", envelope)
    finally:
        await authenticator.aclose()
    if found.faults:
        raise OSError("the name servers do not say who may send for uscourts.gov: see [senders]")


async def _clock(config: Config) -> None:
    """The kernel's word on whether somebody keeps the clock right: times of the ledger are evidence."""
    del config
    buffer = ctypes.create_string_buffer(512)  # struct timex has 208 bytes; only read
    if ctypes.CDLL(None).adjtimex(buffer) == _UNSYNCHRONISED:
        raise OSError("the clock is not synchronised: run systemd-timesyncd, chrony or ntpd")
