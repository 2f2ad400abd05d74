"""Every answer of the toy court: a careful client ends where it should and harms nobody, a careless one is seen."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO

import pytest
from pypdf import PdfReader

from court_visits import ENDINGS, EXHIBIT, HOSTS, Visitor, careful, link_of
from docketmail.core.courts.cmecf.pages import read_page
from docketmail.core.retrieval import Answer, PageKind, Refusal
from docketmail.demo.court_filings import Paper, System, manners_of
from docketmail.demo.court_manners import (
    BREAKING,
    COMING,
    FRAMING,
    LOGINS,
    PASSING,
    Manner,
)
from docketmail.demo.court_notes import WORDINGS, words
from docketmail.demo.court_referee import Cost, Wrong
from docketmail.demo.pdfs import make_pdf


PDF = make_pdf("Motion to Compel", 4)
EVERY = [(system, manner) for system in System for manner in manners_of(system)]
CM_ECF = [(system, manner) for system, manner in EVERY if system is not System.ACMS]


def look(visitor: Visitor, system: System, *papers: Paper) -> str:
    return visitor.clerk.grant(visitor.clerk.file(HOSTS[system], papers)).links[0]


def main(manner: Manner) -> Paper:
    return Paper(PDF, pages=4, manner=manner)


@pytest.mark.parametrize(("system", "manner"), EVERY)
def test_a_careful_visit_ends_as_it_should_and_does_no_harm(system: System, manner: Manner) -> None:
    visitor = Visitor()
    walked = visitor.walk(look(visitor, system, main(manner)))
    ending = walked.missing[0].refusal if walked.missing else None
    assert ending is ENDINGS[manner]
    assert len(walked.obtained) == (ending is None)
    referee = visitor.clerk.referee()
    assert referee.harms == ()
    assert (referee.paid, referee.logins, referee.dollars) == (0, 0, Decimal(0))
    used = manner not in PASSING | {Manner.CONFIRMATION}
    assert (referee.granted, referee.opened, referee.spent) == (1, used, used)
    assert referee.lost == (manner in BREAKING)


@pytest.mark.parametrize("announced", [True, False])
@pytest.mark.parametrize(("system", "manner"), CM_ECF)
def test_what_becomes_of_the_main_document_costs_no_attachment_but_at_a_gate(
    system: System, manner: Manner, *, announced: bool
) -> None:
    visitor = Visitor()
    walked = visitor.walk(look(visitor, system, main(manner), EXHIBIT), announced=announced)
    gate = manner in LOGINS | {Manner.RECEIPT, Manner.CLIENT_CODE}
    free = system is not System.APPELLATE and not gate
    assert ("Exhibit A" in [paper.description for paper in walked.obtained]) == free
    assert visitor.clerk.harms == []


CARELESS: dict[Manner, tuple[Wrong, Cost]] = {
    **dict.fromkeys(Manner, (Wrong.TWICE, Cost.LOOK)),
    **dict.fromkeys(LOGINS, (Wrong.LOGIN, Cost.LOGIN)),
    **dict.fromkeys(
        (Manner.SIGN_ON, Manner.SIGN_ON_REDIRECT, Manner.PORTAL_REDIRECT),
        (Wrong.OFF_COURT, Cost.LOGIN),
    ),
    **dict.fromkeys(
        (
            Manner.ELSEWHERE_REDIRECT,
            Manner.PRIVATE_REDIRECT,
            Manner.ELSEWHERE_FRAME,
            Manner.ELSEWHERE_JUMP,
        ),
        (Wrong.OFF_COURT, Cost.TRUST),
    ),
    **dict.fromkeys((Manner.OUTAGE_RETRY, Manner.THROTTLED), (Wrong.TOO_SOON, Cost.TRUST)),
    Manner.BASIC_AUTH: (Wrong.CREDENTIALS, Cost.LOGIN),
    Manner.RECEIPT: (Wrong.ACCEPTED, Cost.MONEY),
    Manner.CONFIRMATION: (Wrong.CONFIRMED, Cost.LOOK),
}
HARMLESS = {Manner.OUTAGE, Manner.MAINTENANCE}
"""Who asks once more has used nothing up."""


@pytest.mark.parametrize(("system", "manner"), EVERY)
def test_a_careless_step_is_written_down_with_what_it_costs(system: System, manner: Manner) -> None:
    visitor = Visitor()
    url = careful(look(visitor, system, main(manner)))
    answer = visitor.ask(url)
    visitor.go_on(answer, url)
    if manner in FRAMING & (COMING | BREAKING):
        assert visitor.clerk.harms == [], "there is no other way to the paper"
        visitor.ask(url)
    if manner in HARMLESS:
        assert visitor.clerk.harms == []
        visitor.ask(f"https://{HOSTS[system]}/cgi-bin/DktRpt.pl?40001")
        assert [harm.wrong for harm in visitor.clerk.harms] == [Wrong.PAID]
        return
    harm, *_ = visitor.clerk.harms
    assert (harm.wrong, harm.cost) == CARELESS[manner]
    assert harm.cents == (40 if harm.cost is Cost.MONEY else 0)


@pytest.mark.parametrize("manner", sorted(PASSING))
def test_what_passes_uses_nothing_up_and_then_the_paper_is_there(manner: Manner) -> None:
    visitor = Visitor()
    url = careful(look(visitor, System.DISTRICT, main(manner)))
    for _ in range(2):
        visitor.ask(url)
        visitor.now += 60
    assert visitor.clerk.referee().spent == 0
    assert len(visitor.walk(url).obtained) == 1
    assert visitor.clerk.harms == []


@pytest.mark.parametrize(
    ("manner", "wording"), [(manner, text) for manner in WORDINGS for text in WORDINGS[manner]]
)
def test_each_wording_is_told_by_a_sign_of_its_own(manner: Manner, wording: str) -> None:
    [body] = words(wording).pieces
    link = link_of("https://ecf.vtd.uscourts.gov/doc1/1?magic_num=1")
    page = read_page(Answer(link.url, 200, "text/html", body=body), link)
    assert page.kind.value == ENDINGS[manner]
    assert page.signals


@pytest.mark.parametrize("system", [System.DISTRICT, System.BANKRUPTCY])
def test_a_court_asks_for_a_click_where_use_magic_is_missing(system: System) -> None:
    visitor = Visitor()
    url = look(visitor, system, main(Manner.PAPER))
    answer = visitor.ask(url)
    assert visitor.clerk.referee().spent == 0
    visitor.go_on(answer, url)
    [harm] = visitor.clerk.harms
    assert (harm.wrong, harm.cost) == (Wrong.CONFIRMED, Cost.LOOK)
    assert len(visitor.walk(url).obtained) == 1


def test_every_manner_is_met_somewhere() -> None:
    assert {manner for _, manner in EVERY} == set(Manner)
    assert {ending.value for ending in ENDINGS.values() if ending} <= {
        *PageKind,
        Refusal.CUT,
        Refusal.TOO_LARGE,
    }


def test_half_a_gigabyte_is_sent_without_being_held() -> None:
    large = Paper(PDF, padding=300_000_000)
    assert large.size == sum(map(len, large.pieces())) == len(PDF) + 300_000_000
    assert max(map(len, large.pieces())) == 64 * 1024
    small = Paper(PDF, padding=3_000)
    data = b"".join(small.pieces())
    assert data.startswith(b"%PDF-")
    assert data.endswith(PDF[PDF.rfind(b"startxref") :])
    assert len(PdfReader(BytesIO(data)).pages) == 4
