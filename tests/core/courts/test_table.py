"""The federal courts: none is missing, none is made up."""

from __future__ import annotations

from zoneinfo import ZoneInfo

import pytest

from docketmail.core.courts.table import BY_HOST, COURTS


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
        ("nmid", "District Court, District of Northern Mariana Islands"),
        ("cadc", "Court of Appeals for the District of Columbia Circuit"),
        ("jpml", "Judicial Panel on Multidistrict Litigation"),
        ("cofc", "Court of Federal Claims"),
    ],
)
def test_a_court_has_its_name(identifier: str, name: str) -> None:
    assert COURTS[identifier].name == name


@pytest.mark.parametrize("prefix", ["fln", "txw", "inn", "ins", "kyw", "tne", "id", "nd", "sd"])
def test_a_court_in_two_zones_has_none(prefix: str) -> None:
    assert COURTS[f"{prefix}d"].zone is None
    assert COURTS[f"{prefix}b"].zone is None


def test_every_zone_is_known() -> None:
    for zone in {court.zone for court in COURTS.values()} - {None}:
        assert ZoneInfo(str(zone)).key == zone


def test_a_court_is_found_by_its_host() -> None:
    assert BY_HOST["ecf.nysd.uscourts.gov"].identifier == "nysd"
