"""Who sent a mail that came directly: asked once, kept, asked again where the DNS is silent."""

from __future__ import annotations

import asyncio
import base64
from datetime import timedelta

import pytest

from docketmail import checking, readings
from docketmail.commands import COMMANDS
from docketmail.core.authentication import Believed, Envelope, Findings
from docketmail.core.lifecycle import Event
from docketmail.core.policy.facts import Origin
from docketmail.core.policy.genuine import SAID
from docketmail.core.records import Hold, Message, NoticeRecord
from docketmail.ledger import chain
from docketmail.readings import Way
from docketmail.runner import Runner
from offices import ANNA, BEN, DESK, OTHER, QUILL
from town import MX_ADDRESS, Town, body_of


COURTS_MAILER = "203.0.113.16"
GENUINE = Findings(dkim=frozenset({"uscourts.gov"}))
FORGED = Findings(failed=frozenset({"dkim", "spf"}))
SILENT = Findings(faults=frozenset({"dkim", "spf"}))
[_, _, RAE] = OTHER.people


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


async def the_hold(town: Town) -> Hold:
    [hold] = await town.all(Hold)
    return hold


async def test_a_notice_that_the_court_handed_over_itself_is_checked_here(town: Town) -> None:
    town.authenticator.findings = [GENUINE]
    await town.receive(town.notice(town.file()), peer=COURTS_MAILER)
    await town.settle()

    assert "ORDER granting 12" in body_of(town.inbox(ANNA.email)[0])
    assert town.authenticator.asked == [
        Envelope(peer=COURTS_MAILER, helo="mx", sender="ecf@cand.uscourts.gov")
    ]
    assert len(town.courthouse.asked) == 1


async def test_what_was_found_is_kept_for_later(town: Town) -> None:
    town.authenticator.findings = [GENUINE]
    await town.receive(town.notice(), peer=COURTS_MAILER)
    await town.settle()
    [message] = await town.all(Message)
    assert Findings.of_facts(message.findings) == GENUINE

    town.authenticator.findings = [FORGED]  # the court's key has left the DNS
    [notice] = await town.all(NoticeRecord)
    shown = await COMMANDS["notices.show"](town.world, by="uid:0", notice=notice.id)
    assert shown["hold"] is None
    assert len(town.authenticator.asked) == 1


@pytest.mark.parametrize("at_once", [True, False])
async def test_two_firms_of_one_message_ask_once(town: Town, at_once: bool) -> None:  # noqa: FBT001
    town.authenticator.findings = [GENUINE]
    await town.receive(town.notice(), ANNA.intake, RAE.intake, peer=COURTS_MAILER)
    if at_once:
        town.authenticator.answers.clear()
        runner = Runner(town.world, lambda *_: None)
        works = [asyncio.create_task(runner.do(work)) for work in await runner.claim()]
        await asyncio.sleep(0)
        town.authenticator.answers.set()
        await asyncio.gather(*works)
    await town.settle()

    assert len(town.authenticator.asked) == 1
    assert town.inbox(ANNA.email)
    assert town.inbox(RAE.email)
    assert town.world.checks == {}


async def test_whoever_comes_late_finds_what_was_found_meanwhile(town: Town) -> None:
    await town.receive(town.notice(), ANNA.intake, RAE.intake, peer=COURTS_MAILER)
    first, second = await town.all(NoticeRecord)
    before = await readings.of(town.world, second)
    await checking.known(town.world, first)

    message = await checking._together(town.world, before)
    assert message.findings
    assert len(town.authenticator.asked) == 1


async def test_nobody_is_asked_where_a_believed_server_spoke_or_a_stranger_wrote(
    town: Town,
) -> None:
    await town.receive(town.notice(), peer=MX_ADDRESS)
    await town.receive(b"From: x@elsewhere.example\r\n\r\nBuy now", peer=COURTS_MAILER)
    await town.settle()

    assert town.authenticator.asked == []
    assert (await the_hold(town)).rule == "spam"


async def test_a_forged_notice_is_held_with_every_reason_and_without_its_links(town: Town) -> None:
    town.authenticator.findings = [FORGED]
    await town.receive(town.notice(town.file()), peer=COURTS_MAILER)
    await town.settle()

    hold = await the_hold(town)
    assert hold.rule == "suspect"
    reasons = ("court_domain_not_authenticated", "dkim_failed", "spf_failed")
    assert hold.reason == "; ".join(SAID[name] for name in reasons)
    [letter] = town.inbox(DESK.email)
    said = " ".join(body_of(letter).split())
    assert hold.reason in said
    assert "magic_num" not in said
    assert "/doc1/" not in said
    assert town.courthouse.asked == []
    assert town.inbox(ANNA.email) == []
    shown = await COMMANDS["holds.show"](town.world, by="uid:0", hold=hold.id)
    assert shown["reason"] == hold.reason
    assert shown["who_says_so"] == list(reasons)


async def test_a_dns_that_is_silent_for_a_while_delays_and_no_more(town: Town) -> None:
    town.authenticator.findings = [SILENT, SILENT, GENUINE]
    await town.receive(town.notice(town.file()), peer=COURTS_MAILER)
    await town.settle()
    assert town.inbox(DESK.email) == []

    await town.pass_time(30)
    assert town.inbox(ANNA.email)
    assert await town.all(Hold) == []
    [notice] = await town.all(NoticeRecord)
    events = await town.world.ledger.read(lambda book: chain.events(book, notice.id))
    assert [event.event for event in events].count(Event.DEFERRED) == 2
    assert await town.world.ledger.read(lambda book: list(chain.faults(book, notice))) == []


async def test_a_dns_that_stays_silent_is_told_within_the_two_minutes(town: Town) -> None:
    town.authenticator.findings = [SILENT]
    began = town.clock.now()
    await town.receive(town.notice(town.file()), peer=COURTS_MAILER)
    await town.settle()
    while not town.inbox(DESK.email):
        await town.pass_time(5)

    assert town.clock.now() - began <= timedelta(seconds=90)
    hold = await the_hold(town)
    assert hold.rule == "unchecked"
    assert SAID["dns_silent"] in body_of(town.inbox(DESK.email)[0])
    assert town.courthouse.asked == []
    # After 5, 15 and 30 seconds more; when the time has come, nobody waits for another answer.
    assert len(town.authenticator.asked) == 4

    await town.pass_time(600, by=60)
    assert len(town.authenticator.asked) == 4, "now it waits for a person"


async def test_a_release_asks_the_dns_again_and_waives_no_other_rule(town: Town) -> None:
    town.authenticator.findings = [SILENT]
    await town.receive(town.notice(town.file()), peer=COURTS_MAILER)
    await town.pass_time(95)
    hold = await the_hold(town)
    town.authenticator.findings = [FORGED]
    release = {"by": "uid:0", "hold": hold.id, "why": "called the clerk"}
    await COMMANDS["holds.release"](town.world, **release)
    await town.settle()

    assert [one.rule for one in await town.all(Hold)] == ["unchecked", "suspect"]
    assert town.courthouse.asked == []


async def test_a_person_who_waives_it_vouches_in_the_courts_place(town: Town) -> None:
    town.authenticator.findings = [SILENT]
    await town.receive(town.notice(town.file()), peer=COURTS_MAILER)
    await town.pass_time(95)
    release = {"by": "uid:0", "hold": (await the_hold(town)).id, "why": "called the clerk"}
    await COMMANDS["holds.release"](town.world, **release)
    await town.settle()

    assert len(await town.all(Hold)) == 1
    assert town.inbox(ANNA.email)


async def test_a_link_that_poses_as_a_courts_is_held_though_the_court_sent_it(town: Town) -> None:
    false = b'<a href="https://evil.example/x">https://ecf.cand.uscourts.gov/doc1/1</a>\r\n'
    await town.receive(town.notice(town.file()) + false)
    await town.settle()

    hold = await the_hold(town)
    assert (hold.rule, hold.reason) == ("suspect", SAID["false_court_link"])
    assert town.courthouse.asked == []


async def test_a_mail_with_two_authors_is_nobodys(town: Town) -> None:
    town.authenticator.findings = [GENUINE]
    other = b"From: x@evil.example\r\n"
    await town.receive(other + town.notice(town.file()), peer=COURTS_MAILER)
    behind = town.notice(town.file()).replace(b"\r\nTo: ", b"\r\n" + other + b"To: ", 1)
    await town.receive(behind, peer=COURTS_MAILER)
    await town.settle()

    assert [hold.reason for hold in await town.all(Hold)] == [SAID["no_one_author"]] * 2
    assert town.courthouse.asked == []


async def test_answers_that_go_elsewhere_are_held_though_the_court_sent_it(town: Town) -> None:
    notice = town.notice(town.file())
    await town.receive(notice.replace(b"\r\nTo: ", b"\r\nReply-To: x@evil.example\r\nTo: ", 1))
    await town.settle()

    assert (await the_hold(town)).reason == SAID["answers_go_elsewhere"]


async def test_a_forward_of_a_person_of_the_firm_passes(town: Town) -> None:
    town.authenticator.findings = [Findings(dkim=frozenset({"quillhart.example"}))]
    notice = town.notice(town.file()).replace(
        b"From: ecf_notice@cand.uscourts.gov", b"From: Ben Hart <bhart@quillhart.example>", 1
    )
    await town.receive(notice, BEN.intake, peer=COURTS_MAILER)
    await town.settle()

    assert await town.all(Hold) == []
    assert town.inbox(BEN.email)


async def test_a_dry_run_asks_too_and_keeps_nothing(town: Town) -> None:
    town.authenticator.findings = [GENUINE]
    mail = base64.b64encode(town.notice(town.file())).decode()
    asked = {"mail": mail, "to": [ANNA.intake], "peer": COURTS_MAILER}
    said = await COMMANDS["deliveries.explain"](town.world, by="uid:0", **asked)

    assert said["firms"][QUILL.id]["sender"]["origin"] == "court"
    town.authenticator.findings = [FORGED]
    said = await COMMANDS["deliveries.explain"](town.world, by="uid:0", **asked)
    assert said["firms"][QUILL.id]["held"]["rule"] == "suspect"
    assert await town.all(Message) == []


TENANT = "1a2b3c4d-0000-4000-8000-00000000abcd"
MICROSOFT = "mail.protection.outlook.com"
OURS = f"X-MS-Exchange-CrossTenant-Id: {TENANT}\r\n"
PASSED = "Authentication-Results: dkim=pass (verified) header.d=uscourts.gov;dmarc=pass header.from=x\r\n"
FAILED = (
    "Authentication-Results: dkim=fail (no key) header.d=uscourts.gov;dmarc=fail header.from=x\r\n"
)


@pytest.mark.parametrize(
    ("head", "certificate", "origin"),
    [
        (OURS + PASSED, MICROSOFT, Origin.COURT),
        (PASSED + OURS, MICROSOFT, Origin.COURT),
        (OURS + PASSED, "", Origin.UNKNOWN),
        (OURS + PASSED, "mail.evil.example", Origin.UNKNOWN),
        (PASSED, MICROSOFT, Origin.UNKNOWN),
        (OURS.replace("1a2b", "1a2c") + OURS + PASSED, MICROSOFT, Origin.UNKNOWN),
        (OURS + FAILED + PASSED, MICROSOFT, Origin.UNKNOWN),
        (OURS + PASSED.replace(": ", ": mx.evil.example; "), MICROSOFT, Origin.UNKNOWN),
        (OURS + PASSED.replace(": ", ": evil.example 1; ") + PASSED, MICROSOFT, Origin.UNKNOWN),
    ],
)
async def test_a_connectors_word_needs_its_certificate_the_firms_tenant_and_the_topmost_place(
    town: Town, head: str, certificate: str, origin: Origin
) -> None:
    connector = Believed(certificate=MICROSOFT, tenant=TENANT)
    world = town.build(believes=lambda _: connector)
    mail = head.encode() + town.notice().partition(b"\r\n\t")[2].partition(b"\r\n")[2]

    said = readings.facts(world, mail, Way(MX_ADDRESS, certificate), QUILL, ())
    assert said.sender.origin is origin
