"""Changes of policy: announced when they are applied, in force at once or after the firm's notice period, or withdrawn.

What a firm wants stands in its roster; what waits is held back from it. So the policy in force is the roster's, with
every setting that waits as it was.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from docketmail.core.firm_records import PolicyChange, ShippedRules
from docketmail.core.letter import LetterKind
from docketmail.core.lifecycle import Event
from docketmail.core.policy import changes
from docketmail.core.policy.changes import Change
from docketmail.core.records import Letter
from docketmail.core.roster import Firm, Roster
from docketmail.ledger import chain
from docketmail.ledger.letters import write
from docketmail.ports import Book


UPGRADE: Final = "docketmail"
"""Who changed a court's own rule: whoever upgraded the program brought it along."""


def pending(book: Book, **equal: str) -> list[PolicyChange]:
    """What is announced and not yet in force, the oldest first."""
    return book.find(PolicyChange, in_force_at=None, withdrawn_at=None, **equal)


def in_force(roster: Roster, waiting: Iterable[PolicyChange]) -> Roster:
    """The roster as it holds now: each firm's policy without what waits."""
    held: dict[str, dict[str, str]] = {}
    for one in waiting:
        held.setdefault(one.firm, {})[one.setting] = one.before
    if not held:
        return roster
    return replace(
        roster,
        firms=tuple(
            replace(firm, policy=changes.held_back(firm.policy, held[firm.id]))
            if firm.id in held
            else firm
            for firm in roster.firms
        ),
    )


def of_change(book: Book, before: Roster, after: Roster, by: str, now: datetime) -> None:
    """A roster is applied: what it changes of each firm's policy is announced. A new firm's policy holds at once."""
    for firm in after.firms:
        old = before.by_id.get(firm.id)
        if old is not None:
            _of_firm(book, old, firm, by, now)


def _of_firm(book: Book, old: Firm, firm: Firm, by: str, now: datetime) -> None:
    waiting = {one.setting: one for one in pending(book, firm=firm.id) if one.by != UPGRADE}
    holds = changes.held_back(old.policy, {name: one.before for name, one in waiting.items()})
    # A longer notice period narrows: it holds at once, for what is announced beside it too.
    days = max(holds.notice_days, firm.policy.notice_days)
    occasion = _Occasion(book, firm.id, by, now, days)
    told = occasion.settle(waiting, changes.between(holds, firm.policy))
    _tell(occasion, firm, (*old.administrators, *firm.administrators), told)


def of_upgrade(book: Book, roster: Roster, rules: Mapping[str, str], now: datetime) -> None:
    """At a start: where the courts' own rules that docketmail brings are others than before, every firm is told."""
    last = next(reversed(book.find(ShippedRules)), None)
    if last is not None and last.rules == dict(rules):
        return
    book.add(ShippedRules(id=book.new_id("s"), recorded_at=now, rules=dict(rules)))
    if last is None:
        return
    for firm in roster.firms:
        waiting = {one.setting: one for one in pending(book, firm=firm.id, by=UPGRADE)}
        held = {changes.court_of(name): one.before for name, one in waiting.items()}
        holds = {court: rule for court, rule in {**last.rules, **held}.items() if rule}
        occasion = _Occasion(book, firm.id, UPGRADE, now, firm.policy.notice_days)
        told = occasion.settle(waiting, changes.of_upgrade(holds, rules, firm.policy))
        _tell(occasion, firm, firm.administrators, told)


@dataclass(frozen=True, slots=True)
class _Occasion:
    """Who changes a firm's policy, and when; `days` is how long what widens it waits."""

    book: Book
    firm: str
    by: str
    now: datetime
    days: int

    def settle(
        self, waiting: Mapping[str, PolicyChange], found: Sequence[Change]
    ) -> list[PolicyChange]:
        """Withdraw what waits and is not wanted any more, announce what is new; what waits already keeps its day."""
        new = [c for c in found if c.setting not in waiting or waiting[c.setting].after != c.after]
        wanted = {c.setting for c in found} - {c.setting for c in new}
        gone = [self.withdraw(one) for name, one in waiting.items() if name not in wanted]
        return [*gone, *(self.announce(change) for change in new)]

    def announce(self, change: Change) -> PolicyChange:
        wait = timedelta(0) if change.at_once else timedelta(days=self.days)
        made = PolicyChange(
            id=self.book.new_id("y"),
            firm=self.firm,
            setting=change.setting,
            before=change.before,
            after=change.after,
            by=self.by,
            announced_at=self.now,
            effective_at=self.now + wait,
        )
        self.book.add(made)
        on = made.effective_at.isoformat()
        _record(self.book, made, Event.ANNOUNCED, self.now, by=self.by, effective_at=on)
        return _take_effect(self.book, made, self.now) if change.at_once else made

    def withdraw(self, change: PolicyChange) -> PolicyChange:
        gone = replace(change, withdrawn_at=self.now)
        self.book.put(gone)
        _record(self.book, gone, Event.WITHDRAWN, self.now, by=self.by)
        return gone


def take_effect(book: Book, now: datetime) -> list[PolicyChange]:
    """What was announced for now, or before, is in force; returns what still waits."""
    for one in pending(book):
        if one.effective_at <= now:
            _take_effect(book, one, now)
    return pending(book)


def _take_effect(book: Book, change: PolicyChange, now: datetime) -> PolicyChange:
    done = replace(change, in_force_at=now)
    book.put(done)
    _record(book, done, Event.TOOK_EFFECT, now, by=change.by)
    return done


def _record(book: Book, change: PolicyChange, event: Event, now: datetime, **data: str) -> None:
    """A line of the firm's chain, with before and after. Settings name courts and words, never people."""
    about = {"setting": change.setting, "before": change.before, "after": change.after}
    chain.record(book, chain.of_policy(change.firm), event, change.id, now, **about, **data)


def _tell(
    occasion: _Occasion, firm: Firm, administrators: Iterable[str], told: list[PolicyChange]
) -> None:
    """One letter to each administrator; to those of before as well, where the same roster names others."""
    if not told:
        return
    named = dict.fromkeys(one for one in administrators if one in firm.by_id)
    book, now, about = occasion.book, occasion.now, chain.of_policy(firm.id)
    for reader in named or (firm.desk, firm.second):
        had = book.find(Letter, notice=about, reader=reader, kind=LetterKind.POLICY.value)
        write(
            book,
            Letter(
                id=book.new_id("l"),
                due_at=now,
                firm=firm.id,
                filing=None,
                notice=about,
                reader=reader,
                kind=LetterKind.POLICY,
                revision=len(had),
                rule=_why(firm, reader, named),
                facts={"changes": "\n".join(one.id for one in told), "by": occasion.by},
                written_at=now,
            ),
        )


def _why(firm: Firm, reader: str, named: Container[str]) -> str:
    if reader in firm.administrators:
        return "you are an administrator of the firm's policy"
    if reader in named:
        return "you were an administrator of the firm's policy until now"
    return (
        "the firm named no administrators, so its desk and the second person are told of its policy"
    )
