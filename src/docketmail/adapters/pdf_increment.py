"""A PDF's label as an incremental update: new objects and cross-references behind the file (ISO 32000-1, 7.5.6).

What the court sent stays where it is, byte for byte, and only the few objects that lead to the
document's information and outline are read, so that 500 pages cost little more than one and a bomb in
a page stays unopened. XMP metadata stays as it came: a viewer that prefers it shows the filer's title,
and the bookmark ours.

Security: reads strangers' PDFs, so it runs in the labeller's worker process and nowhere else.
Promises: what it returns is a valid update of the file (read back before it is returned), the same for
the same file and label; pages, scripts and embedded files are neither changed nor looked at.
"""

from __future__ import annotations

import hashlib
import json
import re
from io import BytesIO
from struct import Struct
from typing import cast

from pypdf import PdfReader
from pypdf.generic import (
    ArrayObject,
    ByteStringObject,
    DictionaryObject,
    IndirectObject,
    NameObject,
    NumberObject,
    PdfObject,
    StreamObject,
    TextStringObject,
)

from docketmail.adapters.pdf_examination import DamagedError, dictionary


TREE_DEPTH = 50  # levels down to the first page; a balanced tree of a million has under 20


class UnfitError(Exception):
    """Nothing is wrong with the paper, and it must go as it came."""


class Increment:
    """The objects that an update adds or changes, over the document that it is appended to."""

    def __init__(self, reader: PdfReader) -> None:
        self.reader = reader
        self.objects: dict[tuple[int, int], PdfObject] = {}
        numbers = [number for section in reader.xref.values() for number in section]
        # Whatever /Size says: an object that took a number in use would be lost.
        self.size = max(int(reader.trailer.get("/Size", 0)), *numbers, *reader.xref_objStm, 0) + 1

    def add(self, thing: PdfObject) -> IndirectObject:
        reference = IndirectObject(self.size, 0, self.reader)
        self.size += 1
        self.put(reference, thing)
        return reference

    def put(self, reference: IndirectObject, thing: PdfObject) -> None:
        self.objects[reference.idnum, reference.generation] = thing


def appendix(pdf: bytes, label: dict[str, str]) -> bytes:
    """The bytes that label this PDF once they stand behind it.

    Raises UnfitError or DamagedError for a paper that must go as it came; pypdf raises whatever it likes.
    """
    previous = _last_section(pdf)
    reader = PdfReader(BytesIO(pdf), strict=True)
    catalog = _checked_catalog(pdf, reader)
    increment = Increment(reader)
    trailer = DictionaryObject(
        {
            NameObject("/Root"): _reference(reader.trailer.get("/Root")),
            NameObject("/Info"): _inform(increment, label),
            NameObject("/ID"): _identity(reader, pdf, label),
            NameObject("/Prev"): NumberObject(previous),
        }
    )
    _bookmark(increment, catalog, label["bookmark"])
    tail = _written(pdf, increment, trailer)
    _read_back(pdf + tail, label)
    return tail


def _last_section(pdf: bytes) -> int:
    """The offset of the cross-reference section that a reader meets first."""
    # An offset counts from the header, and not every reader agrees where junk precedes it.
    if not pdf.startswith(b"%PDF-"):
        raise DamagedError("it does not begin with its header")
    found = re.match(rb"startxref\s+(\d{1,10})\s+%%EOF", pdf[pdf.rfind(b"startxref") :])
    if not found or not re.compile(rb"xref\b|\d+\s+\d+\s+obj\b").match(pdf, int(found[1])):
        raise DamagedError("its end does not lead to its cross-references: it would need repair")
    return int(found[1])


def _checked_catalog(pdf: bytes, reader: PdfReader) -> DictionaryObject:
    """The document's root; raises UnfitError where a change would break what the paper promises."""
    if "/Encrypt" in reader.trailer:
        raise UnfitError("it is encrypted")
    # Every signature covers a /ByteRange of the file, so it stands there in plain (ISO 32000-1, 12.8.1).
    if b"/ByteRange" in pdf or re.search(rb"/FT\s*/Sig\b", pdf):
        raise UnfitError("it is signed, or waits for a signature")
    catalog = dictionary(reader.trailer.get("/Root"))
    form = dictionary(catalog.get("/AcroForm", DictionaryObject()))
    if "/Perms" in catalog or form.get("/SigFlags", 0) != 0:
        raise UnfitError("it is certified, or its form is signed")
    if "/XFA" in form or "/Collection" in catalog:
        raise UnfitError("it is an XFA form or a portfolio, not pages")
    return catalog


def _reference(thing: PdfObject | None) -> IndirectObject:
    if not isinstance(thing, IndirectObject):
        raise DamagedError("an object that others refer to has no number")
    return thing


def _inform(increment: Increment, label: dict[str, str]) -> IndirectObject:
    """Set title, author, subject and keywords; producer, dates and all else stay."""
    old = increment.reader.trailer.get("/Info")
    information = DictionaryObject() if old is None else dictionary(old)
    keywords = (label["court"], label["case"], label["document"], label["date"])
    for name, value in (
        ("/Title", label["title"]),
        ("/Author", label["court"]),
        ("/Subject", label["case"]),
        ("/Keywords", ", ".join(word for word in keywords if word)),
    ):
        information[NameObject(name)] = TextStringObject(value)
    if not isinstance(old, IndirectObject):
        return increment.add(information)
    increment.put(old, information)
    return old


def _bookmark(increment: Increment, catalog: DictionaryObject, title: str) -> None:
    """Put the bookmark before all others; those stay."""
    if "/Outlines" in catalog:
        outline = dictionary(catalog.get("/Outlines"))
        place = _reference(catalog.get("/Outlines"))
        increment.put(place, outline)
    else:
        outline = DictionaryObject()
        place = increment.add(outline)
        catalog[NameObject("/Outlines")] = place
        increment.put(_reference(increment.reader.trailer.get("/Root")), catalog)
    mark = DictionaryObject(
        {
            NameObject("/Title"): TextStringObject(title),
            NameObject("/Parent"): place,
            NameObject("/Dest"): ArrayObject([_first_page(catalog), NameObject("/Fit")]),
        }
    )
    _chain(increment, outline, mark)


def _chain(increment: Increment, outline: DictionaryObject, mark: DictionaryObject) -> None:
    """Hang the mark in front of the outline's first item."""
    new = increment.add(mark)
    if "/First" in outline:
        neighbour = _reference(outline.get("/First"))
        second = dictionary(neighbour)
        second[NameObject("/Prev")] = new
        increment.put(neighbour, second)
        mark[NameObject("/Next")] = neighbour
    else:
        outline[NameObject("/Last")] = new
        outline[NameObject("/Count")] = NumberObject(0)
    outline[NameObject("/First")] = new
    visible = outline.get("/Count")
    # Absent or negative where a producer counted in its own way: then it stays so.
    if isinstance(visible, NumberObject) and visible >= 0:
        outline[NameObject("/Count")] = NumberObject(visible + 1)


def _first_page(catalog: DictionaryObject) -> IndirectObject:
    node = catalog.get("/Pages")
    for _ in range(TREE_DEPTH):
        page = dictionary(node)
        if "/Kids" not in page:
            return _reference(node)
        kids = page["/Kids"]
        if not isinstance(kids, ArrayObject) or not kids:
            break
        node = list.__getitem__(kids, 0)
    raise DamagedError("its pages do not begin")


def _identity(reader: PdfReader, pdf: bytes, label: dict[str, str]) -> ArrayObject:
    """The permanent part stays, the changing part follows from content (ISO 32000-1, 14.4)."""
    changing = hashlib.sha256(pdf + json.dumps(label).encode()).digest()[:16]
    known = reader.trailer.get("/ID")
    known = known.get_object() if known is not None else None
    permanent = known[0] if isinstance(known, ArrayObject) and known else None
    return ArrayObject([permanent or ByteStringObject(changing), ByteStringObject(changing)])


def _written(pdf: bytes, increment: Increment, trailer: DictionaryObject) -> bytes:
    """Objects and cross-references, in the form that the file's last section has."""
    out = BytesIO()
    offsets: dict[tuple[int, int], int] = {}
    out.write(b"\n")
    for (number, generation), thing in sorted(increment.objects.items(), key=lambda item: item[0]):
        offsets[number, generation] = len(pdf) + out.tell()
        out.write(b"%d %d obj\n" % (number, generation))
        thing.write_to_stream(out)
        out.write(b"\nendobj\n")
    start = len(pdf) + out.tell()
    previous = cast("NumberObject", trailer["/Prev"])
    if pdf.startswith(b"xref", previous):
        _write_table(out, offsets, trailer, increment.size)
    else:
        offsets[increment.size, 0] = start
        _write_stream(out, offsets, trailer, increment.size)
    out.write(b"\nstartxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def _write_table(
    out: BytesIO, offsets: dict[tuple[int, int], int], trailer: DictionaryObject, size: int
) -> None:
    out.write(b"xref\n0 1\n0000000000 65535 f \n")
    out.writelines(
        b"%d 1\n%010d %05d n \n" % (number, offset, generation)
        for (number, generation), offset in offsets.items()
    )
    out.write(b"trailer\n")
    trailer[NameObject("/Size")] = NumberObject(size)
    trailer.write_to_stream(out)


def _write_stream(
    out: BytesIO, offsets: dict[tuple[int, int], int], trailer: DictionaryObject, number: int
) -> None:
    entries = StreamObject()
    entries.update(trailer)
    entry = Struct(">BIH")
    ones = [NumberObject(n) for key in offsets for n in (key[0], 1)]
    entries[NameObject("/Type")] = NameObject("/XRef")
    entries[NameObject("/Size")] = NumberObject(number + 1)
    entries[NameObject("/W")] = ArrayObject([NumberObject(n) for n in (1, 4, 2)])
    entries[NameObject("/Index")] = ArrayObject(ones)
    entries.set_data(b"".join(entry.pack(1, at, key[1]) for key, at in offsets.items()))
    out.write(b"%d 0 obj\n" % number)
    entries.write_to_stream(out)
    out.write(b"\nendobj")


def _read_back(pdf: bytes, label: dict[str, str]) -> None:
    """Look at the copy as a reader would; a label that does not show is worse than none."""
    reader = PdfReader(BytesIO(pdf), strict=True)
    title = dictionary(reader.trailer.get("/Info")).get("/Title")
    catalog = dictionary(reader.trailer.get("/Root"))
    first = dictionary(dictionary(catalog.get("/Outlines")).get("/First")).get("/Title")
    if (title, first) != (label["title"], label["bookmark"]):
        raise DamagedError("the label does not show in the copy")
