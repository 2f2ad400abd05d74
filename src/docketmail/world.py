"""What the stories are given: the ports, the roster in force, and the firm's settings as plain values."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from docketmail.core.authentication import Believed
from docketmail.core.figures import Tally
from docketmail.core.records import FilingRecord, Message, NoticeRecord
from docketmail.ports import (
    Authenticator,
    Clock,
    Courthouse,
    Labeller,
    Ledger,
    Pager,
    Relay,
    Rosters,
    Spool,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What the configuration says to the stories."""

    sender: str
    """Address that our letters come from."""
    sender_name: str = "docketmail"
    answers_to: str = ""
    """Address of ours that answers to our letters go to, folded; empty where none is taken."""
    message_id_domain: str
    mail_bytes: int = 20_000_000
    """One mail's size at the most, where the relay does not say less."""
    tell_within: timedelta = timedelta(minutes=2)
    decide_margin: timedelta = timedelta(seconds=30)
    """Left of the two minutes for composing, labelling and the relay."""
    second_person: timedelta = timedelta(minutes=30)
    """Until a hold that nobody acknowledged goes to a second person."""
    hook: timedelta = timedelta(hours=2)
    """Until it goes to the hook, which does not use the relay."""
    lease: timedelta = timedelta(seconds=60)
    paper_bytes: int = 1 << 30
    """Largest paper that is fetched; one that a menu tells to be larger is not asked for."""
    spacing: timedelta = timedelta(0)
    """Pause between two requests to one court."""
    hosts: frozenset[str] = frozenset()
    """Every host that may be a court's look server."""


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """The stories' only way out."""

    ledger: Ledger
    spool: Spool
    courthouse: Courthouse
    relay: Relay
    labeller: Labeller
    pager: Pager
    clock: Clock
    roster: Rosters
    authenticator: Authenticator
    believes: Callable[[str], Believed | None]
    """Peer address -> the mail server there whose word about senders is believed."""
    jitter: Callable[[], float]
    """A number in [0, 1)."""
    run: str
    """Id of this run: the lease of all that it claims."""
    settings: Settings
    tally: Tally = field(default_factory=Tally)
    """What is counted for whoever watches."""
    checks: dict[str, asyncio.Task[Message]] = field(default_factory=dict)
    """Message id -> the check of its sender that is under way."""

    def decide_by(self, told: FilingRecord | NoticeRecord) -> datetime:
        """When a filing is decided, or a notice held, at the latest, with what is there."""
        return told.tell_by - self.settings.decide_margin
