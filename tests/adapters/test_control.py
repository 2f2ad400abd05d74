from __future__ import annotations

import asyncio
import json
import os
import stat
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from docketmail.adapters import control
from docketmail.adapters.control import ControlError, ControlServer, NobodyListensError, ask


class WrongError(Exception):
    """What a person did wrong."""


async def echo(by: str, **values: Any) -> dict[str, Any]:
    return {"by": by, **values}


async def wrong(by: str) -> dict[str, Any]:
    raise WrongError("there is no hold h9")


async def broken(by: str) -> dict[str, Any]:
    raise RuntimeError("a secret: Marlow v. Ostrander")


COMMANDS = {"echo": echo, "wrong": wrong, "broken": broken}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "control.sock"


@pytest.fixture
def defects() -> list[Exception]:
    return []


@pytest.fixture
async def server(path: Path, defects: list[Exception]) -> AsyncIterator[ControlServer]:
    control_server = ControlServer(path, COMMANDS, (WrongError,), defects.append)
    await control_server.start()
    yield control_server
    await control_server.close()


def there(path: Path) -> bool:
    return path.exists()


def mode_of(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def say(path: Path, *lines: bytes) -> list[dict[str, Any]]:
    """Send these lines on one connection; what comes back until the server hangs up."""
    reader, writer = await asyncio.open_unix_connection(path)
    writer.write(b"".join(lines))
    writer.write_eof()
    answers = [json.loads(line) async for line in reader]
    writer.close()
    await writer.wait_closed()
    return answers


async def test_a_command_is_answered_with_what_it_says(server: ControlServer, path: Path) -> None:
    said = await ask(path, "echo", {"hold": "h1", "why": "“quoted”\nand more"})
    assert said == {"by": f"uid:{os.getuid()}", "hold": "h1", "why": "“quoted”\nand more"}


async def test_who_asks_is_what_the_kernel_says(server: ControlServer, path: Path) -> None:
    lie = {"command": "echo", "values": {"by": "uid:4711"}}
    [answer] = await say(path, json.dumps(lie).encode() + b"\n")
    assert "error" in answer


async def test_the_socket_is_for_the_service_and_its_group(
    server: ControlServer, path: Path
) -> None:
    assert mode_of(path) == 0o660


async def test_a_person_s_mistake_is_answered_in_words(
    server: ControlServer, path: Path, defects: list[Exception]
) -> None:
    with pytest.raises(ControlError, match="there is no hold h9"):
        await ask(path, "wrong", {})
    assert defects == []


async def test_a_defect_is_answered_by_its_type_alone_and_reported(
    server: ControlServer, path: Path, defects: list[Exception]
) -> None:
    with pytest.raises(ControlError, match="RuntimeError") as answered:
        await ask(path, "broken", {})
    assert "Marlow" not in str(answered.value)
    assert [type(defect) for defect in defects] == [RuntimeError]


@pytest.mark.parametrize(
    "line",
    [
        b"garbage\n",
        b"\xff\xfe\n",
        b"[]\n",
        b"null\n",
        b"{}\n",
        b'{"command": "unknown"}\n',
        b'{"command": ["echo"]}\n',
        b'{"command": "echo", "values": 7}\n',
        b'{"command": "wrong", "values": {"more": 1}}\n',
        b"[" * 100_000 + b"\n",
    ],
)
async def test_after_garbage_the_next_command_is_answered(
    server: ControlServer, path: Path, line: bytes
) -> None:
    first, second = await say(path, line, b'{"command": "echo"}\n')
    assert "error" in first
    assert second == {"ok": {"by": f"uid:{os.getuid()}"}}


async def test_an_unfinished_line_is_no_command_that_changes_something_else(
    server: ControlServer, path: Path
) -> None:
    assert await say(path, b"") == []
    assert "error" in (await say(path, b'{"command": "echo", "val'))[0]


async def test_a_line_over_the_limit_ends_its_connection_and_no_other(
    path: Path, monkeypatch: pytest.MonkeyPatch, defects: list[Exception]
) -> None:
    monkeypatch.setattr(control, "LONGEST", 1000)
    server = ControlServer(path, COMMANDS, (WrongError,), defects.append)
    await server.start()
    with pytest.raises((ControlError, ConnectionError)):
        await ask(path, "echo", {"pdf": "x" * 5000})
    assert (await ask(path, "echo", {"pdf": "x"}))["pdf"] == "x"
    await server.close()


async def test_two_people_are_answered_side_by_side(path: Path) -> None:
    met = asyncio.Barrier(2)

    async def meet(by: str) -> dict[str, Any]:
        await met.wait()
        return {}

    server = ControlServer(path, {"meet": meet}, (), lambda _: None)
    await server.start()
    async with asyncio.timeout(5):
        await asyncio.gather(ask(path, "meet", {}), ask(path, "meet", {}))
    await server.close()


async def test_a_command_that_runs_is_answered_before_the_daemon_ends(path: Path) -> None:
    begun, go = asyncio.Event(), asyncio.Event()

    async def slow(by: str) -> dict[str, Any]:
        begun.set()
        await go.wait()
        return {"done": True}

    server = ControlServer(path, {"slow": slow}, (), lambda _: None)
    await server.start()
    idle, its_end = await asyncio.open_unix_connection(path)
    asked = asyncio.create_task(ask(path, "slow", {}))
    await begun.wait()
    closing = asyncio.create_task(server.close())
    go.set()
    async with asyncio.timeout(5):
        assert await asked == {"done": True}
        await closing
        assert await idle.read() == b"", "who asks nothing is not waited for"
    its_end.close()
    await its_end.wait_closed()


async def test_nobody_listens_where_there_is_no_daemon(path: Path) -> None:
    with pytest.raises(NobodyListensError):
        await ask(path, "echo", {})


async def test_nor_where_a_daemon_died_and_its_socket_is_replaced(
    path: Path, defects: list[Exception]
) -> None:
    dead = await asyncio.start_unix_server(lambda *_: None, path)
    dead.close()
    await dead.wait_closed()
    assert there(path)
    with pytest.raises(NobodyListensError):
        await ask(path, "echo", {})
    server = ControlServer(path, COMMANDS, (WrongError,), defects.append)
    await server.start()
    assert await ask(path, "echo", {}) == {"by": f"uid:{os.getuid()}"}
    await server.close()
    assert not there(path)


async def test_a_daemon_that_ends_before_it_answers_is_said_to_have(path: Path) -> None:
    async def hang_up(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readline()
        writer.close()

    server = await asyncio.start_unix_server(hang_up, path)
    with pytest.raises(ControlError, match="ask again"):
        await ask(path, "echo", {})
    server.close()
    await server.wait_closed()
