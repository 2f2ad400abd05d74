"""Notices as values, for the rules."""

from __future__ import annotations

from datetime import date

from docketmail.core.notice import Case, Document, Kind, Link, Mark, Notice, Recipient
from docketmail.core.policy.facts import Facts, Origin, Sender
from docketmail.core.roster import Firm
from offices import ANNA, QUILL


HOST = "ecf.cand.uscourts.gov"
NUMBER = "4:26-cv-00771-JST"


def link(host: str = HOST, document: str = "035122021132", magic: str = "90807060") -> Link:
    url = f"https://{host}/doc1/{document}?caseid=1&de_seq_num=2&magic_num={magic}"
    return Link(url=url, document_id=document, magic=magic)


def case(number: str = NUMBER, text: str = "ORDER granting 12.", **more: object) -> Case:
    facts: dict[str, object] = {"name": "Marlow v. Ostrander", "links": (link(),)}
    return Case(number=number, docket_text=text, **(facts | more))  # type: ignore[arg-type]


def notice(*cases: Case, listed: tuple[str, ...] = (ANNA.email,), **more: object) -> Notice:
    told = cases or (case(),)
    facts: dict[str, object] = {
        "recipients": tuple(Recipient(one.number, "Somebody", listed) for one in told),
        "recipients_printed": True,
        "filed_on": date(2026, 3, 2),
    }
    return Notice(system="cmecf", kind=Kind.FILING, court="cand", cases=told, **(facts | more))  # type: ignore[arg-type]


def facts(reading: object, origin: Origin = Origin.COURT, firm: Firm = QUILL) -> Facts:
    return Facts(
        reading=reading,  # type: ignore[arg-type]
        sender=Sender(origin, ("because",)),
        firm=firm,
        people=(ANNA.id,),
        hosts=frozenset({HOST, "ecf.ctb.uscourts.gov"}),
    )


TITLE = Document(NUMBER, 0, "Main Document", "n/a")
SEALED = frozenset({Mark.SEALED_ENTRY})
