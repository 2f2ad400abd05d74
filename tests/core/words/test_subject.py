from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from docketmail.core.announcements import DayList, DayRow
from docketmail.core.letter import (
    Entry,
    FilingFacts,
    Held,
    LetterContent,
    LetterKind,
)
from docketmail.core.notice import Kind
from docketmail.core.words.sheet import Part
from docketmail.core.words.subject import badges, subject
from letter_samples import ARRIVED, CASE, case, filing, held, letter


def of(
    told: FilingFacts = filing, kind: LetterKind = LetterKind.FIRST, part: Part | None = None
) -> str:
    return subject(replace(letter, filing=told, kind=kind), part or Part())


def test_a_subject_names_matter_caption_document_and_case() -> None:
    assert of() == (
        "[0042-7] Orchard Valley Growers Cooperative v. Brightwater Packaging \N{EN DASH} "
        f"45 Motion to Compel \N{EN DASH} cand {CASE}"
    )


def test_what_is_not_known_leaves_no_hole() -> None:
    bare = FilingFacts(
        kind=Kind.FILING, court="cand", cases=(replace(case, caption="", document_number=None),)
    )
    assert of(bare) == f"cand {CASE}"


def test_states_come_first() -> None:
    assert of(replace(filing, kind=Kind.RETURNED)).startswith("RETURNED: [0042-7]")
    assert of(kind=LetterKind.SUPPLEMENT, part=Part(2, 3)).startswith("SUPPLEMENT: [0042-7]")
    assert of(part=Part(2, 3)).endswith("(part 2 of 3)")


def test_a_restricted_subject_holds_court_and_case_alone() -> None:
    told = replace(
        filing, restricted_because="seal", cases=(replace(case, entry=Entry.SEALED), case)
    )
    assert of(told) == f"SEALED - no document, RESTRICTED: cand {CASE} +1"


def test_a_hold_is_named_by_what_can_be_typed() -> None:
    assert subject(held, Part()) == "HELD: cand 5:26-cv-00123 - a mail waits for a person - hold_01"
    unknown = replace(
        held, kind=LetterKind.ESCALATION, about=Held(hold="h", reason="r", arrived_at=ARRIVED)
    )
    assert subject(unknown, Part()) == "STILL HELD: a mail waits for a person - h"


def test_the_daily_list_is_counted() -> None:
    rows = (DayRow(arrived_at=ARRIVED, sender="x@y.example", what="spam"),)
    content = replace(held, kind=LetterKind.NOT_A_NOTICE, about=DayList(date(2026, 3, 5), rows))
    assert subject(content, Part()) == "Mail that was no notice, March 5, 2026 (1)"
    assert badges(content) == ()


@pytest.mark.parametrize("kind", LetterKind)
def test_every_kind_of_letter_has_its_prefix(kind: LetterKind) -> None:
    content: LetterContent = replace(letter, kind=kind)
    assert len(badges(content)) == (0 if kind in {LetterKind.FIRST, LetterKind.NOT_A_NOTICE} else 1)
