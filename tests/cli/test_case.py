"""`docketmail case`: what a docketing clerk types, and what is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.desk import Desk


HERE = ("cand", "4:26-cv-00771-JST")
WHY = ("--why", "a benefits appeal")


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    terminal = Desk(tmp_path)
    terminal.ready()
    return terminal


def test_a_case_is_seen_restricted_opened_and_shown(desk: Desk) -> None:
    assert "Every case that was seen is classified" in desk.said("case", "list")
    desk.receive()
    assert "quillhart  cand  4:26-cv-00771-JST" in desk.said("case", "list")
    said = desk.said("case", "restrict", *HERE, *WHY)
    assert said == "quillhart: cand 4:26-cv-00771 is restricted\n"
    assert "is open" in desk.said("case", "open", *HERE, "--why", "it was another case")
    shown = desk.said("case", "show", *HERE).splitlines()
    assert "is restricted: a benefits appeal (uid:" in shown[0]
    assert "is open: it was another case (uid:" in shown[1]
    assert "Every case" in desk.said("case", "list", "--firm", "quillhart")


def test_a_word_is_excepted_and_restricts_again(desk: Desk) -> None:
    said = desk.said("case", "except", *HERE, "Sealed Air", "--why", "a party")
    assert said == "quillhart: cand 4:26-cv-00771 no longer restricted by the word 'Sealed Air'\n"
    said = desk.said("case", "withdraw", *HERE, "Sealed Air", "--why", "it left the case")
    assert "restricted again by the word 'Sealed Air'" in said
    assert "with its neighbour" in desk.refused("case", "except", *HERE, "seal", "--why", "a party")


def test_of_another_case_nothing_is_decided(desk: Desk) -> None:
    assert "Nobody has decided anything" in desk.said("case", "show", "cand", "4:26-cv-1")


LIST = "\ufeffcourt,case,classification,why\ncand,4:26-cv-1,open,public\nca9,26-100,restricted,a minor\n"


def test_a_list_of_cases_is_classified_at_once(desk: Desk) -> None:
    said = desk.said("case", "classify", desk.file("cases.csv", LIST)).splitlines()
    assert said == [
        "quillhart: cand 4:26-cv-1 is open",
        "quillhart: ca9 26-100 is restricted",
    ]


WRONG: list[tuple[str | bytes, str]] = [
    ("court,case\ncand,4:26-cv-1\n", "line 2 lacks some"),
    (f"{LIST}cand,4:26-cv-2\n", "line 4 lacks some"),
    ("court,case,classification,why\n", "no line below the first"),
    ("", "no line below the first"),
    (b"\xff\xfe\x00", "no CSV file in UTF-8"),
    (f"{LIST}cand,4:26-cv-2,secret,public\n", "'secret' is neither"),
]


def test_a_list_that_is_not_right_changes_nothing(desk: Desk) -> None:
    for text, says in WRONG:
        assert says in desk.refused("case", "classify", desk.file("cases.csv", text))
    assert "Nobody has decided" in desk.said("case", "show", "cand", "4:26-cv-1")


def test_a_case_is_related_to_another(desk: Desk) -> None:
    desk.said("case", "relate", "ca9", "26-100", "appeal", *HERE)
    assert "is on appeal from" in desk.said("case", "relations")
    desk.said("case", "unrelate", "ca9", "26-100", *HERE)
    assert "No cases are related" in desk.said("case", "relations")
