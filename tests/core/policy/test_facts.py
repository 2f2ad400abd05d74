from __future__ import annotations

from dataclasses import replace

from core.policy.notices import case, facts, notice
from docketmail.core.casefile import EMPTY, CaseFile
from offices import MATTER


def test_a_case_has_its_file_and_one_that_nobody_heard_of_an_empty_one() -> None:
    known = CaseFile((MATTER,))
    seen = replace(facts(notice()), files={case().number: known})
    assert seen.file(case().number) is known
    assert seen.file("4:26-cv-99999") is EMPTY
