"""The federal courts: none is missing, none is made up."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from docketmail.core.courts.table import BY_HOST, COURTS, of_domain


def test_there_are_94_districts_each_with_its_bankruptcy_court() -> None:
    districts = {court for court in COURTS.values() if court.name.startswith("District Court")}
    assert len(districts) == 94
    assert all(f"{court.identifier[:-1]}b" in COURTS for court in districts)


def test_there_are_13_courts_of_appeals() -> None:
    assert sum("Court of Appeals" in court.name for court in COURTS.values()) == 13


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("cand", "District Court, Northern District of California"),
        ("ctb", "Bankruptcy Court, District of Connecticut"),
        ("azb", "Bankruptcy Court, District of Arizona"),
        ("nmid", "District Court, District of the Northern Mariana Islands"),
        ("cadc", "Court of Appeals for the District of Columbia Circuit"),
        ("jpml", "Judicial Panel on Multidistrict Litigation"),
        ("cofc", "Court of Federal Claims"),
    ],
)
def test_a_court_has_its_name(identifier: str, name: str) -> None:
    assert COURTS[identifier].name == name


IN_TWO_ZONES = "fln txw inn ins kye kyw tne tnm tnw id nd sd ne ks or miw nv ak"


def test_a_court_in_two_zones_has_none_and_every_other_trial_court_has_one() -> None:
    without = {
        name[:-1] for name, court in COURTS.items() if court.zone is None and name[:2] != "ca"
    }
    assert without == set(IN_TWO_ZONES.split())


def test_a_circuit_in_two_zones_has_none() -> None:
    assert {name for name in COURTS if name[:2] == "ca" and COURTS[name].zone and name[2] not in "nesc"} == {
        "ca2", "ca4", "cadc", "cafc",
    }  # fmt: skip


def test_a_trial_court_and_its_bankruptcy_court_share_a_clock() -> None:
    for name, court in COURTS.items():
        if court.name.startswith("District Court"):
            assert COURTS[f"{name[:-1]}b"].zone == court.zone


@pytest.mark.parametrize(
    ("identifier", "zone"),
    [
        ("nysd", "America/New_York"),
        ("nysb-mega", "America/New_York"),
        ("ilnb", "America/Chicago"),
        ("txsd", "America/Chicago"),
        ("cod", "America/Denver"),
        ("cacd", "America/Los_Angeles"),
        ("azd", "America/Phoenix"),
        ("hid", "Pacific/Honolulu"),
        ("mied", "America/Detroit"),
        ("prd", "America/Puerto_Rico"),
        ("vid", "America/St_Thomas"),
        ("gud", "Pacific/Guam"),
        ("nmid", "Pacific/Saipan"),
        ("jpml", "America/New_York"),
        ("cit", "America/New_York"),
        ("cofc", "America/New_York"),
    ],
)
def test_a_court_in_one_zone_has_its_own(identifier: str, zone: str) -> None:
    assert COURTS[identifier].zone == zone


def test_no_court_is_listed_twice_and_none_is_without_a_name() -> None:
    names = [court.name for court in COURTS.values()]
    assert len(COURTS) == len(BY_HOST) == 94 + 94 + 13 + 4
    assert [name for name in names if names.count(name) > 1] == [
        "Bankruptcy Court, Southern District of New York"
    ] * 2


def test_every_zone_is_known() -> None:
    for zone in {court.zone for court in COURTS.values()} - {None}:
        assert ZoneInfo(str(zone)).key == zone


@pytest.mark.parametrize(
    ("domain", "identifier"),
    [
        ("nysd.uscourts.gov", "nysd"),
        ("mail.ca9.uscourts.gov", "ca9"),
        ("uscourts.gov", None),
        ("ecf.uscourts.gov", None),
        ("nysd.uscourts.gov.example", None),
        ("sc-us.gov", None),
        ("", None),
    ],
)
def test_a_court_is_found_by_its_mail_domain(domain: str, identifier: str | None) -> None:
    found = of_domain(domain)
    assert (found.identifier if found else None) == identifier


def test_a_court_is_found_by_its_host() -> None:
    assert BY_HOST["ecf.nysd.uscourts.gov"].identifier == "nysd"
