"""What the desk says of cases, by command."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from docketmail.commands import COMMANDS, AskedWrongError
from docketmail.core.firm_records import CaseDecision
from docketmail.core.roster import CourtCase, FirmPolicy, Matter, Roster
from offices import MATTER, OTHER, QUILL
from town import Town


WHERE = {"firm": "quillhart", "court": "cand", "case": "4:26-cv-00771"}
OTHER_CASE = "4:26-cv-00800"


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


async def ask(town: Town, command: str, **values: Any) -> dict[str, Any]:
    return await COMMANDS[command](town.world, by="uid:1000", **values)


def row(classification: str = "restricted", **more: str) -> dict[str, Any]:
    return WHERE | {"classification": classification, "why": "a benefits appeal"} | more


async def seen(town: Town, number: str = "4:26-cv-00771-JST") -> None:
    await town.receive(town.notice(number=number))
    await town.settle()


async def test_a_case_is_listed_from_first_sight_until_it_is_classified(town: Town) -> None:
    assert await ask(town, "cases.list") == {"cases": []}
    await seen(town)
    town.clock.tick(60)
    await seen(town, OTHER_CASE)
    listed = (await ask(town, "cases.list", firm="quillhart"))["cases"]
    assert [one["case"] for one in listed] == ["4:26-cv-00771-JST", OTHER_CASE]
    assert set(listed[0]) == {"firm", "court", "case", "seen_at"}
    await ask(town, "cases.classify", rows=[row("open")])
    assert [one["case"] for one in (await ask(town, "cases.list"))["cases"]] == [OTHER_CASE]
    assert await ask(town, "cases.list", firm="nimbus") == {"cases": []}


async def test_a_case_that_a_matter_marks_is_not_listed(town: Town) -> None:
    marked = Matter("1", "", (CourtCase("cand", OTHER_CASE),), restricted=True)
    await town.matters_are(MATTER, marked)
    await seen(town, OTHER_CASE)
    assert await ask(town, "cases.list") == {"cases": []}


async def test_a_list_of_cases_is_classified_at_once(town: Town) -> None:
    rows = [row(), row("OPEN", case=OTHER_CASE, why="anybody may follow it")]
    done = (await ask(town, "cases.classify", rows=rows))["decided"]
    assert [(one["case"], one["decision"]) for one in done] == [
        ("4:26-cv-00771", "restricted"),
        (OTHER_CASE, "open"),
    ]
    [first, second] = await town.all(CaseDecision)
    assert (first.by, first.why, first.at) == ("uid:1000", "a benefits appeal", town.clock.now())
    assert second.why == "anybody may follow it"


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"classification": "secret"}, "open, restricted"),
        ({"why": " "}, "--why"),
        ({"court": "nowhere"}, "'nowhere'"),
        ({"case": "the case"}, "no case number"),
        ({"case": "4:26-cv-*"}, "no case number"),
        ({"firm": "nobody"}, "--firm"),
    ],
)
async def test_one_wrong_row_changes_nothing(town: Town, wrong: dict[str, str], says: str) -> None:
    with pytest.raises(AskedWrongError, match=says):
        await ask(town, "cases.classify", rows=[row(), row(**wrong)])
    assert await town.all(CaseDecision) == []


async def test_the_only_firm_need_not_be_named(town: Town) -> None:
    town.rosters.roster = Roster((QUILL,))
    [done] = (await ask(town, "cases.classify", rows=[row(firm="")]))["decided"]
    assert done["firm"] == "quillhart"


async def test_a_word_is_excepted_and_who_granted_it_is_shown(town: Town) -> None:
    said = {"where": WHERE, "word": " Sealed  Air ", "why": "a party"}
    assert (await ask(town, "cases.except", **said))["word"] == "Sealed Air"
    [shown] = (await ask(town, "cases.show", where=WHERE))["decisions"]
    assert (shown["decision"], shown["by"], shown["why"]) == ("excepted", "uid:1000", "a party")
    await ask(town, "cases.withdraw", **said | {"word": "sealed air"})
    decisions = (await ask(town, "cases.show", where=WHERE))["decisions"]
    assert [one["decision"] for one in decisions] == ["excepted", "withdrawn"]
    with pytest.raises(AskedWrongError, match="nothing is"):
        await ask(town, "cases.withdraw", **said)


@pytest.mark.parametrize("word", ["Seal", "SEALED", "unsealed", "redaction"])
async def test_a_bare_word_of_sealing_is_not_excepted(town: Town, word: str) -> None:
    with pytest.raises(AskedWrongError, match="with its neighbour"):
        await ask(town, "cases.except", where=WHERE, word=word, why="a party")


async def test_what_restricts_nothing_is_not_excepted(town: Town) -> None:
    said = {"where": WHERE, "word": "Trade Secret Partners", "why": "a party"}
    with pytest.raises(AskedWrongError, match="nothing to except"):
        await ask(town, "cases.except", **said)
    policy = FirmPolicy(words=("trade secret",))
    town.rosters.roster = Roster((replace(QUILL, policy=policy), OTHER))
    assert (await ask(town, "cases.except", **said))["decision"] == "excepted"


async def test_an_exception_needs_a_reason(town: Town) -> None:
    with pytest.raises(AskedWrongError, match="--why"):
        await ask(town, "cases.except", where=WHERE, word="Sealed Air", why="")
