"""The counter of the states' e-filing counts every wrong step, and answers as it was filed."""

from __future__ import annotations

from urllib.parse import urlencode

import pytest

from court_visits import Visitor
from docketmail.core.retrieval import Answer
from docketmail.demo.court_filings import Paper
from docketmail.demo.court_referee import Wrong
from docketmail.demo.court_states import Envelope, StateManner
from docketmail.demo.pdfs import make_pdf


ADDRESS = "ada@in.quillfeather.example"
FORM = {"__VIEWSTATE": "/wEPDwUKMTY1NDU2MTA1MmRk+4711=", "btnSubmit": "Continue"}


def filed(manner: StateManner) -> tuple[Visitor, Envelope]:
    visitor = Visitor()
    papers = [Paper(make_pdf("Motion"), "Motion.pdf")]
    host = "texas.tylertech.cloud"
    return visitor, visitor.clerk.states.file(host, papers, manner, (ADDRESS,))


def give(visitor: Visitor, envelope: Envelope, address: str = ADDRESS) -> Answer:
    body = urlencode(FORM | {"txtEmail": address}).encode()
    answer = visitor.ask(envelope.accepted, "POST", body=body)
    assert isinstance(answer, Answer)
    return answer


def wrongs(visitor: Visitor) -> list[Wrong]:
    return [harm.wrong for harm in visitor.clerk.harms]


def test_who_may_give_an_address_is_let_in() -> None:
    visitor, envelope = filed(StateManner.GATE)
    assert b"DownloadResource.ashx" in give(visitor, envelope).body
    assert wrongs(visitor) == []


def test_an_address_without_leave_is_a_harm_and_opens_nothing() -> None:
    visitor, envelope = filed(StateManner.GATE)
    assert b"DownloadResource.ashx" not in give(visitor, envelope, "ben@in.example").body
    assert wrongs(visitor) == [Wrong.GATE]


def test_an_address_given_twice_is_a_harm() -> None:
    visitor, envelope = filed(StateManner.GATE)
    give(visitor, envelope)
    give(visitor, envelope)
    assert wrongs(visitor) == [Wrong.TOLD_TWICE]


@pytest.mark.parametrize(
    ("manner", "wrong"),
    [
        (StateManner.TABLE, Wrong.NOT_A_GET),
        (StateManner.LOGIN, Wrong.NOT_A_GET),
        (StateManner.GATE_WITH_PASSWORD, Wrong.GATE),
        (StateManner.GATE_WITH_NAME, Wrong.GATE),
    ],
)
def test_a_form_sent_to_any_other_page_is_a_harm(manner: StateManner, wrong: Wrong) -> None:
    visitor, envelope = filed(manner)
    give(visitor, envelope)
    assert wrongs(visitor) == [wrong]


def test_a_page_that_no_notice_leads_to_is_a_harm() -> None:
    visitor, envelope = filed(StateManner.TABLE)
    visitor.ask(f"https://{envelope.host}/OfsWeb/Home")
    visitor.ask(envelope.accepted.replace(envelope.host, "maine.tylertech.cloud"))
    assert wrongs(visitor) == [Wrong.STRAY, Wrong.STRAY]


def test_credentials_are_a_harm() -> None:
    visitor, envelope = filed(StateManner.TABLE)
    visitor.ask(envelope.accepted, headers={"cookie": "a=b"})
    assert wrongs(visitor) == [Wrong.CREDENTIALS]
