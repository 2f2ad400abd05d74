"""The courts of a storm, and what a notice of theirs is about: papers, and the looks that may bring them."""

from __future__ import annotations

from dataclasses import dataclass

from daemon.storm import Told
from docketmail.demo.court_filings import Filing, Grant
from docketmail.demo.court_manners import Manner


OWN = tuple(f"ecf.{court}.uscourts.gov" for court in ("nmb", "vaed"))
"""Each address has a look of its own there, in the courts' own words (www.nmb.uscourts.gov/manual/EMail.htm)."""
SHARED = tuple(f"ecf.{court}.uscourts.gov" for court in ("kyeb", "vawd"))
"""All addresses share one look there (www.kyeb.uscourts.gov/troubleshooting)."""
SILENT = tuple(
    f"ecf.{court}.uscourts.gov"
    for court in (
        *("vtd", "cand", "gand", "nysd", "txsd", "ilnd", "mad", "flmd", "ord", "mied"),
        *("vtb", "ctb", "canb", "utb", "deb", "njb", "txsb", "ilnb"),
        *("ca1", "ca2", "ca4", "ca5", "ca10", "cadc"),
    )
)
"""These do not say."""
ACMS = tuple(f"{court}-showdoc.azurewebsites.us" for court in ("ca2", "ca6", "ca9"))
HOSTS = (*OWN, *SHARED, *SILENT, *ACMS)


@dataclass(frozen=True)
class Copy:
    """One attorney's looks at a filing, and how the court answers the main document's."""

    grant: Grant
    manner: Manner
    spent: bool = False
    """By somebody else, before it was sent."""


@dataclass(frozen=True)
class Shelf:
    """Papers that a letter has to tell of, and the looks that may bring them."""

    filing: Filing
    copies: tuple[Copy, ...]
    announced: bool = True
    """Whether the notice lists the attachments."""

    @property
    def titles(self) -> tuple[str, ...]:
        return tuple(paper.description for paper in self.filing.papers)


@dataclass(frozen=True, kw_only=True)
class Entry(Told):
    """A notice, and what its looks are."""

    shelves: tuple[Shelf, ...] = ()
    closed: tuple[Filing, ...] = ()
    """What nobody may ask for."""
    says: str = ""
    """What the letter has to say beside its papers."""
