from __future__ import annotations

from dataclasses import replace
from datetime import date

from docketmail.core.roster import (
    Absence,
    Affiliation,
    CourtRule,
    Firm,
    FirmPolicy,
    Mode,
    Roster,
    Wall,
)
from docketmail.core.roster_difference import SHOWN, difference, of_matter, plan
from offices import ANNA, MATTER, OTHER, QUILL, ROSTER


JUNE = date(2026, 6, 1)


def lines(**changes: object) -> list[str]:
    """What changing the firm comes to."""
    return list(difference(ROSTER, Roster((replace(QUILL, **changes), OTHER))))  # type: ignore[arg-type]


def test_what_is_the_same_is_no_line() -> None:
    assert list(difference(ROSTER, ROSTER)) == []
    assert list(of_matter("quillhart", MATTER, replace(MATTER))) == []


def test_a_first_roster_is_all_new() -> None:
    found = list(difference(Roster(), ROSTER))
    assert "+ firm quillhart" in found
    assert "+ person quillhart/anna" in found


def test_a_firm_that_goes_is_one_line() -> None:
    assert list(difference(ROSTER, Roster((QUILL,)))) == ["- firm nimbus"]


def test_a_setting_is_named_with_before_and_after() -> None:
    assert lines(orphans="clara") == ["~ firm quillhart: orphans (none) -> clara"]
    assert lines(administrators=("anna", "clara")) == [
        "~ firm quillhart: administrators [] -> [anna, clara]"
    ]
    assert lines(policy=FirmPolicy(courts={"cand": CourtRule.FORBIDDEN}, soft_mode=True)) == [
        "~ policy quillhart: courts {} -> {cand: forbidden}",
        "~ policy quillhart: soft_mode no -> yes",
    ]


def test_a_person_is_named_by_firm_and_id() -> None:
    moved = replace(ANNA, name="Anna Quill-Lind")
    assert lines(people=(moved, *QUILL.people[1:])) == [
        "~ person quillhart/anna: name Anna Quill -> Anna Quill-Lind"
    ]


def test_walls_absences_and_affiliations_are_a_line_each() -> None:
    before: Firm = replace(QUILL, walls=(Wall("ben", "1"), Wall("pat", "1")))
    after = replace(
        QUILL,
        walls=(Wall("pat", "1"), Wall("anna", "2")),
        absences=(Absence("anna", "ben", JUNE),),
        affiliations=(Affiliation("pat", ("1", "2"), JUNE, JUNE),),
    )
    assert list(difference(Roster((before,)), Roster((after,)))) == [
        "- wall quillhart/ben before 1",
        "+ wall quillhart/anna before 2",
        "+ absence quillhart/anna until 2026-06-01, ben instead",
        "+ affiliation quillhart/pat in 1, 2 from 2026-06-01 until 2026-06-01",
    ]


def test_a_matter_says_what_changes_of_it() -> None:
    changed = replace(MATTER, readers=("anna",), modes={"anna": Mode.OFF}, outside=())
    assert list(of_matter("quillhart", MATTER, changed)) == [
        "~ matter quillhart/1047-002: readers [anna, pat] -> [anna]",
        "~ matter quillhart/1047-002: modes {} -> {anna: off}",
        "~ matter quillhart/1047-002: outside [co@elsewhere.example until 2026-12-31 by anna] -> []",
    ]
    assert list(of_matter("quillhart", None, MATTER)) == ["+ matter quillhart/1047-002"]
    assert list(of_matter("quillhart", MATTER, None)) == ["- matter quillhart/1047-002"]
    elsewhere = replace(MATTER, cases=(*MATTER.cases, MATTER.cases[0]._replace(court="cacd")))
    [line] = of_matter("quillhart", MATTER, elsewhere)
    assert line.endswith("cases [cand 4:26-cv-00771] -> [cand 4:26-cv-00771, cacd 4:26-cv-00771]")


def test_a_long_plan_is_cut_and_counted_whole() -> None:
    made = plan(f"+ matter quillhart/{number}" for number in range(SHOWN + 7))
    assert len(made.lines) == SHOWN
    assert made.counts == {"+ matter": SHOWN + 7}
