from __future__ import annotations

import pytest
from jinja2 import TemplateNotFound, UndefinedError

from docketmail.core.words.sheet import Sheet
from docketmail.letters import render


def facts(**changed: object) -> dict[str, object]:
    sheet = Sheet(headline="A & B")
    return {name: getattr(sheet, name) for name in Sheet.__slots__} | changed


def test_a_fact_is_escaped_in_html_and_plain_in_text() -> None:
    assert "<h1" in render("letter", "html", **facts())
    assert "A &amp; B" in render("letter", "html", **facts())
    assert "A & B\n" in render("letter", "txt", **facts())


def test_a_fact_that_is_missing_is_an_error_not_a_hole() -> None:
    with pytest.raises(UndefinedError):
        render("letter", "txt", headline="x")
    with pytest.raises(TemplateNotFound):
        render("other", "txt")


def test_html_asks_the_network_for_nothing() -> None:
    page = render("letter", "html", **facts(alerts=["a"], after=["b"], command="c", footer=["d"]))
    assert not any(
        mark in page for mark in ("src=", "url(", "<link", "<script", "<style", "<img", "http")
    )


def test_both_parts_say_the_same() -> None:
    told = facts(
        badges=["HELD"],
        place="Place",
        lead=["Lead"],
        alerts=["Alert"],
        facts=[("Name", "Value")],
        blocks=[
            {
                "titles": ["Title"],
                "text": "Text",
                "dates": [{"what": "Hearing", "when": "Noon", "place": "Room", "quoted": "Clause"}],
            }
        ],
        after=["After"],
        command="Command",
        people=[("Who", "Names")],
        footer=["Foot"],
        several=True,
        rows=[
            dict.fromkeys(
                ("case", "document", "description", "extent", "standing", "court_page"), "Cell"
            )
            | {"here": True}
        ],
    )
    text, page = render("letter", "txt", **told), render("letter", "html", **told)
    for word in (
        "HELD",
        "Place",
        "Lead",
        "Alert",
        "Name",
        "Value",
        "Title",
        "Text",
        "Dates in this entry, as printed: check them",
        "Hearing",
        "Noon",
        "Room",
        "Clause",
        "After",
        "Command",
        "Who",
        "Names",
        "Foot",
    ):
        assert word in text
        assert word in page
    assert text.count("Cell") == page.count("Cell") == 6
