from __future__ import annotations

from dataclasses import replace

import pytest

from core.policy.notices import SEALED, TITLE, case, notice
from docketmail.core.policy import sealing


@pytest.mark.parametrize(
    ("told", "place"),
    [
        (notice(case(text="MOTION to Seal")), "docket text"),
        (notice(case(text="Un\u00adsealed order")), "docket text"),
        (notice(case(name="Sealed Air Corp. v. Roe")), "caption"),
        (notice(short_description="Redacted Complaint"), "short description"),
        (notice(subject="Activity in Case 1 SEALED Order"), "subject"),
        (notice(documents=(replace(TITLE, description="Exhibit REDACTED"),)), "document title"),
        (
            notice(documents=(replace(TITLE, original_filename="motion_unredacted.pdf"),)),
            "original filename",
        ),
    ],
)
def test_a_word_restricts_its_entry_wherever_it_stands(told: object, place: str) -> None:
    found = sealing.entry(told, told.cases[0])  # type: ignore[attr-defined, arg-type]
    assert found is not None
    assert found.place == place


def test_an_ordinary_entry_is_not_restricted() -> None:
    assert sealing.entry(notice(), case()) is None


def test_another_case_s_document_does_not_restrict_this_one() -> None:
    other = replace(TITLE, case="1:26-cv-00001", description="Sealed Exhibit")
    assert sealing.entry(notice(documents=(other,)), case()) is None


@pytest.mark.parametrize(
    "caption",
    [
        "Marlow v. Commissioner of Social Security",
        "Ahmadi v. Warden, Otay Mesa Detention Center",
        "Doe v. U.S. Immigration and Customs Enforcement",
        "SEALED v. SEALED",
        "J.D., a minor v. Springfield School District",
    ],
)
def test_a_caption_restricts_the_case(caption: str) -> None:
    assert sealing.restricted_caption(case(name=caption)) is not None


@pytest.mark.parametrize(
    "caption", ["Marlow v. Ostrander", "United States v. Alder", "In re Nimbus LLC"]
)
def test_an_ordinary_caption_restricts_nothing(caption: str) -> None:
    assert sealing.restricted_caption(case(name=caption)) is None


def test_only_the_court_s_own_mark_without_a_link_is_sealed() -> None:
    assert sealing.sealed(notice(case(links=()), marks=SEALED), case(links=()))
    assert not sealing.sealed(notice(marks=SEALED), case())
    assert not sealing.sealed(notice(case(links=())), case(links=()))
