"""`docketmail explain notice`: what docketmail understands of raw mails, without network, clock or configuration."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Final

import click

from docketmail.core.court_dates.reading import find
from docketmail.core.court_dates.values import CourtDate
from docketmail.core.courts import read
from docketmail.core.courts.table import COURTS
from docketmail.core.notice import (
    Case,
    Kind,
    Link,
    NotANotice,
    Notice,
    Reading,
    StateFiling,
    Unreadable,
)


SCHEMA: Final = 1

_NOTHING: Final = Notice(system="", kind=Kind.OTHER, court="")
# What a terminal would obey instead of showing: C0 and C1 but the line end.
_CONTROLS: Final = dict.fromkeys({*range(32), *range(127, 160)} - {ord("\n")})


@click.command(name="notice", short_help="Say what mails tell.")
@click.option(
    "--json", "as_json", is_flag=True, help="One object a line, in the order of the files."
)
@click.argument("files", nargs=-1, required=True, metavar="FILE...")
def notice(files: tuple[str, ...], *, as_json: bool) -> None:
    """Read raw e-mails (- is standard input) and say what docketmail understands of them."""
    for place, file in enumerate(files):
        reading = read(_bytes(file))
        if as_json:
            click.echo(json.dumps(explanation(reading)))
        else:
            lines = "\n".join(told(file, reading)).translate(_CONTROLS)
            click.echo("\n" + lines if place else lines)


def explanation(reading: Reading) -> dict[str, Any]:
    """The reading as the object that scripts outside the project rely on (`schema` counts its breaks)."""
    if isinstance(reading, Notice):
        return {"schema": SCHEMA, "verdict": "notice", "reason": None, **_facts(reading)}
    return {
        "schema": SCHEMA,
        "verdict": "not_a_notice" if isinstance(reading, NotANotice) else "unreadable",
        "reason": reading.reason,
        **_facts(_NOTHING),
        "system": (reading.system or None) if isinstance(reading, NotANotice) else None,
        "kind": reading.kind.value if isinstance(reading, NotANotice) else None,
        "subject": reading.subject,
        "level": None,
    }


def told(name: str, reading: Reading) -> Iterator[str]:
    """The reading in lines, for a person."""
    if not isinstance(reading, Notice):
        yield from _no_filing_told(name, reading)
        return
    yield f"{name}: {reading.kind.value.replace('_', ' ')} of {reading.court_name} ({reading.court}, {reading.system})"
    yield f"  about        {reading.short_description or '-'}"
    yield f"  entered      {_clock(reading.entered_at)}, filed {reading.filed_on or '-'}"
    yield f"  level        {reading.level.value}{_in_brackets(sorted(reading.marks))}"
    if reading.state:
        yield from _state_told(reading.state)
    for case in reading.cases:
        yield from _case_told(case, reading.court)
    for document in reading.documents:
        yield f"  document {document.index:<3} {document.description or '-'}{_in_brackets([document.original_filename])}"
    for recipient in reading.recipients:
        yield f"  mailed       {recipient.name or '-'} {', '.join(recipient.addresses)}"
    for other in reading.not_mailed:
        yield f"  not mailed   {other}"


def _no_filing_told(name: str, reading: NotANotice | Unreadable) -> Iterator[str]:
    if isinstance(reading, NotANotice):
        yield f"{name}: {reading.kind.value}, not a notice ({reading.reason})"
        fate = "from a court or a person of the firm: passed on as it came; from anybody else: held"
    else:
        yield f"{name}: unreadable ({reading.reason})"
        fate = "held, and told to the desk"
    yield f"  subject      {reading.subject or '-'}"
    yield f"  fate         {fate}"


def _state_told(filing: StateFiling) -> Iterator[str]:
    yield f"  envelope     {filing.envelope or '-'}, {filing.filing_type or '-'}, filed by {filing.filed_by or '-'}"
    yield f"  submitted    {_clock(filing.submitted_at)}, accepted {_clock(filing.accepted_at)}"
    yield f"  security     {', '.join(filing.security) or '-'}"
    if filing.unverified:
        yield f"  unverified   {', '.join(filing.unverified)}: no public mail shows how these are worded"


def _case_told(case: Case, court: str) -> Iterator[str]:
    yield f"  case         {case.number} {case.name}{' (closed)' if case.closed else ''}"
    for filer in case.filers:
        yield f"    filer      {filer}"
    yield f"    number     {case.document_number or '-'}"
    if case.entered_at:
        yield f"    entered    {_clock(case.entered_at)}"
    yield f"    text       {case.docket_text or '-'}"
    for one in _dates(case, court):
        yield f"    {one.kind.value:<10} {_clock(one.begins)} {one.what}, {one.change.value}{_in_brackets([one.place])}"
    for link in case.links:
        yield f"    opens {link.url}"


def _dates(case: Case, court: str) -> tuple[CourtDate, ...]:
    known = COURTS.get(court)
    return _printed_dates(case.docket_text, known.zone if known else None)


@lru_cache(maxsize=1)
def _printed_dates(docket_text: str, zone: str | None) -> tuple[CourtDate, ...]:
    """Two hundred cases of one notice can share a text of any length: it is searched once."""
    return find(docket_text, zone)


def _clock(when: datetime | date | None) -> str:
    uncertain = isinstance(when, datetime) and when.tzinfo is None
    return f"{when or '-'}{' (confirm the time zone)' if uncertain else ''}"


def _in_brackets(words: list[str]) -> str:
    return f" ({', '.join(words)})" if any(words) else ""


def _bytes(file: str) -> bytes:
    """The file's bytes; where it cannot be read, a message and exit status 2."""
    try:
        with click.open_file(file, "rb") as opened:
            raw: bytes = opened.read()
    except OSError as error:
        raise click.BadParameter(
            f"{file}: {error.strerror}. Name a file that holds one raw e-mail."
        ) from error
    return raw


def _facts(notice: Notice) -> dict[str, Any]:
    return {
        "system": notice.system or None,
        "kind": notice.kind.value,
        "court": notice.court or None,
        "court_name": notice.court_name or None,
        "entered_at": notice.entered_at and notice.entered_at.isoformat(),
        "filed_on": notice.filed_on and notice.filed_on.isoformat(),
        "short_description": notice.short_description,
        "subject": notice.subject,
        "cases": [_case(case, notice.court) for case in notice.cases],
        "documents": [
            {
                "case": document.case,
                "index": document.index,
                "description": document.description,
                "original_filename": document.original_filename or None,
            }
            for document in notice.documents
        ],
        "recipients": [
            {"case": each.case, "name": each.name, "addresses": list(each.addresses)}
            for each in notice.recipients
        ],
        "recipients_printed": notice.recipients_printed,
        "not_mailed": list(notice.not_mailed),
        "marks": sorted(mark.value for mark in notice.marks),
        "level": notice.level.value,
        **({"state": _state(notice.state)} if notice.state else {}),
    }


def _state(filing: StateFiling) -> dict[str, Any]:
    """What a state's e-filing says beside the court; its service contacts are the recipients."""
    return {
        "envelope": filing.envelope or None,
        "filing_type": filing.filing_type or None,
        "code": filing.code or None,
        "submitted_at": filing.submitted_at and filing.submitted_at.isoformat(),
        "accepted_at": filing.accepted_at and filing.accepted_at.isoformat(),
        "comments": filing.comments or None,
        "filed_by": filing.filed_by or None,
        "filing_attorney": filing.filing_attorney or None,
        "security": list(filing.security),
        "link_days": filing.link_days,
        "unverified": list(filing.unverified),
    }


def _case(case: Case, court: str) -> dict[str, Any]:
    return {
        "number": case.number,
        "name": case.name,
        "court_case_id": case.court_case_id,
        "filers": list(case.filers),
        "closed": case.closed,
        "document_number": case.document_number,
        "docket_text": case.docket_text,
        "filed_on": case.filed_on and case.filed_on.isoformat(),
        "entered_at": case.entered_at and case.entered_at.isoformat(),
        "links": [_link(link) for link in case.links],
        "dates": [_date(one) for one in _dates(case, court)],
    }


def _date(one: CourtDate) -> dict[str, Any]:
    return {
        "kind": one.kind.value,
        "what": one.what,
        "on": one.on.isoformat(),
        "at": one.at and one.at.isoformat(),
        "until": one.until and one.until.isoformat(),
        "zone": one.zone or None,
        "place": one.place or None,
        "change": one.change.value,
        "was": one.was and one.was.isoformat(),
        "about": list(one.about),
        "quoted": one.quoted,
    }


def _link(link: Link) -> dict[str, Any]:
    return {
        "url": link.url,
        "document_id": link.document_id,
        "magic": link.magic,
        "sequence": link.sequence,
        "document_index": link.document_index,
    }
