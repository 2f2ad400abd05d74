"""A dry run of the whole line up to the door: nothing is kept, opened or sent."""

from __future__ import annotations

import base64
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from docketmail import particulars, readings
from docketmail.commands.asking import Answer, AskedWrongError
from docketmail.core.authentication import Envelope
from docketmail.core.policy import acceptance, opening, telling
from docketmail.core.policy.facts import Facts, Objection, Origin
from docketmail.core.policy.given import fate
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
        firms[firm] = await explained(world, facts)
    return {"firms": firms}


def _envelope(peer: str) -> Envelope:
    """Of a dry run: a saved mail has lost its MAIL FROM, so that SPF says nothing."""
    return Envelope(peer=peer, helo="", sender="")


async def explained(world: World, facts: Facts, waived: tuple[str, ...] = ()) -> Answer:
    """What the line would do with a mail now, where these rules are waived."""
    facts = await readings.with_records(world, facts)
    asked = list(_asked(acceptance.ACCEPTANCE, facts, waived))
    said: Answer = {
        "noticed": list(facts.people),
        "sender": {"origin": facts.sender.origin.value, "reasons": list(facts.sender.reasons)},
        "policy": {"soft_mode": facts.firm.policy.soft_mode},
        "asked": asked,
    }
    objection = acceptance.objection(facts, waived)
    if objection is not None:
        return said | {"held": {"rule": objection.rule, "reason": objection.reason}}
    known = await particulars.of_mail(world, facts)
    facts = replace(facts, marked=known.marked)
    return said | {
        "kind": known.notice.kind.value,
        "court": known.notice.court,
        "cases": list(_cases(known)),
        "looks": list(_looks(known, facts, waived)),
        "readers": [_told(one) for one in telling.fates(known)],
    }


F = TypeVar("F")


def _asked(
    rules: Iterable[Callable[[F], Objection | None]], of: F, waived: tuple[str, ...]
) -> Iterator[Answer]:
    """Each rule with its answer, to the first objection that stands: no rule is asked after it."""
    for rule in rules:
        found = rule(of)
        said = {"rule": found.rule, "reason": found.reason} if found else None
        yield {
            "asked": f"{rule.__module__.rpartition('.')[2]}.{rule.__name__}",
            "objection": said,
            "waived": bool(found and found.rule in waived),
        }
        if found and found.rule not in waived:
            return


def _cases(known: telling.Known) -> Iterator[Answer]:
    for one in telling.standings(known):
        yield {
            "number": one.case.number,
            # In a state case: whether the firm is of record in it.
            "listed": one.listed,
            "of_state": known.notice.state is not None,
            "restricted": one.restriction.reason if one.restriction else "",
            "sealed": one.sealed,
            "matters": [matter.id for matter in known.file(one.case.number).matters],
        }


def _looks(known: telling.Known, facts: Facts, waived: tuple[str, ...]) -> Iterator[Answer]:
    for look in opening.looks(known.notice, facts, known.earlier):
        asked = list(_asked(opening.BEFORE_OPENING, look, waived))
        objection = opening.objection(look, waived)
        for link in look.case.links:
            yield {
                "document": link.document_id,
                "case": look.case.number,
                "opened": objection is None,
                "rule": objection.rule if objection else "",
                "asked": asked,
            }


def _told(one: telling.Telling | telling.Untold) -> Answer:
    said: Answer = {"reader": one.reader, "fate": fate(one).value, "why": one.rule}
    if isinstance(one, telling.Untold):
        return said | {"cases": [], "text_withheld": [], "letter_only": [], "masked": False}
    return said | {
        "cases": list(one.cases),
        "text_withheld": list(one.withheld),
        "letter_only": list(one.letter_only),
        "masked": one.masked,
    }
