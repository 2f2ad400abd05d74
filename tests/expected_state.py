"""What `docketmail explain notice --json` must say of a state's mail, straight from the facts it was composed of.

Written without a look at the reader: its own table of courts' letters, its own reading of security markers.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import datetime, timedelta, timezone
from typing import Any

from docketmail.cli.explain_notice import explanation
from docketmail.core.court_dates.reading import find
from docketmail.core.courts import read
from docketmail.core.sealing_words import find_words
from docketmail.demo.state_notices import (
    RETURNS,
    SERVICE,
    UNSEEN,
    StateFacts,
    Title,
    subject_of,
)


LETTERS = {"texas": "tx", "illinois": "il", "georgia": "ga", "california": "ca", "indiana": "in", "maryland": "md",
           "massachusetts": "ma", "maine": "me", "newmexico": "nm", "northdakota": "nd", "dc": "dc"}  # fmt: skip
ONE_ZONE = {"il", "ga", "ca", "md", "ma", "me", "nm", "dc"}
"""States whose clocks all go alike."""
HOURS = {"E": -5, "C": -6, "M": -7, "P": -8}
ORDER = ("public", "protected", "restricted", "suppressed", "private", "sealed")
MARKERS = {
    "public": "public",
    "non-confidential": "public",
    "non-confidential (or public)": "public",
    "does not contain sensitive data": "public",
    "confidential": "restricted",
    "contains sensitive data": "restricted",
    "suppressed": "suppressed",
    "sealed": "sealed",
}
FLAGGING = ("confidential", "in camera", "juvenile")


def state_read_back(mail: bytes) -> dict[str, Any]:
    return explanation(read(mail))


def expected_state(facts: StateFacts, *marks: str, lost_links: bool = False) -> dict[str, Any]:
    """The whole answer.

    Args:
        facts: what was told to the composer.
        marks: what the mail's way left on it.
        lost_links: a scanner's links that keep their targets to themselves.

    """
    state = _letters(facts)
    submitted, accepted = (
        _moment(one, facts.zone, state) for one in (facts.submitted, facts.accepted)
    )
    words = _words(facts)
    return {
        "schema": 1,
        "verdict": "notice",
        "reason": None,
        "system": "tyler",
        "kind": _kind(facts.title),
        "court": f"{state}-{_slug(facts.court)}" if state else None,
        "court_name": facts.court,
        "entered_at": accepted or submitted,
        "filed_on": None,
        "short_description": facts.description or facts.code,
        "subject": words[0],
        "cases": [_case(facts, lost_links=lost_links)],
        "documents": [
            {
                "case": facts.case_field,
                "index": index,
                "description": name,
                "original_filename": name if re.search(r"\.(pdf|docx?|tiff?)$", name) else None,
            }
            for index, name in enumerate(facts.documents)
        ],
        "recipients": [
            {
                "case": facts.case_field,
                "name": contact.name,
                "addresses": [contact.address] if contact.address else [],
            }
            for contact in facts.contacts or ()
        ],
        "recipients_printed": facts.contacts is not None,
        "not_mailed": [],
        "marks": sorted({*marks, *(word.mark.value for word in find_words("\0".join(words)))}),
        "level": _level(facts, words),
        "state": {
            "envelope": facts.envelope,
            "filing_type": facts.filing_type,
            "code": facts.code or None,
            "submitted_at": submitted,
            "accepted_at": accepted,
            "comments": facts.comments or None,
            "filed_by": facts.filed_by or None,
            "filing_attorney": facts.attorney or None,
            "security": list(facts.security),
            "link_days": facts.active_days if facts.links else None,
            "unverified": list(_unverified(facts)),
        },
    }


def _letters(facts: StateFacts) -> str:
    for url in (*facts.links, facts.portal):
        label = url.removeprefix("https://").partition(".")[0]
        if label in LETTERS:
            return LETTERS[label]
    return ""


def _slug(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name.lower())
    return "-".join(re.findall(r"[a-z0-9]+", "".join(c for c in plain if ord(c) < 128)))


def _kind(title: Title) -> str:
    if title in SERVICE:
        return "served"
    return "returned" if title in RETURNS else title.split()[1].lower()


def _moment(moment: datetime | None, zone: str, state: str) -> str | None:
    """To the minute, as printed: aware where a zone stands behind it, or the state has one alone."""
    if moment is None:
        return None
    printed = moment.replace(tzinfo=None, second=0, microsecond=0)
    if zone:
        offset = timezone(timedelta(hours=HOURS[zone[0]] + ("DT" in zone)))
        return printed.replace(tzinfo=offset).isoformat()
    offsets = {moment.replace(fold=fold).utcoffset() for fold in (0, 1)}
    if state not in ONE_ZONE or len(offsets) > 1:
        return printed.isoformat()
    (only,) = offsets
    assert only is not None
    return printed.replace(tzinfo=timezone(only)).isoformat()


def _words(facts: StateFacts) -> tuple[str, ...]:
    return (
        " ".join((facts.subject or subject_of(facts)).split()),
        facts.description or facts.code,
        facts.style,
        facts.description,
        *facts.documents,
    )


def _level(facts: StateFacts, words: tuple[str, ...]) -> str:
    levels = ["public", *(MARKERS.get(one.lower(), "protected") for one in facts.security)]
    told = (facts.style, facts.code, facts.description, *facts.documents)
    plain = [text.lower().replace("non-confidential", "") for text in told]
    if any(word in text for word in FLAGGING for text in plain) or find_words("\0".join(words)):
        levels.append("restricted")
    return max(levels, key=ORDER.index)


def _case(facts: StateFacts, *, lost_links: bool) -> dict[str, Any]:
    links = [] if lost_links else [*dict.fromkeys(facts.links)]
    return {
        "number": facts.case_field,
        "name": facts.style,
        "court_case_id": None,
        "filers": [],
        "closed": False,
        "document_number": None,
        "docket_text": facts.description,
        "filed_on": None,
        "entered_at": None,
        "links": [
            {
                "url": url,
                "document_id": url[-36:],
                "magic": url[-36:],
                "sequence": None,
                "document_index": index,
            }
            for index, url in enumerate(links)
        ],
        "dates": [] if not find(facts.description, None) else "a description that sets a date",
    }


def _unverified(facts: StateFacts) -> list[str]:
    seen = {"illinois.tylertech.cloud", "texas.tylertech.cloud"}
    hosts = {url.split("/")[2] for url in (*facts.links, facts.portal) if url}
    told = {
        "kind": facts.title in UNSEEN - {Title.SERVED},
        "host": bool(hosts - seen),
        "served": facts.contacts is not None,
        "comments": facts.title in RETURNS,
        "security": bool(facts.security),
        "documents": len(facts.documents) > 1,
    }
    return [field for field, unseen in told.items() if unseen]
