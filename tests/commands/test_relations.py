"""Cases that go on under another number, as the desk says it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from docketmail.commands import COMMANDS, AskedWrongError
from docketmail.core.firm_records import CaseRelation
from town import Town


WHERE = {
    "firm": "quillhart",
    "court": "ca9",
    "case": "26-1234",
    "of_court": "cand",
    "of_case": "4:26-cv-00771-JST",
}


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


async def ask(town: Town, command: str, **values: Any) -> dict[str, Any]:
    """Ask as the control socket does: what is said must be JSON both ways."""
    said = await COMMANDS[command](town.world, by="uid:1000", **json.loads(json.dumps(values)))
    answer: dict[str, Any] = json.loads(json.dumps(said))
    return answer


async def test_two_cases_are_related_listed_and_parted(town: Town) -> None:
    said = await ask(town, "relations.relate", where=WHERE, relation="appeal")
    assert (said["case"], said["relation"], said["of_case"]) == (
        "26-1234",
        "appeal",
        "4:26-cv-00771",
    )
    for firm, count in (("quillhart", 1), (None, 1), ("nimbus", 0)):
        assert len((await ask(town, "relations.list", firm=firm))["relations"]) == count
    await ask(town, "relations.part", where=WHERE)
    assert (await ask(town, "relations.list"))["relations"] == []
    [kept] = await town.all(CaseRelation)
    assert kept.ended_by == "uid:1000"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"court": "ca99"}, "court 'ca99' is not known"),
        ({"of_court": None}, "court '' is not known"),
        ({"of_case": "Marlow"}, "'Marlow' is no case number"),
        ({"case": "26-*"}, "is no case number"),
        ({"court": "cand", "case": "4:26-cv-00771-YGR"}, "both are one case"),
        ({"firm": None}, "name the firm"),
        ({"firm": "elsewhere"}, "name the firm"),
    ],
)
async def test_what_are_not_two_cases_of_a_firm_is_refused(
    town: Town, change: dict[str, str | None], said: str
) -> None:
    with pytest.raises(AskedWrongError, match=said):
        await ask(town, "relations.relate", where=WHERE | change, relation="appeal")
    assert await town.all(CaseRelation) == []


async def test_a_relation_is_one_of_those_that_are_known(town: Town) -> None:
    with pytest.raises(AskedWrongError, match="appeal, transfer, renumbered, lead"):
        await ask(town, "relations.relate", where=WHERE, relation="cousin")


async def test_what_is_not_related_is_not_parted(town: Town) -> None:
    await ask(town, "relations.relate", where=WHERE, relation="appeal")
    turned = {
        "firm": "quillhart",
        "court": WHERE["of_court"],
        "case": WHERE["of_case"],
        "of_court": WHERE["court"],
        "of_case": WHERE["case"],
    }
    with pytest.raises(AskedWrongError, match="not related in this order"):
        await ask(town, "relations.part", where=turned)
