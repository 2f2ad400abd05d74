"""What courts' clerks and lawyers write in notices, in invented names: the small pieces of facts."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from hypothesis import strategies as st

from docketmail.core.sealing_words import find_words
from docketmail.demo.court_notices import Attached, Mailed


@dataclass(frozen=True)
class Seat:
    """A court, as its notices name it and its clock goes; no zone where two go in its district."""

    host: str
    court: str
    name: str
    zone: str | None


EASTERN, CENTRAL, PACIFIC = "America/New_York", "America/Chicago", "America/Los_Angeles"
DISTRICT = (
    Seat("ecf.vtd.uscourts.gov", "vtd", "District of Vermont", EASTERN),
    Seat("ecf.cand.uscourts.gov", "cand", "California Northern District", PACIFIC),
    Seat("ecf.alsd.uscourts.gov", "alsd", "SOUTHERN DISTRICT OF ALABAMA", CENTRAL),
    Seat("ecf.txwd.uscourts.gov", "txwd", "Western District of Texas", None),
    Seat("ecf.jpml.uscourts.gov", "jpml", "United States Judicial Panel on Multidistrict Litigation", EASTERN),
)  # fmt: skip
BANKRUPTCY = (
    Seat("ecf.ctb.uscourts.gov", "ctb", "District of Connecticut", EASTERN),
    Seat("ecf.cacb.uscourts.gov", "cacb", "Central District of California", PACIFIC),
    Seat("ecf.insb.uscourts.gov", "insb", "Southern District of Indiana", None),
)
APPELLATE = (
    Seat("ecf.ca2.uscourts.gov", "ca2", "Court of Appeals, 2nd Circuit", EASTERN),
    Seat("ecf.cafc.uscourts.gov", "cafc", "United States Court of Appeals for the Federal Circuit", EASTERN),
)  # fmt: skip
ACMS = (
    Seat("ca2-showdoc.azurewebsites.us", "ca2", "United States Court of Appeals for the Second Circuit", EASTERN),
    Seat("ca9-showdoc.azurewebsites.us", "ca9", "United States Court of Appeals for the Ninth Circuit", None),
)  # fmt: skip
SHORT_ZONES = ("EST", "EDT", "CST", "CDT", "MST", "MDT", "PST", "PDT", "AKDT", "HST", "")
LONG_ZONES = ("Eastern Daylight Time", "Central Standard Time", "Pacific Standard Time", "PDT", "")

SURNAMES = (
    "O'Brien", "D'Angelo", "Núñez", "Müller-Lange", "Halloran", "St. Clair", "van der Berg", "McEntire", "Quennell", "Ng", "Łoś",
)  # fmt: skip
FIRMS = (
    "Greenledge & Sons, LLC", "Maple Hollow Creamery, Inc.", "AT&R Mobility", "Kestrel Homes L.P. d/b/a Kestrel",
    "414 Larch LLC", "Ozark Poultry Co.", "Sisters of Mercy's Hospital", "Ally #2 Trust", "$5 Stores, Inc.", "Bob's \"Big\" Boats",
)  # fmt: skip
GIVEN = ("Ada", "Bela T.", "Imogen", "J.", "Zoë", "Mary Ann", "Osric")
EVENTS = (
    "Motion to Compel", "Order on Motion for Extension of Time to File Response/Reply", "Letter RECEIVED", "Notice (Other)",
    "Minute Entry", "Summons Issued as to USA", "Status Report", "Transcript", "Reply to Response to Motion", "Close Case & Terminate",
)  # fmt: skip
WORDS = (
    "MOTION to Compel", "filed by", "re 31 Motion", "(related document(s) 14)", "for the 2nd time,", "Fee Amount $350,", "50% of",
    "# 12", "§ 362(d)(1)", "on 3/1/2026 at 10:30 AM", "Hearing set for", "Responses due by", "in Courtroom #5", "Judge O'Brien", "AND",
    'Exhibit "A"', "Smith & Wesson", "[12]", "*** DELETED ***", "e-mail clerk@vtd.uscourts.gov", "*as amended*", "See the order; and",
    "naïve", "— dated", "Receipt number AVTDC-1234567.", "terminating 7 Motion", "x", "(Okafor, Ada)", "Signed on 2/28/2026.",
    "UNDER SEAL", "Redacted", "unsealing", "the case number: 12", "25-1234, 25-1235", "50/50", "Case remanded.", "No.: 5",
)  # fmt: skip
ATTACHMENTS = (
    "Exhibit A", "Exhibit 1: Deposition of J. Doe", "Text of Proposed Order", "Certificate of Service", "Declaration of O'Brien & Ng",
    "Civil Cover Sheet", "Exhibit B - Contract (12.05.2022)", "Schedules A-J",
)  # fmt: skip
FILENAMES = (
    "n/a", "suppressed", "Not Available", "C:\\fakepath\\Brief (final).pdf", "motion & exhibits.pdf", "2026.03.02 O'Brien ltr.pdf",
    "Résumé.pdf", "ORDER_12-1.pdf", "Brief_REDACTED.pdf",
)  # fmt: skip
LINK_IN_TEXT = "https://www.vtd.uscourts.gov/rules?y=2026 for more."
"""Words follow: signs of a query at the beginning of a plain line would be a link's that was broken there."""

_ENTITY = re.compile(r"&#?\w+;")
noise = (
    st.text("abcXYZ019 ()#[]*&%$'\",.;:/+=_-éß", max_size=40)
    .map(lambda text: " ".join(text.split()))
    # `&x;` cannot be told from an entity in plain notices, which courts half escape.
    .filter(lambda text: not _ENTITY.search(text) and not find_words(text) and "://" not in text)
)


def some(*choices: Any) -> st.SearchStrategy[Any]:
    return st.sampled_from(choices)


people = st.builds("{} {}{}".format, some(*GIVEN), some(*SURNAMES), some("", "", ", Jr.", " III"))
parties = people | some(*FIRMS) | some("USA", "John Doe 1-10", "Commissioner of Social Security")
_several = st.builds(lambda who, more: who + more, parties, some("", "", " et al"))
captions = st.one_of(
    st.builds("{} v. {}".format, _several, _several),
    st.builds("In re {}".format, parties),
    st.builds("{} and {}".format, people, people),
    st.builds("IN RE: {} Products Liability Litigation".format, some(*FIRMS)),
)
addresses = st.builds(
    "{}{}@{}".format,
    some("ada.okafor", "o'brien", "ecf-77", "docket_team", "b+nef", "Q", "ustpregion02.nh.ecf"),
    st.integers(0, 99),
    some("quillfeather.example", "ecf.docketing.example", "sub-1.rival-llp.example"),
)
_listed = st.lists(addresses, max_size=4, unique=True).map(tuple)
readers = st.builds(
    Mailed, people | some("Office of the U.S. Trustee - NY", "Dorian   T.       Vasterby", "Roe (Firm #2)"), _listed
)  # fmt: skip
on_behalf = st.builds(
    lambda reader, whom: Mailed(f"{reader.name} on behalf of Creditor   {whom}", reader.addresses),
    readers,
    parties,
)
nameless = st.builds(lambda address: Mailed("", (address,)), addresses)
postal = st.builds(
    lambda who, lines: "\n".join([who, *lines]),
    people,
    some((), ("Thule & Sons", "14 Kiln Lane", "Yonkers, NY 10701"), ("PRO SE", "Inmate No. 12-3"), ("1 Main St., #4",)),
)  # fmt: skip
attached = st.builds(Attached, some(*ATTACHMENTS), some(*FILENAMES))
documents = st.builds(
    lambda name, more: (Attached("Main Document", name), *more),
    some(*FILENAMES),
    st.lists(attached, max_size=3),
)
days = st.dates(date(2005, 1, 1), date(2030, 12, 31))
digits = st.integers(10_000_000, 99_999_999).map(str)


@st.composite
def texts(draw: st.DrawFn, *, with_link: bool = False) -> str:
    """A docket text: clerks' phrases, noise between them, attachments, the filer's name."""
    pieces = draw(st.lists(some(*WORDS) | noise, min_size=1, max_size=12))
    if with_link:
        pieces.insert(draw(st.integers(1, len(pieces))), LINK_IN_TEXT)
    more = draw(st.lists(some(*ATTACHMENTS), max_size=3))
    if more:
        named = ", ".join(f"# ({place}) {name}" for place, name in enumerate(more, 1))
        pieces.append(f"(Attachments: {named})")
    return " ".join(["ENTRY", *" ".join(pieces).split()])


NUMBERS: dict[str, st.SearchStrategy[str]] = {
    "district": st.builds(
        "{}:{:02d}-{}-{:05d}{}".format,
        st.integers(1, 9),
        st.integers(3, 30),
        some("cv", "cr", "mc", "md", "mj"),
        st.integers(1, 99_999),
        some("", "-wks", "-ABC-DEF", "-JST"),
    ),
    "jpml": st.builds("MDL No. {}".format, st.integers(2000, 3999))
    | st.builds(
        "{}/{}:25-cv-{:05d}".format, some("NYE", "CAN"), st.integers(1, 9), st.integers(1, 99_999)
    ),
    "bankruptcy": st.builds(
        "{}{:02d}-{}{:05d}{}".format,
        some("", "", "2:", "8-"),
        st.integers(10, 30),
        some("", "", "bk-", "ap-"),
        st.integers(1000, 99_999),
        some("", "-GLT", "-abc", "-KB"),
    ),
    "appellate": st.builds("{:02d}-{:04d}".format, st.integers(10, 30), st.integers(1000, 9999)),
}
