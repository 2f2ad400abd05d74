"""What is restricted is released by two people, where the firm wants it so; each release shows what it waives."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from docketmail.commands import COMMANDS, AskedWrongError
from docketmail.core.firm_records import ReleaseRequest
from docketmail.core.lifecycle import HoldState, PaperState
from docketmail.core.records import EventRecord, Hold, Paper
from docketmail.core.roster import FirmPolicy, Roster, Wall
from offices import ANNA, CLARA, DESK, MATTER, OTHER, QUILL
from town import Town, body_of


STRANGER = "203.0.113.9"
ONE, TWO = "uid:1001", "uid:1002"
CAREFUL = replace(QUILL, policy=FirmPolicy(two_person_release=True))
SEALED = "ORDER granting 12 Motion to Seal."


@pytest.fixture
async def town() -> Town:
    here = Town()
    here.rosters.roster = Roster((CAREFUL, OTHER))
    await here.boot()
    return here


async def ask(town: Town, command: str, by: str = ONE, **values: Any) -> dict[str, Any]:
    said = await COMMANDS[command](town.world, by=by, **values)
    answer: dict[str, Any] = json.loads(json.dumps(said))
    return answer


async def held(town: Town, text: str = SEALED) -> Hold:
    await town.receive(town.notice(town.file(), text=text), peer=STRANGER)
    await town.settle()
    return (await town.all(Hold))[-1]


async def asked_for(town: Town) -> ReleaseRequest:
    hold = await held(town)
    said = await ask(town, "holds.release", hold=hold.id, why="I called the clerk")
    assert said["asked"]["waives"] == "suspect"
    await town.settle()
    [request] = await town.all(ReleaseRequest)
    return request


async def events(town: Town, request: str) -> list[tuple[str, dict[str, str]]]:
    found = [one for one in await town.all(EventRecord) if one.subject == request]
    return [(one.event, one.data) for one in found]


async def test_one_person_asks_and_nothing_is_released(town: Town) -> None:
    request = await asked_for(town)
    [hold] = await town.all(Hold)
    assert hold.state is HoldState.RAISED
    assert town.inbox(ANNA.email) == []
    for office in (DESK, CLARA):
        letter = body_of(town.inbox(office.email)[-1])
        assert "A release needs a second person" in letter
        assert f"docketmail holds confirm {request.id}" in letter
        assert "Asked by: uid:1001" in letter
        assert "Reason: I called the clerk" in letter
        assert "Motion to Seal" not in letter


async def test_another_person_confirms_it_and_both_stand_in_the_ledger(town: Town) -> None:
    request = await asked_for(town)
    await ask(town, "releases.confirm", TWO, request=request.id)
    await town.settle()
    [hold] = await town.all(Hold)
    assert (hold.state, hold.by, hold.why) == (
        HoldState.ENDED,
        f"{ONE}, {TWO}",
        "I called the clerk",
    )
    assert len(town.inbox(ANNA.email)) == 1
    (first, _), (second, data) = await events(town, request.id)
    assert (first, second) == ("asked", "confirmed")
    assert (data["asked_by"], data["by"]) == (ONE, TWO)


async def test_who_asked_cannot_confirm(town: Town) -> None:
    request = await asked_for(town)
    with pytest.raises(AskedWrongError, match="another person"):
        await ask(town, "releases.confirm", ONE, request=request.id)
    assert (await town.all(Hold))[0].state is HoldState.RAISED


async def test_a_declined_request_releases_nothing_and_is_told(town: Town) -> None:
    request = await asked_for(town)
    await ask(town, "releases.decline", TWO, request=request.id)
    await town.settle()
    assert "A release was declined" in body_of(town.inbox(DESK.email)[-1])
    with pytest.raises(AskedWrongError, match="declined already"):
        await ask(town, "releases.confirm", TWO, request=request.id)
    assert (await ask(town, "releases.list"))["requests"] == []


async def test_a_request_lapses_after_a_day(town: Town) -> None:
    request = await asked_for(town)
    town.clock.tick(24 * 3600 - 1)
    assert len((await ask(town, "releases.list"))["requests"]) == 1
    town.clock.tick(1)
    assert (await ask(town, "releases.list"))["requests"] == []
    with pytest.raises(AskedWrongError, match="lapsed"):
        await ask(town, "releases.confirm", TWO, request=request.id)


async def test_asking_again_is_the_same_request(town: Town) -> None:
    request = await asked_for(town)
    said = await ask(town, "holds.release", TWO, hold=request.hold, why="me too")
    assert said["asked"]["id"] == request.id
    assert len(await town.all(ReleaseRequest)) == 1


async def test_a_hold_that_ended_meanwhile_is_not_released(town: Town) -> None:
    request = await asked_for(town)
    await ask(town, "holds.dismiss", hold=request.hold, why="a forgery")
    with pytest.raises(AskedWrongError, match="ended already"):
        await ask(town, "releases.confirm", TWO, request=request.id)
    assert (await town.all(ReleaseRequest))[0].answer == ""


@pytest.mark.parametrize("firm", [CAREFUL, QUILL])
async def test_what_is_public_takes_one_person_and_so_does_everything_where_nobody_asked_for_two(
    town: Town, firm: Any
) -> None:
    town.rosters.roster = Roster((firm, OTHER))
    text = "ORDER granting 12 Motion to Continue." if firm is CAREFUL else SEALED
    hold = await held(town, text)
    said = await ask(town, "holds.release", hold=hold.id, why="I called the clerk")
    assert said["released"] == hold.id


async def test_a_paper_kept_apart_of_a_restricted_entry_takes_two(town: Town) -> None:
    await town.receive(town.notice(town.file(), text=SEALED))
    await town.settle()
    [paper] = await town.all(Paper)
    await town.ledger.write(lambda book: book.put(replace(paper, state=PaperState.APART)))
    said = await ask(town, "papers.release", papers=[paper.id], why="it is the redacted one")
    assert (await town.all(Paper))[0].state is PaperState.APART
    await ask(town, "releases.confirm", TWO, request=said["asked"]["id"])
    assert (await town.all(Paper))[0].state is PaperState.HERE


async def test_a_release_shows_what_it_waives_and_who_would_be_told_what(town: Town) -> None:
    hold = await held(town)
    said = await ask(town, "holds.preview", hold=hold.id)
    assert (said["rule"], said["two_people"]) == ("suspect", True)
    [waived] = [one for one in said["then"]["asked"] if one["waived"]]
    assert waived["objection"]["rule"] == "suspect"
    fates = {one["reader"]: one["fate"] for one in said["then"]["readers"]}
    assert fates["anna"] == fates["desk"] == "masked"
    assert fates["outside:co@elsewhere.example"] == "nothing"
    assert (await town.all(Hold))[0].state is HoldState.RAISED


async def test_a_release_without_a_reason_is_refused(town: Town) -> None:
    hold = await held(town)
    with pytest.raises(AskedWrongError, match="say why"):
        await ask(town, "holds.release", hold=hold.id, why="  ")
    assert await town.all(ReleaseRequest) == []


async def test_a_desk_behind_a_wall_hears_nothing_of_a_request(town: Town) -> None:
    walled = replace(CAREFUL, walls=(Wall("desk", MATTER.id),))
    town.rosters.roster = Roster((walled, OTHER))
    await asked_for(town)
    assert town.inbox(DESK.email) == []
    assert "A release needs a second person" in body_of(town.inbox(CLARA.email)[-1])
