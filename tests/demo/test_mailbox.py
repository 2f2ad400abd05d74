"""The toy mailbox keeps what it takes, and can be as difficult as real ones."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import AsyncGenerator
from pathlib import Path

import aiosmtplib
import pytest
import trustme

from docketmail.demo.mailbox import Mood, ToyMailbox


MAIL = b"Subject: Filed\r\n\r\nOne\r\n.dot\r\nlast\r\n"


@pytest.fixture
async def mailbox() -> AsyncGenerator[ToyMailbox, None]:
    mailbox = ToyMailbox(size_limit=50_000)
    await mailbox.start()
    yield mailbox
    await mailbox.close()


async def send(
    mailbox: ToyMailbox, *recipients: str, mail: bytes = MAIL, patience: float = 5
) -> dict[str, aiosmtplib.SMTPResponse]:
    async with aiosmtplib.SMTP(hostname="127.0.0.1", port=mailbox.port, timeout=patience) as client:
        refused, _ = await client.sendmail("docketmail@firm.example", recipients, mail)
        return refused


async def test_each_recipient_has_the_mail_as_it_was_sent(mailbox: ToyMailbox) -> None:
    begun = asyncio.get_running_loop().time()
    await send(mailbox, "ann@firm.example", "bob@firm.example")
    delivered = await mailbox.arrived(2)
    assert [(one.sender, one.recipient) for one in delivered] == [
        ("docketmail@firm.example", "ann@firm.example"),
        ("docketmail@firm.example", "bob@firm.example"),
    ]
    assert {one.mail for one in delivered} == {MAIL}
    assert begun <= delivered[0].at <= asyncio.get_running_loop().time()


async def test_one_waits_until_enough_is_there(mailbox: ToyMailbox) -> None:
    waiting = asyncio.create_task(mailbox.arrived(2))
    await send(mailbox, "ann@firm.example")
    assert not waiting.done()
    await send(mailbox, "ann@firm.example")
    assert len(await asyncio.wait_for(waiting, 5)) == 2


@pytest.mark.parametrize("answer", ["450 4.2.1 Later", "550 5.1.1 No such user"])
async def test_one_address_can_be_answered_otherwise(mailbox: ToyMailbox, answer: str) -> None:
    mailbox.answers["bob@firm.example"] = answer
    refused = await send(mailbox, "ann@firm.example", "bob@firm.example")
    assert refused["bob@firm.example"].code == int(answer[:3])
    assert [one.recipient for one in mailbox.delivered] == ["ann@firm.example"]


@pytest.mark.parametrize(
    ("mood", "kept"), [(Mood.SILENT, 0), (Mood.GONE, 0), (Mood.KEEPS_AND_GONE, 1)]
)
async def test_no_answer_can_mean_either(mailbox: ToyMailbox, mood: Mood, kept: int) -> None:
    mailbox.mood = mood
    with pytest.raises((aiosmtplib.SMTPServerDisconnected, aiosmtplib.SMTPReadTimeoutError)):
        await send(mailbox, "ann@firm.example", patience=0.3)
    assert len(mailbox.delivered) == kept
    mailbox.mood = Mood.POLITE
    await send(mailbox, "ann@firm.example")
    assert len(mailbox.delivered) == kept + 1


async def test_it_says_what_is_too_large_and_means_it(mailbox: ToyMailbox) -> None:
    async with aiosmtplib.SMTP(hostname="127.0.0.1", port=mailbox.port) as client:
        await client.ehlo()
        assert client.esmtp_extensions["size"] == "50000"
    with pytest.raises(aiosmtplib.SMTPResponseException) as raised:
        await send(mailbox, "ann@firm.example", mail=MAIL + b"x\r\n" * 20_000)
    assert raised.value.code == 552
    assert mailbox.delivered == []


async def test_closing_hangs_up_on_whoever_is_there(mailbox: ToyMailbox) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", mailbox.port)
    await reader.readline()
    await mailbox.close()
    assert await reader.read() == b""
    writer.close()


async def test_mails_can_be_written_to_a_folder(mailbox: ToyMailbox, tmp_path: Path) -> None:
    await send(mailbox, "ann@firm.example", "o/b@firm.example")
    files = mailbox.write(tmp_path / "inbox")
    assert [file.name for file in files] == [
        "01-ann@firm.example.eml",
        "02-o_b@firm.example.eml",
    ]
    assert files[0].read_bytes() == MAIL


async def test_it_can_speak_tls() -> None:
    ca = trustme.CA()
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    ca.issue_cert("localhost").configure_cert(context)
    trusting = ssl.create_default_context(cadata=ca.cert_pem.bytes().decode())
    mailbox = ToyMailbox(tls_context=context)
    await mailbox.start()
    client = aiosmtplib.SMTP(hostname="127.0.0.1", port=mailbox.port, start_tls=False)
    async with client:
        await client.starttls(server_hostname="localhost", tls_context=trusting)
        await client.sendmail("docketmail@firm.example", ["ann@firm.example"], MAIL)
    await mailbox.close()
    assert [one.mail for one in mailbox.delivered] == [MAIL]
