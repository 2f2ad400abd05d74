"""PDFs for the labeller: proper ones of several makes, odd ones and hostile ones. All invented."""

from __future__ import annotations

import zlib
from io import BytesIO

import pikepdf

from docketmail.core.examination import Oddity
from docketmail.demo.pdfs import make_encrypted_pdf


def paper(pages: int = 1, bookmarks: tuple[str, ...] = (), *, modern: bool = False) -> bytes:
    """A proper PDF; a modern one has object streams and a cross-reference stream."""
    pdf = pikepdf.new()
    for number in range(pages):
        page = pdf.add_blank_page()
        page.Contents = pdf.make_stream(b"BT 72 720 Td (page %d of a filing) Tj ET" % number)
    with pdf.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(title, 0) for title in bookmarks)
    pdf.docinfo["/Title"] = "Microsoft Word - draft7.docx"
    pdf.docinfo["/Producer"] = "Quill 3"
    mode = pikepdf.ObjectStreamMode
    return saved(pdf, object_stream_mode=mode.generate if modern else mode.disable)


def saved(pdf: pikepdf.Pdf, **how: object) -> bytes:
    out = BytesIO()
    pdf.save(out, **how)  # type: ignore[arg-type]
    return out.getvalue()


def changed(**root: object) -> bytes:
    """A proper PDF whose root has these entries too."""
    pdf = pikepdf.open(BytesIO(paper()))
    for name, value in root.items():
        pdf.Root[f"/{name}"] = value
    return saved(pdf)


def raw(*objects: bytes, root: bytes = b"", size: int | None = None) -> bytes:
    """A PDF with a catalog (number 1) and these objects (from number 2), written by hand."""
    out = BytesIO(b"%PDF-1.4\n")
    out.seek(0, 2)
    offsets = []
    for number, thing in enumerate((b"<< /Type /Catalog /Pages 2 0 R %s >>" % root, *objects), 1):
        offsets.append(out.tell())
        out.write(b"%d 0 obj\n%s\nendobj\n" % (number, thing))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(offsets) + 1))
    out.writelines(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(offsets) + 1 if size is None else size
    out.write(b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, start))
    return out.getvalue()


PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << >> >>"


def _stream(data: bytes, words: bytes) -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), words, data)


def _bomb(size: int) -> bytes:
    squeeze = zlib.compressobj(9)
    piece = bytes(1 << 20)
    return b"".join(squeeze.compress(piece) for _ in range(size >> 20)) + squeeze.flush()


def bombs() -> dict[str, bytes]:
    """What mail.md's measurements list, and a few more: none may do harm."""
    gibibyte = _bomb(1 << 30)
    page_of = b"<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>"
    flate = b"/Filter /FlateDecode"
    twice = _stream(zlib.compress(gibibyte, 9), b"/Filter [/FlateDecode /FlateDecode]")
    entries = _stream(gibibyte, flate + b" /Type /XRef /W [1 4 2] /Size 99999999 /Root 1 0 R")
    prefix = b"%PDF-1.5\n"
    deep = b"[" * 200_000 + b"]" * 200_000
    many = b"<< /Type /Pages /Count 1000000 /Kids [" + b"3 0 R " * 1_000_000 + b"] >>"
    return {
        "a page of 1 GiB": raw(PAGES, page_of, _stream(gibibyte, flate)),
        "a page of 1 GiB, squeezed twice": raw(PAGES, page_of, twice),
        "cross-references of 1 GiB": prefix
        + b"1 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n" % (entries, len(prefix)),
        "nested 200,000 deep": raw(PAGES, PAGE, root=b"/Names " + deep),
        "an outline nested 200,000 deep": raw(PAGES, PAGE, deep, root=b"/Outlines 4 0 R"),
        "pages that are their own kids": raw(b"<< /Type /Pages /Kids [2 0 R] /Count 1 >>"),
        "a million kids": raw(many, PAGE),
        "20 MB of blanks": b"%PDF-1.4\n" + b" " * 20_000_000,
        "a million objects": raw(PAGES, PAGE, *[b"null"] * 1_000_000),
        "a huge object number": raw(PAGES, PAGE, size=2**31),
    }


def hostile_papers() -> dict[str, tuple[bytes, Oddity]]:
    """Papers that go as they came, and what is to be said of each."""
    bomb = bombs()
    damaged = Oddity.DAMAGED
    with_file = pikepdf.open(BytesIO(paper()))
    with_file.attachments["recording.mp3"] = b"ID3" + bytes(1000)
    script = b"/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >>"
    hidden = pikepdf.open(BytesIO(paper(3, modern=True)))
    hidden.pages[0].AA = pikepdf.Dictionary(O=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="x"))
    modern = saved(hidden, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    spelled = b"/OpenAction << /S /Java#53cri#70t /JS (1) >>"
    site = b"/OpenAction << /S /URI /URI (https://site.example/) >>"
    return {
        "encrypted": (make_encrypted_pdf("Order"), Oddity.ENCRYPTED),
        "locked": (make_encrypted_pdf("Order", "secret"), Oddity.LOCKED),
        "a script": (raw(PAGES, PAGE, root=script), Oddity.SCRIPTS),
        "a script in numbers": (raw(PAGES, PAGE, root=spelled), Oddity.SCRIPTS),
        "a launch in an object stream": (modern, Oddity.LAUNCHES),
        "a site that is opened": (raw(PAGES, PAGE, root=site), Oddity.LAUNCHES),
        "a recording": (saved(with_file), Oddity.EMBEDDED),
        "a web page": (b"%PDF-1.4\n<html><script>alert(1)</script>" + paper(), Oddity.WEB_PAGE),
        "a header with nothing behind it": (b"%PDF-1.7\n", damaged),
        "a paper that breaks off": (paper(20)[:-700], damaged),
        "cross-references of garbage": (_garbled(paper(3)), damaged),
        "counts that do not agree": (raw(PAGES.replace(b"1 >>", b"12 >>"), PAGE), damaged),
        "pages that are their own kids": (bomb["pages that are their own kids"], damaged),
        "kids that never end": (
            raw(b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 9 >>"),
            damaged,
        ),
        "20 MB of blanks": (bomb["20 MB of blanks"], damaged),
        "cross-references of 1 GiB": (bomb["cross-references of 1 GiB"], Oddity(0)),
    }


def _garbled(pdf: bytes) -> bytes:
    start = pdf.rindex(b"xref\n", 0, pdf.rindex(b"startxref")) + len(b"xref\n0 ")
    return pdf[:start] + b"\xff\x00garbage " * 20 + pdf[start:]
