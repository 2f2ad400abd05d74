"""What a reader may not see changes nothing that this reader, a log or a metric gets: not one byte.

Two days are played that differ in nothing but what is hidden, and what came out of them is compared.
"""

from __future__ import annotations

import asyncio
import re
from dataclasses import dataclass, field, replace
from datetime import date

from hypothesis import given, settings, strategies as st

from docketmail.core.figures import Figure
from docketmail.core.roster import (
    Absence,
    CourtCase,
    Firm,
    FirmPolicy,
    Matter,
    Mode,
    Roster,
    Wall,
)
from docketmail.demo.court_filings import Paper as Filed
from docketmail.demo.court_manners import Manner
from docketmail.demo.court_notices import (
    Attached,
    Docketed,
    Facts,
    Mailed,
    district_html,
    vouched,
)
from docketmail.demo.pdfs import make_pdf
from docketmail.ledger.figures import waiting
from docketmail.ledger.leases import Leased
from offices import ANNA, BEN, DESK, MATTER, OTHER, PARALEGAL, QUILL
from town import CAND, MX, PACIFIC, Town


ONE, TWO = "4:26-cv-00771-JST", "4:26-cv-00800-JST"
BENS = Matter(id="2000-001", name="Second", cases=(CourtCase("cand", TWO),), readers=("ben",))
COUNSEL = MATTER.outside[0].email
NOT_LISTED = ("rival@otherside.example",)


_RECEIPT = re.compile(rb"\bl\d{6}\b")
"""A letter's id: in the ledger it is made of the time and of chance, in the fake one of a count of records."""


@dataclass(frozen=True)
class Entry:
    """What a court enters in one case."""

    text: str = "ORDER setting conference."
    caption: str = "Sable v. Brightwater"
    title: str = "Order"
    filer: str = "Hart, Benjamin"
    body: str = "Second"
    document: str = "12"
    manner: Manner = Manner.PAPER
    listed: tuple[str, ...] = (ANNA.email,)


@dataclass(frozen=True)
class Books:
    """What the firm says of its people and matters."""

    firm: Firm = QUILL
    matters: tuple[Matter, ...] = (MATTER, BENS)


PLAIN = Books()


@dataclass
class Day:
    """What came out of one day."""

    mails: dict[str, list[bytes]] = field(default_factory=dict)
    """By recipient."""
    log: list[str] = field(default_factory=list)
    figures: tuple[Figure, ...] = ()


class Watched(Town):
    """A town whose runner's reports are kept, as the daemon's log keeps them."""

    def __post_init__(self) -> None:
        super().__post_init__()
        self.log: list[str] = []

    def _report(self, stage: str, work: Leased, error: Exception | None) -> None:
        self.log.append(f"{stage} {work.id} {type(error).__name__}")
        super()._report(stage, work, error)


async def _played(*entries: tuple[str, Entry], books: Books) -> Day:
    town = Watched()
    town.rosters.roster = Roster((books.firm, OTHER))
    await town.matters_are(*books.matters)
    await town.boot()
    await town.receive(_notice(town, *entries))
    await town.settle()
    await town.pass_time(180)
    assert town.defects == []
    day = Day(log=town.log)
    for one in town.relay.taken:
        day.mails.setdefault(one.recipient, []).append(_RECEIPT.sub(b"receipt", one.mail))
    now = town.clock.now()
    rows = await town.ledger.read(lambda book: waiting(book, town.world.run, now))
    day.figures = (*town.world.tally.figures(), *rows)
    return day


def _notice(town: Town, *entries: tuple[str, Entry]) -> bytes:
    facts = Facts(
        host=CAND,
        court_name="Northern District of California",
        cases=tuple(_docketed(town, number, entry) for number, entry in entries),
        docket_text="NOTICE.",
        short_description="Notice",
        entered=town.clock.now().astimezone(PACIFIC),
        zone="PST",
        serial=7,
        documents=(),
    )
    return vouched(district_html(facts), MX)


def _docketed(town: Town, number: str, entry: Entry) -> Docketed:
    filing = town.file(Filed(make_pdf(entry.body), description=entry.title, manner=entry.manner))
    [link] = town.clerk.grant(filing).links
    return Docketed(
        number,
        entry.caption,
        document_number=entry.document,
        links=(link,),
        filer=entry.filer,
        recipients=tuple(Mailed(a.partition("@")[0], (a,)) for a in entry.listed),
        docket_text=entry.text,
        documents=(Attached(entry.title),),
    )


def played(*entries: tuple[str, Entry], books: Books = PLAIN) -> Day:
    return asyncio.run(_played(*entries, books=books))


WORDS = st.text("abcdefg ABC123", min_size=1, max_size=30).map(lambda text: f"Q{text}Q")
"""Holds no letters that a sealing word has all of."""
MINE = ONE, Entry(caption="Marlow v. Ostrander", body="First", document="45")


hidden = st.builds(
    Entry,
    text=st.one_of(WORDS, WORDS.map(lambda text: f"SEALED {text}")),
    caption=st.one_of(WORDS, st.just("Sable v. Commissioner of Social Security")),
    title=WORDS,
    filer=WORDS,
    body=WORDS,
    document=st.integers(1, 999).map(str),
    manner=st.sampled_from([Manner.PAPER, Manner.SIGN_ON, Manner.RESTRICTED, Manner.RECEIPT]),
    listed=st.sampled_from([(ANNA.email,), NOT_LISTED, (ANNA.email, BEN.email)]),
)


@settings(max_examples=25, deadline=None)
@given(hidden)
def test_a_reader_of_one_case_learns_nothing_of_the_other(other: Entry) -> None:
    plain, changed = played(MINE, (TWO, Entry())), played(MINE, (TWO, other))
    for reader in (PARALEGAL.email, COUNSEL):
        assert plain.mails[reader]
        assert changed.mails[reader] == plain.mails[reader]


@settings(max_examples=25, deadline=None)
@given(WORDS, WORDS, WORDS)
def test_a_restricted_text_that_is_withheld_shows_nowhere(text: str, title: str, body: str) -> None:
    """The firm is noticed, and the court's list does not name it: nobody has text or paper."""
    sealed = Entry(listed=NOT_LISTED, text="SEALED motion")
    other = replace(sealed, text=f"SEALED motion {text}", title=title, body=body)
    plain, changed = played((ONE, sealed)), played((ONE, other))
    assert set(plain.mails) == {ANNA.email, DESK.email}
    assert changed.mails == plain.mails


@settings(max_examples=25, deadline=None)
@given(hidden.map(lambda entry: replace(entry, manner=Manner.PAPER, listed=(ANNA.email,))))
def test_neither_log_nor_metric_shows_what_a_notice_says(other: Entry) -> None:
    plain, changed = played(MINE, (TWO, Entry())), played(MINE, (TWO, other))
    assert changed.log == plain.log
    assert changed.figures == plain.figures


UNTIL = date(2026, 12, 31)
others = st.builds(
    lambda walls, absences, orphans, words, anna, bens: Books(
        replace(
            QUILL,
            walls=tuple(Wall(person, matter) for person, matter in sorted(walls)),
            absences=tuple(Absence(person, "clara", UNTIL) for person in sorted(absences)),
            orphans=orphans,
            policy=FirmPolicy(words=words),
        ),
        (replace(MATTER, modes={"anna": anna}), bens),
    ),
    st.sets(st.tuples(st.sampled_from(["anna", "ben", "clara"]), st.sampled_from([BENS.id]))),
    st.sets(st.sampled_from(["anna", "ben"])),
    st.sampled_from(["", "clara"]),
    st.sampled_from([(), ("brightwater",)]),
    st.sampled_from(Mode),
    st.builds(
        lambda name, readers, restricted: replace(
            BENS, name=name, readers=tuple(sorted(readers)), restricted=restricted
        ),
        WORDS,
        st.sets(st.sampled_from(["anna", "ben", "clara"])),
        st.booleans(),
    ),
)


@settings(max_examples=25, deadline=None)
@given(others)
def test_a_reader_learns_nothing_of_what_the_firm_says_of_others(books: Books) -> None:
    """Whom a wall keeps out, who is away, who wants what, and everything of another matter."""
    entries = MINE, (TWO, Entry())
    plain, changed = played(*entries), played(*entries, books=books)
    for reader in (PARALEGAL.email, COUNSEL):
        assert plain.mails[reader]
        assert changed.mails[reader] == plain.mails[reader]
