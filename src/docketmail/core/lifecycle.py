"""The lives of the things that move: the only authority on states (drawn in docs/lifecycle.md).

Two rules. Everything that says which state follows which stands in `TRANSITIONS`; and a state
exists only where a crash must be told apart from success, or a person must see it. Being put off
is a time (`due_at`), not a state. `ON_LEASE_LOST` says what a crash in the middle of work means.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TypeVar


class NoticeState(StrEnum):
    """One message for one firm."""

    RECEIVED = "received"
    READ = "read"
    SCREENED = "screened"
    HELD = "held"
    DISMISSED = "dismissed"
    CLOSED = "closed"  # an answer to a letter of ours, with which nothing is left to do


class LookState(StrEnum):
    """One anonymous viewing that a link grants."""

    UNOPENED = "unopened"
    OPENING = "opening"
    STORED = "stored"
    REFUSED = "refused"
    CUT = "cut"
    EXPIRED = "expired"


class FilingState(StrEnum):
    """What one firm is told of once."""

    OPEN = "open"
    COMPLETE = "complete"


class PaperState(StrEnum):
    """One PDF of a filing."""

    AWAITED = "awaited"
    HERE = "here"
    NOT_OBTAINED = "not_obtained"
    APART = "apart"  # may be the replacement of a paper that was called back
    SEQUESTERED = "sequestered"
    DESTROYED = "destroyed"
    PURGED = "purged"


class LetterState(StrEnum):
    """One e-mail of ours to one reader."""

    DUE = "due"
    SENT = "sent"
    REFUSED = "refused"
    CANCELLED = "cancelled"


class HoldState(StrEnum):
    """A notice that waits for a person."""

    RAISED = "raised"
    ACKNOWLEDGED = "acknowledged"
    ENDED = "ended"


State = NoticeState | LookState | FilingState | PaperState | LetterState | HoldState


class Event(StrEnum):
    """What happened. Past participles; each is one line of a notice's chain, or of a firm's."""

    RECEIVED = "received"
    READ = "read"
    SCREENED = "screened"
    HELD = "held"
    RELEASED = "released"
    REREAD = "reread"
    DISMISSED = "dismissed"
    OPENED = "opened"
    STORED = "stored"
    REFUSED = "refused"
    CUT = "cut"
    EXPIRED = "expired"
    COMPLETED = "completed"
    REOPENED = "reopened"
    ARRIVED = "arrived"
    NOT_OBTAINED = "not_obtained"
    SET_APART = "set_apart"
    SUPPLIED = "supplied"
    SEQUESTERED = "sequestered"
    DESTROYED = "destroyed"
    PURGED = "purged"
    WRITTEN = "written"
    SENT = "sent"
    CANCELLED = "cancelled"
    REROUTED = "rerouted"
    ACKNOWLEDGED = "acknowledged"
    ESCALATED = "escalated"
    ENDED = "ended"
    JOINED = "joined"
    REQUESTED = "requested"
    ANSWERED = "answered"
    LEASE_LOST = "lease_lost"
    UNREACHED = "unreached"
    FALLEN_BACK = "fallen_back"
    DEFERRED = "deferred"
    EXAMINED = "examined"
    CLOSED = "closed"
    ADDRESS_GIVEN = "address_given"
    DECIDED = "decided"
    ANNOUNCED = "announced"
    TOOK_EFFECT = "took_effect"
    APPEARED = "appeared"
    WITHDRAWN = "withdrawn"
    ASKED = "asked"
    CONFIRMED = "confirmed"
    DECLINED = "declined"
    CLASSIFIED = "classified"
    EXCEPTED = "excepted"


N, K, F, P, L, H = NoticeState, LookState, FilingState, PaperState, LetterState, HoldState

TRANSITIONS: dict[State, dict[Event, State]] = {
    N.RECEIVED: {Event.READ: N.READ, Event.HELD: N.HELD, Event.CLOSED: N.CLOSED},
    N.READ: {Event.SCREENED: N.SCREENED, Event.HELD: N.HELD, Event.CLOSED: N.CLOSED},
    N.SCREENED: {Event.HELD: N.HELD},
    # A release starts from the beginning: every rule speaks again but the one that was waived.
    # Read anew after an upgrade it starts there too, and nothing is waived for it.
    N.HELD: {
        Event.RELEASED: N.RECEIVED,
        Event.REREAD: N.RECEIVED,
        Event.DISMISSED: N.DISMISSED,
        Event.CLOSED: N.CLOSED,  # an answer that may bring what was called back: nobody is to place it
    },
    N.DISMISSED: {
        Event.RELEASED: N.RECEIVED,
        Event.REREAD: N.RECEIVED,
        Event.CLOSED: N.CLOSED,
    },
    N.CLOSED: {},
    K.UNOPENED: {Event.OPENED: K.OPENING, Event.EXPIRED: K.EXPIRED},
    K.OPENING: {
        Event.STORED: K.STORED,
        Event.REFUSED: K.REFUSED,
        Event.CUT: K.CUT,
        Event.UNREACHED: K.UNOPENED,  # no byte of the first request left: the look is whole
    },
    K.STORED: {},
    K.REFUSED: {},
    K.CUT: {},
    K.EXPIRED: {},
    F.OPEN: {Event.COMPLETED: F.COMPLETE},
    F.COMPLETE: {Event.REOPENED: F.OPEN},
    P.AWAITED: {
        Event.ARRIVED: P.HERE,
        Event.NOT_OBTAINED: P.NOT_OBTAINED,
        Event.SET_APART: P.APART,
        Event.DESTROYED: P.DESTROYED,
    },
    P.NOT_OBTAINED: {
        Event.FALLEN_BACK: P.AWAITED,  # another attorney's copy has a look of its own
        Event.SUPPLIED: P.HERE,
        Event.ARRIVED: P.HERE,
        Event.SET_APART: P.APART,
        Event.DESTROYED: P.DESTROYED,
    },
    P.HERE: {
        Event.SEQUESTERED: P.SEQUESTERED,
        Event.DESTROYED: P.DESTROYED,
        Event.PURGED: P.PURGED,
    },
    P.APART: {Event.RELEASED: P.HERE, Event.DESTROYED: P.DESTROYED, Event.PURGED: P.PURGED},
    P.SEQUESTERED: {Event.RELEASED: P.HERE, Event.DESTROYED: P.DESTROYED},
    P.DESTROYED: {},
    P.PURGED: {},
    L.DUE: {Event.SENT: L.SENT, Event.REFUSED: L.REFUSED, Event.CANCELLED: L.CANCELLED},
    L.SENT: {},
    L.REFUSED: {},
    L.CANCELLED: {},
    H.RAISED: {Event.ACKNOWLEDGED: H.ACKNOWLEDGED, Event.ENDED: H.ENDED},
    H.ACKNOWLEDGED: {Event.ENDED: H.ENDED},
    H.ENDED: {},
}

ON_LEASE_LOST: dict[State, str] = {
    N.RECEIVED: "due again: reading has no effect outside the ledger",
    N.READ: "due again: screening has no effect outside the ledger",
    K.UNOPENED: "due again: nothing was requested",
    K.OPENING: "replayed: answers whose file is whole are adopted; the request that was out is CUT, "
    "never sent again",
    F.OPEN: "due again: deciding has no effect outside the ledger",
    L.DUE: "due again: a letter sent twice carries the same Message-ID",
    H.RAISED: "due again: an alarm told twice is harmless",
}


class IllegalMoveError(Exception):
    """A defect: something happened to a thing in a state where that cannot happen."""


S = TypeVar("S", NoticeState, LookState, FilingState, PaperState, LetterState, HoldState)


def after(state: S, event: Event) -> S:
    """The state that follows; raises IllegalMoveError where the table has no such move."""
    try:
        return type(state)(TRANSITIONS[state][event])
    except KeyError:
        raise IllegalMoveError(
            f"{type(state).__name__}.{state.name} knows no {event.name}"
        ) from None
