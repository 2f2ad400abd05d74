"""Story 2, in sentences."""

from __future__ import annotations

from base64 import b64encode
from contextlib import suppress
from dataclasses import replace
from email.message import EmailMessage

import pytest

from crash import Plug, Plugged, Pulled
from docketmail import clawback
from docketmail.commands import COMMANDS, AskedWrongError
from docketmail.core.letter import LetterKind
from docketmail.core.lifecycle import LetterState, PaperState
from docketmail.core.records import Attempt, FilingRecord, Letter, Paper, Tombstone
from docketmail.demo.court_filings import Filing, Paper as Filed
from docketmail.demo.court_manners import Manner
from docketmail.demo.pdfs import make_pdf
from docketmail.ports import Deferred, KeyDestroyedError, Refused, Ticket
from offices import ANNA, BEN, DESK, MATTER, OTHER, PARALEGAL
from town import Town, body_of, papers_of


COUNSEL = MATTER.outside[0].email
READERS = (ANNA.email, DESK.email, PARALEGAL.email, COUNSEL)
RAE = OTHER.people[2]
WHY = "an attachment was privileged"


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


async def delivered(town: Town, *papers: Filed) -> Filing:
    filing = town.file(*papers)
    await town.receive(town.notice(filing))
    await town.settle()
    return filing


async def found(town: Town, document: str = "45", **more: str) -> list[str]:
    asked = {"court": "cand", "case": "4:26-cv-00771", "document": document} | more
    said = await COMMANDS["papers.find"](town.world, by="uid:7", **asked)
    return [paper["id"] for paper in said["papers"]]


async def call_back(town: Town, *papers: str) -> dict[str, object]:
    ids = list(papers) or await found(town)
    said = await COMMANDS["papers.call_back"](town.world, by="uid:7", papers=ids, why=WHY)
    await town.settle()
    return said


def recalls(town: Town, reader: str) -> list[EmailMessage]:
    return [mail for mail in town.inbox(reader) if "PLEASE DELETE" in mail["Subject"]]


async def readable(town: Town) -> list[bytes]:
    """Every paper's bytes that some key of the spool still opens."""
    spool = town.spool
    names = set(spool.keys.values())  # type: ignore[attr-defined]
    stored = spool.files  # type: ignore[attr-defined]
    return [stored[name].data for name in names if stored[name].data.startswith(b"%PDF-")]


# Found


@pytest.mark.parametrize(
    "case", ["4:26-cv-00771-JST", "4:26-cv-00771", "4:26-CV-00771-XYZ", " 4:26-cv-00771 "]
)
async def test_papers_are_found_whatever_the_judges_initials(town: Town, case: str) -> None:
    await delivered(town)
    assert len(await found(town, case=case)) == 1


@pytest.mark.parametrize("other", [{"court": "ctb"}, {"case": "4:26-cv-00772"}, {"document": "46"}])
async def test_and_nobody_else_s(town: Town, other: dict[str, str]) -> None:
    await delivered(town)
    assert await found(town, **other) == []


async def test_one_attachment_is_found_by_its_number(town: Town) -> None:
    await delivered(town, Filed(make_pdf("Motion")), Filed(make_pdf("A"), "A"))
    assert len(await found(town)) == 2
    [main], [attached] = await found(town, "45-0"), await found(town, "45-1")
    assert main != attached
    assert await found(town, "45-2") == []


@pytest.mark.parametrize("document", ["45-", "45-A", "45-x", "-1", ""])
async def test_a_document_that_cannot_be_meant_is_not_all_of_it(town: Town, document: str) -> None:
    await delivered(town)
    with pytest.raises(AskedWrongError, match="write 45"):
        await found(town, document)


async def test_where_two_firms_have_it_one_is_named(town: Town) -> None:
    mail = town.notice(town.file(), recipients=(ANNA.email, RAE.email))
    await town.receive(mail, ANNA.intake, RAE.intake)
    await town.settle()
    with pytest.raises(AskedWrongError, match="nimbus or quillhart"):
        await found(town)
    assert await found(town, firm="nimbus") != await found(town, firm="quillhart")


# Destroyed


async def test_a_paper_that_was_called_back_and_the_answer_it_came_in_are_unreadable(
    town: Town,
) -> None:
    await delivered(town)
    [before] = await town.all(Paper)
    answers = [attempt.ticket for attempt in await town.all(Attempt)]
    await call_back(town)
    for ticket in (before.ticket or "", *answers):
        with pytest.raises(KeyDestroyedError):
            await town.world.spool.read(Ticket.parse(ticket))
    assert await readable(town) == []
    [after] = await town.all(Paper)
    assert (after.state, after.ticket, after.description) == (PaperState.DESTROYED, None, "")


async def test_what_stays_is_a_tombstone(town: Town) -> None:
    await delivered(town)
    [paper] = await town.all(Paper)
    await call_back(town)
    [stone] = await town.all(Tombstone)
    assert (stone.paper, stone.digest, stone.firm) == (paper.id, paper.digest, "quillhart")
    assert (stone.by, stone.why) == ("uid:7", WHY)


async def test_the_other_attachments_stay_readable(town: Town) -> None:
    await delivered(town, Filed(make_pdf("Motion")), Filed(make_pdf("A"), "A"))
    await call_back(town, *await found(town, "45-1"))
    states = {paper.index: paper.state for paper in await town.all(Paper)}
    assert states == {0: PaperState.HERE, 1: PaperState.DESTROYED}
    assert set(await readable(town)) == {make_pdf("Motion")}


async def test_another_firm_s_copy_is_unharmed(town: Town) -> None:
    mail = town.notice(town.file(), recipients=(ANNA.email, RAE.email))
    await town.receive(mail, ANNA.intake, RAE.intake)
    await town.settle()
    await call_back(town, *await found(town, firm="quillhart"))
    firms = {f.id: f.firm for f in await town.all(FilingRecord)}
    theirs = next(p for p in await town.all(Paper) if firms[p.filing] == "nimbus")
    data = await town.world.spool.read(Ticket.parse(theirs.ticket or ""))
    assert data == make_pdf("Order")
    assert recalls(town, RAE.email) == []


async def test_nothing_is_called_back_twice_or_without_a_reason(town: Town) -> None:
    await delivered(town)
    [paper] = await town.all(Paper)
    ask = COMMANDS["papers.call_back"]
    with pytest.raises(AskedWrongError, match="say why"):
        await ask(town.world, by="uid:7", papers=[paper.id], why=" ")
    with pytest.raises(AskedWrongError, match="no paper was named"):
        await ask(town.world, by="uid:7", papers=[], why=WHY)
    await call_back(town, paper.id, paper.id)
    with pytest.raises(AskedWrongError, match=f"gone already: {paper.id}"):
        await ask(town.world, by="uid:7", papers=[paper.id], why=WHY)
    assert len(await town.all(Tombstone)) == 1


@pytest.mark.parametrize("after", [False, True])
async def test_a_crash_anywhere_in_a_claw_back_is_finished_at_the_next_start(
    *, after: bool
) -> None:
    for at in range(1, 14):
        town = Town()
        await town.boot()
        await delivered(town)
        [paper] = await town.all(Paper)
        plug = Plug(at, after=after)
        town.world = town.build(
            ledger=Plugged(town.ledger, plug, "ledger"), spool=Plugged(town.spool, plug, "spool")
        )
        with suppress(Pulled):
            await clawback.call_back(town.world, [paper], "uid:7", WHY)
        town.world = town.build()
        await town.boot()
        await clawback.finish_destroying(town.world)
        await town.settle()
        [now] = await town.all(Paper)
        destroyed = now.state is PaperState.DESTROYED
        assert destroyed or await town.all(Tombstone) == [], "all of it, or nothing"
        assert bool(await readable(town)) is not destroyed
        assert len(recalls(town, ANNA.email)) == int(destroyed)


async def test_finishing_what_is_finished_does_nothing(town: Town) -> None:
    await delivered(town)
    await call_back(town)
    assert await clawback.finish_destroying(town.world) == 0


# Asked back


async def test_everybody_who_received_it_is_asked_exactly_once(town: Town) -> None:
    await delivered(town)
    said = await call_back(town)
    assert said["recalls"] == len(READERS)
    for reader in READERS:
        [recall] = recalls(town, reader)
        assert WHY in body_of(recall)
        assert "DELETED" in body_of(recall)
        assert papers_of(recall) == {}
    assert recalls(town, BEN.email) == []


async def test_papers_that_are_called_back_together_are_one_recall(town: Town) -> None:
    await delivered(town, Filed(make_pdf("Motion")), Filed(make_pdf("A"), "A"))
    await call_back(town)
    [recall] = recalls(town, ANNA.email)
    assert "45" in body_of(recall)
    assert "45-1" in body_of(recall)


async def test_papers_that_are_called_back_one_after_the_other_are_a_recall_each(
    town: Town,
) -> None:
    await delivered(town, Filed(make_pdf("Motion")), Filed(make_pdf("A"), "A"))
    await call_back(town, *await found(town, "45-0"))
    await call_back(town)
    first, second = recalls(town, ANNA.email)
    assert first["Message-ID"] != second["Message-ID"]


async def test_the_desk_that_had_a_refused_reader_s_letter_is_asked_once(town: Town) -> None:
    town.relay.answers[ANNA.email] = [Refused(550)]
    await delivered(town)
    await call_back(town)
    assert len(recalls(town, DESK.email)) == 1


async def test_a_letter_that_waits_goes_without_the_paper_and_is_followed_by_a_recall(
    town: Town,
) -> None:
    """The relay hung up after the first try: nobody knows whether that letter arrived."""
    town.relay.answers[ANNA.email] = [Deferred(451)]
    await delivered(town)
    assert town.inbox(ANNA.email) == []
    await call_back(town)
    await town.pass_time(60)
    assert len(recalls(town, ANNA.email)) == 1
    letter, _ = sorted(town.inbox(ANNA.email), key=lambda mail: "DELETE" in mail["Subject"])
    assert papers_of(letter) == {}
    assert "called back" in body_of(letter)


async def test_who_was_told_and_never_had_it_is_not_asked(town: Town) -> None:
    town.courthouse.unreachable = 10_000
    await town.receive(town.notice(town.file()))
    await town.pass_time(100)
    await call_back(town)
    assert all(recalls(town, reader) == [] for reader in READERS)


async def test_a_supplement_that_was_not_tried_yet_is_cancelled(town: Town) -> None:
    town.courthouse.unreachable = 6
    await town.receive(town.notice(town.file()))
    await town.pass_time(100)
    while not (queued := [x for x in await town.all(Letter) if x.kind == LetterKind.SUPPLEMENT]):
        town.clock.tick(30)
        await town.step()
    await call_back(town)
    await town.pass_time(600, by=60)
    states = {x.state for x in await town.all(Letter) if x.kind == LetterKind.SUPPLEMENT}
    assert states == {LetterState.CANCELLED}
    assert len(queued) == len(READERS) - 1, "outside counsel waits for the court's answer"
    assert all(recalls(town, reader) == [] for reader in READERS)
    assert all(papers_of(mail) == {} for reader in READERS for mail in town.inbox(reader))


async def test_a_recall_of_a_restricted_entry_is_masked(town: Town) -> None:
    filing = town.file()
    await town.receive(town.notice(filing, text="MOTION to Seal Exhibit 4."))
    await town.settle()
    await call_back(town)
    [recall] = recalls(town, ANNA.email)
    assert "Marlow" not in recall["Subject"]
    assert recalls(town, COUNSEL) == []


# The duty to tell


async def test_a_paper_that_was_called_back_before_it_came_is_told_and_never_kept(
    town: Town,
) -> None:
    town.courthouse.unreachable = 1
    await town.receive(town.notice(town.file()))
    await town.settle()
    await call_back(town)
    await town.pass_time(150)
    [letter] = town.inbox(ANNA.email)
    assert "called back" in body_of(letter)
    assert papers_of(letter) == {}
    assert await readable(town) == []
    assert town.defects == []


async def test_another_attorney_who_is_noticed_later_is_told_without_it(town: Town) -> None:
    filing = town.file()
    entered = town.clock.now()
    await town.receive(town.notice(filing, entered=entered))
    await town.settle()
    await call_back(town)
    await town.receive(town.notice(filing, entered=entered), BEN.intake)
    await town.settle()
    [letter] = town.inbox(BEN.email)
    assert papers_of(letter) == {}
    assert "called back" in body_of(letter)
    assert recalls(town, BEN.email) == []


async def test_a_firm_whose_copy_comes_after_the_answer_is_gone_is_told_so(town: Town) -> None:
    filing = town.file()
    grant = town.clerk.grant(filing)
    both = (ANNA.email, RAE.email)
    await town.receive(town.notice(filing, grant, recipients=both))
    await town.settle()
    await call_back(town)
    await town.receive(town.notice(filing, grant, recipients=both), RAE.intake)
    await town.settle()
    [letter] = town.inbox(RAE.email)
    assert papers_of(letter) == {}
    assert len(town.courthouse.asked) == 1
    assert (town.defects, town.clerk.harms) == ([], [])


# It stays gone


def again(town: Town, filing: Filing, pdf: bytes) -> bytes:
    """The court's notice of the same entry an hour later, with a look of its own."""
    town.clock.tick(3600)
    return town.notice(replace(filing, papers=(Filed(pdf),)))


async def test_the_same_bytes_are_not_delivered_again(town: Town) -> None:
    filing = await delivered(town)
    await call_back(town)
    await town.receive(again(town, filing, make_pdf("Order")))
    await town.settle()
    letter = town.inbox(ANNA.email)[-1]
    assert papers_of(letter) == {}
    assert "called back" in body_of(letter)
    assert await readable(town) == []
    assert [p.state for p in await town.all(Paper)] == [PaperState.DESTROYED] * 2
    await town.boot()
    await clawback.finish_destroying(town.world)
    assert [p.ticket for p in await town.all(Paper)] == [None, None]


async def kept_apart(town: Town) -> Paper:
    filing = await delivered(town)
    await call_back(town)
    town.relay.taken.clear()
    await town.receive(again(town, filing, make_pdf("Redacted")))
    await town.settle()
    return (await town.all(Paper))[-1]


async def test_the_same_document_with_other_bytes_is_kept_apart_and_told_at_once(
    town: Town,
) -> None:
    paper = await kept_apart(town)
    assert paper.state is PaperState.APART
    assert all(papers_of(mail) == {} for reader in READERS for mail in town.inbox(reader))
    for reader in (ANNA.email, DESK.email):
        _, letter = sorted(town.inbox(reader), key=lambda mail: "APART" in mail["Subject"])
        assert "KEPT APART" in letter["Subject"]
        assert f"docketmail release {paper.id}" in body_of(letter)
    for reader in (PARALEGAL.email, COUNSEL):
        [letter] = town.inbox(reader)
        assert "kept apart" in body_of(letter)


async def test_what_was_kept_apart_goes_to_its_readers_on_an_attorney_s_word(town: Town) -> None:
    paper = await kept_apart(town)
    release = COMMANDS["papers.release"]
    with pytest.raises(AskedWrongError, match="say why"):
        await release(town.world, by="uid:7", papers=[paper.id], why="")
    await release(town.world, by="uid:7", papers=[paper.id], why="Anna Quill compared them")
    await town.settle()
    for reader in READERS:
        letter = town.inbox(reader)[-1]
        [pdf] = papers_of(letter).values()
        assert pdf.startswith(make_pdf("Redacted"))
    with pytest.raises(AskedWrongError, match="is here: it is not kept apart"):
        await release(town.world, by="uid:7", papers=[paper.id], why="again")


async def test_what_was_kept_apart_can_be_called_back_too(town: Town) -> None:
    paper = await kept_apart(town)
    await call_back(town, paper.id)
    assert await readable(town) == []
    assert recalls(town, ANNA.email) == [], "nobody had it"
    with pytest.raises(AskedWrongError, match="destroyed"):
        await COMMANDS["papers.release"](town.world, by="uid:7", papers=[paper.id], why="why")


async def test_bytes_that_were_called_back_cannot_be_supplied(town: Town) -> None:
    await delivered(town)
    await call_back(town)
    town.clock.tick(60)
    await delivered(town, Filed(make_pdf("Order"), manner=Manner.SIGN_ON))
    paper = (await town.all(Paper))[-1]
    pdf = b64encode(make_pdf("Order")).decode()
    with pytest.raises(AskedWrongError, match="called back"):
        await COMMANDS["papers.supply"](town.world, by="uid:7", paper=paper.id, pdf=pdf)
    assert await readable(town) == []
