"""The plug sweep over state filings: held, confirmed and told; not taken, and gone after a day."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import replace
from functools import partial

import pytest

from crash import Plug, Plugged, Pulled
from docketmail.commands import COMMANDS
from docketmail.core.firm_records import AppearanceRecord, HeldCase
from docketmail.core.lifecycle import NoticeState
from docketmail.core.notice import Kind
from docketmail.core.records import Hold, Message, NoticeRecord
from docketmail.core.roster import CourtCase, FirmPolicy, Matter, Roster
from docketmail.demo.state_notices import Title
from docketmail.ledger import chain
from docketmail.ports import Book, KeyDestroyedError, Ticket
from offices import ANNA, DESK, OTHER, PARALEGAL, QUILL
from state_mails import COURT, HOST, NUMBER, Efiler
from town import MX, FakeRosters, Town, body_of, papers_of


MATTER = Matter("2047-001", "Marlow v. Ostrander", (CourtCase(COURT, NUMBER),), ("anna", "pat"))
WHERE = {"firm": "quillhart", "court": COURT, "case": NUMBER}
EVERY = 3
"""Pulled at every third call, so that every kind of call has its turn."""
Line = Callable[[Town, bytes], Awaitable[None]]


def new_town() -> Town:
    firm = replace(QUILL, policy=FirmPolicy(refused_kinds={COURT: (Kind.SUBMITTED,)}))
    rosters = FakeRosters(Roster((firm, OTHER)))
    return Town(hosts=frozenset({HOST}), matters=(MATTER,), rosters=rosters)


async def run(line: Line, title: Title, plug: Plug) -> Town:
    """One life with a plug, and another after it."""
    town = new_town()
    mail = Efiler(town.clerk.states, MX).mail(title)
    names = ("ledger", "spool", "courthouse", "relay")
    behind = {name: Plugged(getattr(town, name), plug, name) for name in names}
    town.world = town.build(**behind)
    try:
        await town.boot()
        await line(town, mail)
    except Pulled:
        town.world = town.build()
        await town.boot()
        # What is written down already is not asked for again: the client's second try, a person's second look.
        await line(town, mail)
    for notice in await town.all(NoticeRecord):
        assert await town.ledger.read(partial(whole, notice=notice))
    assert town.clerk.harms == []
    assert town.defects == []
    return town


def whole(book: Book, notice: NoticeRecord) -> bool:
    return not [*chain.faults(book, notice)]


async def confirmed(town: Town, mail: bytes) -> None:
    """It waits, the desk confirms the appearance, everybody has it."""
    await town.receive(mail)
    await town.settle()
    if not await town.all(AppearanceRecord):
        said = {"where": WHERE, "person": "anna", "ground": "engagement"}
        await COMMANDS["appearances.add"](town.world, by="uid:1000", **said)
    await town.settle()
    await town.pass_time(150, by=15)


async def not_taken(town: Town, mail: bytes) -> None:
    """The desk has court and case, and a day later the bytes are gone."""
    await town.receive(mail)
    await town.settle()
    await town.pass_time(86_400 + 120, by=43_260)


async def check_confirmed(town: Town) -> None:
    for reader in (ANNA, DESK, PARALEGAL):
        letters = {one["Message-ID"]: one for one in town.inbox(reader.email)}.values()
        [told] = [one for one in letters if "HELD" not in str(one["Subject"])]
        # A request that was out when the power went is not sent again: the paper may be lost, the letter says so.
        assert len(papers_of(told)) == 1 or "broke off" in body_of(told)
    assert len(town.courthouse.asked) == len(set(town.courthouse.asked))
    assert len(await town.all(Hold)) == len(await town.all(HeldCase)) == 1


async def check_not_taken(town: Town) -> None:
    letters = {one["Message-ID"] for one in town.inbox(DESK.email)}
    assert len(letters) == 1
    assert town.inbox(ANNA.email) == []
    assert [one.state for one in await town.all(NoticeRecord)] == [NoticeState.DISMISSED]
    [message] = await town.all(Message)
    with pytest.raises(KeyDestroyedError):
        await town.spool.read(Ticket.parse(message.ticket))


@pytest.mark.parametrize(
    ("line", "title", "check"),
    [
        (confirmed, Title.ACCEPTED, check_confirmed),
        (not_taken, Title.SUBMITTED, check_not_taken),
    ],
)
async def test_no_pulled_plug_changes_what_becomes_of_it(
    line: Line, title: Title, check: Callable[[Town], Awaitable[None]]
) -> None:
    plug = Plug()
    await check(await run(line, title, plug))
    for at in range(1, 1 + len(plug.calls), EVERY):
        for after in (False, True):
            await check(await run(line, title, Plug(at, after=after)))
