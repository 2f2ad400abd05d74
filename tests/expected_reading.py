"""What `docketmail explain notice --json` must say of a notice, straight from the facts it was composed of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime, timedelta, timezone, tzinfo
from typing import Any
from urllib.parse import parse_qs, urlsplit

from docketmail.cli.explain_notice import explanation
from docketmail.core.courts import read
from docketmail.demo.court_notices import (
    Docketed,
    Facts,
    acms_nda,
    appellate_nda,
    bankruptcy_claim,
)
from invented_facts import Dialect
from invented_words import Seat


ASKED = (
    "verdict", "kind", "court", "court_name", "entered_at", "filed_on", "short_description", "cases", "documents", "recipients",
    "not_mailed", "marks",
)  # fmt: skip
OF_A_CASE = (
    "number", "name", "court_case_id", "filers", "closed", "document_number", "docket_text", "filed_on", "entered_at", "links",
)  # fmt: skip
LISTS = ("cases", "documents", "recipients")
TOLD_BY_LINKS = ("placeholder_link", "sealed_entry")
HOURS = {"E": -5, "C": -6, "M": -7, "P": -8, "A": -9, "H": -10}
NOBODY_S_NAMES = ("n/a", "suppressed", "Not Available", "")
"""What courts print in place of a file's name."""


def read_back(mail: bytes) -> dict[str, Any]:
    said = explanation(read(mail))
    if said["verdict"] != "notice":
        return {"verdict": said["verdict"], "reason": said["reason"]}
    cases = [{name: case[name] for name in OF_A_CASE} for case in said["cases"]]
    return {name: said[name] for name in ASKED} | {"cases": cases}


def expected(facts: Facts, dialect: Dialect, *more_marks: str) -> dict[str, Any]:
    seat = _seat(facts, dialect)
    claim = dialect.compose is bankruptcy_claim
    return {
        "verdict": "notice",
        "kind": _kind(facts, dialect),
        "court": seat.court,
        "court_name": facts.court_name,
        "entered_at": _printed(facts, seat).isoformat(),
        "filed_on": None if claim else _filed(facts),
        "short_description": facts.short_description,
        "cases": [_case(case, facts, dialect) for case in facts.cases],
        "documents": list(_documents(facts)),
        "recipients": list(_recipients(facts, dialect)),
        "not_mailed": _not_mailed([facts]),
        "marks": sorted({*_marks([facts]), *_of_the_way(facts, dialect, more_marks)}),
    }


def expected_of_a_day(day: list[Facts], dialect: Dialect) -> dict[str, Any]:
    """A summary: its cases have times of their own, and nothing else has."""
    pieces = [expected(facts, dialect) for facts in day]
    for piece in pieces:
        for case in piece["cases"]:
            case["entered_at"], case["filed_on"] = piece["entered_at"], piece["filed_on"]
    return pieces[0] | {
        "kind": "daily_summary",
        "entered_at": None,
        "filed_on": None,
        "short_description": "Daily summary of activity",
        **{name: [one for piece in pieces for one in piece[name]] for name in LISTS},
        "not_mailed": _not_mailed(day),
        "marks": sorted(_marks(day)),
    }


def expected_without_looks(facts: Facts, dialect: Dialect) -> dict[str, Any]:
    """Where a scanner's link tells the court's host alone: that there is a link, and nothing of it."""
    said = expected(facts, dialect, "rewritten_link")
    said["cases"] = [case | {"links": [], "court_case_id": None} for case in said["cases"]]
    nobody_s = tuple(replace(case, links=()) for case in facts.cases)
    said["documents"] = list(_documents(replace(facts, cases=nobody_s)))
    said["marks"] = [mark for mark in said["marks"] if mark not in TOLD_BY_LINKS]
    return said


def _seat(facts: Facts, dialect: Dialect) -> Seat:
    return next(seat for seat in dialect.seats if seat.host == facts.host)


def _filed(facts: Facts) -> str:
    return (facts.filed or facts.entered.date()).isoformat()


def _of_the_way(facts: Facts, dialect: Dialect, marks: tuple[str, ...]) -> set[str]:
    """What a forwarder and a scanner leave; in ACMS only links to documents count as rewritten."""
    untouched = dialect.compose is acms_nda and not facts.cases[0].links
    return {mark for mark in marks if not (untouched and mark == "rewritten_link")}


def _kind(facts: Facts, dialect: Dialect) -> str:
    if facts.regenerated:
        return "regenerated"
    return "docket_edit" if facts.edited_by else dialect.kind


def _printed(facts: Facts, seat: Seat) -> datetime:
    """The time of entry: aware where the zone is printed, or the court's own is certain."""
    printed = facts.entered.replace(tzinfo=None)
    if facts.zone:
        return printed.replace(tzinfo=_offset(facts.zone))
    offsets = {facts.entered.replace(fold=fold).utcoffset() for fold in (0, 1)}
    if seat.zone is None or len(offsets) > 1:
        return printed
    (offset,) = offsets
    assert offset is not None
    return printed.replace(tzinfo=timezone(offset))


def _offset(zone: str) -> tzinfo:
    light = "DT" in zone or "Daylight" in zone
    return timezone(timedelta(hours=HOURS[zone[0]] + light))


def _case(case: Docketed, facts: Facts, dialect: Dialect) -> dict[str, Any]:
    acms = dialect.compose is acms_nda
    return {
        "number": case.number,
        "name": case.caption,
        "court_case_id": None if acms else case.case_id,
        "filers": list(case.parties),
        "closed": case.closed is not None,
        "document_number": case.document_number or None,
        "docket_text": case.docket_text or facts.docket_text,
        "filed_on": None,
        "entered_at": None,
        "links": [_link(link, place if acms else 0) for place, link in enumerate(looks(case))],
    }


def looks(case: Docketed) -> list[str]:
    """The case's links that somebody may open: without those that only hold the place of another's."""
    return [link for link in dict.fromkeys(case.links) if not is_placeholder(link)]


def is_placeholder(link: str) -> bool:
    magic = parse_qs(urlsplit(link).query, keep_blank_values=True).get("magic_num", ["1"])
    return magic[0] in ("MAGIC", "", "0")


def _link(link: str, place: int) -> dict[str, Any]:
    parts = urlsplit(link)
    said = parse_qs(parts.query)
    last = parts.path.rpartition("/")[2]
    magic = said.get("magic_num") or said.get("uid") or [last]
    return {
        "url": link,
        "document_id": last,
        "magic": magic[0],
        "sequence": said.get("de_seq_num", [None])[0],
        "document_index": place,
    }


def _documents(facts: Facts) -> Iterator[dict[str, Any]]:
    """Each case's own; what all share is that of the one case with a look, else the first one's."""
    with_looks = [case for case in facts.cases if looks(case)]
    owner = with_looks[0] if len(with_looks) == 1 else facts.cases[0]
    own = [(case, document) for case in facts.cases for document in enumerate(case.documents)]
    for case, (place, document) in own or [(owner, each) for each in enumerate(facts.documents)]:
        nameless = document.filename in NOBODY_S_NAMES
        yield {
            "case": case.number,
            "index": place,
            "description": document.description,
            "original_filename": None if nameless else document.filename,
        }


def _recipients(facts: Facts, dialect: Dialect) -> Iterator[dict[str, Any]]:
    """Each case's list; the one list of a court of appeals is every case's."""
    shared = dialect.compose in (acms_nda, appellate_nda)
    for case in facts.cases:
        for reader in (facts.cases[0] if shared else case).recipients:
            yield {
                "case": case.number,
                "name": " ".join(reader.name.partition(" on behalf of ")[0].split()),
                "addresses": list(reader.addresses),
            }


def _not_mailed(day: list[Facts]) -> list[str]:
    others = [other for facts in day for case in facts.cases for other in case.not_mailed]
    return list(dict.fromkeys(other.replace("\n", ", ") for other in others))


def _marks(day: list[Facts]) -> Iterator[str]:
    said = " ".join(word for facts in day for word in _words(facts)).lower()
    if "seal" in said:
        yield "seal"
    if "redact" in said:
        yield "redact"
    links = [link for facts in day for case in facts.cases for link in case.links]
    if not links:
        yield "text_only"
    if any(map(is_placeholder, links)):
        yield "placeholder_link"
        if "seal" in said and all(map(is_placeholder, links)):
            yield "sealed_entry"
    if any(case.closed for facts in day for case in facts.cases):
        yield "case_closed"


def _words(facts: Facts) -> Iterator[str]:
    """Everything in which a word restricts the entry."""
    yield facts.short_description
    for case in facts.cases:
        yield case.caption
        yield case.docket_text or facts.docket_text
    for document in _documents(facts):
        yield document["description"]
        yield document["original_filename"] or ""
