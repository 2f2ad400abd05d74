from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given, strategies as st

from docketmail.core import lifecycle
from docketmail.core.lifecycle import (
    ON_LEASE_LOST,
    TRANSITIONS,
    Event,
    FilingState,
    HoldState,
    IllegalMoveError,
    LetterState,
    LookState,
    NoticeState,
    PaperState,
    State,
    after,
)


EVERY_STATE: list[State] = [state for kind in get_args(State) for state in kind]
BEGINNINGS: list[State] = [
    NoticeState.RECEIVED,
    LookState.UNOPENED,
    FilingState.OPEN,
    PaperState.AWAITED,
    LetterState.DUE,
    HoldState.RAISED,
]


@given(st.sampled_from(EVERY_STATE), st.sampled_from(list(Event)))
def test_any_event_in_any_state_is_a_move_of_the_table_or_refused(
    state: State, event: Event
) -> None:
    if event in TRANSITIONS[state]:
        assert after(state, event) is TRANSITIONS[state][event]  # type: ignore[type-var]
    else:
        with pytest.raises(IllegalMoveError):
            after(state, event)  # type: ignore[type-var]


def test_every_state_stands_in_the_table_and_stays_within_its_life() -> None:
    assert set(TRANSITIONS) == set(EVERY_STATE)
    for state, moves in TRANSITIONS.items():
        assert all(type(following) is type(state) for following in moves.values())


def test_every_state_is_reached_from_the_beginning_of_its_life() -> None:
    reached = set(BEGINNINGS)
    for _ in EVERY_STATE:
        reached |= {following for state in reached for following in TRANSITIONS[state].values()}
    assert reached == set(EVERY_STATE)


def test_a_look_that_is_over_is_never_opened_again() -> None:
    over = (LookState.STORED, LookState.REFUSED, LookState.CUT, LookState.EXPIRED)
    assert [TRANSITIONS[state] for state in over] == [{}, {}, {}, {}]


def test_a_look_in_opening_is_replayed_and_its_open_request_is_cut() -> None:
    assert "never sent again" in ON_LEASE_LOST[LookState.OPENING]
    assert TRANSITIONS[LookState.OPENING][Event.CUT] is LookState.CUT


def test_what_is_leased_says_what_a_lost_lease_means() -> None:
    leased = {
        state for state in EVERY_STATE if TRANSITIONS[state] and not isinstance(state, PaperState)
    } - {
        NoticeState.SCREENED,
        NoticeState.HELD,
        NoticeState.DISMISSED,
        FilingState.COMPLETE,
        HoldState.ACKNOWLEDGED,
    }
    assert set(ON_LEASE_LOST) == leased


def test_a_destroyed_paper_stays_destroyed() -> None:
    assert lifecycle.TRANSITIONS[PaperState.DESTROYED] == {}
