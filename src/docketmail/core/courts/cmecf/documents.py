"""The document block of a notice: descriptions, the filers' own file names, and the court's stamps.

The stamp's `FileNumber=base-index` is the one reliable list of attachments: a base is one docket
document, the index its attachments, 0 the main document (public sample notices, all 115 with a block).
"""

from __future__ import annotations

import re
from typing import Final

from docketmail.core.markup import folded
from docketmail.core.notice import Case, Document


# The appellate courts write capitals: Document Description.
_DESCRIPTION: Final = re.compile(r"Document\s+description:", re.IGNORECASE)
_FILENAME: Final = re.compile(r"Original\s+filename:", re.IGNORECASE)
_STAMP: Final = re.compile(r"Electronic\s+document\s+Stamp:", re.IGNORECASE)
_FILE_NUMBER: Final = re.compile(r"FileNumber=([0-9\s]{1,40})-([0-9\s]{1,20})\]")
_NO_NAME: Final = frozenset(("n/a", "suppressed", "not available"))


def read(text: str, cases: list[Case]) -> tuple[Document, ...]:
    """Every document of the block, each stamp once. Where each case has a base of its own, its own documents.

    Args:
        text: the notice from its first section on.
        cases: the cases of the notice, in its order.

    """
    found: dict[tuple[str | None, int], Document] = {}
    for block in _DESCRIPTION.split(text)[1:]:
        document = _document(block, len(found))
        found.setdefault((document.file_number, document.index), document)
    return _of_cases(list(found.values()), [case.number for case in cases])


def _document(block: str, place: int) -> Document:
    description, _, rest = _parted(_FILENAME, block)
    filename, _, rest = _parted(_STAMP, rest)
    stamp = _FILE_NUMBER.search(rest)
    name = folded(filename)
    return Document(
        "",
        int("".join(stamp[2].split()) or 0) if stamp else place,
        folded(description),
        "" if name.lower() in _NO_NAME else name,
        "".join(stamp[1].split()) if stamp else None,
    )


def _parted(label: re.Pattern[str], text: str) -> tuple[str, str, str]:
    found = label.search(text)
    return (text[: found.start()], found[0], text[found.end() :]) if found else (text, "", "")


def _of_cases(documents: list[Document], numbers: list[str]) -> tuple[Document, ...]:
    """Each document with its case: bases and cases come in the same order where they are as many."""
    bases = list(dict.fromkeys(document.file_number for document in documents))
    own = dict(zip(bases, numbers, strict=True)) if len(bases) == len(numbers) else {}
    return tuple(
        Document(
            own.get(document.file_number, numbers[0] if numbers else ""),
            document.index,
            document.description,
            document.original_filename,
            document.file_number,
        )
        for document in documents
    )
