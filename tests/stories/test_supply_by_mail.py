"""An attorney answers a letter with the paper that did not come, and the team has it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from crash import Plug, Plugged, Pulled
from docketmail import clawback
from docketmail.commands import COMMANDS
from docketmail.core.answering import AMBIGUOUS, ANSWER
from docketmail.core.letter import LetterKind
from docketmail.core.lifecycle import Event, HoldState, LetterState, NoticeState, PaperState
from docketmail.core.records import (
    EventRecord,
    Hold,
    Letter,
    Message,
    NoticeRecord,
    Paper,
    Tombstone,
)
from docketmail.core.roster import Person
from docketmail.demo.court_filings import Paper as Filed
from docketmail.demo.court_manners import Manner
from docketmail.demo.pdfs import make_pdf
from docketmail.ports import Deferred, KeyDestroyedError, Ticket
from offices import ANNA, BEN, CLARA, DESK, MATTER, OTHER, PARALEGAL
from town import ANSWERS, MX, Town, body_of, papers_of


COUNSEL = MATTER.outside[0].email
READERS = (ANNA.email, DESK.email, PARALEGAL.email)
"""Outside counsel has nothing of what the court answered with a login, whoever supplies it."""
PDF = make_pdf("Downloaded by hand")
UNFOLDED = SMTP.clone(max_line_length=900)  # or Python makes an encoded word of a long id
INVITATION = "answer this mail with its PDF attached"


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


async def missing(town: Town, *titles: str, text: str = "ORDER granting 12 Motion.") -> None:
    """A filing whose papers the court asks a login for."""
    filed = [
        Filed(make_pdf(title, pages), title, pages, Manner.SIGN_ON)
        for pages, title in enumerate(titles or ("Order",), 1)
    ]
    await town.receive(town.notice(town.file(*filed), text=text))
    await town.settle()


def answer(
    to: EmailMessage | None, *pdfs: bytes, by: str = ANNA.email, names: tuple[str, ...] = ()
) -> EmailMessage:
    """A reader's answer, as a mail program writes it."""
    mail = EmailMessage(policy=UNFOLDED)
    mail["Subject"] = f"Re: {to['Subject']}" if to else "A paper"
    mail["From"] = by
    mail["To"] = ANSWERS
    if to:
        mail["In-Reply-To"] = to["Message-ID"]
        mail["References"] = f"{to['References']} {to['Message-ID']}"
    mail.set_content("Here it is.\n\n> More of a filing that you have a letter about.")
    for number, pdf in enumerate(pdfs):
        name = names[number] if names else f"scan{number}.pdf"
        mail.add_attachment(pdf, maintype="application", subtype="pdf", filename=name)
    return mail


async def send(town: Town, mail: EmailMessage, *, vouched: bool = True, sender: str = "") -> None:
    domain = str(mail["From"]).partition("@")[2]
    stamp = f"Authentication-Results: {MX}; dkim=pass header.d={domain}\r\n" if vouched else ""
    await town.receive(
        stamp.encode() + mail.as_bytes(), ANSWERS, sender=sender or str(mail["From"])
    )
    await town.settle()


async def states(town: Town) -> list[PaperState]:
    return [paper.state for paper in await town.all(Paper)]


async def the_hold(town: Town) -> Hold:
    [hold] = await town.all(Hold)
    return hold


async def the_answer(town: Town) -> NoticeRecord:
    return (await town.all(NoticeRecord))[-1]


async def is_kept(town: Town) -> bool:
    """Whether the answer's own bytes can be read."""
    try:
        await town.spool.read(Ticket.parse((await town.all(Message))[-1].ticket))
    except KeyDestroyedError:
        return False
    return True


# What a letter says


async def test_those_who_decide_are_asked_for_what_is_missing(town: Town) -> None:
    await missing(town)
    for reader in (ANNA, DESK):
        [letter] = town.inbox(reader.email)
        assert INVITATION in " ".join(body_of(letter).split())
        assert letter["Reply-To"] == ANSWERS
    [paralegal] = town.inbox(PARALEGAL.email)
    assert INVITATION not in " ".join(body_of(paralegal).split())
    assert town.inbox(COUNSEL) == []


async def test_nobody_is_asked_where_nothing_is_missing(town: Town) -> None:
    await town.receive(town.notice(town.file()))
    await town.settle()
    [letter] = town.inbox(ANNA.email)
    assert INVITATION not in " ".join(body_of(letter).split())


# What an answer does


async def test_a_paper_in_answer_goes_to_every_reader_by_one_supplement(town: Town) -> None:
    await missing(town)
    await send(town, answer(town.inbox(ANNA.email)[0], PDF))
    for reader in READERS:
        _, supplement = town.inbox(reader)
        assert "SUPPLEMENT" in supplement["Subject"]
        body = " ".join(body_of(supplement).split())
        assert "with it, the filing is complete" in body
        assert "handed in by Anna Quill, not fetched from the court" in body
        [pdf] = papers_of(supplement).values()
        assert pdf.startswith(PDF)
    await town.pass_time(300, by=30)
    assert len(town.inbox(ANNA.email)) == 2
    assert await town.all(Hold) == []


async def test_who_handed_it_in_and_by_which_mail_stands_in_the_ledger(town: Town) -> None:
    await missing(town)
    await send(town, answer(town.inbox(DESK.email)[0], PDF, by=DESK.email))
    [event] = [e for e in await town.all(EventRecord) if e.event == Event.SUPPLIED]
    assert event.data == {"by": "person:desk", "answer": (await the_answer(town)).id}
    assert (await the_answer(town)).state is NoticeState.CLOSED


async def test_any_reader_of_the_firm_who_had_the_letter_may_hand_in(town: Town) -> None:
    await missing(town)
    await send(town, answer(town.inbox(PARALEGAL.email)[0], PDF, by=PARALEGAL.email))
    assert await states(town) == [PaperState.HERE]


async def test_the_answers_own_bytes_go_once_its_paper_is_in_the_spool(town: Town) -> None:
    await missing(town)
    await send(town, answer(town.inbox(ANNA.email)[0], PDF))
    message = (await town.all(Message))[-1]
    with pytest.raises(KeyDestroyedError):
        await town.spool.read(Ticket.parse(message.ticket))


async def test_an_answer_that_was_also_a_notice_s_copy_keeps_its_bytes(town: Town) -> None:
    await missing(town)
    mail = answer(town.inbox(ANNA.email)[0], PDF)
    stamp = f"Authentication-Results: {MX}; dkim=pass header.d=quillhart.example\r\n".encode()
    rae = OTHER.people[2].intake
    await town.receive(stamp + mail.as_bytes(), ANSWERS, rae, sender=ANNA.email)
    await town.settle()
    assert await states(town) == [PaperState.HERE]
    assert await town.spool.read(Ticket.parse((await town.all(Message))[-1].ticket))


async def test_a_paper_of_a_restricted_entry_that_was_handed_in_stays_inside(town: Town) -> None:
    await missing(town, text="MOTION to Seal Exhibit 4.")
    await send(town, answer(town.inbox(ANNA.email)[0], PDF))
    assert town.inbox(COUNSEL) == []
    assert "Marlow" not in str(town.inbox(ANNA.email)[-1]["Subject"])


async def test_several_papers_find_their_places_by_their_names(town: Town) -> None:
    await missing(town, "Motion", "Exhibit A", "Exhibit B")
    [letter] = town.inbox(ANNA.email)
    first = next(p for p in await town.all(Paper) if p.index == 1)
    second = next(p for p in await town.all(Paper) if p.index == 2)
    one, two = make_pdf("A", 9), make_pdf("B", 9)
    names = ("45-2.pdf", "2026-03-02 [45-1] Marlow v Ostrander - Exhibit A.pdf")
    await send(town, answer(letter, two, one, names=names))
    papers = {paper.id: paper for paper in await town.all(Paper)}
    assert papers[first.id].digest == town.spool.mark(one)
    assert papers[second.id].digest == town.spool.mark(two)
    body = " ".join(body_of(town.inbox(ANNA.email)[-1]).split())
    assert "More of a filing that you have a letter about." in body
    assert "complete" not in body


async def test_a_paper_that_is_here_already_tells_nobody_twice(town: Town) -> None:
    await missing(town)
    [letter] = town.inbox(ANNA.email)
    await send(town, answer(letter, PDF))
    await send(town, answer(town.inbox(DESK.email)[0], PDF, by=DESK.email))
    assert len(town.inbox(ANNA.email)) == 2
    assert await town.all(Hold) == []
    assert (await the_answer(town)).state is NoticeState.CLOSED


async def test_the_same_answer_sent_again_is_one(town: Town) -> None:
    await missing(town)
    mail = answer(town.inbox(ANNA.email)[0], PDF)
    await send(town, mail)
    await send(town, mail)
    assert len(await town.all(NoticeRecord)) == 2


async def test_a_paper_that_was_handed_in_is_compared_with_the_courts_list_too(town: Town) -> None:
    await missing(town)
    [paper] = await town.all(Paper)
    listed = replace(paper, pages=12, size=9_000_000)
    await town.ledger.write(lambda book: book.put(listed))
    await send(town, answer(town.inbox(ANNA.email)[0], PDF))
    body = " ".join(body_of(town.inbox(ANNA.email)[-1]).split())
    assert "the court's list says 12 pages, 1 page came" in body
    assert "the court's list says 9.0 MB, 1 KB came" in body


# What was called back


async def called_back(town: Town) -> None:
    await town.receive(town.notice(town.file(Filed(PDF))))
    await town.settle()
    [paper] = await town.all(Paper)
    await COMMANDS["papers.call_back"](town.world, by="uid:7", papers=[paper.id], why="privileged")
    await town.settle()


async def test_bytes_that_were_called_back_do_not_come_round_by_an_answer(town: Town) -> None:
    await called_back(town)
    await missing(town)
    letter = town.inbox(ANNA.email)[-1]
    before = len(town.relay.taken)
    await send(town, answer(letter, PDF))
    assert (await states(town))[-1] is PaperState.NOT_OBTAINED
    assert len(town.relay.taken) == before
    assert (await the_answer(town)).state is NoticeState.CLOSED
    with pytest.raises(KeyDestroyedError):
        await town.spool.read(Ticket.parse((await town.all(Message))[-1].ticket))


async def test_nor_does_an_answer_that_nobody_could_place_keep_them(town: Town) -> None:
    await called_back(town)
    await missing(town)
    await send(town, answer(town.inbox(ANNA.email)[-1], PDF, by=CLARA.email))
    assert await town.all(Hold) == []
    assert (await the_answer(town)).state is NoticeState.CLOSED
    assert not await is_kept(town)


async def waiting(town: Town) -> Hold:
    """An answer about the newest filing, whose paper a person has to place."""
    await send(town, answer(town.inbox(ANNA.email)[-1], PDF, make_pdf("x", 9)))
    hold = await the_hold(town)
    assert hold.rule == AMBIGUOUS
    assert await is_kept(town)
    return hold


async def call_back(town: Town, paper: Paper) -> None:
    town.clock.tick(60)
    await COMMANDS["papers.call_back"](town.world, by="uid:7", papers=[paper.id], why="privileged")


async def test_a_claw_back_reaches_what_waits_to_be_placed_in_its_filing(town: Town) -> None:
    await missing(town, "Motion", "Exhibit A", "Exhibit B")
    await waiting(town)
    await call_back(town, (await town.all(Paper))[0])
    assert not await is_kept(town)
    assert (await the_hold(town)).state is HoldState.ENDED
    assert (await the_answer(town)).state is NoticeState.CLOSED
    await town.pass_time(3 * 3600, by=600)
    assert not any("STILL HELD" in mail["Subject"] for mail in town.inbox(CLARA.email))
    assert town.defects == []


async def test_an_alarm_that_is_still_due_does_not_go_after_a_claw_back(town: Town) -> None:
    await missing(town, "Motion", "Exhibit A", "Exhibit B")
    town.relay.answers[DESK.email] = [Deferred(451)]
    await waiting(town)
    await call_back(town, (await town.all(Paper))[0])
    alarm = (await town.all(Letter))[-1]
    assert (alarm.kind, alarm.state) == (LetterKind.HELD, LetterState.CANCELLED)
    await town.pass_time(3600, by=600)
    assert not any("HELD" in mail["Subject"] for mail in town.inbox(DESK.email))
    assert town.defects == []


async def test_a_claw_back_reaches_the_same_bytes_in_an_answer_about_another_filing(
    town: Town,
) -> None:
    await town.receive(town.notice(town.file(Filed(PDF)), number="4:26-cv-00990-JST"))
    await town.settle()
    [paper] = await town.all(Paper)
    await missing(town, "Motion", "Exhibit A", "Exhibit B")
    await waiting(town)
    await call_back(town, paper)
    assert not await is_kept(town)


async def test_a_claw_back_leaves_other_answers_to_be_placed(town: Town) -> None:
    other = Filed(make_pdf("Another order"))
    await town.receive(town.notice(town.file(other), number="4:26-cv-00990-JST"))
    await town.settle()
    [paper] = await town.all(Paper)
    await missing(town, "Motion", "Exhibit A", "Exhibit B")
    hold = await waiting(town)
    await call_back(town, paper)
    assert await is_kept(town)
    assert (await the_hold(town)) == hold


async def test_an_answer_that_came_after_the_claw_back_is_for_a_person_to_place(
    town: Town,
) -> None:
    await missing(town, "Motion", "Exhibit A", "Exhibit B")
    await call_back(town, (await town.all(Paper))[0])
    town.clock.tick(60)
    await waiting(town)
    await clawback.finish_destroying(town.world)
    assert await is_kept(town)


async def test_a_claw_back_reaches_an_answer_that_was_dismissed(town: Town) -> None:
    await missing(town, "Motion", "Exhibit A", "Exhibit B")
    hold = await waiting(town)
    await COMMANDS["holds.dismiss"](town.world, by="uid:7", hold=hold.id, why="placed by hand")
    await town.settle()
    assert await is_kept(town)
    await call_back(town, (await town.all(Paper))[0])
    assert not await is_kept(town)


@pytest.mark.parametrize("after", [False, True])
async def test_a_crash_in_a_claw_back_leaves_no_answer_readable(*, after: bool) -> None:
    for at in range(1, 20):
        town = Town()
        await town.boot()
        await missing(town, "Motion", "Exhibit A", "Exhibit B")
        await waiting(town)
        plug = Plug(at, after=after)
        town.world = town.build(
            ledger=Plugged(town.ledger, plug, "ledger"), spool=Plugged(town.spool, plug, "spool")
        )
        town.clock.tick(60)
        with suppress(Pulled):
            await clawback.call_back(town.world, (await town.all(Paper))[:1], "uid:7", "privileged")
        town.world = town.build()
        await town.boot()
        await clawback.finish_destroying(town.world)
        await town.settle()
        called_back = bool(await town.all(Tombstone))
        assert await is_kept(town) is not called_back
        assert ((await the_answer(town)).state is NoticeState.CLOSED) is called_back
        assert town.defects == []


async def test_a_replacement_of_what_was_called_back_is_kept_apart(town: Town) -> None:
    filing = town.file(Filed(make_pdf("Order"), manner=Manner.SIGN_ON))
    await town.receive(town.notice(filing))
    await town.settle()
    [paper] = await town.all(Paper)
    await COMMANDS["papers.call_back"](town.world, by="uid:7", papers=[paper.id], why="privileged")
    town.clock.tick(120)
    await town.receive(town.notice(filing, town.clerk.grant(filing), text="Corrected ORDER."))
    await town.settle()
    letter = town.inbox(ANNA.email)[-1]
    await send(town, answer(letter, PDF))
    assert (await states(town))[-1] is PaperState.APART
    assert all(papers_of(mail) == {} for mail in town.inbox(ANNA.email))
    assert "KEPT APART" in town.inbox(ANNA.email)[-1]["Subject"]


# What a person has to place


@pytest.mark.parametrize(
    ("pdfs", "names", "says"),
    [
        ((PDF,), (), "not certain which is which"),
        ((PDF, make_pdf("x", 7), make_pdf("y", 8)), (), "not certain"),
    ],
)
async def test_what_is_not_certain_is_held_and_told_to_the_desk(
    town: Town, pdfs: tuple[bytes, ...], names: tuple[str, ...], says: str
) -> None:
    await missing(town, "Motion", "Exhibit A", "Exhibit B")
    pages = make_pdf("as long as no paper of the filing", 9)
    await send(town, answer(town.inbox(ANNA.email)[0], pages, *pdfs[1:], names=names))
    hold = await the_hold(town)
    assert hold.rule == AMBIGUOUS
    assert says in hold.reason
    alarm = town.inbox(DESK.email)[-1]
    assert "HELD" in alarm["Subject"]
    assert "4:26-cv-00771" in body_of(alarm)
    assert set(await states(town)) == {PaperState.NOT_OBTAINED}
    assert len(town.inbox(ANNA.email)) == 1


async def test_an_answer_without_its_letters_hash_proves_nothing(town: Town) -> None:
    await missing(town)
    [letter] = town.inbox(ANNA.email)
    receipt, identity, rest = str(letter["Message-ID"]).split(".", 2)
    forged = answer(letter, PDF)
    forged.replace_header("In-Reply-To", f"{receipt}.{identity[::-1]}.{rest}")
    forged.replace_header("References", f"{receipt}.{identity[::-1]}.{rest}")
    await send(town, forged)
    assert (await the_hold(town)).reason == "it has files, and answers no letter"
    assert await states(town) == [PaperState.NOT_OBTAINED]


async def test_what_nobody_vouches_for_is_not_taken(town: Town) -> None:
    await missing(town)
    await send(town, answer(town.inbox(ANNA.email)[0], PDF), vouched=False)
    assert "nobody vouches for its sender" in (await the_hold(town)).reason
    assert await states(town) == [PaperState.NOT_OBTAINED]


@pytest.mark.parametrize("other", [BEN, CLARA], ids=lambda person: person.id)
async def test_only_the_reader_of_the_letter_may_answer_it(town: Town, other: Person) -> None:
    await missing(town)
    await send(town, answer(town.inbox(ANNA.email)[0], PDF, by=other.email))
    assert "not the reader of the letter" in (await the_hold(town)).reason
    assert await states(town) == [PaperState.NOT_OBTAINED]


async def test_who_left_the_team_meanwhile_hands_in_nothing(town: Town) -> None:
    await missing(town)
    [letter] = town.inbox(PARALEGAL.email)
    await town.matters_are(replace(MATTER, readers=("anna",)))
    await send(town, answer(letter, PDF, by=PARALEGAL.email))
    assert "may not have the filing any more" in (await the_hold(town)).reason
    assert await states(town) == [PaperState.NOT_OBTAINED]


async def test_a_reader_outside_the_firm_hands_in_nothing(town: Town) -> None:
    """Nor are they asked to: what outside counsel has is public and complete."""
    await town.receive(town.notice(town.file()))
    await town.settle()
    [letter] = town.inbox(COUNSEL)
    assert letter["Reply-To"] is None
    await send(town, answer(letter, PDF, by=COUNSEL))
    assert (await the_hold(town)).rule == AMBIGUOUS
    assert await states(town) == [PaperState.HERE]


async def test_other_files_are_for_a_person_to_look_at(town: Town) -> None:
    await missing(town)
    mail = answer(town.inbox(ANNA.email)[0], PDF)
    mail.add_attachment(b"PK", maintype="application", subtype="zip", filename="all.zip")
    await send(town, mail)
    assert (await the_hold(town)).reason == "it has files that are no PDF"


async def test_the_logo_in_a_signature_is_no_file(town: Town) -> None:
    await missing(town)
    mail = answer(town.inbox(ANNA.email)[0], PDF)
    mail.add_attachment(b"\x89PNG", maintype="image", subtype="png", filename="logo.png")
    await send(town, mail)
    assert await states(town) == [PaperState.HERE]


async def test_where_nothing_is_missing_a_person_looks_at_it(town: Town) -> None:
    await town.receive(town.notice(town.file()))
    await town.settle()
    await send(town, answer(town.inbox(ANNA.email)[0], PDF))
    assert "none of the filing is missing" in (await the_hold(town)).reason


async def test_a_held_answer_that_is_released_is_at_its_end(town: Town) -> None:
    await missing(town, "Motion", "Exhibit A")
    await send(town, answer(town.inbox(ANNA.email)[0], make_pdf("x", 9)))
    hold = await the_hold(town)
    shown = await COMMANDS["holds.show"](town.world, by="uid:7", hold=hold.id)
    assert shown["rule"] == AMBIGUOUS
    await COMMANDS["holds.release"](town.world, by="uid:7", hold=hold.id, why="supplied by hand")
    await town.settle()
    assert (await the_answer(town)).state is NoticeState.CLOSED
    assert set(await states(town)) == {PaperState.NOT_OBTAINED}
    assert not await is_kept(town)


# What brings no paper


async def test_thanks_are_on_the_desks_list_of_the_day_and_alarm_nobody(town: Town) -> None:
    await missing(town)
    before = len(town.relay.taken)
    await send(town, answer(town.inbox(ANNA.email)[0]))
    assert (await the_hold(town)).rule == ANSWER
    assert len(town.relay.taken) == before
    await town.pass_time(86_500, by=3_600)
    [listed] = [mail for mail in town.inbox(DESK.email) if "no notice" in body_of(mail)]
    assert "an answer to a letter" in body_of(listed)


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Auto-Submitted", "auto-replied"),
        ("Auto-Submitted", "auto-generated; type=vacation"),
        ("Precedence", "bulk"),
        ("X-Autoreply", "yes"),
        ("List-Id", "<team.quillhart.example>"),
        ("X-Docketmail-Letter", "first"),
    ],
)
async def test_what_a_machine_wrote_is_recorded_alone(town: Town, header: str, value: str) -> None:
    await missing(town)
    before = len(town.relay.taken)
    mail = answer(town.inbox(ANNA.email)[0], PDF)
    mail[header] = value
    await send(town, mail)
    await town.pass_time(86_500, by=3_600)
    assert (await the_answer(town)).state is NoticeState.CLOSED
    assert len(town.relay.taken) == before
    assert await states(town) == [PaperState.NOT_OBTAINED]
    assert not await is_kept(town), "a bounce brings our own letter back, with its papers"


async def test_a_mail_with_the_null_sender_is_a_machines(town: Town) -> None:
    await missing(town)
    mail = answer(town.inbox(ANNA.email)[0], PDF)
    stamp = f"Authentication-Results: {MX}; dkim=pass header.d=quillhart.example\r\n".encode()
    await town.receive(stamp + mail.as_bytes(), ANSWERS, sender="")
    await town.settle()
    assert (await the_answer(town)).state is NoticeState.CLOSED


async def test_a_strangers_mail_is_on_every_desks_list(town: Town) -> None:
    await send(town, answer(None, by="win@prizes.example"))
    assert {hold.firm for hold in await town.all(Hold)} == {"quillhart", "nimbus"}
    assert {hold.rule for hold in await town.all(Hold)} == {ANSWER}


async def test_an_answer_is_one_firms_alone(town: Town) -> None:
    await missing(town)
    await send(town, answer(town.inbox(ANNA.email)[0]))
    assert {hold.firm for hold in await town.all(Hold)} == {"quillhart"}


async def test_nobody_ever_has_an_answer_to_an_answer(town: Town) -> None:
    await missing(town)
    for sender in (ANNA.email, COUNSEL, "win@prizes.example", "ecf@cand.uscourts.gov"):
        await send(town, answer(town.inbox(ANNA.email)[0], by=sender))
    assert {one.recipient for one in town.relay.taken} == set(READERS)
    assert [len(town.inbox(reader)) for reader in READERS] == [1] * 3


# The plug


async def one_life(plug: Plug) -> Town:
    """An answer comes while the plug is pulled somewhere; the client that heard no 250 sends it again."""
    town = Town()
    await town.boot()
    await missing(town)
    mail = answer(town.inbox(ANNA.email)[0], PDF)
    town.world = replace(
        town.world,
        ledger=Plugged(town.ledger, plug, "ledger"),
        spool=Plugged(town.spool, plug, "spool"),
        relay=Plugged(town.relay, plug, "relay"),
    )
    try:
        await send(town, mail)
    except Pulled:
        town.world = town.build()
        await town.boot()
        await send(town, mail)
        await town.pass_time(90, by=15)
    return town


async def test_an_answer_survives_the_plug_at_every_call() -> None:
    plug = Plug()
    await one_life(plug)
    for at in range(1, 1 + len(plug.calls)):
        for after in (False, True):
            town = await one_life(Plug(at, after=after))
            assert await states(town) == [PaperState.HERE]
            assert len({mail["Message-ID"] for mail in town.inbox(ANNA.email)}) == 2
            assert (await the_answer(town)).state is NoticeState.CLOSED
            assert town.defects == []
            with pytest.raises(KeyDestroyedError):
                await town.spool.read(Ticket.parse((await town.all(Message))[-1].ticket))
