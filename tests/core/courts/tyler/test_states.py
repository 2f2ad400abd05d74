from __future__ import annotations

import re

import pytest

from docketmail.core.courts.table import COURTS
from docketmail.core.courts.tyler import states


ILLINOIS = states.BY_HOST["illinois.tylertech.cloud"]


@pytest.mark.parametrize(
    ("name", "identifier"),
    [
        ("Cook County - Chancery", "il-cook-county-chancery"),
        ("  Cook County -- Law ", "il-cook-county-law"),
        ("Doña Ana", "il-dona-ana"),
        ("", ""),
        ("法院", ""),
    ],
)
def test_a_court_is_named_by_its_state_and_its_own_words(name: str, identifier: str) -> None:
    assert states.court(ILLINOIS, name) == identifier


def test_a_court_of_no_known_state_has_no_identifier() -> None:
    assert states.court(None, "Cook County - Chancery") == ""


def test_no_identifier_is_a_federal_court_s() -> None:
    """Those have no dash, but for one."""
    dashed = [court for court in COURTS if "-" in court]
    letters = {state.letters for state in states.BY_HOST.values()}
    assert not any(court.startswith(f"{one}-") for court in dashed for one in letters)


def test_what_was_seen_is_listed() -> None:
    assert states.SEEN <= states.HOSTS
    assert all(re.fullmatch(r"[a-z]+\.tyler(?:tech\.cloud|host\.net)", h) for h in states.HOSTS)
