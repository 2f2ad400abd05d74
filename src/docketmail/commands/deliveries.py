"""A dry run of the whole line up to the door: nothing is kept, opened or sent."""

from __future__ import annotations

import base64
from dataclasses import replace

from docketmail import readings
from docketmail.commands.asking import Answer, AskedWrongError
from docketmail.core.authentication import Envelope
from docketmail.core.notice import Notice
from docketmail.core.policy import acceptance, listing, opening, telling
from docketmail.core.policy.facts import Facts, Origin
from docketmail.readings import Way
from docketmail.world import World


async def explain(world: World, by: str, mail: str, to: list[str], peer: str) -> Answer:
    """Which firms a mail is for, which rules speak, and who would be told what and why."""
    del by
    roster = world.roster()
    addressed = roster.addressed(tuple(to))
    if not addressed:
        raise AskedWrongError("none of these is an intake address of the roster in force")
    raw = base64.b64decode(mail)
    believed = world.believes(peer)
    way = Way(peer, believed.certificate if believed else "")
    firms = {}
    for firm, people in addressed.items():
        facts = readings.facts(world, raw, way, roster.by_id[firm], people)
        if facts.sender.origin is Origin.UNKNOWN:
            way = replace(way, findings=await world.authenticator.check(raw, _envelope(peer)))
            facts = readings.facts(world, raw, way, roster.by_id[firm], people)
        firms[firm] = _explained(world, await readings.with_habit(world, facts))
    return {"firms": firms}


def _envelope(peer: str) -> Envelope:
    """Of a dry run: a saved mail has lost its MAIL FROM, so that SPF says nothing."""
    return Envelope(peer=peer, helo="", sender="")


def _explained(world: World, facts: Facts) -> Answer:
    said: Answer = {
        "noticed": list(facts.people),
        "sender": {"origin": facts.sender.origin.value, "reasons": list(facts.sender.reasons)},
    }
    objection = acceptance.objection(facts)
    if objection is not None:
        return said | {"held": {"rule": objection.rule, "reason": objection.reason}}
    notice = readings.told(facts)
    readers = [_told(one) for one in telling.decide(_known(world, facts, notice))]
    return said | {"kind": notice.kind.value, "looks": _looks(facts, notice), "readers": readers}


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
