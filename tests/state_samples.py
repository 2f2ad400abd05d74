"""The samples of Tyler's e-filing, composed: `python tests/state_samples.py` writes `tests/notices/tyler`.

The facts in each `.json` are those that the mail was composed of (`expected_state`), never what was read. All people,
firms, cases and numbers are invented; courts' names are as the states' lists have them.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any
from uuid import NAMESPACE_DNS, uuid5
from zoneinfo import ZoneInfo

from docketmail.demo import forwarding, rewriting
from docketmail.demo.forwarding import Forwarder
from docketmail.demo.rewriting import rewritten
from docketmail.demo.state_notices import (
    Contact,
    Layout,
    StateFacts,
    Title,
    accepted_link,
    service_link,
    tyler,
)
from expected_state import expected_state


FOLDER = Path(__file__).parent / "notices" / "tyler"
ADA = Contact("Ada Okafor", "ada.k7q2@in.quillfeather.example")
BO = Contact("Bo Lindqvist", "bo@lindqvist-hale.example")
CLERK = Contact("Docket Clerk, Marrow & Pike LLP", "efile@marrowpike.example")
BY = Forwarder(said="Please docket.", signature=("Ada Okafor", "Quillfeather LLP"))
UNVERIFIED = "Unverified: no public mail shows "


@dataclass(frozen=True)
class Sample:
    """One mail: its facts, what happened to it on its way, and what is odd about it."""

    name: str
    facts: StateFacts
    note: str
    way: Callable[[bytes], bytes] = bytes
    marks: tuple[str, ...] = ()
    lost_links: bool = False

    @property
    def mail(self) -> bytes:
        return self.way(tyler(self.facts))

    @property
    def expected(self) -> dict[str, Any]:
        return expected_state(self.facts, *self.marks, lost_links=self.lost_links)


@dataclass(frozen=True)
class Seat:
    """A state's court."""

    label: str
    court: str
    zone: str
    printed: str
    number: str
    style: str
    domain: str = "tylertech.cloud"

    @property
    def host(self) -> str:
        return f"{self.label}.{self.domain}"


IL = Seat(
    "illinois",
    "Cook County - Chancery",
    "America/Chicago",
    "CST",
    "2026CH00417",
    "Okafor v. Kelp Bay Oyster Co.",
)
TX = Seat(
    "texas",
    "Harris County - 334th Civil District Court",
    "America/Chicago",
    "CST",
    "2026-11934",
    "Lindqvist vs. Tern Harbor Logistics, LLC",
)
GA = Seat(
    "georgia",
    "Fulton County - State Court",
    "America/New_York",
    "",
    "26EV000613",
    "Pell v. Sandgrouse Freight, Inc.",
)
CA = Seat(
    "california",
    "Kern County Superior Court",
    "America/Los_Angeles",
    "PST",
    "BCV-26-100482",
    "Ostrander v. Juniper Almond Growers",
)
IN = Seat(
    "indiana",
    "Marion Superior Court, Civil Division 4",
    "America/Indiana/Indianapolis",
    "",
    "49D04-2602-CT-007315",
    "Hale v. Whitcomb Quarries",
)
MD = Seat(
    "maryland",
    "Montgomery County Circuit Court",
    "America/New_York",
    "EST",
    "C-15-CV-26-000271",
    "Brandt v. Loon Lake Marina",
)
MA = Seat(
    "massachusetts",
    "Suffolk County Superior Court",
    "America/New_York",
    "",
    "2684CV00519",
    "Ferro v. Eelgrass Shipping Corp.",
)
ME = Seat(
    "maine",
    "Cumberland County Superior Court",
    "America/New_York",
    "EST",
    "CUMSC-CIV-2026-00038",
    "Thibodeau v. Spruce Head Lobster Pound",
)
NM = Seat(
    "newmexico",
    "Second Judicial District Court, Bernalillo County",
    "America/Denver",
    "MST",
    "D-202-CV-2026-00822",
    "Ortega v. Piñon Ridge Solar",
)
ND = Seat(
    "northdakota",
    "Cass County District Court",
    "America/Chicago",
    "",
    "09-2026-CV-00117",
    "Sorensen v. Prairie Dock Elevators",
)
DC = Seat(
    "dc",
    "Superior Court of the District of Columbia - Civil",
    "America/New_York",
    "EST",
    "2026-CAB-000914",
    "Quist v. Anacostia Ferry Company",
)
SEATS = (IL, TX, GA, CA, IN, MD, MA, ME, NM, ND, DC)


def told(seat: Seat, title: Title, serial: int, **changes: Any) -> StateFacts:
    """Ordinary facts of a kind of mail, with what is odd about a sample in their place."""
    submitted = datetime(2026, 2, 3, 9, 14, tzinfo=ZoneInfo(seat.zone)) + timedelta(
        hours=7 * serial
    )
    accepted = title in {Title.ACCEPTED, Title.COURTESY}
    service = title not in {Title.ACCEPTED, Title.SUBMITTED, Title.RETURNED, Title.REJECTED}
    guid = str(uuid5(NAMESPACE_DNS, f"{seat.host}/{serial}"))
    if service:
        links: tuple[str, ...] = (service_link(seat.host, guid),)
    else:
        links = (accepted_link(seat.host, guid),) if accepted else ()
    facts = StateFacts(
        title=title,
        envelope=str(118_400_000 + 7_919 * serial),
        number=seat.number,
        style=seat.style,
        court=seat.court,
        submitted=submitted,
        zone=seat.printed,
        accepted=submitted + timedelta(hours=5, minutes=26) if accepted else None,
        description="Motion to Compel Answers to Interrogatories",
        code="Motion",
        filed_by="Cyrus Vane",
        attorney="Bo Lindqvist",
        contacts=(ADA, BO) if service else None,
        documents=("Motion to Compel.pdf",),
        links=links,
        portal=f"https://{seat.host}/OfsWeb/",
    )
    return replace(facts, **changes)


def numbered(first: int, count: int, host: str) -> tuple[str, ...]:
    """Links of as many file-stamped copies."""
    return tuple(
        accepted_link(host, str(uuid5(NAMESPACE_DNS, f"{host}/{first}/{n}"))) for n in range(count)
    )


def samples() -> Iterator[Sample]:
    """All of them, by what they show."""
    yield from _ordinary()
    yield from _levels()
    yield from _odd()
    yield from _ways()


def _ordinary() -> Iterator[Sample]:
    """The four kinds in every state, and the copies."""
    plans = (
        (Title.SUBMITTED, "submitted", "The subject's form was seen in a public mail; the body is eFileIL's, as of an accepted filing."),
        (Title.SERVED, "served", UNVERIFIED + "a service's body; its subject's form stands in names of saved files."),
        (Title.ACCEPTED, "accepted", "After eFileIL's accepted filing, of which a public copy exists."),
        (Title.RETURNED, "returned", UNVERIFIED + "a return; the labels of its comments are the vendor's words."),
    )  # fmt: skip
    number = 1
    for seat in SEATS:
        chosen = plans if seat in {IL, TX} else (plans[1], plans[2 if SEATS.index(seat) % 2 else 3])
        for title, slug, note in chosen:
            comments = (
                "Please pay the motion fee and file again." if title is Title.RETURNED else ""
            )
            facts = told(seat, title, number, comments=comments)
            yield Sample(f"{seat.label}_{slug}", facts, note)
            number += 1
    yield Sample(
        "illinois_courtesy_copy",
        told(IL, Title.COURTESY, 31),
        UNVERIFIED
        + "a courtesy copy, which is sent after acceptance to an address typed for the envelope.",
    )
    yield Sample(
        "texas_preliminary_copy",
        told(TX, Title.PRELIMINARY, 32),
        UNVERIFIED + "a preliminary copy, which is sent on submission.",
    )
    yield Sample(
        "indiana_administrative_copy",
        told(IN, Title.ADMINISTRATIVE, 33),
        "The subject's beginning was seen in public code; the body is unverified.",
    )
    yield Sample(
        "georgia_electronic_filing",
        told(GA, Title.ELECTRONIC, 34),
        "The subject's beginning was seen in public code; the body is unverified.",
    )
    yield Sample(
        "california_rejected",
        told(CA, Title.REJECTED, 35, comments="Lodged documents need a cover sheet."),
        UNVERIFIED + "the title Filing Rejected, which the vendor's help uses.",
    )


def _levels() -> Iterator[Sample]:
    """Security markers, known and unknown, and words that flag."""
    note = UNVERIFIED + "a mail that repeats the security marker. "
    served = partial(told, IL, Title.SERVED)
    yield Sample(
        "illinois_confidential_marker",
        served(40, security=("Confidential",)),
        note + "Confidential keeps the paper back.",
    )
    yield Sample(
        "illinois_public_marker",
        served(41, security=("Non-Confidential (or Public)",)),
        note + "A marker that is known as public is no flag.",
    )
    yield Sample(
        "texas_sensitive_data",
        told(TX, Title.SERVED, 42, security=("Contains sensitive data",)),
        note + "Some Texas courts word it so.",
    )
    yield Sample(
        "texas_no_sensitive_data",
        told(TX, Title.ACCEPTED, 43, security=("Does not contain sensitive data",)),
        note,
    )
    yield Sample(
        "georgia_unknown_marker",
        told(GA, Title.SERVED, 44, security=("Attorneys of Record Only",)),
        note + "A marker that no list knows is a flag.",
    )
    yield Sample(
        "maryland_two_markers",
        told(
            MD,
            Title.SERVED,
            45,
            security=("Public", "Sealed"),
            documents=("Answer.pdf", "Exhibit 1.pdf"),
        ),
        note + "A document is public, another sealed: the strictest counts.",
    )
    yield Sample(
        "illinois_confidential_case",
        told(IL, Title.ACCEPTED, 46, style="CONFIDENTIAL"),
        "The court prints CONFIDENTIAL in the case name's cell (eFileIL).",
    )
    yield Sample(
        "maine_juvenile_code",
        told(ME, Title.SERVED, 47, code="Juvenile - Motion"),
        "The word stands in the filing code.",
    )
    yield Sample(
        "massachusetts_in_camera",
        told(MA, Title.SERVED, 48, description="Affidavit for in camera review"),
        "The words stand in the description.",
    )
    yield Sample(
        "newmexico_under_seal",
        told(
            NM,
            Title.SERVED,
            49,
            description="Motion to File Under Seal",
            documents=("Motion to File Under Seal.pdf",),
        ),
        "A word of sealing, and no marker.",
    )
    yield Sample(
        "dc_non_confidential_sheet",
        told(DC, Title.SERVED, 50, documents=("Non-Confidential Information Sheet.pdf",)),
        "The negation of the word is no flag.",
    )


def _odd() -> Iterator[Sample]:
    """What a mail may leave out, add or write differently."""
    new: dict[str, Any] = {"number": "", "style": ""}
    yield Sample(
        "texas_new_case",
        told(TX, Title.SUBMITTED, 51, **new),
        "A new case: the envelope's number stands in the Case field, the style is empty (seen in a public mail).",
    )
    yield Sample(
        "illinois_new_case_no_portal",
        told(IL, Title.SUBMITTED, 52, portal="", **new),
        "No link at all: the mail leaves open which state's court it is.",
    )
    yield Sample(
        "illinois_service_only",
        told(
            IL,
            Title.SERVED,
            53,
            filing_type="Serve",
            description="Responses to First Requests for Production",
        ),
        "Served and never filed: no acceptance will follow.",
    )
    yield Sample(
        "illinois_gate_told",
        told(IL, Title.ACCEPTED, 54, gate_told=True),
        "The mail announces the e-mail-address gate (eFileIL).",
    )
    yield Sample(
        "texas_several_links",
        told(
            TX,
            Title.ACCEPTED,
            55,
            documents=("Petition.pdf", "Exhibit A.pdf", "Exhibit B.docx"),
            links=numbered(55, 2, TX.host),
        ),
        UNVERIFIED + "more than the lead document, or more than one link.",
    )
    yield Sample(
        "illinois_older_layout",
        told(
            replace(IL, domain="tylerhost.net"),
            Title.ACCEPTED,
            56,
            layout=Layout.OLDER,
            sender="no-reply@efilingmail.tylerhost.net",
        ),
        "The older hosts and labels: Case Style, a colon behind each.",
    )
    yield Sample(
        "texas_older_service",
        told(
            replace(TX, domain="tylerhost.net"),
            Title.SERVED,
            57,
            layout=Layout.OLDER,
            contacts=(ADA, BO, CLERK),
            active_days=None,
        ),
        "The older layout; its service contacts stand in a row of their own.",
    )
    yield Sample(
        "georgia_plain",
        told(GA, Title.SERVED, 58, layout=Layout.PLAIN, contacts=(ADA, Contact("Pell, Jo"))),
        UNVERIFIED + "a mail that is text alone; a contact without an address.",
    )
    yield Sample(
        "northdakota_unicode",
        told(
            ND,
            Title.SERVED,
            59,
            style="Sørensen v. Łoś & Söhne, “Prairie” Élévateurs",
            contacts=(Contact("Zoë Brontë-Œuvray", "zoe@bronte.example"),),
        ),
        "Letters of several alphabets, in an encoded subject as well.",
    )
    yield Sample(
        "maryland_empty_fields",
        told(MD, Title.SERVED, 60, code="", filed_by="", attorney="", contacts=()),
        "Cells that are printed empty, and an empty list of contacts.",
    )
    yield Sample(
        "california_comments",
        told(CA, Title.ACCEPTED, 61, comments="Hearing fee waived; see Local Rule 3.7."),
        "An acceptance with the clerk's comments.",
    )
    yield Sample(
        "texas_commas_in_style",
        told(TX, Title.SERVED, 62, style="In re: Estate of Marlow, Deceased; Pike, Executor"),
        "Commas and semicolons, which the subject's form divides by: the table counts.",
    )


def _ways() -> Iterator[Sample]:
    """Forwarded, and with links that a scanner rewrote."""

    def served(seat: Seat, number: int) -> StateFacts:
        return told(seat, Title.SERVED, number)

    passed = ("forwarded",)
    scanned = ("rewritten_link",)
    yield Sample(
        "illinois_outlook",
        served(IL, 63),
        "Forwarded by Outlook, in Word's html.",
        lambda mail: forwarding.outlook(mail, BY),
        passed,
    )
    yield Sample(
        "texas_gmail",
        served(TX, 64),
        "Forwarded by Gmail.",
        lambda mail: forwarding.gmail(mail, BY),
        passed,
    )
    yield Sample(
        "massachusetts_enclosed",
        served(MA, 65),
        "Forwarded as an attached mail.",
        lambda mail: forwarding.enclosed(mail, BY),
        passed,
    )
    yield Sample(
        "maine_safe_links",
        served(ME, 66),
        "Microsoft's scanner rewrote every link.",
        lambda mail: rewritten(mail, rewriting.safe_links),
        scanned,
    )
    yield Sample(
        "newmexico_proofpoint",
        served(NM, 67),
        "Proofpoint's scanner (version 2) rewrote every link.",
        lambda mail: rewritten(mail, rewriting.proofpoint_v2),
        scanned,
    )
    yield Sample(
        "dc_mimecast",
        served(DC, 68),
        "Mimecast keeps the target to itself: the host alone is told, the link is lost.",
        lambda mail: rewritten(mail, rewriting.mimecast),
        scanned,
        lost_links=True,
    )
    yield Sample(
        "illinois_forwarded_rewritten",
        served(IL, 69),
        "Rewritten by Microsoft's scanner, then forwarded by Apple Mail.",
        lambda mail: forwarding.apple_mail(rewritten(mail, rewriting.safe_links), BY),
        passed + scanned,
    )


def main() -> None:
    FOLDER.mkdir(exist_ok=True)
    for sample in samples():
        (FOLDER / f"{sample.name}.eml").write_bytes(sample.mail)
        (FOLDER / f"{sample.name}.json").write_text(
            json.dumps(sample.expected, indent=1, ensure_ascii=False) + "\n", "utf-8"
        )
        (FOLDER / f"{sample.name}.md").write_text(f"{sample.note.strip()}\n", "utf-8")


if __name__ == "__main__":
    main()
