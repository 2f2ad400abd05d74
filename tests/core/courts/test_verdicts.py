"""Any bytes give a verdict, and `docketmail explain notice --json` a line that is one object."""

from __future__ import annotations

import json
import random  # noqa: TID251 - seeded by the example
from base64 import encodebytes
from binascii import b2a_qp
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings, strategies as st

from docketmail.cli.explain_notice import notice
from docketmail.core.courts import read
from docketmail.core.courts.cmecf.summary import MAX_ENTRIES
from docketmail.core.mail import MAX_LINKS
from docketmail.core.notice import Unreadable
from mutants import mutated, spliced


SAMPLES = [
    path.read_bytes()
    for path in sorted((Path(__file__).parents[2] / "notices").rglob("*.eml"))
    if "private" not in path.parts
]
VERDICTS = {"notice", "not_a_notice", "unreadable"}
seeds = st.integers(0, 1 << 32)
samples = st.integers(0, len(SAMPLES) - 1).map(SAMPLES.__getitem__)
relaxed = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])

NAMES = st.sampled_from(
    [b"From", b"Subject", b"Content-Type", b"Content-Transfer-Encoding", b"Content-Disposition", b"X"]
)  # fmt: skip
VALUES = st.binary(max_size=60) | st.sampled_from(
    [
        b"multipart/mixed; boundary=b", b'multipart/report; boundary="', b"message/rfc822", b"text/html; charset=utf-16", b"text/plain",
        b"base64", b"quoted-printable", b"=?utf-8?b?" + b"A" * 99 + b"?=", b"=?x?q?=FF?=", b";;;;", b"attachment", b"text/html;charset=\xff",
        b"Fwd: Re: Activity in Case 1:24-cv-00001 A v. B Motion", b"a@b.example\n\tc", b"text/calendar",
    ]
)  # fmt: skip
headers = st.lists(
    st.builds(lambda name, value: name + b":" + value + b"\n", NAMES, VALUES), max_size=8
).map(b"".join)


def in_parts(kind: bytes, boundary: bytes, parts: list[bytes], *, closed: bool) -> bytes:
    body = b"".join(b"--" + boundary + b"\n" + part + b"\n" for part in parts)
    end = b"--" + boundary + b"--\n" if closed else b""
    return b"Content-Type: multipart/" + kind + b"; boundary=" + boundary + b"\n\n" + body + end


def encoded(encoding: bytes, kind: bytes, body: bytes) -> bytes:
    if encoding == b"base64":
        body = encodebytes(body)
    elif encoding == b"quoted-printable":
        body = b2a_qp(body)
    return b"Content-Type: " + kind + b"\nContent-Transfer-Encoding: " + encoding + b"\n\n" + body


@st.composite
def leaves(draw: st.DrawFn) -> bytes:
    """A part that holds no other: a sample as it is or encoded, or rubbish under rubbish."""
    match draw(st.integers(0, 2)):
        case 0:
            return draw(samples)
        case 1:
            kinds = st.sampled_from(
                [b"text/html", b"text/plain", b"message/rfc822", b"image/gif", b""]
            )
            encoding = draw(st.sampled_from([b"base64", b"quoted-printable", b"8bit", b"x"]))
            return encoded(encoding, draw(kinds), draw(samples | st.binary(max_size=200)))
        case _:
            return draw(headers) + b"\n" + draw(st.binary(max_size=200))


@st.composite
def trees(draw: st.DrawFn, depth: int = 4) -> bytes:
    """Parts in parts, and mails in mails."""
    match draw(st.integers(0, 3)) if depth else 0:
        case 0:
            return draw(leaves())
        case 1:
            return b"Content-Type: message/rfc822\n\n" + draw(trees(depth - 1))
        case _:
            kinds = st.sampled_from([b"mixed", b"alternative", b"related", b"report", b"x"])
            parts = [draw(trees(depth - 1)) for _ in range(draw(st.integers(0, 3)))]
            boundary = draw(st.sampled_from([b"a", b"b", b"bb"]))
            return in_parts(draw(kinds), boundary, parts, closed=draw(st.booleans()))


def verdict(raw: bytes) -> str:
    """What the command says: for a person without a word of Python's, for scripts one object."""
    run = CliRunner()
    spoken = run.invoke(notice, ["-"], input=raw)
    assert (spoken.exit_code, spoken.exception) == (0, None)
    assert spoken.output.startswith("-: ")
    written = run.invoke(notice, ["--json", "-"], input=raw)
    assert (written.exit_code, written.exception) == (0, None)
    (line,) = written.output.splitlines()
    said = json.loads(line)
    assert (said["reason"] is None) == (said["verdict"] == "notice")
    assert bool(said["cases"]) == (said["verdict"] == "notice")
    return str(said["verdict"])


@given(st.binary())
def test_any_bytes(raw: bytes) -> None:
    assert verdict(raw) in VERDICTS


@given(headers, st.binary(max_size=100) | samples)
def test_headers_of_rubbish(head: bytes, body: bytes) -> None:
    assert verdict(head + b"\n" + body) in VERDICTS


@relaxed
@given(trees())
def test_mails_in_mails_and_parts_in_parts(raw: bytes) -> None:
    assert verdict(raw) in VERDICTS


@given(samples, seeds)
def test_a_mutated_sample(raw: bytes, seed: int) -> None:
    assert verdict(mutated(random.Random(seed), raw)) in VERDICTS  # noqa: S311


@given(samples, samples, seeds)
def test_two_samples_in_one(one: bytes, other: bytes, seed: int) -> None:
    assert verdict(spliced(random.Random(seed), one, other)) in VERDICTS  # noqa: S311


def test_every_verdict_is_given() -> None:
    """Or the others prove nothing."""
    dice = random.Random(7)  # noqa: S311
    assert {verdict(mutated(dice, SAMPLES[n % len(SAMPLES)])) for n in range(200)} == VERDICTS


@pytest.mark.parametrize(
    ("piece", "count", "reason"),
    [
        (b"<a href=x>", MAX_LINKS + 1, "links"),
        (
            b"<a href=https://ecf.ord.uscourts.gov/cgi-bin/DktRpt.pl?1>1:24-cv-1</a> A v. B<br>",
            MAX_ENTRIES + 1,
            "entries",
        ),
    ],
)
def test_more_than_any_notice_has_is_unreadable(piece: bytes, count: int, reason: str) -> None:
    head = b"Subject: x\nContent-Type: text/html\n\nSummary of ECF Activity<br>"
    most, more = read(head + piece * (count - 1)), read(head + piece * count)
    assert not (isinstance(most, Unreadable) and reason in most.reason)
    assert isinstance(more, Unreadable)
    assert reason in more.reason
