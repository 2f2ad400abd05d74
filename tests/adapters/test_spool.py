from __future__ import annotations

import asyncio
import errno
import os
import subprocess
import sys
import tracemalloc
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.contract_spool import SpoolContract, streamed, sunk
from docketmail.adapters.database import SqliteDatabase
from docketmail.adapters.keys import SCHEMA, KeyStore
from docketmail.adapters.spool import FileSpool
from docketmail.ports import FullError, Spool, Ticket
from fake_spool import FakeSpool


MASTER = bytes(range(32))
MARK = bytes(32)
CHUNK = 768 * 1024
CANARY = b"CANARY-in-the-plain-bytes"


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    database = SqliteDatabase(tmp_path / "keys.sqlite")
    yield database
    await database.close()


@pytest.fixture
async def keys(database: SqliteDatabase) -> KeyStore:
    await database.write(SCHEMA.create_all)
    return await KeyStore.open(database, MASTER)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "spool"


@pytest.fixture
def file_spool(root: Path, keys: KeyStore) -> FileSpool:
    return FileSpool(root, keys, MARK, reserve=0)


def files(root: Path) -> list[Path]:
    return [path for path in root.rglob("*") if path.is_file()]


class TestFileSpool(SpoolContract):
    @pytest.fixture
    def spool(self, file_spool: FileSpool) -> Spool:
        return file_spool


class TestFakeSpool(SpoolContract):
    @pytest.fixture
    def spool(self) -> Spool:
        return FakeSpool()


class TestOnDisk:
    async def test_a_batch_is_one_file_of_its_owners(
        self, root: Path, file_spool: FileSpool
    ) -> None:
        await file_spool.put([b"message"] * 20)

        [pack] = files(root)
        assert pack.parent.name == pack.name[:2]
        assert pack.stat().st_mode & 0o777 == 0o600

    async def test_plain_bytes_never_touch_the_disk(
        self, tmp_path: Path, file_spool: FileSpool
    ) -> None:
        await file_spool.put([CANARY])
        await sunk(file_spool, CANARY, {"location": CANARY.decode()})
        sink = await file_spool.sink(await file_spool.prepare())
        await sink.write(CANARY * CHUNK)

        for path in files(tmp_path):
            assert CANARY not in path.read_bytes()
        await sink.discard()

    async def test_bytes_are_synced_before_they_have_their_name_and_the_name_after(
        self, monkeypatch: pytest.MonkeyPatch, file_spool: FileSpool
    ) -> None:
        steps: list[str] = []
        fsync, rename = os.fsync, Path.rename

        def synced(descriptor: int) -> None:
            steps.append("directory" if Path(f"/proc/self/fd/{descriptor}").is_dir() else "file")
            fsync(descriptor)

        def renamed(path: Path, target: Path) -> Path:
            steps.append("rename")
            return rename(path, target)

        monkeypatch.setattr(os, "fsync", synced)
        monkeypatch.setattr(Path, "rename", renamed)

        await file_spool.put([b"message"])
        assert steps == ["file", "rename", "directory"]
        await sunk(file_spool, b"paper")
        assert steps == ["file", "rename", "directory"] * 2

    async def test_a_pack_goes_with_its_last_key(self, root: Path, file_spool: FileSpool) -> None:
        first, second = await file_spool.put([b"first", b"second"])
        await file_spool.forget(first)
        assert len(files(root)) == 1
        await file_spool.forget(second)
        assert files(root) == []

    async def test_a_shared_file_goes_with_its_last_ticket(
        self, root: Path, file_spool: FileSpool
    ) -> None:
        mine = await sunk(file_spool, b"paper")
        theirs = await file_spool.share(mine)
        await file_spool.forget(mine)
        assert len(files(root)) == 1
        await file_spool.forget(theirs)
        assert files(root) == []

    async def test_the_same_bytes_have_another_mark_elsewhere(
        self, tmp_path: Path, keys: KeyStore, file_spool: FileSpool
    ) -> None:
        other = FileSpool(tmp_path / "other", keys, bytes([1]) * 32, reserve=0)

        assert other.mark(b"paper") != file_spool.mark(b"paper")

    async def test_a_large_stream_needs_little_memory(self, file_spool: FileSpool) -> None:
        piece, pieces = os.urandom(64 * 1024), 640  # 40 MB
        tracemalloc.start()
        ticket = await file_spool.prepare()
        sink = await file_spool.sink(ticket)
        for _ in range(pieces):
            await sink.write(piece)
        await sink.finish()
        size = 0
        async for chunk in file_spool.stream(ticket):
            size += len(chunk)
        assert await file_spool.completed(ticket) == {}
        _, peak = tracemalloc.get_traced_memory()
        tracemalloc.stop()

        assert size == pieces * len(piece)
        assert peak < 6 * 1024 * 1024


class TestWhenTheDiskFails:
    @pytest.fixture(params=["put", "sink"])
    def way(self, request: pytest.FixtureRequest) -> str:
        return str(request.param)

    async def write(self, spool: FileSpool, way: str, data: bytes = b"paper") -> None:
        if way == "put":
            await spool.put([data])
            return
        sink = await spool.sink(await spool.prepare())
        try:
            await sink.write(data)
            await sink.finish()
        finally:
            await sink.discard()

    async def test_a_failing_fsync_is_raised_and_leaves_nothing(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, file_spool: FileSpool, way: str
    ) -> None:
        def fail(_: int) -> None:
            raise OSError(errno.EIO, "Input/output error")

        monkeypatch.setattr(os, "fsync", fail)

        with pytest.raises(OSError, match="Input/output"):
            await self.write(file_spool, way)
        assert files(root) == []

    @pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
    async def test_no_room_on_the_disk_is_said_so_and_leaves_nothing(
        self,
        root: Path,
        monkeypatch: pytest.MonkeyPatch,
        file_spool: FileSpool,
        way: str,
        code: int,
    ) -> None:
        def fail(_: int) -> None:
            raise OSError(code, "no room")

        monkeypatch.setattr(os, "fsync", fail)

        with pytest.raises(FullError, match="make room"):
            await self.write(file_spool, way)
        assert files(root) == []

    async def test_the_reserve_is_left_alone(
        self, tmp_path: Path, keys: KeyStore, way: str
    ) -> None:
        spool = FileSpool(tmp_path / "spool", keys, MARK, reserve=1 << 62)

        assert spool.free() == 0
        with pytest.raises(FullError, match="reserve"):
            await self.write(spool, way)
        assert files(tmp_path / "spool") == []

    async def test_a_paper_that_has_no_room_is_not_begun(
        self, root: Path, monkeypatch: pytest.MonkeyPatch, file_spool: FileSpool
    ) -> None:
        """Before a look is spent: what a menu told, or room for an ordinary paper."""
        monkeypatch.setattr(FileSpool, "free", lambda _: 64 << 20)

        await file_spool.prepare()
        await file_spool.prepare(64 << 20)
        with pytest.raises(FullError):
            await file_spool.prepare((64 << 20) + 1)
        monkeypatch.setattr(FileSpool, "free", lambda _: (64 << 20) - 1)
        with pytest.raises(FullError):
            await file_spool.prepare()
        await file_spool.prepare(1000)
        assert files(root) == []

    async def test_a_sink_that_meets_the_reserve_on_its_way_stops(
        self, tmp_path: Path, keys: KeyStore
    ) -> None:
        spool = FileSpool(tmp_path / "spool", keys, MARK, reserve=0)
        sink = await spool.sink(await spool.prepare())
        await sink.write(bytes(2 * CHUNK))
        spool._reserve = 1 << 62

        with pytest.raises(FullError):
            await sink.write(bytes(2 * CHUNK))
        await sink.discard()
        assert files(tmp_path / "spool") == []

    async def test_a_write_that_comes_short_is_carried_on(
        self, monkeypatch: pytest.MonkeyPatch, file_spool: FileSpool
    ) -> None:
        data = os.urandom(100_000)
        limit = os.sysconf("SC_PAGE_SIZE")

        class Short:
            def __init__(self, file: object) -> None:
                self.file = file

            def write(self, data: memoryview) -> int:
                return int(self.file.write(data[:limit]))  # type: ignore[attr-defined]

            def __getattr__(self, name: str) -> object:
                return getattr(self.file, name)

        ticket = await file_spool.prepare()
        sink = await file_spool.sink(ticket)
        part = sink._part  # type: ignore[attr-defined]
        part._file = Short(part._file)
        await sink.write(data)
        await sink.finish()

        assert await file_spool.read(ticket) == data


class TestDamage:
    async def test_changed_torn_and_missing_files_are_noticed(
        self, root: Path, file_spool: FileSpool
    ) -> None:
        ticket = await sunk(file_spool, bytes(3 * CHUNK))
        [path] = files(root)
        whole = path.read_bytes()
        torn = [
            whole[:-1],
            whole[: len(whole) - CHUNK - 20],
            whole[:1000] + b"\0" * 4096 + whole[5096:],
            b"",
        ]
        for damaged in torn:
            path.write_bytes(damaged)
            assert await file_spool.completed(ticket) is None
            with pytest.raises(ValueError, match="sealed bytes"):
                await file_spool.read(ticket)
            with pytest.raises(ValueError, match="sealed bytes"):
                await streamed(file_spool, ticket)
        path.unlink()
        assert await file_spool.completed(ticket) is None
        with pytest.raises(ValueError, match="not there"):
            await file_spool.read(ticket)

    async def test_the_bytes_of_one_file_do_not_open_as_anothers(
        self, root: Path, file_spool: FileSpool
    ) -> None:
        ticket = await sunk(file_spool, b"mine")
        [mine] = files(root)
        other = await sunk(file_spool, b"other")
        [theirs] = [path for path in files(root) if path != mine]
        theirs.rename(mine)

        with pytest.raises(ValueError, match="does not open"):
            await file_spool.read(ticket)
        with pytest.raises(ValueError, match="not there"):
            await file_spool.read(other)

    async def test_a_stream_may_be_left_early(self, file_spool: FileSpool) -> None:
        ticket = await sunk(file_spool, bytes(3 * CHUNK))
        pieces = file_spool.stream(ticket)
        await anext(pieces)
        await pieces.aclose()  # type: ignore[attr-defined]

        assert len(await file_spool.read(ticket)) == 3 * CHUNK

    async def test_a_cancelled_write_can_be_discarded(
        self, root: Path, file_spool: FileSpool
    ) -> None:
        sink = await file_spool.sink(await file_spool.prepare())
        writing = asyncio.create_task(sink.write(bytes(64 * CHUNK)))
        await asyncio.sleep(0)
        writing.cancel()
        with pytest.raises(asyncio.CancelledError):
            await writing
        await sink.discard()

        assert files(root) == []


CRASH = """
import asyncio, os, sys
from pathlib import Path
from docketmail.adapters.database import SqliteDatabase
from docketmail.adapters.keys import SCHEMA, KeyStore
from docketmail.adapters.spool import FileSpool

async def crash(directory):
    database = SqliteDatabase(directory / "keys.sqlite")
    await database.write(SCHEMA.create_all)
    keys = await KeyStore.open(database, bytes(range(32)))
    spool = FileSpool(directory / "spool", keys, bytes(32), 0)
    whole, torn = await spool.prepare(), await spool.prepare()
    for ticket in (whole, torn):
        sink = await spool.sink(ticket)
        await sink.describe({"status": "200"})
        await sink.write(bytes(600_000))
        if ticket is whole:
            await sink.finish()
    print(whole.text(), torn.text(), flush=True)
    os._exit(1)

asyncio.run(crash(Path(sys.argv[1])))
"""


async def test_what_a_crash_left_whole_is_adopted_and_the_rest_is_kept(tmp_path: Path) -> None:
    process = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-c", CRASH, str(tmp_path)],
        env={"PYTHONPATH": os.pathsep.join(sys.path)},
        stdout=subprocess.PIPE,
        check=False,
    )
    whole, torn = map(Ticket.parse, process.stdout.decode().split())
    database = SqliteDatabase(tmp_path / "keys.sqlite")
    keys = await KeyStore.open(database, MASTER)
    spool = FileSpool(tmp_path / "spool", keys, MARK, reserve=0)

    assert await spool.completed(whole) == {"status": "200"}
    assert await spool.read(whole) == bytes(600_000)
    assert await spool.completed(torn) is None
    left = tmp_path / "spool" / torn.file[:2] / f"{torn.file}.part"
    assert await spool.leftovers() == [left]
    with pytest.raises(FileExistsError):
        await spool.sink(torn)
    await spool.forget(torn)
    assert await spool.leftovers() == []
    await database.close()
