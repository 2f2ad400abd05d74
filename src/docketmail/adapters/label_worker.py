"""The labeller's other side: reads a stranger's PDF, answers with what it is and the bytes that label it.

Runs as `python -m docketmail.adapters.label_worker`, in a process of its own, one paper after another.

Security: before the first paper the process gives up all but its pipes. With no descriptor left it can
open neither file nor socket; memory and processor time are limited. Pure Python and one library: it
needs no memory that is writable and executable.
Promises: one answer for each request, in order, under the request's serial. What is not foreseen ends
the process, and says nothing.
"""

from __future__ import annotations

import codecs
import ctypes
import gc
import json
import logging
import os
import resource
import sys
from io import BytesIO
from struct import Struct

from pypdf import PdfWriter
from pypdf.errors import PyPdfError

from docketmail.adapters.pdf_examination import DamagedError, examined
from docketmail.adapters.pdf_increment import UnfitError, appendix
from docketmail.core.examination import Examined, Oddity


# The labeller has the same three lines: it must not import this module, and with it pypdf.
REQUEST = Struct(
    ">III"
)  # serial, bytes of the label (JSON; none: it is only looked at), bytes of the PDF
REPLY = Struct(">IiII")  # serial, pages, oddities, bytes to append; none: the paper goes as it came
UNCOUNTED = -1

MEMORY = 1_500_000_000  # bytes; enough for 100 MB of PDF, and no bomb of the tests did harm with it
SECONDS = 5  # of processor time a paper; one of 5,000 pages needs 0.2, no bomb of the tests 2
PIPES = 3  # stdin, stdout, stderr

_PR_SET_DUMPABLE = 4  # linux/prctl.h
_PR_SET_NO_NEW_PRIVS = 38
# Those that pypdf uses; Python loads each from a file when it is first needed.
_CODECS = ("ascii", "charmap", "latin-1", "utf-8", "utf-16", "utf-16-be", "utf-16-le")


def prepare() -> None:
    """Load what a paper may need, then give up files, sockets, privileges and plenty."""
    for name in _CODECS:
        codecs.lookup(name)
    logging.disable()
    words = ("title", "court", "case", "document", "date", "bookmark")
    text = "\N{SECTION SIGN} \N{GREEK SMALL LETTER PI}"
    appendix(_sample(""), dict.fromkeys(words, text))
    for algorithm in ("RC4-128", "AES-256"):
        examined(_sample(algorithm))
    gc.freeze()  # or every collection would look at all of pypdf again
    system = ctypes.CDLL(None)
    system.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    system.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
    os.closerange(PIPES, resource.getrlimit(resource.RLIMIT_NOFILE)[0])
    for limit, value in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_NOFILE, PIPES),
        (resource.RLIMIT_NPROC, 0),
    ):
        resource.setrlimit(limit, (value, value))


def _sample(encryption: str) -> bytes:
    sample = BytesIO()
    with PdfWriter(sample) as writer:
        writer.add_blank_page(72, 72)
        if encryption:
            writer.encrypt("", "owner", algorithm=encryption)
    return sample.getvalue()


def serve() -> None:
    """Answer until the daemon closes the pipe. What is not foreseen ends the process, and says nothing."""
    _reply(0, Examined(), b"")
    while len(header := sys.stdin.buffer.read(REQUEST.size)) == REQUEST.size:
        serial, label_size, pdf_size = REQUEST.unpack(header)
        label = sys.stdin.buffer.read(label_size)
        pdf = sys.stdin.buffer.read(pdf_size)
        spent = resource.getrusage(resource.RUSAGE_SELF)
        allowed = int(spent.ru_utime + spent.ru_stime) + SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))
        _reply(serial, *_seen(pdf, label))
        # pypdf's readers are cycles, each of which holds its paper twice until it is collected.
        del pdf
        gc.collect()


def _seen(pdf: bytes, label: bytes) -> tuple[Examined, bytes]:
    """What it is, and its label; a paper with anything odd about it has none."""
    found = examined(pdf)
    if found.oddities or not label:
        return found, b""
    try:
        return found, appendix(pdf, json.loads(label))
    except UnfitError:
        return found, b""
    except (DamagedError, PyPdfError):
        return Examined(found.pages, Oddity.DAMAGED), b""


def _reply(serial: int, found: Examined, tail: bytes) -> None:
    pages = UNCOUNTED if found.pages is None else found.pages
    sys.stdout.buffer.write(REPLY.pack(serial, pages, found.oddities.value, len(tail)) + tail)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    prepare()
    serve()
