"""A dry run says what the line then does: of each reader the fate, the cases and the rule."""

from __future__ import annotations

import base64
import json
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from docketmail.cli.explain_delivery import lines
from docketmail.commands import COMMANDS, AskedWrongError
from docketmail.core.firm_records import Decision
from docketmail.core.lifecycle import PaperState
from docketmail.core.records import Hold, Letter, LookRecord, NoticeRecord, Paper
from docketmail.core.roster import (
    Absence,
    CourtCase,
    CourtRule,
    Firm,
    FirmPolicy,
    Mode,
    Roster,
    Wall,
)
from docketmail.demo.state_notices import Contact, Title
from offices import ANNA, BEN, MATTER, OTHER, QUILL
from state_mails import COURT, HOST, NUMBER, Efiler
from stories.test_kinds import edit, first_told, made_again
from town import MX, MX_ADDRESS, Town


RAE = OTHER.people[2]
STRANGER = "203.0.113.9"


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


async def explain(
    town: Town, mail: bytes, *to: str, peer: str = MX_ADDRESS
) -> dict[str, dict[str, Any]]:
    said = await COMMANDS["deliveries.explain"](
        town.world,
        by="uid:1000",
        mail=base64.b64encode(mail).decode(),
        to=[*(to or (ANNA.intake,))],
        peer=peer,
    )
    firms: dict[str, dict[str, Any]] = json.loads(json.dumps(said))["firms"]
    return firms


def fates(explained: dict[str, Any]) -> dict[str, tuple[str, tuple[str, ...], str]]:
    return {
        one["reader"]: (one["fate"], tuple(one["cases"]), one["why"])
        for one in explained["readers"]
    }


async def decided(town: Town, firm: str) -> dict[str, tuple[str, tuple[str, ...], str]]:
    """Of the newest filing of a firm."""
    filing = [one for one in await town.all(NoticeRecord) if one.firm == firm][-1].filing
    found = [one for one in await town.all(Decision) if one.filing == filing]
    return {one.reader: (one.fate, one.cases, one.rule) for one in found}


def firm(**changes: Any) -> Roster:
    changed: Firm = replace(QUILL, **changes)
    return Roster((changed, OTHER))


async def plain(town: Town) -> bytes:
    return town.notice(town.file())


async def sealed_words(town: Town) -> bytes:
    return town.notice(town.file(), text="ORDER granting 12 Motion to Seal.")


async def not_listed(town: Town) -> bytes:
    return town.notice(town.file(), text="Sealed ORDER.", recipients=("rival@otherside.example",))


async def walled(town: Town) -> bytes:
    town.rosters.roster = firm(walls=(Wall("pat", MATTER.id), Wall("anna", MATTER.id)))
    return town.notice(town.file())


async def quiet(town: Town) -> bytes:
    town.rosters.roster = firm(policy=FirmPolicy(soft_mode=True))
    return town.notice(town.file())


async def away(town: Town) -> bytes:
    town.rosters.roster = firm(absences=(Absence("pat", "ben", date(2027, 1, 1)),))
    return town.notice(town.file())


async def modes(town: Town) -> bytes:
    await town.matters_are(replace(MATTER, modes={"pat": Mode.OFF, "anna": Mode.NOTIFY_ONLY}))
    return town.notice(town.file())


async def a_colleague_noticed(town: Town) -> bytes:
    return town.notice(town.file(), recipients=(ANNA.email, BEN.email))


async def denied_before(town: Town) -> bytes:
    """The court's own answer marked the case as restricted."""
    await town.receive(town.notice(town.file()))
    await town.settle()
    [paper] = await town.all(Paper)
    denied = replace(paper, state=PaperState.NOT_OBTAINED, reason="nature_of_suit")
    await town.ledger.write(lambda book: book.put(denied))
    town.clock.tick(180)
    return town.notice(town.file(), number="4:26-cv-00771-YGR")


async def edited(town: Town) -> bytes:
    """The entry was restricted as the court first told it, and the new text says nothing of that."""
    filing, _, facts = await first_told(town, text="SEALED Order.")
    return edit(town, filing, facts)


async def told_again(town: Town) -> bytes:
    _, _, facts = await first_told(town)
    return made_again(facts)


async def a_copy(town: Town) -> bytes:
    """Another attorney's copy of what was told already."""
    mail = town.notice(town.file(), recipients=("rival@otherside.example",))
    await town.receive(mail, BEN.intake)
    await town.settle()
    return mail


SCENES: list[Callable[[Town], Awaitable[bytes]]] = [
    plain,
    sealed_words,
    not_listed,
    walled,
    quiet,
    away,
    modes,
    a_colleague_noticed,
    denied_before,
    edited,
    told_again,
    a_copy,
]


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.__name__)
async def test_the_dry_run_says_what_the_line_decides(
    town: Town, scene: Callable[[Town], Awaitable[bytes]]
) -> None:
    mail = await scene(town)
    said = fates((await explain(town, mail))["quillhart"])
    await town.receive(mail)
    await town.settle()
    assert town.defects == []
    assert said == await decided(town, "quillhart")


async def test_a_mail_for_two_firms_is_explained_for_each(town: Town) -> None:
    mail = town.notice(town.file(), recipients=(ANNA.email, RAE.email))
    said = await explain(town, mail, ANNA.intake, RAE.intake)
    await town.receive(mail, ANNA.intake, RAE.intake)
    await town.settle()
    for one in ("quillhart", "nimbus"):
        assert fates(said[one]) == await decided(town, one)


async def test_it_keeps_opens_and_sends_nothing(town: Town) -> None:
    await explain(town, await plain(town))
    await town.settle()
    for kind in (NoticeRecord, LookRecord, Letter, Decision):
        assert await town.all(kind) == []
    assert (town.courthouse.asked, town.relay.taken) == ([], [])


async def test_every_rule_that_was_asked_is_named_with_its_answer(town: Town) -> None:
    said = (await explain(town, await plain(town)))["quillhart"]
    assert [one["objection"] for one in said["asked"]] == [None] * len(said["asked"])
    assert {"genuine.believable", "acceptance.legible"} <= {one["asked"] for one in said["asked"]}
    [look] = said["looks"]
    assert look["opened"]
    assert {one["asked"] for one in look["asked"]} >= {"opening.court_allows"}


async def test_the_last_rule_that_is_asked_is_the_one_that_holds_it(town: Town) -> None:
    said = (await explain(town, await plain(town), peer=STRANGER))["quillhart"]
    assert said["asked"][-1]["objection"] == said["held"]
    assert said["held"]["rule"] == "suspect"
    assert "readers" not in said
    await town.receive(await plain(town), peer=STRANGER)
    await town.settle()
    assert [hold.rule for hold in await town.all(Hold)] == ["suspect"]


async def test_a_look_that_stays_closed_names_its_rule(town: Town) -> None:
    town.rosters.roster = firm(policy=FirmPolicy(courts={"cand": CourtRule.FORBIDDEN}))
    [look] = (await explain(town, await plain(town)))["quillhart"]["looks"]
    assert (look["opened"], look["rule"]) == (False, "court_forbids")


async def test_a_case_says_whether_it_is_listed_and_why_it_is_restricted(town: Town) -> None:
    [case] = (await explain(town, await not_listed(town)))["quillhart"]["cases"]
    assert (case["listed"], case["matters"]) == (False, [MATTER.id])
    assert "docket text" in case["restricted"]


async def test_who_is_no_address_of_ours_is_told(town: Town) -> None:
    with pytest.raises(AskedWrongError, match="intake address"):
        await explain(town, await plain(town), "nobody@elsewhere.example")


# State filings


@pytest.fixture
async def county() -> Town:
    matter = replace(MATTER, cases=(CourtCase(COURT, NUMBER),))
    here = Town(hosts=frozenset({HOST}), matters=(matter,))
    await here.boot()
    return here


async def test_what_came_before_of_an_envelope_counts_in_a_dry_run_too(county: Town) -> None:
    efiler = Efiler(county.clerk.states, MX)
    us, envelope = Contact(ANNA.name, ANNA.court_addresses[0]), efiler.envelope()
    await county.receive(efiler.mail(Title.SERVED, us, envelope=envelope))
    await county.settle()
    mail = efiler.mail(Title.ACCEPTED, envelope=envelope)
    said = fates((await explain(county, mail))["quillhart"])
    await county.receive(mail)
    await county.settle()
    assert said == await decided(county, "quillhart")
    assert said["pat"][0] == "full"


async def test_a_state_case_without_evidence_is_held_in_a_dry_run_too(county: Town) -> None:
    mail = Efiler(county.clerk.states, MX).mail(Title.ACCEPTED)
    said = (await explain(county, mail))["quillhart"]
    assert said["held"]["rule"] == "appearance"
    where = {"firm": "quillhart", "court": COURT, "case": NUMBER}
    await COMMANDS["appearances.add"](
        county.world, by="uid:1", where=where, person="anna", ground="engagement"
    )
    explained = (await explain(county, mail))["quillhart"]
    assert fates(explained)["pat"][0] == "full"
    assert "; ".join(lines(explained)).count(f"case {NUMBER}: of record") == 1
