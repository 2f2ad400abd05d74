"""Visits to the toy court: a careful client's, which walks as the daemon does, and a careless one's."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from html import unescape
from urllib.parse import parse_qs, urlencode, urljoin, urlsplit

from docketmail.core import courts
from docketmail.core.answers import answer_of, describe
from docketmail.core.notice import Link
from docketmail.core.retrieval import Answer, Cut, Refusal, Submit, Walk, Walked
from docketmail.core.webpage import read_webpage
from docketmail.demo.court_clerk import Clerk
from docketmail.demo.court_filings import Paper, System
from docketmail.demo.court_manners import BREAKING, COMING, LOGINS, PASSING, Manner
from docketmail.demo.court_referee import Asked
from docketmail.demo.court_replies import arrived
from docketmail.demo.pdfs import make_pdf
from docketmail.ports import BrokenOffError, TooLargeError


HOSTS = {
    System.DISTRICT: "ecf.vtd.uscourts.gov",
    System.BANKRUPTCY: "ecf.vtb.uscourts.gov",
    System.APPELLATE: "ecf.ca2.uscourts.gov",
    System.ACMS: "ca9-showdoc.azurewebsites.us",
}
EXHIBIT = Paper(make_pdf("Exhibit A", 3), "Exhibit A", 3)


def _endings() -> Iterator[tuple[Manner, Refusal | None]]:
    yield from ((manner, None) for manner in COMING)
    yield from ((manner, Refusal.UNAVAILABLE) for manner in PASSING)
    yield from ((manner, Refusal.CUT) for manner in BREAKING)
    yield from ((manner, Refusal.LOGIN) for manner in LOGINS)
    for manner in (
        Manner.RESTRICTED,
        Manner.SEALED,
        Manner.NO_PERMISSION,
        Manner.NATURE_OF_SUIT,
        Manner.SEALED_ENTRY,
        Manner.TRANSCRIPT,
        Manner.NOT_PUBLIC,
        Manner.COURT_USERS,
    ):
        yield manner, Refusal.RESTRICTED
    for manner in (Manner.WRONG_CASE, Manner.UNAVAILABLE, Manner.NOT_DISPLAYED):
        yield manner, Refusal.UNAVAILABLE
    yield Manner.ENDLESS_PAPER, Refusal.TOO_LARGE
    yield Manner.RECEIPT, Refusal.RECEIPT
    yield Manner.CONFIRMATION, Refusal.CONFIRMATION


ENDINGS: Mapping[Manner, Refusal | None] = {
    **dict.fromkeys(Manner, Refusal.UNKNOWN),
    **dict(_endings()),
}
"""How a careful client's visit ends in each manner: with the paper (None), or told why not."""


def link_of(url: str) -> Link:
    """A notice's link, as the reader of notices gives it."""
    parts = urlsplit(url)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    name = query.get("FID") or query.get("SID") or parts.path.rsplit("/", 1)[-1]
    return Link(
        url,
        document_id=name,
        magic=query.get("magic_num") or query.get("uid") or name,
        sequence=query.get("de_seq_num"),
        court_case_id=query.get("caseid"),
    )


def walk_of(url: str, *, announced: bool = False, address: str = "") -> Walk:
    """The daemon's own walk from a link."""
    system = "acms" if "-showdoc." in url else "cmecf"
    if ".tyler" in url:
        system = "tyler"
    return courts.retrieve(system, link_of(url), announced=announced, address=address)


@dataclass
class Visitor:
    """Asks the clerk across the table, at a time of its own."""

    clerk: Clerk = field(default_factory=Clerk)
    now: float = 0.0
    answers: list[Answer | Cut] = field(default_factory=list)

    def ask(
        self,
        url: str,
        method: str = "GET",
        headers: Mapping[str, str] | None = None,
        body: bytes = b"",
    ) -> Answer | Cut:
        """One request, and what came of it."""
        _, _, host, target = url.split("/", 3)
        asked = Asked(self.now, host, method, f"/{target}", headers or {}, body)
        reply = self.clerk.answer(asked)
        told = reply.headers
        about = describe(
            url,
            reply.status,
            told.get("Content-Type", ""),
            told.get("Location"),
            told.get("Retry-After"),
        )
        answer: Answer | Cut
        try:
            data = arrived(reply)
            answer = answer_of(about, data, len(data))
        except TooLargeError as error:
            answer = Cut(str(error), Refusal.TOO_LARGE)
        except BrokenOffError as error:
            answer = Cut(str(error))
        self.answers.append(answer)
        return answer

    def walk(self, url: str, *, announced: bool = False, address: str = "") -> Walked:
        """Walk as the daemon does."""
        steps = walk_of(url, announced=announced, address=address)
        answer: Answer | Cut | None = None
        while True:
            try:
                get = next(steps) if answer is None else steps.send(answer)
            except StopIteration as end:
                walked: Walked = end.value
                return walked
            if isinstance(get, Submit):
                answer = self.ask(get.url, "POST", body=urlencode(get.fields).encode())
            else:
                answer = self.ask(get.url)
            # As the ledger keeps a court's turns.
            self.now += (answer.retry_after or 0) if isinstance(answer, Answer) else 0

    def go_on(self, answer: Answer | Cut, url: str) -> None:
        """Do what a careless client does with an answer: follow it, submit it, or ask once more."""
        if isinstance(answer, Answer):
            if answer.location is not None:
                self.ask(urljoin(url, answer.location))
                return
            if where := _leads_to(answer):
                self.ask(urljoin(url, where))
                return
            if form := _form(answer):
                action, values = form
                self.ask(urljoin(url, action), "POST", body=urlencode(values).encode())
                return
        # Whoever has a password tries it.
        known = isinstance(answer, Answer) and answer.status == 401
        self.ask(url, headers={"authorization": "Basic bm9ib2R5OjE="} if known else {})


def careful(url: str) -> str:
    """A link as the daemon asks for it first."""
    return f"{url}&use_magic=1" if "/doc1/" in url else url


def _leads_to(answer: Answer) -> str | None:
    page = answer.body.decode("latin-1")
    found = re.search(r"location(?:\.assign\(| = )[\"']([^\"']+)|<iframe src=\"([^\"]+)", page)
    return unescape(found[1] or found[2]) if found else None


def _form(answer: Answer) -> tuple[str, dict[str, str]] | None:
    elements = list(read_webpage(answer).elements())
    forms = [element for element in elements if element.tag == "form" and element["action"]]
    if not forms:
        return None
    values = {e["name"]: e["value"] for e in elements if e.tag == "input" and e["name"]}
    return forms[0]["action"], values
