"""Every sample reads as its .json says. `python tests/accept.py` writes those, and nothing else does."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from docketmail.cli.explain_notice import explanation
from docketmail.core.courts import SYSTEMS, read


NOTICES = Path(__file__).parents[2] / "notices"
SAMPLES = sorted(NOTICES.rglob("*.eml"))
COURTS = Path(__file__).parents[3] / "src" / "docketmail" / "core" / "courts"


@pytest.mark.parametrize("mail", SAMPLES, ids=lambda mail: f"{mail.parent.name}/{mail.stem}")
def test_a_sample_reads_as_accepted(mail: Path) -> None:
    accepted = json.loads(mail.with_suffix(".json").read_text("utf-8"))
    assert explanation(read(mail.read_bytes())) == accepted


@pytest.mark.parametrize("mail", SAMPLES, ids=lambda mail: f"{mail.parent.name}/{mail.stem}")
def test_a_sample_says_what_is_odd_about_it(mail: Path) -> None:
    if "private" not in mail.parts:
        assert mail.with_suffix(".md").read_text("utf-8").strip()


def test_every_system_has_a_sample_that_it_alone_reads() -> None:
    for system in SYSTEMS:
        accepted = [
            json.loads(path.read_text("utf-8")) for path in (NOTICES / system.NAME).glob("*.json")
        ]
        assert any(one["system"] == system.NAME for one in accepted), system.NAME


def test_every_court_module_with_a_name_is_listed() -> None:
    packages = {path.parent.name for path in COURTS.glob("*/__init__.py")}
    files = {path.stem for path in COURTS.glob("*.py") if "NAME: Final" in path.read_text("utf-8")}
    assert packages | files == {system.NAME for system in SYSTEMS}
