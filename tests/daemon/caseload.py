"""What many courts send in a storm: notices of every sort, drawn by dice, whose looks are answered in every manner."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import TypeVar

from daemon.postroom import CASE, EASTERN, VERMONT
from daemon.registry import ACMS, HOSTS, OWN, SHARED, SILENT, Copy, Entry, Shelf
from docketmail.adapters.clock import WallClock
from docketmail.core.courts.table import COURTS
from docketmail.demo import firm
from docketmail.demo.court import ToyCourt
from docketmail.demo.court_filings import Filing, Grant, Paper, System, court_of, manners_of
from docketmail.demo.court_manners import Manner
from docketmail.demo.court_notices import (
    Attached,
    Docketed,
    Facts,
    Mailed,
    acms_nda,
    appellate_nda,
    bankruptcy_html,
    district_html,
    district_plain,
    placeholder,
    vouched,
)
from docketmail.demo.pdfs import make_pdf


T = TypeVar("T")

COPIED = (*OWN * 4, *SHARED, *SILENT[:4], *ACMS[:1])
"""Where copies for two attorneys are sent: spares are opened at two of them alone."""
OF_THE_PAPER = {Manner.ENDLESS_PAPER, Manner.NATURE_OF_SUIT}
"""Another look at the same paper, or in the same case, would end alike."""
BOTH = ((firm.ANNA, firm.ANNA_INTAKE), (firm.BEN, firm.BEN_INTAKE))
NAMES = {firm.ANNA: "Anna Quill", firm.BEN: "Ben Hart"}
DIALECTS: dict[System, tuple[Callable[[Facts], bytes], ...]] = {
    System.DISTRICT: (district_html, district_html, district_plain),
    System.BANKRUPTCY: (bankruptcy_html,),
    System.APPELLATE: (appellate_nda,),
    System.ACMS: (acms_nda,),
}


class Caseload:
    """Draws notices; the toy court files what they tell of."""

    def __init__(self, court: ToyCourt, throws: Iterator[float]) -> None:
        self._court = court
        self._throws = throws
        self._serial = count(1)

    def notices(self, number: int) -> Iterator[Entry]:
        """So many mails, or a few more where the last one has copies."""
        sorts = (
            *[self._paper] * 14,
            *[self._menu] * 9,
            *[self._copies] * 9,
            *[self._spent, self._cases, self._edited, self._edited],
            *[self._text, self._sealed, self._placeholder, self._stranger],
        )
        sent = 0
        while sent < number:
            for entry in self._draw(sorts)():
                sent += len(entry.mails)
                yield entry

    def _draw(self, among: Sequence[T]) -> T:
        return among[int(next(self._throws) * len(among))]

    # What is filed

    def _paper(self) -> Iterator[Entry]:
        yield self._single(self._filed(self._draw(HOSTS), 1))

    def _menu(self) -> Iterator[Entry]:
        yield self._single(self._filed(self._draw(HOSTS), 2 + int(next(self._throws) * 3)))

    def _spent(self) -> Iterator[Entry]:
        yield self._single(self._filed(self._draw(HOSTS), 1), spent=True)

    def _single(self, filing: Filing, *, spent: bool = False) -> Entry:
        copy = self._copy(filing, filing.papers[0].manner, spent=spent)
        shelf = Shelf(filing, (copy,), announced=self._announces(filing))
        return self._entry(shelf, (self._draw(BOTH),))

    def _copies(self) -> Iterator[Entry]:
        """A copy for each of two attorneys; the other's look is answered by dice, and well half of the time."""
        filing = self._filed(self._draw(COPIED), self._draw((1, 1, 3)))
        first = filing.papers[0].manner
        others = (Manner.PAPER, self._draw(manners_of(filing.system)))
        second = first if {first, *others} & OF_THE_PAPER else self._draw(others)
        spent = next(self._throws) < 1 / 4
        copies = (self._copy(filing, first, spent=spent), self._copy(filing, second))
        if filing.host in SHARED:  # one look for both: whoever opens it sees the same
            copies = (copies[0], replace(copies[1], manner=first, spent=spent))
        yield self._entry(Shelf(filing, copies, announced=True), BOTH)

    def _cases(self) -> Iterator[Entry]:
        """A bankruptcy court's notice for two cases, each with a document of its own."""
        host = self._draw([host for host in HOSTS if court_of(host).endswith("b")])
        filings = (self._filed(host, 1), self._filed(host, 1))
        shelves = [Shelf(one, (self._copy(one, one.papers[0].manner),)) for one in filings]
        mark, to = self._mark(), self._draw(BOTH)
        facts = [self._facts(shelf, shelf.copies[0].grant, f"{mark}.", (to,)) for shelf in shelves]
        cases = tuple(replace(one.cases[0], documents=one.documents) for one in facts)
        mail = bankruptcy_html(replace(facts[0], cases=cases, documents=()))
        yield Entry(
            mark=mark,
            mails=((vouched(mail, firm.MX), to[1]),),
            readers=(to[0], firm.DESK),
            shelves=tuple(shelves),
        )

    def _edited(self) -> Iterator[Entry]:
        """An entry, and its correction with another paper, which has a look of its own."""
        filing = self._filed(self._draw([*OWN, *SHARED, *SILENT[:14]]), 1)
        shelf = Shelf(filing, (self._copy(filing, filing.papers[0].manner),))
        mark, to = self._mark(), self._draw(BOTH)
        facts = self._facts(shelf, shelf.copies[0].grant, f"{mark}.", (to,))
        yield self._told(mark, facts, (to,), shelf)
        corrected = self._corrected(filing)
        shelf = Shelf(corrected, (self._copy(corrected, corrected.papers[0].manner),))
        mark, [case] = self._mark(), facts.cases
        text = f"Added Correct PDF to document {case.document_number}: {mark}."
        yield self._told(
            mark,
            replace(
                facts,
                cases=(replace(case, links=shelf.copies[0].grant.links),),
                documents=tuple(Attached(title) for title in shelf.titles),
                docket_text=text,
                edited_by="kf",
                serial=next(self._serial),
            ),
            (to,),
            shelf,
        )

    # What has no look

    def _text(self) -> Iterator[Entry]:
        mark, to = self._mark(), self._draw(BOTH)
        facts = self._facts(None, None, f"{mark}.", (to,))
        entry = self._told(mark, facts, (to,))
        yield replace(entry, says="there is no document; the docket text is the whole entry")

    def _sealed(self) -> Iterator[Entry]:
        yield self._without_look("SEALED ", "will not arrive electronically")

    def _placeholder(self) -> Iterator[Entry]:
        yield self._without_look("", "grants no look without a login")

    def _without_look(self, word: str, says: str) -> Entry:
        """The link is somebody else's: its magic number is a word."""
        filing = self._filed(self._draw(SILENT[:4]), 1)
        mark, to = self._mark(), self._draw(BOTH)
        grant = self._court.grant(filing)
        links = tuple(placeholder(link, grant.magic) for link in grant.links)
        facts = self._facts(Shelf(filing, ()), Grant(links, ""), f"{word}{mark}.", (to,))
        return replace(self._told(mark, facts, (to,)), closed=(filing,), says=says)

    def _stranger(self) -> Iterator[Entry]:
        """Nobody vouches for it. A hold's letter holds nothing of the text, only the case's number."""
        filing = self._filed(self._draw(SILENT[:4]), 1)
        facts = self._facts(Shelf(filing, ()), self._court.grant(filing), "Reply at once.", BOTH)
        number = f"2:99-cv-{next(self._serial):05d}"
        mail = district_html(replace(facts, cases=(replace(facts.cases[0], number=number),)))
        yield Entry(
            mark=number,
            mails=((mail, firm.ANNA_INTAKE),),
            readers=(firm.DESK,),
            closed=(filing,),
            says="A mail is held and waits for a person",
        )

    # How it is written

    def _mark(self) -> str:
        return f"ORDER no. {next(self._serial):05d} of the court"

    def _filed(self, host: str, papers: int) -> Filing:
        number = next(self._serial)
        titles = [f"Paper {number:05d} part {part}" for part in range(papers)]
        filed = [Paper(make_pdf(title), title) for title in titles]
        manner = self._draw(manners_of(System(self._system(host))))
        return self._court.file(host, [replace(filed[0], manner=manner), *filed[1:]])

    def _corrected(self, filing: Filing) -> Filing:
        number = next(self._serial)
        title = f"Paper {number:05d} part 0"
        manner = self._draw(manners_of(filing.system))
        return replace(filing, papers=(Paper(make_pdf(title), title, manner=manner),))

    def _system(self, host: str) -> System:
        return Filing(host, "", "", (), ()).system

    def _copy(self, filing: Filing, manner: Manner, *, spent: bool = False) -> Copy:
        grant = self._court.grant(filing, manner)
        if spent:
            self._court.spend(grant)
        return Copy(grant, manner, spent)

    def _announces(self, filing: Filing) -> bool:
        """Appellate courts list every document; of the others some do not."""
        listed = filing.system in {System.APPELLATE, System.ACMS}
        return listed or next(self._throws) < 3 / 4

    def _entry(self, shelf: Shelf, people: tuple[tuple[str, str], ...]) -> Entry:
        mark = self._mark()
        facts = self._facts(shelf, shelf.copies[0].grant, f"{mark}.", people)
        first = self._told(mark, facts, people[:1], shelf)
        mails, readers = list(first.mails), list(first.readers)
        for copy, (person, intake) in zip(shelf.copies[1:], people[1:], strict=True):
            case = replace(facts.cases[0], links=copy.grant.links)
            mails.append((self._written(replace(facts, cases=(case,))), intake))
            readers.append(person)
        return replace(first, mails=tuple(mails), readers=tuple(dict.fromkeys(readers)))

    def _told(
        self, mark: str, facts: Facts, people: tuple[tuple[str, str], ...], *shelves: Shelf
    ) -> Entry:
        team = (firm.PAT,) if facts.cases[0].number == CASE else ()
        return Entry(
            mark=mark,
            mails=((self._written(facts), people[0][1]),),
            readers=(people[0][0], firm.DESK, *team),
            shelves=shelves,
        )

    def _written(self, facts: Facts) -> bytes:
        return vouched(self._draw(DIALECTS[self._system(facts.host)])(facts), firm.MX)

    def _facts(
        self,
        shelf: Shelf | None,
        grant: Grant | None,
        text: str,
        people: tuple[tuple[str, str], ...],
    ) -> Facts:
        """What a notice says; of a text entry in Vermont where nothing was filed."""
        number = next(self._serial)
        host = shelf.filing.host if shelf else VERMONT
        titles = shelf.titles if shelf else ()
        listed = titles if shelf is None or shelf.announced else titles[:1]
        case = Docketed(
            _number(host, number),
            "Marlow v. Ostrander",
            document_number=str(number) if shelf else "",
            links=grant.links if grant else (),
            filer="Ostrander",
            recipients=tuple(Mailed(NAMES[person], (person,)) for person, _ in people),
        )
        return Facts(
            host=host,
            court_name=COURTS[court_of(host)].name,
            cases=(case,),
            docket_text=text,
            short_description=self._draw(("Order", "Motion for Extension of Time")),
            entered=WallClock().now().astimezone(EASTERN).replace(second=0, microsecond=0),
            zone="EST",
            serial=number,
            documents=tuple(Attached(title) for title in listed),
        )


def _number(host: str, number: int) -> str:
    """A case of its own for every filing, but for Vermont's, which is of a matter with a team."""
    if host == VERMONT:
        return CASE
    court = court_of(host)
    return f"2:26-cv-{number:05d}" if court.endswith("d") else f"26-{number:05d}"
