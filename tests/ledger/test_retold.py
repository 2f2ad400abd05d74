from __future__ import annotations

from dataclasses import replace

import pytest

from core.policy.notices import NUMBER, case, link, notice
from docketmail.core.letter import LetterKind
from docketmail.core.lifecycle import LetterState, PaperState
from docketmail.core.notice import Kind, Link, Notice
from docketmail.core.policy.telling import Telling
from docketmail.core.records import FilingRecord, Letter
from docketmail.ledger import enclosed, letters, retold
from docketmail.ledger.moves import change
from fakes import FakeBook
from ledger.shelf import NOON, claim, decide_by, empty, kept, papers, screened
from offices import OTHER


ANNA = Telling("anna", (NUMBER,), (), masked=False, rule="you were noticed", decides=True)


@pytest.fixture
def book() -> FakeBook:
    return empty()


def entry(
    text: str = "ORDER.", number: str | None = "45", links: tuple[Link, ...] = (link(),)
) -> Notice:
    return notice(case(text=text, document_number=number, links=links), entered_at=NOON)


def edited(told: Notice, magic: str = "222") -> Notice:
    """The court's edit of it: the same document, another look."""
    [one] = told.cases
    looks = (link(document=one.links[0].document_id, magic=magic),) if one.links else ()
    text = f"Modified Dkt text: {one.docket_text}"
    again = replace(one, links=looks, docket_text=text)
    return replace(told, kind=Kind.DOCKET_EDIT, cases=(again,))


def tells(book: FakeBook, told: Notice, *to: str) -> FilingRecord:
    """The filing of a notice that arrived, was read and screened."""
    return screened(book, told, kept(repr(told).encode(), *to))


def test_an_edit_knows_the_filing_of_the_same_case_and_document(book: FakeBook) -> None:
    first = tells(book, entry())
    assert tells(book, edited(entry())).earlier == first.id
    assert first.earlier is None


def test_the_judge_s_initials_and_the_menu_s_digit_make_no_other_entry(book: FakeBook) -> None:
    first = tells(book, entry())
    moved = replace(edited(entry()).cases[0], number=NUMBER.replace("JST", "RS"))
    menu = replace(moved, links=(link(document="035022021132", magic="3"),))
    again = tells(book, replace(edited(entry()), cases=(menu,)))
    assert again.earlier == first.id


def test_a_corrected_paper_with_an_id_of_its_own_is_of_the_same_entry(book: FakeBook) -> None:
    first = tells(book, entry())
    other = replace(edited(entry()).cases[0], links=(link(document="035122029999", magic="3"),))
    assert tells(book, replace(edited(entry()), cases=(other,))).earlier == first.id


def test_without_a_number_the_document_tells(book: FakeBook) -> None:
    first = tells(book, entry(number=None))
    tells(book, entry("OTHER", None, links=(link(document="035122029999", magic="9"),)))
    assert tells(book, edited(entry(number=None))).earlier == first.id


@pytest.mark.parametrize(
    "other",
    [
        entry(number="46", links=(link(document="035122029999", magic="9"),)),
        replace(entry(), court="ctb"),
        replace(entry(), cases=(replace(entry().cases[0], number="4:26-cv-00999-JST"),)),
        replace(entry(links=(link(document="035122029999", magic="9"),)), kind=Kind.CLAIM),
    ],
)
def test_another_entry_court_case_or_claim_is_not_what_it_corrects(
    book: FakeBook, other: Notice
) -> None:
    tells(book, other)
    assert tells(book, edited(entry())).earlier is None


def test_another_firm_s_filing_is_not_ours(book: FakeBook) -> None:
    tells(book, entry(), OTHER.people[2].intake)
    assert tells(book, edited(entry())).earlier is None


def test_a_first_notice_corrects_nothing(book: FakeBook) -> None:
    tells(book, entry())
    later = replace(entry(), entered_at=NOON.replace(hour=18))
    assert tells(book, later).earlier is None


def test_a_notice_made_again_is_known_by_what_the_first_one_was(book: FakeBook) -> None:
    text = entry("MINUTE ENTRY.", None, links=())
    first = tells(book, text)
    tells(book, entry("MINUTE ENTRY, another.", None, links=()))
    again = replace(text, kind=Kind.REGENERATED, entered_at=NOON.replace(second=7))
    assert tells(book, again).earlier == first.id


def test_edits_of_an_edit_are_a_row_with_the_newest_first(book: FakeBook) -> None:
    first = tells(book, entry())
    second = tells(book, edited(entry()))
    third = tells(book, edited(edited(entry()), magic="333"))
    assert [one.id for one in retold.earlier(book, third)] == [second.id, first.id]
    assert retold.earlier(book, first) == []


def test_papers_are_the_same_while_nothing_came_that_was_not_here(book: FakeBook) -> None:
    tells(book, entry())
    again = tells(book, edited(entry()))
    old, new = papers(book)
    change(book, old, state=PaperState.HERE, digest="bytes")
    assert retold.same_papers(book, again), "it is awaited"
    change(book, new, state=PaperState.NOT_OBTAINED, reason="login")
    assert retold.same_papers(book, again)
    change(book, new, state=PaperState.HERE, digest="bytes")
    assert retold.same_papers(book, again)
    change(book, new, state=PaperState.HERE, digest="others")
    assert not retold.same_papers(book, again)


# The letters about it


def both_here(book: FakeBook, second: str = "bytes") -> tuple[FilingRecord, FilingRecord]:
    first, again = tells(book, entry()), tells(book, edited(entry()))
    for paper, digest in zip(papers(book), ("bytes", second), strict=True):
        change(book, paper, state=PaperState.HERE, digest=digest)
    return first, again


def tell(book: FakeBook, filing: FilingRecord) -> list[Letter]:
    current = book.get(FilingRecord, filing.id)
    assert current is not None
    change(book, current, due_at=NOON, lease=None, leased_until=None)
    [work] = [one for one in claim(book, FilingRecord) if one.id == filing.id]
    return letters.tell(book, work, (ANNA,), NOON, decide_by(work))


@pytest.mark.parametrize(
    ("kind", "letter"),
    [(Kind.DOCKET_EDIT, LetterKind.CORRECTED), (Kind.REGENERATED, LetterKind.UPDATED)],
)
def test_the_first_letter_about_what_is_told_again_says_so(
    book: FakeBook, kind: Kind, letter: LetterKind
) -> None:
    again = tells(book, replace(edited(entry()), kind=kind))
    [paper] = papers(book)
    change(book, paper, state=PaperState.HERE, digest="bytes")
    assert [one.kind for one in tell(book, again)] == [letter]


def test_bytes_that_the_reader_has_do_not_go_again(book: FakeBook) -> None:
    first, again = both_here(book)
    tell(book, first)
    [letter] = tell(book, again)
    paper = papers(book)[1]
    assert enclosed.has_already(letter, paper.id)
    assert not enclosed.carries(letter, paper.id)
    assert not enclosed.follows(letter, paper)


def test_other_bytes_go(book: FakeBook) -> None:
    first, again = both_here(book, "others")
    tell(book, first)
    [letter] = tell(book, again)
    assert enclosed.carries(letter, papers(book)[1].id)


@pytest.mark.parametrize("state", [LetterState.CANCELLED, LetterState.REFUSED])
def test_who_never_had_the_letter_has_the_paper_now(book: FakeBook, state: LetterState) -> None:
    first, again = both_here(book)
    [lost] = tell(book, first)
    change(book, lost, state=state, due_at=None)
    [letter] = tell(book, again)
    assert enclosed.carries(letter, papers(book)[1].id)
