"""What the toy court holds and grants: papers, docket entries, and the links of a notice."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class System(StrEnum):
    """The e-filing system that a host speaks."""

    DISTRICT = "district"
    BANKRUPTCY = "bankruptcy"
    APPELLATE = "appellate"
    ACMS = "acms"


def system_of(host: str) -> System:
    """Which system a host speaks, by its name."""
    if host.endswith("-showdoc.azurewebsites.us"):
        return System.ACMS
    court = host.split(".")[1]
    if re.fullmatch(r"ca(\d{1,2}|dc|fc)", court):
        return System.APPELLATE
    return System.BANKRUPTCY if court.endswith("b") else System.DISTRICT


class Manner(StrEnum):
    """How the court answers when the look at a paper is used for the first time."""

    PAPER = "paper"
    FRAME = "frame"
    SIGN_ON = "sign_on"
    SIGN_ON_REDIRECT = "sign_on_redirect"
    LOGIN_FORM = "login_form"
    RECEIPT = "receipt"
    RESTRICTED = "restricted"
    UNAVAILABLE = "unavailable"
    OUTAGE = "outage"
    """503 for the first two requests, which use nothing up; then the paper."""
    CUT = "cut"
    """Half of the paper, then the connection is gone; the look is used."""
    SLOW = "slow"
    """The second half of the paper comes a second after the first."""

    @property
    def shows_paper(self) -> bool:
        """Whether the paper is there for whoever has the look."""
        return self in {Manner.PAPER, Manner.FRAME, Manner.OUTAGE, Manner.CUT, Manner.SLOW}


@dataclass(frozen=True, slots=True)
class Paper:
    """A PDF as the court holds it."""

    pdf: bytes
    description: str = "Main Document"
    pages: int = 1
    manner: Manner = Manner.PAPER


@dataclass(frozen=True, slots=True)
class Filing:
    """A docket entry with its papers, the main document first."""

    host: str
    case_id: str
    sequence: str
    document_ids: tuple[str, ...]
    """As the court's own menus show them: the fourth digit is 1."""
    papers: tuple[Paper, ...]

    def path(self, index: int) -> str:
        """The path of one document; 0 is the main one."""
        folder = "docs1" if system_of(self.host) is System.APPELLATE else "doc1"
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
        match system_of(self.host):
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
