from __future__ import annotations

from dataclasses import replace

import pytest

from core.policy.notices import notice as federal
from docketmail.core.casefile import CaseFile, WordException
from docketmail.core.notice import Case, Document, Kind, Level, Notice, StateFiling
from docketmail.core.policy.flags import flag


CASE = Case("2026-CH-004711", "Marlow v. Ostrander", docket_text="Motion")
FILE = CaseFile()
PLAIN = Notice(
    system="tyler",
    kind=Kind.SERVED,
    court="il-wren-county",
    short_description="Motion",
    cases=(CASE,),
    documents=(Document(CASE.number, 0, "Motion", "motion.pdf"),),
    state=StateFiling(envelope="300123", code="Motion", description="Motion for leave"),
)


def test_what_nothing_flags_is_public() -> None:
    assert flag(PLAIN, CASE, FILE) is None


def test_a_federal_notice_has_no_flags() -> None:
    told = federal()
    assert flag(replace(told, level=Level.SEALED), told.cases[0], FILE) is None


@pytest.mark.parametrize("level", [level for level in Level if level is not Level.PUBLIC])
def test_every_level_above_public_is_a_flag(level: Level) -> None:
    marked = replace(PLAIN.state, security=(level.value,))  # type: ignore[type-var]
    found = flag(replace(PLAIN, level=level, state=marked), CASE, FILE)
    assert found is not None
    assert found.word == level


def test_the_marker_is_told_as_it_was_printed() -> None:
    marked = replace(PLAIN.state, security=("Ask the clerk",))  # type: ignore[type-var]
    found = flag(replace(PLAIN, level=Level.PROTECTED, state=marked), CASE, FILE)
    assert found is not None
    assert found.reason == "security: Ask the clerk"


@pytest.mark.parametrize(
    "word", ["CONFIDENTIAL", "in camera", "In-Camera", "Juvenile", "confidentiality"]
)
def test_each_word_is_one_wherever_the_filer_names_case_or_paper(word: str) -> None:
    named = [
        (PLAIN, replace(CASE, name=f"In re {word}")),
        (PLAIN, replace(CASE, docket_text=f"Order, {word}")),
        (replace(PLAIN, short_description=word), CASE),
        (replace(PLAIN, state=replace(PLAIN.state, code=f"{word} submission")), CASE),  # type: ignore[type-var]
        (replace(PLAIN, state=replace(PLAIN.state, description=word)), CASE),  # type: ignore[type-var]
        (replace(PLAIN, documents=(Document(CASE.number, 0, f"A {word} B"),)), CASE),
        (replace(PLAIN, documents=(Document("", 0, "A", f"{word}.pdf"),)), CASE),
    ]
    assert all(flag(told, case, FILE) for told, case in named)


@pytest.mark.parametrize("word", ["Non-Confidential", "non confidential", "nonconfidential"])
def test_what_forms_call_public_is_no_flag(word: str) -> None:
    assert flag(PLAIN, replace(CASE, docket_text=f"Exhibit ({word})"), FILE) is None
    both = f"{word} part of a confidential report"
    assert flag(PLAIN, replace(CASE, docket_text=both), FILE) is not None


def test_another_case_s_paper_flags_nothing() -> None:
    elsewhere = (Document("2026-CH-000001", 0, "Confidential"),)
    assert flag(replace(PLAIN, documents=elsewhere), CASE, FILE) is None


def test_an_exception_of_the_desk_holds_here_too() -> None:
    party = replace(CASE, name="Confidential Couriers, Inc. v. Marlow")
    granted = CaseFile(exceptions=(WordException("Confidential Couriers", "clara", "a party"),))
    read = replace(PLAIN, level=Level.RESTRICTED)
    assert flag(read, party, FILE) is not None
    assert flag(read, party, granted) is None


def test_what_was_flagged_once_stays_flagged() -> None:
    before = replace(PLAIN, level=Level.SEALED)
    assert flag(PLAIN, CASE, FILE, (before,)) is not None
    assert flag(PLAIN, CASE, FILE, (PLAIN,)) is None
