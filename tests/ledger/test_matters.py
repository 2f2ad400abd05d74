from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from docketmail.core.firm_records import MatterCase, MatterRecord, MatterSource
from docketmail.core.roster import CourtCase, Matter, Mode, Outsider
from docketmail.ledger import matters
from fakes import FakeBook
from ledger.shelf import empty
from offices import MATTER


WRITTEN, IMPORTED = MatterSource.WRITTEN, MatterSource.IMPORTED
BARE = Matter("2210-001", "In re Nimbus", (CourtCase("ctb", "26-20091"),), ("ben",))
FULL = replace(
    MATTER,
    modes={"pat": Mode.NOTIFY_ONLY},
    outside=(Outsider("Local\nCounsel", "l@x.example", "anna", date(2027, 1, 1)),),
    restricted=True,
)


@pytest.fixture
def book() -> FakeBook:
    return empty()


def put(book: FakeBook, *listed: Matter, source: MatterSource = WRITTEN, firm: str = "q") -> int:
    """These replace a source's; how many changes that was."""
    changes = matters.changes(book, firm, source, listed)
    matters.carry_out(book, changes)
    return len(changes)


def found(book: FakeBook, court: str, number: str, firm: str = "q") -> list[str]:
    return [one.id for one in matters.of_case(book, firm, CourtCase(court, number))]


@pytest.mark.parametrize("matter", [BARE, FULL])
def test_a_matter_comes_back_as_it_was_put(book: FakeBook, matter: Matter) -> None:
    put(book, matter)
    assert matters.of_case(book, "q", matter.cases[0]) == (matter,)


def test_a_matter_is_found_by_court_and_case_whatever_initials_follow(book: FakeBook) -> None:
    put(book, MATTER)
    assert found(book, "cand", "4:26-cv-00771-JST") == [MATTER.id]
    assert found(book, "cacd", "4:26-cv-00771-JST") == []
    assert found(book, "cand", "4:26-cv-00772-JST") == []
    assert found(book, "cand", "4:26-cv-00771-JST", firm="r") == []


def test_each_of_its_cases_finds_it(book: FakeBook) -> None:
    put(book, replace(MATTER, cases=(*MATTER.cases, CourtCase("ca9", "26-1234"))))
    assert found(book, "ca9", "26-1234") == found(book, "cand", "4:26-cv-00771") == [MATTER.id]


def test_a_star_finds_every_case_of_its_beginning_the_narrowest_first(book: FakeBook) -> None:
    def of(name: str, number: str) -> Matter:
        return Matter(name, "", (CourtCase("nysd", number),))

    put(
        book,
        of("court", "*"),
        of("year", "1:26-*"),
        of("mdl", "1:26-md-*"),
        of("one", "1:26-md-03117"),
    )
    assert found(book, "nysd", "1:26-md-03117-ABC") == ["one", "mdl", "year", "court"]
    assert found(book, "nysd", "1:26-md-03118") == ["mdl", "year", "court"]
    assert found(book, "nysd", "1:27-cv-00001") == ["court"]
    assert found(book, "nyed", "1:26-md-03117") == []


def test_a_source_replaces_its_own_and_leaves_the_other_alone(book: FakeBook) -> None:
    put(book, MATTER)
    put(book, BARE, source=IMPORTED)
    assert put(book, source=IMPORTED) == 1
    assert found(book, "ctb", "26-20091") == []
    assert found(book, "cand", "4:26-cv-00771") == [MATTER.id]


def test_a_firm_s_matters_are_its_own(book: FakeBook) -> None:
    put(book, MATTER)
    put(book, firm="r")
    assert found(book, "cand", "4:26-cv-00771") == [MATTER.id]


def test_what_is_the_same_is_no_change(book: FakeBook) -> None:
    assert put(book, MATTER, BARE) == 2
    assert put(book, BARE, MATTER) == 0


def test_a_case_that_a_matter_loses_finds_it_no_more(book: FakeBook) -> None:
    put(book, MATTER)
    put(book, replace(MATTER, cases=(CourtCase("ca9", "26-1234"),)))
    assert found(book, "cand", "4:26-cv-00771") == []
    assert found(book, "ca9", "26-1234") == [MATTER.id]


def test_what_another_source_has_is_named(book: FakeBook) -> None:
    put(book, MATTER)
    changes = matters.changes(book, "q", IMPORTED, [MATTER, BARE])
    assert list(matters.taken(book, changes)) == [MATTER.id]
    assert list(matters.taken(book, matters.changes(book, "q", WRITTEN, [FULL]))) == []


def test_people_who_leave_are_counted_in_imported_matters(book: FakeBook) -> None:
    put(book, MATTER)
    put(book, BARE, replace(BARE, id="2210-002", readers=("ben", "pat")), source=IMPORTED)
    gone = frozenset({"ben", "pat", "anna"})
    assert matters.naming(book, "q", gone) == {"ben": 2, "pat": 1}


TEAMS = st.lists(st.sampled_from(["anna", "ben"]), unique=True, max_size=2).map(tuple)
CASES = st.lists(
    st.builds(
        CourtCase, st.sampled_from(["cand", "ctb"]), st.sampled_from(["26-1", "26-2", "26-*"])
    ),
    unique=True,
    min_size=1,
    max_size=3,
).map(tuple)
SHEETS = st.lists(
    st.builds(Matter, st.sampled_from("abc"), st.just(""), CASES, TEAMS),
    unique_by=lambda one: one.id,
    max_size=3,
)


@given(SHEETS, SHEETS)
def test_a_difference_leaves_what_writing_all_anew_would_have(
    first: list[Matter], second: list[Matter]
) -> None:
    changed, anew = empty(), empty()
    put(changed, *first)
    put(changed, *second)
    put(anew, *second)
    for kind in (MatterRecord, MatterCase):
        assert changed.find(kind) == anew.find(kind)
