"""The document block of a notice: descriptions, the filers' own file names, and the court's stamps.

The stamp's `FileNumber=base-index` is the one reliable list of attachments: a base is one docket
document, the index its attachments, 0 the main document (public sample notices, all 115 with a block).
"""

from __future__ import annotations

import re
from typing import Final

from docketmail.core.markup import folded
from docketmail.core.notice import Case, Document


MAX_DOCUMENTS: Final = 2_000
"""Of one transaction; the most in public samples are 28."""

# The appellate courts write capitals: Document Description. The first letter is one everywhere, and found quickly.
_DESCRIPTION: Final = re.compile(r"D(?i:ocument\s+description:)")
_FILENAME: Final = re.compile(r"O(?i:riginal\s+filename:)")
_STAMP: Final = re.compile(r"E(?i:lectronic\s+document\s+Stamp:)")
_FILE_NUMBER: Final = re.compile(r"FileNumber=([0-9\s]{1,40})-([0-9\s]{1,20})\]")
_NO_NAME: Final = frozenset(("n/a", "suppressed", "not available"))


def read(text: str, cases: list[Case]) -> tuple[Document, ...]:
    """Every document of the block, each stamp once. Where each case has a base of its own, its own documents.

    Args:
        text: the notice from its first section on.
        cases: the cases of the notice, in its order.

    """
    found: dict[tuple[str | None, int], tuple[str, str]] = {}
    for block in _DESCRIPTION.split(text, MAX_DOCUMENTS)[1:]:
        description, rest = _parted(_FILENAME, block)
        filename, rest = _parted(_STAMP, rest)
        stamp = _FILE_NUMBER.search(rest)
        base = "".join(stamp[1].split()) if stamp else None
        index = int("".join(stamp[2].split()) or 0) if stamp else len(found)
        found.setdefault((base, index), (folded(description), _known(folded(filename))))
    of_base = _cases(list(dict.fromkeys(base for base, _ in found)), cases)
    return tuple(
        Document(of_base[base], index, description, filename, base)
        for (base, index), (description, filename) in found.items()
    )


def _known(filename: str) -> str:
    return "" if filename.lower() in _NO_NAME else filename


def _parted(label: re.Pattern[str], text: str) -> tuple[str, str]:
    found = label.search(text)
    return (text[: found.start()], text[found.end() :]) if found else (text, "")


def _cases(bases: list[str | None], cases: list[Case]) -> dict[str | None, str]:
    """The case of each base: they come in the order of the cases, or of those with a look, where they are as many.

    Else all are the first's.
    """
    for owners in (cases, [case for case in cases if case.links]):
        if len(bases) == len(owners):
            return {base: case.number for base, case in zip(bases, owners, strict=True)}
    return dict.fromkeys(bases, cases[0].number if cases else "")
