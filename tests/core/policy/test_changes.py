"""What narrows is in force at once, what widens waits."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest
from hypothesis import given, strategies as st

from docketmail.core.notice import Kind
from docketmail.core.policy import changes
from docketmail.core.policy.changes import Change
from docketmail.core.policy.court_rules import rule
from docketmail.core.roster import CourtRule, Firm, FirmPolicy


PLAIN = FirmPolicy()
A, M, F = CourtRule.ALLOWED, CourtRule.MAILBOX_ONLY, CourtRule.FORBIDDEN
RULES = st.sampled_from(CourtRule)
COURTS = st.sampled_from(["cand", "nced", "il-cook-county", "*.il", "*.tx"])
POLICIES = st.builds(
    FirmPolicy,
    courts=st.dictionaries(COURTS, RULES),
    unknown_court=RULES,
    refused_kinds=st.dictionaries(
        COURTS, st.lists(st.sampled_from(Kind), min_size=1, unique=True).map(tuple)
    ),
    soft_mode=st.booleans(),
    words=st.lists(
        st.sampled_from(["juvenile", "in camera", "No. 7", "courts.cand"]), unique=True
    ).map(tuple),
    following=st.booleans(),
    email_gates=st.lists(COURTS, unique=True).map(tuple),
    two_person_release=st.booleans(),
    notice_days=st.integers(0, 365),
)


@given(POLICIES)
def test_a_policy_is_its_settings(policy: FirmPolicy) -> None:
    assert changes.policy(changes.settings(policy)) == policy


def test_no_field_of_a_policy_is_forgotten() -> None:
    full = FirmPolicy(
        courts={"cand": F},
        refused_kinds={"cand": (Kind.SERVED,)},
        soft_mode=True,
        words=("word",),
        following=True,
        email_gates=("cand",),
        two_person_release=True,
    )
    said = {name.partition(".")[0] for name in changes.settings(full)}
    assert said == {field.name for field in fields(FirmPolicy)}


NARROWS = [
    ({"courts": {"cand": F}}, "courts.cand", "", "forbidden"),
    ({"unknown_court": M}, "unknown_court", "allowed", "mailbox_only"),
    ({"refused_kinds": {"*.il": (Kind.SERVED,)}}, "refused_kinds.*.il.served", "", "yes"),
    ({"soft_mode": True}, "soft_mode", "", "yes"),
    ({"words": ("juvenile",)}, "words.juvenile", "", "yes"),
    ({"two_person_release": True}, "two_person_release", "", "yes"),
    ({"notice_days": 60}, "notice_days", "30", "60"),
]


@pytest.mark.parametrize(("narrower", "setting", "before", "after"), NARROWS)
def test_what_narrows_is_in_force_at_once_and_its_end_waits(
    narrower: dict[str, object], setting: str, before: str, after: str
) -> None:
    policy = replace(PLAIN, **narrower)  # type: ignore[arg-type]
    assert changes.between(PLAIN, policy) == [Change(setting, before, after, at_once=True)]
    assert changes.between(policy, PLAIN) == [Change(setting, after, before, at_once=False)]


WIDENS = [
    ({"following": True}, "following"),
    ({"email_gates": ("*.il",)}, "email_gates.*.il"),
]


@pytest.mark.parametrize(("wider", "setting"), WIDENS)
def test_what_widens_waits_and_its_end_is_in_force_at_once(
    wider: dict[str, object], setting: str
) -> None:
    policy = replace(PLAIN, **wider)  # type: ignore[arg-type]
    assert changes.between(PLAIN, policy) == [Change(setting, "", "yes", at_once=False)]
    assert changes.between(policy, PLAIN) == [Change(setting, "yes", "", at_once=True)]


@pytest.mark.parametrize(
    ("before", "after", "at_once"),
    [
        ({"cand": F}, {"cand": M}, False),
        ({"cand": M}, {"cand": F}, True),
        ({}, {"cand": A}, False),  # says nothing new, and is not known to narrow
        ({"*.il": F}, {"*.il": F, "il-cook-county": M}, False),  # the group was stricter
        ({"*.il": A, "cand": M}, {"*.il": A}, False),
    ],
)
def test_a_rule_of_a_court_narrows_where_it_is_stricter_than_whatever_held(
    before: dict[str, CourtRule], after: dict[str, CourtRule], *, at_once: bool
) -> None:
    [change] = changes.between(FirmPolicy(courts=before), FirmPolicy(courts=after))
    assert change.at_once == at_once


def test_what_is_not_said_of_a_state_court_is_no_rule_whatever_holds_for_federal_ones() -> None:
    strict = FirmPolicy(courts={"il-cook-county": M, "cand": M}, unknown_court=F)
    found = changes.between(strict, FirmPolicy(unknown_court=F))
    assert {one.setting: one.at_once for one in found} == {
        "courts.cand": True,
        "courts.il-cook-county": False,
    }


def test_several_changes_of_one_roster_each_go_their_own_way() -> None:
    after = FirmPolicy(words=("juvenile",), following=True, notice_days=10)
    assert {one.setting: one.at_once for one in changes.between(PLAIN, after)} == {
        "words.juvenile": True,
        "following": False,
        "notice_days": False,
    }


def test_what_nobody_here_knows_waits() -> None:
    assert not changes._narrows("something.new", "", "yes", PLAIN)


@given(POLICIES, POLICIES)
def test_what_waits_is_as_it_was_and_the_rest_is_as_it_is_wanted(
    before: FirmPolicy, after: FirmPolicy
) -> None:
    found = changes.between(before, after)
    waiting = {one.setting: one.before for one in found if not one.at_once}
    holds = changes.settings(changes.held_back(after, waiting))
    assert {name: holds.get(name, "") for name in waiting} == waiting
    narrowed = {one.setting: one.after for one in found if one.at_once}
    assert {name: holds.get(name, "") for name in narrowed} == narrowed
    assert {**holds, **dict.fromkeys((*waiting, *narrowed), "")} == {
        **changes.settings(before),
        **dict.fromkeys((*waiting, *narrowed), ""),
    }


REAL = st.sampled_from(["cand", "nced", "ctb", "il-cook-county", "tx-travis"])


@given(POLICIES, POLICIES, REAL)
def test_no_court_is_opened_wider_on_the_day_of_a_change(
    before: FirmPolicy, after: FirmPolicy, court: str
) -> None:
    found = changes.between(before, after)
    holds = changes.held_back(after, {c.setting: c.before for c in found if not c.at_once})
    strictness = [*CourtRule].index
    was, now = (rule(court, Firm("f", "F", "d", "s", policy=policy)) for policy in (before, holds))
    assert strictness(now) >= strictness(was)


def test_a_court_s_own_rule_that_an_upgrade_loosens_waits() -> None:
    [change] = changes.of_upgrade({"nced": "mailbox_only"}, {}, PLAIN)
    assert change == Change("shipped.nced", "mailbox_only", "", at_once=False)
    holds = changes.held_back(FirmPolicy(courts={"nced": A, "cand": F}), {"shipped.nced": M.value})
    assert holds.courts == {"nced": M, "cand": F}


def test_a_court_s_own_rule_that_an_upgrade_tightens_holds_at_once() -> None:
    assert changes.of_upgrade({}, {"cand": "forbidden"}, PLAIN)[0].at_once
    strict = FirmPolicy(unknown_court=F)
    [wider] = changes.of_upgrade({}, {"cand": "allowed"}, strict)
    assert not wider.at_once
    assert changes.held_back(strict, {wider.setting: wider.before}).courts == {"cand": F}


def test_what_docketmail_ships_is_what_courts_ruled() -> None:
    assert changes.shipped_rules()["nced"] == "mailbox_only"
    assert "areb" not in changes.shipped_rules()  # it warns, and rules nothing
