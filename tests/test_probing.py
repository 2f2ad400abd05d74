"""`docketmail check` tries the name servers too."""

from __future__ import annotations

import pytest

from adapters.authenticity.zone import Zone, served
from docketmail import probing
from docketmail.config import Config, parse


def config(port: int, **court: object) -> Config:
    return parse(
        {
            "intake": {"hostname": "notices.firm.example"},
            "relay": {"host": "smtp.firm.example"},
            "mail": {"from_address": "docketmail@firm.example"},
            "senders": {"nameservers": [f"127.0.0.1:{port}"] if port else [], "dns_seconds": 0.2},
            "court": court,
        }
    )


async def test_name_servers_that_answer_are_right() -> None:
    with served(Zone()) as (_, port):
        await probing._senders(config(port))


async def test_name_servers_that_are_silent_are_told() -> None:
    zone = Zone()
    zone.silent |= {"uscourts.gov", "_dmarc.uscourts.gov"}
    with served(zone) as (_, port), pytest.raises(OSError, match=r"\[senders\]"):
        await probing._senders(config(port))


async def test_a_stand_in_court_needs_no_name_server() -> None:
    await probing._senders(config(0, connect_to={"ecf.example.uscourts.gov": "127.0.0.1:8443"}))
