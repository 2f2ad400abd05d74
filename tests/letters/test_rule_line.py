"""Each mail has one line that says which rule it came under, in plain text and in HTML."""

from __future__ import annotations

import html
from dataclasses import replace
from datetime import date, timedelta

import pytest

from docketmail.core.announcements import (
    DayList,
    DayRow,
    PolicyAnnounced,
    ReleaseAsked,
    SettingChange,
)
from docketmail.core.compose import compose
from docketmail.core.letter import (
    About,
    KeptApart,
    LetterContent,
    LetterKind,
    PassedOn,
    Recalled,
    Undelivered,
)
from docketmail.core.notice import Kind
from letter_samples import ARRIVED, held, letter, postmark, with_papers, words


RULE = "you are on the team of matter 0042-7; RESTRICTED (a word & a place): for listed counsel"
LIMIT = 1_000_000
CHANGE = SettingChange("following", "", "yes", ARRIVED, at_once=False, withdrawn=False)
ABOUT: dict[LetterKind, About | None] = {
    LetterKind.UNDELIVERED: Undelivered(postmark.reader, 550),
    LetterKind.RECALL: Recalled("filed in error"),
    LetterKind.APART: KeptApart("docketmail release p1 --why ..."),
    LetterKind.NOT_A_NOTICE: DayList(
        date(2026, 3, 5), (DayRow(arrived_at=ARRIVED, sender="", what="spam"),)
    ),
    LetterKind.POLICY: PolicyAnnounced("Hartwell Lund LLP", "uid:1000", ARRIVED, (CHANGE,)),
    LetterKind.RELEASE_ASKED: ReleaseAsked(
        request="q1",
        hold="h1",
        waives="suspect",
        by="uid:1000",
        why="the clerk confirmed it",
        until=ARRIVED + timedelta(days=1),
    ),
    LetterKind.HELD: held.about,
    LetterKind.ESCALATION: held.about,
}
OF_NO_FILING = {
    LetterKind.NOT_A_NOTICE,
    LetterKind.POLICY,
    LetterKind.RELEASE_ASKED,
    LetterKind.HELD,
    LetterKind.ESCALATION,
}


def of_kind(kind: LetterKind) -> LetterContent:
    filing = None if kind in OF_NO_FILING else letter.filing
    return replace(letter, kind=kind, rule=RULE, about=ABOUT.get(kind), filing=filing)


def line_once(mail: bytes) -> None:
    said = f"You have this because {RULE}."
    assert words(mail, "plain").count(said) == 1
    assert html.unescape(words(mail, "html")).count(said) == 1


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_of_letter_says_under_which_rule_it_came(kind: LetterKind) -> None:
    [mail] = compose(of_kind(kind), [], limit=LIMIT)
    line_once(mail)


def test_so_does_a_mail_that_is_passed_on_as_it_came() -> None:
    mail = PassedOn(
        kind=Kind.ANNOUNCEMENT, by_court=True, sender="x@court.example", subject="s", text="t"
    )
    line_once(compose(replace(letter, rule=RULE, filing=None, mail=mail), [], limit=LIMIT)[0])


def test_so_does_every_part_of_a_letter_of_several_mails() -> None:
    content, enclosures = with_papers(60_000, 60_000)
    mails = compose(replace(content, rule=RULE), enclosures, limit=120_000)
    assert len(mails) == 2
    for mail in mails:
        line_once(mail)
