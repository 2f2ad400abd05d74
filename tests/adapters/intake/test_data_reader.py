from __future__ import annotations

import asyncio
from itertools import pairwise

import pytest
from aiosmtpd.smtp import SMTP, Envelope, Session
from hypothesis import given, settings, strategies as st

from docketmail.adapters.intake.data_reader import END, DataReader, Excess
from docketmail.adapters.intake.doors import UNCOUNTED, Room


BIG = 2**20


def read(stream: bytes, *cuts: int, limit: int = BIG, room: int = BIG) -> bytes | Excess:
    """What is read of a stream that ends with one message's end, cut at these places."""
    reader = DataReader(limit, Room(room))
    rest = b""
    for begin, end in pairwise([0, *sorted(cuts), len(stream)]):
        assert not reader.ended
        rest = reader.feed(stream[begin:end])
    assert reader.ended
    assert rest == b""
    return reader.take()


def test_an_empty_message_is_its_dot_alone() -> None:
    assert read(b".\r\n") == b""


def test_the_last_line_keeps_its_end_and_the_dot_goes() -> None:
    assert read(b"Subject: x\r\n\r\ntext\r\n.\r\n") == b"Subject: x\r\n\r\ntext\r\n"


def test_one_dot_of_each_line_that_begins_with_one_goes() -> None:
    assert read(b"..\r\n...\r\n.a\r\na..b\r\n.\r\n") == b".\r\n..\r\na\r\na..b\r\n"


@pytest.mark.parametrize("at", range(1, 13))
def test_the_end_is_seen_wherever_the_network_cuts_it(at: int) -> None:
    assert read(b"text\r\n..\r\n.\r\n", at) == b"text\r\n.\r\n"


def test_what_follows_the_end_is_given_back() -> None:
    reader = DataReader(BIG, Room(BIG))
    assert reader.feed(b"text\r\n.\r\nMAIL FROM:<>\r\n.\r\n") == b"MAIL FROM:<>\r\n.\r\n"
    assert reader.take() == b"text\r\n"


@pytest.mark.parametrize(
    "false_end",
    [
        b"\n.\n",
        b"\n.\r\n",
        b"\r.\r",
        b"\r.\r\n",
        b"\r.\n",
        b"\r\n.\n",
        b"\r\n.\r",
        b"\r\n\0.\r\n",
        b"\r\n.\0\r\n",
        b"\r\n. \r\n",
        b"\n.\r",
        b"\r\r\n.\r\r\n",
        b"\r\n.\r\r\n",
        b"\n\n.\r\n",
    ],
)
def test_no_other_line_end_around_a_dot_ends_a_message(false_end: bytes) -> None:
    stream = b"text" + false_end + b"MAIL FROM:<forged@court.test>\r\n.\r\n"
    body = read(stream)
    assert isinstance(body, bytes)
    assert body.endswith(b"MAIL FROM:<forged@court.test>\r\n")


def test_bare_line_ends_are_kept() -> None:
    assert read(b"a\rb\nc\r\r\nd\n\r\n.\r\n") == b"a\rb\nc\r\r\nd\n\r\n"


def test_a_line_of_any_length_is_taken() -> None:
    line = b"x" * 100_000 + b"\r\n"
    assert read(line + b".\r\n", 1000, 50_000) == line


def test_a_message_of_just_the_limit_is_taken_and_one_byte_more_is_not() -> None:
    assert read(b"12345678\r\n.\r\n", limit=10) == b"12345678\r\n"
    assert read(b"123456789\r\n.\r\n", limit=10) is Excess.TOO_BIG
    assert read(b"12345678\r\n.\r\n", *range(1, 12), limit=10) == b"12345678\r\n"


def test_a_message_too_big_is_read_to_its_end_and_no_further() -> None:
    reader = DataReader(10, Room(BIG))
    for _ in range(1000):
        assert reader.feed(b"x" * 1000) == b""
    assert reader.feed(b"\r\n.\r") == b""
    assert reader.feed(b"\nQUIT\r\n") == b"QUIT\r\n"
    assert reader.take() is Excess.TOO_BIG


def test_a_message_too_big_gives_its_room_back_at_once() -> None:
    room = Room(BIG)
    reader = DataReader(BIG // 2, room)
    reader.feed(b"x" * (BIG // 2))
    assert room.left < BIG
    reader.feed(b"x" * 100)
    assert room.left == BIG


def test_without_room_a_large_message_is_read_and_dropped_but_a_notice_is_taken() -> None:
    assert read(b"x" * UNCOUNTED + b"\r\n.\r\n", UNCOUNTED // 2, room=0) is Excess.NO_ROOM
    notice = b"x" * (UNCOUNTED - 2) + b"\r\n"
    assert read(notice + b".\r\n", 5, room=0) == notice


def test_room_is_given_back_once() -> None:
    room = Room(BIG)
    reader = DataReader(BIG, room)
    reader.feed(b"x" * 200_000 + b"\r\n.\r\n")
    assert room.left == BIG - (200_002 - UNCOUNTED)
    reader.leave()
    reader.leave()
    assert room.left == BIG


class Upstream(SMTP):
    """aiosmtpd, its DATA its own, over a stream that the test feeds."""

    line_length_limit = BIG

    def __init__(self, limit: int) -> None:
        super().__init__(self, data_size_limit=limit, hostname="x", loop=asyncio.get_running_loop())
        self.session = Session(self.loop)
        self.session.host_name = "x"
        self.envelope = Envelope()
        self.envelope.rcpt_tos = ["x"]
        self.transport = asyncio.Transport()
        self._reader = asyncio.StreamReader(limit=BIG, loop=self.loop)
        self.outcome: bytes | Excess | None = None

    async def push(self, status: str | bytes) -> None:
        if str(status).startswith("552"):
            self.outcome = Excess.TOO_BIG

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        self.outcome = envelope.original_content
        return "250 OK"

    async def read(self, pieces: list[bytes]) -> tuple[bytes | Excess | None, bytes]:
        """What it took for the message, and what it left."""
        reading = asyncio.create_task(self.smtp_DATA(""))
        await asyncio.sleep(0)
        for piece in pieces:
            self._reader.feed_data(piece)
            await asyncio.sleep(0)
        await reading
        return self.outcome, await self._rest()

    async def _rest(self) -> bytes:
        self._reader.feed_eof()
        return await self._reader.read()


def ours(pieces: list[bytes], limit: int) -> tuple[bytes | Excess, bytes]:
    reader, rest = DataReader(limit, Room(BIG)), b""
    for piece in pieces:
        rest += piece if reader.ended else reader.feed(piece)
    return reader.take(), rest


async def theirs(pieces: list[bytes], limit: int) -> tuple[bytes | Excess | None, bytes]:
    return await Upstream(limit).read(pieces)


FRAGMENTS = [
    b"\r",
    b"\n",
    b".",
    b"\r\n",
    b"\r\n.",
    b"\n.",
    b".\r\n",
    b"\0",
    b"a",
    b"Subject: x",
    END,
]


@st.composite
def pieces(draw: st.DrawFn) -> list[bytes]:
    """A stream in which a message ends somewhere, as the network may cut it."""
    stream = b"".join(draw(st.lists(st.sampled_from(FRAGMENTS), max_size=30))) + END
    cuts = draw(st.lists(st.integers(1, len(stream) - 1), max_size=8, unique=True))
    return [stream[begin:end] for begin, end in pairwise([0, *sorted(cuts), len(stream)])]


def compare(examples: int) -> None:
    with asyncio.Runner() as runner:

        @settings(max_examples=examples, derandomize=True, deadline=None, database=None)
        @given(pieces=pieces(), limit=st.sampled_from([4, 12, 40, BIG]))
        def agree(pieces: list[bytes], limit: int) -> None:
            assert ours(pieces, limit) == runner.run(theirs(pieces, limit))

        agree()


def test_it_agrees_with_aiosmtpd_on_any_stream() -> None:
    compare(500)


@pytest.mark.soak
def test_it_agrees_with_aiosmtpd_on_ten_thousand_streams() -> None:
    compare(10_000)
