"""What a check of the sender found, and how the ledger keeps it."""

from __future__ import annotations

import pytest

from docketmail.core.authentication import (
    LONGEST,
    Believed,
    Findings,
    Stamps,
    author,
    domain_name,
    sealed,
    together,
    word,
)


def test_findings_come_back_from_the_ledger_as_they_were() -> None:
    found = Findings(
        dkim=frozenset({"uscourts.gov"}), failed=frozenset({"spf"}), faults=frozenset({"dmarc"})
    )

    assert Findings.of_facts(found.facts()) == found


def test_findings_of_nothing_are_told_from_no_check() -> None:
    assert Findings().facts()
    assert Findings.of_facts(Findings().facts()) == Findings()


def test_what_several_checks_found_is_one_finding() -> None:
    one = Findings(dkim=frozenset({"a.example"}), failed=frozenset({"spf"}))
    other = Findings(dkim=frozenset({"b.example"}), faults=frozenset({"dmarc"}))

    assert together([one, other]) == Findings(
        dkim=frozenset({"a.example", "b.example"}),
        failed=frozenset({"spf"}),
        faults=frozenset({"dmarc"}),
    )
    assert together([]) == Findings()


def test_a_sealed_header_says_what_passed_behind_its_instance_and_name() -> None:
    found = sealed(
        "i=1; mx.gateway.example 1; spf=fail smtp.mailfrom=evil.example; "
        "dkim=pass (dkim=pass header.d=evil.example) header.d=court.example; arc=none"
    )
    assert found == Findings(dkim=frozenset({"court.example"}))


def test_a_sealed_header_of_any_length_says_nothing() -> None:
    results = "i=1; mx.gateway.example; dkim=pass header.d=court.example"
    assert sealed(results + " " * LONGEST) == Findings()
    assert sealed("") == sealed("i=1") == sealed("dkim=pass header.d=court.example") == Findings()


@pytest.mark.parametrize(
    ("header", "address"),
    [
        ("Clerk <Clerk@Court.example>", "clerk@court.example"),
        ("clerk@court.example", "clerk@court.example"),
        ("Quill, Ann <quill@firm.example>", "quill@firm.example"),
        ('"a@evil.example, b" <quill@firm.example>', "quill@firm.example"),
        ("quill@firm.example <quill@firm.example>", "quill@firm.example"),
        ("a@evil.example, Clerk <clerk@court.example>", ""),
        ("Clerk <clerk@court.example>, a@evil.example", ""),
        ("<clerk@court.example> <a@evil.example>", ""),
        ("a@evil.example, clerk@court.example", ""),
        ("Court: clerk@court.example;", ""),
        ("clerk", ""),
        ("", ""),
    ],
)
def test_the_author_is_the_one_address_in_from(header: str, address: str) -> None:
    assert author(header) == address


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Court.Example.", "court.example"),
        ("xn--cort-loa.example", "xn--cort-loa.example"),
        ("_x.court.example", "_x.court.example"),
        ("court", ""),
        ("c\u00f6urt.example", ""),
        ("court..example", ""),
        (".example", ""),
        ("a b.example", ""),
        ("court.example\n", ""),
        ("a" * 64 + ".example", ""),
        ("a." * 124 + "example", ""),
    ],
)
def test_a_domain_is_one_that_the_dns_can_have(text: str, name: str) -> None:
    assert domain_name(text) == name


TENANT = "1a2b3c4d-0000-4000-8000-00000000abcd"
MICROSOFT = "mail.protection.outlook.com"
CONNECTOR = Believed(certificate=MICROSOFT, tenant=TENANT)
NAMED = Believed(authserv_id="mx.quillhart.example")
# As Exchange Online writes it: no name in front, the first result at once.
PASSED = (
    "spf=pass (sender IP is 192.0.2.9)\r\n smtp.mailfrom=cand.uscourts.gov; dkim=pass (signature was\r\n verified)"
    " header.d=uscourts.gov;dmarc=pass action=none\r\n header.from=cand.uscourts.gov;compauth=pass reason=100"
)
NONE = (
    "dkim=none (message not signed) header.d=none;dmarc=none action=none header.from=firm.example;"
)


def test_a_connectors_word_is_believed_without_a_name() -> None:
    found = word(CONNECTOR, Stamps(PASSED, TENANT), MICROSOFT)

    assert found == Findings(
        dkim=frozenset({"uscourts.gov"}),
        spf=frozenset({"cand.uscourts.gov"}),
        dmarc=frozenset({"cand.uscourts.gov"}),
    )
    assert word(CONNECTOR, Stamps(PASSED, f" {TENANT.upper()} "), MICROSOFT.upper()) == found


@pytest.mark.parametrize(
    ("stamps", "certificate"),
    [
        (Stamps(PASSED, TENANT), ""),
        (Stamps(PASSED, TENANT), "mail.evil.example"),
        (Stamps(PASSED, "1a2b3c4d-0000-4000-8000-00000000abce"), MICROSOFT),
        (Stamps(PASSED, None), MICROSOFT),
        (Stamps(None, TENANT), MICROSOFT),
        (Stamps(NONE, TENANT), MICROSOFT),
        (Stamps(f"mx.evil.example; {PASSED}", TENANT), MICROSOFT),
        (Stamps(f"; {PASSED}", TENANT), MICROSOFT),
        (Stamps(f"mx.evil.example 1; {PASSED}", TENANT), MICROSOFT),
        (Stamps("dmarc=bestguesspass header.from=uscourts.gov", TENANT), MICROSOFT),
    ],
)
def test_what_lacks_one_proof_of_a_connector_says_nothing(stamps: Stamps, certificate: str) -> None:
    assert word(CONNECTOR, stamps, certificate) is None


def test_a_servers_word_needs_its_name() -> None:
    results = "dkim=pass header.d=uscourts.gov"
    named = Stamps(f"mx.quillhart.example; {results}")

    assert word(NAMED, named, "") == Findings(dkim=frozenset({"uscourts.gov"}))
    assert word(NAMED, Stamps(results), "") is None
    assert word(NAMED, Stamps(results, TENANT), MICROSOFT) is None
