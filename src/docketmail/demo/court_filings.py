"""What the toy court holds and grants: papers, docket entries, and the links of a notice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from docketmail.demo.court_manners import (
    ACMS_ALONE,
    APPELLATE_ALONE,
    FRAMING,
    TRIAL_ALONE,
    Manner,
)


PIECE = 64 * 1024
"""Bytes of a long body that are sent at once."""
_COMMENT = b"%" + b"." * 1022 + b"\n"


class System(StrEnum):
    """The e-filing system that a host speaks."""

    DISTRICT = "district"
    BANKRUPTCY = "bankruptcy"
    APPELLATE = "appellate"
    ACMS = "acms"


def system_of(host: str) -> System:
    """Which system a court's host speaks, by its name."""
    if host.endswith("-showdoc.azurewebsites.us"):
        return System.ACMS
    court = court_of(host)
    if re.fullmatch(r"ca(\d{1,2}|dc|fc)", court):
        return System.APPELLATE
    return System.BANKRUPTCY if court.endswith("b") else System.DISTRICT


def manners_of(system: System) -> tuple[Manner, ...]:
    """The manners that make sense in a system."""
    strange = {
        System.DISTRICT: ACMS_ALONE | APPELLATE_ALONE,
        System.BANKRUPTCY: ACMS_ALONE | APPELLATE_ALONE,
        System.APPELLATE: ACMS_ALONE | TRIAL_ALONE,
        System.ACMS: APPELLATE_ALONE | TRIAL_ALONE | FRAMING,
    }
    return tuple(manner for manner in Manner if manner not in strange[system])


def court_of(host: str) -> str:
    """PACER's identifier of the court that a host serves."""
    return host.removeprefix("ecf.").partition("-showdoc.")[0].partition(".")[0]


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF as the court holds it."""

    pdf: bytes
    description: str = "Main Document"
    pages: int = 1
    """As the court's menus and receipts tell them."""
    manner: Manner = Manner.PAPER
    padding: int = 0
    """Bytes of comment in front of the PDF's last lines, made while it is sent: half a gigabyte takes no memory."""

    @property
    def size(self) -> int:
        """Bytes in all."""
        return len(self.pdf) + self.padding

    def pieces(self) -> Iterator[bytes]:
        """The PDF as it is sent. Comments between trailer and startxref move no object (ISO 32000-1, 7.2.4)."""
        end = self.pdf.rfind(b"startxref") if self.padding else len(self.pdf)
        for start in range(0, end, PIECE):
            yield self.pdf[start : min(start + PIECE, end)]
        for start in range(0, self.padding, PIECE):
            yield _comment(min(PIECE, self.padding - start))
        yield self.pdf[end:]


def _comment(size: int) -> bytes:
    """So many bytes of comment, in lines."""
    return (_COMMENT * (size // len(_COMMENT) + 1))[: size - 1] + b"\n"


@dataclass(frozen=True, slots=True)
class Filing:
    """A docket entry with its papers, the main document first."""

    host: str
    case_id: str
    sequence: str
    document_ids: tuple[str, ...]
    """As the court's own menus show them: the fourth digit is 1. A short bankruptcy id has no such digit."""
    papers: tuple[Paper, ...]

    @property
    def system(self) -> System:
        return system_of(self.host)

    def path(self, index: int) -> str:
        """The path of one document; 0 is the main one."""
        folder = "docs1" if self.system is System.APPELLATE else "doc1"
        return f"/{folder}/{self.document_ids[index]}"

    @property
    def menu_path(self) -> str:
        """The main document's path with fourth digit 0.

        It leads to the menu where there are attachments, else to the paper (juriscraper, make_doc1_url).
        """
        main = self.document_ids[0]
        return self.path(0).replace(main, f"{main[:3]}0{main[4:]}")

    def link(self, magic: str) -> str:
        """The link as a CM/ECF notice prints it.

        The parameters' order is each kind of court's own; only district courts mail the digit 1.
        """
        match self.system:
            case System.APPELLATE:
                tail = f"{self.menu_path}?uid={magic}"
            case System.BANKRUPTCY:
                tail = (
                    f"{self.menu_path}?pdf_header=&magic_num={magic}"
                    f"&de_seq_num={self.sequence}&caseid={self.case_id}"
                )
            case _:
                path = self.menu_path if len(self.papers) > 1 else self.path(0)
                tail = f"{path}?caseid={self.case_id}&de_seq_num={self.sequence}&magic_num={magic}"
        return f"https://{self.host}{tail}"


@dataclass(frozen=True, slots=True)
class Grant:
    """What one notice of a filing carries: ACMS has a link for each paper, the others have one."""

    links: tuple[str, ...]
    magic: str
    """The magic number or uid; empty for ACMS, whose links are keys themselves."""
