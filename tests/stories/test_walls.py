"""A wall, or a restriction, holds on every route by which anything of a case leaves: a test for each."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import replace
from datetime import date, timedelta
from email.message import EmailMessage
from email.policy import SMTP

import pytest

from docketmail.commands import COMMANDS
from docketmail.core.lifecycle import PaperState
from docketmail.core.records import Hold, Paper
from docketmail.core.roster import (
    Absence,
    CourtCase,
    Firm,
    FirmPolicy,
    Matter,
    Mode,
    Outsider,
    Person,
    Roster,
    Wall,
)
from docketmail.demo.court_filings import Filing, Paper as Filed
from docketmail.demo.court_manners import Manner
from docketmail.demo.court_notices import Docketed, Facts, Mailed, district_html, vouched
from docketmail.demo.pdfs import make_pdf
from docketmail.ports import Deferred, Refused
from offices import ANNA, BEN, CLARA, DESK, MATTER, OTHER, PARALEGAL, QUILL
from town import ANSWERS, CAND, MX, PACIFIC, Town, body_of, papers_of


ONE, TWO = "4:26-cv-00771-JST", "4:26-cv-00800-JST"
COUNSEL = MATTER.outside[0].email
OPEN = Matter(id="2000-001", name="Second", cases=(CourtCase("cand", TWO),), readers=("pat",))
SECRETS = ("00771", "Marlow", "Ostrander", MATTER.id, "Hushed", "hushed")
"""What may stand in no mail to whom a wall keeps from the case: number, caption, matter, docket text, paper."""
HUSHED = "ORDER on the hushed motion. Motion Hearing set for 2/4/2027 02:00 PM in Courtroom 6."
UNFOLDED = SMTP.clone(max_line_length=900)


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


def office(town: Town, **changes: object) -> Firm:
    """The firm is otherwise from now on."""
    firm = replace(QUILL, **changes)  # type: ignore[arg-type]
    town.rosters.roster = Roster((firm, OTHER))
    return firm


def wall(town: Town, *people: str, **more: object) -> Firm:
    return office(town, walls=tuple(Wall(person, MATTER.id) for person in people), **more)


def hushed(town: Town, manner: Manner = Manner.PAPER, title: str = "Hushed Order") -> Filing:
    return town.file(Filed(make_pdf("Hushed"), title, manner=manner))


def notice_of(town: Town, filing: Filing, text: str = HUSHED) -> bytes:
    return town.notice(filing, text=text)


async def delivered(town: Town, manner: Manner = Manner.PAPER) -> Filing:
    """A filing of the case, told to everybody who may have it by now."""
    filing = hushed(town, manner)
    await town.receive(notice_of(town, filing))
    await town.settle()
    return filing


def told(town: Town, reader: str) -> list[EmailMessage]:
    """A reader's letters, none of which holds anything of the case, in whichever part, header or file name."""
    letters = town.inbox(reader)
    mark = town.spool.mark(b"thread\nquillhart\ncand\n4:26-cv-00771")
    for letter in letters:
        parts = [str(part.get_content()) for part in letter.walk() if not part.is_multipart()]
        names = [str(part.get_filename()) for part in letter.walk()]
        headers = [f"{name}: {value}" for name, value in letter.items()]
        everything = "\n".join((*headers, *names, *parts))
        assert [secret for secret in (*SECRETS, mark[:32]) if secret in everything] == []
    return letters


# The letters of a filing


@pytest.mark.parametrize("who", [ANNA, PARALEGAL])
async def test_first_letters(town: Town, who: Person) -> None:
    wall(town, who.id)
    await delivered(town)
    assert told(town, who.email) == []
    assert town.inbox(DESK.email)


async def test_the_letters_of_a_walled_desk_go_to_the_second_person(town: Town) -> None:
    wall(town, DESK.id)
    await delivered(town)
    assert told(town, DESK.email) == []
    assert "Hushed" in str(papers_of(town.inbox(CLARA.email)[0]))


async def test_the_last_one_left_hears_that_something_was_entered(town: Town) -> None:
    wall(town, DESK.id, CLARA.id)
    await delivered(town)
    [letter] = town.inbox(DESK.email)
    everything = letter.as_string()
    assert [secret for secret in SECRETS if secret in everything] == ["00771"]
    assert town.inbox(CLARA.email) == []
    assert town.inbox(ANNA.email)
    assert town.defects == []


async def test_delegates_and_the_delegates_of_walled_people(town: Town) -> None:
    until = date(2030, 1, 1)
    away = (Absence("pat", "ben", until), Absence("ben", "clara", until))
    wall(town, "ben", absences=away)
    await delivered(town)
    assert told(town, BEN.email) == told(town, CLARA.email) == []


async def test_a_reader_outside_the_firm_who_is_walled_inside(town: Town) -> None:
    own = Outsider("Ben at home", BEN.email.upper(), "pat", date(2030, 1, 1))
    await town.matters_are(replace(MATTER, outside=(own,)))
    wall(town, "ben")
    await delivered(town)
    assert told(town, BEN.email) == []


async def test_supplements(town: Town) -> None:
    office(town)
    filing = hushed(town, Manner.SIGN_ON)
    await town.receive(notice_of(town, filing))
    await town.settle()
    before = len(town.inbox(PARALEGAL.email))
    wall(town, "pat")
    await supply(town)
    assert len(town.inbox(PARALEGAL.email)) == before
    assert papers_of(town.inbox(ANNA.email)[-1])


async def supply(town: Town) -> None:
    """The paper that did not come is handed in at the machine."""
    [paper] = await town.all(Paper)
    pdf = b64encode(make_pdf("Hushed")).decode()
    await COMMANDS["papers.supply"](town.world, by="uid:7", paper=paper.id, pdf=pdf)
    await town.settle()


async def test_corrections_and_notices_made_again(town: Town) -> None:
    facts, filing = entry(town)
    await town.receive(vouched(district_html(facts), MX))
    await town.settle()
    before = len(town.inbox(PARALEGAL.email))
    wall(town, "pat")
    town.clock.tick(3600)
    links = town.clerk.grant(filing).links
    edited = replace(
        facts,
        cases=(replace(facts.cases[0], links=links),),
        docket_text=f"Added Correct PDF to document. {HUSHED}",
        edited_by="kf",
        serial=90,
    )
    again = replace(facts, regenerated=facts.entered + timedelta(hours=1), docket_text="Hushed.")
    for mail in (edited, again):
        await town.receive(vouched(district_html(mail), MX))
        await town.settle()
    assert len(town.inbox(PARALEGAL.email)) == before
    assert len(town.inbox(ANNA.email)) == 3


def entry(town: Town) -> tuple[Facts, Filing]:
    filing = hushed(town)
    case = docketed(ONE, "Marlow v. Ostrander", town.clerk.grant(filing).links)
    return facts_of(town, HUSHED, case), filing


def docketed(number: str, caption: str, links: tuple[str, ...]) -> Docketed:
    addresses = (ANNA.email, BEN.email)
    listed = tuple(Mailed(one.partition("@")[0], (one,)) for one in addresses)
    return Docketed(number, caption, document_number="45", links=links, recipients=listed)


def facts_of(town: Town, text: str, *cases: Docketed) -> Facts:
    town.serial += 1
    return Facts(
        host=CAND,
        court_name="Northern District of California",
        cases=cases,
        docket_text=text,
        short_description="Order",
        entered=town.clock.now().astimezone(PACIFIC),
        zone="PST",
        serial=town.serial,
    )


async def test_a_letter_that_waits_while_the_wall_goes_up(town: Town) -> None:
    town.relay.answers[PARALEGAL.email] = [Deferred(451)]
    await delivered(town)
    wall(town, "pat")
    await town.pass_time(3600, by=60)
    assert told(town, PARALEGAL.email) == []
    assert town.defects == []


# Stand-ins


async def test_a_walled_person_s_recall_is_the_desk_s_to_see_to(town: Town) -> None:
    await delivered(town)
    before = len(town.inbox(PARALEGAL.email))
    wall(town, "pat")
    await call_back(town)
    assert len(town.inbox(PARALEGAL.email)) == before
    bodies = [body_of(letter) for letter in town.inbox(DESK.email)]
    [passed_on] = [body for body in bodies if "Pat Lind" in body and "a wall keeps" in body]
    assert "see that it is done" in passed_on
    assert town.defects == []


async def call_back(town: Town) -> None:
    papers = [paper.id for paper in await town.all(Paper)]
    await COMMANDS["papers.call_back"](town.world, by="uid:7", papers=papers, why="privileged")
    await town.settle()


async def test_a_recall_to_somebody_who_left_does_not_come_to_a_walled_desk(town: Town) -> None:
    await delivered(town)
    before = len(town.inbox(DESK.email))
    gone = tuple(person for person in QUILL.people if person.id != "pat")
    wall(town, DESK.id, people=gone)
    await call_back(town)
    assert len(town.inbox(DESK.email)) == before
    assert any("PLEASE DELETE" in letter["Subject"] for letter in town.inbox(ANNA.email))
    assert any("a wall keeps" in body_of(letter) for letter in town.inbox(CLARA.email))


async def test_a_refused_letter_goes_past_a_walled_desk(town: Town) -> None:
    wall(town, DESK.id)
    town.relay.answers[PARALEGAL.email] = [Refused(550)]
    await delivered(town)
    assert told(town, DESK.email) == []
    assert any("refused" in body_of(letter) for letter in town.inbox(CLARA.email))


async def test_a_letter_that_only_walled_people_are_left_for_rings_without_its_case(
    town: Town,
) -> None:
    wall(town, DESK.id, CLARA.id)
    town.relay.answers[ANNA.email] = [Refused(550)] * 9
    await delivered(town)
    await town.pass_time(125 * 60, by=60)
    rung = [
        one
        for one in town.inbox(DESK.email)
        if "undeliverable" in body_of(one) or "refuses" in body_of(one)
    ]
    assert rung
    for letter in (*rung, *town.inbox(CLARA.email)):
        assert [secret for secret in SECRETS if secret in letter.as_string()] == []
    assert town.pager.paged == ["undeliverable"]


# Holds and lists


async def test_holds_and_their_escalation(town: Town) -> None:
    wall(town, DESK.id)
    await town.receive(notice_of(town, hushed(town)), peer="203.0.113.9")
    await town.settle()
    assert told(town, DESK.email) == []
    assert "00771" in body_of(town.inbox(CLARA.email)[0])
    await town.pass_time(31 * 60, by=60)
    assert told(town, DESK.email) == []


async def test_a_hold_s_second_person_behind_the_wall_is_told_without_the_case(town: Town) -> None:
    wall(town, CLARA.id)
    await town.receive(notice_of(town, hushed(town)), peer="203.0.113.9")
    await town.pass_time(31 * 60, by=60)
    [escalated] = told(town, CLARA.email)
    assert "docketmail" in body_of(escalated)


async def test_the_list_of_the_day(town: Town) -> None:
    await delivered(town, Manner.SIGN_ON)
    before = len(town.inbox(DESK.email))
    thanks = answer(town.inbox(ANNA.email)[0], by=ANNA.email)
    await send(town, thanks)
    wall(town, DESK.id)
    await town.pass_time(25 * 3600, by=600)
    letters = town.inbox(DESK.email)[before:]
    assert letters
    for letter in letters:
        assert [secret for secret in SECRETS if secret in letter.as_string()] == []


async def test_a_release_that_two_people_decide_is_asked_of_nobody_behind_the_wall(
    town: Town,
) -> None:
    wall(town, DESK.id, policy=FirmPolicy(two_person_release=True))
    mail = town.notice(hushed(town), text=RESTRICTED)
    await town.receive(mail, peer="203.0.113.9")
    await town.settle()
    [hold] = await town.all(Hold)
    why = "Marlow told me"
    await COMMANDS["holds.release"](town.world, by="uid:7", hold=hold.id, why=why)
    await town.settle()
    assert told(town, DESK.email) == []
    assert why in body_of(town.inbox(CLARA.email)[-1])


# Answers


def answer(to: EmailMessage, *pdfs: bytes, by: str) -> EmailMessage:
    mail = EmailMessage(policy=UNFOLDED)
    mail["Subject"], mail["From"], mail["To"] = "Re: a paper", by, ANSWERS
    mail["In-Reply-To"] = to["Message-ID"]
    mail.set_content("Here it is.")
    for pdf in pdfs:
        mail.add_attachment(pdf, maintype="application", subtype="pdf", filename="scan.pdf")
    return mail


async def send(town: Town, mail: EmailMessage) -> None:
    stamp = f"Authentication-Results: {MX}; dkim=pass header.d=quillhart.example\r\n"
    await town.receive(stamp.encode() + mail.as_bytes(), ANSWERS, sender=str(mail["From"]))
    await town.settle()


async def test_a_supply_answer_of_somebody_walled_is_taken_from_nobody(town: Town) -> None:
    await delivered(town, Manner.SIGN_ON)
    letter, before = town.inbox(PARALEGAL.email)[0], len(town.inbox(PARALEGAL.email))
    wall(town, "pat", DESK.id)
    seen = len(town.inbox(DESK.email))
    await send(town, answer(letter, make_pdf("Hushed"), by=PARALEGAL.email))
    [paper] = await town.all(Paper)
    assert paper.state is PaperState.NOT_OBTAINED
    assert len(town.inbox(PARALEGAL.email)) == before
    for alarm in town.inbox(DESK.email)[seen:]:
        assert [secret for secret in SECRETS if secret in alarm.as_string()] == []


async def test_what_is_supplied_goes_past_the_wall(town: Town) -> None:
    wall(town, "pat")
    await delivered(town, Manner.SIGN_ON)
    await send(town, answer(town.inbox(ANNA.email)[0], make_pdf("Hushed"), by=ANNA.email))
    assert papers_of(town.inbox(ANNA.email)[-1])
    assert told(town, PARALEGAL.email) == []


# Papers that are kept apart, and looks that end


async def test_what_is_kept_apart_and_its_release(town: Town) -> None:
    filing = await delivered(town)
    await call_back(town)
    before = {who.email: len(town.inbox(who.email)) for who in (ANNA, PARALEGAL)}
    wall(town, ANNA.id, PARALEGAL.id)
    town.clock.tick(3600)
    replacement = replace(filing, papers=(Filed(make_pdf("Hushed, again"), "Hushed Order"),))
    await town.receive(notice_of(town, replacement))
    await town.settle()
    apart = [paper.id for paper in await town.all(Paper) if paper.state is PaperState.APART]
    assert apart
    assert any("KEPT APART" in letter["Subject"] for letter in town.inbox(DESK.email))
    await COMMANDS["papers.release"](town.world, by="uid:7", papers=apart, why="compared")
    await town.settle()
    assert papers_of(town.inbox(DESK.email)[-1])
    assert {who: len(town.inbox(who)) for who in before} == before


async def test_the_warning_before_a_look_ends(town: Town) -> None:
    wall(town, ANNA.id)
    town.courthouse.unreachable = 10**6
    await town.receive(notice_of(town, hushed(town)))
    await town.pass_time(15 * 24 * 3600, by=3600)
    assert told(town, ANNA.email) == []
    endings = [one for one in town.inbox(DESK.email) if one["X-Docketmail-Letter"] == "look_ending"]
    assert len(endings) == 1


# A notice of several cases


async def of_two(town: Town) -> None:
    """One notice of the walled case and of an open one, each with its own paper."""
    plain = town.file(Filed(make_pdf("Plain"), "Plain Order"))
    cases = (
        docketed(ONE, "Marlow v. Ostrander", town.clerk.grant(hushed(town)).links),
        docketed(TWO, "Sable v. Brightwater", town.clerk.grant(plain).links),
    )
    await town.matters_are(MATTER, OPEN)
    text = "ORDER. Motion Hearing set for 2/5/2027 03:00 PM in Courtroom 7."
    await town.receive(vouched(district_html(facts_of(town, text, *cases)), MX))
    await town.settle()


async def test_body_files_calendar_headers_and_original_of_a_notice_of_two_cases(
    town: Town,
) -> None:
    wall(town, ANNA.id, PARALEGAL.id)
    await of_two(town)
    for who in (ANNA.email, PARALEGAL.email):
        [letter] = told(town, who)
        assert "00800" in body_of(letter)
        assert any(part.get_content_type() == "text/calendar" for part in letter.walk())
        assert not any(part.get_content_type() == "message/rfc822" for part in letter.walk())
        assert len(papers_of(letter)) == 1
    [whole] = town.inbox(DESK.email)
    assert "Marlow" in body_of(whole)
    assert len(papers_of(whole)) == 2


async def test_threads_of_walled_cases_stand_in_no_header(town: Town) -> None:
    wall(town, ANNA.id)
    await of_two(town)
    [letter] = told(town, ANNA.email)
    assert str(letter["References"]).count("<case.") == 1
    assert "00800" in letter["X-Docketmail-Case"]


# What is restricted


RESTRICTED = (
    "MOTION to Seal the Hushed Exhibit. Motion Hearing set for 2/4/2027 02:00 PM in Courtroom 6."
)


async def test_a_restricted_entry_is_masked_outside_its_body_and_stays_inside(town: Town) -> None:
    await town.receive(town.notice(hushed(town), text=RESTRICTED))
    await town.settle()
    assert told(town, COUNSEL) == []
    for letter in town.inbox(PARALEGAL.email):
        outside = [str(letter["Subject"]), *(str(part.get_filename()) for part in letter.walk())]
        assert not any(word in " ".join(outside) for word in ("Marlow", "Hushed", "Seal"))
        assert not any(part.get_content_type() == "text/calendar" for part in letter.walk())
        assert not any(part.get_content_type() == "message/rfc822" for part in letter.walk())


async def test_a_restricted_entry_s_recall_and_supplement_stay_inside(town: Town) -> None:
    await town.receive(town.notice(hushed(town, Manner.SIGN_ON), text=RESTRICTED))
    await town.settle()
    await supply(town)
    await call_back(town)
    assert told(town, COUNSEL) == []
    assert any("PLEASE DELETE" in letter["Subject"] for letter in town.inbox(PARALEGAL.email))


async def test_outside_readers_wait_for_the_court_s_answer(town: Town) -> None:
    town.courthouse.unreachable = 6
    await town.receive(notice_of(town, hushed(town)))
    await town.pass_time(100)
    assert town.inbox(PARALEGAL.email)
    assert town.inbox(COUNSEL) == []
    await town.pass_time(3600, by=30)
    [letter] = town.inbox(COUNSEL)
    assert papers_of(letter)


# What a reader chose


async def test_a_reader_who_wants_letters_alone_has_no_paper_by_any_letter(town: Town) -> None:
    await town.matters_are(replace(MATTER, modes={"pat": Mode.NOTIFY_ONLY, "anna": Mode.OFF}))
    await delivered(town)
    for who in (PARALEGAL.email, ANNA.email):
        [letter] = town.inbox(who)
        assert papers_of(letter) == {}
        assert "letters alone" in body_of(letter)
    await call_back(town)
    assert len(town.inbox(PARALEGAL.email)) == 1, "there is nothing to delete"
    assert len(papers_of(town.inbox(DESK.email)[0])) == 1


async def test_a_noticed_attorney_who_wants_letters_alone_hears_that_a_paper_did_not_come(
    town: Town,
) -> None:
    await town.matters_are(replace(MATTER, modes={"anna": Mode.NOTIFY_ONLY}))
    await delivered(town, Manner.SIGN_ON)
    assert "not obtained" in body_of(town.inbox(ANNA.email)[-1])


async def test_the_first_weeks_are_for_attorney_and_desk(town: Town) -> None:
    office(town, policy=FirmPolicy(soft_mode=True))
    await delivered(town)
    assert told(town, PARALEGAL.email) == told(town, COUNSEL) == []
    assert len(town.inbox(ANNA.email)) == len(town.inbox(DESK.email)) == 1
