"""A state's notice whose landing page asks for an e-mail address: it stops, or the firm's leave is used once."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from crash import Pulled
from docketmail.core.lifecycle import Event, PaperState
from docketmail.core.records import EventRecord, Paper
from docketmail.core.retrieval import Answer, Submit
from docketmail.core.roster import FirmPolicy, Roster
from docketmail.demo.court_filings import Paper as Filed
from docketmail.demo.court_notices import vouched
from docketmail.demo.court_states import Envelope, StateManner
from docketmail.demo.pdfs import make_pdf
from docketmail.demo.state_notices import Contact, StateFacts, Title, tyler
from docketmail.ports import Sink
from offices import ANNA, OTHER, QUILL
from town import MX, FakeCourthouse, FakeRosters, Town


HOST = "illinois.tylertech.cloud"
COURT = "il-cook-county-chancery"
SENDER = "no-reply@efilingmail.tylertech.cloud"


def served(envelope: Envelope) -> bytes:
    facts = StateFacts(
        title=Title.SERVED,
        envelope="118400001",
        number="2026CH00417",
        style="Okafor v. Kelp Bay Oyster Co.",
        court="Cook County - Chancery",
        submitted=datetime(2026, 3, 2, 9, 5, tzinfo=ZoneInfo("America/Chicago")),
        zone="CST",
        contacts=(Contact(ANNA.name, ANNA.court_addresses[0]),),
        links=(envelope.served,),
    )
    return vouched(tyler(facts), MX)


async def town(*gates: str) -> Town:
    firm = replace(QUILL, policy=FirmPolicy(email_gates=gates))
    here = Town(rosters=FakeRosters(Roster((firm, OTHER))), hosts=frozenset({HOST}))
    await here.boot()
    return here


def filed(here: Town, manner: StateManner = StateManner.GATE) -> Envelope:
    papers = [Filed(make_pdf("Motion"), "Motion.pdf"), Filed(make_pdf("Exhibit"), "Exhibit.pdf")]
    return here.clerk.states.file(HOST, papers, manner, (ANNA.intake,))


async def test_without_leave_a_gate_stops_it() -> None:
    here = await town("il-cook-county-law", "*.tx")
    envelope = filed(here)
    await here.receive(served(envelope), sender=SENDER)
    await here.pass_time(150)
    assert [asked.method for asked in here.clerk.requests] == ["GET"]
    assert (envelope.told, here.clerk.harms, here.defects) == ([], [], [])
    assert {paper.reason for paper in await here.all(Paper)} == {"email_gate"}


async def test_with_leave_the_notice_s_own_address_is_given_once_and_written_down() -> None:
    here = await town(COURT)
    envelope = filed(here)
    await here.receive(served(envelope), sender=SENDER)
    await here.pass_time(150)
    assert (envelope.told, here.clerk.harms, here.defects) == ([ANNA.intake], [], [])
    assert {paper.state for paper in await here.all(Paper)} == {PaperState.HERE}
    given = [one for one in await here.all(EventRecord) if one.event == Event.ADDRESS_GIVEN]
    assert len(given) == 1
    assert ANNA.intake not in str(given)


class PowerCut(FakeCourthouse):
    """The power goes while the gate's answer comes in."""

    async def submit(self, submit: Submit, sink: Sink) -> Answer:
        await super().submit(submit, sink)
        raise Pulled("at the gate")


async def test_after_a_crash_at_the_gate_it_is_told_nothing_again() -> None:
    here = await town(COURT)
    envelope = filed(here)
    here.world = here.build(courthouse=PowerCut(here.clerk, here.clock))
    await here.boot()
    await here.receive(served(envelope), sender=SENDER)
    with suppress(Pulled):
        await here.settle()
    here.world = here.build()
    await here.boot()
    await here.pass_time(150)
    assert (envelope.told, here.clerk.harms) == ([ANNA.intake], [])


@pytest.mark.parametrize("manner", [StateManner.GATE_WITH_PASSWORD, StateManner.GATE_ELSEWHERE])
async def test_leave_is_not_for_a_page_that_wants_more(manner: StateManner) -> None:
    here = await town("*.il")
    envelope = filed(here, manner)
    await here.receive(served(envelope), sender=SENDER)
    await here.pass_time(150)
    assert (envelope.told, here.clerk.harms) == ([], [])
    assert {paper.state for paper in await here.all(Paper)} == {PaperState.NOT_OBTAINED}
