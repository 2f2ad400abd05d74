"""Part of story 1: a public federal filing goes to the firms on this daemon that follow its case, where all agreed.

Promises: a firm that follows learns nothing of the firm that was noticed; its copies have keys of their own, and go
when the other firm calls the paper back. Nobody has a duty to be told here, so it is the last to be done.
"""

from __future__ import annotations

from functools import partial

from docketmail.core.policy import telling
from docketmail.core.policy.following import open_cases
from docketmail.core.records import FilingRecord
from docketmail.core.roster import CourtCase
from docketmail.ledger import followings, matters
from docketmail.ports import Book, KeyDestroyedError, Ticket
from docketmail.world import World


async def followers(world: World, known: telling.Known) -> list[str]:
    """Ids of the other firms that agreed to it and have a matter of one of the filing's cases."""
    cases = [CourtCase(known.notice.court, number) for number in open_cases(known)]
    firms = [
        firm.id
        for firm in world.roster().firms
        if firm.policy.following and not firm.policy.soft_mode and firm.id != known.firm.id
    ]
    if not cases or not firms:
        return []

    def having(book: Book) -> list[str]:
        return [f for f in firms if any(matters.of_case(book, f, case) for case in cases)]

    return await world.ledger.read(having)


async def bring(world: World, filing: FilingRecord) -> None:
    """Bring the papers of the filing that this one follows; of any other filing there are none."""
    papers = await world.ledger.read(partial(followings.to_come, filing=filing))
    tickets: dict[str, str] = {}
    for paper in papers:
        try:
            tickets[paper.id] = (await world.spool.share(Ticket.parse(paper.ticket or ""))).text()
        except KeyDestroyedError:
            continue  # called back since it was looked up
    if tickets:
        now = world.clock.now()
        brought = partial(followings.bring, work=filing, tickets=tickets, now=now)
        for left in await world.ledger.write(brought):
            await world.spool.forget(Ticket.parse(left))
