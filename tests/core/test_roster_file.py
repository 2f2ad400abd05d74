from __future__ import annotations

import pytest

from docketmail.core.roster import CourtRule, Roster
from docketmail.core.roster_file import RosterError, difference, parse, vanished


GOOD = """
[[firm]]
id = "quillhart"
name = "Quill Hart LLP"
desk = "desk"
second = "clara"
timezone = "America/Chicago"
courts = { nced = "forbidden" }

[[firm.person]]
id = "anna"
name = "Anna Quill"
email = "aquill@quillhart.example"
intake = "aquill-k3v9q27x@dockets.quillhart.example"

[[firm.person]]
id = "desk"
name = "Docketing Desk"
email = "docketing@quillhart.example"

[[firm.person]]
id = "clara"
name = "Clara Voss"
email = "cvoss@quillhart.example"

[[firm.matter]]
id = "1047-002"
court = "cand"
case = "4:26-cv-00771"
readers = ["anna"]

[[firm.matter.outside]]
name = "Co Counsel"
email = "co@elsewhere.example"
sponsor = "anna"
until = 2026-12-31
"""


def test_a_roster_reads_as_written() -> None:
    [firm] = parse(GOOD).firms
    assert (firm.desk, firm.second, firm.courts) == ("desk", "clara", {"nced": CourtRule.FORBIDDEN})
    assert [person.id for person in firm.people] == ["anna", "desk", "clara"]
    assert firm.matters[0].outside[0].sponsor == "anna"


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('desk = "desk"\n', 'desk = "dsk"\n', "desk is 'dsk'"),
        ('second = "clara"', 'second = "desk"', "second is the desk itself"),
        ('"America/Chicago"', '"Chicago/America"', "timezone 'Chicago/America'"),
        ('nced = "forbidden"', 'nced = "never"', "courts.nced"),
        ('readers = ["anna"]', 'readers = ["ana"]', "reader 'ana'"),
        ('sponsor = "anna"', 'sponsor = "zoe"', "sponsor 'zoe'"),
        ("aquill-k3v9q27x@", "anna@", "easy to guess"),
        ('email = "aquill@quillhart.example"', 'email = "aquill"', "email"),
        ('id = "clara"', 'id = "anna"', "person 'anna' stands 2 times"),
        ('case = "4:26-cv-00771"', 'case = "Marlow"', "no case number"),
        ("until = 2026-12-31", "untill = 2026-12-31", "untill"),
        ("[[firm]]", "[[firm]", "not TOML"),
    ],
)
def test_a_mistake_is_named(was: str, now: str, said: str) -> None:
    assert was in GOOD
    with pytest.raises(RosterError) as caught:
        parse(GOOD.replace(was, now))
    assert any(said in mistake for mistake in caught.value.mistakes), caught.value.mistakes


def test_every_mistake_is_named_at_once() -> None:
    wrong = GOOD.replace('readers = ["anna"]', 'readers = ["ana"]')
    wrong = wrong.replace('sponsor = "anna"', 'sponsor = "zoe"').replace(
        'desk = "desk"\n', 'desk = "dsk"\n'
    )
    with pytest.raises(RosterError) as caught:
        parse(wrong)
    assert len(caught.value.mistakes) == 3


def test_one_intake_address_leads_to_one_person() -> None:
    twice = GOOD.replace(
        'email = "cvoss@quillhart.example"',
        'email = "cvoss@quillhart.example"\nintake = "AQUILL-k3v9q27x@dockets.quillhart.example"',
    )
    with pytest.raises(RosterError, match="intake address"):
        parse(twice)


def test_a_difference_names_what_changes_and_nothing_else() -> None:
    before = parse(GOOD)
    assert difference(before, before) == []
    after = parse(GOOD.replace('readers = ["anna"]', 'readers = ["anna", "clara"]'))
    assert difference(before, after) == [
        "~ matter quillhart/1047-002: readers [anna] -> [anna, clara]"
    ]
    first = difference(Roster(), before)
    assert "+ firm quillhart" in first
    assert "+ person quillhart/anna" in first


def test_an_address_that_was_issued_may_not_vanish() -> None:
    before = parse(GOOD)
    moved = GOOD.replace("aquill-k3v9q27x@", "aquill-m2p8r45w@")
    [said] = vanished(before, parse(moved))
    assert "aquill-k3v9q27x@dockets.quillhart.example" in said
    kept = moved.replace(
        'name = "Anna Quill"',
        'name = "Anna Quill"\nretired = ["aquill-k3v9q27x@dockets.quillhart.example"]',
    )
    assert vanished(before, parse(kept)) == []
