"""What one reader got of a notice, when and under which rule, or why nothing: from the ledger alone."""

from __future__ import annotations

from functools import partial

from docketmail import readings
from docketmail.commands.asking import Answer, one
from docketmail.core.firm_records import Decision, ReleaseRequest
from docketmail.core.lifecycle import LetterState, NoticeState
from docketmail.core.policy.given import Fate
from docketmail.core.records import Hold, Letter, NoticeRecord, Paper
from docketmail.core.roster import Firm, folded
from docketmail.ledger import chain, decisions
from docketmail.ports import Book
from docketmail.world import World


async def why(world: World, by: str, notice: str, reader: str) -> Answer:
    """The past of one notice for one reader, who is named by id or by e-mail address, exactly."""
    del by
    record = await world.ledger.read(partial(one, kind=NoticeRecord, key=notice))
    known = _ids(readings.firm_of(world, record.firm), reader)
    return await world.ledger.read(partial(_past, notice=record, reader=reader, known=known))


def _ids(firm: Firm, reader: str) -> frozenset[str]:
    """Every id under which the ledger may know the reader; somebody who left the roster by what was typed."""
    address = folded(reader)
    person = firm.by_id.get(reader) or firm.by_address.get(address)
    return frozenset({reader, f"outside:{address}", *([person.id] if person else [])})


def _past(book: Book, notice: NoticeRecord, reader: str, known: frozenset[str]) -> Answer:
    filing = notice.filing or ""
    decided = decisions.of_reader(book, filing, known)
    letters = [
        letter
        for letter in (*book.find(Letter, filing=filing), *_of_holds(book, notice))
        if known & {letter.reader, letter.facts.get("refused", "")}
    ]
    return {
        "notice": notice.id,
        "firm": notice.firm,
        "reader": reader,
        "state": notice.state.value,
        "filing": notice.filing,
        "considered": bool(decided or letters),
        "in_short": _in_short(notice, decided, letters),
        "decisions": [_decision(each) for each in decided],
        "letters": [_letter(book, letter, known) for letter in letters],
        "holds": [_hold(each) for each in book.find(Hold, notice=notice.id)],
        "requests": [_request(each) for each in book.find(ReleaseRequest, notice=notice.id)],
        "waived": list(notice.waived),
        "faults": [*_faults(book, notice.id)],
    }


def _of_holds(book: Book, notice: NoticeRecord) -> list[Letter]:
    return [letter for letter in book.find(Letter, notice=notice.id) if letter.filing is None]


def _in_short(notice: NoticeRecord, decided: list[Decision], letters: list[Letter]) -> str:
    """The answer in one sentence."""
    last = decided[-1] if decided else None
    if last is None and letters:
        return "was told of the hold alone: " + letters[-1].rule
    if notice.state in {NoticeState.HELD, NoticeState.DISMISSED}:
        return (
            f"was told nothing: the notice is {notice.state.value}, and no case team was told of it"
        )
    if notice.state is NoticeState.RECEIVED or (notice.filing and not decided and not letters):
        return _NOBODY[bool(notice.filing)]
    if last is None:
        return _NOBODY[True]
    sent = sum(letter.state is LetterState.SENT for letter in letters)
    how = f" ({sent} of {len(letters)} letters sent)" if letters else ""
    return f"{_GIVEN[Fate(last.fate)]}: {last.rule}{how}"


_NOBODY = {
    True: "was not considered: not on the team, not noticed",
    False: "nobody was considered yet: the notice is still to be read",
}
_GIVEN = {
    Fate.FULL: "was to have letter and papers",
    Fate.MASKED: "was to have letter and papers, masked outside the letter's body",
    Fate.LETTER_ONLY: "was to have the letter without its papers",
    Fate.WITHHELD: "was to be told no more than that something was entered",
    Fate.NOTHING: "was told nothing",
}


def _decision(one: Decision) -> Answer:
    return {
        "at": one.at.isoformat(),
        "fate": one.fate,
        "cases": list(one.cases),
        "rule": one.rule,
    }


def _letter(book: Book, letter: Letter, known: frozenset[str]) -> Answer:
    papers = [paper for paper in (book.get(Paper, each) for each in letter.papers) if paper]
    return {
        "id": letter.id,
        "kind": letter.kind,
        "state": letter.state.value,
        "written_at": letter.written_at.isoformat(),
        "sent_at": letter.sent_at.isoformat() if letter.sent_at else None,
        "code": letter.code,
        "rule": letter.rule,
        "went_instead_to": letter.reader if letter.reader not in known else "",
        "papers": [
            {"id": paper.id, "case": paper.case, "index": paper.index, "state": paper.state.value}
            for paper in papers
        ],
    }


def _hold(hold: Hold) -> Answer:
    return {
        "id": hold.id,
        "rule": hold.rule,
        "reason": hold.reason,
        "state": hold.state.value,
        "raised_at": hold.raised_at.isoformat(),
        "by": hold.by,
        "why": hold.why,
    }


def _request(request: ReleaseRequest) -> Answer:
    return {
        "id": request.id,
        "waives": request.waives,
        "asked_by": request.by,
        "why": request.why,
        "answer": request.answer,
        "answered_by": request.answered_by,
    }


def _faults(book: Book, notice: str) -> list[str]:
    return [*chain.faults(book, chain.end_of(book, notice)), *decisions.faults(book, notice)]
