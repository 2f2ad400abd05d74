"""The labeller's other side: reads a stranger's PDF, answers with the bytes that label it.

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

from docketmail.adapters.pdf_increment import UnfitError, appendix


# The labeller has the same two lines: it must not import this module, and with it pypdf.
REQUEST = Struct(">III")  # serial, bytes of the label (JSON), bytes of the PDF
REPLY = Struct(">II")  # serial, bytes to append; none: the paper goes as it came

MEMORY = 1_500_000_000  # bytes; enough for 100 MB of PDF, and no bomb of the tests did harm with it
SECONDS = 10  # of processor time a paper; one of 500 pages needs 0.01
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
    sample = BytesIO()
    with PdfWriter(sample) as writer:
        writer.add_blank_page(72, 72)
    words = ("title", "court", "case", "document", "date", "bookmark")
    appendix(sample.getvalue(), dict.fromkeys(words, "\N{SECTION SIGN} \N{GREEK SMALL LETTER PI}"))
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


def serve() -> None:
    """Answer until the daemon closes the pipe. What is not foreseen ends the process, and says nothing."""
    _reply(0, b"")
    while len(header := sys.stdin.buffer.read(REQUEST.size)) == REQUEST.size:
        serial, label_size, pdf_size = REQUEST.unpack(header)
        label = json.loads(sys.stdin.buffer.read(label_size))
        pdf = sys.stdin.buffer.read(pdf_size)
        spent = resource.getrusage(resource.RUSAGE_SELF)
        allowed = int(spent.ru_utime + spent.ru_stime) + SECONDS
        resource.setrlimit(resource.RLIMIT_CPU, (allowed, resource.RLIM_INFINITY))
        try:
            _reply(serial, appendix(pdf, label))
        except (UnfitError, PyPdfError):
            _reply(serial, b"")
        # pypdf's readers are cycles, each of which holds its paper twice until it is collected.
        del pdf
        gc.collect()


def _reply(serial: int, tail: bytes) -> None:
    sys.stdout.buffer.write(REPLY.pack(serial, len(tail)) + tail)
    sys.stdout.buffer.flush()


if __name__ == "__main__":
    prepare()
    serve()
