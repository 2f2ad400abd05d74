"""Letters: one first letter a reader and filing, supplements for what came later, nothing told twice."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import datetime, timedelta

from docketmail.core import backoff
from docketmail.core.letter import LetterKind
from docketmail.core.lifecycle import Event, LetterState, PaperState
from docketmail.core.notice import Kind
from docketmail.core.policy.telling import Telling, Untold
from docketmail.core.records import FilingRecord, Letter, Paper
from docketmail.ledger import chain, decisions, enclosed, filings, leases, retold
from docketmail.ledger.moves import fresh, move
from docketmail.ports import Book, Deferred, Refused, Sent


BEGINS = {Kind.DOCKET_EDIT: LetterKind.CORRECTED, Kind.REGENERATED: LetterKind.UPDATED}
"""The kind of a reader's first letter about a filing, where it is not FIRST."""
FIRST = (LetterKind.FIRST, *BEGINS.values())
TOLD = (*FIRST, LetterKind.SUPPLEMENT)
"""The letters that tell of a filing."""


PATIENCE = timedelta(minutes=15)
"""From the two minutes on, while a paper is awaited: for a walk to 30 attachments at a court that takes 20 seconds
for each. What came by then is not kept back for what may never come."""


def tell(
    book: Book,
    work: FilingRecord,
    fates: Iterable[Telling | Untold],
    now: datetime,
    decide_by: datetime,
) -> list[Letter]:
    """Decide a filing: write every letter that is owed now, and what was decided of everybody.

    While papers are awaited and there is time, nothing is written: one letter with everything is calmer
    than two. When the time is nearly over, everybody is told what is known; the rest follows in one
    supplement, or in several where a court's server keeps one paper of several back too long.
    """
    filing = leases.held(book, work)
    papers = book.find(Paper, filing=filing.id)
    awaited = any(paper.state is PaperState.AWAITED for paper in papers)
    if awaited and now < decide_by:
        leases.finish(book, filing, due_at=decide_by)
        return []
    fates = [*fates]
    decisions.record(book, filing, fates, now)
    letters = book.find(Letter, filing=filing.id)
    written = [
        letter
        for telling in fates
        if isinstance(telling, Telling)
        for letter in _owed(book, filing, telling, papers, letters, now)
    ]
    for letter in written:
        write(book, letter)
    patience = filing.tell_by + PATIENCE
    again = patience if awaited and now < patience else None
    done = leases.finish(book, fresh(book, filing), due_at=again)
    if not awaited:
        move(book, done, Event.COMPLETED, now)
    return written


def _owed(
    book: Book,
    filing: FilingRecord,
    telling: Telling,
    papers: list[Paper],
    letters: list[Letter],
    now: datetime,
) -> Iterator[Letter]:
    """The letters that this reader is owed."""
    mine = [letter for letter in letters if letter.reader == telling.reader]
    visible = shown(papers, telling)
    if telling.is_outside and any(paper.state is PaperState.AWAITED for paper in visible):
        return  # what the court answers says whether it is public, and nobody outside has to be told in time
    patient = now < filing.tell_by + PATIENCE
    first = BEGINS.get(Kind(filing.kind), LetterKind.FIRST)
    for kind, revision, told in _due(telling, visible, mine, first, patient=patient):
        yield _letter(book, filing, telling, (kind, revision), told, now)


def shown(papers: Iterable[Paper], telling: Telling) -> list[Paper]:
    """The papers of a filing that this reader may have, each once; first those that go along."""
    open_cases = set(telling.cases) - set(telling.withheld)
    ours = [paper for paper in papers if paper.case in open_cases]
    return _once(sorted(ours, key=lambda paper: paper.case in telling.letter_only))


def _letter(
    book: Book,
    filing: FilingRecord,
    telling: Telling,
    which: tuple[LetterKind, int],
    told: list[Paper],
    now: datetime,
) -> Letter:
    had = _had(book, filing, telling.reader)
    kept = [paper for paper in told if paper.case in telling.letter_only]
    again = [paper for paper in told if paper.digest in had and paper not in kept]
    return Letter(
        id=book.new_id("l"),
        due_at=now,
        firm=filing.firm,
        filing=filing.id,
        notice=filing.notice,
        reader=telling.reader,
        kind=which[0],
        revision=which[1],
        papers=tuple(paper.id for paper in told),
        cases=telling.cases,
        rule=telling.rule,
        facts={
            "withheld": "\n".join(telling.withheld),
            "letter_only": "\n".join(telling.letter_only),
            "masked": "yes" if telling.masked else "",
            "awaited": _ids(told, PaperState.AWAITED),
            "unwanted": "\n".join(paper.id for paper in kept),
            "here": _ids((p for p in told if p not in [*again, *kept]), PaperState.HERE),
            "again": _ids(again, PaperState.HERE),
        },
        written_at=now,
    )


def warn(
    book: Book,
    filing: FilingRecord,
    tellings: Iterable[Telling],
    papers: list[Paper],
    ends_at: datetime,
    now: datetime,
) -> None:
    """The looks of these papers end soon and could not be opened so far: those who decide hear of it."""
    for telling in tellings:
        shown = [p for p in papers if p.case in telling.cases and p.case not in telling.withheld]
        if telling.decides and shown:
            letter = _letter(book, filing, telling, (LetterKind.LOOK_ENDING, 0), shown, now)
            facts = letter.facts | {"ends_on": ends_at.date().isoformat()}
            write(book, replace(letter, facts=facts))


def before(book: Book, filing: FilingRecord, reader: str) -> list[Letter]:
    """The letters that this reader has about the filings that this one corrects or tells anew, the oldest first."""
    found = [
        letter
        for one in retold.earlier(book, filing)
        for letter in book.find(Letter, filing=one.id)
    ]
    ours = [x for x in found if x.reader == reader and x.kind in {*TOLD, LetterKind.UNDELIVERED}]
    had = [x for x in ours if x.state in {LetterState.DUE, LetterState.SENT}]
    return sorted(had, key=lambda letter: letter.id)


def _had(book: Book, filing: FilingRecord, reader: str) -> set[str]:
    """Digests of the papers that went with these letters: the same bytes need not go again."""
    carried = [
        (x, book.get(Paper, paper)) for x in before(book, filing, reader) for paper in x.papers
    ]
    return {p.digest for letter, p in carried if p and p.digest and enclosed.carries(letter, p.id)}


def _once(papers: Iterable[Paper]) -> list[Paper]:
    """Each paper once, however many of the reader's cases share it."""
    seen = {(paper.look or paper.id, paper.index): paper for paper in reversed([*papers])}
    return [*seen.values()][::-1]


def _due(
    telling: Telling,
    visible: list[Paper],
    letters: list[Letter],
    first: LetterKind,
    *,
    patient: bool,
) -> Iterator[tuple[LetterKind, int, list[Paper]]]:
    """Kind, revision and papers of each letter that is owed to the reader of these letters."""
    written = [one for one in letters if one.kind in TOLD]
    told = [one for one in written if one.state is not LetterState.CANCELLED]
    settled = [paper for paper in visible if paper.state is not PaperState.AWAITED]
    news = [paper for paper in settled if enclosed.is_news(paper, told)]
    if not told:
        yield first, len(written), visible
    elif news and not (patient and len(settled) < len(visible)):
        yield LetterKind.SUPPLEMENT, len(written), news
    asked = [one for one in letters if one.kind == LetterKind.APART]
    known = {paper for letter in asked for paper in letter.papers}
    apart = [p for p in visible if p.state is PaperState.APART and p.id not in known]
    if apart and telling.decides:
        yield LetterKind.APART, len(asked), apart


def _ids(papers: Iterable[Paper], state: PaperState) -> str:
    return "\n".join(paper.id for paper in papers if paper.state is state)


def write(book: Book, letter: Letter) -> None:
    """A letter is due: it stands in the ledger with its event."""
    book.add(letter)
    chain.record(book, letter.notice, Event.WRITTEN, letter.id, letter.written_at, kind=letter.kind)


def posted(
    book: Book,
    work: Letter,
    outcome: Sent | Deferred | Refused,
    instead: str | None,
    now: datetime,
    again: datetime,
) -> None:
    """What the relay said of a letter."""
    if isinstance(outcome, Sent):
        sent(book, work, now)
    elif isinstance(outcome, Refused) or now - work.written_at > backoff.GIVE_UP_LETTER:
        refused(book, work, outcome.code, instead, now)
    else:
        put_off(book, work, outcome.code, again, now)


def sent(book: Book, work: Letter, now: datetime) -> None:
    """The relay took every part of it."""
    leases.held(book, work)
    done = move(book, work, Event.SENT, now, sent_at=now, code=250)
    leases.finish(book, done, due_at=None)


def put_off(book: Book, work: Letter, code: int, again: datetime, now: datetime) -> None:
    """The relay said later, or was not there."""
    current = leases.held(book, work)
    chain.record(book, work.notice, Event.DEFERRED, work.id, now, code=str(code))
    leases.finish(book, current, due_at=again, code=code)


def refused(book: Book, work: Letter, code: int, instead: str | None, now: datetime) -> None:
    """The relay said never: somebody else of the firm has the letter and learns why."""
    leases.held(book, work)
    gone = move(book, work, Event.REFUSED, now, {"code": str(code)}, code=code)
    leases.finish(book, gone, due_at=None)
    if instead is None:
        return
    # An alarm about a hold is about no filing that an UNDELIVERED letter could tell of: it goes as it is.
    kind = LetterKind.UNDELIVERED if work.filing else work.kind
    before = [
        one
        for one in book.find(Letter, notice=work.notice)
        if (one.reader, one.kind) == (instead, kind)
    ]
    rerouted = replace(
        work,
        id=book.new_id("l"),
        due_at=now,
        lease=None,
        leased_until=None,
        attempts=0,
        reader=instead,
        kind=kind,
        revision=len(before),
        facts={**work.facts, "refused": work.reader, "code": str(code), "was": work.kind},
        written_at=now,
        code=None,
    )
    write(book, rerouted)
    chain.record(book, work.notice, Event.REROUTED, work.id, now, letter=rerouted.id)


def withdraw(book: Book, work: Letter, now: datetime) -> None:
    """The reader is not to have it any more: it does not go, and its filing is decided anew."""
    leases.held(book, work)
    leases.finish(book, move(book, work, Event.CANCELLED, now), due_at=None)
    filing = book.get(FilingRecord, work.filing or "")
    if filing is not None:
        filings.settle(book, filing, now, now)


def cancel(book: Book, letter: Letter, now: datetime) -> None:
    """A letter that must not go any more."""
    move(book, letter, Event.CANCELLED, now, due_at=None)
