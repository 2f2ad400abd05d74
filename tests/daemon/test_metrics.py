"""The real process shows its figures, and nothing else."""

from __future__ import annotations

import socket
import urllib.error
import urllib.request
from pathlib import Path

import pytest

from daemon.postroom import Postroom
from docketmail.demo import firm
from docketmail.demo.court_manners import Manner
from docketmail.demo.rig import Rig, free_port


CANARY = "zanzibarfinch"


@pytest.fixture
def port() -> int:
    return free_port()


@pytest.fixture
def bare_rig(tmp_path: Path, port: int) -> Rig:
    roster = firm.ROSTER.replace("Marlow", f"Marlow{CANARY}").replace("Quill", f"Quill{CANARY}")
    listen = f'listen = "127.0.0.1:{port}"'
    return Rig(tmp_path / "rig", roster=roster, settings={"metrics": listen})


def scraped(port: int, path: str = "/metrics") -> str:
    with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=10) as answer:
        return str(answer.read().decode())


async def test_figures_are_served_and_hold_no_name_no_address_no_text_and_no_link(
    rig: Rig, postroom: Postroom, port: int
) -> None:
    await rig.start()
    filing = postroom.file(f"Order {CANARY}", manner=Manner.PAPER)
    grant = rig.court.grant(filing)
    text = f"ORDER against {CANARY}."
    mail = postroom.notice(text, filing, grant=grant, caption=f"Marlow{CANARY} v. Ostrander")
    await rig.send(mail, firm.ANNA_INTAKE)
    await postroom.told(text)
    bare = postroom.notice(f"ORDER 2 against {CANARY}.", number=f"2:26-cv-00772-{CANARY[:3]}")
    await rig.send(bare.replace(b"electronically mailed", b"pigeoned"), firm.ANNA_INTAKE)
    await postroom.held(1)

    shown = scraped(port)
    assert 'docketmail_notices_total{court="vtd",outcome="read"} 1.0' in shown
    assert 'docketmail_notices_total{court="vtd",outcome="held_lost_field"} 1.0' in shown
    assert 'docketmail_looks_total{state="stored"} 1.0' in shown
    assert 'docketmail_holds{rule="lost_field"} 1.0' in shown
    assert "docketmail_run_started_timestamp_seconds 1." in shown
    secrets = {CANARY, CANARY[:3], "00771", "00772", "@", "http", "Marlow", "ORDER"}
    secrets |= {part for link in grant.links for part in link.split("magic_num=")[1:]}
    assert {secret for secret in secrets if secret in shown} == set()
    with pytest.raises(urllib.error.HTTPError, match="404"):
        scraped(port, "/")
    assert await rig.stop() == 0
    with pytest.raises(OSError, match="refused"):
        scraped(port)


async def test_a_port_that_is_taken_is_said_by_the_daemon(rig: Rig, port: int) -> None:
    with socket.create_server(("127.0.0.1", port)), pytest.raises(RuntimeError, match="at once"):
        await rig.start()
    assert "in use" in rig.journal.read_text()
