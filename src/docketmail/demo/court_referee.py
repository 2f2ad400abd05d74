"""The referee of the toy court: what a careful client never does, what each wrong step would have cost, and the tally."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from urllib.parse import parse_qsl, urlsplit

from docketmail.core import court_looks
from docketmail.demo.court_filings import Filing, Paper, court_of
from docketmail.demo.court_manners import BREAKING, LOGINS


CENTS_A_PAGE = 10
MOST_PAGES = 30
"""PACER's fee schedule: $0.10 a page, and no more than for thirty of them, $3.00, for one document or report."""


def price(pages: int) -> int:
    """What a document of so many pages costs, in cents."""
    return CENTS_A_PAGE * min(pages, MOST_PAGES)


@dataclass(frozen=True, slots=True)
class Asked:
    """A request as it arrived."""

    at: float
    """Seconds on the clock of whoever asks."""
    host: str
    method: str
    target: str
    headers: Mapping[str, str] = field(default_factory=dict)
    """Names in small letters."""
    body: bytes = b""

    @property
    def path(self) -> str:
        return urlsplit(self.target).path

    @property
    def form(self) -> dict[str, str]:
        """What a submitted form says."""
        return dict(parse_qsl(self.body.decode("latin-1"), keep_blank_values=True))

    @property
    def values(self) -> dict[str, str]:
        """What the query and a submitted form say."""
        return dict(parse_qsl(urlsplit(self.target).query)) | self.form

    def __str__(self) -> str:
        return f"{self.method} https://{self.host}{self.target}"


class Cost(StrEnum):
    """What a wrong step costs; Wrong says which step."""

    MONEY = "money"
    LOGIN = "a login"
    LOOK = "the look"
    TRUST = "the court's trust"


class Wrong(StrEnum):
    """What a careful client never does."""

    TWICE = "a look opened twice"
    NO_LOOK = "a document asked for without a look"
    COOKIE = "sent a cookie"
    CREDENTIALS = "sent credentials"
    NOT_A_GET = "another method than GET"
    ACCEPTED = "a receipt accepted"
    CONFIRMED = "a look confirmed by a click"
    PAID = "a page that wants money"
    LOGIN = "a page that wants a login"
    NO_FILE = "a temporary file that was never shown"
    TOO_SOON = "asked again before the court wanted to be asked"
    OFF_COURT = "followed off the court"
    STRAY = "a path that no notice leads to"
    GATE = "an address given at a gate without leave"
    TOLD_TWICE = "an address given at a gate twice"


@dataclass(frozen=True, slots=True)
class Harm:
    """One wrong step."""

    wrong: Wrong
    cost: Cost
    request: Asked
    cents: int = 0

    def __str__(self) -> str:
        cost = f"${self.cents / 100:.2f}" if self.cost is Cost.MONEY else self.cost.value
        return f"{self.wrong}: {self.request} ({cost})"


@dataclass(slots=True)
class Look:
    """One viewing of one document; where a court's looks are shared, of all its grants together."""

    filing: Filing
    index: int | None
    """Which paper; None for a menu, which is no look itself but is asked for once all the same."""
    paper: Paper
    openings: int = 0
    """By whom the referee watches."""
    spent_elsewhere: bool = False
    """Somebody else opened it before: a link scanner, or the attorney."""
    put_off: int = 0
    """Times that it was answered without being used up."""
    shown_whole: bool = False
    """The paper's last byte was sent."""

    @property
    def spent(self) -> bool:
        return self.spent_elsewhere or self.openings > 0

    @property
    def lost(self) -> bool:
        """Used up by whom we watch, and its paper did not get through."""
        used = self.openings > 0 and not self.spent_elsewhere
        return used and self.paper.manner.shows_paper and not self.shown_whole

    @property
    def failed(self) -> bool:
        """Gave nothing, for a reason that another look at the same paper might not have."""
        refused = self.spent_elsewhere or self.paper.manner in LOGINS
        return self.lost or (self.openings > 0 and refused)

    @property
    def is_good_spare(self) -> bool:
        """Unopened, and would show the paper."""
        shows = self.paper.manner.shows_paper and self.paper.manner not in BREAKING
        return shows and not self.spent


@dataclass(frozen=True, slots=True)
class Referee:
    """The tally."""

    requests: int
    granted: int
    """Looks at papers, of all notices; where a court's are shared, each counts once."""
    opened: int
    """Of these: by whom we watch."""
    spent: int
    """By anybody."""
    lost: int
    """Used up by whom we watch while the paper did not get through."""
    savable: int
    """Papers that never came, though the court gives each address a look of its own and a good one is left unopened."""
    paid: int
    logins: int
    dollars: Decimal
    harms: tuple[Harm, ...]


def tally(requests: int, looks: Iterable[Look], harms: Sequence[Harm]) -> Referee:
    """Count everything."""
    granted = [look for look in looks if look.index is not None]
    return Referee(
        requests=requests,
        granted=len(granted),
        opened=sum(look.openings > 0 for look in granted),
        spent=sum(look.spent for look in granted),
        lost=sum(look.lost for look in granted),
        savable=_savable(granted),
        paid=sum(harm.cost is Cost.MONEY for harm in harms),
        logins=sum(harm.cost is Cost.LOGIN for harm in harms),
        dollars=Decimal(sum(harm.cents for harm in harms)) / 100,
        harms=tuple(harms),
    )


def _savable(looks: Iterable[Look]) -> int:
    by_paper: dict[tuple[str, str, int], list[Look]] = {}
    for look in looks:
        if look.index is not None and court_looks.rule(court_of(look.filing.host)).own:
            key = look.filing.host, look.filing.sequence, look.index
            by_paper.setdefault(key, []).append(look)
    return sum(
        not any(look.shown_whole for look in same)
        and any(look.failed for look in same)
        and any(look.is_good_spare for look in same)
        for same in by_paper.values()
    )


LOGIN_HOSTS = re.compile(
    r"(?:pacer|train)[.-]login\.uscourts\.gov|ca\d+-portal\.powerappsportals\.us", re.ASCII
)
_PLACES = (
    (re.compile(r"/cgi-bin/login\.pl|/Saml2/|/csologin/"), Wrong.LOGIN, Cost.LOGIN),
    (re.compile(r"/cgi-bin/|/n/beam/servlet/"), Wrong.PAID, Cost.MONEY),
    (re.compile(r"/docs?1/"), Wrong.NO_LOOK, Cost.MONEY),
    (re.compile(r"/NDA/"), Wrong.NO_LOOK, Cost.LOGIN),
)


def judged(asked: Asked) -> tuple[Wrong, Cost]:
    """What it was to ask a court for a page that no look leads to."""
    for path, wrong, cost in _PLACES:
        if path.match(asked.path):
            return wrong, cost
    return Wrong.STRAY, Cost.TRUST
