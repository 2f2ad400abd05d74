"""Thousands of notices, every answer that a court may give, a daemon that is killed every few seconds: no look is wasted."""

from __future__ import annotations

from pathlib import Path

import pytest

from daemon.caseload import Caseload
from daemon.postroom import Postroom, database
from daemon.reckoning import REASONS, Reckoning
from daemon.registry import HOSTS, OWN
from daemon.storm import Storm, dice
from docketmail.demo.court_filings import court_of
from docketmail.demo.court_manners import Manner
from docketmail.demo.rig import Rig


TWO_MINUTES = 120.0
"""policy.md, the duty to tell: seconds from the 250 to the first letter."""
LIMITS = "total_seconds = 8.0\npaper_bytes = 4_000_000"
"""What never ends is given up sooner than in a firm: a paper here has a kilobyte and takes a moment."""
CUT_BY_A_KILL = 16
"""Looks that are under way at a time (`runner.AT_ONCE`): nothing else may pass for cut by a kill."""


@pytest.fixture
def bare_rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path / "rig", hosts=HOSTS, settings={"court": LIMITS})


@pytest.mark.parametrize(
    ("notices", "at_once", "longest_life", "seed"),
    [
        pytest.param(90, 24, 6.0, 4, marks=pytest.mark.timeout(600)),
        pytest.param(5_000, 30, 8.0, 5, marks=[pytest.mark.soak, pytest.mark.timeout(3600)]),
    ],
)
async def test_no_look_is_wasted_and_everybody_is_told_the_right_reason_in_time(
    rig: Rig, postroom: Postroom, notices: int, at_once: int, longest_life: float, seed: int
) -> None:
    storm = Storm(rig, postroom, dice(seed), work=at_once, longest_life=longest_life)
    caseload = [*Caseload(rig.court, dice(seed)).notices(notices)]
    await storm.rage(iter(caseload))
    await storm.calm()
    reckoning = Reckoning(storm)
    faults = reckoning.judge(caseload)
    print(summary(storm, reckoning))  # noqa: T201 - figures for who asks for them (-s)

    referee = rig.court.referee()
    assert not faults, "\n".join(faults)
    assert referee.harms == ()
    assert (referee.paid, referee.logins) == (0, 0)
    assert spares_left(rig) == []
    # To the court a look is unopened whose request was written down and never left: nobody else can tell.
    assert referee.savable <= len(reckoning.cut)
    assert storm.delays()[-1] <= TWO_MINUTES
    assert len(reckoning.cut) <= CUT_BY_A_KILL * storm.kills
    await storm.over()


def spares_left(rig: Rig) -> list[tuple[str, ...]]:
    """Papers that did not come though the court gives each address a look of its own and one is left."""
    courts = ", ".join(f"'{court_of(host)}'" for host in OWN)
    with database(rig, "ledger") as ledger:
        return ledger.execute(
            "select paper.description, spare.id from papers paper"  # noqa: S608 - of our own words
            " join filings filing on filing.id = paper.filing"
            " join looks spent on spent.id = paper.look"
            " join notices notice on notice.filing = filing.id"
            " join looks spare on spare.notice = notice.id and spare.document = spent.document"
            " where paper.state = 'not_obtained' and paper.reason in ('login', 'cut')"
            f" and spare.state = 'unopened' and filing.court in ({courts})"
        ).fetchall()


def summary(storm: Storm, reckoning: Reckoning) -> str:
    """The soak in three lines."""
    referee, delays = storm.rig.court.referee(), storm.delays()
    middle, late = (delays[int(len(delays) * share)] for share in (0.5, 0.99))
    return (
        f"\n{storm.accepted} notices in {storm.tries} tries; {storm.kills} daemons and"
        f" {storm.killed_workers} workers killed; {len(storm.copies())} letters,"
        f" {storm.copies().total() - len(storm.copies())} of them once more\n"
        f"{referee.requests} requests; looks: {referee.granted} granted, {referee.opened} opened,"
        f" {referee.spent} spent, {referee.lost} lost, {referee.savable} savable;"
        f" {reckoning.fallen_back} fell back on a spare, {len(reckoning.cut)} notices cut by a kill;"
        f" harms: {len(referee.harms)}\n"
        f"told after {middle:.1f} s (median), {late:.1f} s (99 of 100), {delays[-1]:.1f} s (last)"
    )


def test_every_manner_has_its_reason() -> None:
    assert set(REASONS) == set(Manner)
