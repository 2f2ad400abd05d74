from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.policy.notices import NUMBER, SEALED, TITLE, case, notice
from docketmail.core.casefile import CaseFile, Classification, WordException
from docketmail.core.notice import Notice
from docketmail.core.policy import sealing
from docketmail.core.policy.walls import CaseOfFirm
from docketmail.core.roster import Firm, FirmPolicy, Matter
from offices import QUILL


TODAY = date(2026, 3, 2)


def of_firm(firm: Firm = QUILL, **file: object) -> CaseOfFirm:
    return CaseOfFirm(firm, CaseFile(**file), TODAY)  # type: ignore[arg-type]


OF = of_firm()
ADDED = of_firm(replace(QUILL, policy=FirmPolicy(words=("trade secret",))))
EXCEPTED = of_firm(exceptions=(WordException("Sealed Air", "uid:1000", "a party"),))
OPEN = of_firm(classification=Classification.OPEN)
RESTRICTED = of_firm(classification=Classification.RESTRICTED)


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
def test_a_word_restricts_its_entry_wherever_it_stands(told: Notice, place: str) -> None:
    found = sealing.entry(told, told.cases[0], OF)
    assert found is not None
    assert found.place == place


def test_an_ordinary_entry_is_not_restricted() -> None:
    assert sealing.entry(notice(), case(), OF) is None


def test_another_case_s_document_does_not_restrict_this_one() -> None:
    other = replace(TITLE, case="1:26-cv-00001", description="Sealed Exhibit")
    assert sealing.entry(notice(documents=(other,)), case(), OF) is None


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
    assert sealing.restricted_caption(case(name=caption), OF) is not None


@pytest.mark.parametrize(
    "caption", ["Marlow v. Ostrander", "United States v. Alder", "In re Nimbus LLC"]
)
def test_an_ordinary_caption_restricts_nothing(caption: str) -> None:
    assert sealing.restricted_caption(case(name=caption), OF) is None


def test_a_caption_s_reason_is_its_ground_and_holds_nothing_of_the_caption() -> None:
    found = sealing.restricted_caption(case(name="J.D., a minor v. Otterbrook School"), OF)
    assert found is not None
    assert found.reason == "restricted case, by caption: a minor"


SOCIAL = case(name="Marlow v. Commissioner of Social Security")


def test_the_desk_opens_a_case_against_its_caption_alone() -> None:
    assert sealing.of_entry(notice(SOCIAL), SOCIAL, OF) is not None
    assert sealing.of_entry(notice(SOCIAL), SOCIAL, OPEN) is None
    sealed = replace(SOCIAL, name="SEALED v. SEALED")
    assert sealing.of_entry(notice(sealed), sealed, OPEN) is not None
    assert sealing.restricted_case(SOCIAL, OPEN, frozenset({NUMBER})) is not None
    marked = of_firm(
        classification=Classification.OPEN, matters=(Matter("1", "", restricted=True),)
    )
    assert sealing.restricted_case(SOCIAL, marked, frozenset()) is not None


@pytest.mark.parametrize(
    ("of", "denied", "word"),
    [
        (RESTRICTED, frozenset(), "marked by the desk"),
        (of_firm(related_restricted=True), frozenset(), "marked by the desk"),
        (OF, frozenset({NUMBER}), "the court denied it by nature of suit"),
    ],
)
def test_desk_and_court_restrict_a_case(of: CaseOfFirm, denied: frozenset[str], word: str) -> None:
    found = sealing.restricted_case(case(), of, denied)
    assert found is not None
    assert found.word == word


def test_a_case_that_nobody_marked_is_not_restricted() -> None:
    assert sealing.restricted_case(case(), OF, frozenset({"1:26-cv-00001"})) is None


SECRET = "Trade-Secret Exhibit"


@pytest.mark.parametrize(
    ("told", "place"),
    [
        (notice(case(text=SECRET)), "docket text"),
        (notice(case(name=f"{SECRET} v. Roe")), "caption"),
        (notice(short_description=SECRET), "short description"),
        (notice(subject=SECRET), "subject"),
        (notice(documents=(replace(TITLE, description=SECRET),)), "document title"),
        (
            notice(documents=(replace(TITLE, original_filename="trade_secret.pdf"),)),
            "original filename",
        ),
    ],
)
def test_a_firm_s_own_word_restricts_in_the_same_places(told: Notice, place: str) -> None:
    found = sealing.entry(told, told.cases[0], ADDED)
    assert found is not None
    assert found.place == place
    assert found.word.lower().replace("-", " ").replace("_", " ") == "trade secret"
    assert sealing.entry(told, told.cases[0], OF) is None


def test_a_title_that_only_the_menu_told_restricts() -> None:
    found = sealing.entry(notice(), case(), OF, ["Exhibit A (sealed)"])
    assert found == sealing.Restriction("document title", "sealed")


def test_an_exception_silences_its_word_and_no_other() -> None:
    air = case(name="Sealed Air Corp. v. Roe", text="MOTION by Sealed Air for leave.")
    assert sealing.of_entry(notice(air), air, OF) is not None
    assert sealing.of_entry(notice(air), air, EXCEPTED) is None
    to_seal = replace(air, docket_text="MOTION by Sealed Air to seal 12.")
    assert sealing.of_entry(notice(to_seal), to_seal, EXCEPTED) == sealing.Restriction(
        "docket text", "seal"
    )


def test_no_exception_undoes_the_court_s_own_mark() -> None:
    air = case(name="Sealed Air Corp. v. Roe", links=())
    assert sealing.status(notice(air, marks=SEALED), air) is not None
    assert sealing.sealed(notice(air, marks=SEALED), air)


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
    assert sealing.of_entry(notice(EDIT), EDIT, OF) is None
    assert sealing.of_entry(notice(EDIT), EDIT, OF, [notice(EDIT), earlier]) is not None


@pytest.mark.parametrize(
    "other",
    [
        notice(replace(MOTION, document_number="46")),
        notice(replace(MOTION, number="4:26-cv-00800-JST")),
    ],
)
def test_another_entry_s_words_do_not(other: Notice) -> None:
    assert sealing.of_entry(notice(EDIT), EDIT, OF, [other]) is None
