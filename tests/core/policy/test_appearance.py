from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from core.policy.notices import facts, notice as federal
from docketmail.core.casefile import Appearance, CaseFile
from docketmail.core.notice import Case, Kind, Notice, Recipient, StateFiling
from docketmail.core.policy.appearance import Evidence, of_record, served, shown
from docketmail.core.policy.facts import Origin
from docketmail.core.policy.walls import CaseOfFirm
from docketmail.core.roster import Affiliation, CourtCase, Matter
from offices import ANNA, BEN, CLARA, QUILL


TODAY = date(2026, 3, 2)
CASE = Case("2026-CH-004711", "Marlow v. Ostrander")
SERVED = Recipient(CASE.number, "Somebody", (ANNA.email.upper(),))
STRANGER = Recipient(CASE.number, "Rhea Stone", ("rstone@otherside.example",))
RECORDED = Appearance("anna", date(2026, 1, 5), "notice of appearance")


def notice(*contacts: Recipient, attorney: str = "", kind: Kind = Kind.SERVED) -> Notice:
    filing = StateFiling(envelope="300123", served=contacts, filing_attorney=attorney)
    return Notice(
        system="tyler",
        kind=kind,
        court="il-wren-county",
        subject="Notification of Service for Case: 2026-CH-004711",
        cases=(CASE,),
        state=filing,
    )


def evidence(told: Notice, *appearances: Appearance, firm: object = QUILL) -> Evidence | None:
    return of_record(told, CASE, CaseOfFirm(firm, CaseFile(appearances=appearances), TODAY))  # type: ignore[arg-type]


def test_a_served_contact_of_the_roster_makes_the_firm_of_record() -> None:
    assert evidence(notice(STRANGER, SERVED)) == Evidence("anna", "a served contact")


@pytest.mark.parametrize(
    "address", ["anna@quillhart.example", "aquill@quillhart.example.org", "quillhart.example", ""]
)
def test_neither_a_domain_nor_anything_like_an_address_does(address: str) -> None:
    assert evidence(notice(Recipient(CASE.number, "Anna Quill", (address,)))) is None


def test_of_several_cases_a_contact_counts_in_its_own() -> None:
    other = Case("2026-CH-000001")
    told = replace(notice(replace_case(SERVED, other.number)), cases=(CASE, other))
    assert evidence(told) is None
    assert evidence(replace(told, cases=(other,))) is not None


def replace_case(contact: Recipient, number: str) -> Recipient:
    return contact._replace(case=number)


@pytest.mark.parametrize(
    ("name", "person"),
    [
        ("Anna Quill", "anna"),
        ("  anna   QUILL ", "anna"),
        ("Quill, Anna", None),
        ("A. Quill", None),
        ("Anna Quill Jr.", None),
        ("Clara Voss", None),
        ("", None),
    ],
)
def test_a_filing_attorney_counts_by_the_very_name_of_one_who_has_an_intake_address(
    name: str, person: str | None
) -> None:
    found = evidence(notice(STRANGER, attorney=name))
    assert (found.person if found else None) == person


@pytest.mark.parametrize(
    ("appeared", "counts"),
    [
        (RECORDED, True),
        (replace(RECORDED, since=TODAY), True),
        (replace(RECORDED, since=date(2026, 3, 3)), False),
        (replace(RECORDED, withdrawn=TODAY), False),
        (replace(RECORDED, withdrawn=date(2026, 3, 3)), True),
        (replace(RECORDED, person="left"), False),
    ],
)
def test_a_recorded_appearance_counts_in_its_time(appeared: Appearance, *, counts: bool) -> None:
    assert (evidence(notice(STRANGER), appeared) is not None) is counts


def test_a_withdrawal_beats_contact_and_filing_attorney() -> None:
    gone = replace(RECORDED, withdrawn=TODAY)
    assert evidence(notice(SERVED, attorney=ANNA.name), gone) is None
    assert evidence(notice(SERVED), gone, replace(RECORDED, since=TODAY)) is not None


def test_it_leaves_a_colleague_of_record() -> None:
    ben = Recipient(CASE.number, BEN.name, (BEN.retired[0],))
    found = evidence(notice(SERVED, ben), replace(RECORDED, withdrawn=TODAY))
    assert found == Evidence("ben", "a served contact")


def test_who_is_affiliated_counts_for_the_matters_and_the_time() -> None:
    bond = Affiliation("anna", ("2047-001",), date(2026, 1, 1), TODAY, "pro hac vice")
    firm = replace(QUILL, affiliations=(bond,))
    assert evidence(notice(SERVED), firm=firm) is None
    matter = Matter("2047-001", "Marlow", (CourtCase("il-wren-county", CASE.number),))
    file = CaseFile(matters=(matter,))
    assert of_record(notice(SERVED), CASE, CaseOfFirm(firm, file, TODAY)) is not None
    assert of_record(notice(SERVED), CASE, CaseOfFirm(firm, file, date(2026, 3, 3))) is None


def test_who_was_served_with_an_envelope_is_of_record_for_what_becomes_of_it() -> None:
    accepted = notice(kind=Kind.ACCEPTED, attorney="Rhea Stone")
    of = CaseOfFirm(QUILL, CaseFile(), TODAY)
    assert of_record(accepted, CASE, of, (notice(SERVED),)) is not None
    assert of_record(accepted, CASE, of, (notice(STRANGER),)) is None


# The objections


def test_of_a_federal_notice_nothing_is_asked() -> None:
    assert (shown(facts(federal())), served(facts(federal()))) == (None, None)


def test_without_evidence_the_notice_waits() -> None:
    found = shown(facts(notice(STRANGER)))
    assert found is not None
    assert found.rule == "appearance"
    assert shown(facts(notice(SERVED))) is None


def test_a_notice_of_no_case_or_of_no_known_court_waits() -> None:
    empty, nowhere = replace(notice(SERVED), cases=()), replace(notice(SERVED), court="")
    rules = [found.rule for found in map(shown, map(facts, (empty, nowhere))) if found]
    assert rules == ["appearance", "unplaced"]


@pytest.mark.parametrize(
    ("told", "origin", "reached"),
    [
        (notice(SERVED), Origin.PERSON, True),
        (notice(STRANGER), Origin.COURT, False),
        (notice(Recipient(CASE.number, "Clara Voss", ())), Origin.PERSON, True),
        (
            notice(Recipient(CASE.number, "Clara Voss", ("c@elsewhere.example",))),
            Origin.COURT,
            False,
        ),
        (notice(), Origin.COURT, True),
        (notice(), Origin.PERSON, False),
        (replace(notice(), subject="Courtesy Copy for Case: 1"), Origin.COURT, False),
        (notice(STRANGER, kind=Kind.ACCEPTED), Origin.COURT, True),
    ],
)
def test_what_is_not_filed_yet_goes_to_who_was_served(
    told: Notice, origin: Origin, *, reached: bool
) -> None:
    assert (served(facts(told, origin)) is None) is reached
    assert CLARA.name == "Clara Voss"
