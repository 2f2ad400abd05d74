"""The roster and a firm's matters from a terminal, where no daemon runs."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.desk import ROSTER, Desk
from docketmail.core.firm_records import MatterRecord
from docketmail.core.roster_difference import SHOWN


HEAD = "matter;name;court;case;readers\n"
SHEET = HEAD + "2210-001;In re Nimbus;ctb;26-20091;cvoss@quillhart.example\n"
WALL = '[[firm.wall]]\nperson = "clara"\nmatter = "2210-001"\n'
FIRM = ("--firm", "quillhart")


@pytest.fixture
def ready(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.ready()
    return desk


def matters(desk: Desk) -> list[str]:
    return [one.id for one in desk.all(MatterRecord)]


def test_matters_are_shown_as_a_plan_and_imported_after_a_yes(ready: Desk) -> None:
    file = ready.file("matters.csv", SHEET)
    said = ready.refused("roster", "import", file, *FIRM, answer="n\n")
    assert "+ matter quillhart/2210-001" in said
    assert "Apply these 1 changes?" in said
    assert matters(ready) == ["quillhart/1047-002"]
    assert "Imported as version 2" in ready.said("roster", "import", file, *FIRM, answer="y\n")
    assert matters(ready) == ["quillhart/1047-002", "quillhart/2210-001"]
    assert "It changes nothing" in ready.said("roster", "import", file, *FIRM)


def test_a_table_in_the_encoding_of_old_spreadsheets_is_read(ready: Desk) -> None:
    file = ready.file("matters.csv", SHEET.replace("Nimbus", "Núñez").encode("cp1252"))
    ready.said("roster", "import", file, *FIRM, "--yes")
    assert [one.name for one in ready.all(MatterRecord)] == ["", "In re Núñez"]


def test_a_long_plan_is_counted(ready: Desk) -> None:
    lines = "".join(f"3-{n};;ctb;26-{20_000 + n};clara\n" for n in range(SHOWN + 40))
    said = ready.said("roster", "import", ready.file("matters.csv", HEAD + lines), *FIRM, "--yes")
    assert said.count("+ matter quillhart/") == SHOWN
    assert "and 40 more; in all:" in said
    assert f"{SHOWN + 40}  + matter" in said


def test_every_mistake_of_a_table_is_named_and_nothing_is_imported(ready: Desk) -> None:
    wrong = ready.file("wrong.csv", SHEET.replace("ctb", "ctx").replace("cvoss", "zoe"))
    said = ready.refused("roster", "import", wrong, *FIRM, "--yes")
    assert "line 2: court 'ctx'" in said
    assert "line 2: 'zoe@quillhart.example'" in said
    assert matters(ready) == ["quillhart/1047-002"]


def test_a_table_that_is_no_text_is_said_to_be_none(ready: Desk) -> None:
    file = ready.file("matters.csv", b"matter\x81")
    assert "Windows-1252" in ready.refused("roster", "import", file, *FIRM, status=2)


def test_a_wall_before_a_matter_that_is_not_in_the_file_is_said_offline(ready: Desk) -> None:
    said = ready.said("roster", "check", ready.file("roster.toml", ROSTER + WALL))
    assert "wall of clara: 2210-001 must have been imported" in said


def test_a_case_is_related_to_an_older_one_and_parted_from_it(ready: Desk) -> None:
    pair = ("ca9", "26-1234", "cand", "4:26-cv-00771")
    said = ready.said("case", "relate", *pair[:2], "appeal", *pair[2:])
    assert said == "quillhart: ca9 26-1234 is on appeal from cand 4:26-cv-00771\n"
    assert "is on appeal from" in ready.said("case", "relations")
    assert ready.said("case", "unrelate", *pair).startswith("No longer: quillhart: ca9 26-1234")
    assert "No cases are related" in ready.said("case", "relations")
