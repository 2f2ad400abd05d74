from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from docketmail.core.authentication import Findings, vouched
from docketmail.core.policy.facts import Origin
from docketmail.core.policy.genuine import SAID
from docketmail.core.policy.senders import checked, sender
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
            f"{MX}; spf=pass smtp.mailfrom=bounce@quillhart.example",
            "aquill@quillhart.example",
            Origin.PERSON,
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


ANNA = "Anna Quill <aquill@quillhart.example>"
OF_COURT = frozenset({"uscourts.gov"})
OF_FIRM = frozenset({"quillhart.example"})
OF_EVIL = frozenset({"evil.example", "notuscourts.gov", "uscourts.gov.evil.example"})


@pytest.mark.parametrize(
    ("found", "author", "origin"),
    [
        (Findings(dkim=OF_COURT), COURT, Origin.COURT),
        (Findings(spf=frozenset({"cand.uscourts.gov"})), COURT, Origin.COURT),
        (Findings(dmarc=frozenset({"cand.uscourts.gov"})), COURT, Origin.COURT),
        (Findings(dkim=OF_COURT, faults=frozenset({"spf"})), COURT, Origin.COURT),
        (Findings(dkim=OF_COURT, failed=frozenset({"spf", "dmarc"})), COURT, Origin.COURT),
        (Findings(dkim=OF_COURT, sealed=frozenset({"forwarder.example"})), COURT, Origin.COURT),
        (Findings(dkim=OF_EVIL, spf=OF_EVIL, dmarc=OF_EVIL), COURT, Origin.NOBODY),
        (Findings(sealed=frozenset({"forwarder.example"})), COURT, Origin.NOBODY),
        (Findings(partly=OF_COURT), COURT, Origin.NOBODY),
        (Findings(partly=OF_COURT, spf=OF_COURT), COURT, Origin.COURT),
        (Findings(), COURT, Origin.NOBODY),
        (None, COURT, Origin.UNKNOWN),
        (Findings(faults=frozenset({"dkim"})), COURT, Origin.UNKNOWN),
        (Findings(faults=frozenset({"spf"})), COURT, Origin.UNKNOWN),
        (Findings(faults=frozenset({"arc"})), COURT, Origin.UNKNOWN),
        (Findings(faults=frozenset({"dmarc"})), COURT, Origin.NOBODY),
        (Findings(dkim=OF_FIRM), ANNA, Origin.PERSON),
        (Findings(dkim=OF_EVIL), ANNA, Origin.NOBODY),
        (Findings(faults=frozenset({"dkim"})), ANNA, Origin.UNKNOWN),
        (Findings(faults=frozenset({"spf", "dmarc"})), ANNA, Origin.NOBODY),
        (None, ANNA, Origin.UNKNOWN),
    ],
)
def test_whose_word_it_is_by_our_own_check(
    found: Findings | None, author: str, origin: Origin
) -> None:
    assert checked(found, author, QUILL).origin is origin


def test_what_a_mailbox_forwards_is_not_its_owners_by_the_server_it_came_from() -> None:
    forwarded = Findings(spf=OF_FIRM, dmarc=OF_FIRM)

    assert checked(forwarded, ANNA, QUILL).origin is Origin.NOBODY


@pytest.mark.parametrize("found", [None, Findings(), Findings(faults=frozenset({"dkim"}))])
def test_of_a_stranger_nothing_needs_to_be_asked(found: Findings | None) -> None:
    assert checked(found, "x@elsewhere.example", QUILL).reasons == ("stranger",)


@pytest.mark.parametrize(
    "author",
    [
        f"{COURT}, x@evil.example",
        f"<{COURT}>, <x@evil.example>",
        f"x@evil.example, <{COURT}>",
        f"Clerk <{COURT}>, Clerk <{COURT}>",
        f"court: {COURT};",
        "",
        "The Clerk",
    ],
)
def test_several_authors_or_none_are_nobody(author: str) -> None:
    found = Findings(dkim=OF_COURT, dmarc=OF_COURT)

    for one in (checked(found, author, QUILL), sender(found, author, QUILL)):
        assert (one.origin, one.reasons) == (Origin.NOBODY, ("no_one_author",))


def test_a_name_with_a_comma_in_quotes_is_one_author() -> None:
    found = Findings(dkim=OF_FIRM)

    assert checked(found, '"Quill, Anna" <aquill@quillhart.example>', QUILL).origin is Origin.PERSON


def test_every_reason_has_its_name_and_its_words() -> None:
    found = Findings(partly=OF_COURT, failed=frozenset({"arc", "dkim", "dmarc", "spf"}))
    reasons = checked(found, COURT, QUILL).reasons

    assert reasons == (
        "court_domain_not_authenticated",
        "partly_signed",
        "arc_failed",
        "dkim_failed",
        "dmarc_failed",
        "spf_failed",
    )
    others = ("person_not_authenticated", "no_believed_results", "not_checked", "dns_silent")
    assert {*reasons, *others, "stranger", "no_one_author"} <= set(SAID)


def test_a_strangers_partial_signature_is_no_reason() -> None:
    assert checked(Findings(partly=OF_EVIL), COURT, QUILL).reasons == (
        "court_domain_not_authenticated",
    )


@given(st.text())
def test_any_header_is_read_without_an_exception(header: str) -> None:
    assert isinstance(vouched(header, MX), Findings | None)
    assert isinstance(vouched(f"{MX};{header}", MX), Findings | None)
