"""Listed: one of the firm's addresses, exactly, in the court's list of that case."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.policy.notices import NUMBER, case, notice
from docketmail.core.casefile import CaseFile
from docketmail.core.notice import Recipient
from docketmail.core.policy import listing
from docketmail.core.policy.facts import Origin
from docketmail.core.policy.walls import CaseOfFirm
from docketmail.core.roster import Affiliation
from offices import ANNA, BEN, MATTER, QUILL


TODAY = date(2026, 3, 2)
OF = CaseOfFirm(QUILL, CaseFile((MATTER,)), TODAY)


def is_listed(address: str, of: CaseOfFirm = OF) -> bool:
    told = notice(listed=(address,))
    return listing.listed(told, told.cases[0], Origin.COURT, of)


@pytest.mark.parametrize(
    "address",
    [
        ANNA.email,
        ANNA.email.upper(),
        f" {ANNA.email} ",
        ANNA.court_addresses[0],
        ANNA.intake,
        BEN.retired[0],
    ],
)
def test_an_address_of_the_roster_is_listed_whatever_its_case(address: str) -> None:
    assert is_listed(address)


@pytest.mark.parametrize(
    "address",
    [
        "somebody@quillhart.example",
        "aquill+ecf@quillhart.example",
        "ecf+aquill@quillhart.example",
        "a.quill@quillhart.example",
        "aquill@mail.quillhart.example",
        "aquill@quillhart.example.elsewhere.example",
        "xaquill@quillhart.example",
        "@quillhart.example",
        "",
    ],
)
def test_no_other_address_of_the_domain_is(address: str) -> None:
    assert not is_listed(address)


def test_each_case_has_its_own_list() -> None:
    told = notice(case(), case("4:26-cv-00999-JST"))
    lists = (
        Recipient(NUMBER, "", (ANNA.email,)),
        Recipient("4:26-cv-00999-JST", "", ("x@y.example",)),
    )
    told = replace(told, recipients=lists)
    assert [listing.listed(told, one, Origin.COURT, OF) for one in told.cases] == [True, False]


def test_a_list_without_a_case_is_every_case_s() -> None:
    told = replace(notice(), recipients=(Recipient("", "", (ANNA.email,)),))
    assert listing.listed(told, told.cases[0], Origin.COURT, OF)


@pytest.mark.parametrize("origin", Origin)
def test_without_a_list_the_court_s_own_mail_counts(origin: Origin) -> None:
    told = notice(listed=(), recipients=(), recipients_printed=False)
    assert listing.listed(told, told.cases[0], origin, OF) == (origin is Origin.COURT)


def test_an_empty_list_lists_nobody() -> None:
    told = notice(listed=())
    assert not listing.listed(told, told.cases[0], Origin.COURT, OF)


@pytest.mark.parametrize(
    ("matter", "since", "until", "counts"),
    [
        (MATTER.id, TODAY, TODAY, True),
        (MATTER.id, date(2026, 3, 3), date(2026, 4, 1), False),
        (MATTER.id, date(2026, 1, 1), date(2026, 3, 1), False),
        ("9999-999", TODAY, TODAY, False),
    ],
)
def test_the_address_of_somebody_affiliated_counts_in_their_matters_and_time(
    matter: str, since: date, until: date, *, counts: bool
) -> None:
    office = replace(QUILL, affiliations=(Affiliation("anna", (matter,), since, until),))
    of = CaseOfFirm(office, CaseFile((MATTER,)), TODAY)
    assert is_listed(ANNA.email, of) == counts
    assert is_listed(BEN.email, of)


def test_who_stands_in_the_list_is_named_once() -> None:
    told = notice(listed=(ANNA.email, ANNA.intake, "x@y.example", BEN.email))
    assert set(listing.in_list(told, QUILL)) == {"anna", "ben"}
    assert len(listing.in_list(told, QUILL)) == 2
