"""The real process, from its start to its end: SMTP in, the court over TLS, SMTP out."""

from __future__ import annotations

import asyncio
import signal
import ssl
from io import BytesIO
from pathlib import Path

import pytest
import trustme
from pypdf import PdfReader

from adapters.smtp_client import connected
from daemon.postroom import TEAM, Postroom, database, lines, papers_of, until
from docketmail.demo import firm
from docketmail.demo.mailbox import Mood
from docketmail.demo.pdfs import make_pdf
from docketmail.demo.rig import Rig


ORDER = "ORDER granting 12 Motion to Continue."


async def test_a_notice_becomes_a_labelled_paper_for_every_reader(
    rig: Rig, postroom: Postroom
) -> None:
    await rig.start()
    await rig.send(postroom.notice(ORDER, postroom.file("Order")), firm.ANNA_INTAKE)
    await postroom.told(ORDER)
    assert await rig.stop() == 0

    for reader in TEAM:
        [letter] = postroom.letters(reader)
        [(name, pdf)] = papers_of(letter).items()
        assert pdf.startswith(make_pdf("Order")), "the court's own bytes stand in front"
        labelled = PdfReader(BytesIO(pdf))
        assert labelled.metadata is not None
        assert "Marlow" in str(labelled.metadata.title)
        assert labelled.outline
        assert "Marlow" in name
    assert len(rig.court.requests) == 1
    assert rig.court.harms == []
    assert [line["event"] for line in lines(rig)][:: len(lines(rig)) - 1] == [
        "daemon.ready",
        "daemon.ended",
    ]
    assert not {line["level"] for line in lines(rig)} & {"error", "critical"}


# What fails while it serves


@pytest.mark.parametrize("which", ["ledger", "keys"])
async def test_a_database_that_fails_ends_the_daemon_and_loses_nothing(
    rig: Rig, postroom: Postroom, which: str
) -> None:
    await rig.start()
    assert rig.process is not None
    notice = postroom.notice(ORDER, postroom.file())
    with database(rig, which) as other:
        other.execute("BEGIN IMMEDIATE")  # and keep it for longer than anybody waits
        async with connected(rig.port) as client:
            assert (await client.mail(notice, firm.ANNA_INTAKE)).startswith("451")
        async with asyncio.timeout(30):
            assert await rig.process.wait() == 1
    assert "daemon.died" in [line["event"] for line in lines(rig)]

    await rig.start()
    await rig.send(notice, firm.ANNA_INTAKE)
    await postroom.told(ORDER)


async def test_a_database_that_fails_ends_the_daemon_though_a_relay_says_nothing(
    rig: Rig, postroom: Postroom
) -> None:
    rig.mailbox.mood = Mood.SILENT
    await rig.start()
    assert rig.process is not None
    await rig.send(postroom.notice(ORDER), firm.ANNA_INTAKE)
    await until(lambda: "filing" in {line.get("stage") for line in lines(rig)})
    with database(rig, "ledger") as other:
        other.execute("BEGIN IMMEDIATE")
        async with asyncio.timeout(20):
            assert await rig.process.wait() == 1


# Where it may be put


class TestOnPostgres:
    @pytest.fixture
    def bare_rig(self, tmp_path: Path, postgres_ledger_url: str) -> Rig:
        return Rig(tmp_path / "rig", ledger_url=postgres_ledger_url)

    async def test_the_line_is_the_same(self, rig: Rig, postroom: Postroom) -> None:
        await rig.start()
        await rig.send(postroom.notice(ORDER, postroom.file()), firm.ANNA_INTAKE)
        await postroom.told(ORDER)
        assert "1 notice(s) are whole" in await rig.command("ledger", "verify")
        assert await rig.stop(signal.SIGKILL) == -signal.SIGKILL

        await rig.start()
        await rig.send(postroom.notice("MINUTE ENTRY: hearing held."), firm.ANNA_INTAKE)
        await postroom.told("MINUTE ENTRY: hearing held.")
        assert await rig.stop() == 0
        assert rig.court.harms == []


class TestWithTls:
    @pytest.fixture
    def authority(self, tmp_path: Path) -> trustme.CA:
        authority = trustme.CA()
        issued = authority.issue_cert("intake.test")
        issued.cert_chain_pems[0].write_to_path(str(tmp_path / "intake.pem"))
        issued.private_key_pem.write_to_path(str(tmp_path / "intake.key"))
        return authority

    @pytest.fixture
    def bare_rig(self, tmp_path: Path, authority: trustme.CA) -> Rig:
        files = f'tls_certificate = "{tmp_path}/intake.pem"\ntls_key = "{tmp_path}/intake.key"'
        return Rig(tmp_path / "rig", settings={"intake": files})

    async def test_a_notice_may_come_over_starttls(
        self, rig: Rig, postroom: Postroom, authority: trustme.CA
    ) -> None:
        context = ssl.create_default_context()
        authority.configure_trust(context)
        await rig.start()
        async with connected(rig.port) as client:
            await client.start_tls(context)
            assert (await client.say("EHLO mail.court.test")).startswith("250")
            notice = postroom.notice(ORDER, postroom.file())
            assert (await client.mail(notice, firm.ANNA_INTAKE)).startswith("250")
        await postroom.told(ORDER)
