from __future__ import annotations

from docketmail.core.figures import Tally


def test_notices_are_counted_by_court_and_by_what_became_of_them() -> None:
    tally = Tally()
    tally.notice("cand")
    tally.notice("cand")
    tally.notice("cand", "lost_field")
    tally.notice("", "unreadable")
    notices, _ = tally.figures()
    assert notices.labels == ("court", "outcome")
    assert dict(notices.values) == {
        ("cand", "read"): 2,
        ("cand", "held_lost_field"): 1,
        ("unknown", "held_unreadable"): 1,
    }


def test_looks_are_counted_by_how_they_ended() -> None:
    tally = Tally()
    tally.look("stored")
    tally.look("cut")
    tally.look("stored")
    _, looks = tally.figures()
    assert dict(looks.values) == {("stored",): 2, ("cut",): 1}
    assert all(figure.counts_up for figure in tally.figures())
