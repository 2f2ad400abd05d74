from __future__ import annotations

import re

from docketmail.core.takedown import HOLDERS, checklist


TOLD = checklist("cand", "4:26-cv-00771-JST", "45-2")


def test_the_filing_court_s_clerk_comes_first_for_copies_come_back_until_pacer_is_fixed() -> None:
    [first, *_] = [line for line in TOLD.splitlines() if line.startswith(" 1.")]
    assert "filing court's clerk" in first


def test_it_names_the_paper_and_every_holder_once_in_order() -> None:
    assert TOLD.startswith("Takedown of cand 4:26-cv-00771-JST, document 45-2.")
    numbers = [int(n) for n in re.findall(r"^ ?(\d+)\. ", TOLD, re.MULTILINE)]
    assert numbers == list(range(1, len(HOLDERS) + 1))
    assert len({holder.name for holder in HOLDERS}) == len(HOLDERS)


def test_a_paper_without_a_number_is_said_to_be_one() -> None:
    assert "document without a number" in checklist("cand", "4:26-cv-00771", "")


def test_a_contact_stands_with_its_date_or_is_said_to_be_unverified() -> None:
    for holder in HOLDERS:
        assert bool(holder.contact) == bool(re.fullmatch(r"20\d\d-\d\d", holder.verified_on))
        [line] = [x for x in TOLD.splitlines() if f". {holder.name}: " in x]
        assert (holder.contact or "no verified contact") in line
        assert holder.verified_on in line


def test_every_address_is_one_that_a_holder_names() -> None:
    addresses = set(re.findall(r"\S+@\S+", TOLD))
    assert addresses == {holder.contact for holder in HOLDERS if "@" in holder.contact}


def test_the_services_of_the_policy_are_all_on_the_list() -> None:
    for service in (
        "Lexis",
        "CourtLink",
        "Westlaw",
        "Bloomberg",
        "Docket Alarm",
        "DocketBird",
        "CourtDrive",
        "RECAP",
        "PacerPro",
        "search engines",
    ):
        assert service in TOLD
