from __future__ import annotations

from dataclasses import replace
from datetime import date

from core.policy.notices import facts, notice
from docketmail.core.casefile import Appearance, CaseFile, Place
from docketmail.core.firm_records import FirmChain
from docketmail.core.notice import Case, StateFiling
from docketmail.ledger import appearances, chain
from ledger.shelf import NOON, empty


HERE = Place("quillhart", "il-wren-county", "2026-CH-004711")
ANNA = Appearance("anna", date(2026, 1, 5), "notice of appearance")
BY = "uid:1000"
TOLD = replace(notice(Case(HERE.case)), court=HERE.court, state=StateFiling(envelope="300123"))


def test_what_was_recorded_is_of_one_case_of_one_firm() -> None:
    book = empty()
    appearances.add(book, HERE, ANNA, BY, NOON)
    assert appearances.recorded(book, replace(HERE, case="2026-ch-004711 ")) == (ANNA,)
    for other in ({"firm": "nimbus"}, {"court": "il-lark-county"}, {"case": "2026-CH-1"}):
        assert appearances.recorded(book, replace(HERE, **other)) == ()


def test_a_withdrawal_ends_what_was_recorded_last() -> None:
    book = empty()
    appearances.add(book, HERE, ANNA, BY, NOON)
    gone = replace(ANNA, since=date(2026, 3, 2), ground="order")
    appearances.withdraw(book, HERE, gone, BY, NOON)
    assert appearances.recorded(book, HERE) == (replace(ANNA, withdrawn=gone.since),)
    appearances.add(book, HERE, ANNA, BY, NOON)
    assert appearances.recorded(book, HERE)[-1] == ANNA


def test_a_withdrawal_needs_no_appearance_before_it() -> None:
    book = empty()
    appearances.withdraw(book, HERE, ANNA, BY, NOON)
    [said] = appearances.recorded(book, HERE)
    assert (said.since, said.withdrawn) == (ANNA.since, ANNA.since)
    assert not said.holds(ANNA.since)


def test_each_is_an_event_of_the_firm_with_who_and_no_name() -> None:
    book = empty()
    appearances.add(book, HERE, ANNA, BY, NOON)
    appearances.withdraw(book, HERE, ANNA, BY, NOON)
    events = chain.events(book, chain.of_cases("quillhart"))
    assert [(one.event, one.data) for one in events] == [
        ("appeared", {"by": BY}),
        ("withdrawn", {"by": BY}),
    ]
    row = book.get(FirmChain, chain.of_cases("quillhart"))
    assert row is not None
    assert list(chain.faults(book, row)) == []


def test_what_was_recorded_since_the_rules_were_asked_is_seen() -> None:
    book, asked = empty(), facts(TOLD)
    assert not appearances.unforeseen(book, asked, TOLD)
    appearances.add(book, HERE, ANNA, BY, NOON)
    assert appearances.unforeseen(book, asked, TOLD)
    knows = replace(asked, files={HERE.case: CaseFile(appearances=(ANNA,))})
    assert not appearances.unforeseen(book, knows, TOLD)
