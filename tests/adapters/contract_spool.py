"""What every spool keeps: run on the one in memory and on the one on disk."""

from __future__ import annotations

import pytest

from docketmail.ports import KeyDestroyedError, Spool, Ticket


# Sizes around the edges of a chunk (512 KB) and of the fake's pieces (64 KB).
SIZES = (0, 1, 65_535, 65_536, 524_287, 524_288, 524_289, 1_048_576, 1_400_001)


async def streamed(spool: Spool, ticket: Ticket) -> bytes:
    return b"".join([piece async for piece in spool.stream(ticket)])


async def sunk(spool: Spool, data: bytes, about: dict[str, str] | None = None) -> Ticket:
    ticket = await spool.prepare()
    sink = await spool.sink(ticket)
    if about is not None:
        await sink.describe(about)
    await sink.write(data)
    await sink.finish()
    return ticket


class SpoolContract:
    async def test_what_is_put_is_read_back_each_by_its_own_ticket(self, spool: Spool) -> None:
        things = [b"first", b"", b"third" * 100_000]

        tickets = await spool.put(things)

        assert [await spool.read(ticket) for ticket in tickets] == things
        assert [await streamed(spool, ticket) for ticket in tickets] == things

    async def test_putting_nothing_gives_no_ticket(self, spool: Spool) -> None:
        assert await spool.put([]) == []

    async def test_a_ticket_survives_being_written_down(self, spool: Spool) -> None:
        for ticket in [*await spool.put([b"a", b"b"]), await sunk(spool, b"c")]:
            again = Ticket.parse(ticket.text())
            assert await spool.read(again) == await spool.read(ticket)

    @pytest.mark.parametrize("size", SIZES)
    async def test_what_is_sunk_is_read_back_whole(self, spool: Spool, size: int) -> None:
        data = bytes(number % 251 for number in range(size))
        ticket = await spool.prepare()
        sink = await spool.sink(ticket)
        for start in range(0, size, 100_000):
            await sink.write(data[start : start + 100_000])

        assert await sink.finish() == size
        assert await spool.read(ticket) == data
        assert await streamed(spool, ticket) == data

    async def test_what_is_known_before_the_first_byte_is_told_back(self, spool: Spool) -> None:
        about = {"status": "200", "type": "application/pdf"}

        ticket = await sunk(spool, b"%PDF-1.7", about)

        assert await spool.completed(ticket) == about
        assert await spool.read(ticket) == b"%PDF-1.7"

    async def test_a_sink_that_nobody_described_is_about_nothing(self, spool: Spool) -> None:
        assert await spool.completed(await sunk(spool, b"bytes")) == {}

    async def test_a_sink_is_described_before_its_first_byte_and_once(self, spool: Spool) -> None:
        sink = await spool.sink(await spool.prepare())
        await sink.describe({"status": "200"})
        with pytest.raises(RuntimeError):
            await sink.describe({"status": "404"})
        await sink.discard()

        late = await spool.sink(await spool.prepare())
        await late.write(b"byte")
        with pytest.raises(RuntimeError):
            await late.describe({"status": "200"})
        await late.discard()

    async def test_nothing_is_there_before_it_is_finished(self, spool: Spool) -> None:
        ticket = await spool.prepare()
        assert await spool.completed(ticket) is None
        sink = await spool.sink(ticket)
        await sink.write(b"half a paper")

        assert await spool.completed(ticket) is None
        with pytest.raises(ValueError, match="not there"):
            await spool.read(ticket)
        await sink.discard()

    async def test_a_discarded_sink_leaves_nothing_and_its_ticket_free(self, spool: Spool) -> None:
        ticket = await spool.prepare()
        sink = await spool.sink(ticket)
        await sink.write(b"broken off")
        await sink.discard()
        await sink.discard()
        assert await spool.completed(ticket) is None

        again = await spool.sink(ticket)
        await again.write(b"whole")
        await again.finish()

        assert await spool.read(ticket) == b"whole"

    async def test_discarding_what_is_finished_changes_nothing(self, spool: Spool) -> None:
        ticket = await spool.prepare()
        sink = await spool.sink(ticket)
        await sink.write(b"whole")
        await sink.finish()
        await sink.discard()

        assert await spool.read(ticket) == b"whole"

    async def test_a_ticket_takes_bytes_once(self, spool: Spool) -> None:
        ticket = await sunk(spool, b"the court's")

        with pytest.raises(FileExistsError):
            await spool.sink(ticket)

    async def test_forgotten_bytes_are_unreadable_by_every_way(self, spool: Spool) -> None:
        for ticket in [*await spool.put([b"paper"]), await sunk(spool, b"paper")]:
            await spool.forget(ticket)

            with pytest.raises(KeyDestroyedError):
                await spool.read(ticket)
            with pytest.raises(KeyDestroyedError):
                await streamed(spool, ticket)
            with pytest.raises(KeyDestroyedError):
                await spool.share(ticket)
            with pytest.raises(KeyDestroyedError):
                await spool.sink(ticket)
            with pytest.raises(KeyDestroyedError):
                await spool.completed(ticket)

    async def test_forgetting_twice_is_forgetting_once(self, spool: Spool) -> None:
        ticket = await sunk(spool, b"paper")
        await spool.forget(ticket)
        await spool.forget(ticket)

    async def test_forgetting_one_thing_of_a_pack_leaves_the_others(self, spool: Spool) -> None:
        gone, kept = await spool.put([b"gone", b"kept"])
        await spool.forget(gone)

        assert await spool.read(kept) == b"kept"

    async def test_shared_bytes_live_until_the_last_ticket_is_forgotten(self, spool: Spool) -> None:
        mine = await sunk(spool, b"one paper, two firms")
        theirs = await spool.share(mine)
        await spool.forget(mine)

        assert await spool.read(theirs) == b"one paper, two firms"
        with pytest.raises(KeyDestroyedError):
            await spool.read(mine)
        await spool.forget(theirs)
        with pytest.raises(KeyDestroyedError):
            await spool.read(theirs)

    async def test_a_mark_is_equal_for_equal_bytes_alone(self, spool: Spool) -> None:
        assert spool.mark(b"paper") == spool.mark(b"paper")
        assert spool.mark(b"paper") != spool.mark(b"papes")
        assert len(bytes.fromhex(spool.mark(b""))) == 32

    async def test_a_fingerprint_is_the_mark_of_what_a_ticket_holds(self, spool: Spool) -> None:
        data = bytes(700_001)
        [ticket] = await spool.put([data])

        assert await spool.fingerprint(ticket) == spool.mark(data)
        assert await spool.fingerprint(await sunk(spool, data, {"status": "200"})) == spool.mark(
            data
        )
        await spool.forget(ticket)
        with pytest.raises(KeyDestroyedError):
            await spool.fingerprint(ticket)

    async def test_there_is_room_to_write(self, spool: Spool) -> None:
        assert spool.free() > 0
