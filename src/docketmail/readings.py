"""What a notice's message says, read anew from its sealed bytes whenever a stage needs it.

The ledger holds no docket text and no link, and a better reader after an upgrade reads better. What the same bytes
said a moment ago is remembered, since each stage of a notice asks; the bytes come from the spool each time, so that
nothing is read whose key was destroyed.
"""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass, replace
from email.message import Message as Headers
from email.parser import BytesHeaderParser
from functools import lru_cache, partial
from typing import TypeVar

from docketmail import casefiles
from docketmail.core import authentication, courts, mail as mails
from docketmail.core.authentication import Findings, Stamps
from docketmail.core.correspondence import to_open
from docketmail.core.courts import rewriting, table
from docketmail.core.mail import Mail
from docketmail.core.notice import Kind, Link, NotANotice, Notice, Reading, Unreadable
from docketmail.core.original import neutralised
from docketmail.core.policy import duplicate, gate, senders, traits
from docketmail.core.policy.facts import Facts, Origin, Sender, Trait
from docketmail.core.records import LookRecord, Message, NoticeRecord
from docketmail.core.roster import Firm
from docketmail.ledger import envelopes, filings, habits
from docketmail.ports import Book, KeyDestroyedError, Ticket
from docketmail.world import World


@dataclass(frozen=True, slots=True)
class Known:
    """A notice, its message and what both tell the rules."""

    record: NoticeRecord
    message: Message
    raw: bytes
    facts: Facts


class StrangerError(Exception):
    """The roster in force no longer knows the firm of a notice."""


async def of(world: World, record: NoticeRecord) -> Known:
    """Read a notice's message, and say who sent it."""
    message = await world.ledger.read(lambda book: _known(book.get(Message, record.message)))
    return await _read(world, record, message)


async def of_id(world: World, notice_id: str) -> Known:
    """The same of a notice by its id."""
    return await _read(world, *await world.ledger.read(partial(_with_message, notice_id=notice_id)))


def _with_message(book: Book, notice_id: str) -> tuple[NoticeRecord, Message]:
    record = _known(book.get(NoticeRecord, notice_id))
    return record, _known(book.get(Message, record.message))


async def _read(world: World, record: NoticeRecord, message: Message) -> Known:
    raw = await world.spool.read(Ticket.parse(message.ticket))
    found = known(world, record, message, raw)
    return replace(found, facts=await casefiles.placed(world, found.facts))


def known(world: World, record: NoticeRecord, message: Message, raw: bytes) -> Known:
    """The same, where the bytes are at hand."""
    findings = Findings.of_facts(message.findings) if message.findings else None
    way = Way(message.peer, message.certificate, findings)
    firm = firm_of(world, record.firm)
    return Known(record, message, raw, facts(world, raw, way, firm, record.people))


@dataclass(frozen=True, slots=True)
class Way:
    """How a mail came here, which its own bytes cannot tell."""

    peer: str
    """IP address that handed it over."""
    certificate: str = ""
    """Name in the client certificate that the peer proved."""
    findings: Findings | None = None
    """What our own check of the sender found; None where there was none."""


def facts(world: World, raw: bytes, way: Way, firm: Firm, people: tuple[str, ...]) -> Facts:
    """What a mail's bytes and its way tell the rules."""
    said = _said_again(raw) if len(raw) <= REMEMBERED_BYTES else _said(raw)
    sender = _sender(world, said, way, firm)
    hosts, court = world.settings.hosts, _court(said, sender)
    return Facts(said.reading, sender, firm, people, hosts, said.traits, court)


def _sender(world: World, said: _Said, way: Way, firm: Firm) -> Sender:
    """By the word of the server that handed it over, where that one is believed; else by our own check."""
    believed = world.believes(way.peer)
    word = authentication.word(believed, said.stamps, way.certificate) if believed else None
    # The address of the firm's own server would tell SPF nothing, or worse, that it is the firm's own mail.
    if word is not None or (believed is not None and believed.authserv_id):
        return senders.sender(word, said.author, firm)
    return senders.checked(way.findings, said.author, firm)


async def with_records(world: World, facts: Facts) -> Facts:
    """The same with what the ledger knows: of such notices of the court, and of the firm's cases."""
    facts = await casefiles.placed(world, facts)
    reading = facts.reading
    if not isinstance(reading, Notice):
        return facts
    habit = await world.ledger.read(partial(habits.known, notice=reading))
    files = await casefiles.of(world, facts.firm, reading)
    before = await _of_envelope(world, facts.firm, reading) if reading.state else ()
    today = world.clock.now().date()
    return replace(facts, habit=habit, files=files, envelope=before, today=today)


async def _of_envelope(world: World, firm: Firm, notice: Notice) -> tuple[Notice, ...]:
    """What the firm was told of a state envelope already, as far as it may still be read."""
    mark = casefiles.envelope_mark(world, notice)
    known = await world.ledger.read(partial(envelopes.notices, firm=firm.id, envelope=mark))
    found = []
    for one in known:
        with suppress(KeyDestroyedError):
            found.append(told((await of_id(world, one)).facts))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Said:
    """What a mail's bytes say, whoever it is for."""

    reading: Reading
    stamps: Stamps
    author: str
    """From:, as it stands; of several, all."""
    traits: frozenset[Trait]


def _court(said: _Said, sender: Sender) -> str:
    """Whose mail it is; what nobody vouches for, and no link tells, is nobody's."""
    if isinstance(said.reading, Notice):
        return said.reading.court
    if sender.origin is not Origin.COURT:
        return ""
    court = table.of_domain(said.author.rpartition("@")[2].rstrip(" >").lower())
    return court.identifier if court else ""


def _said(raw: bytes) -> _Said:
    headers = BytesHeaderParser().parsebytes(raw[:HEAD])
    author, mail = _all(headers, "From"), mails.read(raw)
    reading = courts.understood(mail)
    stamps = Stamps(
        headers.get("Authentication-Results"), headers.get("X-MS-Exchange-CrossTenant-Id")
    )
    return _Said(reading, stamps, author, _traits(mail, reading, author, headers))


def _all(headers: Headers, name: str) -> str:
    """Every header of a name, as one."""
    return ", ".join(map(str, headers.get_all(name, [])))


def _traits(
    mail: Mail | Unreadable, reading: Reading, author: str, headers: Headers
) -> frozenset[Trait]:
    """What the mail has that a genuine notice has not."""
    found = set() if isinstance(mail, Unreadable) else set(traits.of(mail, reading, _leads))
    if traits.answers_elsewhere(author, _all(headers, "Reply-To")):
        found.add(Trait.ANSWERS_GO_ELSEWHERE)
    return frozenset(found)


def _leads(url: str) -> str:
    """Where a link leads behind a scanner's own; empty where that does not say."""
    target = rewriting.unwrapped(url)
    return "" if rewriting.is_rewritten(target) else target


REMEMBERED = 64
"""Mails whose reading is remembered: twice what the workers have in hand at a time."""
REMEMBERED_BYTES = 64 * 1024
"""Of one mail, so that mails, readings and copies together stay under 20 MB; the largest of 165 sample notices was 24 KB."""
_said_again = lru_cache(maxsize=REMEMBERED)(_said)
_copied_again = lru_cache(maxsize=REMEMBERED)(neutralised)


def copied(raw: bytes) -> bytes | None:
    """The court's mail as a reader may have it, harmless; every reader of a filing has the same."""
    return _copied_again(raw) if len(raw) <= REMEMBERED_BYTES else neutralised(raw)


def author(raw: bytes) -> str:
    """The one address that a mail says it is from; empty where it names none, or several."""
    headers = BytesHeaderParser().parsebytes(raw[:HEAD])
    return authentication.author(_all(headers, "From"))


HEAD = 1 << 16
"""Bytes that are searched for a mail's own headers: 10 MB of headers take the standard library five seconds. The
believed server writes its word on top, and a From that is further down is nobody's."""


def firm_of(world: World, firm: str) -> Firm:
    """The firm by its id."""
    found = world.roster().by_id.get(firm)
    if found is None:
        raise StrangerError(firm)
    return found


def told(facts: Facts) -> Notice:
    """What is to be told: the notice. A mail that tells of no filing is one of no case, and goes as it came."""
    reading = facts.reading
    if isinstance(reading, Notice):
        return reading
    kind = reading.kind if isinstance(reading, NotANotice) else Kind.OTHER
    return Notice(system="", kind=kind, court=facts.court, subject=reading.subject)


def marks(world: World, known: Known) -> filings.Marks:
    """The keyed hashes by which its filing, looks and documents are known."""
    reading = known.facts.reading
    if not isinstance(reading, Notice):
        identity = _mail_identity(known, reading).encode()
        return filings.Marks(filing=world.spool.mark(identity), looks=())
    return marks_of(world, reading)


def marks_of(world: World, reading: Notice) -> filings.Marks:
    """The same of a notice, whether it has arrived or not."""
    mark = world.spool.mark
    return filings.Marks(
        filing=mark(duplicate.identity(reading).encode()),
        looks=tuple(mark(look_identity(link)) for link in reading.links),
        envelope=casefiles.envelope_mark(world, reading),
        first=tuple(mark(first.encode()) for first in duplicate.first_identities(reading)),
        documents=tuple(
            mark(document_identity(link.host, link.document_id)) for link in reading.links
        ),
    )


def _mail_identity(known: Known, reading: NotANotice | Unreadable) -> str:
    """What makes two mails that tell of no filing copies of one: the same words on the same day.

    A court writes the same announcement every month, and asks to confirm every address in the same words.
    """
    if isinstance(reading, Unreadable):
        return f"mail\n{known.message.id}"
    day = known.message.received_at.date().isoformat()
    links = "\n".join(to_open(known.raw))
    return f"mail\n{day}\n{reading.kind}\n{reading.subject}\n{reading.text}\n{links}"


def look_identity(link: Link) -> bytes:
    """What makes two links one look: host, document id, magic number."""
    return f"look\n{link.host}\n{link.document_id}\n{link.magic}".encode()


def document_identity(host: str, document_id: str) -> bytes:
    """What makes two papers one document of a court."""
    return f"document\n{host}\n{duplicate.document(document_id)}".encode()


async def errand(world: World, look: LookRecord) -> tuple[Link, str]:
    """The link of a look, from the message that carried it first, and the address to give at a gate, if any."""
    known = await of_id(world, look.notice)
    notice = told(known.facts)
    address = gate.address(notice, known.facts.firm, known.message.recipients)
    return notice.links[look.position], address


T = TypeVar("T")


def _known(thing: T | None) -> T:
    if thing is None:
        raise LookupError("the ledger names a record that it does not have")
    return thing
