from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from core.policy.notices import case, notice
from docketmail.core import courts, mail as mails
from docketmail.core.mail import Mail
from docketmail.core.markup import from_html
from docketmail.core.notice import Kind, NotANotice
from docketmail.core.policy import traits
from docketmail.core.policy.facts import Trait


SAMPLES = sorted((Path(__file__).parents[2] / "notices").rglob("*.eml"))
FALSE = "insd_suspect_link"
LETTER = NotANotice(Kind.OTHER, "nobody's")


def seen(html: str, *, files: bool = False) -> frozenset[Trait]:
    return traits.of(Mail(sheet=from_html(html), files=files), LETTER, str)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_no_genuine_sample_has_a_trait_of_a_false_one(sample: Path) -> None:
    raw = sample.read_bytes()
    mail = mails.read(raw)
    assert isinstance(mail, Mail)
    found = traits.of(mail, courts.read(raw), courts.rewriting.unwrapped)

    assert (sample.stem == FALSE) == bool(found)


@pytest.mark.parametrize(
    "words",
    [
        "Please DO NOT RESPOND to this e-mail because the mail box is unattended.",
        "PLEASE DO NOT REPLY TO THIS EMAIL AS IT ORIGINATES FROM AN UNATTENDED ADDRESS",
        "To avoid later charges, download a copy of each document during this first viewing.",
        "Please confirm this choice by clicking here.",
        "you must first enter your CM/ECF login",
        "Original Filename: Reply to Motion.pdf",
    ],
)
def test_the_courts_own_words_are_none(words: str) -> None:
    assert seen(words) == frozenset()


@pytest.mark.parametrize(
    ("words", "trait"),
    [
        ("Please reply with your\nbar number.", Trait.ASKS_FOR_ANSWER),
        ("You must <b>respond</b> to receive the document", Trait.ASKS_FOR_ANSWER),
        ("Reply to this e-mail to obtain the secure link", Trait.ASKS_FOR_ANSWER),
        ("Kindly acknowledge receipt.", Trait.ASKS_FOR_ANSWER),
        ("IMMEDIATE ACTION REQUIRED", Trait.TELLS_WHAT_TO_DO),
        ("Failure to respond will be sanctioned", Trait.TELLS_WHAT_TO_DO),
        ("You have to pay within 24 hours.", Trait.TELLS_WHAT_TO_DO),
        ("respond by March 5", Trait.TELLS_WHAT_TO_DO),
        ("Verify your account first", Trait.TELLS_WHAT_TO_DO),
    ],
)
def test_an_answer_asked_for_and_an_instruction_are_seen(words: str, trait: Trait) -> None:
    assert seen(words) == {trait}


def test_a_docket_text_may_ask_and_set_deadlines() -> None:
    said = "ORDER to show cause. Please reply within 14 days; failure to respond is at your peril."
    page = f"<p>Docket Text:<br>{said}<p>Notice has been electronically mailed to:"
    mail, reading = Mail(sheet=from_html(page)), notice(case(text=said))

    assert traits.of(mail, reading, str) == frozenset()
    around = replace(mail, sheet=from_html(page + "<p>Please reply within 14 days"))
    assert traits.of(around, reading, str) == {Trait.ASKS_FOR_ANSWER, Trait.TELLS_WHAT_TO_DO}


def test_files_and_false_links_are_seen() -> None:
    link = '<a href="https://evil.example/doc1/1">https://ecf.cand.uscourts.gov/doc1/1</a>'

    assert seen("words", files=True) == {Trait.ATTACHMENT}
    assert seen(link) == {Trait.FALSE_COURT_LINK}


def test_a_link_is_followed_behind_its_scanner_before_it_is_compared() -> None:
    page = '<a href="https://scanner.example/1">https://ecf.cand.uscourts.gov/doc1/1</a>'
    mail = Mail(sheet=from_html(page))

    assert traits.of(mail, LETTER, lambda _: "https://ecf.cand.uscourts.gov/") == frozenset()
    assert traits.of(mail, LETTER, lambda _: "https://evil.example/") == {Trait.FALSE_COURT_LINK}


@pytest.mark.parametrize(
    ("author", "reply_to", "elsewhere"),
    [
        ("PAMB_LiveDB@pamb.uscourts.gov", "", False),
        ("PAMB_LiveDB@pamb.uscourts.gov", "helpdesk@pamb.uscourts.gov", False),
        ("PAMB_LiveDB@pamb.uscourts.gov", "Help <helpdesk@ca3.uscourts.gov>", False),
        ("no-reply@sc-us.gov", "efilingsupport@supremecourt.gov", False),
        ("a@mail.firm.example", "b@firm.example", False),
        ("ecf@cand.uscourts.gov", "clerk@evil.example", True),
        ("ecf@cand.uscourts.gov", "clerk@uscourts.gov.evil.example", True),
        ("ecf@cand.uscourts.gov", "ecf@cand.uscourts.gov, clerk@evil.example", True),
        ("a@firm.example", "efilingsupport@supremecourt.gov", True),
    ],
)
def test_whether_answers_go_elsewhere(author: str, reply_to: str, elsewhere: bool) -> None:  # noqa: FBT001
    assert traits.answers_elsewhere(author, reply_to) is elsewhere
