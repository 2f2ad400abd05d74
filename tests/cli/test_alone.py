"""Commands where no daemon runs: they open the ledger themselves, under the daemon's lock."""

from __future__ import annotations

import re
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest

from cli.desk import ROSTER, Desk
from docketmail import daemon
from docketmail.core.lifecycle import PaperState
from docketmail.core.records import Hold, NoticeRecord, Paper, RosterRecord
from docketmail.demo.pdfs import make_pdf


STRANGER = "203.0.113.9"
CASE = ("--court", "cand", "--case", "4:26-cv-00771")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.fixture
def ready(desk: Desk) -> Desk:
    desk.ready()
    return desk


# From nothing


def test_without_its_directory_it_says_what_to_run(desk: Desk) -> None:
    assert "run `docketmail init`" in desk.refused("status")


def test_without_its_tables_it_says_what_to_run(desk: Desk) -> None:
    desk.said("init")
    assert "run `docketmail migrate`" in desk.refused("status")


def test_a_first_key_is_for_its_owner_alone_and_stays_as_it_is(desk: Desk) -> None:
    assert "keep a copy of it" in desk.said("init")
    key = desk.place / "store" / "master.key"
    assert stat.S_IMODE(key.stat().st_mode) & 0o077 == 0
    before = key.read_bytes()
    assert "stays as it is" in desk.said("init")
    assert key.read_bytes() == before


def test_a_migration_is_checked_run_and_then_nothing_is_missing(desk: Desk) -> None:
    desk.said("init")
    assert "run `docketmail migrate`" in desk.refused("migrate", "--check")
    assert "ledger: " in desk.said("migrate")
    assert "keys: " in desk.said("migrate", "--check")


def test_a_wrong_configuration_names_key_value_and_what_would_be_right(desk: Desk) -> None:
    desk.config.write_text(desk.config.read_text().replace('hostname = "mx', 'hostnam = "mx'))
    said = desk.refused("status", status=2)
    assert "intake.hostnam" in said
    assert "intake.hostname" in said


def test_a_configuration_that_is_not_there_is_said_to_be(desk: Desk) -> None:
    desk.config.unlink()
    assert "No such file" in desk.refused("status", status=2)


def test_a_daemon_that_does_not_answer_keeps_its_lock(ready: Desk) -> None:
    with daemon.locked(ready.place / "store"):
        assert "another docketmail works" in ready.refused("status")


def test_a_socket_that_cannot_be_reached_is_named(ready: Desk) -> None:
    file = ready.file("file", "no directory")
    written = ready.config.read_text().replace(
        f"{ready.place}/control.sock", f"{file}/control.sock"
    )
    ready.config.write_text(written)
    assert "control.sock: Not a directory" in ready.refused("status")


# The roster


def test_a_roster_is_checked_offline(desk: Desk) -> None:
    said = desk.said("roster", "check", desk.file("roster.toml", ROSTER))
    assert "1 firm(s), 3 people, 1 matter(s)" in said
    wrong = ROSTER.replace('second = "clara"', 'second = "nobody"')
    assert "nobody" in desk.refused("roster", "check", desk.file("w.toml", wrong), status=2)


@pytest.mark.parametrize("command", ["check", "apply"])
def test_a_file_that_is_no_text_is_said_to_be_none(ready: Desk, command: str) -> None:
    assert "UTF-8" in ready.refused("roster", command, ready.file("roster.toml", b"\xff\xfe"))


def test_a_roster_is_shown_as_a_plan_and_applied_after_a_yes(desk: Desk) -> None:
    desk.said("init")
    desk.said("migrate")
    file = desk.file("roster.toml", ROSTER)
    assert "no roster was applied yet" in desk.refused("roster", "show")
    said = desk.refused("roster", "apply", file, answer="n\n")
    assert "+ firm quillhart" in said
    assert desk.all(RosterRecord) == []
    assert "Applied as version 1" in desk.said("roster", "apply", file, answer="y\n")
    assert "It changes nothing" in desk.said("roster", "apply", file)
    shown = desk.said("roster", "show")
    assert "# version 1" in shown
    assert 'id = "quillhart"' in shown


def test_a_forgotten_address_is_not_applied(ready: Desk) -> None:
    without = re.sub(r"intake = .*\n", "", ROSTER)
    assert "retired" in ready.refused("roster", "apply", ready.file("r.toml", without), "--yes")


def test_a_proposed_address_is_new_each_time_and_good_for_a_roster(desk: Desk) -> None:
    addresses = {
        desk.said("roster", "propose", "AQuill", "Dockets.Quillhart.Example").strip()
        for _ in range(20)
    }
    assert len(addresses) == 20
    address = addresses.pop()
    assert re.fullmatch(r"aquill-[2-9a-z]{10}@dockets\.quillhart\.example", address)
    written = re.sub(r'intake = ".*"', f'intake = "{address}"', ROSTER)
    desk.said("roster", "check", desk.file("roster.toml", written))


@pytest.mark.parametrize("name", ["Anna Quill", "anna@quill", "", "änna"])
def test_a_name_that_makes_no_address_is_refused(desk: Desk, name: str) -> None:
    assert "letters, digits" in desk.refused("roster", "propose", name, "x.example", status=2)


# What waits


def test_what_is_held_is_listed_shown_acknowledged_and_released(ready: Desk) -> None:
    assert "Nothing is held." in ready.said("holds")
    ready.receive(STRANGER)
    [hold] = ready.all(Hold)
    listed = ready.said("holds")
    assert hold.id in listed
    assert "suspect" in listed
    shown = ready.said("holds", "show", hold.id)
    assert "Marlow v. Ostrander" in shown
    assert "http" not in shown
    assert "stays held" in ready.said("holds", "ack", hold.id)
    asked = ready.refused("holds", "release", hold.id, answer="\n")
    assert "A release waives suspect, and no other rule" in asked
    assert "because: you were noticed" in asked
    assert "nothing is released" in asked
    said = ready.said("holds", "release", hold.id, answer="I called\n")
    assert "objection suspect" in said
    assert "suspect is waived" in said
    assert "ended already" in ready.refused("holds", "dismiss", hold.id, "--why", "spam")
    assert "Release it" not in ready.said("holds", "show", hold.id)


def test_a_dismissed_hold_is_gone_from_the_list(ready: Desk) -> None:
    ready.receive(STRANGER)
    [hold] = ready.all(Hold)
    ready.said("holds", "dismiss", hold.id, "--why", "a forgery")
    assert "Nothing is held." in ready.said("holds")


def test_a_hold_that_is_not_there_is_said_to_be(ready: Desk) -> None:
    assert "there is no hold h9" in ready.refused("holds", "show", "h9")


# Papers


def test_a_paper_is_supplied_saved_once_and_called_back(ready: Desk) -> None:
    ready.receive()
    [paper], [notice] = ready.all(Paper), ready.all(NoticeRecord)
    assert paper.id in ready.said("show", notice.id)
    page = ready.file("page.html", "<html>Please log in</html>")
    assert "that is no PDF" in ready.refused("supply", paper.id, page)
    pdf = ready.file("paper.pdf", make_pdf("By hand"))
    assert "by a supplement" in ready.said("supply", paper.id, pdf)

    saved = ready.place / "saved.pdf"
    ready.said("show", paper.id, "--save", str(saved))
    assert saved.read_bytes() == make_pdf("By hand")
    assert "File exists" in ready.refused("show", paper.id, "--save", str(saved))

    which = (*CASE, "--document", "45", "--why", "privileged")
    assert "Aborted" in ready.refused("clawback", *which, answer="n\n")
    assert ready.all(Paper)[0].state is PaperState.HERE
    said = ready.said("clawback", *which, answer="y\n")
    assert f"Destroyed: {paper.id}" in said
    assert "filing court's clerk" in said
    assert ready.all(Paper)[0].state is PaperState.DESTROYED
    assert "nothing to save" in ready.refused("show", paper.id, "--save", str(saved) + "2")
    assert "compare them with the letter" in ready.refused("clawback", *which, "--yes")


@pytest.mark.parametrize("document", ["45-", "45-A", "x-y"])
def test_a_document_that_cannot_be_meant_destroys_nothing(ready: Desk, document: str) -> None:
    ready.receive()
    which = (*CASE, "--document", document, "--why", "privileged")
    assert "write 45" in ready.refused("clawback", *which, "--yes")
    assert ready.all(Paper)[0].state is PaperState.NOT_OBTAINED


def test_what_is_not_kept_apart_is_not_released(ready: Desk) -> None:
    ready.receive()
    [paper] = ready.all(Paper)
    said = ready.refused("release", paper.id, "--why", "compared")
    assert "it is not kept apart" in said
    assert "Missing argument" in ready.refused("release", "--why", "compared", status=2)


# The ledger


def test_the_status_says_what_became_of_the_newest_and_counts(ready: Desk) -> None:
    assert re.search(r"notices: +none", ready.said("status"))
    ready.receive()
    said = ready.said("status")
    assert "not obtained: login" in said
    assert re.search(r"notices: +1 screened", said)
    ready.receive(STRANGER)
    assert len(ready.said("status", "--notices", "1").splitlines()) == 7


def test_whole_chains_are_said_to_be_and_a_changed_one_ends_with_status_1(ready: Desk) -> None:
    ready.receive()
    assert "1 notice(s) are whole" in ready.said("ledger", "verify")
    _tamper(ready.place / "store" / "ledger.db")
    assert "event 1 was changed" in ready.refused("ledger", "verify")


def _tamper(file: Path) -> None:
    with closing(sqlite3.connect(file)) as database, database:
        [(table,)] = database.execute(
            "SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'event%'"
        ).fetchall()
        database.execute(f"UPDATE {table} SET subject = 'n9' WHERE place = 1")  # noqa: S608
