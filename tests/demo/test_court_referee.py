"""The referee: whose looks are shared, which were spent or lost, and what a spare would have saved."""

from __future__ import annotations

from dataclasses import replace

import pytest

from court_visits import Visitor, careful
from docketmail.demo.court_filings import Filing, Grant, Paper
from docketmail.demo.court_manners import Manner
from docketmail.demo.court_referee import Wrong
from docketmail.demo.pdfs import make_pdf


OWN, SHARED, SILENT = (f"ecf.{court}.uscourts.gov" for court in ("nmb", "kyeb", "cand"))
ACMS = "ca9-showdoc.azurewebsites.us"
PDF = make_pdf("Order")


@pytest.fixture
def visitor() -> Visitor:
    return Visitor()


def filed(visitor: Visitor, host: str, *manners: Manner) -> tuple[Filing, list[Grant]]:
    """A filing, and a grant for each of these manners."""
    filing = visitor.clerk.file(host, [Paper(PDF)])
    return filing, [visitor.clerk.grant(filing, manner) for manner in manners]


def test_where_looks_are_shared_all_grants_have_one(visitor: Visitor) -> None:
    _, (anna, ben) = filed(visitor, SHARED, Manner.PAPER, Manner.PAPER)
    assert anna.links != ben.links
    assert visitor.walk(anna.links[0]).obtained
    assert not visitor.walk(ben.links[0]).obtained
    assert [harm.wrong for harm in visitor.clerk.harms] == [Wrong.TWICE]
    assert visitor.clerk.referee().granted == 1


@pytest.mark.parametrize("host", [OWN, SILENT, ACMS])
def test_elsewhere_each_has_its_own(visitor: Visitor, host: str) -> None:
    _, grants = filed(visitor, host, Manner.PAPER, Manner.PAPER)
    assert all(visitor.walk(grant.links[0]).obtained for grant in grants)
    assert visitor.clerk.harms == []
    assert visitor.clerk.referee().granted == 2


@pytest.mark.parametrize("host", [OWN, SHARED, ACMS])
def test_what_somebody_else_opened_is_spent_without_harm(visitor: Visitor, host: str) -> None:
    _, (anna, ben) = filed(visitor, host, Manner.PAPER, Manner.PAPER)
    visitor.clerk.spend(anna)
    assert visitor.walk(anna.links[0]).missing
    assert visitor.clerk.harms == []
    referee = visitor.clerk.referee()
    assert (referee.opened, referee.spent, referee.lost) == (1, 1, 0)
    assert [look.spent for look in visitor.clerk.looks_of(ben)] == [host == SHARED]


def test_a_menu_is_no_look_and_is_spent_with_the_notice_s(visitor: Visitor) -> None:
    filing = visitor.clerk.file(SILENT, [Paper(PDF), Paper(PDF, "Exhibit A")])
    grant = visitor.clerk.grant(filing)
    assert visitor.clerk.referee().granted == len(visitor.clerk.looks_of(grant)) == 2
    visitor.clerk.spend(grant)
    assert not visitor.walk(grant.links[0]).obtained


def test_a_menu_that_is_asked_for_twice_is_harm_all_the_same(visitor: Visitor) -> None:
    grant = visitor.clerk.grant(visitor.clerk.file(SILENT, [Paper(PDF), Paper(PDF)]))
    for _ in range(2):
        visitor.ask(careful(grant.links[0]))
    assert [harm.wrong for harm in visitor.clerk.harms] == [Wrong.TWICE]


@pytest.mark.parametrize(
    ("host", "first", "second", "savable"),
    [
        (OWN, Manner.CUT, Manner.PAPER, 1),
        (OWN, Manner.DRIP, Manner.FRAME, 1),
        (OWN, Manner.SIGN_ON, Manner.PAPER, 1),
        (OWN, Manner.RESTRICTED, Manner.PAPER, 0),
        (OWN, Manner.CUT, Manner.CUT, 0),
        (OWN, Manner.PAPER, Manner.PAPER, 0),
        (SILENT, Manner.CUT, Manner.PAPER, 0),
        (SHARED, Manner.CUT, Manner.PAPER, 0),
    ],
)
def test_a_paper_that_a_spare_would_have_saved_is_counted(
    visitor: Visitor, host: str, first: Manner, second: Manner, savable: int
) -> None:
    _, (anna, ben) = filed(visitor, host, first, second)
    visitor.walk(anna.links[0])
    assert visitor.clerk.referee().savable == savable
    if host == OWN:
        visitor.walk(ben.links[0])
        assert visitor.clerk.referee().savable == 0


def test_a_look_that_somebody_else_opened_has_a_spare_that_saves(visitor: Visitor) -> None:
    _, (anna, ben) = filed(visitor, OWN, Manner.PAPER, Manner.PAPER)
    visitor.clerk.spend(anna)
    visitor.walk(anna.links[0])
    assert visitor.clerk.referee().savable == 1
    visitor.walk(ben.links[0])
    assert visitor.clerk.referee().savable == 0


def test_a_spare_that_saved_the_paper_leaves_nothing_to_save(visitor: Visitor) -> None:
    _, (anna, ben, _) = filed(visitor, OWN, Manner.CUT, Manner.PAPER, Manner.PAPER)
    for grant in (anna, ben):
        visitor.walk(grant.links[0])
    referee = visitor.clerk.referee()
    assert (referee.lost, referee.savable) == (1, 0)


def test_a_short_id_opens_by_its_case_and_entry(visitor: Visitor) -> None:
    filings = [
        visitor.clerk.file("ecf.arwb.uscourts.gov", [Paper(PDF)], short_id=True) for _ in "ab"
    ]
    links = [visitor.clerk.grant(filing).links[0] for filing in filings]
    assert all("/doc1/0180?" in link for link in links)
    assert all(visitor.walk(link).obtained for link in links)
    assert visitor.clerk.harms == []


def test_a_corrected_paper_has_a_new_look_at_the_same_document(visitor: Visitor) -> None:
    filing, (first,) = filed(visitor, SHARED, Manner.PAPER)
    visitor.walk(first.links[0])
    corrected = replace(filing, papers=(Paper(make_pdf("Order, corrected")),))
    again = visitor.clerk.grant(corrected)
    assert first.links[0].split("?")[0] == again.links[0].split("?")[0]
    assert visitor.walk(again.links[0]).obtained
    assert visitor.clerk.harms == []
