"""What the desk decides of cases stays, with who and why; the newest is in force."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.policy.notices import NUMBER, case, notice
from docketmail.core.casefile import Classification, Place, WordException
from docketmail.core.firm_records import CaseDecision, DeskDecision, FirmChain, SeenCase
from docketmail.core.lifecycle import Event
from docketmail.ledger import cases, chain
from docketmail.ledger.cases import Said
from docketmail.ports import Book
from ledger.shelf import NOON, empty, join, kept, screened


HERE = Place("quillhart", "cand", NUMBER)
OTHERS = Place("quillhart", "cand", "4:26-cv-00800")
BY = Said("uid:1000", "a benefits appeal", NOON)


def decided(book: Book, *decisions: DeskDecision, word: str = "") -> None:
    for decision in decisions:
        cases.decide(book, HERE, decision, BY, word)


def test_nobody_has_said_anything_of_a_case_at_first() -> None:
    assert cases.classification(empty(), HERE) is None
    assert cases.exceptions(cases.decisions(empty(), HERE)) == ()


def test_the_newest_classification_is_in_force_and_the_others_stay() -> None:
    book = empty()
    decided(book, DeskDecision.RESTRICTED, DeskDecision.OPEN)
    assert cases.classification(book, HERE) is Classification.OPEN
    assert [one.decision for one in cases.decisions(book, HERE)] == ["restricted", "open"]


def test_a_decision_is_of_one_case_and_firm_whatever_initials_its_number_has() -> None:
    book = empty()
    decided(book, DeskDecision.RESTRICTED)
    assert cases.classification(book, replace(HERE, case="4:26-cv-00771-RS")) is not None
    assert cases.classification(book, OTHERS) is None
    assert cases.classification(book, replace(HERE, firm="nimbus")) is None
    assert cases.classification(book, replace(HERE, court="nysd")) is None


def test_an_exception_is_granted_and_withdrawn_word_by_word() -> None:
    book = empty()
    decided(book, DeskDecision.EXCEPTED, word="Sealed Air")
    decided(book, DeskDecision.EXCEPTED, word="sealant")
    assert cases.exceptions(cases.decisions(book, HERE)) == (
        WordException("Sealed Air", "uid:1000", "a benefits appeal"),
        WordException("sealant", "uid:1000", "a benefits appeal"),
    )
    decided(book, DeskDecision.WITHDRAWN, word="SEALED AIR")
    assert [one.word for one in cases.exceptions(cases.decisions(book, HERE))] == ["sealant"]
    assert cases.classification(book, HERE) is None


@pytest.mark.parametrize(
    ("decision", "word", "event"),
    [
        (DeskDecision.OPEN, "", Event.CLASSIFIED),
        (DeskDecision.RESTRICTED, "", Event.CLASSIFIED),
        (DeskDecision.EXCEPTED, "Sealed Air", Event.EXCEPTED),
        (DeskDecision.WITHDRAWN, "Sealed Air", Event.WITHDRAWN),
    ],
)
def test_a_decision_is_an_event_with_who_and_without_a_name(
    decision: DeskDecision, word: str, event: Event
) -> None:
    book = empty()
    decided(book, decision, word=word)
    [told] = chain.events(book, chain.of_cases("quillhart"))
    [record] = book.find(CaseDecision)
    assert (told.event, told.subject, told.data["by"]) == (event, record.id, "uid:1000")
    assert "Air" not in str(told.data)
    [row] = book.find(FirmChain)
    assert list(chain.faults(book, row)) == []


def test_a_case_is_seen_once_and_waits_for_its_classification() -> None:
    book = empty()
    filing = screened(book)
    join(book, notice(case("4:26-cv-00771-RS", "ORDER two.", document_number="46")), kept(b"two"))
    [seen] = cases.unclassified(book, "quillhart")
    assert (seen.printed, seen.case, seen.filing) == (NUMBER, "4:26-cv-00771", filing.id)
    assert cases.new_in(book, filing.id) == {NUMBER}
    decided(book, DeskDecision.OPEN)
    assert cases.unclassified(book, "quillhart") == []
    assert cases.new_in(book, filing.id) == frozenset()


def test_an_exception_classifies_nothing() -> None:
    book = empty()
    join(book, notice())
    decided(book, DeskDecision.EXCEPTED, word="Sealed Air")
    assert len(cases.unclassified(book, "quillhart")) == 1


def test_a_case_that_was_classified_before_it_was_seen_waits_for_nothing() -> None:
    book = empty()
    decided(book, DeskDecision.RESTRICTED)
    join(book, notice())
    assert [one.classified for one in book.find(SeenCase)] == [True]


def test_of_a_notice_of_several_cases_each_is_seen() -> None:
    book = empty()
    join(book, notice(case(), case(OTHERS.case), case()))
    assert [one.printed for one in cases.unclassified(book, "quillhart")] == [NUMBER, OTHERS.case]
