"""A court changes its layout: what nobody understands any more waits for a person, and for a better reader."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from docketmail import readings
from docketmail.commands import COMMANDS, AskedWrongError
from docketmail.core import courts
from docketmail.core.habits import KNOWN_AFTER
from docketmail.core.lifecycle import HoldState, NoticeState
from docketmail.core.mail import Mail
from docketmail.core.notice import Reading, Unreadable
from docketmail.core.records import CourtHabit, EventRecord, Hold, Message, NoticeRecord
from docketmail.ledger import chain
from docketmail.ports import Ticket
from offices import ANNA, CLARA, DESK, OTHER
from town import CAND, Town, body_of


CTB = "ecf.ctb.uscourts.gov"
RAE = OTHER.people[2]
DAY = 86_400
TEXT = "ORDER granting 12 Motion to Continue."


@pytest.fixture(autouse=True)
def forgetful() -> Iterator[None]:
    """Another reader is another process in life: what mails said is not remembered beyond it."""
    readings._said_again.cache_clear()
    yield
    readings._said_again.cache_clear()


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


async def ask(town: Town, command: str, **values: Any) -> dict[str, Any]:
    said = await COMMANDS[command](town.world, by="uid:7", **json.loads(json.dumps(values)))
    answer: dict[str, Any] = json.loads(json.dumps(said))
    return answer


async def reread(town: Town, *notices: str, court: str | None = None) -> list[tuple[bool, str]]:
    rows = (await ask(town, "notices.reread", notices=notices, court=court))["notices"]
    await town.settle()
    return [(row["begun"], row["why"]) for row in rows]


def without_list(mail: bytes) -> bytes:
    """The same notice after the court renamed a heading."""
    return changed(mail, b"Notice has been electronically mailed to:", b"Who was told:")


def without_title(mail: bytes) -> bytes:
    return changed(mail, b"Notice of Electronic Filing", b"Notice of Electronic Service")


def changed(mail: bytes, before: bytes, after: bytes) -> bytes:
    assert before in mail
    return mail.replace(before, after)


async def arrive(
    town: Town,
    change: Callable[[bytes], bytes] = bytes,
    *to: str,
    text: str = TEXT,
    host: str = CAND,
) -> None:
    """A new entry is noticed, and whatever follows from it happens."""
    await town.receive(change(town.notice(town.file(host=host), text=text)), *to)
    await town.settle()


async def live_holds(town: Town) -> list[Hold]:
    return [hold for hold in await town.all(Hold) if hold.state is not HoldState.ENDED]


async def states(town: Town) -> list[str]:
    return [notice.state for notice in await town.all(NoticeRecord)]


def replaced(monkeypatch: pytest.MonkeyPatch, read: Callable[[Mail | Unreadable], Reading]) -> None:
    """Another version of the reader is installed."""
    readings._said_again.cache_clear()
    monkeypatch.setattr(courts, "understood", read)


REAL = courts.understood
TOO_NEW = "it looks like a notice of CM/ECF, but names no case"


def too_old(_mail: Mail | Unreadable) -> Reading:
    return Unreadable(TOO_NEW)


# A field that is lost


async def test_a_notice_without_its_list_of_recipients_is_held_and_told_at_once(town: Town) -> None:
    await arrive(town, without_list)
    [hold] = await live_holds(town)
    assert hold.rule == "lost_field"
    [letter] = town.inbox(DESK.email)
    words = " ".join(body_of(letter).split())
    assert "no list of recipients, which such notices of cand always have" in words
    assert "`docketmail reread` reads it anew" in words
    assert town.inbox(ANNA.email) == []
    assert town.courthouse.asked == []
    assert town.world.tally.notices == {("cand", "held_lost_field"): 1}


async def test_once_a_court_is_known_the_next_notice_without_its_list_is_held(town: Town) -> None:
    for number in range(KNOWN_AFTER):
        await arrive(town, text=f"ORDER {number}.", host=CTB)
    assert await town.all(Hold) == []
    assert town.world.tally.notices == {("ctb", "read"): KNOWN_AFTER}
    await arrive(town, without_list, host=CTB)
    [hold] = await live_holds(town)
    assert hold.rule == "lost_field"
    assert "ctb" in hold.reason


async def test_before_a_court_is_known_its_notice_without_a_list_is_delivered(town: Town) -> None:
    await arrive(town, without_list, host=CTB)
    assert await town.all(Hold) == []
    for number in range(KNOWN_AFTER):
        await arrive(town, text=f"ORDER {number}.", host=CTB)
    await arrive(town, without_list, text="MINUTE ENTRY.", host=CTB)
    assert await town.all(Hold) == [], "it was seen that they may do without"


async def test_a_hold_that_nobody_acknowledges_is_told_as_any_other(town: Town) -> None:
    await arrive(town, without_list)
    await town.pass_time(31 * 60, by=60)
    assert len(town.inbox(CLARA.email)) == 1


async def test_once_released_the_next_such_notice_is_delivered(town: Town) -> None:
    await arrive(town, without_list)
    [hold] = await live_holds(town)
    await ask(town, "holds.release", hold=hold.id, why="read it; the court dropped the list")
    await town.settle()
    assert await states(town) == ["screened"]
    await arrive(town, without_list, text="MINUTE ENTRY.")
    assert await live_holds(town) == []
    assert await states(town) == ["screened"] * 2


async def test_what_one_release_taught_lets_the_others_go_that_wait(town: Town) -> None:
    for number in range(3):
        await arrive(town, without_list, text=f"ORDER {number}.")
    first, *_ = await live_holds(town)
    await ask(town, "holds.release", hold=first.id, why="the court dropped the list")
    await town.settle()
    assert await reread(town) == [(True, "it is understood now")] * 2
    assert await live_holds(town) == []
    assert await states(town) == ["screened"] * 3


async def test_a_released_suspect_teaches_nothing(town: Town) -> None:
    await town.receive(without_list(town.notice(town.file())), peer="203.0.113.9")
    await town.settle()
    [hold] = await live_holds(town)
    await ask(town, "holds.release", hold=hold.id, why="I called the clerk")
    await town.settle()
    assert await states(town) == ["screened"]
    assert await town.all(CourtHabit) == []


async def test_two_firms_copies_of_one_message_are_counted_once(town: Town) -> None:
    await arrive(town, bytes, ANNA.intake, RAE.intake)
    assert await states(town) == ["screened"] * 2
    assert [habit.seen for habit in await town.all(CourtHabit)] == [1]


# What nobody understands


async def test_a_court_s_mail_that_looks_like_a_notice_is_held_as_drift(town: Town) -> None:
    await arrive(town, without_title)
    [hold] = await live_holds(town)
    assert hold.rule == "drift"
    [letter] = town.inbox(DESK.email)
    words = " ".join(body_of(letter).split())
    assert "Court: cand" in words
    assert "reads it anew" in words
    assert TEXT not in str(letter)
    assert town.world.tally.notices == {("cand", "held_drift"): 1}


async def test_an_unreadable_mail_is_read_anew_by_a_better_reader_and_delivered(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced(monkeypatch, too_old)
    await arrive(town)
    [hold] = await live_holds(town)
    assert hold.rule == "unreadable"
    assert await reread(town) == [(False, TOO_NEW)]
    assert len(town.inbox(DESK.email)) == 1, "nobody is alarmed again"
    assert (await live_holds(town))[0].id == hold.id

    town.clock.tick(DAY)
    replaced(monkeypatch, REAL)
    assert await reread(town) == [(True, "it is understood now")]
    assert await live_holds(town) == []
    [letter] = town.inbox(ANNA.email)
    assert TEXT in body_of(letter)
    assert "released" not in body_of(letter)
    assert len(town.courthouse.asked) == 1
    [notice] = await town.all(NoticeRecord)
    assert (notice.state, notice.waived) == (NoticeState.SCREENED, ())
    assert notice.tell_by == town.clock.now() + town.world.settings.tell_within
    assert list(await town.ledger.read(lambda book: list(chain.faults(book, notice)))) == []
    assert [e.data["by"] for e in await town.all(EventRecord) if e.event == "reread"] == ["uid:7"]


async def test_read_anew_every_other_rule_speaks_and_what_was_waived_stays_waived(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced(monkeypatch, too_old)
    await town.receive(without_list(town.notice(town.file())))
    await town.settle()
    replaced(monkeypatch, REAL)
    assert await reread(town) == [(True, "now another rule: lost_field")]
    [hold] = await live_holds(town)
    assert hold.rule == "lost_field"
    assert await reread(town) == [
        (False, "no list of recipients, which such notices of cand always have")
    ]
    assert len(town.inbox(DESK.email)) == 2


async def test_only_mail_of_the_court_that_is_named_is_read_anew(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced(monkeypatch, too_old)
    await arrive(town)
    await arrive(town, host=CTB)
    replaced(monkeypatch, REAL)
    assert await reread(town, court="ctb") == [(True, "it is understood now")]
    assert await states(town) == ["held", "screened"]


async def test_a_dismissed_notice_is_read_anew_where_it_is_named(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced(monkeypatch, too_old)
    await arrive(town)
    [hold] = await live_holds(town)
    await ask(town, "holds.dismiss", hold=hold.id, why="read it in the mailbox")
    replaced(monkeypatch, REAL)
    assert await reread(town) == []
    assert await states(town) == ["dismissed"]
    assert await reread(town, hold.notice) == [(True, "it is understood now")]
    assert await states(town) == ["screened"]


async def test_a_mail_whose_key_is_destroyed_is_said_to_be_gone_and_holds_up_no_other(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced(monkeypatch, too_old)
    await arrive(town)
    await arrive(town, text="MINUTE ENTRY.")
    first, _ = await town.all(Message)
    await town.spool.forget(Ticket.parse(first.ticket))
    replaced(monkeypatch, REAL)
    assert await reread(town) == [
        (False, "its key is destroyed: nobody can read it again"),
        (True, "it is understood now"),
    ]
    assert await states(town) == ["held", "screened"]


async def test_a_mail_that_meets_a_defect_again_stays_and_holds_up_no_other(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    def stumbling(mail: Mail | Unreadable) -> Reading:
        if isinstance(mail, Mail) and "ORDER 1." in mail.sheet.text:
            raise RecursionError("too deep")
        return REAL(mail)

    replaced(monkeypatch, stumbling)
    await arrive(town, text="ORDER 1.")
    replaced(monkeypatch, too_old)
    await arrive(town, text="ORDER 2.")
    replaced(monkeypatch, stumbling)
    assert [hold.rule for hold in await live_holds(town)] == ["defect", "unreadable"]
    assert await reread(town) == [
        (False, "a defect of docketmail: RecursionError"),
        (True, "it is understood now"),
    ]
    replaced(monkeypatch, REAL)
    assert await reread(town) == [(True, "it is understood now")]
    assert await states(town) == ["screened"] * 2


async def test_what_is_not_held_for_its_reading_is_not_read_anew(town: Town) -> None:
    await arrive(town)
    await town.receive(town.notice(town.file(), text="ORDER 2."), peer="203.0.113.9")
    await town.settle()
    told, suspect = await town.all(NoticeRecord)
    with pytest.raises(AskedWrongError, match="only what is held"):
        await reread(town, told.id)
    with pytest.raises(AskedWrongError, match="the rule suspect"):
        await reread(town, suspect.id)
    with pytest.raises(AskedWrongError, match="there is no notice n9"):
        await reread(town, "n9")
    assert await reread(town) == []
    assert await states(town) == ["screened", "held"]


async def test_who_releases_it_meanwhile_was_first(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    replaced(monkeypatch, too_old)
    await arrive(town)
    [hold] = await live_holds(town)
    replaced(monkeypatch, REAL)
    monkeypatch.setattr(town.world.spool, "read", released_first(town, hold))
    assert await reread(town) == [(False, "somebody released or dismissed it meanwhile")]


def released_first(town: Town, hold: Hold) -> Callable[[Ticket], Any]:
    """The bytes, after somebody released the hold while they were on their way."""
    real = town.spool.read

    async def read(ticket: Ticket) -> bytes:
        town.world.spool.read = real  # type: ignore[method-assign]
        await ask(town, "holds.release", hold=hold.id, why="I have read it")
        return await real(ticket)

    return read


async def test_looks_are_counted_by_how_they_ended(town: Town) -> None:
    await arrive(town)
    await arrive(town, text="ORDER 2.")
    assert town.world.tally.looks == {("stored",): 2}


async def test_a_look_that_expired_is_counted_once(town: Town) -> None:
    town.courthouse.unreachable = 10_000
    await arrive(town)
    await town.pass_time(15 * DAY, by=3600)
    assert town.world.tally.looks == {("expired",): 1}
