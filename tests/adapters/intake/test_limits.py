from __future__ import annotations

import asyncio
import contextlib
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from adapters.intake.front import listening
from adapters.smtp_client import RECIPIENT, SENDER, Client, connected
from docketmail.adapters.intake.doors import Doors, spelled
from docketmail.adapters.intake.limits import Limits


BODY = b"Subject: x\r\n\r\ntext\r\n"


async def test_a_message_too_big_is_read_and_refused_for_good() -> None:
    async with listening(message_bytes=1000) as front, connected(front.port) as client:
        assert (await client.mail(b"x" * 999 + b"\r\n")).startswith("552 5.3.4")
        assert (await client.mail(BODY)).startswith("250")


async def test_without_memory_a_large_message_waits_and_a_notice_does_not() -> None:
    async with listening(memory_bytes=0) as front, connected(front.port) as client:
        assert (await client.mail(b"x" * 100_000 + b"\r\n")).startswith("452 4.3.1")
        assert (await client.mail(BODY)).startswith("250")


async def test_memory_is_free_again_after_a_message_and_after_a_client_that_left_within_one() -> (
    None
):
    large = b"x" * 100_000 + b"\r\n"
    async with listening(memory_bytes=50_000) as front, connected(front.port) as client:
        for _ in range(3):
            assert (await client.mail(large)).startswith("250")
        async with connected(front.port) as other:
            await other.address(RECIPIENT)
            await other.send(large)
            other.half_close()
            assert await other.ended()
        assert (await client.mail(large)).startswith("250")


async def test_recipients_beyond_the_limit_come_next() -> None:
    async with listening(recipients=2) as front, connected(front.port) as client:
        await client.say(f"MAIL FROM:<{SENDER}>")
        for name in "ab":
            assert (await client.say(f"RCPT TO:<{name}@firm.test>")).startswith("250")
        assert (await client.say("RCPT TO:<c@firm.test>")).startswith("452 4.5.3")


async def turned_away(port: int) -> bool:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    client = Client(reader, writer)
    reply = await client.reply()
    with contextlib.suppress(EOFError):
        await client.ended()
    writer.close()
    return reply.startswith("421 4.7.0")


@pytest.mark.parametrize("limit", ["connections", "connections_per_peer"])
async def test_connections_beyond_the_limit_come_again(limit: str) -> None:
    async with listening(None, **{limit: 2}) as front, connected(front.port) as client:
        async with connected(front.port) as other:
            assert await turned_away(front.port)
            assert (await other.say("QUIT")).startswith("221")
            assert await other.ended()
        async with connected(front.port):
            assert (await client.mail(BODY)).startswith("250")


async def test_a_connection_has_enough_after_so_many_messages() -> None:
    async with listening(messages_per_connection=2) as front, connected(front.port) as client:
        await client.mail(BODY)
        await client.mail(BODY)
        assert (await client.say(f"MAIL FROM:<{SENDER}>")).startswith("421 4.7.0")
        assert await client.ended()


async def test_commands_without_a_message_end() -> None:
    async with listening(commands_per_message=10) as front, connected(front.port) as client:
        for _ in range(2):
            for _ in range(6):
                assert (await client.say("NOOP")).startswith("250")
            assert (await client.mail(BODY)).startswith("250")
        for _ in range(10):
            assert (await client.say("RSET")).startswith("250")
        assert (await client.say("RSET")).startswith("421 4.7.0")
        assert await client.ended()


async def test_mistakes_end_a_connection_but_unknown_recipients_do_not() -> None:
    async with listening(faults=3) as front, connected(front.port) as client:
        front.door.strangers.add("nobody@firm.test")
        await client.say(f"MAIL FROM:<{SENDER}>")
        for _ in range(20):
            assert (await client.say("RCPT TO:<nobody@firm.test>")).startswith("550")
        for line in ("GET / HTTP/1.1", "Host: intake.test", "Accept: */*"):
            assert (await client.say(line)).startswith("500")
        assert (await client.reply()).startswith("421 4.7.0")
        assert await client.ended()


async def test_an_endless_command_ends_the_connection() -> None:
    async with listening() as front, connected(front.port) as client:
        await client.send(b"x" * 10_000)
        assert (await client.reply()).startswith("500 5.5.2")
        assert (await client.ended()) is True


async def test_a_silent_client_is_sent_away() -> None:
    async with listening(idle_seconds=0.1) as front, connected(front.port) as client:
        assert (await client.reply()).startswith("421 4.4.2")
        assert await client.ended()


async def test_a_client_that_never_reads_its_replies_is_sent_away() -> None:
    async with listening(commands_per_message=10**6, idle_seconds=0.2) as front:
        with socket.socket() as deaf:
            deaf.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
            deaf.settimeout(0)
            loop = asyncio.get_running_loop()
            await loop.sock_connect(deaf, ("127.0.0.1", front.port))
            with contextlib.suppress(OSError, TimeoutError):
                async with asyncio.timeout(2):
                    await loop.sock_sendall(deaf, b"EHLO deaf.test\r\n" * 100_000)
            await front.empty()


async def drip(client: Client, drop: bytes) -> None:
    with contextlib.suppress(ConnectionError):
        while True:
            await client.send(drop)
            await asyncio.sleep(0.01)


@pytest.mark.parametrize("data", [False, True])
async def test_a_drip_is_sent_away_however_steady_it_is(data: bool) -> None:  # noqa: FBT001
    async with listening(message_seconds=0.3) as front, connected(front.port) as client:
        if data:
            await client.address(RECIPIENT)
        dripping = asyncio.create_task(drip(client, b"x"))
        assert (await client.reply()).startswith("421 4.4.2")
        dripping.cancel()


async def test_a_slow_upload_is_not_cut_while_it_moves() -> None:
    async with listening(idle_seconds=0.2) as front, connected(front.port) as client:
        await client.address(RECIPIENT)
        for _ in range(30):
            await client.send(b"x")
            await asyncio.sleep(0.01)
        await client.send(b"\r\n.\r\n")
        assert (await client.reply()).startswith("250")


async def test_a_slow_disk_is_not_the_clients_fault() -> None:
    async with (
        listening(idle_seconds=0.05, message_seconds=0.1) as front,
        connected(front.port) as client,
    ):
        front.door.open.clear()
        await client.address(RECIPIENT)
        await client.send(BODY + b".\r\n")
        await asyncio.sleep(0.3)
        front.door.open.set()
        assert (await client.reply()).startswith("250")


class Somebody:
    def see_out(self) -> None: ...

    def turn_out(self) -> None: ...


def test_one_ipv6_site_is_one_peer() -> None:
    doors = Doors(Limits(connections_per_peer=1))
    somebody = Somebody()
    assert doors.enter(somebody, "2001:db8:1:1::1")
    assert not doors.enter(Somebody(), "2001:db8:1:1:ffff::2")
    assert doors.enter(Somebody(), "2001:db8:1:2::1")
    doors.leave(somebody)
    doors.leave(somebody)
    assert doors.enter(Somebody(), "2001:db8:1:1::3")


@pytest.mark.parametrize(
    ("address", "spelling"),
    [
        ("::ffff:192.0.2.1", "192.0.2.1"),
        ("192.0.2.1", "192.0.2.1"),
        ("fe80::1%eth0", "fe80::1"),
        ("2001:DB8:0::1", "2001:db8::1"),
    ],
)
def test_an_address_has_one_spelling(address: str, spelling: str) -> None:
    assert spelled(address) == spelling


SERVER = """
import asyncio, sys
from docketmail.adapters.intake import Intake, Known, Limits, bind
async def accept(arrival): pass
async def serve():
    sock = bind("127.0.0.1", 0)
    intake = Intake(accept=accept, knows=lambda a: Known.KNOWN, hostname="intake.test",
                    limits=Limits(), on_fault=print)
    await intake.start([sock])
    print(sock.getsockname()[1], flush=True)
    await asyncio.Event().wait()
asyncio.run(serve())
"""


@pytest.fixture
def server() -> Iterator[tuple[int, int]]:
    """A server in a process of its own: its process id and its port."""
    with subprocess.Popen([sys.executable, "-c", SERVER], stdout=subprocess.PIPE) as process:  # noqa: S603
        assert process.stdout is not None
        yield process.pid, int(process.stdout.readline())
        process.terminate()


def peak(pid: int) -> int:
    """The most memory that a process ever held, in bytes."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024


async def test_300_megabytes_without_a_line_end_take_less_than_20_of_memory(
    server: tuple[int, int],
) -> None:
    pid, port = server
    async with connected(port) as client:
        await client.mail(BODY)
        before = peak(pid)
        await client.address(RECIPIENT)
        for _ in range(300):
            await client.send(b"x" * 2**20)
        await client.send(b"\r\n.\r\n")
        assert (await client.reply()).startswith("552")
        assert peak(pid) - before < 20 * 2**20
