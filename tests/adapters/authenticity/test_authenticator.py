from __future__ import annotations

import asyncio
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from adapters.authenticity.conftest import TIMEOUT
from adapters.authenticity.signing import ENVELOPE, NOTICE, Sealer, Signer
from adapters.authenticity.zone import Zone
from docketmail.adapters.authenticity import DnsAuthenticator
from docketmail.adapters.authenticity.authenticator import METHODS, THREADS, WHOLE
from docketmail.core.authentication import Envelope, Findings
from docketmail.ports import Authenticator


COURT = frozenset({"court.example"})


async def test_a_court_s_mail_passes_everything(authenticator: DnsAuthenticator) -> None:
    port: Authenticator = authenticator
    found = await port.check(Signer().sign(), ENVELOPE)
    assert found == Findings(dkim=COURT, spf=COURT, dmarc=COURT)


async def test_a_mail_that_nobody_vouches_for_passes_nothing(
    authenticator: DnsAuthenticator,
) -> None:
    envelope = Envelope(peer="198.51.100.9", helo="x", sender="a@nowhere.example")
    mail = NOTICE.replace(b"court.example", b"nowhere.example")
    assert await authenticator.check(mail, envelope) == Findings()


async def test_the_second_mail_of_a_court_asks_nothing(
    authenticator: DnsAuthenticator, zone: Zone
) -> None:
    first = await authenticator.check(Signer().sign(), ENVELOPE)
    asked = sum(zone.asked.values())
    assert asked == 3
    assert await authenticator.check(Signer().sign(), ENVELOPE) == first
    assert sum(zone.asked.values()) == asked


async def test_a_name_server_that_is_away_leaves_everything_open_and_ends_in_time(
    impatient: DnsAuthenticator, zone: Zone
) -> None:
    zone.silent |= {name for name, _ in zone.records}
    loop = asyncio.get_running_loop()
    began = loop.time()
    found = await impatient.check(Signer().sign(), ENVELOPE)
    assert found.faults >= {"dkim", "spf", "dmarc"}
    assert not found.failed
    assert loop.time() - began < WHOLE * TIMEOUT + 1, "a second for a machine that is busy"


async def test_mails_that_wait_for_a_thread_end_in_time(
    impatient: DnsAuthenticator, zone: Zone
) -> None:
    zone.silent |= {name for name, _ in zone.records}
    found = await asyncio.gather(
        *(impatient.check(Signer().sign(), ENVELOPE) for _ in range(3 * THREADS))
    )
    assert all(one.faults >= {"dkim", "spf", "dmarc"} and not one.failed for one in found)


async def test_a_check_ends_though_no_thread_does(impatient: DnsAuthenticator) -> None:
    end = threading.Event()
    for _ in range(THREADS):
        impatient._threads.submit(end.wait)
    try:
        found = await impatient.check(Signer().sign(), ENVELOPE)
    finally:
        end.set()
    assert found == Findings(faults=METHODS)


@pytest.mark.parametrize(
    "flood",
    [
        b"X: y\r\n" * 10_000,
        b"X: y\r\n" * 1_700_000,
        b"DKIM-Signature: v=1; a=rsa-sha256; d=court.example; s=law1; h=from; bh=AAAA; b=AAAA\r\n"
        * 5000,
        b"ARC-Seal: i=1; a=rsa-sha256; d=gateway.example; s=arc1; cv=none; b=AAAA\r\n" * 5000,
        b"X: " + b"y" * 10_000_000 + b"\r\n",
        b"DKIM-Signature: v=1; a=rsa-sha256; d=court.example; s=law1; bh=AAAA; b=A"
        + b" " * 1900
        + b"!; h=from\r\n",
        (
            b"DKIM-Signature: v=1; a=rsa-sha256; d=court.example; s=law1; bh=AAAA; b=AAAA; h="
            + b":".join(b"%x" % n for n in range(450))
            + b":from\r\n"
        )
        * 5
        + b"a:\r\n" * 480,
        (b"DKIM-Signature: b=" + b"\r\n " * 600 + b"!; h" + b" " * 50 + b"=from\r\n") * 5,
    ],
)
async def test_a_flood_takes_less_than_a_second(
    authenticator: DnsAuthenticator, flood: bytes
) -> None:
    mail = flood + Signer().sign()
    began = time.process_time()
    found = await authenticator.check(mail, ENVELOPE)
    assert time.process_time() - began < 1
    assert not found.faults


async def test_a_body_of_blanks_takes_less_than_a_second(authenticator: DnsAuthenticator) -> None:
    # Of dkimpy's relaxed form each such megabyte would be hours.
    mail = NOTICE + (b" \t" * 500_000 + b"x\r\n") * 2
    signed = b"DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed; d=court.example; s=law1; h=from; bh=AAAA; b=AAAA\r\n"
    began = time.process_time()
    found = await authenticator.check(signed * 5 + mail, ENVELOPE)
    assert time.process_time() - began < 1
    assert "dkim" in found.failed


MAILS = (
    Signer().sign(),
    Signer(length=True).sign(),
    Sealer().seal(Signer().sign(), "mx.gateway.example; dkim=pass header.d=court.example"),
)


@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(
    mail=st.sampled_from(MAILS),
    at=st.integers(0, 2500),
    cut=st.integers(0, 60),
    put=st.one_of(
        st.binary(max_size=30),
        st.sampled_from([b"\r\n\r\n", b"\r", b"\x00", b";", b"=", b"l=1; ", b"From: a@b\r\n"]),
    ),
    envelope=st.builds(
        Envelope,
        sender=st.text(max_size=40),
        helo=st.text(max_size=40),
        peer=st.one_of(st.ip_addresses().map(str), st.text(max_size=20)),
    ),
)
async def test_no_mail_and_no_envelope_makes_it_raise(
    authenticator: DnsAuthenticator,
    mail: bytes,
    at: int,
    cut: int,
    put: bytes,
    envelope: Envelope,
) -> None:
    at %= len(mail)
    found = await authenticator.check(mail[:at] + put + mail[at + cut :], envelope)
    assert Findings.of_facts(found.facts()) == found
    assert found.dkim <= COURT


def test_explaining_a_notice_asks_nobody_and_loads_none_of_it(tmp_path: Path) -> None:
    mail = tmp_path / "notice.eml"
    mail.write_bytes(NOTICE)
    code = (
        "import sys\n"
        "from docketmail.cli import main\n"
        f"main(['explain', 'notice', {str(mail)!r}], standalone_mode=False)\n"
        "print({'dkim', 'spf', 'nacl', 'dns', 'publicsuffixlist'} & set(sys.modules))"
    )
    done = subprocess.run(  # noqa: S603
        [sys.executable, "-c", code], check=True, capture_output=True, text=True
    )
    assert done.stdout.splitlines()[-1] == "set()"
