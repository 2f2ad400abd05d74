"""A mail scanner rewrote the court's link: the court itself is asked, and the letter says what may be lost."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from docketmail.demo.court_filings import Filing, Grant, Paper
from docketmail.demo.court_manners import Manner
from docketmail.demo.pdfs import make_pdf
from offices import ANNA
from town import Town, body_of, papers_of


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


def granted(town: Town) -> tuple[Filing, Grant]:
    filing = town.file()
    return filing, town.clerk.grant(filing)


def rewritten(mail: bytes, form: str) -> bytes:
    """The notice as the reader's scanner leaves it: each link is the scanner's own."""
    pattern = rb'(href=)"?(https://(ecf\.[a-z]+\.uscourts\.gov)/[^"\s>]+)"?'

    def scanned(link: re.Match[bytes]) -> bytes:
        url = link[2].decode().replace("&amp;", "&")
        return (
            link[1]
            + b'"'
            + form.format(url=quote(url, safe=""), host=link[3].decode()).encode()
            + b'"'
        )

    after = re.sub(pattern, scanned, mail, flags=re.IGNORECASE)
    assert b"https://ecf." not in after
    return after


SAFELINKS = "https://nam02.safelinks.protection.outlook.com/?url={url}&amp;data=05&amp;reserved=0"
MIMECAST = "https://protect-us.mimecast.com/s/AbCdEf?domain={host}"


async def test_the_look_is_opened_at_the_court_and_never_through_the_scanner(town: Town) -> None:
    filing, grant = granted(town)
    await town.receive(rewritten(town.notice(filing, grant), SAFELINKS))
    await town.settle()

    [letter] = town.inbox(ANNA.email)
    assert papers_of(letter)
    assert town.clerk.harms == []
    assert "scanner" not in body_of(letter)
    assert "outlook" not in body_of(letter)


@pytest.mark.parametrize("scanned", [True, False])
async def test_a_login_prompt_behind_a_rewritten_link_may_be_the_scanners_doing(
    town: Town, *, scanned: bool
) -> None:
    mail = town.notice(town.file(Paper(make_pdf("Order"), manner=Manner.LOGIN_FORM)))
    await town.receive(rewritten(mail, SAFELINKS) if scanned else mail)
    await town.settle()
    [letter] = town.inbox(ANNA.email)
    assert "asked for a login" in body_of(letter)
    assert ("the scanner may have used the look up" in " ".join(body_of(letter).split())) == scanned


async def test_a_link_that_does_not_tell_its_target_is_said_to_be_lost(town: Town) -> None:
    filing, grant = granted(town)
    await town.receive(rewritten(town.notice(filing, grant), MIMECAST))
    await town.settle()

    [letter] = town.inbox(ANNA.email)
    assert not papers_of(letter)
    assert "does not tell where it led" in " ".join(body_of(letter).split())
    assert "TEXT ENTRY" not in body_of(letter)
    assert "grants no look" not in body_of(letter)
