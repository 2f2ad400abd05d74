"""A look at a stranger's PDF: what it is, short of its pages' contents.

Names are looked for in the file's own bytes and in its object streams, where newer files keep their objects,
however they are spelled (ISO 32000-1, 7.3.5: `/Java#53cript`). Contents of pages stay as compressed as they are: a
bomb in one is nobody's harm here.

Security: reads strangers' PDFs, so it runs in the labeller's worker process and nowhere else.
Promises: nothing of the file is run, followed or shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO

from pypdf import PasswordType, PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NumberObject, PdfObject, StreamObject

from docketmail.core.examination import ORDINARY, Examined, Oddity


NODES = 20_000
"""Inner nodes of a page tree; the usual ten kids a node make 200,000 pages of them."""


def examined(pdf: bytes) -> Examined:
    """Say what it is; raises whatever pypdf does on what is not foreseen."""
    oddities = _spelled(pdf) | (Oddity.WEB_PAGE if _WEB_PAGE.search(pdf, 0, SNIFFED) else ORDINARY)
    try:
        reader = PdfReader(BytesIO(pdf), strict=True)
        if reader.is_encrypted:
            opens = reader.decrypt("") is not PasswordType.NOT_DECRYPTED
            oddities |= Oddity.ENCRYPTED if opens else Oddity.LOCKED
        if Oddity.LOCKED in oddities:
            return Examined(None, oddities)
        catalog = dictionary(reader.trailer.get("/Root"))
        for stream in _object_streams(reader):
            oddities |= _spelled(stream)
        return Examined(_count(catalog.get("/Pages")), oddities | _begins(catalog))
    except (PyPdfError, DamagedError):
        return Examined(None, oddities | Oddity.DAMAGED)


class DamagedError(Exception):
    """The file is not built as PDF asks for."""


SNIFFED = 1024
"""Bytes in which a program that guesses types looks for the beginning of a web page, and some for %PDF (WHATWG, MIME
Sniffing, and Acrobat's own leniency)."""
_WEB_PAGE = re.compile(rb"<(?:!doctype\s+html|html|head|script|iframe|body)[\s>]", re.IGNORECASE)


def _name(*names: str) -> re.Pattern[bytes]:
    """A PDF name of these, each letter of which may be written as its number."""
    spelled = ("".join(f"(?:{c}|#{ord(c):02X}|#{ord(c):02x})" for c in name) for name in names)
    return re.compile(rf"/(?:{'|'.join(spelled)})(?![A-Za-z0-9#_.-])".encode())


_NAMES = (
    (Oddity.SCRIPTS, _name("JavaScript")),
    (Oddity.LAUNCHES, _name("Launch", "ImportData")),
    (
        Oddity.EMBEDDED,
        _name("EmbeddedFile", "EmbeddedFiles", "FileAttachment", "RichMedia", "Movie", "Sound"),
    ),
)
"""Of six letters and more, or a compressed page would hold them by chance. Every action and annotation has to name
its kind (ISO 32000-1, tables 164 and 193), so shorter names beside them need not be sought."""


def _spelled(data: bytes) -> Oddity:
    found = ORDINARY
    for oddity, name in _NAMES:
        if name.search(data):
            found |= oddity
    return found


def _object_streams(reader: PdfReader) -> Iterator[bytes]:
    """What the objects look like that lie compressed together."""
    for number in sorted({stream for stream, _ in reader.xref_objStm.values()}):
        stream = reader.get_object(number)
        if isinstance(stream, StreamObject):
            yield stream.get_data()


def _begins(catalog: DictionaryObject) -> Oddity:
    """Whether it does more, when it is opened, than to show a page of its own."""
    action = catalog.get("/OpenAction")
    action = action.get_object() if action is not None else None
    shows = not isinstance(action, DictionaryObject) or action.get("/S") in {"/GoTo", "/JavaScript"}
    return ORDINARY if shows else Oddity.LAUNCHES


def dictionary(thing: PdfObject | None) -> DictionaryObject:
    """What it refers to, as a copy that may be changed; raises DamagedError where that is none."""
    found = thing.get_object() if thing is not None else None
    if not isinstance(found, DictionaryObject) or isinstance(found, StreamObject):
        raise DamagedError("a dictionary is missing")
    return DictionaryObject(found)


def _count(root: PdfObject | None) -> int:
    """The pages of the tree; raises DamagedError where its own counts contradict one another.

    A node with as many kids as pages has pages alone: they are not read, which for 5,000 of them would take
    ten times as long as the label.
    """
    pages = 0
    nodes = [root]
    for _ in range(NODES):
        if not nodes:
            return _agreed(pages, root)
        node = dictionary(nodes.pop())
        kids = node.get("/Kids")
        kids = kids.get_object() if kids is not None else None
        if not isinstance(kids, ArrayObject):
            pages += 1
        elif node.get("/Count") == len(kids):
            pages += len(kids)
        else:
            nodes += list.__iter__(kids)
    raise DamagedError("its page tree has no end")


def _agreed(pages: int, root: PdfObject | None) -> int:
    said = dictionary(root).get("/Count")
    if not isinstance(said, NumberObject) or said != pages:
        raise DamagedError("its page tree counts otherwise than it is")
    return pages
