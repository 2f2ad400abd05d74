"""The way in: what arrives together is kept together, and goes wrong alone."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence

import pytest

from docketmail import admission
from docketmail.admission import Admission
from docketmail.core.records import Message, NoticeRecord
from docketmail.core.roster import Roster
from docketmail.ledger.arrivals import NobodyError
from docketmail.ports import Arrival, Book, FullError, StoreError, Ticket
from fake_spool import FakeSpool
from fakes import FakeLedger, T
from offices import ANNA
from town import Town


class SlowLedger(FakeLedger):
    """Commits when it is let, and counts."""

    def __init__(self) -> None:
        super().__init__()
        self.open = asyncio.Event()
        self.open.set()
        self.commits = 0
        self.broken: list[Exception] = []

    async def write(self, operation: Callable[[Book], T]) -> T:
        await self.open.wait()
        self.commits += 1
        if self.broken:
            raise self.broken.pop(0)
        return await super().write(operation)


class TightSpool(FakeSpool):
    """Has no room for one mail."""

    async def put(self, things: Sequence[bytes]) -> list[Ticket]:
        if any(b"enormous" in thing for thing in things):
            raise FullError("no room")
        return await super().put(things)


@pytest.fixture
async def town() -> Town:
    here = Town(ledger=SlowLedger(), spool=TightSpool())
    await here.boot()
    return here


def arrival(body: bytes, to: str = ANNA.intake) -> Arrival:
    return Arrival(
        peer="192.0.2.25", helo="mx", tls=True, sender="a@court", recipients=(to,), body=body
    )


def ledger(town: Town) -> SlowLedger:
    assert isinstance(town.ledger, SlowLedger)
    return town.ledger


async def all_of(town: Town, *arrivals: Arrival) -> list[BaseException | None]:
    """What each was answered, where all come while the ledger is busy with another."""
    gate = Admission(town.world, lambda: None)
    ledger(town).open.clear()
    first = asyncio.create_task(gate.accept(arrival(b"first")))
    await asyncio.sleep(0)
    others = [asyncio.create_task(gate.accept(one)) for one in arrivals]
    await asyncio.sleep(0)
    ledger(town).open.set()
    await first
    return await asyncio.gather(*others, return_exceptions=True)


async def test_accepted_means_that_message_notice_and_event_are_in_the_ledger(town: Town) -> None:
    stirred: list[bool] = []
    gate = Admission(town.world, lambda: stirred.append(True))
    await gate.accept(arrival(b"a mail"))
    [message] = await town.all(Message)
    assert await town.world.spool.read(Ticket.parse(message.ticket)) == b"a mail"
    assert len(await town.all(NoticeRecord)) == 1
    assert stirred == [True]


async def test_what_comes_while_the_ledger_commits_is_one_commit(town: Town) -> None:
    before = ledger(town).commits
    assert await all_of(town, *(arrival(b"%d" % n) for n in range(20))) == [None] * 20
    assert ledger(town).commits - before == 2
    assert len(await town.all(Message)) == 21


async def test_one_bad_message_of_a_batch_fails_alone(town: Town) -> None:
    good, full, stranger, also_good = await all_of(
        town,
        arrival(b"good"),
        arrival(b"enormous"),
        arrival(b"stranger", "nobody@dockets.quillhart.example"),
        arrival(b"also good"),
    )
    assert good is also_good is None
    assert isinstance(full, FullError)
    assert isinstance(stranger, NobodyError)
    assert len(await town.all(Message)) == 3


async def test_a_message_that_nobody_is_left_for_is_no_message(town: Town) -> None:
    town.rosters.roster = Roster()
    with pytest.raises(NobodyError):
        await Admission(town.world, lambda: None).accept(arrival(b"a mail"))
    assert await town.all(Message) == []


async def test_the_same_message_again_is_accepted_and_leaves_nothing_new(town: Town) -> None:
    gate = Admission(town.world, lambda: None)
    await gate.accept(arrival(b"a mail"))
    keys = dict(town.spool.keys)  # type: ignore[attr-defined]
    await gate.accept(arrival(b"a mail"))
    assert town.spool.keys == keys  # type: ignore[attr-defined]
    assert len(await town.all(Message)) == 1


async def test_the_same_message_twice_in_a_batch_is_accepted_twice_and_kept_once(
    town: Town,
) -> None:
    assert await all_of(town, arrival(b"same"), arrival(b"same")) == [None, None]
    assert len(await town.all(Message)) == 2


async def test_other_recipients_make_another_message(town: Town) -> None:
    gate = Admission(town.world, lambda: None)
    await gate.accept(arrival(b"a mail"))
    await gate.accept(arrival(b"a mail", "bhart-7xk4m2pz@dockets.quillhart.example"))
    assert len(await town.all(Message)) == 2


async def test_a_ledger_that_fails_is_told_to_each_and_the_next_batch_begins_anew(
    town: Town,
) -> None:
    gate = Admission(town.world, lambda: None)
    ledger(town).broken = [StoreError("no disk")]
    with pytest.raises(StoreError):
        await gate.accept(arrival(b"a mail"))
    await gate.accept(arrival(b"a mail"))
    assert len(await town.all(Message)) == 1


async def test_at_the_cap_the_next_is_asked_to_come_again(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admission, "MOST", 3)
    answers = await all_of(town, *(arrival(b"%d" % n) for n in range(5)))
    assert [type(answer) for answer in answers[3:]] == [FullError, FullError]
    assert answers[:3] == [None, None, None]
    await Admission(town.world, lambda: None).accept(arrival(b"come again"))


async def test_a_client_that_hangs_up_while_it_waits_harms_nobody(town: Town) -> None:
    gate = Admission(town.world, lambda: None)
    ledger(town).open.clear()
    first = asyncio.create_task(gate.accept(arrival(b"first")))
    gone = asyncio.create_task(gate.accept(arrival(b"gone")))
    await asyncio.sleep(0)
    gone.cancel()
    ledger(town).open.set()
    await first
    await gate.accept(arrival(b"next"))
    with pytest.raises(asyncio.CancelledError):
        await gone
