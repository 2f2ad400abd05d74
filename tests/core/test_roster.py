from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from docketmail.core.roster import docket, docket_patterns, is_case_number
from offices import ANNA, BEN, OTHER, ROSTER


def test_a_message_for_two_firms_is_addressed_to_both() -> None:
    recipients = (ANNA.intake, OTHER.people[2].intake, BEN.intake.upper())
    assert ROSTER.addressed(recipients) == {"quillhart": ("anna", "ben"), "nimbus": ("rae",)}


def test_a_retired_address_is_still_received() -> None:
    assert ROSTER.addressed(BEN.retired) == {"quillhart": ("ben",)}


def test_a_person_s_mailbox_is_no_intake_address() -> None:
    assert ROSTER.addressed((ANNA.email, "nobody@dockets.quillhart.example")) == {}


@pytest.mark.parametrize(
    ("written", "bare"),
    [
        ("4:26-cv-00771-JST", "4:26-cv-00771"),
        ("4:26-CV-00771", "4:26-cv-00771"),
        ("1:21-cr-00456-ABC-1", "1:21-cr-00456"),
        ("23-20091", "23-20091"),
        ("23-20091-abc", "23-20091"),
        ("25-2120", "25-2120"),
        ("MDL No. 2967", "mdlno.2967"),
    ],
)
def test_a_case_stays_the_same_whatever_initials_follow_its_number(written: str, bare: str) -> None:
    assert docket(written) == bare


@pytest.mark.parametrize(
    ("number", "patterns"),
    [
        ("1:26-md-03117-ABC", ("1:26-md-03117", "1:26-md-*", "1:26-*", "1:*", "*")),
        ("26-20091", ("26-20091", "26-*", "*")),
        ("2026CV0117", ("2026cv0117", "*")),
    ],
)
def test_a_number_fits_itself_and_every_pattern_of_its_beginnings(
    number: str, patterns: tuple[str, ...]
) -> None:
    assert docket_patterns(number) == patterns


@given(st.from_regex(r"[0-9]{1,2}:[0-9]{2}-[a-z]{2}-[0-9]{1,5}", fullmatch=True))
def test_every_pattern_of_a_number_is_a_case_number_that_stays_as_it_is(number: str) -> None:
    for pattern in docket_patterns(number):
        assert is_case_number(pattern)
        assert docket(pattern) == pattern


@pytest.mark.parametrize("number", ["", "Marlow", "1:26-md-0*", "*-0117", "1:*-md-*", "**"])
def test_what_cannot_be_looked_up_is_no_case_number(number: str) -> None:
    assert not is_case_number(number)
