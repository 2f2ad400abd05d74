"""What letters to those who answer for a firm say: of its policy, and of a release that two people decide."""

from __future__ import annotations

from functools import partial
from zoneinfo import ZoneInfo

from docketmail.core.announcements import PolicyAnnounced, ReleaseAsked, SettingChange
from docketmail.core.firm_records import PolicyChange, ReleaseRequest
from docketmail.core.letter import LetterKind
from docketmail.core.policy import changes
from docketmail.core.records import Letter
from docketmail.core.roster import Firm
from docketmail.ledger import policies
from docketmail.ledger.policies import UPGRADE
from docketmail.ports import Book
from docketmail.world import World


KINDS = (LetterKind.POLICY, LetterKind.RELEASE_ASKED)


async def of(world: World, firm: Firm, letter: Letter) -> PolicyAnnounced | ReleaseAsked:
    """What an announcement tells."""
    if letter.kind == LetterKind.POLICY:
        found = await world.ledger.read(partial(_changes, letter=letter))
        return _policy(firm, letter, found)
    return await world.ledger.read(partial(_asked, letter=letter))


async def of_upgrade(world: World) -> None:
    """Tell the firms of the courts' own rules that this version of docketmail knows otherwise than the one before."""
    rules, now = changes.shipped_rules(), world.clock.now()
    told = partial(policies.of_upgrade, roster=world.roster(), rules=rules, now=now)
    await world.ledger.write(told)
    await world.roster.refresh()


def _changes(book: Book, letter: Letter) -> list[PolicyChange]:
    ids = letter.facts["changes"].split("\n")
    return [one for one in (book.get(PolicyChange, each) for each in ids) if one]


def _policy(firm: Firm, letter: Letter, found: list[PolicyChange]) -> PolicyAnnounced:
    """As it was when the letter was written: what became of a change since then has a letter of its own."""
    zone = ZoneInfo(firm.timezone)
    by = letter.facts["by"]
    return PolicyAnnounced(
        firm.name,
        "" if by == UPGRADE else by,
        letter.written_at.astimezone(zone),
        tuple(
            SettingChange(
                one.setting,
                one.before,
                one.after,
                one.effective_at.astimezone(zone),
                at_once=one.effective_at == one.announced_at,
                withdrawn=one.withdrawn_at is not None and one.withdrawn_at <= letter.written_at,
            )
            for one in found
        ),
    )


def _asked(book: Book, letter: Letter) -> ReleaseAsked:
    request = book.get(ReleaseRequest, letter.facts["request"])
    if request is None:
        raise LookupError(f"letter {letter.id} is about no request")
    return ReleaseAsked(
        request=request.id,
        hold=request.hold,
        papers=request.papers,
        waives=request.waives,
        by=request.by,
        why=request.why,
        until=request.expires_at,
        declined="declined" in letter.facts,
    )
