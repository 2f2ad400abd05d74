"""What a check of the sender found, and how the ledger keeps it."""

from __future__ import annotations

from docketmail.core.authentication import Findings


def test_findings_come_back_from_the_ledger_as_they_were() -> None:
    found = Findings(
        dkim=frozenset({"uscourts.gov"}), failed=frozenset({"spf"}), faults=frozenset({"dmarc"})
    )

    assert Findings.of_facts(found.facts()) == found


def test_findings_of_nothing_are_told_from_no_check() -> None:
    assert Findings().facts()
    assert Findings.of_facts(Findings().facts()) == Findings()
