"""`docketmail explain notice`, as scripts outside the project call it."""

from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner

from docketmail.cli import main


NOTICES = Path(__file__).parents[1] / "notices"
MOTION = NOTICES / "cmecf" / "nysd_motion.eml"
SPAM = NOTICES / "correspondence" / "spam.eml"


def run(*arguments: str | Path, stdin: bytes = b"") -> tuple[int, str]:
    result = CliRunner().invoke(main, ["explain", "notice", *map(str, arguments)], input=stdin)
    return result.exit_code, result.output


def test_one_object_a_line_in_the_order_of_the_files() -> None:
    status, output = run("--json", SPAM, MOTION, "-", stdin=MOTION.read_bytes())
    spam, motion, again = map(json.loads, output.splitlines())
    assert status == 0
    assert (spam["verdict"], spam["kind"], spam["cases"]) == ("not_a_notice", "other", [])
    assert motion == again
    assert motion["schema"] == 1
    assert motion["cases"][0]["links"][0]["magic"] == "48201973"


def test_a_person_reads_what_the_court_said() -> None:
    status, output = run(MOTION, SPAM)
    assert status == 0
    assert "Halloran et al v. Brightwater Transit Corp." in output
    assert "other, not a notice (no court system wrote it)" in output


def test_a_terminal_is_not_spoken_to_by_a_mail(tmp_path: Path) -> None:
    mail = tmp_path / "mail.eml"
    mail.write_bytes(b"Subject: \x1b[2Jgone\n\n")
    assert "\x1b" not in run(mail)[1]


def test_a_file_that_cannot_be_read_is_status_2(tmp_path: Path) -> None:
    status, output = run("--json", tmp_path / "missing.eml")
    assert status == 2
    assert "No such file" in output
    assert run(tmp_path)[0] == 2


def test_dates_are_told_as_the_court_prints_them() -> None:
    mail = NOTICES / "cmecf" / "cand_text_entry.eml"
    [hearing] = json.loads(run("--json", mail)[1])["cases"][0]["dates"]
    assert hearing["kind"] == "hearing"
    assert hearing["what"] == "Case Management Conference"
    assert hearing["quoted"] in json.loads(run("--json", mail)[1])["cases"][0]["docket_text"]
    assert f"hearing    {hearing['on']}" in run(mail)[1]


def test_a_time_without_a_certain_zone_is_to_be_confirmed() -> None:
    assert "09:05:00 (confirm the time zone)" in run(NOTICES / "cmecf" / "flnd_no_zone.eml")[1]
    assert "confirm the time zone" not in run(MOTION)[1]
