"""A dry run of the whole line up to the door: nothing is kept, opened or sent."""

from __future__ import annotations

import base64

from docketmail import readings
from docketmail.commands.asking import Answer, AskedWrongError
from docketmail.core.notice import Notice
from docketmail.core.policy import acceptance, listing, opening, telling
from docketmail.core.policy.facts import Facts
from docketmail.world import World


async def explain(world: World, by: str, mail: str, to: list[str], peer: str) -> Answer:
    """Which firms a mail is for, which rules speak, and who would be told what and why."""
    del by
    roster = world.roster()
    addressed = roster.addressed(tuple(to))
    if not addressed:
        raise AskedWrongError("none of these is an intake address of the roster in force")
    raw = base64.b64decode(mail)
    firms = {}
    for firm, people in addressed.items():
        facts = readings.facts(world, raw, peer, roster.by_id[firm], people)
        firms[firm] = _explained(world, facts)
    return {"firms": firms}


def _explained(world: World, facts: Facts) -> Answer:
    said: Answer = {
        "noticed": list(facts.people),
        "sender": {"origin": facts.sender.origin.value, "reasons": list(facts.sender.reasons)},
    }
    objection = acceptance.objection(facts)
    if objection is not None:
        return said | {"held": {"rule": objection.rule, "reason": objection.reason}}
    if not isinstance(facts.reading, Notice):
        raise TypeError("what no rule held is a notice")
    readers = [_told(one) for one in telling.decide(_known(world, facts, facts.reading))]
    return said | {"looks": _looks(facts, facts.reading), "readers": readers}


def _looks(facts: Facts, notice: Notice) -> list[Answer]:
    refused = opening.refused(notice, facts)
    return [
        {
            "document": link.document_id,
            "opened": place not in refused,
            "rule": refused.get(place, ""),
        }
        for place, link in enumerate(notice.links)
    ]


def _known(world: World, facts: Facts, notice: Notice) -> telling.Known:
    people = dict.fromkeys((*facts.people, *listing.in_list(notice, facts.firm)))
    today = world.clock.now().date()
    return telling.Known(
        notice=notice,
        firm=facts.firm,
        people=tuple(people),
        origin=facts.sender.origin,
        today=today,
    )


def _told(one: telling.Telling) -> Answer:
    return {
        "reader": one.reader,
        "cases": list(one.cases),
        "text_withheld": list(one.withheld),
        "masked": one.masked,
        "why": one.rule,
    }
