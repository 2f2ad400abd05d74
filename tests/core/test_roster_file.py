from __future__ import annotations

from datetime import date

import pytest

from docketmail.core.notice import Kind
from docketmail.core.roster import CourtCase, CourtRule, FirmPolicy, Mode
from docketmail.core.roster_file import parse
from docketmail.core.roster_mistakes import RosterError


GOOD = """
[[firm]]
id = "quillhart"
name = "Quill Hart LLP"
desk = "desk"
second = "clara"
orphans = "clara"
administrators = ["anna", "clara"]
timezone = "America/Chicago"

[firm.policy]
courts = { nced = "forbidden" }
unknown_court = "mailbox_only"
refused_kinds = { "*.il" = ["submitted"] }
words = ["confidential"]
email_gates = ["il-cook-county"]
two_person_release = true
notice_days = 14

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
cases = ["cand 4:26-cv-00771", "ca9 26-*"]
readers = ["anna"]
modes = { anna = "notify_only" }

[[firm.matter.outside]]
name = "Co Counsel"
email = "co@elsewhere.example"
sponsor = "anna"
until = 2026-12-31

[[firm.wall]]
person = "clara"
matter = "1047-002"
why = "she advised the other side"

[[firm.absence]]
person = "anna"
delegate = "clara"
until = 2026-04-01

[[firm.affiliation]]
person = "clara"
matters = ["1047-002"]
since = 2026-01-01
until = 2026-06-30
ground = "pro hac vice"
"""


def test_a_roster_reads_as_written() -> None:
    written = parse(GOOD)
    [firm] = written.roster.firms
    assert (firm.desk, firm.second, firm.orphans) == ("desk", "clara", "clara")
    assert firm.administrators == ("anna", "clara")
    assert [person.id for person in firm.people] == ["anna", "desk", "clara"]
    [matter] = written.matters["quillhart"]
    assert matter.cases == (CourtCase("cand", "4:26-cv-00771"), CourtCase("ca9", "26-*"))
    assert matter.modes == {"anna": Mode.NOTIFY_ONLY}
    assert matter.outside[0].sponsor == "anna"


def test_what_the_firm_decides_reads_as_written() -> None:
    [firm] = parse(GOOD).roster.firms
    assert firm.policy == FirmPolicy(
        courts={"nced": CourtRule.FORBIDDEN},
        unknown_court=CourtRule.MAILBOX_ONLY,
        refused_kinds={"*.il": (Kind.SUBMITTED,)},
        words=("confidential",),
        email_gates=("il-cook-county",),
        two_person_release=True,
        notice_days=14,
    )
    [wall], [absence], [affiliation] = firm.walls, firm.absences, firm.affiliations
    assert (wall.person, wall.matter) == ("clara", "1047-002")
    assert (absence.delegate, absence.until) == ("clara", date(2026, 4, 1))
    assert (affiliation.matters, affiliation.ground) == (("1047-002",), "pro hac vice")


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ('nced = "forbidden"', 'nced = "never"', "policy.courts.nced"),
        ('["submitted"]', '["misfiled"]', "policy.refused_kinds"),
        ('words = ["confidential"]', 'words = ["no"]', "policy.words"),
        ("notice_days = 14", "notice_days = -1", "policy.notice_days"),
        ('email = "aquill@quillhart.example"', 'email = "aquill"', "email"),
        ('anna = "notify_only"', 'anna = "sometimes"', "modes.anna"),
        ('cases = ["cand 4:26-cv-00771", "ca9 26-*"]', "cases = []", "cases"),
        ('id = "1047-002"', 'id = "1047/002"', "matter[1].id"),
        ("until = 2026-12-31", "untill = 2026-12-31", "untill"),
        ("until = 2026-04-01", 'until = "soon"', "absence[1].until"),
        ("[[firm]]", "[[firm]", "not TOML"),
    ],
)
def test_a_field_that_is_wrong_is_named(was: str, now: str, said: str) -> None:
    assert was in GOOD
    with pytest.raises(RosterError) as caught:
        parse(GOOD.replace(was, now))
    assert any(said in mistake for mistake in caught.value.mistakes), caught.value.mistakes


def test_what_the_fields_say_together_is_checked_as_well() -> None:
    with pytest.raises(RosterError) as caught:
        parse(GOOD.replace('sponsor = "anna"', 'sponsor = "zoe"'))
    assert caught.value.mistakes == [
        "firm quillhart: matter 1047-002: sponsor is 'zoe': no person of the firm has this id"
    ]
