"""What must be right before the real process serves, and the words where it is not."""

from __future__ import annotations

import asyncio
import socket

import pytest

from daemon.postroom import Postroom, database
from docketmail.adapters import schema
from docketmail.demo import firm
from docketmail.demo.rig import DOCKETMAIL, Rig


async def serve(rig: Rig) -> tuple[int, str]:
    """Try to serve, beside whatever serves already; the exit status and what was said."""
    child = await asyncio.create_subprocess_exec(
        *DOCKETMAIL,
        "serve",
        "--config",
        str(rig.config),
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    said, _ = await child.communicate()
    assert child.returncode is not None
    return child.returncode, said.decode()


def change(rig: Rig, old: str, new: str) -> None:
    """Write another configuration."""
    text = rig.config.read_text()
    assert old in text
    rig.config.write_text(text.replace(old, new))


async def test_a_wrong_configuration_ends_with_status_2_and_every_mistake(rig: Rig) -> None:
    change(rig, f"port = {rig.mailbox.port}", "port = 99999")
    change(rig, "[court]", '[court]\npacer_password = "hunter2"')
    change(rig, "[log]", '[log]\ncolour = "blue"')
    status, said = await serve(rig)
    assert status == 2
    told = dict(line.split(" = ", 1) for line in said.splitlines())
    assert told.keys() == {"relay.port", "court.pacer_password", "log.colour"}
    assert "99999" in told["relay.port"]
    assert "hunter2" not in said


async def test_a_ledger_of_another_shape_is_refused_with_words(rig: Rig) -> None:
    await schema.downgrade(f"sqlite:///{rig.directory}/state/ledger.db", "ledger", "base")
    status, said = await serve(rig)
    assert status == 1
    assert "docketmail migrate" in said
    assert "Traceback" not in said


@pytest.mark.parametrize(
    ("spoil", "words"),
    [
        (
            "UPDATE alembic_version SET version_num = 'f00d'",
            "which this release does not know",
        ),
        ("DROP TABLE alembic_version", "docketmail migrate"),
    ],
    ids=["of a newer release", "of nobody"],
)
async def test_a_ledger_of_unknown_shape_is_refused_with_words(
    rig: Rig, spoil: str, words: str
) -> None:
    with database(rig, "ledger") as ledger:
        ledger.execute(spoil)
    status, said = await serve(rig)
    assert status == 1
    assert words in said
    assert "Traceback" not in said


async def test_a_port_that_somebody_has_is_told(rig: Rig) -> None:
    with socket.create_server(("127.0.0.1", rig.port)):
        status, said = await serve(rig)
    assert status == 1
    assert "ddress already in use" in said


async def test_a_missing_master_key_is_told(rig: Rig) -> None:
    (rig.directory / "master.key").unlink()
    status, said = await serve(rig)
    assert status == 1
    assert "docketmail init" in said


async def test_a_second_daemon_on_the_same_directory_is_refused(
    rig: Rig, postroom: Postroom
) -> None:
    await rig.start()
    status, said = await serve(rig)
    assert status == 1
    assert f"another docketmail works in {rig.directory}/state" in said
    await rig.send(postroom.notice("ORDER."), firm.ANNA_INTAKE)
    await postroom.told("ORDER.")
