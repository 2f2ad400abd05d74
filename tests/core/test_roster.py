from __future__ import annotations

import pytest

from docketmail.core.roster import docket
from offices import ANNA, BEN, MATTER, OTHER, QUILL, ROSTER


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


def test_a_matter_is_found_by_court_and_case() -> None:
    assert QUILL.matters_of("cand", "4:26-cv-00771-JST") == (MATTER,)
    assert QUILL.matters_of("cacd", "4:26-cv-00771-JST") == ()
    assert QUILL.matters_of("cand", "4:26-cv-00772-JST") == ()
