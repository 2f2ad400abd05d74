"""A firm's policy changes: announced to its administrators, in force at once where it narrows, later where it widens."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from docketmail import announcements
from docketmail.commands import COMMANDS
from docketmail.core.firm_records import FirmChain, PolicyChange, ShippedRules
from docketmail.core.policy import changes
from docketmail.core.records import Letter
from docketmail.core.roster import CourtRule, FirmPolicy
from docketmail.ledger import chain
from docketmail.ports import Refused
from docketmail.rosters import RosterInForce
from offices import CLARA, DESK
from town import Town, body_of


DAY = 24 * 3600.0
ROSTER = """
[[firm]]
id = "quillhart"
name = "Quill Hart LLP"
desk = "desk"
second = "clara"
administrators = ["clara"]
timezone = "America/Los_Angeles"
[firm.policy]
notice_days = 10
{policy}
[[firm.person]]
id = "desk"
name = "Docketing Desk"
email = "docketing@quillhart.example"
[[firm.person]]
id = "clara"
name = "Clara Voss"
email = "cvoss@quillhart.example"
"""


@pytest.fixture
async def town() -> Town:
    """A firm with a policy in force, whose administrator is Clara."""
    here = Town(matters=())
    await here.boot()
    here.world = replace(here.world, roster=RosterInForce(here.ledger, here.clock))
    await apply(here)
    return here


async def ask(town: Town, command: str, **values: Any) -> dict[str, Any]:
    said = await COMMANDS[command](town.world, by="uid:1000", **values)
    answer: dict[str, Any] = json.loads(json.dumps(said))
    return answer


async def apply(town: Town, policy: str = "", roster: str = ROSTER) -> None:
    document = roster.replace("{policy}", policy)
    plan = await ask(town, "roster.plan", document=document)
    await ask(town, "roster.apply", document=document, version=plan["version"])
    await town.settle()


def in_force(town: Town) -> FirmPolicy:
    return town.world.roster().by_id["quillhart"].policy


async def days(town: Town, number: float) -> None:
    town.clock.tick(number * DAY)
    await town.world.roster.refresh()
    await town.settle()


def announced(town: Town) -> list[str]:
    return [body_of(mail) for mail in town.inbox(CLARA.email)]


async def events(town: Town) -> list[tuple[str, str]]:
    name = chain.of_policy("quillhart")
    found = await town.ledger.read(lambda book: chain.events(book, name))
    return [(one.event, one.data["setting"]) for one in found if "setting" in one.data]


async def test_a_new_firm_s_policy_is_in_force_at_once_and_no_change(town: Town) -> None:
    assert in_force(town).notice_days == 10
    assert announced(town) == []
    assert await events(town) == []


async def test_what_widens_waits_for_the_notice_period_and_is_announced(town: Town) -> None:
    await apply(town, "following = true")
    assert not in_force(town).following
    [letter] = announced(town)
    assert "Applied by uid:1000" in letter
    assert "Following: public federal papers to and from other firms here: no -> yes" in letter
    assert "holds from March 12, 2026" in letter
    assert "To object" in letter
    assert "you are an administrator" in letter
    await days(town, 9.9)
    assert not in_force(town).following
    await days(town, 0.2)
    assert in_force(town).following
    assert await events(town) == [("announced", "following"), ("took_effect", "following")]
    assert len(announced(town)) == 1


async def test_what_narrows_holds_at_once_and_is_announced_too(town: Town) -> None:
    await apply(town, 'soft_mode = true\nwords = ["juvenile"]\ncourts = {cand = "forbidden"}')
    policy = in_force(town)
    assert (policy.soft_mode, policy.words) == (True, ("juvenile",))
    assert policy.courts == {"cand": CourtRule.FORBIDDEN}
    [letter] = announced(town)
    assert "Opening links of cand: no rule of its own -> forbidden; holds now" in letter
    assert "holds from" not in letter


async def test_one_roster_may_do_both(town: Town) -> None:
    await apply(town, 'following = true\nwords = ["juvenile"]')
    assert (in_force(town).words, in_force(town).following) == (("juvenile",), False)
    [letter] = announced(town)
    assert "holds now" in letter
    assert "holds from" in letter


async def test_another_roster_does_not_begin_the_notice_period_anew(town: Town) -> None:
    await apply(town, "following = true")
    await days(town, 6)
    await apply(town, "following = true\nsoft_mode = true")
    await days(town, 4.1)
    assert in_force(town).following


async def test_each_change_has_a_day_of_its_own(town: Town) -> None:
    await apply(town, "following = true")
    await days(town, 5)
    await apply(town, 'following = true\nemail_gates = ["il-cook-county"]')
    await days(town, 5.1)
    assert (in_force(town).following, in_force(town).email_gates) == (True, ())
    await days(town, 5)
    assert in_force(town).email_gates == ("il-cook-county",)


async def test_a_change_that_waits_is_withdrawn_by_a_roster_without_it(town: Town) -> None:
    await apply(town, "following = true")
    await apply(town, "")
    assert "no -> yes is withdrawn: it stays no" in announced(town)[1]
    await days(town, 30)
    assert not in_force(town).following
    assert (await ask(town, "policy.pending"))["changes"] == []
    assert await events(town) == [("announced", "following"), ("withdrawn", "following")]


async def test_a_shorter_notice_period_is_no_way_round_it(town: Town) -> None:
    await apply(town, "", ROSTER.replace("notice_days = 10", "notice_days = 0\nfollowing = true"))
    assert (in_force(town).notice_days, in_force(town).following) == (10, False)
    await days(town, 10.1)
    assert (in_force(town).notice_days, in_force(town).following) == (0, True)


async def test_a_longer_notice_period_holds_at_once_for_what_is_announced_beside_it(
    town: Town,
) -> None:
    await apply(town, "", ROSTER.replace("notice_days = 10", "notice_days = 60\nfollowing = true"))
    assert in_force(town).notice_days == 60
    await days(town, 11)
    assert not in_force(town).following


async def test_without_administrators_the_desk_and_the_second_person_are_told(town: Town) -> None:
    nobody = ROSTER.replace('administrators = ["clara"]\n', "")
    await apply(town, "", nobody)
    await apply(town, "following = true", nobody)
    assert len(town.inbox(DESK.email)) == len(town.inbox(CLARA.email)) == 1


async def test_whoever_takes_the_administrators_away_does_not_take_their_letter(town: Town) -> None:
    other = ROSTER.replace('["clara"]', '["desk"]')
    await apply(town, "following = true", other)
    assert "you were an administrator" in announced(town)[0]
    assert len(town.inbox(DESK.email)) == 1


async def test_a_court_s_rule_that_an_upgrade_loosens_waits_and_is_announced(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    await announcements.of_upgrade(town.world)
    assert announced(town) == []
    rules = {court: rule for court, rule in changes.shipped_rules().items() if court != "nced"}
    monkeypatch.setattr(changes, "shipped_rules", lambda: rules)
    await announcements.of_upgrade(town.world)
    await town.settle()
    [letter] = announced(town)
    assert "Brought by an upgrade of docketmail" in letter
    assert "The court's own rule of nced, as docketmail knows it" in letter
    assert in_force(town).courts == {"nced": CourtRule.MAILBOX_ONLY}
    await apply(town, "soft_mode = true")  # a roster says nothing of it
    assert in_force(town).courts == {"nced": CourtRule.MAILBOX_ONLY}
    [waits] = (await ask(town, "policy.pending"))["changes"]
    assert (waits["setting"], waits["by"]) == ("shipped.nced", "docketmail")
    await days(town, 10.1)
    assert in_force(town).courts == {}
    await announcements.of_upgrade(town.world)
    assert len(await town.all(ShippedRules)) == 2


async def test_the_firm_s_own_chain_is_verified(town: Town) -> None:
    await apply(town, "soft_mode = true")
    assert await ask(town, "ledger.verify") == {"notices": 0, "firms": 1, "faults": []}
    [end] = await town.all(FirmChain)
    await town.ledger.write(lambda book: book.put(replace(end, chain_length=1)))
    assert (await ask(town, "ledger.verify"))["faults"]


async def test_policy_is_shown_with_what_became_of_each_change(town: Town) -> None:
    await apply(town, "following = true\nsoft_mode = true")
    said = (await ask(town, "policy.show", firm="quillhart"))["firms"]["quillhart"]
    assert said["settings"]["soft_mode"] == "yes"
    assert "following" not in said["settings"]
    assert [one["setting"] for one in said["changes"]] == ["following", "soft_mode"]
    [waits] = (await ask(town, "policy.pending"))["changes"]
    assert waits["effective_at"].startswith("2026-03-12")


async def test_a_letter_that_nobody_can_have_costs_no_other_work(town: Town) -> None:
    refusal = Refused(550)
    town.relay.answers = {CLARA.email: [refusal] * 3, DESK.email: [refusal] * 3}
    await apply(town, "soft_mode = true")
    assert town.defects == []
    assert {letter.state.value for letter in await town.all(Letter)} == {"refused"}
    assert len(await town.all(PolicyChange)) == 1
