from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from docketmail.core.authentication import Findings, vouched
from docketmail.core.policy.facts import Origin
from docketmail.core.policy.senders import sender
from offices import QUILL


MX = "mx.quillhart.example"
COURT = "ecf@cand.uscourts.gov"


@pytest.mark.parametrize(
    ("header", "from_header", "origin"),
    [
        (f"{MX}; dkim=pass header.d=uscourts.gov", COURT, Origin.COURT),
        (f"{MX} 1; dkim=pass header.i=@uscourts.gov header.s=law1e", COURT, Origin.COURT),
        (f"{MX}; spf=pass smtp.mailfrom=ecf@cand.uscourts.gov", COURT, Origin.COURT),
        (f"{MX}; dmarc=pass (p=none) header.from=cand.uscourts.gov", COURT, Origin.COURT),
        (f"{MX}; dkim=pass header.d=ca9.fedcourts.us", "ACMS@ca9.fedcourts.us", Origin.COURT),
        (f"{MX}; dkim=fail header.d=uscourts.gov; spf=none", COURT, Origin.NOBODY),
        (f"{MX}; dkim=pass header.d=evil.example", COURT, Origin.NOBODY),
        (f"{MX}; dkim=pass header.d=notuscourts.gov", COURT, Origin.NOBODY),
        (f"{MX}; dkim=pass header.d=uscourts.gov", "ecf@uscourts.gov.evil.example", Origin.NOBODY),
        ("mx.evil.example; dkim=pass header.d=uscourts.gov", COURT, Origin.NOBODY),
        (f"{MX}; none", COURT, Origin.NOBODY),
        (None, COURT, Origin.NOBODY),
        (
            f"{MX}; dkim=pass header.d=quillhart.example",
            "Anna Quill <aquill@quillhart.example>",
            Origin.PERSON,
        ),
        (
            f"{MX}; dkim=pass header.d=quillhart.example",
            "stranger@quillhart.example",
            Origin.NOBODY,
        ),
        (
            f"{MX}; spf=pass smtp.mailfrom=x@gmail.example",
            "aquill@quillhart.example",
            Origin.NOBODY,
        ),
    ],
)
def test_whose_word_it_is(header: str | None, from_header: str, origin: Origin) -> None:
    assert sender(vouched(header, MX), from_header, QUILL).origin is origin


@pytest.mark.parametrize(
    "injected",
    [
        f'{MX}; spf=pass smtp.mailfrom="x; dkim=pass header.d=uscourts.gov; "@evil.example',
        f"{MX}; spf=fail (x; dkim=pass header.d=uscourts.gov) smtp.mailfrom=evil.example",
        f"{MX}; spf=fail (a (b; dkim=pass header.d=uscourts.gov) c) smtp.mailfrom=evil.example",
        f'{MX}; spf=fail reason="\\"; dkim=pass header.d=uscourts.gov; \\"" smtp.mailfrom=evil.example',
    ],
)
def test_what_a_stranger_wrote_into_a_result_is_no_result(injected: str) -> None:
    assert sender(vouched(injected, MX), COURT, QUILL).origin is Origin.NOBODY


@given(st.text())
def test_any_header_is_read_without_an_exception(header: str) -> None:
    assert isinstance(vouched(header, MX), Findings | None)
    assert isinstance(vouched(f"{MX};{header}", MX), Findings | None)
