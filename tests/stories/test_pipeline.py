"""Story 1, in sentences."""

from __future__ import annotations

from datetime import timedelta

import pytest

from docketmail.commands import COMMANDS
from docketmail.core.lifecycle import FilingState, LetterState, LookState, NoticeState, PaperState
from docketmail.core.records import (
    FilingRecord,
    Hold,
    Letter,
    LookRecord,
    Message,
    NoticeRecord,
    Paper as PaperRecord,
)
from docketmail.core.roster import CourtRule, Firm, FirmPolicy, Roster
from docketmail.demo.court_filings import Paper
from docketmail.demo.court_manners import Manner
from docketmail.demo.pdfs import make_pdf
from docketmail.ledger import chain
from docketmail.ports import BrokenOffError, Deferred, Refused, UnreachableError
from offices import ANNA, BEN, CLARA, DESK, MATTER, OTHER, PARALEGAL, QUILL
from town import Town, body_of, papers_of


COUNSEL = MATTER.outside[0].email


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


def order(text: str = "Order", manner: Manner = Manner.PAPER) -> Paper:
    return Paper(make_pdf(text), manner=manner)


async def test_a_notice_becomes_a_letter_with_its_paper_for_everybody_of_the_matter(
    town: Town,
) -> None:
    await town.receive(town.notice(town.file()))
    await town.settle()

    for reader in (ANNA.email, DESK.email, PARALEGAL.email, COUNSEL):
        [letter] = town.inbox(reader)
        assert "ORDER granting 12 Motion to Continue." in body_of(letter)
        [(name, pdf)] = papers_of(letter).items()
        assert name.endswith(".pdf")
        assert pdf.startswith(make_pdf("Order"))
    assert town.inbox(BEN.email) == []
    assert town.clerk.harms == []
    assert len(town.courthouse.asked) == 1


async def test_everything_ends_where_it_should(town: Town) -> None:
    await town.receive(town.notice(town.file()))
    await town.settle()

    assert [n.state for n in await town.all(NoticeRecord)] == [NoticeState.SCREENED]
    assert [k.state for k in await town.all(LookRecord)] == [LookState.STORED]
    assert [f.state for f in await town.all(FilingRecord)] == [FilingState.COMPLETE]
    assert [p.state for p in await town.all(PaperRecord)] == [PaperState.HERE]
    assert {x.state for x in await town.all(Letter)} == {LetterState.SENT}
    assert town.defects == []
    [notice] = await town.all(NoticeRecord)
    assert await town.world.ledger.read(lambda book: list(chain.faults(book, notice))) == []


async def test_no_outgoing_mail_holds_a_magic_number(town: Town) -> None:
    filing = town.file()
    grant = town.clerk.grant(filing)
    await town.receive(town.notice(filing, grant))
    await town.settle()
    assert all(grant.magic.encode() not in outgoing.mail for outgoing in town.relay.taken)


async def test_attachments_are_asked_for_one_by_one_and_go_in_one_letter(town: Town) -> None:
    filing = town.file(
        order("Motion"),
        Paper(make_pdf("A"), "Exhibit A - Ledger"),
        Paper(make_pdf("B"), "Exhibit B"),
    )
    await town.receive(town.notice(filing))
    await town.settle()
    [letter] = town.inbox(ANNA.email)
    assert len(papers_of(letter)) == 3
    assert town.clerk.harms == []
    # the main document, the menu, two attachments
    assert len(town.courthouse.asked) == 4


@pytest.mark.parametrize(
    ("manner", "said"),
    [
        (Manner.SIGN_ON, "login"),
        (Manner.LOGIN_FORM, "login"),
        (Manner.SIGN_ON_REDIRECT, "login"),
        (Manner.RECEIPT, "paid"),
        (Manner.RESTRICTED, "restricted"),
        (Manner.UNAVAILABLE, "available"),
        (Manner.CUT, "broke off"),
    ],
)
async def test_whatever_the_court_answers_the_attorney_and_the_desk_are_told_at_once(
    town: Town, manner: Manner, said: str
) -> None:
    await town.receive(town.notice(town.file(order(manner=manner))))
    await town.settle()
    for reader in (ANNA.email, DESK.email):
        [letter] = town.inbox(reader)
        assert papers_of(letter) == {}
        assert said in body_of(letter).lower()
    assert town.clerk.harms == []
    assert await town.all(Hold) == []


async def test_a_text_entry_is_told_and_nothing_is_opened(town: Town) -> None:
    await town.receive(town.notice(text="MINUTE ENTRY: hearing held."))
    await town.settle()
    [letter] = town.inbox(ANNA.email)
    assert "MINUTE ENTRY: hearing held." in body_of(letter)
    assert town.courthouse.asked == []


async def test_copies_for_two_attorneys_are_one_filing_and_one_letter_each(town: Town) -> None:
    filing = town.file()
    both = (ANNA.court_addresses[0], BEN.email)
    entered = town.clock.now()
    first, second = (
        town.notice(filing, recipients=both, entered=entered),
        town.notice(filing, recipients=both, entered=entered),
    )
    await town.receive(first, ANNA.intake)
    await town.settle()
    await town.receive(second, BEN.intake)
    await town.settle()

    assert len(await town.all(FilingRecord)) == 1
    for reader in (ANNA.email, BEN.email, DESK.email, PARALEGAL.email):
        [letter] = town.inbox(reader)
        assert len(papers_of(letter)) == 1
    assert len(town.courthouse.asked) == 1
    states = sorted(look.state for look in await town.all(LookRecord))
    assert states == [LookState.STORED, LookState.UNOPENED], "the second look is a spare"


async def test_the_same_bytes_again_change_nothing(town: Town) -> None:
    mail = town.notice(town.file())
    await town.receive(mail)
    await town.receive(mail)
    await town.settle()
    assert len(await town.all(Message)) == 1
    assert len(town.inbox(ANNA.email)) == 1


async def test_one_message_for_two_firms_opens_its_look_once(town: Town) -> None:
    filing = town.file()
    mail = town.notice(filing, recipients=(ANNA.email, "rae@nimbus.example"))
    await town.receive(mail, ANNA.intake, OTHER.people[2].intake)
    await town.settle()
    for reader in (ANNA.email, "rae@nimbus.example", "desk@nimbus.example"):
        [letter] = town.inbox(reader)
        assert len(papers_of(letter)) == 1
    assert len(town.courthouse.asked) == 1
    tickets = {paper.ticket for paper in await town.all(PaperRecord)}
    assert len(tickets) == 2, "each firm has a key of its own"


async def test_restricted_words_keep_papers_and_text_from_readers_outside(town: Town) -> None:
    await town.receive(town.notice(town.file(), text="MOTION to Seal Exhibit 4."))
    await town.settle()
    assert town.inbox(COUNSEL) == []
    for reader in (ANNA.email, PARALEGAL.email, DESK.email):
        [letter] = town.inbox(reader)
        assert "MOTION to Seal" in body_of(letter)
        assert "Marlow" not in letter["Subject"]
        assert len(papers_of(letter)) == 1
        assert all("Marlow" not in name for name in papers_of(letter))


async def test_a_restricted_entry_of_a_case_where_the_firm_is_not_listed_goes_no_further(
    town: Town,
) -> None:
    mail = town.notice(
        town.file(), text="SEALED MOTION by Ostrander.", recipients=("rival@otherside.example",)
    )
    await town.receive(mail)
    await town.settle()
    assert town.courthouse.asked == []
    assert town.inbox(PARALEGAL.email) == []
    for reader in (ANNA.email, DESK.email):
        [letter] = town.inbox(reader)
        assert "Ostrander." not in body_of(letter)
        assert papers_of(letter) == {}


@pytest.mark.parametrize("rule", [CourtRule.FORBIDDEN, CourtRule.MAILBOX_ONLY])
async def test_a_court_s_rule_keeps_the_link_closed_and_is_told(
    town: Town, rule: CourtRule
) -> None:
    town.rosters.roster = Roster((_firm(policy=FirmPolicy(courts={"cand": rule})), OTHER))
    mail = town.notice(town.file(), recipients=(ANNA.email, ANNA.intake))
    await town.receive(mail)
    await town.settle()
    assert town.courthouse.asked == []
    [letter] = town.inbox(ANNA.email)
    assert papers_of(letter) == {}


def _firm(**changes: object) -> Firm:
    fields = {name: getattr(QUILL, name) for name in QUILL.__dataclass_fields__}
    return Firm(**(fields | changes))


async def test_a_stranger_s_mail_is_held_told_and_never_opened(town: Town) -> None:
    filing = town.file()
    await town.receive(town.notice(filing), peer="203.0.113.9")
    await town.settle()
    assert town.courthouse.asked == []
    [hold] = await town.all(Hold)
    assert hold.rule == "suspect"
    [letter] = town.inbox(DESK.email)
    assert "http" not in body_of(letter)
    assert town.inbox(ANNA.email) == []


async def test_a_relay_that_is_away_is_tried_again_until_it_is_back(town: Town) -> None:
    town.relay.answers[ANNA.email] = [
        UnreachableError("no route"),
        BrokenOffError("hung up"),
        Deferred(450),
    ]
    await town.receive(town.notice(town.file()))
    await town.pass_time(120)
    assert len(town.inbox(ANNA.email)) == 1
    assert len(town.inbox(DESK.email)) == 1


async def test_a_refused_reader_s_letter_goes_to_the_desk(town: Town) -> None:
    town.relay.answers[ANNA.email] = [Refused(550)]
    await town.receive(town.notice(town.file()))
    await town.settle()
    assert town.inbox(ANNA.email) == []
    letters = town.inbox(DESK.email)
    assert len(letters) == 2
    assert all(len(papers_of(letter)) == 1 for letter in letters)
    assert any(ANNA.email in body_of(letter) or ANNA.name in body_of(letter) for letter in letters)


async def test_a_refused_desk_s_letter_goes_to_the_second_person(town: Town) -> None:
    town.relay.answers[DESK.email] = [Refused(550)]
    await town.receive(town.notice(town.file()))
    await town.settle()
    [letter] = town.inbox(CLARA.email)
    assert len(papers_of(letter)) == 1


async def test_a_court_that_is_away_costs_no_look_and_the_paper_follows(town: Town) -> None:
    town.courthouse.unreachable = 6
    await town.receive(town.notice(town.file()))
    await town.pass_time(100)
    [first] = town.inbox(ANNA.email)
    assert papers_of(first) == {}, "told within two minutes, without the paper"
    await town.pass_time(1500)
    _, second = town.inbox(ANNA.email)
    assert len(papers_of(second)) == 1
    assert second["Message-ID"] != first["Message-ID"]
    assert town.clerk.harms == []


async def test_letters_are_due_within_two_minutes_whatever_the_court_does(town: Town) -> None:
    town.courthouse.unreachable = 10_000
    began = town.clock.now()
    await town.receive(town.notice(town.file()))
    await town.pass_time(119)
    for reader in (ANNA.email, DESK.email):
        assert len(town.inbox(reader)) == 1
    sent = [letter.sent_at for letter in await town.all(Letter)]
    assert all(at is not None and at - began <= timedelta(minutes=2) for at in sent)


async def test_soft_mode_tells_the_noticed_attorney_and_the_desk_alone(town: Town) -> None:
    town.rosters.roster = Roster((_firm(policy=FirmPolicy(soft_mode=True)), OTHER))
    await town.receive(town.notice(town.file()))
    await town.settle()
    assert {one.recipient for one in town.relay.taken} == {ANNA.email, DESK.email}


async def test_no_matter_means_noticed_attorney_and_desk(town: Town) -> None:
    await town.receive(town.notice(town.file(), number="4:26-cv-09999-JST"))
    await town.settle()
    assert {one.recipient for one in town.relay.taken} == {ANNA.email, DESK.email}


async def test_a_relay_s_size_splits_a_letter_by_paper(town: Town) -> None:
    town.relay.limit = 60_000
    filing = town.file(
        *(Paper(make_pdf(f"P{n}") + b"\n%" + b"x" * 30_000, f"E{n}") for n in range(3))
    )
    await town.receive(town.notice(filing))
    await town.settle()
    letters = town.inbox(ANNA.email)
    assert len(letters) == 3
    assert sum(len(papers_of(letter)) for letter in letters) == 3
    assert len({letter["Message-ID"] for letter in letters}) == 3


async def test_a_hold_is_told_to_a_second_person_and_then_to_the_hook(town: Town) -> None:
    await town.receive(town.notice(town.file()), peer="203.0.113.9")
    await town.pass_time(29 * 60, by=60)
    assert town.inbox(CLARA.email) == []
    await town.pass_time(2 * 60, by=60)
    assert len(town.inbox(CLARA.email)) == 1
    assert town.pager.paged == []
    town.pager.broken = 1
    await town.pass_time(95 * 60, by=60)
    assert town.pager.paged == ["suspect"]
    await town.pass_time(180 * 60, by=600)
    assert town.pager.paged == ["suspect"]


async def test_an_acknowledged_hold_alarms_nobody_else(town: Town) -> None:
    await town.receive(town.notice(town.file()), peer="203.0.113.9")
    await town.settle()
    [hold] = (await COMMANDS["holds.list"](town.world, by="uid:0"))["holds"]
    await COMMANDS["holds.ack"](town.world, by="uid:0", hold=hold["id"])
    await town.pass_time(180 * 60, by=300)
    assert town.inbox(CLARA.email) == []
    assert town.pager.paged == []


async def test_a_released_hold_waives_its_own_rule_and_no_other(town: Town) -> None:
    await town.receive(town.notice(town.file()), peer="203.0.113.9")
    await town.settle()
    [hold] = await town.all(Hold)
    await COMMANDS["holds.release"](town.world, by="uid:7", hold=hold.id, why="I called the clerk")
    await town.settle()
    assert len(town.courthouse.asked) == 1
    [letter] = town.inbox(ANNA.email)
    assert len(papers_of(letter)) == 1
    assert "suspect" in body_of(letter)


SPAM = b"From: Win Big <win@lottery.example>\r\nSubject: You won\r\n\r\nSend money.\r\n"


async def test_plain_spam_alarms_nobody_and_comes_in_one_daily_list(town: Town) -> None:
    for number in range(3):
        await town.receive(SPAM + b"%d" % number, peer="203.0.113.9")
        await town.pass_time(3600, by=600)
    assert town.relay.taken == []
    await town.pass_time(24 * 3600, by=1800)
    [listed] = town.inbox(DESK.email)
    assert body_of(listed).count("uscourts") == 3, "when, and from whom"
    assert "Send money" not in str(listed)
    assert town.inbox(CLARA.email) == []
    assert town.pager.paged == []
    await town.pass_time(48 * 3600, by=3600)
    assert len(town.inbox(DESK.email)) == 1
