"""A stranger's DKIM selector, printed by the firm's own mail server, passed for the court's domain.

`header.s=header.d=uscourts.gov` was read as a second `header.d`: a forged notice counted as the court's. And a
From header of opened brackets made the standard library's parser recurse: a defect instead of a suspect.
"""

from __future__ import annotations

import pytest

from docketmail.core.authentication import vouched
from docketmail.core.policy.facts import Origin
from docketmail.core.policy.senders import sender
from offices import ANNA, QUILL


MX = "mx.quillhart.example"
COURT = "ecf@cand.uscourts.gov"


@pytest.mark.parametrize(
    "results",
    [
        "dkim=pass header.d=evil.example header.s=header.d=uscourts.gov",
        "dkim=pass header.i=@evil.example header.s=x/header.d=uscourts.gov",
        "spf=pass smtp.mailfrom=evil.example smtp.helo=smtp.mailfrom=cand.uscourts.gov",
        "dkim=pass header.d=evil.example header.s=x header.d=uscourts.gov",
    ],
)
def test_what_a_sender_may_choose_is_never_the_domain_that_passed(results: str) -> None:
    assert sender(vouched(f"{MX}; {results}", MX), COURT, QUILL).origin is Origin.NOBODY


@pytest.mark.parametrize("brackets", [300, 900, 5000])
def test_any_number_of_brackets_is_a_stranger_and_no_defect(brackets: int) -> None:
    vouch = vouched(f"{MX}; spf=pass smtp.mailfrom=evil.example", MX)
    assert sender(vouch, "(" * brackets + " x@evil.example", QUILL).origin is Origin.NOBODY


@pytest.mark.parametrize(
    "header",
    [
        ANNA.email,
        f"<{ANNA.email}>",
        f'"Quill, Anna <her@old.example>" <{ANNA.email}> (at work)',
        f"Anna Quill\r\n <{ANNA.email.upper()}>",
    ],
)
def test_one_address_is_found_however_it_is_dressed(header: str) -> None:
    vouch = vouched(f"{MX}; dmarc=pass header.from=quillhart.example", MX)
    assert sender(vouch, header, QUILL).origin is Origin.PERSON


@pytest.mark.parametrize(
    "header", [f"{ANNA.email}, x@evil.example", f"<a@b.example> <{ANNA.email}>"]
)
def test_of_two_addresses_neither_is_believed(header: str) -> None:
    vouch = vouched(f"{MX}; dmarc=pass header.from=quillhart.example", MX)
    assert sender(vouch, header, QUILL).origin is Origin.NOBODY
