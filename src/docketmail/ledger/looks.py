"""A look is opened at most once: every request is committed before it leaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from docketmail.core.lifecycle import Event, LookState, PaperState
from docketmail.core.records import Attempt, FilingRecord, LookRecord, Paper
from docketmail.core.retrieval import Answer, Cut, Missing, PaperRef, Refusal, Walked
from docketmail.core.texts import storable
from docketmail.ledger import chain, filings, leases, spares, turns
from docketmail.ledger.moves import change, fresh, move
from docketmail.ports import Book


UNREACHED = "unreached"
"""Outcome of a request that never left: the walk may take this step again."""


def before(book: Book, look: LookRecord, step: int, now: datetime) -> Attempt | datetime | None:
    """The request that was sent for this step of the walk, if one may have left; else until when none may."""
    sent = [a for a in book.find(Attempt, look=look.id) if a.step == step]
    attempt = next((a for a in sent if a.outcome != UNREACHED), None)
    return attempt or turns.asked_to_wait(book, look.host, now)


def pause(book: Book, look: LookRecord, until: datetime, now: datetime) -> None:
    """The court asked for a pause in the middle of a walk: what it did not answer yet is asked for then."""
    turns.give_back(book, look, now, timedelta(0), reached=True)
    leases.finish(book, look, due_at=until)


def request(
    book: Book, look: LookRecord, step: int, paper: int | None, ticket: str, now: datetime
) -> Attempt:
    """Write down that a request is about to leave; the first one of a look begins its opening."""
    current = leases.held(book, look)
    attempt = Attempt(
        id=book.new_id("a"),
        look=look.id,
        number=len(book.find(Attempt, look=look.id)),
        step=step,
        paper=paper,
        ticket=ticket,
        started_at=now,
    )
    book.add(attempt)
    if current.state is LookState.UNOPENED:
        move(book, current, Event.OPENED, now, {"attempt": attempt.id})
    else:
        chain.record(book, look.notice, Event.REQUESTED, look.id, now, attempt=attempt.id)
    return attempt


def give_address(
    book: Book, look: LookRecord, step: int, paper: int | None, ticket: str, now: datetime
) -> Attempt:
    """Write down that the address of a notice is about to be given at its court's gate."""
    attempt = request(book, look, step, paper, ticket, now)
    chain.record(book, look.notice, Event.ADDRESS_GIVEN, look.id, now, attempt=attempt.id)
    return attempt


def answered(
    book: Book, look: LookRecord, attempt: Attempt, answer: Answer | Cut, now: datetime
) -> None:
    """An answer is whole and durable in the spool, or broke off."""
    leases.held(book, look)
    outcome = answer.refusal.value if isinstance(answer, Cut) else str(answer.status)
    if isinstance(answer, Answer) and answer.retry_after is not None:
        turns.ask_later(book, look, now + min(timedelta(seconds=answer.retry_after), LONGEST_PAUSE))
    book.put(replace(attempt, ended_at=now, outcome=outcome))
    chain.record(
        book, look.notice, Event.ANSWERED, look.id, now, attempt=attempt.id, outcome=outcome
    )


LONGEST_PAUSE = timedelta(hours=6)
"""What a court may ask for at a time: looks end, and a mistake of its server must not cost them."""


@dataclass(frozen=True, slots=True)
class Arrived:
    """The bytes of one paper of a walk, in the spool."""

    ref: PaperRef
    digest: str
    document: str
    """Keyed hash of (host, document id)."""
    size: int


def arrive(
    book: Book, look: LookRecord, arrived: Arrived, tickets: dict[str, str], now: datetime
) -> list[str]:
    """A paper is here: give it to every filing that waits for it, each under a key of its own.

    `tickets` says which ticket each filing's paper has. What the court lists beyond the notice becomes a
    paper of its own. What was called back before is not delivered again: the same bytes stay gone, the
    same document is kept apart until an attorney has looked. Returns the tickets whose keys are to go.
    """
    leases.held(book, look)
    for filing in filings_of(book, look):
        if filing.id in tickets:
            before = filings.called_back(book, filing.firm, arrived.digest, arrived.document)
            for paper in _papers(book, look, filing, arrived.ref):
                _take(book, paper, arrived, before, tickets[filing.id], now)
    return unwanted(book, look.id, arrived.ref.index)


def _take(
    book: Book, paper: Paper, arrived: Arrived, before: str, ticket: str, now: datetime
) -> None:
    digest = {"digest": arrived.digest}
    if paper.state is PaperState.DESTROYED:  # called back while it came in
        change(book, paper, ticket=ticket)
    elif paper.state is PaperState.AWAITED and before == "same":
        gone = {"reason": "called_back", "description": "", "ticket": ticket}
        move(book, paper, Event.DESTROYED, now, digest, **gone)
    elif paper.state is PaperState.AWAITED:
        move(
            book,
            paper,
            Event.SET_APART if before else Event.ARRIVED,
            now,
            digest,
            ticket=ticket,
            digest=arrived.digest,
            size=arrived.size,
            document_id=arrived.ref.document_id,
            pages=arrived.ref.pages,
            listed_size=arrived.ref.size,
        )


def unwanted(book: Book, look: str, index: int) -> list[str]:
    """Tickets of a paper that was called back: of the copies of its filings, and of the answers it came in."""
    gone = [p for p in book.find(Paper, look=look, state=PaperState.DESTROYED) if p.index == index]
    if not gone:
        return []
    answers = [a.ticket for a in book.find(Attempt, look=look) if a.paper == index]
    return [*(paper.ticket for paper in gone if paper.ticket), *answers]


def waiting(book: Book, look: LookRecord, index: int) -> list[str]:
    """Ids of the filings that this paper of the look is still to come to."""
    papers = book.find(Paper, look=look.id)
    open_to = dict.fromkeys(paper.filing for paper in papers if not _is_closed(paper))
    known = {p.filing for p in papers if p.index == index}
    awaiting = {p.filing for p in papers if p.index == index and p.state is PaperState.AWAITED}
    return [
        filing
        for filing in open_to
        if filing in awaiting or (filing not in known and not _had(book, look, filing, index))
    ]


def _had(book: Book, look: LookRecord, filing: str, index: int) -> bool:
    """Whether the filing has this paper from the look that this one is the spare of."""
    before = {
        paper.look
        for paper in book.find(Paper, filing=filing)
        if paper.index == index and paper.look not in {None, look.id}
    }
    found = (book.get(LookRecord, one) for one in before if one)
    return any(other is not None and other.document == look.document for other in found)


def still_waiting(book: Book, look: LookRecord) -> list[Paper]:
    """The papers that the look is to bring."""
    return [p for p in book.find(Paper, look=look.id) if p.state is PaperState.AWAITED]


def filings_of(book: Book, look: LookRecord) -> list[FilingRecord]:
    """The filings, of whichever firm, that have papers of this look."""
    ids = dict.fromkeys(paper.filing for paper in book.find(Paper, look=look.id))
    return [filing for filing in (book.get(FilingRecord, one) for one in ids) if filing]


def _papers(book: Book, look: LookRecord, filing: FilingRecord, ref: PaperRef) -> list[Paper]:
    """The filing's papers of this index, one for each case that has the look.

    Made now where the court lists what the notice did not; none where a rule keeps the look closed to the
    filing, though another firm's opened it.
    """
    ours = [p for p in book.find(Paper, filing=filing.id) if p.look == look.id]
    cases = dict.fromkeys(paper.case for paper in ours if not _is_closed(paper))
    known = {paper.case: paper for paper in ours if paper.index == ref.index}
    if not known and _had(book, look, filing.id, ref.index):
        return []
    return [
        _described(book, known[case], ref)
        if case in known
        else _listed(book, look, filing, case, ref)
        for case in cases
    ]


def _is_closed(paper: Paper) -> bool:
    """Whether a rule objected to opening the look for this paper; a walk has other reasons."""
    of_walks = {_NATURE, *(refusal.value for refusal in Refusal)}
    return paper.state is PaperState.NOT_OBTAINED and paper.reason not in of_walks


def _described(book: Book, paper: Paper, ref: PaperRef) -> Paper:
    if paper.state is not PaperState.AWAITED:
        return paper
    described = storable(ref.description) or paper.description
    return change(book, paper, description=described, pages=ref.pages or paper.pages)


def _listed(book: Book, look: LookRecord, filing: FilingRecord, case: str, ref: PaperRef) -> Paper:
    paper = Paper(
        id=book.new_id("p"),
        filing=filing.id,
        look=look.id,
        case=case,
        index=ref.index,
        document_id=ref.document_id,
        description=storable(ref.description) or UNNAMED,
        pages=ref.pages,
        size=ref.size,
    )
    book.add(paper)
    return paper


UNNAMED = "Attachments"
"""What stands behind a menu that was not shown, where the notice names nothing either."""


def end(
    book: Book,
    look: LookRecord,
    walked: Walked,
    now: datetime,
    decide_by: Callable[[FilingRecord], datetime],
    spacing: timedelta,
) -> LookState | None:
    """The walk is over: what did not come is told, and the filings are decided.

    Returns how the look ended; None where it had ended before, and a later copy only had its papers.
    """
    current = leases.held(book, look)
    turns.give_back(book, look, now, spacing, reached=True)
    here = {ref.index for ref in walked.obtained}
    for filing in filings_of(book, look):
        for missing in walked.missing:
            _miss(book, look, filing, missing, now)
        for paper in still_waiting(book, look):
            if paper.index not in here:
                why = _unnamed(walked)
                move(book, paper, Event.NOT_OBTAINED, now, {"reason": why}, reason=why)
    ended = None
    if current.state is LookState.OPENING:
        event, why = _ending(walked)
        current = move(book, current, event, now, {"reason": why}, refusal=why)
        ended = current.state
    for filing in filings_of(book, look):
        spares.fall_back(book, filing, now)
        filings.settle(book, filing, now, decide_by(filing))
    # A firm whose copy joined while the last paper came in has it by replaying the walk: no request leaves.
    leases.finish(book, fresh(book, current), due_at=now if still_waiting(book, look) else None)
    return ended


def _miss(
    book: Book, look: LookRecord, filing: FilingRecord, missing: Missing, now: datetime
) -> None:
    why = _NATURE if _NATURE in missing.signals else missing.refusal.value
    for paper in _papers(book, look, filing, missing.paper):
        if paper.state is PaperState.AWAITED:
            move(book, paper, Event.NOT_OBTAINED, now, {"reason": why}, reason=why)


def _unnamed(walked: Walked) -> str:
    """Why a paper did not come that the walk says nothing of: its menu was refused, and knows no names."""
    behind = [missing.refusal for missing in walked.missing if missing.paper.index]
    return (behind[-1] if behind else Refusal.UNKNOWN).value


_NATURE = "nature_of_suit"
"""The signal of the court's answer that marks a whole case as restricted (policy.md, federal 6)."""


def _ending(walked: Walked) -> tuple[Event, str]:
    if walked.obtained:
        return Event.STORED, ""
    refusals = [missing.refusal for missing in walked.missing]
    if refusals and all(refusal is Refusal.CUT for refusal in refusals):
        return Event.CUT, Refusal.CUT.value
    return Event.REFUSED, (refusals[0] if refusals else Refusal.UNKNOWN).value
