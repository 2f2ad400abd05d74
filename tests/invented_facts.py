"""Strategies for the facts of a notice, in every dialect.

What a dialect cannot say is not drawn for it; each strategy says why.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from hypothesis import strategies as st

from docketmail.demo.court_notices import (
    Attached,
    Docketed,
    Facts,
    acms_nda,
    appellate_nda,
    bankruptcy_claim,
    bankruptcy_html,
    district_html,
    district_plain,
)
from invented_words import (
    ACMS,
    APPELLATE,
    ATTACHMENTS,
    BANKRUPTCY,
    DISTRICT,
    EASTERN,
    EVENTS,
    GIVEN,
    LONG_ZONES,
    NUMBERS,
    SHORT_ZONES,
    SURNAMES,
    Seat,
    captions,
    days,
    digits,
    documents,
    nameless,
    on_behalf,
    parties,
    postal,
    readers,
    some,
    texts,
)


@dataclass(frozen=True)
class Dialect:
    """A composer, what it can say, and what its notices are called."""

    compose: Callable[[Facts], bytes]
    seats: tuple[Seat, ...] = field(repr=False)
    kind: str = "filing"
    plain: bool = False

    @property
    def name(self) -> str:
        return self.compose.__name__


DIALECTS = (
    Dialect(district_html, DISTRICT),
    Dialect(district_plain, DISTRICT, plain=True),
    Dialect(bankruptcy_html, BANKRUPTCY),
    Dialect(bankruptcy_claim, BANKRUPTCY, kind="claim"),
    Dialect(appellate_nda, APPELLATE, kind="docket_activity"),
    Dialect(acms_nda, ACMS, kind="docket_activity"),
)
SUBJECTS = (
    "{number} {cut} {event}",
    "Ch-11 {number} {name} {event}",
    "NEF: {number} Ch13 {event} Re: {name}",
    "{event} Ch 13 {cut} {number}",
)
"""Of bankruptcy courts; the name is cut after 18 characters in some."""
PLACEHOLDERS = ("MAGIC", "", "0")
_READERS = {
    "district_html": readers | nameless,
    "district_plain": readers | nameless,
    "bankruptcy_html": readers | on_behalf | nameless,
    "bankruptcy_claim": readers | on_behalf | nameless,
}
"""Appellate courts print whom they know by name."""


@st.composite
def links(draw: st.DrawFn, dialect: Dialect, host: str, case_id: str, magic: str) -> str:
    """A look as this dialect prints it; each kind of court has an order of its own."""
    sequence = draw(st.integers(1, 3000))
    document = draw(some("0351", "0350", "1271", "0061")) + draw(digits)
    if dialect.compose is acms_nda:
        return f"https://{host}/NDA/{draw(st.uuids())}"
    if dialect.compose is appellate_nda:
        return f"https://{host}/docs1/{document}?uid={draw(st.integers(2**60, 2**64 - 1)):016x}"
    if dialect.compose is bankruptcy_claim:
        tail = (
            f"claim_doc_seq=&pdf_header=&magic_num={magic}&claim_num=7&claim_id=99&caseid={case_id}"
        )
    elif dialect.compose is bankruptcy_html:
        # Short ids are whole (arwb_2, flsb_2, txnb_1).
        document = draw(some(document, "0280", "1760"))
        tail = f"pdf_header=&magic_num={magic}&de_seq_num={sequence}&caseid={case_id}"
    else:
        tail = f"caseid={case_id}&de_seq_num={sequence}&magic_num={magic}"
    return f"https://{host}/doc1/{document}?{tail}"


@st.composite
def cases(draw: st.DrawFn, dialect: Dialect, seat: Seat, number: str) -> Docketed:
    """One case with everything that is its own."""
    case_id = draw(st.integers(100, 9_999_999).map(str))
    magic = draw(st.integers(1, 99_999_999).map(str) | some(*PLACEHOLDERS))
    if dialect.compose in (bankruptcy_claim, appellate_nda):
        magic = draw(digits)
    numbered = dialect.compose is not appellate_nda
    return Docketed(
        number,
        draw(captions),
        draw(st.integers(1, 4000).map(str)) if numbered else "",
        (draw(links(dialect, seat.host, case_id, magic)),),
        filer=draw(st.builds("{}, {}".format, some(*SURNAMES), some(*GIVEN)) | some("abc")),
        parties=tuple(draw(st.lists(parties, max_size=3))),
        recipients=tuple(draw(st.lists(_READERS.get(dialect.name, readers), max_size=3))),
        case_id=case_id,
        closed=draw(st.none() | days),
        not_mailed=tuple(draw(st.lists(postal, max_size=3, unique=True))),
        defendant=draw(some("", "", "-2")) if dialect.seats == DISTRICT else "",
    )


@st.composite
def facts(
    draw: st.DrawFn, dialect: Dialect, *, seat: Seat | None = None, scanned: bool = False
) -> Facts:
    """Everything that a notice of this dialect can say.

    Args:
        seat: the court; any of the dialect's where there is none.
        scanned: without links in docket texts, which a scanner rewrites in plain text: nobody can tell
            afterwards what the court wrote.

    """
    seat = seat or draw(some(*dialect.seats))
    style = {DISTRICT: "district", BANKRUPTCY: "bankruptcy"}.get(dialect.seats, "appellate")
    numbers = draw(
        st.lists(
            NUMBERS["jpml" if seat.court == "jpml" else style],
            min_size=1,
            max_size=1 if dialect.compose in (acms_nda, bankruptcy_claim) else 4,
            # The list of a case is known by the beginning of its number.
            unique_by=lambda number: re.sub(r"\D", "", number)[:7],
        )
    )
    told = [draw(cases(dialect, seat, number)) for number in numbers]
    text = texts(with_link=not scanned and draw(st.booleans()))
    entered, zone = draw(moments(dialect, seat))
    plain = Facts(
        host=seat.host,
        court_name=seat.name,
        cases=tuple(told),
        docket_text=draw(text),
        short_description=draw(some(*EVENTS)),
        entered=entered,
        zone=zone,
        serial=draw(st.integers(1_000, 9_999_999)),
        documents=draw(documents),
        filed=draw(st.none() | days),
    )
    varied: Facts = draw(_VARIED[dialect.name](plain, text))
    return varied


@st.composite
def moments(draw: st.DrawFn, dialect: Dialect, seat: Seat) -> tuple[datetime, str]:
    """When, in the court's zone, to the minute or second that is printed; and the zone as printed."""
    long = dialect.compose in (appellate_nda, acms_nda)
    entered = draw(st.datetimes(datetime(2005, 1, 1), datetime(2030, 12, 31)))  # noqa: DTZ001
    entered = entered.replace(microsecond=0) if long else entered.replace(second=0, microsecond=0)
    entered = entered.replace(tzinfo=ZoneInfo(seat.zone or EASTERN))
    return entered, draw(some(*(LONG_ZONES if long else SHORT_ZONES)))


@st.composite
def _district(draw: st.DrawFn, plain: Facts, text: st.SearchStrategy[str]) -> Facts:
    """All cases share the entry's document, or have none; each may have a docket text of its own."""
    told = draw(_with_texts(plain.cases, text))
    if draw(st.booleans()):
        numbered = draw(st.booleans())
        told = [
            replace(case, links=(), document_number=case.document_number if numbered else "")
            for case in told
        ]
        plain = replace(plain, documents=())
    if draw(st.booleans()):
        told = [replace(case, filer="") for case in told]
    again = draw(st.none() | st.just(plain.entered + timedelta(days=1)))
    return replace(plain, cases=tuple(told), regenerated=again)


@st.composite
def _bankruptcy(draw: st.DrawFn, plain: Facts, text: st.SearchStrategy[str]) -> Facts:
    """Each case may have a document, a link, a text of its own; a link may say `doc` for its number."""
    told = draw(_with_texts(plain.cases, text))
    told = [replace(case, parties=()) for case in told]
    if draw(st.booleans()):
        told = [replace(case, documents=draw(documents)) for case in told]
    match draw(st.integers(0, 3)):
        case 0:
            told = [replace(case, links=()) for case in told]
        case 1:
            told = [replace(case, document_number="") for case in told]
        case _:
            pass
    subject = draw(some("", *SUBJECTS)).format(
        number=told[0].number,
        name=told[0].caption,
        cut=told[0].caption[:18],
        event=plain.short_description,
    )
    edited = draw(some("", "nsha")) if not subject else ""
    return replace(
        plain, cases=tuple(told), subject=subject if len(told) == 1 else "", edited_by=edited
    )


def _claim(plain: Facts, text: st.SearchStrategy[str]) -> st.SearchStrategy[Facts]:
    """No docket text, nor a date of filing; a claim is of one case and has its paper."""
    told = tuple(replace(case, parties=(), closed=None) for case in plain.cases)
    return st.just(replace(plain, cases=told, docket_text="", filed=None))


@st.composite
def _appellate(draw: st.DrawFn, plain: Facts, text: st.SearchStrategy[str]) -> Facts:
    """No filers, no closed cases, and one list of readers, each with a role; the link is all cases' own."""
    roles = [
        replace(reader, role=draw(some("Attorney", "Deputy Clerk", "-")))
        for reader in plain.cases[0].recipients
    ]
    linked = draw(st.booleans())
    told = tuple(
        replace(
            case,
            parties=(),
            closed=None,
            recipients=tuple(roles),
            not_mailed=plain.cases[0].not_mailed,
            links=plain.cases[0].links if linked else (),
        )
        for case in plain.cases
    )
    return replace(plain, cases=told, documents=plain.documents if linked else ())


@st.composite
def _acms(draw: st.DrawFn, plain: Facts, text: st.SearchStrategy[str]) -> Facts:
    """A link for each document, or none; file names are not told."""
    (case,) = plain.cases
    described = draw(st.lists(some(*ATTACHMENTS), max_size=28))
    dialect = DIALECTS[-1]
    looks = tuple(draw(links(dialect, plain.host, "", "")) for _ in described)
    case = replace(case, parties=(), closed=None, links=looks)
    return replace(plain, cases=(case,), documents=tuple(Attached(name, "") for name in described))


@st.composite
def _with_texts(
    draw: st.DrawFn, told: tuple[Docketed, ...], text: st.SearchStrategy[str]
) -> list[Docketed]:
    """Every case with a text of its own, or none."""
    own = draw(st.booleans())
    return [replace(case, docket_text=draw(text)) if own else case for case in told]


_VARIED: dict[str, Any] = {
    "district_html": _district,
    "district_plain": _district,
    "bankruptcy_html": _bankruptcy,
    "bankruptcy_claim": _claim,
    "appellate_nda": _appellate,
    "acms_nda": _acms,
}


@st.composite
def days_of(draw: st.DrawFn, dialect: Dialect) -> list[Facts]:
    """What one court sends in one summary."""
    seat = draw(some(*dialect.seats))
    return draw(st.lists(facts(dialect, seat=seat), min_size=2, max_size=3))
