"""The real daemon connects to its courts, its relay and its name servers, and to nobody else: seen by strace.

Every foreign host that the notices, the pages and the spam of this test name is reachable: the configuration
says where, and somebody listens there. So what keeps the daemon away is its own yard.
"""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from daemon.postroom import VERMONT, Postroom, database, until
from daemon.test_order import traced_process
from docketmail.demo import firm
from docketmail.demo.court_manners import Manner
from docketmail.demo.rig import Rig
from rude_court import Place, serving
from strace_egress import destinations, traced
from strace_order import WITHOUT_STRACE


LOOK_ALIKE = f"{VERMONT}.papers.example"
"""Where the toy court's ELSEWHERE manners lead."""
FOREIGN = (
    LOOK_ALIKE,
    "pacer.login.uscourts.gov",
    "www.vtd.uscourts.gov",
    "rewriter.example",
    "tracker.example",
    "ca9-portal.powerappsportals.us",
)
OPENED = (
    Manner.PAPER,
    Manner.FRAME,
    Manner.FILE_REDIRECT,
    Manner.SIGN_ON,
    Manner.SIGN_ON_REDIRECT,
    Manner.LOGIN_FORM,
    Manner.LOGIN_REDIRECT,
    Manner.RECEIPT,
    Manner.ELSEWHERE_REDIRECT,
    Manner.ELSEWHERE_FRAME,
    Manner.ELSEWHERE_JUMP,
    Manner.PRIVATE_REDIRECT,
    Manner.LOOP_REDIRECT,
)
SPAM = f"""\
From: "Clerk of Court" <clerk@{LOOK_ALIKE}>
To: {firm.ANNA_INTAKE}
Subject: Activity in Case 2:26-cv-00771-wks Your document is ready
Message-ID: <spam@{LOOK_ALIKE}>
MIME-Version: 1.0
Content-Type: text/html

<html><head><link rel=stylesheet href="https://tracker.example/style.css"></head><body>
<img src="https://tracker.example/pixel.gif?who=anna" width=1 height=1>
<a href="https://{LOOK_ALIKE}/doc1/18511111111?caseid=12&de_seq_num=7&magic_num=12345678">Open</a>
<a href="https://{VERMONT}/doc1/18511111111?caseid=12&de_seq_num=7&magic_num=12345678">Or here</a>
<iframe src="https://www.vtd.uscourts.gov/"></iframe></body></html>
""".replace("\n", "\r\n").encode()


class Trap:
    """Listens where no request may come."""

    def __init__(self) -> None:
        self.caught = 0
        self.place: Place = ("", 0)

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.caught += 1


@pytest.fixture
async def trap() -> AsyncIterator[Trap]:
    trap = Trap()
    async with serving(trap.serve) as trap.place:
        yield trap


@pytest.fixture
def bare_rig(tmp_path: Path, trap: Trap) -> Rig:
    """Every foreign host is reachable, in the trap."""
    return Rig(tmp_path / "rig", elsewhere=dict.fromkeys(FOREIGN, trap.place[1]))


def name_servers() -> set[Place]:
    """Those of the system, which the daemon asks."""
    resolv = Path("/etc/resolv.conf")
    lines = resolv.read_text().splitlines() if resolv.exists() else []
    return {(line.split()[1], 53) for line in lines if line.startswith("nameserver ")}


def hostile(postroom: Postroom) -> Iterator[bytes]:
    """Notices whose links lead elsewhere, and what is no notice."""
    filing = postroom.file()
    for number, (text, host) in enumerate(
        (
            ("host that looks alike", LOOK_ALIKE),
            ("login", "pacer.login.uscourts.gov"),
            ("public site of the court", "www.vtd.uscourts.gov"),
            ("user", f"{VERMONT}@tracker.example"),
            ("rewritten link", f"rewriter.example/?url=https://{VERMONT}"),
        )
    ):
        mail = postroom.notice(f"ORDER {number} with the link of a {text}.", filing)
        yield mail.replace(VERMONT.encode() + b"/doc1", host.encode() + b"/doc1")
    yield postroom.notice("ORDER without TLS.", filing).replace(b"https://ecf", b"http://ecf")
    yield SPAM


def settled(rig: Rig) -> int:
    """How many notices were read and screened, or are held, with every look of theirs at its end."""
    with database(rig, "ledger") as ledger:
        [[waiting]] = ledger.execute("select count(*) from looks where due_at is not null")
        [[settled]] = ledger.execute("select count(*) from notices where due_at is null")
        return 0 if waiting else int(settled)


@pytest.mark.skipif(bool(WITHOUT_STRACE), reason=WITHOUT_STRACE)
async def test_every_connection_goes_to_the_court_the_relay_or_a_name_server(
    rig: Rig, postroom: Postroom, trap: Trap, tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    await rig.start(behind=traced(trace))
    opened = {f"ORDER {n}: {manner}.": manner for n, manner in enumerate(OPENED)}
    for text, manner in opened.items():
        await rig.send(postroom.notice(text, postroom.file(manner=manner)), firm.ANNA_INTAKE)
    odd = list(hostile(postroom))
    for mail in odd:
        await rig.send(mail, firm.ANNA_INTAKE)
    for text in opened:
        await postroom.told(text)
    await until(lambda: settled(rig) == len(opened) + len(odd))
    os.kill(traced_process(rig), signal.SIGTERM)
    assert rig.process is not None
    assert await rig.process.wait() == 0

    court, relay = ("127.0.0.1", rig.court.port), ("127.0.0.1", rig.mailbox.port)
    reached = destinations(trace.read_text())
    assert {court, relay} <= reached
    assert reached <= {court, relay} | name_servers()
    assert trap.caught == 0
    assert len(rig.court.requests) >= len(OPENED)
    assert rig.court.harms == []
