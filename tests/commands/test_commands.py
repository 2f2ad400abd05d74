"""What a person may ask of the daemon, by name."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from docketmail.commands import COMMANDS, AskedWrongError
from docketmail.core.records import EventRecord, Hold, NoticeRecord
from docketmail.demo.court_filings import Paper as Filed
from docketmail.demo.court_manners import Manner
from docketmail.demo.pdfs import make_pdf
from docketmail.ledger import chain
from docketmail.rosters import RosterInForce
from offices import BEN
from town import Town


STRANGER = "203.0.113.9"
WHO = "uid:1000"
ROSTER = """
[[firm]]
id = "quillhart"
name = "Quill Hart LLP"
desk = "desk"
second = "clara"
[[firm.person]]
id = "desk"
name = "Docketing Desk"
email = "docketing@quillhart.example"
[[firm.person]]
id = "clara"
name = "Clara Voss"
email = "cvoss@quillhart.example"
intake = "cvoss-k3v9q27x@dockets.quillhart.example"
"""
EMPTIER = ROSTER.replace('intake = "cvoss-k3v9q27x@dockets.quillhart.example"\n', "")
LARGER = ROSTER.replace('name = "Clara Voss"', 'name = "Clara Voss-Lind"')


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


async def ask(town: Town, command: str, **values: Any) -> dict[str, Any]:
    """Ask as the control socket does: what is said must be JSON both ways."""
    said = await COMMANDS[command](town.world, by=WHO, **json.loads(json.dumps(values)))
    answer: dict[str, Any] = json.loads(json.dumps(said))
    return answer


async def suspect(town: Town) -> str:
    await town.receive(town.notice(town.file()), peer=STRANGER)
    await town.settle()
    return (await town.all(Hold))[-1].id


# Holds


async def test_what_is_held_is_listed_until_it_ends(town: Town) -> None:
    assert await ask(town, "holds.list") == {"holds": []}
    hold = await suspect(town)
    [said] = (await ask(town, "holds.list"))["holds"]
    assert (said["id"], said["rule"], said["state"]) == (hold, "suspect", "raised")
    await ask(town, "holds.ack", hold=hold)
    [said] = (await ask(town, "holds.list"))["holds"]
    assert said["state"] == "acknowledged"
    await ask(town, "holds.dismiss", hold=hold, why="a forgery")
    assert await ask(town, "holds.list") == {"holds": []}


async def test_a_hold_is_shown_without_the_links_of_a_suspect(town: Town) -> None:
    said = await ask(town, "holds.show", hold=await suspect(town))
    assert said["court"] == "cand"
    assert said["from_peer"] == STRANGER
    assert said["cases"] == [{"number": "4:26-cv-00771-JST", "name": "Marlow v. Ostrander"}]
    assert "http" not in json.dumps(said)
    assert "magic" not in json.dumps(said)


async def test_a_release_says_what_it_waives_and_who_why_stays(town: Town) -> None:
    hold = await suspect(town)
    said = await ask(town, "holds.release", hold=hold, why="I called the clerk")
    assert said["waived"] == "suspect"
    shown = await ask(town, "holds.show", hold=hold)
    assert (shown["state"], shown["why"]) == ("ended", "I called the clerk")
    assert shown["waived"] == ["suspect"]
    [event] = [e for e in await town.all(EventRecord) if e.event == "released"]
    assert event.data["by"] == WHO


@pytest.mark.parametrize("command", ["holds.release", "holds.dismiss"])
async def test_nothing_ends_without_a_reason_and_nothing_twice(town: Town, command: str) -> None:
    hold = await suspect(town)
    with pytest.raises(AskedWrongError, match="say why"):
        await ask(town, command, hold=hold, why="  ")
    await ask(town, command, hold=hold, why="because")
    with pytest.raises(AskedWrongError, match="has ended already"):
        await ask(town, command, hold=hold, why="because")
    with pytest.raises(AskedWrongError, match="is ended already"):
        await ask(town, "holds.ack", hold=hold)


async def test_nothing_is_acknowledged_twice(town: Town) -> None:
    hold = await suspect(town)
    await ask(town, "holds.ack", hold=hold)
    with pytest.raises(AskedWrongError, match="acknowledged already"):
        await ask(town, "holds.ack", hold=hold)


@pytest.mark.parametrize(
    ("command", "values", "said"),
    [
        ("holds.show", {"hold": "h9"}, "there is no hold h9"),
        ("holds.ack", {"hold": "h9"}, "there is no hold h9"),
        ("holds.release", {"hold": "h9", "why": "why"}, "there is no hold h9"),
        ("holds.dismiss", {"hold": "h9", "why": "why"}, "there is no hold h9"),
        ("papers.show", {"paper": "p9"}, "there is no paper p9"),
        ("papers.release", {"papers": ["p9"], "why": "why"}, "there is no paper p9"),
        ("papers.call_back", {"papers": ["p9"], "why": "why"}, "there is no paper p9"),
        ("notices.show", {"notice": "n9"}, "there is no notice n9"),
    ],
)
async def test_what_is_not_there_is_said_to_be_not(
    town: Town, command: str, values: dict[str, Any], said: str
) -> None:
    with pytest.raises(AskedWrongError, match=said):
        await ask(town, command, **values)


# Notices


async def test_every_notice_says_what_became_of_it(town: Town) -> None:
    filing = town.file()
    entered = town.clock.now()
    await town.receive(town.notice(filing, entered=entered))
    await town.settle()
    await town.receive(town.notice(filing, entered=entered), BEN.intake)
    await town.receive(town.notice(town.file(Filed(make_pdf("M"), manner=Manner.SIGN_ON))))
    await town.settle()
    await suspect(town)
    delivered, joined, missing, held = (await ask(town, "notices.list"))["notices"]
    assert (delivered["papers"], delivered["joined"], delivered["hold"]) == (1, False, None)
    assert delivered["due"] == delivered["awaited"] == 0
    assert joined["joined"]
    assert joined["filing"] == delivered["filing"]
    assert missing["missing"] == ["login"]
    assert (held["state"], held["hold"]["rule"]) == ("held", "suspect")
    [last] = (await ask(town, "notices.list", limit=1))["notices"]
    assert last == held


async def test_a_notice_is_shown_with_its_papers_and_its_chain(town: Town) -> None:
    await town.receive(town.notice(town.file()))
    await town.settle()
    [notice] = await town.all(NoticeRecord)
    said = await ask(town, "notices.show", notice=notice.id)
    [page] = said["pages"]
    assert (page["state"], page["index"]) == ("here", 0)
    events = [event["event"] for event in said["events"]]
    assert events[:3] == ["received", "read", "screened"]
    assert events.count("sent") == 4
    assert "@" not in json.dumps(said["events"])


# The ledger


async def test_the_chains_are_whole_until_somebody_changes_one(town: Town) -> None:
    await town.receive(town.notice(town.file()))
    await town.settle()
    assert await ask(town, "ledger.verify") == {"notices": 1, "firms": 0, "faults": []}
    [notice] = await town.all(NoticeRecord)
    second = (await town.ledger.read(lambda book: chain.events(book, notice.id)))[1]
    await town.ledger.write(lambda book: book.put(replace(second, subject="n9")))
    said = await ask(town, "ledger.verify")
    assert said["faults"] == [f"{notice.id}: event 2 was changed"]


async def test_the_status_counts_everything_by_state(town: Town) -> None:
    await town.receive(town.notice(town.file()))
    await town.settle()
    await suspect(town)
    said = await ask(town, "status")
    assert said["notices"] == {"screened": 1, "held": 1}
    assert said["looks"] == {"stored": 1}
    assert said["letters"] == {"sent": 5}
    assert said["holds"] == 1


# Rosters


@pytest.fixture
async def office(town: Town) -> Town:
    """A town whose roster is the one in the ledger."""
    town.world = replace(town.world, roster=RosterInForce(town.ledger, town.clock))
    return town


async def test_a_roster_is_planned_applied_in_force_and_shown(office: Town) -> None:
    with pytest.raises(AskedWrongError, match="no roster was applied yet"):
        await ask(office, "roster.show")
    plan = await ask(office, "roster.plan", document=ROSTER)
    assert plan["version"] == 0
    assert "+ firm quillhart" in plan["changes"]
    assert office.world.roster().firms == (), "a plan changes nothing"

    said = await ask(office, "roster.apply", document=ROSTER, version=0)
    assert said["version"] == 1
    assert [firm.id for firm in office.world.roster().firms] == ["quillhart"]
    shown = await ask(office, "roster.show")
    assert (shown["version"], shown["by"], shown["document"]) == (1, WHO, ROSTER)


async def test_a_plan_that_somebody_was_quicker_than_is_not_applied(office: Town) -> None:
    await ask(office, "roster.apply", document=ROSTER, version=0)
    with pytest.raises(AskedWrongError, match="plan again"):
        await ask(office, "roster.apply", document=LARGER, version=0)
    assert (await ask(office, "roster.show"))["version"] == 1


async def test_the_same_roster_changes_nothing(office: Town) -> None:
    await ask(office, "roster.apply", document=ROSTER, version=0)
    assert (await ask(office, "roster.plan", document=ROSTER))["changes"] == []


@pytest.mark.parametrize("command", ["roster.plan", "roster.apply"])
async def test_an_address_that_was_issued_is_never_forgotten(office: Town, command: str) -> None:
    await ask(office, "roster.apply", document=ROSTER, version=0)
    values = {"version": 1} if command == "roster.apply" else {}
    with pytest.raises(AskedWrongError, match="retired"):
        await ask(office, command, document=EMPTIER, **values)
    assert (await ask(office, "roster.show"))["version"] == 1


async def test_a_roster_with_mistakes_is_told_all_of_them(office: Town) -> None:
    wrong = ROSTER.replace('second = "clara"', 'second = "nobody"').replace("cvoss-k3v9q27x", "cv")
    with pytest.raises(AskedWrongError) as asked:
        await ask(office, "roster.plan", document=wrong)
    assert "nobody" in str(asked.value)
    assert "easy to guess" in str(asked.value)
