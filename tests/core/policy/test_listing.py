from __future__ import annotations

from core.policy.notices import case, notice
from docketmail.core.notice import Recipient
from docketmail.core.policy.facts import Origin
from docketmail.core.policy.listing import in_list, listed
from offices import ANNA, BEN, QUILL


def test_one_exact_address_of_the_firm_in_the_case_s_list_is_listed() -> None:
    assert listed(notice(listed=(ANNA.court_addresses[0].upper(),)), case(), QUILL, Origin.PERSON)


def test_an_address_of_the_same_domain_is_not() -> None:
    assert not listed(notice(listed=("x@quillhart.example",)), case(), QUILL, Origin.COURT)


def test_another_case_s_list_does_not_count() -> None:
    one, two = case("1:26-cv-1"), case("1:26-cv-2")
    told = notice(one, two, recipients=(Recipient(one.number, "Anna", (ANNA.email,)),))
    assert listed(told, one, QUILL, Origin.COURT)
    assert not listed(told, two, QUILL, Origin.COURT)


def test_without_a_printed_list_the_court_s_own_mail_counts_and_a_forward_does_not() -> None:
    told = notice(recipients=(), recipients_printed=False)
    assert listed(told, case(), QUILL, Origin.COURT)
    assert not listed(told, case(), QUILL, Origin.PERSON)


def test_the_people_in_the_list_are_found_by_any_address_of_theirs() -> None:
    assert in_list(notice(listed=(BEN.retired[0], ANNA.email, "x@y.example")), QUILL) == (
        "anna",
        "ben",
    )
