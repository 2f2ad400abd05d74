"""What a reader got of a notice, and why: from the ledger alone."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from docketmail.commands import COMMANDS
from docketmail.core.firm_records import Decision
from docketmail.core.lifecycle import NoticeState
from docketmail.core.records import EventRecord, FilingRecord, NoticeRecord
from docketmail.core.roster import Roster, Wall
from docketmail.ledger import filings
from docketmail.ports import Refused
from offices import ANNA, BEN, DESK, OTHER, PARALEGAL, QUILL
from town import Town


STRANGER = "203.0.113.9"


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


async def told(town: Town, *, peer: str | None = None, text: str = "ORDER granting 12.") -> None:
    mail = town.notice(town.file(), text=text)
    await (town.receive(mail, peer=peer) if peer else town.receive(mail))
    await town.settle()


async def why(town: Town, reader: str) -> dict[str, Any]:
    notice = (await town.all(NoticeRecord))[-1]
    said = await COMMANDS["notices.why"](town.world, by="uid:1000", notice=notice.id, reader=reader)
    answer: dict[str, Any] = json.loads(json.dumps(said))
    return answer


async def test_a_noticed_attorney_is_known_by_id_and_by_each_of_their_addresses(town: Town) -> None:
    await told(town)
    said = await why(town, "anna")
    assert (
        said["in_short"] == "was to have letter and papers: you were noticed (1 of 1 letters sent)"
    )
    [decision] = said["decisions"]
    assert (decision["fate"], decision["cases"]) == ("full", ["4:26-cv-00771-JST"])
    [letter] = said["letters"]
    assert (letter["kind"], letter["state"], len(letter["papers"])) == ("first", "sent", 1)
    for address in (ANNA.email, ANNA.intake, ANNA.court_addresses[0].upper()):
        assert (await why(town, address))["decisions"] == said["decisions"]


async def test_somebody_who_was_never_considered_is_said_to_be(town: Town) -> None:
    await told(town)
    for reader in ("ben", BEN.email, "nobody@elsewhere.example"):
        said = await why(town, reader)
        assert not said["considered"]
        assert said["in_short"] == "was not considered: not on the team, not noticed"


async def test_an_address_is_never_taken_for_one_that_is_like_it(town: Town) -> None:
    await told(town)
    assert not (await why(town, "aquill@quillhart.example.com"))["considered"]
    assert not (await why(town, "quill@quillhart.example"))["considered"]


async def test_a_walled_reader_got_nothing_and_the_wall_is_named(town: Town) -> None:
    town.rosters.roster = Roster((replace(QUILL, walls=(Wall("pat", "1047-002"),)), OTHER))
    await told(town)
    said = await why(town, PARALEGAL.email)
    assert said["in_short"].startswith("was told nothing: an ethical wall")
    assert said["letters"] == []


async def test_a_reader_outside_is_known_by_address(town: Town) -> None:
    await told(town, text="ORDER granting 12 Motion to Seal.")
    said = await why(town, "co@elsewhere.example")
    assert said["decisions"][0]["fate"] == "nothing"
    assert (await why(town, "anna"))["decisions"][0]["fate"] == "masked"


async def test_a_refused_letter_says_to_whom_it_went_instead(town: Town) -> None:
    town.relay.answers = {PARALEGAL.email: [Refused(550)]}
    await told(town)
    letters = (await why(town, "pat"))["letters"]
    assert [(one["kind"], one["state"], one["went_instead_to"]) for one in letters] == [
        ("first", "refused", ""),
        ("undelivered", "sent", "desk"),
    ]


async def test_of_a_held_notice_the_desk_was_told_and_nobody_else(town: Town) -> None:
    await told(town, peer=STRANGER)
    said = await why(town, "pat")
    assert said["in_short"].startswith("was told nothing: the notice is held")
    assert said["holds"][0]["rule"] == "suspect"
    assert (await why(town, "desk"))["letters"][0]["kind"] == "held"


async def test_a_release_is_told_with_who_waived_what_and_why(town: Town) -> None:
    await told(town, peer=STRANGER)
    hold = (await why(town, "pat"))["holds"][0]["id"]
    await COMMANDS["holds.release"](town.world, by="uid:7", hold=hold, why="I called the clerk")
    await town.settle()
    said = await why(town, "pat")
    assert said["waived"] == ["suspect"]
    assert (said["holds"][0]["by"], said["holds"][0]["why"]) == ("uid:7", "I called the clerk")
    assert said["decisions"][0]["fate"] == "full"


async def test_a_notice_that_nobody_read_yet_says_so(town: Town) -> None:
    await town.receive(town.notice(town.file()))
    assert "still to be read" in (await why(town, "anna"))["in_short"]


# What the ledger keeps of a decision


async def test_a_decision_is_written_once_and_again_only_where_it_is_another(town: Town) -> None:
    await told(town)
    made = {one.reader for one in await town.all(Decision)}
    assert made == {"anna", "desk", "pat", "outside:co@elsewhere.example"}
    decided = [one for one in await town.all(EventRecord) if one.event == "decided"]
    assert len(decided) == 1
    await _decide_again(town)
    assert len(await town.all(Decision)) == len(made)
    team = tuple(replace(one, outside=()) for one in town.matters)
    later = [replace(one, until=date(2020, 1, 1)) for one in town.matters[0].outside]
    await town.matters_are(replace(team[0], outside=tuple(later)))
    await _decide_again(town)
    said = await why(town, "co@elsewhere.example")
    assert [one["fate"] for one in said["decisions"]] == ["full", "nothing"]
    assert said["in_short"].startswith("was told nothing: outside the firm, and the agreed time is")


async def _decide_again(town: Town) -> None:
    now = town.clock.now()
    [filing] = await town.all(FilingRecord)
    await town.ledger.write(lambda book: filings.settle(book, filing, now, now))
    await town.settle()


async def test_a_decision_that_was_changed_is_found(town: Town) -> None:
    await told(town)
    assert (await why(town, "desk"))["faults"] == []
    decision = (await town.all(Decision))[0]
    await town.ledger.write(lambda book: book.put(replace(decision, fate="nothing")))
    [fault] = (await why(town, "desk"))["faults"]
    assert "what was decided" in fault
    said = await COMMANDS["ledger.verify"](town.world, by="uid:0")
    assert said["faults"] == [fault]


async def test_events_of_decisions_name_nobody(town: Town) -> None:
    await told(town)
    for event in await town.all(EventRecord):
        assert "@" not in json.dumps(event.data)
    assert (await town.all(NoticeRecord))[0].state is NoticeState.SCREENED
    assert DESK.id not in {event.subject for event in await town.all(EventRecord)}
