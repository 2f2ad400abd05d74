from __future__ import annotations

import asyncio

import pytest
from hypothesis import given, settings, strategies as st

from adapters.intake.front import listening
from adapters.smtp_client import RECIPIENT, SENDER, connected
from docketmail.ports import Arrival, FullError


BODY = b"Subject: Activity in Case 1:24-cv-00001 Heron v. Plover\r\n\r\nA link.\r\n"


async def test_a_message_is_handed_over_with_its_envelope() -> None:
    async with listening() as front, connected(front.port) as client:
        reply = await client.mail(BODY, "a@firm.test", "b@firm.test", "a@firm.test")
        assert reply == "250 2.0.0 OK"
        assert front.door.arrivals == [
            Arrival(
                peer="127.0.0.1",
                helo="mail.court.test",
                tls=False,
                sender=SENDER,
                recipients=("a@firm.test", "b@firm.test"),
                body=BODY,
            )
        ]


async def test_the_greeting_and_the_offers_tell_no_version_and_ask_for_no_credential() -> None:
    async with listening() as front, connected(front.port, hello="") as client:
        assert await client.say("EHLO mail.court.test") == (
            "250-intake.test\n250-SIZE 10485760\n250-8BITMIME\n250-SMTPUTF8\n"
            "250-PIPELINING\n250 ENHANCEDSTATUSCODES"
        )
        for command in ("AUTH PLAIN AGEAYg==", "HELP", "EXPN staff", "BDAT 10", "GET / HTTP/1.1"):
            assert await client.say(command) == "500 5.5.2 Command not recognized"


async def test_an_old_client_says_helo_and_gets_plain_replies() -> None:
    async with listening() as front, connected(front.port, hello="") as client:
        assert await client.say("HELO mail.court.test") == "250 intake.test"
        assert await client.say(f"MAIL FROM:<{SENDER}>") == "250 OK"


@pytest.mark.parametrize(
    ("command", "reply"),
    [
        ("NOOP", "250 2.0.0 OK"),
        ("RSET", "250 2.0.0 OK"),
        ("VRFY <a@firm.test>", "252 2.5.0 "),
        ("QUIT", "221 2.0.0 Bye"),
        ("MAIL FROM:<a@court.test> SIZE=10485761", "552 5.3.4 "),
        ("MAIL FROM:<a@court.test> SIZE=10485760 BODY=8BITMIME SMTPUTF8", "250 2.0.0 OK"),
        ("MAIL FROM:<a@court.test> RET=HDRS", "555 5.5.4 "),
        ("MAIL FROM:<>", "250 2.0.0 OK"),
        ("mail from:<a@court.test>", "250 2.0.0 OK"),
        ("MAIL FROM:<@relay.test:a@court.test>", "250 2.0.0 OK"),
        ('MAIL FROM:<"a b"@court.test>', "250 2.0.0 OK"),
        ("MAIL FROM:<grüße@court.test> SMTPUTF8", "250 2.0.0 OK"),
        ("MAIL a@court.test", "501 5.5.4 "),
        ("RCPT TO:<a@firm.test>", "503 5.5.1 "),
        ("DATA", "503 5.5.1 "),
        ("STARTTLS", "454 4.7.0 "),
        ("NOOP \0", "500 5.5.2 "),
        ("", "500 5.5.2 "),
    ],
)
async def test_each_command_has_its_reply_with_an_enhanced_code(command: str, reply: str) -> None:
    async with listening() as front, connected(front.port) as client:
        assert (await client.say(command)).startswith(reply)


async def test_the_null_sender_is_empty() -> None:
    async with listening() as front, connected(front.port) as client:
        await client.mail(BODY, sender="")
        assert front.door.arrivals[0].sender == ""


async def test_postmaster_needs_no_domain() -> None:
    async with listening() as front, connected(front.port) as client:
        await client.mail(BODY, "Postmaster")
        assert front.door.arrivals[0].recipients == ("Postmaster",)


async def test_a_command_that_is_not_utf8_is_refused() -> None:
    async with listening() as front, connected(front.port) as client:
        await client.send(b"MAIL FROM:<\xff@court.test>\r\n")
        assert (await client.reply()).startswith("500 5.5.2")


async def test_only_an_address_never_issued_is_refused_for_good() -> None:
    async with listening() as front, connected(front.port) as client:
        front.door.strangers.add("nobody@firm.test")
        await client.say(f"MAIL FROM:<{SENDER}>")
        assert (await client.say("RCPT TO:<nobody@firm.test>")).startswith("550 5.1.1")
        assert (await client.say(f"RCPT TO:<{RECIPIENT}>")).startswith("250 2.1.5")
        front.door.roster = False
        assert (await client.say("RCPT TO:<nobody@firm.test>")).startswith("451 4.3.0")


async def test_pipelined_commands_and_a_body_sent_too_early_are_taken_in_order() -> None:
    async with listening() as front, connected(front.port) as client:
        message = f"MAIL FROM:<{SENDER}>\r\nRCPT TO:<{RECIPIENT}>\r\nDATA\r\n".encode()
        await client.send((message + BODY + b".\r\n") * 2 + b"QUIT\r\n")
        codes = [(await client.reply())[:3] for _ in range(9)]
        assert codes == ["250", "250", "354", "250"] * 2 + ["221"]
        assert [arrival.body for arrival in front.door.arrivals] == [BODY, BODY]


async def test_a_smuggled_command_stays_text() -> None:
    async with listening() as front, connected(front.port) as client:
        smuggled = b"text\n.\r\nMAIL FROM:<forged@court.test>\r\n"
        assert (await client.mail(smuggled)).startswith("250")
        assert [arrival.body for arrival in front.door.arrivals] == [smuggled]


async def test_250_waits_for_the_door() -> None:
    async with listening() as front, connected(front.port) as client:
        front.door.open.clear()
        await client.address(RECIPIENT)
        await client.send(BODY + b".\r\n")
        answer = asyncio.create_task(client.reply())
        await front.door.knocked.wait()
        assert not answer.done()
        front.door.open.set()
        assert (await answer).startswith("250")


@pytest.mark.parametrize(
    ("error", "reply"),
    [
        (FullError("canary"), "452 4.3.1 No room for more just now, come again"),
        (OSError("canary"), "451 4.3.0 The message cannot be taken just now, come again"),
        (TimeoutError("canary"), "451 4.3.0 The message cannot be taken just now, come again"),
        (EOFError("canary"), "451 4.3.0 The message cannot be taken just now, come again"),
    ],
)
async def test_a_fault_of_ours_is_temporary_and_tells_nothing(error: Exception, reply: str) -> None:
    async with listening() as front, connected(front.port) as client:
        front.door.error = error
        assert await client.mail(BODY) == reply
        front.door.error = None
        assert (await client.mail(BODY)).startswith("250")
        assert "canary" not in "".join(front.door.faults)
        assert len(front.door.faults) == (not isinstance(error, FullError))


async def test_a_roster_that_fails_is_a_fault_of_ours() -> None:
    async with listening() as front, connected(front.port) as client:
        front.door.strangers = None  # type: ignore[assignment]
        await client.say(f"MAIL FROM:<{SENDER}>")
        assert (await client.say(f"RCPT TO:<{RECIPIENT}>")).startswith("451 4.3.0")
        assert (await client.say("NOOP")).startswith("250")
        assert front.door.faults[0].startswith("The intake answered 451: TypeError at Door.knows:")


async def test_a_client_that_closes_its_side_after_the_dot_still_gets_its_reply() -> None:
    async with listening() as front, connected(front.port) as client:
        front.door.open.clear()
        await client.address(RECIPIENT)
        await client.send(BODY + b".\r\n")
        client.half_close()
        await front.door.knocked.wait()
        front.door.open.set()
        assert (await client.reply()).startswith("250")
        assert await client.ended()


async def test_a_message_is_stored_though_its_client_vanished() -> None:
    async with listening() as front:
        async with connected(front.port) as client:
            front.door.open.clear()
            await client.address(RECIPIENT)
            await client.send(BODY + b".\r\n")
            await front.door.knocked.wait()
            client.vanish()
        await front.empty()
        front.door.open.set()
        await front.intake.close(grace=5)
        assert [arrival.body for arrival in front.door.arrivals] == [BODY]


async def test_a_message_without_its_end_is_nobodys() -> None:
    async with listening() as front, connected(front.port) as client:
        await client.address(RECIPIENT)
        await client.send(BODY)
        client.half_close()
        assert await client.ended()
        assert front.door.arrivals == []


async def test_nothing_is_written_to_any_log(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    async with listening() as front, connected(front.port) as client:
        await client.mail(BODY)
        front.door.error = OSError("canary")
        await client.mail(BODY)
    assert [record for record in caplog.records if record.name != "asyncio"] == []


LINES = st.one_of(
    st.binary(max_size=60),
    st.builds(
        "{}{}{}".format,
        st.sampled_from(["MAIL FROM:", "RCPT TO:", "EHLO ", "VRFY ", "MAIL FROM:<a@b> SIZE="]),
        st.sampled_from(["", "<", "<a@b>", '"', "<@", "(", "²"]),
        st.text(max_size=20) | st.text('<>@"\\(),;:.[] ab', max_size=12),
    ).map(str.encode),
)


def test_no_command_line_is_a_fault_of_ours() -> None:
    async def converse(lines: list[bytes]) -> None:
        async with listening(faults=10**6) as front, connected(front.port) as client:
            for line in lines:
                await client.send(line.translate(None, b"\r\n") + b"\r\n")
                if (await client.reply())[:3] in {"221", "354"}:
                    return
            assert front.door.faults == []

    with asyncio.Runner() as runner:

        @settings(max_examples=60, deadline=None, derandomize=True, database=None)
        @given(st.lists(LINES, max_size=40))
        def never(lines: list[bytes]) -> None:
            runner.run(converse(lines))

        never()
