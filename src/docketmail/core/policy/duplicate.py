"""Which notices tell of the same: copies are told once, and what the court tells anew is told anew."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from docketmail.core.notice import Case, Kind, Notice, StateFiling
from docketmail.core.roster import docket


RETOLD = (Kind.DOCKET_EDIT, Kind.REGENERATED)
"""Kinds of notices about an entry that was told before: the court edited it, or made its notice again."""
_FIRST = (Kind.FILING, Kind.DOCKET_ACTIVITY, Kind.CLAIM)
"""What a notice that was made again may have been at first."""


def identity(notice: Notice) -> str:
    """What makes two notices copies of one: court, cases, document id or else docket text, kind, minute of entry.

    Where a paper is filed in several cases, some courts send a notice for each of them, with the same document
    (juriscraper, PR 580): the cases' teams are not the same people. Of what is told anew the text counts too:
    a court may edit an entry twice. ACMS's links name no document: each recipient's is a secret of its own, good
    for one viewing (juriscraper PR #1462), so that there the entry's number and text say what it is.
    """
    if notice.state is not None and notice.state.envelope:
        return _of_envelope(notice, notice.state)
    links = notice.links
    cases = " ".join(sorted(docket(case.number) for case in notice.cases))
    named = [link for link in links if link.document_id != link.magic]
    what = document(named[0].document_id) if named else ""
    if not named or notice.kind in RETOLD:
        what += " ".join(
            f"{case.number} {case.document_number} {case.docket_text}" for case in notice.cases
        )
    entered = (notice.entered_at, *(case.entered_at for case in notice.cases))
    minutes = " ".join(moment.isoformat(timespec="minutes") for moment in entered if moment)
    return f"{notice.court}\n{cases}\n{what}\n{notice.kind}\n{minutes}"


def _of_envelope(notice: Notice, filing: StateFiling) -> str:
    """One step of one envelope. It may hold several filings: each has its mails, which may share a landing page."""
    pages = " ".join(sorted({document(link.document_id) for link in notice.links}))
    return f"{envelope(notice)}\n{filing.code}\n{filing.description}\n{pages}\n{notice.kind}"


def envelope(notice: Notice) -> str:
    """What makes two mails of a state's e-filing tell of one envelope; empty where there is no number to know it by.

    By the court's printed name: a mail without a link does not tell the state, and so not the court's identifier.
    """
    if notice.state is None or not notice.state.envelope:
        return ""
    court = " ".join(notice.court_name.split()).casefold()
    return f"{notice.system}\n{court}\nenvelope {notice.state.envelope}"


def first_identities(notice: Notice) -> Iterator[str]:
    """What the first notice of the entry would have been, where this one was made again."""
    if notice.kind is Kind.REGENERATED:
        for kind in _FIRST:
            yield identity(replace(notice, kind=kind))


def same_entry(case: Case, other: Case) -> bool:
    """Whether two notices of a court speak of one docket entry: a summary has several of one case."""
    numbers = {case.document_number, other.document_number} - {None}
    return docket(case.number) == docket(other.number) and len(numbers) <= 1


def document(document_id: str) -> str:
    """Which document an id means: of a long one the fourth digit does not count.

    It says whether the menu or the main document is asked for (measured over 57 sample mails).
    """
    return document_id[:3] + "*" + document_id[4:] if len(document_id) > _SHORT_ID else document_id


_SHORT_ID = 4
"""Ids of four digits and less (0280, 1760) are whole ids of some bankruptcy courts."""
