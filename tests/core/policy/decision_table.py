"""The decision table: every combination of facts as rows, and each row as a notice that the rules can be asked about."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from itertools import product

from core.policy.literal import (
    Case as Restricts,
    Court,
    Jurisdiction,
    Reader,
    Row,
    Setting,
    Standing,
    Words,
)
from core.policy.notices import HOST, link
from docketmail.core.casefile import Appearance, CaseFile, WordException
from docketmail.core.habits import Field, Habit
from docketmail.core.notice import (
    Case,
    Document,
    Kind,
    Level,
    Link,
    Mark,
    Notice,
    Recipient,
    StateFiling,
)
from docketmail.core.policy import opening
from docketmail.core.policy.facts import Facts, Origin, Sender
from docketmail.core.policy.telling import Known
from docketmail.core.roster import (
    CourtCase,
    CourtRule,
    Firm,
    FirmPolicy,
    Matter,
    Mode,
    Outsider,
    Person,
    Wall,
)
from offices import ANNA, CLARA, DESK, PARALEGAL


TODAY = date(2026, 3, 2)
NUMBER = "4:26-cv-00771-JST"
STATE_NUMBER = "2026-L-000771"
STATE_COURT = "il-cook-county-law"
ENTERED = datetime(2026, 3, 2, 17, 4, tzinfo=UTC)
FIRMS_WORD = "trade secret"

WHO = {
    Reader.NOTICED: "anna",
    Reader.DESK: "desk",
    Reader.TEAM: "pat",
    Reader.NOTIFY_ONLY: "nora",
    Reader.OFF: "otto",
    Reader.WALLED: "walt",
    Reader.SPONSORED: "outside:co@elsewhere.example",
    Reader.EXPIRED: "outside:ex@elsewhere.example",
    Reader.NOBODY: "clara",
}
_STAFF = (
    ANNA,
    DESK,
    CLARA,
    PARALEGAL,
    *(Person(who, who.title(), f"{who}@quillhart.example") for who in ("nora", "otto", "walt")),
)
_FEDERAL_STANDINGS = (
    Standing.LISTED,
    Standing.UNLISTED,
    Standing.DOMAIN_ALONE,
    Standing.NO_LIST_COURT,
    Standing.NO_LIST_PERSON,
)
_STATE_STANDINGS = (
    Standing.SERVED,
    Standing.FILING_ATTORNEY,
    Standing.RECORDED,
    Standing.WITHDRAWN,
    Standing.NOT_SERVED,
    Standing.NO_EVIDENCE,
)
_LEVELS = ("public", "protected", "restricted", "suppressed", "private", "sealed")


def rows() -> Iterator[Row]:
    """Every combination that can be."""
    federal_words = [word for word in Words if word is not Words.STATE_WORD]
    federal_settings = [setting for setting in Setting if setting is not Setting.KIND_REFUSED]
    federal = product(federal_words, _FEDERAL_STANDINGS, Restricts, federal_settings, Court)
    for words, standing, case, setting, court in federal:
        if _can_be(standing, setting):
            yield Row(Jurisdiction.FEDERAL, "public", words, standing, case, setting, court)
    settings = (Setting.PLAIN, Setting.SOFT, Setting.FORBIDDEN, Setting.KIND_REFUSED)
    cases = (Restricts.OPEN, Restricts.DESK)
    courts = (Court.PAPER, Court.LOGIN, Court.MARKED_SEALED)
    for each in product(_LEVELS, Words, _STATE_STANDINGS, cases, settings, courts):
        yield Row(Jurisdiction.STATE, *each)


def _can_be(standing: Standing, setting: Setting) -> bool:
    """Our own address is in the list only where there is a list, and makes the firm listed."""
    return setting is not Setting.MAILBOX_LISTED or standing is Standing.LISTED


def firm(row: Row) -> Firm:
    """The firm with the row's settings."""
    court = STATE_COURT if row.jurisdiction is Jurisdiction.STATE else "cand"
    rule = {
        Setting.FORBIDDEN: CourtRule.FORBIDDEN,
        Setting.MAILBOX_LISTED: CourtRule.MAILBOX_ONLY,
        Setting.MAILBOX_UNLISTED: CourtRule.MAILBOX_ONLY,
    }.get(row.setting)
    kinds: tuple[Kind, ...] = (Kind.SERVED, Kind.ACCEPTED)
    refused = {court: kinds} if row.setting is Setting.KIND_REFUSED else {}
    policy = FirmPolicy(
        courts={court: rule} if rule else {},
        refused_kinds=refused,
        soft_mode=row.setting is Setting.SOFT,
        words=(FIRMS_WORD,),
    )
    return Firm(
        id="quillhart",
        name="Quill Hart LLP",
        desk="desk",
        second="clara",
        people=_STAFF,
        walls=(Wall("walt", "1047-002"),),
        policy=policy,
    )


def case_file(row: Row) -> CaseFile:
    """What the firm's records say of the case."""
    matter = Matter(
        id="1047-002",
        name="Marlow v. Ostrander",
        cases=(CourtCase("cand", NUMBER),),
        readers=("anna", "pat", "nora", "otto", "walt"),
        modes={"nora": Mode.NOTIFY_ONLY, "otto": Mode.OFF},
        outside=(
            Outsider("Co Counsel", "co@elsewhere.example", "anna", date(2026, 12, 31)),
            Outsider("Ex Counsel", "ex@elsewhere.example", "anna", date(2026, 3, 1)),
        ),
        restricted=row.case is Restricts.DESK,
    )
    appeared = {
        **dict.fromkeys(
            (Standing.RECORDED, Standing.NOT_SERVED),
            (Appearance("anna", date(2026, 1, 5), "notice of appearance"),),
        ),
        Standing.WITHDRAWN: (
            Appearance("anna", date(2026, 1, 5), "notice of appearance", date(2026, 2, 1)),
        ),
    }.get(row.standing, ())
    granted = (
        (WordException("Sealed Air", "clara", "a party's name"),)
        if row.words is Words.EXCEPTED
        else ()
    )
    return CaseFile((matter,), appeared, None, granted)


def notice(row: Row) -> Notice:
    """The row as a court would tell it."""
    state = row.jurisdiction is Jurisdiction.STATE
    case = _case(row)
    marks = frozenset({Mark.SEALED_ENTRY}) if row.court is Court.MARKED_SEALED else frozenset()
    return Notice(
        system="tyler" if state else "cmecf",
        kind=_kind(row),
        court=STATE_COURT if state else "cand",
        entered_at=ENTERED,
        filed_on=TODAY,
        short_description="Sealed Motion" if row.words is Words.SHORT_DESCRIPTION else "Motion",
        subject="Activity: sealed paper" if row.words is Words.SUBJECT else "Activity",
        cases=(case,),
        documents=(_document(row, case),),
        recipients=_recipients(row),
        recipients_printed=row.standing
        not in {Standing.NO_LIST_COURT, Standing.NO_LIST_PERSON, *_STATE_STANDINGS},
        marks=marks,
        level=Level(row.level),
        state=_state(row) if state else None,
    )


def _kind(row: Row) -> Kind:
    """Where others alone are served, a firm of record hears of the acceptance."""
    if row.jurisdiction is Jurisdiction.FEDERAL:
        return Kind.FILING
    accepted = row.standing in {Standing.FILING_ATTORNEY, Standing.RECORDED}
    return Kind.ACCEPTED if accepted else Kind.SERVED


_TEXTS = {
    Words.DOCKET_TEXT: "MOTION to unseal Exhibit A.",
    Words.EXCEPTED: "MOTION by Sealed Air for leave.",
    Words.FIRMS_OWN: "MOTION about a Trade Secret.",
    Words.STATE_WORD: "MOTION for leave.",
}


def _case(row: Row) -> Case:
    state = row.jurisdiction is Jurisdiction.STATE
    name = "Marlow v. Ostrander"
    if row.words is Words.CAPTION:
        name = "Marlow v. Redacted Defendant"
    if row.case is Restricts.CAPTION:
        name += " v. Commissioner of Social Security"
    if row.words is Words.STATE_WORD:
        name = "In re Juvenile Petition"
    opened = row.court in {Court.PAPER, Court.LOGIN}
    return Case(
        number=STATE_NUMBER if state else NUMBER,
        name=name,
        docket_text=_TEXTS.get(row.words, "MOTION for leave."),
        document_number="41",
        links=(_link(row),) if opened else (),
    )


def _link(row: Row) -> Link:
    if row.jurisdiction is Jurisdiction.FEDERAL:
        return link()
    guid = "6f1d8f0a-2c41-4b7e-9a35-0d6c1f2e3a4b"
    return Link(f"https://illinois.tylertech.cloud/ViewDocuments.aspx?FID={guid}", guid, guid)


def _document(row: Row, case: Case) -> Document:
    title = "Redacted Brief" if row.words is Words.TITLE else "Brief"
    file = "brief_SEALED.pdf" if row.words is Words.FILENAME else "brief.pdf"
    return Document(case.number, 0, title, file)


def _recipients(row: Row) -> tuple[Recipient, ...]:
    listed = {
        Standing.LISTED: ANNA.email,
        Standing.DOMAIN_ALONE: "somebody@quillhart.example",
        Standing.UNLISTED: "counsel@elsewhere.example",
    }.get(row.standing)
    if listed is None:
        return ()
    addresses = (listed, ANNA.intake) if row.setting is Setting.MAILBOX_LISTED else (listed,)
    return (Recipient(NUMBER, "Somebody", addresses),)


def _state(row: Row) -> StateFiling:
    served = (
        (Recipient(STATE_NUMBER, ANNA.name, (ANNA.email,)),)
        if row.standing in {Standing.SERVED, Standing.WITHDRAWN}
        else (Recipient(STATE_NUMBER, "Somebody", ("counsel@elsewhere.example",)),)
    )
    ours = row.standing is Standing.FILING_ATTORNEY
    return StateFiling(
        envelope="120519758",
        filing_type="EFileAndServe",
        submitted_at=ENTERED,
        filing_attorney=ANNA.name if ours else "Somebody Else",
        served=served,
        security=() if row.level == "public" else (row.level.title(),),
    )


def facts(row: Row) -> Facts:
    """The row as the rules of acceptance and opening see it."""
    told, of = notice(row), firm(row)
    origin = Origin.PERSON if row.standing is Standing.NO_LIST_PERSON else Origin.COURT
    return Facts(
        reading=told,
        sender=Sender(origin, ("because",)),
        firm=of,
        people=("anna",),
        hosts=frozenset({HOST, "illinois.tylertech.cloud"}),
        court=told.court,
        files={case.number: case_file(row) for case in told.cases},
        marked=_marked(row),
        today=TODAY,
        # A person said that notices of this court may print no list: else one without it waits for a person.
        habit=Habit(lacked=frozenset({Field.LIST_OF_RECIPIENTS})),
    )


def _marked(row: Row) -> frozenset[str]:
    return frozenset({NUMBER}) if row.case is Restricts.NATURE else frozenset()


def _stopped(row: Row) -> frozenset[str]:
    """The court's answer to a link that was opened."""
    told = notice(row)
    asked = row.court is Court.LOGIN and not opening.refused(told, facts(row))
    return frozenset(case.number for case in told.cases) if asked else frozenset()


def known(row: Row) -> Known:
    """The row when its readers are decided."""
    seen = facts(row)
    told = notice(row)
    return Known(
        notice=told,
        firm=seen.firm,
        people=("anna",),
        origin=seen.sender.origin,
        today=TODAY,
        files=seen.files,
        marked=seen.marked,
        stopped=_stopped(row),
    )
