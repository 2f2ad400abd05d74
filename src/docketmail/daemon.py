"""The composition root: the configuration becomes parts, the parts a world. It knows everyone; no one knows it.

Promises: it serves only on a schema of its own version and with the daemon's lock; on SIGTERM it takes no more mail,
finishes what runs, and ends; where database or spool fail it ends at once with status 1, and systemd starts it anew.
"""

from __future__ import annotations

import fcntl
import os
import secrets
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import replace
from datetime import timedelta
from functools import partial
from ipaddress import ip_address
from pathlib import Path

from docketmail import logs
from docketmail.adapters import schema
from docketmail.adapters.authenticity import DnsAuthenticator
from docketmail.adapters.clock import WallClock
from docketmail.adapters.database import Database, open_database
from docketmail.adapters.fetcher import Fetcher, FetchLimits
from docketmail.adapters.keys import KeyStore, MasterKeyError, mark_key, master_key
from docketmail.adapters.labeller import PdfLabeller
from docketmail.adapters.ledger import SqlLedger
from docketmail.adapters.pager import HookPager
from docketmail.adapters.relay import Smarthost, SmtpRelay
from docketmail.adapters.spool import FileSpool
from docketmail.adapters.watchdog import Notifier
from docketmail.config import Config
from docketmail.core.authentication import Believed
from docketmail.core.courts import SYSTEMS
from docketmail.core.records import Run
from docketmail.core.roster import folded
from docketmail.core.yard import Yard
from docketmail.ledger import leases
from docketmail.ports import Book, Clock, StoreError
from docketmail.rosters import RosterInForce
from docketmail.service import Service
from docketmail.world import Settings, World


class NotReadyError(Exception):
    """The daemon cannot serve; the text says what to do."""


@contextmanager
def locked(directory: Path) -> Iterator[None]:
    """Hold the daemon's lock: one process has the ledger and the spool of a directory."""
    if not directory.is_dir():
        raise NotReadyError(f"{directory} is not there: run `docketmail init`")
    descriptor = os.open(directory / "daemon.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError:
        raise NotReadyError(
            f"another docketmail works in {directory}, and does not answer its socket"
        ) from None
    finally:
        os.close(descriptor)


@contextmanager
def _told() -> Iterator[None]:
    """What keeps the daemon from serving is told to whoever started it; a log line has no room for words."""
    try:
        yield
    except (
        MasterKeyError,
        schema.UnknownRevisionError,
        StoreError,
        OSError,
        RuntimeError,
    ) as error:
        raise NotReadyError(str(error)) from error


@asynccontextmanager
async def world(config: Config) -> AsyncIterator[World]:
    """Everything that the stories need, made from the configuration; taken down at the end."""
    async with AsyncExitStack() as stack:
        stack.enter_context(locked(config.storage.directory))
        with _told():
            ready = await _world(config, stack)
        yield ready
        await ready.ledger.write(partial(_end_run, run=ready.run, clock=ready.clock))


async def _world(config: Config, stack: AsyncExitStack) -> World:
    await _check_schema(config)
    clock = WallClock()
    ledger = SqlLedger(_opened(config.storage.ledger, stack), clock)
    roster = RosterInForce(ledger, clock)
    await roster.refresh()
    labeller = PdfLabeller()
    stack.push_async_callback(labeller.close)
    relay = SmtpRelay(smarthost(config), clock)
    stack.push_async_callback(relay.close)
    authenticator = senders_check(config)
    stack.push_async_callback(authenticator.aclose)
    fetcher = _fetcher(config)
    stack.push_async_callback(fetcher.aclose)
    node = f"{socket.gethostname()}:{config.storage.directory}"
    return World(
        ledger=ledger,
        spool=await _spool(config, stack),
        courthouse=fetcher,
        relay=relay,
        labeller=labeller,
        pager=HookPager(config.telling.hook),
        clock=clock,
        roster=roster,
        authenticator=authenticator,
        believes=_believes(config),
        jitter=secrets.SystemRandom().random,
        run=await ledger.write(partial(leases.begin_run, node=node, now=clock.now())),
        settings=_settings(config),
    )


def _opened(url: str, stack: AsyncExitStack) -> Database:
    database = open_database(url)
    stack.push_async_callback(database.close)
    return database


async def _spool(config: Config, stack: AsyncExitStack) -> FileSpool:
    storage = config.storage
    master = master_key(storage.master_key)
    keys = await KeyStore.open(_opened(storage.keys, stack), master)
    return FileSpool(storage.directory / "spool", keys, mark_key(master), storage.reserve_bytes)


def databases(config: Config) -> tuple[tuple[schema.Which, str], ...]:
    """The databases and what is in them."""
    return ("ledger", config.storage.ledger), ("keys", config.storage.keys)


async def _check_schema(config: Config) -> None:
    for which, url in databases(config):
        if await schema.missing(url, which):
            raise NotReadyError(
                f"the {which} database has another version's shape: run `docketmail migrate`"
            )


def _end_run(book: Book, run: str, clock: Clock) -> None:
    ended = book.get(Run, run)
    if ended is not None:
        book.put(replace(ended, ended_at=clock.now()))


def smarthost(config: Config) -> Smarthost:
    """The relay's settings as its adapter takes them."""
    relay = config.relay
    return Smarthost(
        host=relay.host,
        port=relay.port,
        security=relay.security,
        hostname=config.intake.hostname,
        timeout=RELAY_SECONDS,
        ca_file=relay.ca_file,
        username=relay.username,
        password_file=relay.password_file,
    )


RELAY_SECONDS = 600.0
"""RFC 5321, 4.5.3.2.6: ten minutes for the answer to the final dot."""

HOSTS = frozenset().union(*(system.HOSTS for system in SYSTEMS))
"""Every host that may be a court's look server."""


def _fetcher(config: Config) -> Fetcher:
    court = config.court
    return Fetcher(
        Yard(HOSTS),
        connect_to=court.connect_to,
        ca_file=court.ca_file,
        proxy=court.proxy,
        limits=FetchLimits(
            total=court.total_seconds, paper=court.paper_bytes, spacing=court.spacing_seconds
        ),
    )


def senders_check(config: Config) -> DnsAuthenticator:
    """The check of senders, as the configuration wants it."""
    senders = config.senders
    sealers = frozenset(sealer.lower() for sealer in senders.sealers)
    return DnsAuthenticator(senders.nameservers, sealers, senders.dns_seconds)


def _believes(config: Config) -> Callable[[str], Believed | None]:
    trusted = [
        (
            one.address,
            Believed(
                authserv_id=one.authserv_id or "",
                certificate=one.certificate or "",
                tenant=one.tenant or "",
            ),
        )
        for one in config.intake.trusted
    ]

    def believes(peer: str) -> Believed | None:
        address = ip_address(peer)
        return next((believed for network, believed in trusted if address in network), None)

    return believes


def _settings(config: Config) -> Settings:
    return Settings(
        sender=config.mail.from_address,
        sender_name=config.mail.from_name,
        answers_to=folded(config.mail.answers_to or ""),
        message_id_domain=config.mail.message_id_domain,
        mail_bytes=config.relay.mail_bytes,
        tell_within=timedelta(seconds=config.telling.tell_seconds),
        decide_margin=timedelta(seconds=config.telling.decide_margin_seconds),
        spacing=timedelta(seconds=config.court.spacing_seconds),
        paper_bytes=config.court.paper_bytes,
        second_person=timedelta(minutes=config.telling.second_person_minutes),
        hook=timedelta(hours=config.telling.hook_hours),
        hosts=HOSTS,
    )


async def serve(config: Config) -> None:
    """Serve until SIGTERM or SIGINT; raises NotReadyError, or what ended it."""
    log = logs.set_up(config.log)
    notifier = Notifier()
    async with world(config) as ready:
        with _told():
            service = Service(config, ready, log)
            await service.start()
        notifier.ready()
        log.info("daemon.ready")
        try:
            await service.run(notifier)
        finally:
            notifier.stopping()
            await service.stop()
            log.info("daemon.ended")
