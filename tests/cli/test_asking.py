"""Commands where a daemon runs: they ask it, and open nothing themselves."""

from __future__ import annotations

import shlex
from base64 import b64encode
from pathlib import Path

import pytest
from click.testing import CliRunner

from cli.desk import Desk, StandIn
from docketmail.cli import main


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


def socket_of(desk: Desk) -> Path:
    return desk.place / "control.sock"


def test_a_running_daemon_is_asked_and_the_ledger_is_not_opened(desk: Desk) -> None:
    daemon = StandIn({"holds.list": {"holds": []}, "releases.list": {"requests": []}})
    with daemon.listening(socket_of(desk)):
        assert "Nothing is held." in desk.said("holds")
    assert daemon.asked == [("holds.list", {}), ("releases.list", {})]
    assert not (desk.place / "store").exists()


def test_what_the_daemon_refuses_is_said_in_its_words(desk: Desk) -> None:
    with StandIn({"holds.ack": "there is no hold h9"}).listening(socket_of(desk)):
        assert desk.refused("holds", "ack", "h9") == "Error: there is no hold h9\n"


def test_a_daemon_of_an_older_version_says_that_it_cannot(desk: Desk) -> None:
    with StandIn({"status": {}}).listening(socket_of(desk)):
        assert "does not have" in desk.refused("release", "p1", "--why", "compared")


def test_a_release_names_the_papers_and_the_reason(desk: Desk) -> None:
    daemon = StandIn({"papers.release": {"released": ["p1", "p2"]}})
    with daemon.listening(socket_of(desk)):
        assert desk.said("release", "p1", "p2", "--why", "compared") == "Released: p1, p2.\n"
    assert daemon.asked == [("papers.release", {"papers": ["p1", "p2"], "why": "compared"})]


def test_a_supplied_paper_goes_whole(desk: Desk) -> None:
    data = b"%PDF-1.7\n" + bytes(range(256)) * 400
    daemon = StandIn({"papers.supply": {"supplied": "p1", "filing": "f1", "state": "here"}})
    with daemon.listening(socket_of(desk)):
        said = desk.said("supply", "p1", desk.file("paper.pdf", data))
    assert "completed by a supplement" in said
    assert daemon.asked == [("papers.supply", {"paper": "p1", "pdf": b64encode(data).decode()})]


def test_the_page_that_answered_an_attempt_is_saved_and_how_to_read_it_is_told(desk: Desk) -> None:
    link = "https://ecf.vtd.uscourts.gov/doc1/1?caseid=1&magic_num=5"
    told = {"attempt": "a1", "link": link, "status": 200, "content_type": "text/html; charset=x"}
    daemon = StandIn({"ledger.page": {**told, "page": b64encode(b"<p>Log in").decode()}})
    place = desk.place / "the page.html"
    with daemon.listening(socket_of(desk)):
        said = desk.said("show", "a1", "--save", str(place))
        assert "File exists" in desk.refused("show", "a1", "--save", str(place))
    assert place.read_bytes() == b"<p>Log in"
    command = said.splitlines()[-1].strip()
    assert shlex.split(command)[:2] == ["docketmail", "explain"]
    run = CliRunner().invoke(main, shlex.split(command)[1:])
    assert run.exit_code == 0, run.output
    assert "answer:" in run.output


def test_a_supplied_paper_that_is_kept_apart_is_said_to_be(desk: Desk) -> None:
    daemon = StandIn({"papers.supply": {"supplied": "p1", "filing": "f1", "state": "apart"}})
    with daemon.listening(socket_of(desk)):
        said = desk.said("supply", "p1", desk.file("paper.pdf", b"%PDF-1.7"))
    assert "docketmail release p1" in said


def test_a_claw_back_asks_which_and_destroys_those_alone(desk: Desk) -> None:
    daemon = StandIn(
        {
            "papers.find": {"papers": [{"id": "p1"}, {"id": "p2"}]},
            "papers.call_back": {"destroyed": ["p1", "p2"], "recalls": 3},
        }
    )
    which = ("--court", "cand", "--case", "4:26-cv-00771", "--document", "45-2")
    with daemon.listening(socket_of(desk)):
        said = desk.said(
            "clawback", *which, "--firm", "nimbus", "--why", "privileged", answer="y\n"
        )
    assert "2 paper(s) will be unreadable for ever: p1, p2" in said
    assert "Recalls on their way: 3" in said
    assert "Takedown of cand 4:26-cv-00771, document 45-2" in said
    found, called_back = daemon.asked
    assert found[1] == {
        "court": "cand",
        "case": "4:26-cv-00771",
        "document": "45-2",
        "firm": "nimbus",
    }
    assert called_back[1] == {"papers": ["p1", "p2"], "why": "privileged"}


@pytest.mark.parametrize(
    "words",
    [
        ("clawback", "--court", "cand"),
        ("supply", "p1"),
        ("supply", "p1", "/nowhere/paper.pdf"),
        ("holds", "dismiss", "h1"),
        ("roster", "check"),
        ("status", "--notices", "many"),
        ("show",),
    ],
)
def test_wrong_usage_is_status_2_and_words(desk: Desk, words: tuple[str, ...]) -> None:
    said = desk.refused(*words, status=2)
    assert "Usage: " in said
    assert "Error: " in said


def test_an_unknown_command_is_said_to_be_and_the_known_ones_are_listed() -> None:
    run = CliRunner().invoke(main, ["clawbak"])
    assert run.exit_code == 2
    assert "No such command 'clawbak'" in run.output
    listed = CliRunner().invoke(main, ["--help"])
    for command in ("check", "clawback", "holds", "init", "migrate", "release", "roster", "supply"):
        assert f"  {command} " in listed.output
