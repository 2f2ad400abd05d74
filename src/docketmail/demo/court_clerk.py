"""The toy court's clerk: what was filed, which looks were granted and used, and who did harm.

Every request comes by here with its time, and is answered as real courts answer (`court_answers`). The clerk sees
everything that the referee counts (`court_referee`): what a careful client never does is written down in `harms`
with what it would have cost.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import count
from uuid import NAMESPACE_URL, uuid5

from docketmail.core import court_looks
from docketmail.demo import court_gates as gates, court_notes as notes, court_pages as pages
from docketmail.demo.court_answers import TemporaryFiles, lists, open_look, put_off
from docketmail.demo.court_filings import Filing, Grant, Paper, System, court_of
from docketmail.demo.court_manners import LOGINS, Manner
from docketmail.demo.court_referee import (
    LOGIN_HOSTS,
    Asked,
    Cost,
    Harm,
    Look,
    Referee,
    Wrong,
    judged,
    price,
    tally,
)
from docketmail.demo.court_replies import Reply
from docketmail.demo.court_states import HOSTS, StateCounter


@dataclass(frozen=True, slots=True)
class Door:
    """A URL that a notice, or its menu, leads to."""

    look: Look
    magic: str


class Clerk:
    """Files papers, grants looks, answers requests, and remembers who did harm."""

    def __init__(self) -> None:
        self.requests: list[Asked] = []
        self.harms: list[Harm] = []
        self.states = StateCounter(self.harms)
        """The counter of the states' e-filing."""
        self.looks: list[Look] = []
        """Every look that was granted, and every menu."""
        self._numbers: Iterator[int] = count(1)
        self._filings: dict[str, list[Filing]] = {}
        """By host."""
        self._doors: dict[tuple[str, str, str], Door] = {}
        self._shared: dict[tuple[str, str, str, bytes], Look] = {}
        self._granted: dict[tuple[str, ...], list[Look]] = {}
        self._files = TemporaryFiles()
        self._left_alone: dict[str, float] = {}
        """Host -> when it wants to be asked again."""

    def file(self, host: str, papers: Sequence[Paper], *, short_id: bool = False) -> Filing:
        """Docket papers as one entry; the ids of its documents follow one another.

        Args:
            host: decides the system.
            papers: the main document first.
            short_id: the id of some bankruptcy courts, the court's prefix and 0 (arwb_2); of a single paper.

        """
        entry = next(self._numbers)
        ids = tuple(f"0181{entry:05d}{index:03d}" for index in range(len(papers)))
        filing = Filing(
            host,
            f"{40_000 + entry}",
            f"{10 + entry}",
            ("0180",) if short_id else ids,
            tuple(papers),
        )
        self._filings.setdefault(host, []).append(filing)
        return filing

    def grant(self, filing: Filing, manner: Manner | None = None) -> Grant:
        """Grant one look at each paper, as each notified address gets it.

        Where the court's looks are shared (`court_looks`), every further grant's are the first one's.

        Args:
            filing: what was filed.
            manner: how this grant's look at the main document is answered, where not as the paper was filed.

        """
        if manner is not None:
            main = replace(filing.papers[0], manner=manner)
            filing = replace(filing, papers=(main, *filing.papers[1:]))
        number = next(self._numbers)
        if filing.system is System.ACMS:
            return self._grant_acms(filing, number)
        magic = (
            f"{number:016x}"
            if filing.system is System.APPELLATE
            else f"{10_000_000 + 7919 * number}"
        )
        links = (filing.link(magic),)
        # In appellate courts the main document alone is free.
        free = filing.papers[:1] if filing.system is System.APPELLATE else filing.papers
        looks = [self._look(filing, index) for index in range(len(free))]
        for index, look in enumerate(looks):
            self._doors[filing.host, filing.path(index), magic] = Door(look, magic)
        behind = self._behind(looks[0])
        self._doors[filing.host, filing.menu_path, magic] = Door(behind, magic)
        self._granted[links] = looks if behind is looks[0] else [*looks, behind]
        return Grant(links, magic)

    def spend(self, grant: Grant) -> None:
        """Somebody else opened these looks: a link scanner, or the attorney."""
        for look in self._granted[grant.links]:
            look.spent_elsewhere = True

    def looks_of(self, grant: Grant) -> list[Look]:
        """The looks that a notice carries, the main document's first; of a menu there is none."""
        return [look for look in self._granted[grant.links] if look.index is not None]

    def referee(self) -> Referee:
        """The tally up to now."""
        return tally(len(self.requests), self.looks, self.harms)

    def answer(self, asked: Asked) -> Reply:
        """Answer one request, as a referee who sees everything."""
        self.requests.append(asked)
        if HOSTS.fullmatch(asked.host):
            return self.states.answer(asked)
        if asked.host not in self._filings:
            login = LOGIN_HOSTS.fullmatch(asked.host) is not None
            self._harm(Wrong.OFF_COURT, Cost.LOGIN if login else Cost.TRUST, asked)
            return notes.refused(404)
        values = asked.values
        magic = values.get("magic_num") or values.get("uid") or ""
        door = self._doors.get((asked.host, asked.path, magic))
        if asked.method != "GET":
            return self._submitted(door, asked)
        if "authorization" in asked.headers:
            self._harm(Wrong.CREDENTIALS, Cost.LOGIN, asked)
        if "cookie" in asked.headers:
            self._harm(Wrong.COOKIE, Cost.MONEY, asked, door)
        if asked.path == pages.SHOW_TEMP:
            return self._show_temporary(asked)
        return self._denied(asked) if door is None else self._enter(door, asked)

    # Answering

    def _enter(self, door: Door, asked: Asked) -> Reply:
        look, values = door.look, asked.values
        if "cookie" in asked.headers:
            # Whoever is somebody pays: juriscraper's sample vaed_1 is what a free link shows to a signed-in user.
            return gates.receipt(look.filing, look.index or 0)
        if asked.at < self._left_alone.get(asked.host, asked.at):
            self._harm(Wrong.TOO_SOON, Cost.TRUST, asked)
        if asked.path.startswith("/doc1/"):
            told = values.get("caseid", ""), values.get("de_seq_num", "")
            if told != (look.filing.case_id, look.filing.sequence):
                return notes.words(f"Cannot locate the case with caseid: {told[0]}.")
            if values.get("use_magic") != "1":
                return gates.confirmation(look.filing, look.index or 0)
        off = None if look.index is None else put_off(look)
        return self._open(door, asked) if off is None else self._rest(off, asked)

    def _rest(self, reply: Reply, asked: Asked) -> Reply:
        if "Retry-After" in reply.headers:
            self._left_alone[asked.host] = asked.at + notes.RETRY_AFTER
        return reply

    def _open(self, door: Door, asked: Asked) -> Reply:
        look = door.look
        look.openings += 1
        if look.openings > 1:
            self._harm(Wrong.TWICE, Cost.LOOK, asked)
        if look.openings > 1 or look.spent_elsewhere:
            return gates.spent(look.filing)
        # Whoever is asked for a login or for money is asked so at the menu.
        if look.index is None and look.paper.manner not in {*LOGINS, Manner.RECEIPT}:
            return lists(look, door.magic)
        return open_look(look, self._files, asked)

    def _show_temporary(self, asked: Asked) -> Reply:
        reply = self._files.show(asked)
        if reply is None:
            self._harm(Wrong.NO_FILE, Cost.TRUST, asked)
            return notes.refused(404)
        return reply

    def _submitted(self, door: Door | None, asked: Asked) -> Reply:
        """A POST is what buttons send; other methods are no better."""
        if {"got_receipt", "accept", "recp"} & asked.values.keys():
            self._harm(Wrong.ACCEPTED, Cost.MONEY, asked)
        elif "use_magic" in asked.form:
            self._harm(Wrong.CONFIRMED, Cost.LOOK, asked)
        elif door is not None:
            self._harm(Wrong.NOT_A_GET, Cost.LOOK, asked)
        else:
            self._harm(*judged(asked), asked)
        return notes.refused(405)

    def _denied(self, asked: Asked) -> Reply:
        wrong, cost = judged(asked)
        if "got_receipt" in asked.values:
            wrong, cost = Wrong.ACCEPTED, Cost.MONEY
        self._harm(wrong, cost, asked)
        return (
            notes.refused(404)
            if wrong is Wrong.STRAY
            else gates.spent(self._filings[asked.host][0])
        )

    def _harm(self, wrong: Wrong, cost: Cost, asked: Asked, door: Door | None = None) -> None:
        cents = 0
        if cost is Cost.MONEY:
            cents = price(door.look.paper.pages) if door else self._cents(asked)
        self.harms.append(Harm(wrong, cost, asked, cents))

    def _cents(self, asked: Asked) -> int:
        """What the court would have charged for this: for a document by its pages, for a case's all of them.

        A report of a docket has a page for every entry of the toy's, which is not far from the truth.
        """
        said = {*asked.path.split("/"), *asked.values.values()}
        here = self._filings[asked.host]
        named = [
            paper
            for filing in here
            for document_id, paper in zip(filing.document_ids, filing.papers, strict=True)
            if {document_id, _entry_id(document_id)} & said
        ]
        case = [p for filing in here if filing.case_id in said for p in filing.papers]
        return sum(price(paper.pages) for paper in named or case) or price(len(here))

    # Granting

    def _look(self, filing: Filing, index: int) -> Look:
        """A look of its own, or the one that all addresses share."""
        paper = filing.papers[index]
        look = Look(filing, index, paper)
        if court_looks.rule(court_of(filing.host)).own is False:
            key = filing.host, filing.sequence, filing.document_ids[index], paper.pdf
            shared = self._shared.setdefault(key, look)
            if shared is not look:
                return shared
        self.looks.append(look)
        return look

    def _behind(self, main: Look) -> Look:
        """What the fourth digit 0 leads to: the list of papers, or the only one."""
        if len(main.filing.papers) == 1:
            return main
        menu = Look(main.filing, None, main.paper)
        self.looks.append(menu)
        return menu

    def _grant_acms(self, filing: Filing, number: int) -> Grant:
        """A link for each paper; the GUID is the key."""
        paths = [
            f"/NDA/{uuid5(NAMESPACE_URL, f'{number}/{index}')}"
            for index in range(len(filing.papers))
        ]
        looks = [self._look(filing, index) for index in range(len(paths))]
        for path, look in zip(paths, looks, strict=True):
            self._doors[filing.host, path, ""] = Door(look, "")
        links = tuple(f"https://{filing.host}{path}" for path in paths)
        self._granted[links] = looks
        return Grant(links, "")


def _entry_id(document_id: str) -> str:
    """The same id with fourth digit 0."""
    return f"{document_id[:3]}0{document_id[4:]}"
