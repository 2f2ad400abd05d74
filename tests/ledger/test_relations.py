from __future__ import annotations

from datetime import timedelta

import pytest

from docketmail.core.firm_records import CaseRelation, Relation
from docketmail.core.roster import CourtCase
from docketmail.ledger import relations
from docketmail.ledger.relations import Family, Pair
from fakes import FakeBook
from ledger.shelf import NOON, empty


TRIAL, APPEAL, MOVED = (
    CourtCase("cand", "4:26-cv-00771"),
    CourtCase("ca9", "26-1234"),
    CourtCase("txnd", "3:26-cv-00042"),
)


@pytest.fixture
def book() -> FakeBook:
    return empty()


def pair(case: CourtCase, of: CourtCase) -> Pair:
    return Pair("q", case.court, case.number, of.court, of.number)


def relate(
    book: FakeBook, case: CourtCase, of: CourtCase, relation: Relation = Relation.APPEAL
) -> CaseRelation:
    return relations.relate(book, pair(case, of), relation, "uid:1000", NOON)


def family(book: FakeBook, case: CourtCase, firm: str = "q") -> Family:
    return relations.of_case(book, firm, case)


def test_a_case_alone_has_no_family(book: FakeBook) -> None:
    assert family(book, TRIAL) == Family((), ())


def test_the_newer_case_leads_to_the_older_and_not_the_other_way_round(book: FakeBook) -> None:
    relate(book, APPEAL, TRIAL)
    assert family(book, APPEAL._replace(number="26-1234-abc")) == Family((TRIAL,), ())
    assert family(book, TRIAL) == Family((), (APPEAL,))
    assert family(book, APPEAL, firm="r") == Family((), ())


def test_it_is_followed_over_several_steps(book: FakeBook) -> None:
    relate(book, APPEAL, MOVED)
    relate(book, MOVED, TRIAL, Relation.TRANSFER)
    assert family(book, APPEAL) == Family((MOVED, TRIAL), ())
    assert family(book, TRIAL) == Family((), (MOVED, APPEAL))


def test_a_lead_leads_to_every_member_and_no_member_to_another(book: FakeBook) -> None:
    relate(book, MOVED, TRIAL, Relation.LEAD)
    relate(book, MOVED, APPEAL, Relation.LEAD)
    assert family(book, MOVED).older == (TRIAL, APPEAL)
    assert family(book, TRIAL) == Family((), (MOVED,))


def test_a_circle_ends(book: FakeBook) -> None:
    relate(book, APPEAL, TRIAL)
    relate(book, TRIAL, APPEAL)
    assert family(book, TRIAL) == Family((APPEAL,), (APPEAL,))


def test_what_stands_is_not_written_again(book: FakeBook) -> None:
    assert relate(book, APPEAL, TRIAL) == relate(book, APPEAL, TRIAL)
    assert len(book.find(CaseRelation)) == 1


def test_another_relation_of_the_two_takes_the_place_of_the_first(book: FakeBook) -> None:
    relate(book, APPEAL, TRIAL)
    relate(book, APPEAL, TRIAL, Relation.TRANSFER)
    standing = relations.standing(book, pair(APPEAL, TRIAL))
    assert standing is not None
    assert standing.relation is Relation.TRANSFER
    assert len(book.find(CaseRelation)) == 2


def test_a_relation_that_ended_is_kept_and_leads_nowhere(book: FakeBook) -> None:
    made = relate(book, APPEAL, TRIAL)
    later = NOON + timedelta(days=1)
    relations.part(book, made, "uid:1001", later)
    assert family(book, APPEAL) == family(book, TRIAL) == Family((), ())
    [kept] = book.find(CaseRelation)
    assert (kept.ended_at, kept.ended_by) == (later, "uid:1001")
