"""`docketmail appearance`, asked of a daemon."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.desk import Desk, StandIn


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


CASE = ("il-wren-county", "2026-CH-004711")
WHERE = {"firm": None, "court": CASE[0], "case": CASE[1]}
RECORDED = {
    "id": "a1",
    "firm": "quillhart",
    "court": CASE[0],
    "case": "2026-ch-004711",
    "person": "anna",
    "since": "2026-03-02",
    "ground": "engagement",
    "by": "uid:1000",
    "withdrawn": "",
    "withdrawn_by": "",
    "withdrawn_why": "",
}


def test_what_waited_for_an_appearance_is_told(desk: Desk) -> None:
    daemon = StandIn({"appearances.add": {"appearance": "a1", "released": ["h1", "h2"]}})
    with daemon.listening(desk.place / "control.sock"):
        said = desk.said("appearance", "add", *CASE, "anna", "--ground", "engagement")
    asked = {"where": WHERE, "person": "anna", "ground": "engagement", "since": None}
    assert daemon.asked == [("appearances.add", asked)]
    assert said == "a1 is recorded; 2 notice(s) begin again: h1, h2.\n"


def test_a_withdrawal_says_from_when(desk: Desk) -> None:
    daemon = StandIn({"appearances.withdraw": {"appearance": "a1", "withdrawn": "2026-05-04"}})
    with daemon.listening(desk.place / "control.sock"):
        words = ("appearance", "withdraw", *CASE, "anna", "--ground", "order", "--from")
        said = desk.said(*words, "2026-05-04")
    [(_, asked)] = daemon.asked
    assert asked["since"] == "2026-05-04"
    assert said == "a1 is withdrawn from 2026-05-04 on.\n"


@pytest.mark.parametrize(
    ("found", "line"),
    [
        ([], "Nothing is recorded."),
        ([RECORDED], "from 2026-03-02: engagement (uid:1000)"),
        ([RECORDED | {"withdrawn": "2026-05-04", "withdrawn_why": "order"}], "2026-05-04: order"),
    ],
)
def test_what_is_recorded_is_listed(desk: Desk, found: list[object], line: str) -> None:
    daemon = StandIn({"appearances.list": {"appearances": found}})
    with daemon.listening(desk.place / "control.sock"):
        said = desk.said("appearance", "list", "--case", CASE[1])
    assert said.rstrip().endswith(line)
