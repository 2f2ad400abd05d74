from __future__ import annotations

from dataclasses import replace

import pytest

from core.policy.notices import SEALED, TITLE, case, notice
from docketmail.core.notice import Notice
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


MOTION = case(text="MOTION to Seal", document_number="45")
EDIT = case(text="Modified Date Filed from 3/1/2026 to 3/2/2026.", document_number="45")


@pytest.mark.parametrize(
    "earlier",
    [
        notice(MOTION),
        notice(
            replace(MOTION, docket_text="ORDER.", name="Roe v. Commissioner of Social Security")
        ),
        notice(replace(MOTION, docket_text="ORDER.", links=()), marks=SEALED),
        notice(replace(MOTION, document_number=None)),
        notice(replace(MOTION, number="4:26-cv-00771-RS")),
        notice(case("1:26-cv-1", "ORDER."), MOTION),
    ],
)
def test_what_restricted_an_entry_restricts_the_court_s_edit_of_it(earlier: Notice) -> None:
    assert sealing.of_entry(notice(EDIT), EDIT) is None
    assert sealing.of_entry(notice(EDIT), EDIT, [notice(EDIT), earlier]) is not None


@pytest.mark.parametrize(
    "other",
    [
        notice(replace(MOTION, document_number="46")),
        notice(replace(MOTION, number="4:26-cv-00800-JST")),
    ],
)
def test_another_entry_s_words_do_not(other: Notice) -> None:
    assert sealing.of_entry(notice(EDIT), EDIT, [other]) is None
