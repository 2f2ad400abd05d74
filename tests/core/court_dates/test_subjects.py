from __future__ import annotations

import pytest

from docketmail.core.court_dates.subjects import deadline_name, hearing_name, name, subject
from docketmail.core.court_dates.values import DateKind


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        ("Motion Hearing", "Motion Hearing"),
        ("ORDER setting Status Conference", "Status Conference"),
        ("NOTICE of Hearing on Motion to Compel", "Hearing on Motion to Compel"),
        ("with the telephonic status conference", "telephonic status conference"),
        ("Order Scheduling Conference", "Scheduling Conference"),
        ("Settlement Conference Hearing", "Settlement Conference Hearing"),
        ("Meeting of Creditors & Notice of Appointment with 341(a) meeting", "341(a) meeting"),
        ("Sentencing as to Jane Roe (2)", "Sentencing as to Jane Roe (2)"),
        ("Hearing Date", "Hearing Date"),
    ],
)
def test_an_event_has_its_own_words_and_no_heading(lead: str, words: str) -> None:
    found = hearing_name(lead)
    assert found is not None
    assert found.words == words


@pytest.mark.parametrize("lead", ["", "Responses", "Hearing transcript", "Trial Brief", "Hearing on it filed by Sable", "conferenced"])  # fmt: skip
def test_other_words_are_no_event(lead: str) -> None:
    assert hearing_name(lead) is None


def test_the_noun_that_comes_first_decides() -> None:
    hearing, deadline = name("Hearing on Motion to Extend Deadline"), name("Deadline for mediation")
    extended = name("Time to Answer")
    assert hearing is not None
    assert deadline is not None
    assert extended is not None
    assert (hearing[0], deadline[0], extended[0]) == (DateKind.HEARING, DateKind.DEADLINE, DateKind.DEADLINE)  # fmt: skip
    assert name("the letter") is None
    assert deadline_name("Time to Answer") is None


@pytest.mark.parametrize(
    ("lead", "words"),
    [
        ("and the Response", "Response"),
        ("The motion is granted and the opening brief", "opening brief"),
        ("Response, Reply and Sur-reply", "Response, Reply and Sur-reply"),
        ("after the long hearing of this morning, with thanks to counsel, the reply brief", "reply brief"),
        ("", ""),
    ],
)  # fmt: skip
def test_a_subject_is_the_last_phrase_of_prose(lead: str, words: str) -> None:
    assert subject(lead) == words
