"""Policies and alignment; who publishes what where is tested with a name server in tests/adapters/authenticity."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from docketmail.core import dmarc
from docketmail.core.authentication import Findings
from docketmail.core.dmarc import Policy


def organisation(domain: str) -> str | None:
    """As if every top-level domain were the one public suffix above its names."""
    labels = domain.split(".")
    return ".".join(labels[-2:]) if len(labels) > 1 else None


@pytest.mark.parametrize(
    ("text", "policy"),
    [
        (b"v=DMARC1; p=none", Policy()),
        (b"v=DMARC1;p=reject;adkim=s;aspf=s;", Policy(strict_dkim=True, strict_spf=True)),
        (b"v = DMARC1 ; ADKIM = s", Policy(strict_dkim=True)),
        (b"v=DMARC1; adkim=r; aspf=x", Policy()),
        (b"v=DMARC1", Policy()),
    ],
)
def test_a_policy_is_read(text: bytes, policy: Policy) -> None:
    assert dmarc.policies([b"v=spf1 -all", text]) == [policy]


@pytest.mark.parametrize(
    "text",
    [b"", b";", b"v=DMARC2; p=none", b"v=dmarc1", b"p=none; v=DMARC1", b"v=DMARC1x", b"\xff"],
)
def test_what_is_no_policy_is_passed_by(text: bytes) -> None:
    assert dmarc.policies([text]) == []


def test_the_domain_is_asked_before_its_organisation_and_nobody_twice() -> None:
    assert dmarc.places("nd.court.example", organisation) == [
        "_dmarc.nd.court.example",
        "_dmarc.court.example",
    ]
    assert dmarc.places("court.example", organisation) == ["_dmarc.court.example"]
    assert dmarc.places("example", organisation) == ["_dmarc.example"]


@pytest.mark.parametrize(
    ("policy", "found", "passes"),
    [
        (Policy(), Findings(dkim=frozenset({"court.example"})), True),
        (Policy(), Findings(dkim=frozenset({"nd.court.example"})), True),
        (Policy(), Findings(spf=frozenset({"mail.court.example"})), True),
        (Policy(), Findings(dkim=frozenset({"evilcourt.example"})), False),
        (Policy(), Findings(dkim=frozenset({"example"})), False),
        (Policy(), Findings(partly=frozenset({"court.example"})), False),
        (Policy(), Findings(), False),
        (Policy(strict_dkim=True), Findings(dkim=frozenset({"nd.court.example"})), False),
        (Policy(strict_dkim=True), Findings(spf=frozenset({"nd.court.example"})), True),
        (Policy(strict_spf=True), Findings(spf=frozenset({"nd.court.example"})), False),
        (Policy(strict_spf=True), Findings(spf=frozenset({"court.example"})), True),
    ],
)
def test_what_passed_must_belong_to_the_from_domain(
    policy: Policy, found: Findings, *, passes: bool
) -> None:
    assert dmarc.passes(policy, "court.example", found, organisation) == passes


def test_two_domains_without_an_organisation_are_not_one() -> None:
    found = Findings(dkim=frozenset({"gov"}))
    assert not dmarc.passes(Policy(), "example", found, organisation)


@given(st.binary(max_size=100))
def test_any_text_is_a_policy_or_none(text: bytes) -> None:
    assert len(dmarc.policies([text])) <= 1
