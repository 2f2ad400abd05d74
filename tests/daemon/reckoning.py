"""What every letter of a storm has to say: the right reason for each paper, by how the court answered its look."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

from daemon.postroom import Letter, papers_of
from daemon.registry import OWN, Copy, Entry, Shelf
from daemon.storm import Storm
from docketmail.demo.court_filings import System
from docketmail.demo.court_manners import PASSING, Manner
from docketmail.demo.court_referee import Asked


ATTACHED = "attached"
LOGIN = "not obtained: the court asked for a login"
MONEY = "not obtained: the court asked to be paid; nothing was bought"
CLICK = "not obtained: the court asked for a confirmation first"
RESTRICTED = "not obtained: the court says that access to it is restricted"
AWAY = "not obtained: the court says that it is not available"
BROKE_OFF = "not obtained: the court's answer broke off; the look may be spent"
TOO_LARGE = "not obtained: it is larger than the firm lets docketmail fetch"
NOT_FREE = "not fetched: the court gives no free look at it, and docketmail buys nothing"
STRANGE = "not obtained: the court answered with a page that docketmail does not know"
FOLLOWS = "follows in a later letter"

REASONS: Mapping[Manner, str] = {
    Manner.PAPER: ATTACHED,
    Manner.ODD_TYPE: ATTACHED,
    Manner.FRAME: ATTACHED,
    Manner.SCRIPT_JUMP: ATTACHED,
    Manner.FILE_REDIRECT: ATTACHED,
    Manner.CUT_FRAME: ATTACHED,
    Manner.SLOW: ATTACHED,
    Manner.OUTAGE: AWAY,
    Manner.OUTAGE_RETRY: AWAY,
    Manner.MAINTENANCE: AWAY,
    Manner.THROTTLED: AWAY,
    Manner.CUT: BROKE_OFF,
    Manner.DRIP: BROKE_OFF,
    Manner.LONG_LENGTH: BROKE_OFF,
    Manner.SHORT_LENGTH: BROKE_OFF,
    Manner.STALE_FRAME: BROKE_OFF,
    Manner.ENDLESS_PAPER: TOO_LARGE,
    Manner.SIGN_ON: LOGIN,
    Manner.SIGN_ON_REDIRECT: LOGIN,
    Manner.SIGN_ON_FORM: LOGIN,
    Manner.LOGIN_FORM: LOGIN,
    Manner.LOGIN_REDIRECT: LOGIN,
    Manner.BASIC_AUTH: LOGIN,
    Manner.SAML: LOGIN,
    Manner.PORTAL_REDIRECT: LOGIN,
    Manner.RECEIPT: MONEY,
    Manner.CONFIRMATION: CLICK,
    Manner.RESTRICTED: RESTRICTED,
    Manner.SEALED: RESTRICTED,
    Manner.NO_PERMISSION: RESTRICTED,
    Manner.NATURE_OF_SUIT: RESTRICTED,
    Manner.SEALED_ENTRY: RESTRICTED,
    Manner.TRANSCRIPT: RESTRICTED,
    Manner.NOT_PUBLIC: RESTRICTED,
    Manner.COURT_USERS: RESTRICTED,
    Manner.WRONG_CASE: AWAY,
    Manner.UNAVAILABLE: AWAY,
    Manner.NOT_DISPLAYED: AWAY,
    Manner.CLIENT_CODE: STRANGE,
    Manner.INLINED_PDF: STRANGE,
    Manner.ZIP_BOMB: STRANGE,
    Manner.ENDLESS_PAGE: STRANGE,
    Manner.ELSEWHERE_REDIRECT: STRANGE,
    Manner.PRIVATE_REDIRECT: STRANGE,
    Manner.LOOP_REDIRECT: STRANGE,
    Manner.ELSEWHERE_FRAME: STRANGE,
    Manner.ELSEWHERE_JUMP: STRANGE,
}
"""Manner -> what the table of documents has to say of the main document in the end."""
AT_THE_GATE = (LOGIN, MONEY)
"""Who asks for these asks at the menu, too: nothing behind it is shown."""
TITLE = re.compile(r"Paper \d{5} part \d+$")
EXTENT = re.compile(r"^(?:\d+ pages?)?(?:, )?(?:\d+ KB)? - ")
BEFORE_THE_LOOK = PASSING | {Manner.CONFIRMATION}
"""Who is not there, or wants a click, says so to everybody, whether the look is spent or not."""
Knock = tuple[str, str, str]
"""Host, path and magic number of a request: a place that one attorney's notice leads to."""


def reason(shelf: Shelf, copy: Copy, index: int) -> str:
    """What the letter has to say of a paper that was asked for by this copy's look."""
    said = REASONS[copy.manner]
    main = LOGIN if copy.spent and copy.manner not in BEFORE_THE_LOOK else said
    system = shelf.filing.system
    if index == 0:
        return main
    if copy.spent:
        return LOGIN
    if system is System.ACMS:
        return ATTACHED
    if main in AT_THE_GATE:
        return main
    if system is System.APPELLATE:
        return NOT_FREE
    # Whoever is taken for a signed-in user asks no further.
    return STRANGE if copy.manner is Manner.CLIENT_CODE else ATTACHED


@dataclass
class Reckoning:
    """What was told, against what the court was asked and when the daemon was killed."""

    storm: Storm
    faults: list[str] = field(default_factory=list)
    cut: set[str] = field(default_factory=set)
    """Marks of the notices of which a paper did not come because the daemon was killed meanwhile."""
    fallen_back: int = 0
    """Filings whose main document a spare look was opened for."""
    _asked: set[Knock] = field(default_factory=set)
    _last_words: set[Knock] = field(default_factory=set)
    """A court has one request of ours at a time, so a kill cuts none but the last that came there in a life."""

    def __post_init__(self) -> None:
        requests = self.storm.rig.court.requests
        last: dict[tuple[int, str], Knock] = {}
        for asked, knock in zip(requests, knocks(requests), strict=True):
            self._asked.add(knock)
            last[bisect_right(self.storm.lives, asked.at), asked.host] = knock
        self._last_words = set(last.values())

    def judge(self, entries: Sequence[Entry]) -> list[str]:
        """Every fault, in words."""
        for entry in entries:
            for shelf in entry.shelves:
                self._judge_looks(entry, shelf)
            for filing in entry.closed:
                asked = [one for one in self._asked if one[:2] == (filing.host, filing.path(0))]
                self.faults += [f"{entry.mark}: {one} was asked for" for one in asked]
            for owed in entry.owed():
                self._judge_letters(entry, self.storm.letters[owed])
        return self.faults

    def _judge_looks(self, entry: Entry, shelf: Shelf) -> None:
        """Where the court does not say that each address has a look of its own, one is opened and no other."""
        opened = self._opened(shelf, 0)
        self.fallen_back += len(opened) > 1
        if len(opened) > 1 and shelf.filing.host not in OWN:
            self.faults.append(f"{entry.mark}: a spare was opened at {shelf.filing.host}")

    def _judge_letters(self, entry: Entry, letters: Sequence[Letter]) -> None:
        if entry.says and not any(entry.says in letter.body for letter in letters):
            self.faults.append(f"{entry.mark}: no letter says {entry.says!r}")
        rows = {title: said for letter in letters for title, said in rows_of(letter)}
        came = {title for letter in letters for title in self._enclosed(entry, letter)}
        for shelf in entry.shelves:
            for index, title in enumerate(shelf.titles):
                said = rows.get(title, "")
                if not self._is_right(entry.mark, shelf, index, said):
                    due = [reason(shelf, copy, index) for copy in shelf.copies]
                    where = f"{shelf.filing.host} {[copy.manner.value for copy in shelf.copies]}"
                    self.faults.append(f"{entry.mark}: {title} {where}: {said!r}, not {due}")
                if said.startswith(ATTACHED) and title not in came:
                    self.faults.append(f"{entry.mark}: {title} is not in the letter that says so")

    def _enclosed(self, entry: Entry, letter: Letter) -> Iterator[str]:
        """Titles of the papers that came with a letter, byte for byte and labelled behind their end."""
        came = [*papers_of(letter.mail).values()]
        for shelf in entry.shelves:
            for paper in shelf.filing.papers:
                if any(pdf.startswith(paper.pdf) for pdf in came):
                    yield paper.description

    def _is_right(self, mark: str, shelf: Shelf, index: int, said: str) -> bool:
        opened = self._opened(shelf, index) or self._opened(shelf, 0) or shelf.copies[:1]
        due = {reason(shelf, copy, index) for copy in opened}
        whole = [copy for copy in opened if not self._cut(shelf, copy, index)]
        if ATTACHED in {reason(shelf, copy, index) for copy in whole}:
            return said.startswith(ATTACHED)
        if any(self._went_on(shelf, copy, index) for copy in opened):
            due.add(ATTACHED)
        # One that was cut before it left was told of, and then its spare was asked.
        unsent = shelf.filing.host in OWN and len(opened) < len(shelf.copies)
        cut = unsent or len(whole) < len(opened)
        if said.startswith(BROKE_OFF) and cut:
            if BROKE_OFF not in due:
                self.cut.add(mark)
            return True
        # Behind a gate, or a menu that was cut, only the notice knows how many there are.
        unseen = due <= {*AT_THE_GATE} or cut
        unnamed = not said and index > 0 and not shelf.announced
        return said.startswith(tuple(due)) or (unnamed and unseen)

    def _went_on(self, shelf: Shelf, copy: Copy, index: int) -> bool:
        """Whether a kill at the main document may have kept from sight what ends a walk."""
        ends = copy.manner is Manner.CLIENT_CODE and index > 0
        return ends and self._cut(shelf, copy, 0)

    def _opened(self, shelf: Shelf, index: int) -> Sequence[Copy]:
        """The copies whose looks the paper was asked for by."""
        return [
            copy
            for copy in shelf.copies
            if any(way in self._asked for way in ways(shelf, copy, index))
        ]

    def _cut(self, shelf: Shelf, copy: Copy, index: int) -> bool:
        """Whether a kill may have met the request for this paper, or come between its commit and its leaving."""
        ours = [*ways(shelf, copy, index)]
        return ours[0] not in self._asked or not self._last_words.isdisjoint(ours)


def ways(shelf: Shelf, copy: Copy, index: int) -> Iterator[Knock]:
    """Where a copy's look at a paper is used: at its own address, and at the menu that leads to it."""
    filing, links = shelf.filing, copy.grant.links
    if filing.system is System.ACMS:
        yield filing.host, urlsplit(links[index]).path, ""
        return
    yield filing.host, filing.path(index), copy.grant.magic
    yield filing.host, filing.menu_path, copy.grant.magic


def knocks(requests: Sequence[Asked]) -> Iterator[Knock]:
    """Whose look each request used; a temporary file is its frame's, which was asked for just before at that court."""
    before: defaultdict[str, Knock] = defaultdict(lambda: ("", "", ""))
    for asked in requests:
        values = parse_qs(urlsplit(asked.target).query)
        if "file" not in values:
            magic = next(iter(values.get("magic_num") or values.get("uid") or [""]))
            before[asked.host] = (asked.host, asked.path, magic)
        yield before[asked.host]


def rows_of(letter: Letter) -> Iterator[tuple[str, str]]:
    """Title and standing of each paper in a letter's table of documents, but for those that are still to come."""
    part = letter.mail.get_body(("plain",))
    assert part is not None
    lines = [line.strip() for line in str(part.get_content()).splitlines()]
    table = lines[lines.index("DOCUMENTS") :] if "DOCUMENTS" in lines else []
    for line, below in pairwise(table):
        title = TITLE.search(line)
        if title and not below.endswith(FOLLOWS):
            yield title[0], EXTENT.sub("", below)
