"""Mails of Tyler's that no sample shows: what the reader does with the odd, the broken and the false."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, strategies as st

from docketmail.core.courts import read
from docketmail.core.notice import Kind, Level, NotANotice, Notice, Unreadable
from docketmail.demo.state_notices import StateFacts, Title, tyler
from state_samples import GA, IL, told


FACTS = told(IL, Title.SERVED, 1)


def notice(mail: bytes) -> Notice:
    found = read(mail)
    assert isinstance(found, Notice)
    return found


def changed(old: str, new: str, facts: StateFacts = FACTS) -> bytes:
    mail = tyler(facts).decode()
    assert old in mail
    return mail.replace(old, new).encode()


@pytest.mark.parametrize("marker", ["Protected Class 3", "Filed in camera only", "?"])
def test_a_marker_that_nobody_knows_keeps_the_paper_back(marker: str) -> None:
    assert notice(tyler(replace(FACTS, security=(marker,)))).level is Level.PROTECTED


def test_a_link_to_another_host_is_kept_for_the_rules_to_object_to() -> None:
    mail = changed("illinois.tylertech.cloud/View", "illinois.tylertech.cloud.example/View")
    assert [link.host for link in notice(mail).links] == ["illinois.tylertech.cloud.example"]


def test_links_of_two_states_are_unreadable() -> None:
    mail = tyler(replace(FACTS, links=(*FACTS.links, *told(GA, Title.SERVED, 2).links)))
    assert isinstance(read(mail), Unreadable)


def test_the_table_counts_where_the_subject_says_otherwise() -> None:
    mail = tyler(replace(FACTS, subject="Notification of Service for Case: 1, X v. Y for filing Z"))
    found = notice(mail)
    assert (found.cases[0].number, found.cases[0].name) == (FACTS.number, FACTS.style)
    assert found.short_description == FACTS.description


def test_without_a_table_the_subject_says_it() -> None:
    mail = (
        b"From: no-reply@efilingmail.tylertech.cloud\r\n"
        b"Subject: Filing Submitted for Case: 120400411; ; Envelope Number: 120400411\r\n\r\n"
        b"Thank you.\r\n"
    )
    found = notice(mail)
    assert found.state is not None
    assert (found.kind, found.state.envelope) == (Kind.SUBMITTED, "120400411")
    assert (found.cases[0].number, found.cases[0].name, found.court) == ("120400411", "", "")


def test_a_mail_that_names_neither_envelope_nor_case_is_unreadable() -> None:
    link = FACTS.links[0].encode()
    mail = b"Subject: Courtesy Copy\r\n\r\nCourtesy Copy\r\n\r\nDownload Document: " + link
    assert isinstance(read(mail), Unreadable)


@pytest.mark.parametrize(
    "mail",
    [
        b"Subject: Filing Accepted\r\n\r\nYour filing was accepted. Envelope Number: 12\r\n",
        b"Subject: Hello\r\n\r\nFiling Accepted\r\n\r\nThe lunch is on.\r\n",
    ],
)
def test_words_alone_make_no_notice(mail: bytes) -> None:
    assert isinstance(read(mail), NotANotice)


def test_a_label_that_is_not_known_is_nobody_s_value() -> None:
    mail = changed("<b>Filed By</b>", "<b>Activity Requested</b>")
    found = notice(mail).state
    assert found is not None
    assert (found.filed_by, found.filing_attorney) == ("", FACTS.attorney)


def test_contacts_are_listed_under_their_parties() -> None:
    """Unverified: a heading for each party, which is nobody."""
    mail = changed("Ada Okafor (", "Plaintiff Jo Pell:<br>Ada Okafor (")
    assert [one.name for one in notice(mail).recipients] == ["Ada Okafor", "Bo Lindqvist"]


@given(st.text(max_size=40), st.sampled_from(["Court", "Case Name", "Filing Description", ":"]))
def test_whatever_a_filer_calls_it_the_reader_ends_and_the_case_is_the_table_s(
    words: str, label: str
) -> None:
    description = " ".join(f"{label} {words}".replace("\0", "").split())
    found = read(tyler(replace(FACTS, description=description, subject="x")))
    assert isinstance(found, Notice)
    assert (found.cases[0].number, found.state and found.state.envelope) == (
        FACTS.number,
        FACTS.envelope,
    )
