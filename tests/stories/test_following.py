"""Firms on the same daemon that follow a case, in sentences."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

import pytest

from docketmail.commands import COMMANDS
from docketmail.core.firm_records import Followed, MatterSource
from docketmail.core.lifecycle import PaperState
from docketmail.core.records import FilingRecord, Letter, NoticeRecord, Paper, Tombstone
from docketmail.core.roster import CourtCase, FirmPolicy, Matter, Person, Roster
from docketmail.demo.court_filings import Paper as Filed
from docketmail.demo.court_manners import Manner
from docketmail.demo.pdfs import make_pdf
from docketmail.ledger import matters as ledgered
from docketmail.ports import Book, KeyDestroyedError, Ticket
from offices import ANNA, DESK, MATTER, OTHER, QUILL
from town import Town, body_of, papers_of


AGREED = FirmPolicy(following=True)
RAE = OTHER.people[2]
THEIRS = Matter("7-001", "Theirs", (CourtCase("cand", "4:26-cv-00771"),), ("rae",))
QUARTER = 16 * 60


def have(book: Book, firm: str, *matters: Matter) -> None:
    ledgered.carry_out(book, ledgered.changes(book, firm, MatterSource.WRITTEN, matters))


def agree(town: Town, *, quill: bool = True, other: bool = True) -> None:
    firms = ((QUILL, quill), (OTHER, other))
    town.rosters.roster = Roster(
        tuple(replace(firm, policy=replace(AGREED, following=yes)) for firm, yes in firms)
    )


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    await here.ledger.write(partial(_have_theirs))
    agree(here)
    return here


def _have_theirs(book: Book) -> None:
    have(book, OTHER.id, THEIRS)


async def delivered(town: Town, text: str = "ORDER granting 12 Motion.") -> None:
    await town.receive(town.notice(town.file(Filed(make_pdf("Order"), "Order")), text=text))
    await town.settle()
    await town.pass_time(QUARTER, by=60)
    assert town.defects == []


async def test_a_public_filing_goes_to_the_readers_of_a_firm_that_follows(town: Town) -> None:
    await delivered(town)
    [letter] = town.inbox(RAE.email)
    assert "ORDER granting" in body_of(letter)
    assert "[7-001]" in letter["Subject"]
    assert "whose case the firm follows" in body_of(letter)
    [pdf] = papers_of(letter).values()
    assert pdf.startswith(make_pdf("Order"))
    assert town.inbox("desk@nimbus.example") == []


async def test_nothing_of_the_noticed_firm_goes_along(town: Town) -> None:
    await delivered(town)
    [letter] = town.inbox(RAE.email)
    everything = letter.as_string() + body_of(letter)
    ours = {address for person in QUILL.people for address in person.addresses}
    names = {person.name for person in QUILL.people}
    letters = {one.id for one in await town.all(Letter) if one.firm == QUILL.id}
    for secret in (
        *ours,
        *names,
        *letters,
        MATTER.id,
        QUILL.name,
        "quillhart.example>,",
        "anna.quill",
    ):
        assert secret not in everything, secret
    marks = [letter["References"] for letter in (town.inbox(ANNA.email)[0], letter)]
    assert marks[0] != marks[1], "no thread of the one firm is the other's"
    assert not any(part.get_content_type() == "message/rfc822" for part in letter.walk())


async def test_the_look_is_opened_once_and_for_the_noticed_firm(town: Town) -> None:
    await delivered(town)
    assert len([url for url in town.courthouse.asked if "magic_num" in url]) == 1
    assert town.clerk.harms == []


@pytest.mark.parametrize(("quill", "other"), [(False, True), (True, False), (False, False)])
async def test_both_have_to_agree(town: Town, *, quill: bool, other: bool) -> None:
    agree(town, quill=quill, other=other)
    await delivered(town)
    assert town.inbox(RAE.email) == []
    assert await town.all(Followed) == []


async def test_what_is_restricted_is_followed_by_nobody(town: Town) -> None:
    await delivered(town, "MOTION to Seal")
    assert town.inbox(RAE.email) == []
    assert await town.all(Followed) == []


@pytest.mark.parametrize("manner", [Manner.SIGN_ON, Manner.RECEIPT])
async def test_what_the_court_does_not_show_is_followed_by_nobody(
    town: Town, manner: Manner
) -> None:
    filing = town.file(Filed(make_pdf("Order"), "Order", manner=manner))
    await town.receive(town.notice(filing))
    await town.pass_time(QUARTER, by=60)
    assert town.inbox(RAE.email) == []
    assert await town.all(Followed) == []


async def test_what_is_marked_while_it_rests_is_told_to_nobody(town: Town) -> None:
    await town.receive(town.notice(town.file()))
    await town.settle()
    assert await town.all(Followed)
    await town.matters_are(replace(MATTER, restricted=True))
    await town.pass_time(QUARTER, by=60)
    assert town.inbox(RAE.email) == []


@pytest.mark.parametrize("first", [ANNA, RAE])
async def test_a_firm_that_was_noticed_itself_has_its_own_alone(town: Town, first: Person) -> None:
    filing = town.file(Filed(make_pdf("Order"), "Order"))
    facts = {"recipients": (ANNA.email, RAE.email), "entered": town.clock.now()}
    for person in sorted((ANNA, RAE), key=lambda person: person is not first):
        mail = town.notice(filing, **facts)  # type: ignore[arg-type]
        await town.receive(mail, person.intake)
        await town.settle()
    await town.pass_time(QUARTER, by=60)
    assert len(town.inbox(RAE.email)) == 1
    assert "you were noticed" in body_of(town.inbox(RAE.email)[0])
    assert first is ANNA or not [one for one in await town.all(Followed) if one.firm == OTHER.id]


async def test_a_claw_back_of_the_noticed_firm_reaches_the_followers_copies(town: Town) -> None:
    await delivered(town)
    [ours, theirs] = await town.all(Paper)
    tickets = [ours.ticket, theirs.ticket]
    call_back = COMMANDS["papers.call_back"]
    await call_back(town.world, by="uid:7", papers=[ours.id], why="Ostrander's privileged memo")
    await town.settle()
    assert {paper.state for paper in await town.all(Paper)} == {PaperState.DESTROYED}
    for ticket in tickets:
        with pytest.raises(KeyDestroyedError):
            await town.spool.read(Ticket.parse(ticket or ""))
    recall = town.inbox(RAE.email)[-1]
    assert "PLEASE DELETE" in recall["Subject"]
    assert "privileged" not in body_of(recall)
    assert "privileged" in body_of(town.inbox(DESK.email)[-1])
    stones = {stone.firm: stone.why for stone in await town.all(Tombstone)}
    assert stones[OTHER.id] == ""


async def test_what_is_called_back_while_it_rests_never_goes(town: Town) -> None:
    await town.receive(town.notice(town.file(Filed(make_pdf("Order"), "Order"))))
    await town.settle()
    [paper] = await town.all(Paper)
    await COMMANDS["papers.call_back"](town.world, by="uid:7", papers=[paper.id], why="privileged")
    await town.pass_time(QUARTER, by=60)
    assert all(papers_of(letter) == {} for letter in town.inbox(RAE.email))


async def test_a_firm_s_own_claw_back_of_what_it_follows_takes_nothing_from_the_other(
    town: Town,
) -> None:
    await delivered(town)
    [ours, theirs] = await town.all(Paper)
    await COMMANDS["papers.call_back"](town.world, by="uid:7", papers=[theirs.id], why="not ours")
    await town.settle()
    states = {paper.id: paper.state for paper in await town.all(Paper)}
    assert states == {ours.id: PaperState.HERE, theirs.id: PaperState.DESTROYED}
    assert "not ours" in body_of(town.inbox(RAE.email)[-1])


async def test_what_a_firm_follows_is_not_followed_on(town: Town) -> None:
    """Nor does the noticed firm learn by its own chain that somebody follows."""
    await delivered(town)
    assert len(await town.all(FilingRecord)) == 2
    [own, other] = await town.all(NoticeRecord)
    shown = await COMMANDS["notices.show"](town.world, by="uid:7", notice=own.id)
    assert other.id not in str(shown)
    assert OTHER.id not in str(shown)
