"""Small, valid PDFs for the toy court: plain, signed, encrypted and recorded ones."""

from __future__ import annotations

import io
from itertools import accumulate

from pypdf import PdfReader, PdfWriter


FIRST_FREE = 4
"""Objects 1 to 3 are the catalog, the pages and the font."""


def make_pdf(text: str, pages: int = 1) -> bytes:
    """A PDF of this many letter-sized pages that says `text` and the page's number on each."""
    return _assemble(_page_objects(text, pages))


def make_signed_pdf(text: str) -> bytes:
    """A PDF with a signature field, as e-signed orders have one: changing a byte would break it.

    The signature itself is of zeros and proves nothing.
    """
    objects = _page_objects(text, 1)
    field, value = len(objects) + 1, len(objects) + 2
    objects[0] = _dictionary(
        f"/Type /Catalog /Pages 2 0 R /AcroForm << /SigFlags 3 /Fields [{field} 0 R] >>"
    )
    objects.append(
        _dictionary(
            "/Type /Annot /Subtype /Widget /FT /Sig /T (Judge) /Rect [0 0 0 0] "
            f"/P {FIRST_FREE} 0 R /V {value} 0 R"
        )
    )
    objects.append(
        _dictionary(
            "/Type /Sig /Filter /Adobe.PPKLite /SubFilter /adbe.pkcs7.detached "
            f"/ByteRange [0 100 200 300] /Contents <{'0' * 64}>"
        )
    )
    return _assemble(objects)


def make_encrypted_pdf(text: str, password: str = "") -> bytes:
    """A PDF under a password; with the empty one it opens for everybody and still may not be changed."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf(text))))
    writer.encrypt(password, "clerk", algorithm="AES-256")
    encrypted = io.BytesIO()
    writer.write(encrypted)
    return encrypted.getvalue()


def make_recorded_pdf(text: str) -> bytes:
    """A PDF with a sound file inside, as courts hand out a hearing's recording (juriscraper's sample dcb_1)."""
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(make_pdf(text))))
    writer.add_attachment("hearing.mp3", b"ID3" + bytes(2_000))
    recorded = io.BytesIO()
    writer.write(recorded)
    return recorded.getvalue()


def _page_objects(text: str, pages: int) -> list[bytes]:
    numbers = [FIRST_FREE + 2 * page for page in range(pages)]
    kids = " ".join(f"{number} 0 R" for number in numbers)
    objects = [
        _dictionary("/Type /Catalog /Pages 2 0 R"),
        _dictionary(f"/Type /Pages /Count {pages} /Kids [{kids}]"),
        _dictionary("/Type /Font /Subtype /Type1 /BaseFont /Times-Roman"),
    ]
    for page, number in enumerate(numbers, start=1):
        objects.append(
            _dictionary(
                "/Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
                f"/Resources << /Font << /F1 3 0 R >> >> /Contents {number + 1} 0 R"
            )
        )
        objects.append(_stream(f"{text} - page {page} of {pages}"))
    return objects


def _dictionary(entries: str) -> bytes:
    return f"<< {entries} >>".encode("latin-1")


def _stream(text: str) -> bytes:
    shown = text.encode("latin-1", "replace")
    for special in (b"\\", b"(", b")"):
        shown = shown.replace(special, b"\\" + special)
    content = b"BT /F1 12 Tf 72 720 Td (" + shown + b") Tj ET"
    return b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content)


def _assemble(objects: list[bytes]) -> bytes:
    header = b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n"
    bodies = [b"%d 0 obj\n%s\nendobj\n" % numbered for numbered in enumerate(objects, start=1)]
    *offsets, end = accumulate(map(len, bodies), initial=len(header))
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    size = len(objects) + 1
    return b"".join(
        [
            header,
            *bodies,
            b"xref\n0 %d\n0000000000 65535 f \n" % size,
            table,
            b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (size, end),
        ]
    )
