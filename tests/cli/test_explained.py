"""What a person reads of why: a dry run, a past notice, a release, a policy."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.desk import INTAKE, ROSTER, Desk
from docketmail.core.firm_records import ReleaseRequest
from docketmail.core.records import Hold, NoticeRecord
from town import Town


STRANGER = "203.0.113.9"
WALLED = f"""{ROSTER}
[[firm.wall]]
person = "clara"
matter = "1047-002"
"""
TWO = (
    ROSTER.replace('second = "clara"', 'second = "clara"\n[firm.policy]\ntwo_person_release = true')
    + "restricted = true\n"
)


@pytest.fixture
def ready(tmp_path: Path) -> Desk:
    desk = Desk(tmp_path)
    desk.ready()
    return desk


def saved(desk: Desk, text: str = "ORDER granting 12 Motion to Seal.") -> str:
    town = Town()
    return desk.file("notice.eml", town.notice(town.file(), text=text))


def test_a_dry_run_reads_as_a_page(ready: Desk) -> None:
    said = ready.said("explain", "delivery", "--to", INTAKE, saved(ready))
    assert "case 4:26-cv-00771-JST: listed; restricted (docket text: Seal); matter 1047-002" in said
    assert "asked, no objection: acceptance.worth_an_alarm" in said
    assert "opened once" in said
    assert "anna  letter and papers, masked outside the letter's body" in said
    assert "because: you were noticed; RESTRICTED" in said


def test_a_dry_run_names_who_gets_nothing_and_why(ready: Desk) -> None:
    walled = WALLED.replace('readers = ["anna"]', 'readers = ["anna", "clara"]')
    ready.said("roster", "apply", ready.file("roster.toml", walled), "--yes")
    said = ready.said("explain", "delivery", "--to", INTAKE, saved(ready))
    assert "clara  nothing" in said
    assert "not told: an ethical wall" in said


def test_a_dry_run_of_what_is_held_says_so_and_no_more(ready: Desk) -> None:
    said = ready.said("explain", "delivery", "--to", INTAKE, "--peer", STRANGER, saved(ready))
    assert "objection suspect" in said
    assert "It is held by the rule suspect" in said
    assert "letter and papers" not in said


def test_a_dry_run_is_one_object_for_a_program(ready: Desk) -> None:
    said = json.loads(ready.said("explain", "delivery", "--json", "--to", INTAKE, saved(ready)))
    assert said["schema"] == 1
    assert said["firms"]["quillhart"]["readers"][0]["fate"] == "masked"


def test_why_reads_as_an_answer(ready: Desk) -> None:
    ready.receive(STRANGER)
    [notice] = ready.all(NoticeRecord)
    said = ready.said("why", notice.id, "anna")
    assert said.startswith("anna was told nothing: the notice is held")
    assert "rule suspect" in said
    assert "chain of events is whole" in said
    assert "desk was told of the hold alone" in ready.said("why", notice.id, "desk")
    told = json.loads(ready.said("why", "--json", notice.id, "anna"))
    assert (told["schema"], told["considered"]) == (1, False)
    assert "there is no notice n9" in ready.refused("why", "n9", "anna")


def test_what_takes_two_people_is_asked_for_and_not_confirmed_by_who_asked(ready: Desk) -> None:
    ready.said("roster", "apply", ready.file("roster.toml", TWO), "--yes")
    ready.receive(STRANGER)
    [hold] = ready.all(Hold)
    said = ready.said("holds", "release", hold.id, "--why", "I called the clerk")
    assert "the firm wants two people for that" in said
    assert "Nothing is released yet" in said
    [request] = ready.all(ReleaseRequest)
    assert f"docketmail holds confirm {request.id}" in said
    assert f"{request.id}  waits for a second person" in ready.said("holds")
    assert "another person confirms it" in ready.refused("holds", "confirm", request.id)
    assert "nothing is released" in ready.said("holds", "decline", request.id)
    assert "waits for a second person" not in ready.said("holds")
    assert hold.id in ready.said("holds")


def test_policy_is_shown_and_what_waits_of_it(ready: Desk) -> None:
    assert "No change of policy is pending." in ready.said("policy", "pending")
    wider = ROSTER.replace('second = "clara"', 'second = "clara"\n[firm.policy]\nfollowing = true')
    ready.said("roster", "apply", ready.file("roster.toml", wider), "--yes")
    pending = ready.said("policy", "pending")
    assert "Following: public federal papers to and from other firms here: no -> yes" in pending
    shown = ready.said("policy", "show", "--firm", "quillhart")
    assert "Days until a policy that opens or spreads more holds: 30" in shown
    assert "in force from" in shown
    assert json.loads(ready.said("policy", "show", "--json"))["shipped"]["nced"] == "mailbox_only"
    assert "there is no firm nobody" in ready.refused("policy", "show", "--firm", "nobody")
