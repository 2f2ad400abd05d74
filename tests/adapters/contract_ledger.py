"""What every ledger keeps: run on the one in memory, on SQLite and on PostgreSQL."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from functools import partial
from typing import Any

import pytest

from docketmail.core.lifecycle import LetterState, NoticeState
from docketmail.core.records import (
    CourtTurn,
    EventRecord,
    Letter,
    Message,
    NoticeRecord,
    Record,
    Work,
)
from docketmail.ports import Book, DuplicateError, Ledger


NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def message(name: str, digest: str | None = None) -> Message:
    return Message(
        id=name,
        digest=digest or name,
        received_at=NOON,
        peer="127.0.0.1",
        sender="ecf@court.example",
        recipients=("intake@firm.example", "rené@firm.example"),
        ticket="file:key:0:",
        size=4_096,
    )


def notice(name: str, **changed: Any) -> NoticeRecord:
    plain = NoticeRecord(
        id=name,
        message="m1",
        firm="firm",
        people=("p1", "p2"),
        tell_by=NOON + timedelta(minutes=2),
        due_at=NOON,
    )
    return replace(plain, **changed)


def letter(name: str, **changed: Any) -> Letter:
    plain = Letter(
        id=name,
        firm="firm",
        filing=None,
        notice="n1",
        reader=name,
        kind="filing",
        revision=1,
        facts={"why": "“quoted” \\ and\nmore", "a": ""},
        written_at=NOON,
    )
    return replace(plain, **changed)


def event(place: int) -> EventRecord:
    name = f"e{place}"
    return EventRecord(
        id=name,
        chain="n1",
        place=place,
        at=NOON,
        event="read",
        subject="n1",
        before="",
        digest=name,
    )


async def add(ledger: Ledger, *records: Record) -> None:
    await ledger.write(lambda book: book.add(*records))


async def due(ledger: Ledger, now: datetime, limit: int = 10) -> list[str]:
    found = await ledger.read(lambda book: book.due(NoticeRecord, now, limit))
    return [work.id for work in found]


def get(record: Record, book: Book) -> Record | None:
    return book.get(type(record), record.id)


async def everything(ledger: Ledger) -> list[Record]:
    """Of the classes that these tests write."""
    kinds = (Message, NoticeRecord, Letter, EventRecord, CourtTurn)
    return await ledger.read(lambda book: [record for kind in kinds for record in book.find(kind)])


class RecordsContract:
    """Records go in and come out."""

    async def test_a_record_comes_back_as_it_was_added(self, ledger: Ledger) -> None:
        records = [message("m1"), notice("n1"), letter("l1"), event(0), CourtTurn(id="c.example")]

        await add(ledger, *records)

        for record in records:
            found = await ledger.read(partial(get, record))
            assert found == record
            assert type(found) is type(record)

    async def test_a_state_comes_back_as_a_state_and_a_time_in_utc(self, ledger: Ledger) -> None:
        east = datetime(2026, 3, 2, 7, 0, 0, 1, tzinfo=timezone(timedelta(hours=-5)))
        await add(ledger, notice("n1", state=NoticeState.HELD, due_at=east))

        found = await ledger.read(lambda book: book.get(NoticeRecord, "n1"))

        assert found is not None
        assert found.state is NoticeState.HELD
        assert found.due_at == datetime(2026, 3, 2, 12, 0, 0, 1, tzinfo=UTC)

    async def test_a_time_without_a_zone_is_refused(self, ledger: Ledger) -> None:
        with pytest.raises(ValueError, match="zone"):
            await add(ledger, notice("n1", due_at=NOON.replace(tzinfo=None)))

    async def test_what_is_not_there_is_none(self, ledger: Ledger) -> None:
        assert await ledger.read(lambda book: book.get(Message, "m1")) is None

    async def test_what_was_put_replaces_the_whole_record(self, ledger: Ledger) -> None:
        await add(ledger, letter("l1", facts={"reason": "seal"}), letter("l2"))
        sent = letter("l1", state=LetterState.SENT, sent_at=NOON, code=250)

        await ledger.write(lambda book: book.put(sent))

        assert await everything(ledger) == [sent, letter("l2")]

    async def test_what_was_removed_is_gone_and_may_come_again(self, ledger: Ledger) -> None:
        await add(ledger, message("m1"), message("m2"))

        await ledger.write(lambda book: book.remove(message("m1"), message("m3")))

        assert await ledger.read(lambda book: book.find(Message)) == [message("m2")]
        await add(ledger, message("m1"))

    async def test_only_what_is_there_can_be_replaced(self, ledger: Ledger) -> None:
        with pytest.raises(LookupError, match="n1"):
            await ledger.write(lambda book: book.put(notice("n1")))

    async def test_all_that_equals_is_found_oldest_first(self, ledger: Ledger) -> None:
        await add(ledger, *(letter(name, notice="n1") for name in ("l3", "l1", "L2", "l10")))
        await add(ledger, letter("l2", notice="n2"))

        found = await ledger.read(lambda book: book.find(Letter, notice="n1", kind="filing"))

        assert [each.id for each in found] == ["L2", "l1", "l10", "l3"]

    async def test_by_states_flags_and_lists_too(self, ledger: Ledger) -> None:
        held = notice("n1", state=NoticeState.HELD, people=("p2",))
        await add(ledger, held, notice("n2", people=("p2",)), notice("n3", state=NoticeState.HELD))

        def found(book: Book) -> list[NoticeRecord]:
            return book.find(NoticeRecord, state=NoticeState.HELD, people=("p2",))

        assert await ledger.read(found) == [held]

    async def test_what_is_absent_is_found_by_none(self, ledger: Ledger) -> None:
        await add(ledger, notice("n1", filing="f1"), notice("n2"))

        found = await ledger.read(lambda book: book.find(NoticeRecord, filing=None, firm="firm"))

        assert found == [notice("n2")]

    async def test_without_a_condition_everything_is_found(self, ledger: Ledger) -> None:
        await add(ledger, message("m2"), message("m1"))

        found = await ledger.read(lambda book: book.find(Message))

        assert found == [message("m1"), message("m2")]

    async def test_a_field_that_there_is_not_is_a_defect(self, ledger: Ledger) -> None:
        with pytest.raises(TypeError, match="colour"):
            await ledger.read(lambda book: book.find(Message, colour="red"))

    async def test_a_class_that_there_is_not_is_a_defect(self, ledger: Ledger) -> None:
        with pytest.raises(TypeError, match="Work"):
            await add(ledger, Work(id="w1"))
        with pytest.raises(TypeError, match="Work"):
            await ledger.read(lambda book: book.find(Work))

    async def test_ids_are_new_and_ascend(self, ledger: Ledger) -> None:
        given = await ledger.write(lambda book: [book.new_id("n") for _ in range(50)])
        later = await ledger.write(lambda book: book.new_id("n"))

        assert [*given, later] == sorted({*given, later})
        assert all(each.startswith("n") for each in given)


class OnceContract:
    """What may exist once does."""

    @pytest.mark.parametrize(
        "second", [message("m1", digest="other"), message("m2", digest="m1")], ids=["id", "digest"]
    )
    async def test_a_second_one_is_refused(self, ledger: Ledger, second: Message) -> None:
        await add(ledger, message("m1"))

        with pytest.raises(DuplicateError, match="Message"):
            await add(ledger, second)

        assert await everything(ledger) == [message("m1")]

    async def test_unique_together_is_not_unique_apart(self, ledger: Ledger) -> None:
        await add(ledger, letter("l1", reader="r"), letter("l2", reader="r", revision=2))

        with pytest.raises(DuplicateError):
            await add(ledger, letter("l3", reader="r", revision=2))

    async def test_two_of_a_kind_in_one_call_are_refused(self, ledger: Ledger) -> None:
        with pytest.raises(DuplicateError):
            await add(ledger, message("m1"), message("m2", digest="m1"))

        assert await everything(ledger) == []

    async def test_who_catches_it_goes_on_and_nothing_was_added(self, ledger: Ledger) -> None:
        await add(ledger, message("m1"))

        def careful(book: Book) -> None:
            book.add(event(0))
            with pytest.raises(DuplicateError):
                book.add(notice("n1"), event(1), message("m2", digest="m1"), event(2))
            book.add(event(3))

        await ledger.write(careful)

        assert await everything(ledger) == [message("m1"), event(0), event(3)]

    async def test_nothing_becomes_what_another_is_already(self, ledger: Ledger) -> None:
        await add(ledger, message("m1"), message("m2"))

        with pytest.raises(DuplicateError):
            await ledger.write(lambda book: book.put(message("m2", digest="m1")))

        assert await everything(ledger) == [message("m1"), message("m2")]

    async def test_of_many_at_once_that_look_before_they_add_one_adds(self, ledger: Ledger) -> None:
        def arrive(book: Book) -> bool:
            if book.find(Message, digest="same"):
                return False
            book.add(message(book.new_id("m"), digest="same"))
            return True

        added = await asyncio.gather(*(ledger.write(arrive) for _ in range(20)))

        assert sorted(added) == [False] * 19 + [True]


class TransactionContract:
    """All of an operation or nothing."""

    async def test_an_operation_gives_back_what_it_returns(self, ledger: Ledger) -> None:
        assert await ledger.write(lambda _: 17) == 17
        assert await ledger.read(lambda _: "text") == "text"

    async def test_an_operation_sees_what_it_wrote(self, ledger: Ledger) -> None:
        def write(book: Book) -> list[NoticeRecord]:
            book.add(notice("n1"))
            book.put(notice("n1", attempts=1))
            return book.find(NoticeRecord, attempts=1)

        assert await ledger.write(write) == [notice("n1", attempts=1)]

    @pytest.mark.parametrize("error", [ZeroDivisionError, StopIteration, KeyError])
    async def test_one_that_raises_changes_nothing(
        self, ledger: Ledger, error: type[Exception]
    ) -> None:
        await add(ledger, notice("n1"))

        def broken(book: Book) -> None:
            book.add(message("m1"), event(0))
            book.put(notice("n1", attempts=1))
            raise error

        with pytest.raises((error, RuntimeError)):
            await ledger.write(broken)

        assert await everything(ledger) == [notice("n1")]

    async def test_one_that_raises_takes_nobody_with_it(self, ledger: Ledger) -> None:
        def odd_ones_raise(place: int, book: Book) -> None:
            book.add(event(place))
            if place % 2:
                raise ZeroDivisionError

        results = await asyncio.gather(
            *(ledger.write(partial(odd_ones_raise, place)) for place in range(20)),
            return_exceptions=True,
        )

        assert [type(result) for result in results] == [type(None), ZeroDivisionError] * 10
        kept = {record.id for record in await everything(ledger)}
        assert kept == {f"e{place}" for place in range(0, 20, 2)}

    async def test_no_change_is_lost_among_many_at_once(self, ledger: Ledger) -> None:
        await add(ledger, notice("n1"))

        def count(book: Book) -> None:
            found = book.get(NoticeRecord, "n1")
            assert found is not None
            book.put(replace(found, attempts=found.attempts + 1))

        await asyncio.gather(*(ledger.write(count) for _ in range(30)))

        assert await everything(ledger) == [notice("n1", attempts=30)]

    async def test_a_read_changes_nothing(self, ledger: Ledger) -> None:
        await add(ledger, notice("n1"))

        for change in (
            lambda book: book.add(notice("n2")),
            lambda book: book.put(notice("n1", attempts=1)),
            lambda book: book.new_id("n"),
        ):
            with pytest.raises(RuntimeError, match="read"):
                await ledger.read(change)

        assert await everything(ledger) == [notice("n1")]


class DueContract:
    """Whose turn it is."""

    async def test_what_is_due_is_given_the_longest_due_first(self, ledger: Ledger) -> None:
        await add(
            ledger,
            notice("n1", due_at=NOON),
            notice("n2", due_at=NOON - timedelta(hours=1)),
            notice("n3", due_at=NOON + timedelta(microseconds=1)),
            notice("n4", due_at=None),
            notice("n0", due_at=NOON),
        )

        assert await due(ledger, NOON) == ["n2", "n0", "n1"]
        assert await due(ledger, NOON, limit=2) == ["n2", "n0"]

    async def test_what_somebody_holds_is_given_when_the_lease_runs_out(
        self, ledger: Ledger
    ) -> None:
        end = NOON + timedelta(minutes=1)
        await add(ledger, notice("n1", lease="somebody", leased_until=end))

        assert await due(ledger, end - timedelta(microseconds=1)) == []
        assert await due(ledger, end) == ["n1"]

    async def test_nobody_is_given_what_another_claimed(self, ledger: Ledger) -> None:
        names = [f"n{number:02}" for number in range(20)]
        await add(ledger, *map(notice, names))

        def claim(book: Book) -> list[str]:
            mine = book.due(NoticeRecord, NOON, 3)
            for work in mine:
                book.put(replace(work, lease="me", leased_until=NOON + timedelta(minutes=1)))
            return [work.id for work in mine]

        claimed: list[str] = []
        while len(claimed) < len(names):
            for mine in await asyncio.gather(*(ledger.write(claim) for _ in range(6))):
                claimed += mine

        assert sorted(claimed) == names

    async def test_the_soonest_is_the_first_that_is_due_and_free(self, ledger: Ledger) -> None:
        assert await ledger.read(lambda book: book.soonest(NoticeRecord)) is None
        await add(
            ledger,
            notice("n1", due_at=NOON, leased_until=NOON + timedelta(minutes=9)),
            notice("n2", due_at=NOON + timedelta(minutes=8)),
            notice("n3", due_at=NOON + timedelta(minutes=7), leased_until=NOON),
            notice("n4", due_at=None, leased_until=NOON),
        )

        soonest = await ledger.read(lambda book: book.soonest(NoticeRecord))

        assert soonest == NOON + timedelta(minutes=7)


class LedgerContract(RecordsContract, OnceContract, TransactionContract, DueContract):
    """All of it."""
