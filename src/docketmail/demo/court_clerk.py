"""The toy court's clerk: what was filed, which looks were granted and used, and who did harm.

Every request comes by here with its time; the answer is made as real courts make it (`court_pages`). The
clerk is the referee as well: what a careful client never does is written down in `harms`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count
from urllib.parse import parse_qs, urlsplit
from uuid import NAMESPACE_URL, uuid5

from docketmail.demo import court_pages as pages
from docketmail.demo.court_filings import Filing, Grant, Manner, Paper, System, system_of
from docketmail.demo.court_pages import Reply


OUTAGE_ANSWERS = 2
SLOWNESS = 1.0
"""Seconds between the halves of a slow paper."""
TEMPORARY_FILE_LIVES = 60.0
"""Seconds; courts do not say how long theirs live, clients fetch them at once."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it arrived."""

    at: float
    """Seconds on the event loop's clock."""
    host: str
    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in small letters."""


@dataclass(slots=True)
class Look:
    """One viewing that a notice grants."""

    filing: Filing
    show: Callable[[float], Reply]
    outages: int = 0
    openings: int = 0


class Clerk:
    """Files papers, grants looks, answers requests, and remembers who did harm."""

    def __init__(self) -> None:
        self.harms: list[str] = []
        self._numbers: Iterator[int] = count(1)
        self._looks: dict[tuple[str, str, str], Look] = {}
        self._temporary: dict[str, tuple[float, bytes]] = {}

    def file(self, host: str, papers: Sequence[Paper]) -> Filing:
        """Docket papers as one entry; the ids of its documents follow one another."""
        entry = next(self._numbers)
        ids = tuple(f"0181{entry:05d}{index:03d}" for index in range(len(papers)))
        return Filing(host, f"{40_000 + entry}", f"{10 + entry}", ids, tuple(papers))

    def grant(self, filing: Filing) -> Grant:
        """Grant one look at each paper (and at the menu), as each notified address gets it."""
        system = system_of(filing.host)
        if system is System.ACMS:
            return self._grant_acms(filing)
        number = next(self._numbers)
        magic = f"{number:016x}" if system is System.APPELLATE else f"{10_000_000 + 7919 * number}"
        self._grant_papers(filing, magic)
        self._grant_menu(filing, magic)
        return Grant((filing.link(magic),), magic)

    def spend(self, grant: Grant) -> None:
        """Somebody else opened these looks: a link scanner, or the attorney."""
        for (_, _, magic), look in self._looks.items():
            if magic == grant.magic:
                look.show = _spent

    def answer(self, asked: Asked) -> Reply:
        """Answer one request, as a referee who sees everything."""
        for name in ("cookie", "authorization"):
            if name in asked.headers:
                self._harm(f"sent a {name}", asked)
        if asked.method != "GET":
            self._harm(f"a {asked.method} instead of a GET", asked)
            return pages.refused(405)
        url = urlsplit(asked.target)
        query = {name: values[-1] for name, values in parse_qs(url.query).items()}
        if url.path == "/cgi-bin/show_temp.pl":
            return self._show_temporary(query.get("file", ""), asked)
        magic = query.get("magic_num") or query.get("uid") or ""
        look = self._looks.get((asked.host, url.path, magic))
        return self._open(look, url.path, query, asked) if look else self._deny(url.path, asked)

    def _open(self, look: Look, path: str, query: dict[str, str], asked: Asked) -> Reply:
        if look.outages:
            look.outages -= 1
            return pages.outage()
        if path.startswith("/doc1/"):
            if (query.get("caseid"), query.get("de_seq_num")) != (
                look.filing.case_id,
                look.filing.sequence,
            ):
                return pages.wrong_case(query.get("caseid", ""))
            if query.get("use_magic") != "1":
                return pages.confirmation(path)
        look.openings += 1
        if look.openings > 1:
            self._harm("a look opened twice", asked)
            return pages.login_form()
        return look.show(asked.at)

    def _deny(self, path: str, asked: Asked) -> Reply:
        if path.startswith(("/doc1/", "/docs1/", "/NDA/")):
            self._harm("a document asked for without a look", asked)
            return pages.login_form()
        if path.startswith("/cgi-bin/") or "/servlet/" in path:
            self._harm("a page that wants money or a login", asked)
            return pages.login_form()
        self._harm("a path that no notice leads to", asked)
        return pages.refused(404)

    def _show_temporary(self, file: str, asked: Asked) -> Reply:
        if file not in self._temporary:
            self._harm("a temporary file that was never shown", asked)
            return pages.refused(404)
        born, pdf = self._temporary[file]
        fresh = asked.at - born <= TEMPORARY_FILE_LIVES
        return pages.paper(pdf) if fresh else pages.unavailable()

    def _harm(self, what: str, asked: Asked) -> None:
        self.harms.append(f"{what}: {asked.method} https://{asked.host}{asked.target}")

    # Granting

    def _grant_papers(self, filing: Filing, magic: str) -> None:
        """A look at each paper; in appellate courts at the main one alone."""
        appellate = system_of(filing.host) is System.APPELLATE
        for index, paper in enumerate(filing.papers[:1] if appellate else filing.papers):
            self._add(filing, filing.path(index), magic, paper)

    def _grant_menu(self, filing: Filing, magic: str) -> None:
        """What the fourth digit 0 leads to: the list of papers, or the only one."""
        key = filing.host, filing.menu_path, magic
        if len(filing.papers) == 1:
            self._looks[key] = self._looks[filing.host, filing.path(0), magic]
        elif not filing.papers[0].manner.shows_paper:
            self._add(filing, filing.menu_path, magic, filing.papers[0])
        else:
            menu = _menu(filing, magic)
            self._looks[key] = Look(filing, lambda _: menu)

    def _grant_acms(self, filing: Filing) -> Grant:
        paths = [f"/NDA/{uuid5(NAMESPACE_URL, str(next(self._numbers)))}" for _ in filing.papers]
        for path, paper in zip(paths, filing.papers, strict=True):
            self._add(filing, path, "", paper)
        return Grant(tuple(f"https://{filing.host}{path}" for path in paths), "")

    def _add(self, filing: Filing, path: str, magic: str, paper: Paper) -> None:
        outages = OUTAGE_ANSWERS if paper.manner is Manner.OUTAGE else 0
        self._looks[filing.host, path, magic] = Look(filing, self._shower(paper, path), outages)

    def _shower(self, paper: Paper, path: str) -> Callable[[float], Reply]:
        """How the look at a paper is answered: the paper, or what the court shows in its place."""
        simple = {
            Manner.SIGN_ON: pages.sign_on,
            Manner.SIGN_ON_REDIRECT: pages.sign_on_redirect,
            Manner.LOGIN_FORM: pages.login_form,
            Manner.RESTRICTED: pages.restricted,
            Manner.UNAVAILABLE: pages.unavailable,
        }
        if paper.manner in simple:
            return lambda _: simple[paper.manner]()
        match paper.manner:
            case Manner.FRAME:
                return lambda now: self._frame(paper.pdf, now)
            case Manner.RECEIPT:
                return lambda _: pages.receipt(path)
            case Manner.CUT:
                return lambda _: pages.paper(paper.pdf, cut=True)
            case Manner.SLOW:
                return lambda _: pages.paper(paper.pdf, pause=SLOWNESS)
            case _:
                return lambda _: pages.paper(paper.pdf)

    def _frame(self, pdf: bytes, now: float) -> Reply:
        number = next(self._numbers)
        file = f"{25_000_000 + number}-0--{40_000 + number}.pdf"
        self._temporary[file] = (now, pdf)
        return pages.frame(file)


def _spent(_: float) -> Reply:
    return pages.login_form()


def _menu(filing: Filing, magic: str) -> Reply:
    rows = [
        pages.MenuRow(document_id, paper.description, paper.pages, len(paper.pdf))
        for document_id, paper in zip(filing.document_ids, filing.papers, strict=True)
    ]
    if system_of(filing.host) is System.APPELLATE:
        return pages.appellate_menu(filing.host, rows)
    return pages.menu(pages.Entry(filing.host, filing.case_id, filing.sequence, magic), rows)
