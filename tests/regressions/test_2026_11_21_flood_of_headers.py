"""Ten megabytes of headers from anybody stopped the whole daemon for five seconds."""

from __future__ import annotations

from docketmail import readings
from docketmail.core.policy.facts import Origin
from offices import QUILL
from town import MX, MX_ADDRESS, Town


def test_a_mail_s_own_headers_are_sought_at_its_top_alone() -> None:
    results = f"Authentication-Results: {MX}; dkim=pass header.d=uscourts.gov\r\n".encode()
    flood = b"X-A: b\r\n" * (readings.HEAD // 8)
    author = b"From: ecf@cand.uscourts.gov\r\n"

    def origin(raw: bytes) -> Origin:
        world = Town().world
        return readings.facts(
            world, raw + b"\r\nwords", readings.Way(MX_ADDRESS), QUILL, ()
        ).sender.origin

    assert origin(results + author + flood) is Origin.COURT
    assert origin(results + flood + author) is Origin.NOBODY
