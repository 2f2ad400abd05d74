"""A letter's way out: what it says is put together, its papers are labelled, the relay has it.

A letter is composed when it is sent, from the notice's sealed message and the papers of that moment: nothing of it
lies about before, so a paper that was called back while the letter waited does not go.
"""

from __future__ import annotations

from datetime import timedelta

from docketmail import casefiles, contents, copies
from docketmail.core import backoff
from docketmail.core.compose import compose
from docketmail.core.letter import LetterKind
from docketmail.core.records import FilingRecord, Letter
from docketmail.core.roster import CourtCase, Firm
from docketmail.ports import (
    BrokenOffError,
    Deferred,
    KeyDestroyedError,
    Outgoing,
    Refused,
    Sent,
    UnreachableError,
)
from docketmail.world import World


NOT_REACHED = 421
"""As if the relay had said so itself: the service is not available, try later (RFC 5321, 4.2.2)."""
WALLED = 0
"""No mail server's answer: a wall keeps the reader from the matter, and the letter was never sent."""
TIMED_OUT = 451
"""Nobody can tell whether it was taken: the same Message-ID goes again."""


async def post(world: World, letter: Letter) -> Sent | Deferred | Refused:
    """Compose a letter and send its parts; the first part that is not taken decides."""
    try:
        limit = min(
            world.settings.mail_bytes, await world.relay.size_limit() or world.settings.mail_bytes
        )
        for outgoing in await compose_letter(world, letter, limit):
            outcome = await world.relay.send(outgoing)
            if not isinstance(outcome, Sent):
                return outcome
    except UnreachableError:
        return Deferred(NOT_REACHED)
    except (BrokenOffError, KeyDestroyedError):
        # Unknown whether it was taken; or a paper was called back since the letter was put together a
        # moment ago, and the next draft says so.
        return Deferred(TIMED_OUT)
    return Sent()


async def compose_letter(world: World, letter: Letter, limit: int) -> list[Outgoing]:
    """The mails of a letter, each under the limit."""
    draft = await contents.draft(world, letter, limit)
    content, enclosures = await copies.labelled(world, letter, draft)
    mails = compose(content, enclosures, original=draft.original, limit=limit)
    reader = content.postmark.reader.address
    return [Outgoing(world.settings.sender, reader, mail) for mail in mails]


async def instead(world: World, firm: Firm, letter: Letter) -> str | None:
    """Who has a letter whose own reader's address was refused: the desk, else the second person; nobody behind a wall."""
    if letter.reader == firm.second:
        return None
    filing = await world.ledger.read(lambda book: book.get(FilingRecord, letter.filing or ""))
    cases = [CourtCase(filing.court, case) for case in letter.cases] if filing else []
    behind = await casefiles.behind(world, firm, cases)
    had = letter.reader == firm.desk or letter.kind == LetterKind.UNDELIVERED
    left = (firm.second,) if had else (firm.desk, firm.second)
    return next((who for who in left if who not in behind), None)


def wait(world: World, letter: Letter) -> timedelta:
    """How long a letter waits after another failure."""
    return backoff.wait(letter.attempts, world.jitter())
