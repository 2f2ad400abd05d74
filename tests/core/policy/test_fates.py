"""Each kind has its fate: delivered, passed on as it came, or held and told. Nothing is dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.policy.notices import facts, notice
from docketmail.core.casefile import CaseFile
from docketmail.core.letter import LetterKind
from docketmail.core.notice import Kind, NotANotice, Notice, Unreadable
from docketmail.core.policy.acceptance import SPAM, objection
from docketmail.core.policy.facts import Facts, Origin
from docketmail.core.policy.telling import Known, decide
from docketmail.core.words.phrases import DONE
from docketmail.ledger.letters import BEGINS
from docketmail.readings import told
from offices import ANNA, DESK, MATTER


NOON = date(2026, 3, 2)
DELIVERED = {
    Kind.FILING: LetterKind.FIRST,
    Kind.DOCKET_ACTIVITY: LetterKind.FIRST,
    Kind.CLAIM: LetterKind.FIRST,
    Kind.DOCKET_EDIT: LetterKind.CORRECTED,
    Kind.REGENERATED: LetterKind.UPDATED,
    Kind.DAILY_SUMMARY: LetterKind.FIRST,
    Kind.SERVED: LetterKind.FIRST,
    Kind.SUBMITTED: LetterKind.FIRST,
    Kind.ACCEPTED: LetterKind.FIRST,
    Kind.RETURNED: LetterKind.FIRST,
}
PASSED_ON = {Kind.ANNOUNCEMENT, Kind.INVITATION, Kind.SUBSCRIPTION, Kind.OTHER}


def fate(seen: Facts) -> str:
    """Who is told by a letter, or which rule holds it."""
    held = objection(seen)
    if held is not None:
        return held.rule
    notice = told(seen)
    files = {c.number: CaseFile((MATTER,)) for c in notice.cases}
    known = Known(notice, seen.firm, seen.people, seen.sender.origin, NOON, files=files)
    return " ".join(sorted(telling.reader for telling in decide(known)))


def of_kind(kind: Kind) -> Notice:
    return replace(notice(filed_on=NOON), kind=kind)


def test_every_kind_has_a_fate_and_words() -> None:
    assert set(DELIVERED) | PASSED_ON == set(Kind)
    assert not set(DELIVERED) & PASSED_ON
    assert set(DONE) == set(Kind)
    assert all(BEGINS.get(kind, LetterKind.FIRST) == letter for kind, letter in DELIVERED.items())


@pytest.mark.parametrize("kind", DELIVERED)
def test_a_notice_of_every_kind_is_delivered_to_the_matter(kind: Kind) -> None:
    assert {ANNA.id, DESK.id, "pat"} <= set(fate(facts(of_kind(kind))).split())


@pytest.mark.parametrize("kind", sorted(PASSED_ON))
@pytest.mark.parametrize("origin", [Origin.COURT, Origin.PERSON])
def test_what_is_written_beside_notices_goes_to_attorney_and_desk_alone(
    kind: Kind, origin: Origin
) -> None:
    assert fate(facts(NotANotice(kind, "no filing", "s", "text"), origin)) == "anna desk"


@pytest.mark.parametrize("origin", Origin)
@pytest.mark.parametrize(
    "reading",
    [
        *(of_kind(kind) for kind in Kind),
        *(NotANotice(kind, "no filing", "s", "text") for kind in Kind),
        Unreadable("two systems claim it", "s"),
    ],
)
def test_nothing_is_dropped(reading: Notice | NotANotice | Unreadable, origin: Origin) -> None:
    """Attorney and desk have letters, or a hold has its alarm; only plain spam waits for the daily list."""
    found = fate(facts(reading, origin))
    assert found
    if found == SPAM:
        assert isinstance(reading, NotANotice)
        assert reading.kind is Kind.OTHER
        assert origin not in {Origin.COURT, Origin.PERSON}
