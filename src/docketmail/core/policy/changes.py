"""What changes when a firm's policy does, setting by setting.

What only narrows what is opened or spread is in force at once; what widens it waits until the firm's administrators
had time to object. Where it cannot be said which of the two a change is, it waits.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from docketmail.core.notice import Kind
from docketmail.core.policy.court_rules import COURTS_WORDS
from docketmail.core.roster import CourtRule, FirmPolicy


COURTS: Final = "courts"
SHIPPED: Final = "shipped"
"""A court's own rule as docketmail brings it along: no setting of the firm's, and a part of what holds for it."""
YES: Final = "yes"
"""A setting that is on, or a thing that is named; one that is off, or not named, is empty."""
_STRICTNESS: Final = tuple(CourtRule)


@dataclass(frozen=True, slots=True)
class Change:
    """One setting that is to be another."""

    setting: str
    before: str
    """Empty: not set."""
    after: str
    at_once: bool
    """Whether it only narrows what is opened or spread."""


def settings(policy: FirmPolicy) -> dict[str, str]:
    """A policy as texts by setting: `courts.cand`, `words.confidential`, `notice_days`; each changes by itself."""
    named = {f"{COURTS}.{court}": rule.value for court, rule in policy.courts.items()}
    refused = {
        f"refused_kinds.{court}.{kind.value}": YES
        for court, kinds in policy.refused_kinds.items()
        for kind in kinds
    }
    words = {f"words.{word}": YES for word in policy.words}
    gates = {f"email_gates.{court}": YES for court in policy.email_gates}
    switched = {name: YES for name in _SWITCHES if getattr(policy, name)}
    alone = {
        "unknown_court": policy.unknown_court.value,
        "notice_days": str(policy.notice_days),
    }
    return {**named, **refused, **words, **gates, **switched, **alone}


_SWITCHES: Final = ("soft_mode", "following", "two_person_release")


def policy(said: Mapping[str, str]) -> FirmPolicy:
    """The policy that these settings are; the inverse of `settings`."""
    refused: dict[str, tuple[Kind, ...]] = {}
    for name in _named(said, "refused_kinds"):
        court, _, kind = name.rpartition(".")
        refused[court] = (*refused.get(court, ()), Kind(kind))
    return FirmPolicy(
        courts={court: CourtRule(said[f"{COURTS}.{court}"]) for court in _named(said, COURTS)},
        unknown_court=CourtRule(said["unknown_court"]),
        refused_kinds=refused,
        soft_mode=said.get("soft_mode") == YES,
        words=tuple(_named(said, "words")),
        following=said.get("following") == YES,
        email_gates=tuple(_named(said, "email_gates")),
        two_person_release=said.get("two_person_release") == YES,
        notice_days=int(said["notice_days"]),
    )


def _named(said: Mapping[str, str], group: str) -> list[str]:
    """What a group of settings names: the courts of `courts.`, the words of `words.`."""
    return [name.removeprefix(f"{group}.") for name in said if name.startswith(f"{group}.")]


def between(before: FirmPolicy, after: FirmPolicy) -> list[Change]:
    """What changes from one policy to another, by setting."""
    return _compared(settings(before), settings(after), before)


def shipped_rules() -> dict[str, str]:
    """The courts' own rules that this version of docketmail brings along, by court."""
    return {court: word.rule.value for court, word in COURTS_WORDS.items() if word.rule}


def of_upgrade(
    before: Mapping[str, str], after: Mapping[str, str], firm: FirmPolicy
) -> list[Change]:
    """The same of the courts' own rules (by court) that docketmail brings along, for one firm."""
    return _compared(_shipped(before), _shipped(after), firm)


def _shipped(rules: Mapping[str, str]) -> dict[str, str]:
    return {f"{SHIPPED}.{court}": rule for court, rule in rules.items()}


def _compared(
    before: Mapping[str, str], after: Mapping[str, str], firm: FirmPolicy
) -> list[Change]:
    return [
        Change(name, was, will, at_once=_narrows(name, was, will, firm))
        for name in sorted(before.keys() | after.keys())
        for was, will in [(before.get(name, ""), after.get(name, ""))]
        if was != will
    ]


def _narrows(setting: str, before: str, after: str, firm: FirmPolicy) -> bool:
    """Whether a change only narrows; of what is not known here it does not."""
    match setting.partition(".")[0]:
        case "courts" | "shipped" | "unknown_court":
            was, will = (_may_be(setting, rule, firm) for rule in (before, after))
            return min(will) > max(was)
        case "words" | "refused_kinds" | "soft_mode" | "two_person_release":
            return after == YES
        case "following" | "email_gates":
            return after != YES
        case "notice_days":
            return int(after) > int(before)
        case _:
            return False


def _may_be(setting: str, rule: str, firm: FirmPolicy) -> list[int]:
    """How strict a court's rule may be. Where none is set, another holds: of all courts, or of a state's."""
    if rule:
        return [_STRICTNESS.index(CourtRule(rule))]
    court = court_of(setting)
    if "-" not in court and "*" not in court:
        return [_STRICTNESS.index(firm.unknown_court)]
    groups = [said for one, said in firm.courts.items() if one.startswith("*")]
    return [_STRICTNESS.index(one) for one in (CourtRule.ALLOWED, *groups)]


def court_of(setting: str) -> str:
    """The court that a setting names."""
    return setting.partition(".")[2]


def held_back(wanted: FirmPolicy, waiting: Mapping[str, str]) -> FirmPolicy:
    """A policy in which these settings are still as they were: what its firm wrote, but for what waits."""
    if not waiting:
        return wanted
    said = settings(wanted)
    for name, before in waiting.items():
        if before:
            said[name] = before
        else:
            said.pop(name, None)
    shipped = {name: said.pop(name, "") for name in waiting if name.startswith(f"{SHIPPED}.")}
    found = policy(said)
    courts = {
        court: _stricter(found, court, shipped[f"{SHIPPED}.{court}"])
        for court in _named(shipped, SHIPPED)
    }
    return replace(found, courts={**found.courts, **courts})


def _stricter(firm: FirmPolicy, court: str, shipped: str) -> CourtRule:
    """A court's own rule of before holds beside the firm's: the stricter of the two, as ever."""
    before = CourtRule(shipped) if shipped else firm.unknown_court
    return max(before, firm.courts.get(court, before), key=_STRICTNESS.index)
