"""A word that stands wherever a name, an address, a docket text or a link may stand, and never in the journal."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from adapters.smtp_client import Client, connected
from daemon.postroom import Postroom, database, lines
from docketmail.demo import firm
from docketmail.demo.court_filings import Filing
from docketmail.demo.court_manners import Manner
from docketmail.demo.court_notices import Mailed, vouched
from docketmail.demo.mailbox import Mood
from docketmail.demo.rig import Rig
from rude_court import Manners, RudeCourt, page, says, serving


CANARY = "zanzibarfinch"
"""Fits into addresses, ids and host names alike."""
RUDE, MISNAMED, PLAIN = "ecf.cand.uscourts.gov", "ecf.ctb.uscourts.gov", "ecf.ca2.uscourts.gov"
SOON = "tell_seconds = 10.0\ndecide_margin_seconds = 5.0"
"""What is not obtained is told after five seconds."""


def _marked(text: str) -> str:
    """The firm's roster with the canary in every name, address, id and number."""
    for word in ("anna", "Anna", "quill", "Quill", "Marlow", "1047-002", "Docketing", "k3v9q27xm2"):
        text = text.replace(word, f"{word}{CANARY}")
    return text


ANNA, ANNA_INTAKE, PAT = _marked(firm.ANNA), _marked(firm.ANNA_INTAKE), firm.PAT


@pytest.fixture
async def bare_rig(tmp_path: Path) -> AsyncIterator[Rig]:
    """One of its courts is rude, one shows another's certificate, one does not speak TLS."""
    rig = Rig(
        tmp_path / "rig",
        roster=_marked(firm.ROSTER),
        settings={"log": 'level = "debug"', "telling": SOON},
    )
    authority = rig.court._authority
    rude, misnamed = RudeCourt(authority, RUDE), RudeCourt(authority, f"{CANARY}.example")

    async def babble(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(f"{CANARY}\r\n".encode() * 5)
        await writer.drain()

    async with rude.open(), misnamed.open(), serving(babble) as (_, plain):
        rig.elsewhere = {RUDE: rude.place[1], MISNAMED: misnamed.place[1], PLAIN: plain}
        rig.rude = rude  # type: ignore[attr-defined]
        yield rig


RUDENESS: list[Manners] = [
    says(f"{CANARY} {CANARY}\r\n\r\n".encode()),
    says(f"HTTP/1.1 200 {CANARY}\r\nContent-Length: {CANARY}\r\n\r\n".encode()),
    says(f"HTTP/1.1 200 OK\r\n{CANARY}\r\n\r\n".encode()),
    says(f"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n{CANARY}\r\n".encode()),
    says(
        f"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 13\r\n\r\n{CANARY}".encode()
    ),
    says(page(CANARY.encode(), f"X-{CANARY}: {CANARY}".encode(), status=b"500 " + CANARY.encode())),
    says(page(b"", f"Location: https://{CANARY}.example/{CANARY}".encode(), status=b"302 Found")),
    says(page(b"", f"Location: http://[{CANARY}".encode(), status=b"302 Found")),
    says(
        page(
            f"<title>{CANARY}</title><form action='/cgi-bin/login.pl?{CANARY}'>"
            f"<b>CM/ECF Filer or PACER Login</b> {CANARY} <input type=password></form>".encode(),
            b"Content-Type: text/html",
        )
    ),
    says(page(f"%PDF-1.7 {CANARY} %%EOF".encode(), b"Content-Type: application/pdf")),
]
"""What a court's server may say of which a library might repeat a part."""


class Finch:
    """Puts the canary everywhere."""

    def __init__(self, rig: Rig, postroom: Postroom) -> None:
        self._rig = rig
        self._postroom = postroom
        self._number = 0
        self.links: list[str] = []

    def notice(self, filing: Filing | None = None) -> tuple[str, bytes]:
        """Words that its letters hold, and the notice."""
        self._number += 1
        words = f"ORDER {self._number} against {CANARY}."
        grant = self._rig.court.grant(filing) if filing else None
        self.links += grant.links if grant else ()
        mail = self._postroom.notice(
            words,
            filing,
            grant=grant,
            number=f"2:26-cv-00771-{CANARY[:3]}",
            caption=f"Marlow{CANARY} v. Ostrander",
            short=f"Order of {CANARY}",
            recipients=(
                Mailed(f"Anna {CANARY}", (ANNA,)),
                Mailed(CANARY, (f"{CANARY}@rival.example",)),
            ),
        )
        return words, mail

    async def told(self, filing: Filing | None = None) -> None:
        """Post a notice, and wait until its attorney and the desk have the letter."""
        words, mail = self.notice(filing)
        await self.post(mail)
        await self._postroom.told(words, (ANNA, firm.DESK))

    async def post(self, mail: bytes) -> None:
        async with connected(self._rig.port, f"EHLO {CANARY}.example") as client:
            reply = await client.mail(mail, ANNA_INTAKE, sender=f"{CANARY}@vtd.uscourts.gov")
            assert reply.startswith("250"), reply

    def secrets(self) -> set[str]:
        """The canary, and the parts of every link."""
        parts = {part for link in self.links for part in link.replace("=", "/").split("/")}
        return {CANARY, *(part for part in parts if len(part) > 6 and part.isalnum())}


async def good_notices(finch: Finch, postroom: Postroom) -> None:
    await finch.told(postroom.file(f"Order {CANARY}"))
    await finch.told(postroom.file(f"Motion {CANARY}", f"Exhibit {CANARY}", manner=Manner.PAPER))
    await finch.told(postroom.file(f"Transcript {CANARY}", manner=Manner.SIGN_ON))
    await finch.told(postroom.file(f"Sealed {CANARY}"))
    await finch.told()


async def bad_mail(finch: Finch, postroom: Postroom) -> None:
    """The court's own is passed on as it came; the others are held, each for another reason."""
    head = f"From: {CANARY}@vtd.uscourts.gov\r\n"
    mails = [
        vouched(f"Subject: {CANARY}\r\n{head}\r\n{CANARY}".encode(), firm.MX),
        finch.notice()[1].replace(b"Authentication-Results: ", b"X-Nobody-Says: "),
        f"{head}Content-Type: {CANARY}; charset={CANARY}\r\n\r\n{CANARY}\xff".encode("latin-1"),
        f"{head}Content-Type: multipart/{CANARY}; boundary={CANARY}\r\n\r\n--{CANARY}".encode(),
        f"{CANARY}\0{CANARY}\r\n".encode(),
    ]
    for mail in mails:
        await finch.post(mail + b"\r\n")
    await postroom.held(len(mails) - 1)


async def rude_courts(rig: Rig, finch: Finch, postroom: Postroom) -> None:
    rude: RudeCourt = rig.rude  # type: ignore[attr-defined]
    for manners in RUDENESS:
        rude.manners = manners
        await finch.told(postroom.file(f"Order {CANARY}", host=RUDE))
    assert len(rude.asked) >= len(RUDENESS)
    await asyncio.gather(
        *(finch.told(postroom.file(f"Order {CANARY}", host=host)) for host in (MISNAMED, PLAIN))
    )


async def rude_relay(rig: Rig, finch: Finch, postroom: Postroom) -> None:
    for answer in (f"450 4.2.0 {CANARY}", f"550 5.1.1 {CANARY}", f"2{CANARY}", CANARY):
        rig.mailbox.answers[PAT] = answer
        await finch.told()
    rig.mailbox.answers.clear()
    rig.mailbox.mood = Mood.KEEPS_AND_GONE
    await finch.told()
    rig.mailbox.mood = Mood.POLITE


async def wrong_clients(rig: Rig) -> None:
    said = [
        f"{CANARY}",
        f"VRFY {CANARY}",
        f"MAIL FROM:<{CANARY}",
        f"MAIL FROM:<{CANARY}@a.example> {CANARY}={CANARY}",
        f"MAIL FROM:<{CANARY}@b.example>",
        f"RCPT TO:<{CANARY}@{firm.INTAKE_DOMAIN}>",
        f"RCPT TO:<@{CANARY},{CANARY}:{CANARY}>",
        f"AUTH PLAIN {CANARY}",
        f"STARTTLS {CANARY}",
        f"DATA {CANARY}",
    ]
    async with connected(rig.port, f"EHLO {CANARY}") as client:
        for line in said:
            await client.say(line)
        await client.say("QUIT")
    async with connected(rig.port) as client:
        await client.send(CANARY.encode() + b"\xff\0\r\n")
        await client.reply()
        await client.send(CANARY.encode() * 1000)
        await client.reply()
    await vanish(rig)


async def vanish(rig: Rig) -> None:
    """Somebody leaves in the middle of a message."""
    async with connected(rig.port) as client:
        await client.address(ANNA_INTAKE, sender=f"{CANARY}@c.example")
        await client.send(CANARY.encode())
        client.vanish()


async def wrong_commands(rig: Rig) -> None:
    asked: list[object] = [
        {"command": CANARY},
        {"command": [CANARY]},
        {"command": {CANARY: CANARY}},
        {"command": "notices.show", "values": {CANARY: CANARY}},
        {"command": "notices.show", "values": {"notice": CANARY}},
        {"command": "notices.list", "values": {"limit": CANARY}},
        {"command": "holds.release", "values": {"hold": CANARY, "why": CANARY}},
        {"command": "holds.show", "values": [CANARY]},
        {"command": "papers.find", "values": {"case": CANARY}},
        {"command": "roster.apply", "values": {"document": CANARY, "version": 1}},
        {"command": "roster.plan", "values": {"document": f"[[{CANARY}]]\n{CANARY} = 1"}},
        CANARY,
    ]
    reader, writer = await asyncio.open_unix_connection(rig.directory / "control.sock")
    for line in [CANARY.encode(), *(json.dumps(one).encode() for one in asked)]:
        writer.write(line + b"\n")
        assert "error" in json.loads(await reader.readline())
    writer.close()
    await writer.wait_closed()


@contextmanager
def ledger_that_raises(rig: Rig, when: str) -> Iterator[None]:
    """Every change of this sort is answered by an exception that holds the canary."""
    raising = f"BEGIN SELECT RAISE(ABORT, '{CANARY} https://{CANARY}'); END"
    with database(rig, "ledger") as ledger:
        ledger.execute(f"CREATE TRIGGER fault BEFORE {when} {raising}")
        yield
        ledger.execute("DROP TRIGGER fault")


async def defects(rig: Rig, finch: Finch, postroom: Postroom) -> None:
    """In a stage, at the intake, and in the worker that finds what is due: that one ends the daemon."""
    held = await postroom.holds()
    with ledger_that_raises(rig, "INSERT ON filings"):
        await finch.post(finch.notice()[1])
        await postroom.held(held + 1)
    with ledger_that_raises(rig, "INSERT ON messages"):
        async with connected(rig.port) as client:
            await refused(client, finch.notice()[1])
    assert rig.process is not None
    with ledger_that_raises(rig, "UPDATE ON notices"):
        async with connected(rig.port) as client:
            await client.mail(finch.notice()[1], ANNA_INTAKE)
        async with asyncio.timeout(30):
            assert await rig.process.wait() == 1


async def refused(client: Client, mail: bytes) -> None:
    reply = await client.mail(mail, ANNA_INTAKE)
    assert reply.startswith("451")
    assert CANARY not in reply


async def test_the_journal_holds_no_name_no_address_no_text_and_no_link(
    rig: Rig, postroom: Postroom
) -> None:
    finch = Finch(rig, postroom)
    await rig.start(environment={"PYTHONDEVMODE": "1"})  # libraries say more then
    await good_notices(finch, postroom)
    await bad_mail(finch, postroom)
    await rude_courts(rig, finch, postroom)
    await rude_relay(rig, finch, postroom)
    await wrong_clients(rig)
    await wrong_commands(rig)
    await defects(rig, finch, postroom)
    await rig.start()
    await finch.told()
    await rig.stop()

    journal = rig.journal.read_text()
    assert {secret for secret in finch.secrets() if secret in journal.lower()} == set()
    spoken = {line["event"] for line in lines(rig)}
    assert spoken >= {"work.defect", "daemon.defect", "intake.fault", "daemon.died", "work.done"}
    assert "log.unnamed" not in spoken
