from __future__ import annotations

import asyncio

import pytest

from adapters.intake.front import listening
from adapters.smtp_client import RECIPIENT, SENDER, connected


BODY = b"Subject: x\r\n\r\ntext\r\n"
GOOD_BYE = "421 4.3.2 Closing, come again"


async def test_an_idle_client_is_sent_away_at_once_and_nobody_else_comes_in() -> None:
    async with listening() as front, connected(front.port) as client:
        await front.intake.close(grace=20)
        assert await client.reply() == GOOD_BYE
        assert await client.ended()
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection("127.0.0.1", front.port)


async def test_a_message_under_way_is_taken_and_then_the_client_is_sent_away() -> None:
    async with listening() as front, connected(front.port) as client:
        await client.say(f"MAIL FROM:<{SENDER}>")
        closing = asyncio.create_task(front.intake.close(grace=20))
        assert (await client.say(f"RCPT TO:<{RECIPIENT}>")).startswith("250")
        assert (await client.say("DATA")).startswith("354")
        await client.send(BODY + b".\r\n")
        assert (await client.reply()).startswith("250")
        assert await client.reply() == GOOD_BYE
        await closing
        assert [arrival.body for arrival in front.door.arrivals] == [BODY]


async def test_a_message_given_up_ends_the_conversation_too() -> None:
    async with listening() as front, connected(front.port) as client:
        await client.say(f"MAIL FROM:<{SENDER}>")
        closing = asyncio.create_task(front.intake.close(grace=20))
        assert (await client.say("RSET")).startswith("250")
        assert await client.reply() == GOOD_BYE
        await closing


async def test_whoever_takes_longer_than_the_grace_is_turned_out() -> None:
    async with listening() as front, connected(front.port) as client:
        await client.address(RECIPIENT)
        await front.intake.close(grace=0.05)
        assert await client.reply() == GOOD_BYE
        assert await client.ended()
        assert front.door.arrivals == []


async def test_a_message_that_is_not_stored_within_the_grace_has_no_250() -> None:
    async with listening() as front, connected(front.port) as client:
        front.door.open.clear()
        await client.address(RECIPIENT)
        await client.send(BODY + b".\r\n")
        await front.door.knocked.wait()
        await front.intake.close(grace=0.05)
        assert not front.intake._reception._storing
        assert await client.reply() == GOOD_BYE
        assert await client.ended()
        front.door.open.set()
        assert front.door.arrivals == []


async def test_a_message_of_a_client_that_left_is_stored_before_closing_ends() -> None:
    async with listening() as front:
        async with connected(front.port) as client:
            front.door.open.clear()
            await client.address(RECIPIENT)
            await client.send(BODY + b".\r\n")
            await front.door.knocked.wait()
            client.vanish()
        await front.empty()
        closing = asyncio.create_task(front.intake.close(grace=20))
        await asyncio.sleep(0.05)
        assert not closing.done()
        front.door.open.set()
        await closing
        assert [arrival.body for arrival in front.door.arrivals] == [BODY]
