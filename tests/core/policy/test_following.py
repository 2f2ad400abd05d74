"""Nothing goes to a firm that follows a case but what is public for everybody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, strategies as st

from core.policy.notices import NUMBER, SEALED, case, notice
from docketmail.core.casefile import CaseFile, Classification
from docketmail.core.notice import Kind, Notice, StateFiling
from docketmail.core.policy.facts import Origin
from docketmail.core.policy.following import open_cases
from docketmail.core.policy.telling import NOT_FOLLOWED, Known, Telling, Untold, fates
from docketmail.core.roster import Absence, CourtCase, FirmPolicy, Matter, Outsider, Wall
from offices import ANNA, MATTER, OTHER, QUILL


TWO = "4:26-cv-00999-JST"
TODAY = date(2026, 3, 2)
AGREED = FirmPolicy(following=True)
RESTRICTED = {NUMBER: CaseFile(classification=Classification.RESTRICTED)}
PLAIN = Known(notice(), replace(QUILL, policy=AGREED), ("anna",), Origin.COURT, TODAY)


def test_a_public_entry_may_be_followed() -> None:
    assert open_cases(PLAIN) == {NUMBER}


@pytest.mark.parametrize(
    "changes",
    [
        {"firm": QUILL},
        {"firm": replace(QUILL, policy=replace(AGREED, soft_mode=True))},
        {"origin": Origin.PERSON},
        {"origin": Origin.UNKNOWN},
        {"files": RESTRICTED},
        {"marked": frozenset({NUMBER})},
        {"stopped": frozenset({NUMBER})},
        {"menu": ((NUMBER, "Sealed Exhibit"),)},
        {"earlier": (notice(case(text="MOTION to Seal")),)},
        {"followed": frozenset({NUMBER})},
        {"notice": notice(case(text="MOTION to Seal"))},
        {"notice": notice(case(name="Doe v. Commissioner of Social Security"))},
        {"notice": notice(case(links=()), marks=SEALED)},
        {"notice": notice(listed=("x@y.example",))},
        {"notice": notice(case(), case(TWO, text="Redacted Brief"))},
        {"notice": replace(notice(), system="scotus")},
        {"notice": replace(notice(), state=StateFiling(envelope="120519758"))},
        {"notice": Notice(system="", kind=Kind.ANNOUNCEMENT, court="cand")},
    ],
)
def test_what_may_not_be_followed(changes: dict[str, object]) -> None:
    assert open_cases(replace(PLAIN, **changes)) == frozenset()  # type: ignore[arg-type]


RAES = Matter(
    "7-001",
    "Theirs",
    (CourtCase("cand", NUMBER),),
    ("rae", "ns", "nd"),
    outside=(Outsider("Client", "client@elsewhere.example", "rae", TODAY),),
)
THEIRS = replace(OTHER, policy=AGREED)
FOLLOWED = Known(
    notice(),
    THEIRS,
    (),
    Origin.COURT,
    TODAY,
    files={NUMBER: CaseFile((RAES,))},
    followed=frozenset({NUMBER}),
)


def told(known: Known) -> set[str]:
    return {one.reader for one in fates(known) if isinstance(one, Telling)}


def test_the_matter_s_readers_inside_the_firm_have_it_and_nobody_else() -> None:
    assert told(FOLLOWED) == {"rae", "ns", "nd"}
    alone = replace(FOLLOWED, files={NUMBER: CaseFile((replace(RAES, readers=("rae",)),))})
    assert told(alone) == {"rae"}, "the desk has no duty here"


def test_each_is_told_that_the_firm_follows_the_case() -> None:
    assert all("follows" in one.rule for one in fates(FOLLOWED) if isinstance(one, Telling))


@pytest.mark.parametrize(
    "changes",
    [
        {"followed": frozenset()},
        {"firm": OTHER},
        {"firm": replace(THEIRS, policy=replace(AGREED, soft_mode=True))},
        {"files": {NUMBER: CaseFile((RAES,), classification=Classification.RESTRICTED)}},
        {"files": {NUMBER: CaseFile((replace(RAES, restricted=True),))}},
        {"marked": frozenset({NUMBER})},
    ],
)
def test_what_either_firm_keeps_back_goes_to_nobody(changes: dict[str, object]) -> None:
    known = replace(FOLLOWED, **changes)  # type: ignore[arg-type]
    assert told(known) == set()
    found = {one.reader: one.rule for one in fates(known) if isinstance(one, Untold)}
    assert found["rae"] == NOT_FOLLOWED


def test_walls_and_absences_hold_there_too() -> None:
    away = (Absence("rae", "ns", TODAY),)
    alone = CaseFile((replace(RAES, readers=("rae",)),))
    firm = replace(THEIRS, absences=away)
    assert told(replace(FOLLOWED, firm=firm, files={NUMBER: alone})) == {"rae", "ns"}
    walled = replace(firm, walls=(Wall("ns", RAES.id),))
    assert told(replace(FOLLOWED, firm=walled, files={NUMBER: alone})) == {"rae"}


@given(
    text=st.sampled_from(["ORDER granting 12.", "SEALED ORDER", "Redacted exhibit"]),
    listed=st.sampled_from([(ANNA.email,), ("x@y.example",)]),
    theirs=st.booleans(),
    ours=st.booleans(),
    agreed=st.tuples(st.booleans(), st.booleans()),
    origin=st.sampled_from(Origin),
)
def test_nothing_that_is_not_public_reaches_a_follower(
    *,
    text: str,
    listed: tuple[str, ...],
    theirs: bool,
    ours: bool,
    agreed: tuple[bool, bool],
    origin: Origin,
) -> None:
    """By both firms' records, words and lists, and both firms' word."""
    entry = notice(case(text=text), listed=listed)
    marks = [Classification.RESTRICTED if mark else Classification.OPEN for mark in (ours, theirs)]
    source = replace(
        PLAIN,
        notice=entry,
        firm=replace(QUILL, policy=FirmPolicy(following=agreed[0])),
        files={NUMBER: CaseFile((MATTER,), classification=marks[0])},
        origin=origin,
    )
    known = replace(
        FOLLOWED,
        notice=entry,
        firm=replace(THEIRS, policy=FirmPolicy(following=agreed[1])),
        files={NUMBER: CaseFile((RAES,), classification=marks[1])},
        followed=open_cases(source),
    )
    public = text.startswith("ORDER") and not theirs and not ours and listed == (ANNA.email,)
    assert bool(told(known)) == (public and all(agreed) and origin is Origin.COURT)
