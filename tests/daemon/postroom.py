"""Where the tests of the real daemon write notices, post them, and read what was delivered."""

from __future__ import annotations

import asyncio
import email
import email.policy
import json
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any
from zoneinfo import ZoneInfo

from docketmail.adapters.clock import WallClock
from docketmail.demo import firm
from docketmail.demo.court_filings import Filing, Grant, Paper
from docketmail.demo.court_manners import Manner
from docketmail.demo.court_notices import (
    Attached,
    Docketed,
    Facts,
    Mailed,
    district_html,
    vouched,
)
from docketmail.demo.mailbox import Delivered
from docketmail.demo.pdfs import make_pdf
from docketmail.demo.rig import Rig


VERMONT = "ecf.vtd.uscourts.gov"
CASE = "2:26-cv-00771-wks"
"""The case of Anna's matter, whose team has Pat."""
TEAM = (firm.ANNA, firm.PAT, firm.DESK)
"""Who has the letter of a notice that arrived for Anna alone."""
EASTERN = ZoneInfo("America/New_York")
PATIENCE = 60.0
"""Seconds for what takes one or two on an idle machine."""


async def until(there: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Wait for what another process does; raises TimeoutError."""
    async with asyncio.timeout(patience):
        while not there():  # noqa: ASYNC110 - another process has no event to give
            await asyncio.sleep(0.05)


def lines(rig: Rig) -> list[dict[str, object]]:
    """The journal; raises ValueError where a line is no JSON."""
    text = rig.journal.read_text()
    whole = text[: text.rfind("\n") + 1]  # the daemon may be in the middle of a line
    return [json.loads(line) for line in whole.splitlines()]


@contextmanager
def database(rig: Rig, which: str) -> Iterator[sqlite3.Connection]:
    """Somebody else's connection to one of the daemon's databases."""
    connection = sqlite3.connect(rig.directory / "state" / f"{which}.db", isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


MARK = re.compile(r"ORDER no. \d{5} of the court|2:99-cv-\d{5}")
"""What tells one notice's letters from another's, where many are sent."""


@dataclass(frozen=True)
class Letter:
    """One mail in one reader's box: what is asked of it often is kept, the rest is read anew."""

    reader: str
    raw: bytes
    at: float
    """When it was delivered, on the event loop's clock."""
    id: str
    kind: str
    body: str

    @classmethod
    def of(cls, delivered: Delivered) -> Letter:
        mail = read(delivered.mail)
        return cls(
            delivered.recipient,
            delivered.mail,
            delivered.at,
            str(mail["Message-ID"]),
            str(mail["X-Docketmail-Letter"]),
            body_of(mail),
        )

    @property
    def mail(self) -> EmailMessage:
        return read(self.raw)

    @property
    def mark(self) -> str:
        """What it is about: a corrected entry quotes the earlier one below."""
        found = MARK.search(self.body)
        return found[0] if found else ""

    def is_for(self, reader: str, text: str) -> bool:
        return self.reader == reader and text in self.body


class Postroom:
    """Writes for the rig's court, and looks into the rig's mailbox."""

    def __init__(self, rig: Rig) -> None:
        self.rig = rig
        self._serial = 0
        self._read: list[Letter] = []

    def file(
        self, *titles: str, manner: Manner = Manner.PAPER, host: str = VERMONT, pages: int = 1
    ) -> Filing:
        """File an entry; `manner` is how the court shows its main document."""
        papers = [Paper(make_pdf(title, pages), title, pages) for title in titles or ("Order",)]
        main = papers[0]
        papers[0] = Paper(main.pdf, main.description, main.pages, manner)
        return self.rig.court.file(host, papers)

    def facts(
        self,
        text: str,
        filing: Filing | None = None,
        *,
        grant: Grant | None = None,
        number: str = CASE,
        caption: str = "Marlow v. Ostrander",
        short: str = "Order",
        recipients: Iterable[Mailed] = (Mailed("Anna Quill", (firm.ANNA,)),),
    ) -> Facts:
        """What a notice says; of a text entry where nothing was filed."""
        self._serial += 1
        granted = grant or (self.rig.court.grant(filing) if filing else None)
        case = Docketed(
            number,
            caption,
            document_number=str(self._serial) if filing else "",
            links=granted.links if granted else (),
            recipients=tuple(recipients),
        )
        papers = filing.papers if filing else ()
        return Facts(
            host=filing.host if filing else VERMONT,
            court_name="District of Vermont",
            cases=(case,),
            docket_text=text,
            short_description=short,
            entered=WallClock().now().astimezone(EASTERN).replace(second=0, microsecond=0),
            zone="EST",
            serial=self._serial,
            documents=tuple(Attached(paper.description) for paper in papers),
        )

    def notice(self, text: str, filing: Filing | None = None, **said: Any) -> bytes:
        """A court's mail that the firm's own mail server vouches for."""
        return vouched(district_html(self.facts(text, filing, **said)), firm.MX)

    def letters(self, reader: str, text: str = "") -> list[EmailMessage]:
        """What a reader was sent, in order, duplicates and all; only what says this, where it is given."""
        return [letter.mail for letter in self.delivered() if letter.is_for(reader, text)]

    def delivered(self) -> list[Letter]:
        """Everything that was delivered to anybody, in order."""
        for one in self.rig.mailbox.delivered[len(self._read) :]:
            self._read.append(Letter.of(one))
        return self._read

    async def told(self, text: str, readers: Iterable[str] = TEAM) -> None:
        """Wait until each of these has a letter that says this."""
        await until(lambda: all(self.letters(reader, text) for reader in readers))

    async def holds(self) -> int:
        """How many notices wait for a person."""
        return len((await self.rig.ask("holds.list"))["holds"])

    async def held(self, count: int) -> None:
        """Wait until so many do."""
        async with asyncio.timeout(PATIENCE):
            while await self.holds() < count:  # noqa: ASYNC110 - as above
                await asyncio.sleep(0.1)


def read(raw: bytes) -> EmailMessage:
    return email.message_from_bytes(raw, policy=email.policy.default)


def body_of(mail: EmailMessage) -> str:
    """The plain text of a letter, white space folded."""
    part = mail.get_body(("plain",))
    assert part is not None
    return " ".join(str(part.get_content()).split())


def papers_of(mail: EmailMessage) -> dict[str, bytes]:
    """File name -> bytes of every PDF that came with a letter."""
    return {
        str(part.get_filename()): part.get_content()
        for part in mail.iter_attachments()
        if part.get_content_type() == "application/pdf"
    }
