"""`docketmail reread`, asked of a daemon and by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.desk import Desk, StandIn
from docketmail.core import courts
from docketmail.core.lifecycle import NoticeState
from docketmail.core.notice import Unreadable
from docketmail.core.records import NoticeRecord
from docketmail.readings import _said_again


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


ROWS = [
    {
        "notice": "n1",
        "rule": "drift",
        "court": "cand",
        "begun": True,
        "why": "it is understood now",
    },
    {"notice": "n2", "rule": "unreadable", "court": "", "begun": False, "why": "no case"},
]


def test_each_notice_is_told_with_its_fate_and_why(desk: Desk) -> None:
    daemon = StandIn({"notices.reread": {"notices": ROWS}})
    with daemon.listening(desk.place / "control.sock"):
        first, second, sum_ = desk.said("reread").splitlines()
    assert daemon.asked == [("notices.reread", {"court": None, "notices": []})]
    assert first.split(maxsplit=3) == ["n1", "cand", "drift", "begins again: it is understood now"]
    assert second.split(maxsplit=3) == ["n2", "-", "unreadable", "stays as it is: no case"]
    assert sum_ == "1 of 2 begin again."


def test_a_court_or_notices_are_named_not_both(desk: Desk) -> None:
    daemon = StandIn({"notices.reread": {"notices": []}})
    with daemon.listening(desk.place / "control.sock"):
        assert "Nothing" in desk.said("reread", "--court", "cand")
        assert "Nothing" in desk.said("reread", "n1", "n2")
        assert "not both" in desk.refused("reread", "n1", "--court", "cand", status=2)
    assert [values for _, values in daemon.asked] == [
        {"court": "cand", "notices": []},
        {"court": None, "notices": ["n1", "n2"]},
    ]


def test_without_a_daemon_it_reads_by_itself(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.ready()
    _said_again.cache_clear()
    with monkeypatch.context() as older:
        older.setattr(courts, "understood", lambda _: Unreadable("too new"))
        desk.receive()
        assert "stays as it is: too new" in desk.said("reread")
    _said_again.cache_clear()
    assert "begins again" in desk.said("reread")
    [notice] = desk.all(NoticeRecord)
    assert notice.state is NoticeState.RECEIVED
    assert "there is no notice n9" in desk.refused("reread", "n9")
