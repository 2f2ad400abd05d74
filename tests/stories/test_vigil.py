"""The watch over what is held, in sentences."""

from __future__ import annotations

import pytest

from docketmail.commands import COMMANDS
from docketmail.core.lifecycle import HoldState, NoticeState
from docketmail.core.records import Hold, NoticeRecord
from docketmail.ports import Refused
from offices import ANNA, CLARA, DESK
from town import Town, body_of


STRANGER = "203.0.113.9"
MINUTE = 60


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


async def suspect(town: Town) -> str:
    await town.receive(town.notice(town.file()), peer=STRANGER)
    await town.settle()
    [hold] = await town.all(Hold)
    return hold.id


async def test_a_refused_alarm_reaches_the_second_person_at_once(town: Town) -> None:
    town.relay.answers[DESK.email] = [Refused(550)]
    hold = await suspect(town)
    [letter] = town.inbox(CLARA.email)
    assert hold in body_of(letter)
    assert town.defects == []


async def test_where_both_are_refused_the_hook_is_what_is_left(town: Town) -> None:
    town.relay.answers[DESK.email] = [Refused(550)] * 3
    town.relay.answers[CLARA.email] = [Refused(550)] * 3
    await suspect(town)
    await town.pass_time(125 * MINUTE, by=MINUTE)
    assert town.relay.taken == []
    assert town.pager.paged == ["suspect"]


async def test_a_hook_that_fails_is_run_again(town: Town) -> None:
    town.pager.broken = 3
    await suspect(town)
    await town.pass_time(130 * MINUTE, by=MINUTE)
    assert town.pager.paged == ["suspect"]


async def test_an_acknowledgement_after_the_second_person_was_told_stops_the_hook(
    town: Town,
) -> None:
    hold = await suspect(town)
    await town.pass_time(40 * MINUTE, by=MINUTE)
    assert len(town.inbox(CLARA.email)) == 1
    await COMMANDS["holds.ack"](town.world, by="uid:7", hold=hold)
    await town.pass_time(120 * MINUTE, by=MINUTE)
    assert town.pager.paged == []


async def test_an_alarm_says_nothing_of_the_mail_but_what_it_claims(town: Town) -> None:
    hold = await suspect(town)
    [letter] = town.inbox(DESK.email)
    text = body_of(letter)
    assert hold in text
    assert "the check did not confirm it" in " ".join(text.split())
    assert "cand" in text
    assert "ORDER granting" not in str(letter)
    assert "magic_num" not in str(letter)


async def test_a_restart_forgets_no_alarm(town: Town) -> None:
    await suspect(town)
    town.clock.tick(31 * MINUTE)
    await town.boot()
    await town.settle()
    assert len(town.inbox(CLARA.email)) == 1


async def test_a_dismissed_notice_is_told_to_nobody(town: Town) -> None:
    hold = await suspect(town)
    await COMMANDS["holds.dismiss"](town.world, by="uid:7", hold=hold, why="a forgery")
    await town.pass_time(180 * MINUTE, by=10 * MINUTE)
    assert [n.state for n in await town.all(NoticeRecord)] == [NoticeState.DISMISSED]
    assert [h.state for h in await town.all(Hold)] == [HoldState.ENDED]
    assert town.inbox(ANNA.email) == town.inbox(CLARA.email) == []


INVITATION = (
    b"MIME-Version: 1.0\r\nFrom: ecf_notice@cand.uscourts.gov\r\nTo: ecf_notice@cand.uscourts.gov\r\n"
    b"Subject: Conference on Sunday %d\r\n\r\nJoin ZoomGov Meeting\r\nhttps://evil.example/j/7\r\n"
)


async def test_what_is_no_notice_and_was_released_goes_as_it_came_and_each_by_itself(
    town: Town,
) -> None:
    for number in range(2):
        await town.receive(INVITATION % number, peer="203.0.113.9")
    await town.settle()
    for hold in await town.all(Hold):
        assert hold.rule == "suspect"
        await COMMANDS["holds.release"](town.world, by="uid:7", hold=hold.id, why="of interest")
    await town.settle()
    assert town.defects == []
    letters = town.inbox(ANNA.email)
    assert [f"Sunday {n}" in str(letter) for n, letter in enumerate(letters)] == [True, True]
    for letter in letters:
        assert "waived: suspect" in body_of(letter)
        assert "not by a court" in body_of(letter)
        assert "evil.example/j" not in str(letter)
        assert [*letter.iter_attachments()] == []
