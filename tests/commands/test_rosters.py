"""The roster applied and matters imported, each as one change that was shown before."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from docketmail.commands import COMMANDS, AskedWrongError
from docketmail.core.firm_records import MatterImport, MatterRecord, PolicyChange
from docketmail.core.records import RosterRecord
from docketmail.rosters import RosterInForce
from town import Town


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
[[firm.person]]
id = "ben"
name = "Ben Hart"
email = "bhart@quillhart.example"
[[firm.matter]]
id = "1047-002"
cases = ["cand 4:26-cv-00771"]
readers = ["clara"]
"""
WALL = """
[[firm.wall]]
person = "ben"
matter = "{}"
"""
WITHOUT_BEN = ROSTER.replace(
    ROSTER[ROSTER.index('[[firm.person]]\nid = "ben"') : ROSTER.index("[[firm.matter]]")], ""
)
HEAD = "matter,court,case,readers\n"
SHEET = HEAD + "2210-001,ctb,26-20091,ben\n2210-002,ctb,26-20092,clara\n"


@pytest.fixture
async def office() -> Town:
    """A town without matters of its own, whose roster is the one in the ledger."""
    town = Town(matters=())
    await town.boot()
    town.world = replace(town.world, roster=RosterInForce(town.ledger, town.clock))
    return town


async def ask(town: Town, command: str, **values: Any) -> dict[str, Any]:
    """Ask as the control socket does: what is said must be JSON both ways."""
    said = await COMMANDS[command](town.world, by=WHO, **json.loads(json.dumps(values)))
    answer: dict[str, Any] = json.loads(json.dumps(said))
    return answer


async def apply(town: Town, document: str) -> dict[str, Any]:
    plan = await ask(town, "roster.plan", document=document)
    return await ask(town, "roster.apply", document=document, version=plan["version"])


async def take(town: Town, text: str) -> dict[str, Any]:
    plan = await ask(town, "roster.plan_import", firm="quillhart", text=text)
    values = {"firm": "quillhart", "text": text, "version": plan["version"]}
    return await ask(town, "roster.import", **values)


async def matters(town: Town) -> list[str]:
    return [f"{one.id} {one.source}" for one in await town.all(MatterRecord)]


async def test_what_the_file_holds_of_matters_lies_in_the_ledger(office: Town) -> None:
    said = await apply(office, ROSTER)
    assert said["counts"]["+ matter"] == 1
    assert "+ matter quillhart/1047-002" in said["changes"]
    assert await matters(office) == ["quillhart/1047-002 written"]


async def test_written_and_imported_matters_live_beside_each_other(office: Town) -> None:
    await apply(office, ROSTER)
    said = await take(office, SHEET)
    assert (said["version"], said["counts"]) == (2, {"+ matter": 2})
    await apply(office, ROSTER.replace('"1047-002"', '"1047-003"'))
    assert await matters(office) == [
        "quillhart/1047-003 written",
        "quillhart/2210-001 imported",
        "quillhart/2210-002 imported",
    ]
    [told] = await office.all(MatterImport)
    assert (told.by, told.matters) == (WHO, 2)


async def test_a_new_import_is_a_difference(office: Town) -> None:
    await apply(office, ROSTER)
    await take(office, SHEET)
    changed = HEAD + "2210-001,ctb,26-20091,ben;clara\n2210-003,ctb,26-20093,ben\n"
    plan = await ask(office, "roster.plan_import", firm="quillhart", text=changed)
    assert plan["changes"] == [
        "~ matter quillhart/2210-001: readers [ben] -> [ben, clara]",
        "- matter quillhart/2210-002",
        "+ matter quillhart/2210-003",
    ]
    assert len(await matters(office)) == 3, "a plan changes nothing"
    await take(office, changed)
    assert (await ask(office, "roster.plan_import", firm="quillhart", text=changed))["counts"] == {}


@pytest.mark.parametrize("between", ["apply", "import"])
async def test_a_plan_is_applied_to_what_it_was_made_for(office: Town, between: str) -> None:
    await apply(office, ROSTER)
    await (
        take(office, SHEET)
        if between == "import"
        else apply(office, ROSTER + WALL.format("1047-002"))
    )
    with pytest.raises(AskedWrongError, match="plan again"):
        await ask(office, "roster.apply", document=ROSTER, version=1)
    with pytest.raises(AskedWrongError, match="plan again"):
        await ask(
            office, "roster.import", firm="quillhart", text=HEAD + "1,ctb,26-1,ben", version=1
        )
    assert len(await office.all(RosterRecord)) == (2 if between == "apply" else 1)


async def test_an_import_needs_its_firm_and_names_every_mistake(office: Town) -> None:
    with pytest.raises(AskedWrongError, match="no firm 'quillhart'"):
        await take(office, SHEET)
    await apply(office, ROSTER)
    with pytest.raises(AskedWrongError) as asked:
        await take(office, SHEET.replace(",ben", ",zoe").replace("26-20092", "none"))
    assert [line.partition(":")[0] for line in str(asked.value).split("\n")] == ["line 2", "line 3"]
    assert len(await matters(office)) == 1


async def test_a_matter_is_written_or_imported_and_not_both(office: Town) -> None:
    await apply(office, ROSTER)
    with pytest.raises(AskedWrongError, match="1047-002 stands in the roster's file"):
        await take(office, SHEET.replace("2210-001", "1047-002"))
    await take(office, SHEET)
    with pytest.raises(AskedWrongError, match="2210-001 was imported"):
        await apply(office, ROSTER.replace("1047-002", "2210-001"))


async def test_a_wall_stands_before_a_matter_that_somebody_has(office: Town) -> None:
    await apply(office, ROSTER)
    with pytest.raises(AskedWrongError, match="wall of ben: there is no matter '2210-001'"):
        await apply(office, ROSTER + WALL.format("2210-001"))
    await take(office, SHEET)
    await apply(office, ROSTER + WALL.format("2210-001"))
    with pytest.raises(AskedWrongError, match="wall of ben: there is no matter '2210-001'"):
        await take(office, HEAD + "2210-002,ctb,26-20092,clara\n")


async def test_a_wall_is_not_left_before_a_matter_that_goes(office: Town) -> None:
    await apply(office, ROSTER + WALL.format("1047-002"))
    with pytest.raises(AskedWrongError, match="there is no matter '1047-002'"):
        await apply(
            office, (ROSTER + WALL.format("1047-002")).replace('id = "1047-002"', 'id = "1"')
        )


async def test_who_leaves_while_imported_matters_name_them_is_said(office: Town) -> None:
    await apply(office, ROSTER)
    await take(office, SHEET)
    plan = await ask(office, "roster.plan", document=WITHOUT_BEN)
    assert (
        "! person quillhart/ben is a reader of 1 imported matters: import them again"
        in plan["changes"]
    )


async def test_a_change_of_policy_is_announced_with_the_roster_that_makes_it(office: Town) -> None:
    await apply(office, ROSTER)
    policy = 'second = "clara"\n[firm.policy]\nsoft_mode = true'
    await apply(office, ROSTER.replace('second = "clara"', policy))
    [change] = await office.all(PolicyChange)
    assert (change.setting, change.by) == ("soft_mode", WHO)


async def test_the_roster_in_force_is_read_again_only_where_it_changed(office: Town) -> None:
    await apply(office, ROSTER)
    follows = 'second = "clara"\n[firm.policy]\nfollowing = true'
    await apply(office, ROSTER.replace('second = "clara"', follows))
    before = office.world.roster()
    assert not before.by_id["quillhart"].policy.following, "it waits for its day"
    await take(office, SHEET)
    await office.world.roster.refresh()
    assert office.world.roster() is before
