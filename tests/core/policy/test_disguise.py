from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from docketmail.core.policy.disguise import disguise
from docketmail.core.policy.facts import Trait


COURT = "https://ecf.cand.uscourts.gov/doc1/035122021132"
EVIL = "https://evil.example/doc1/035122021132"


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("45", COURT),
        (COURT, COURT),
        ("ecf.cand.uscourts.gov", COURT),
        ("www.cand.uscourts.gov", COURT),
        ("https://www.cand.uscourts.gov/judges", "http://cand.uscourts.gov:80/judges#tigar"),
        # Foreign hosts that do not hide: a meeting, a tracker, a judge's public page.
        ("Join", "https://cand-uscourts.zoomgov.com/j/16012345678"),
        ("", "https://tracker.example/pixel"),
        ("evil.example", EVIL),
        ("www.shop.co.uk", "https://pay.shop.co.uk/"),
        # What is no host, and what is no link to one.
        ("Order.pdf", COURT),
        ("Amazon.com, Inc. v. Doe", COURT),
        ("ecf@cand.uscourts.gov", "mailto:ecf@cand.uscourts.gov"),
        ("https://ecf.cand.uscourts.gov", "x-apple-data-detectors://1"),
    ],
)
def test_a_link_is_what_it_seems_to_be(text: str, url: str) -> None:
    assert disguise(text, url, url) is None


@pytest.mark.parametrize(
    ("text", "url"),
    [
        (COURT, EVIL),
        ("ecf.cand.uscourts.gov", EVIL),
        ("Go to ecf.cand.uscourts.gov now", EVIL),
        ("HTTPS://ECF.CAND.USCOURTS.GOV/doc1", EVIL),
        (COURT, "https:\\\\evil.example/doc1"),
        (COURT, "//evil.example/doc1"),
        (COURT, "https:evil.example/doc1"),
        # Invisible letters, and wide ones, in what is shown.
        ("ecf.cand.us\u00adcourts.gov", EVIL),
        ("ecf.cand.us\u200bcourts.gov", EVIL),
        ("\uff45\uff43\uff46.cand.uscourts.gov", EVIL),
        # The name of a user, not of a host.
        ("45", "https://ecf.cand.uscourts.gov@evil.example/doc1"),
        ("https://ecf.cand.uscourts.gov@evil.example/doc1", "https://evil.example/doc1"),
        ("45", "https://ecf.cand.uscourts.gov:443@evil.example/doc1"),
        # A court's name in front of somebody else's, or made like one.
        ("45", "https://ecf.cand.uscourts.gov.evil.example/doc1"),
        (
            "ecf.cand.uscourts.gov.evil.example",
            "https://ecf.cand.uscourts.gov.evil.example/doc1",
        ),
        ("https://ecf.cand.uscourts.gov.evil.example/", EVIL),
        ("45", "https://ecf-cand-uscourts-gov.example/doc1"),
        ("45", "https://uscourtsgov.example"),
        ("https://ca9.fedcourts.us/x", "https://ca9.fedcourts.us.example/x"),
    ],
)
def test_a_link_that_poses_as_a_courts_is_seen(text: str, url: str) -> None:
    assert disguise(text, url, url) is Trait.FALSE_COURT_LINK


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("www.bank.example", EVIL),
        ("bank.com", EVIL),
        ("https://one.azurewebsites.us", "https://two.azurewebsites.us"),
        ("https://shop.co.uk", "https://evil.co.uk"),
        ("45", "https://xn--uscurts-3ya.example/doc1"),
        ("45", "https://usc\u043eurts.example/doc1"),
        ("45", "https://bank.example@evil.example"),
    ],
)
def test_any_other_disguise_is_told_from_it(text: str, url: str) -> None:
    assert disguise(text, url, url) is Trait.DISGUISED_LINK


def test_an_image_shows_nothing_that_could_be_compared() -> None:
    assert disguise(" \xa0", EVIL, EVIL) is None


def test_a_scanners_link_is_where_it_leads() -> None:
    scanner = "https://nam02.safelinks.protection.outlook.com/?url=x"

    assert disguise(COURT, scanner, COURT) is None
    assert disguise(scanner, scanner, COURT) is None
    assert disguise(COURT, scanner, EVIL) is Trait.FALSE_COURT_LINK
    assert disguise(COURT, scanner, "") is None, "it does not say where it leads"


@given(st.text(), st.text())
def test_any_link_is_looked_at_without_an_exception(text: str, url: str) -> None:
    assert disguise(text, url, url) in {None, *Trait}
    assert disguise(text, f"https://{url}", f"https://{url}") in {None, *Trait}
