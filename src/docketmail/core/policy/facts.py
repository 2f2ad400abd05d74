"""What the rules are told: one frozen value, built by the one stage that asks them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from docketmail.core.casefile import EMPTY, CaseFile, CaseFiles
from docketmail.core.habits import Habit
from docketmail.core.notice import Notice, Reading
from docketmail.core.policy.walls import CaseOfFirm
from docketmail.core.roster import Firm


class Origin(StrEnum):
    """Whose word a mail is."""

    COURT = "court"
    """Authenticated as a court's own mail."""
    PERSON = "person"
    """Authenticated as a rostered person of the firm, who forwards a court's mail."""
    UNKNOWN = "unknown"
    """It claims to be one of the two, and nobody could be asked yet, or the DNS did not answer."""
    NOBODY = "nobody"


@dataclass(frozen=True, slots=True)
class Sender:
    """Who sent a mail, as far as it is known, and the named reasons for it."""

    origin: Origin
    reasons: tuple[str, ...] = ()


class Trait(StrEnum):
    """What a genuine notice has not, after the District of Oregon's checklist of 2024 for telling a false one."""

    ASKS_FOR_ANSWER = "asks_for_answer"
    TELLS_WHAT_TO_DO = "tells_what_to_do"
    """An instruction or a deadline, outside the docket text: courts do not send reminders of what is due."""
    ATTACHMENT = "attachment"
    FALSE_COURT_LINK = "false_court_link"
    """A link that shows a court's host, or one made to be taken for it, and leads elsewhere."""
    DISGUISED_LINK = "disguised_link"
    """The same of any other host."""
    ANSWERS_GO_ELSEWHERE = "answers_go_elsewhere"
    """Reply-To names another organisation than From."""


NEW = Habit()
"""Of a court whose notices are not known yet."""


@dataclass(frozen=True, slots=True)
class Facts:
    """One notice of one firm, as the rules see it."""

    reading: Reading
    sender: Sender
    firm: Firm
    people: tuple[str, ...]
    """Ids of the persons at whose intake addresses it arrived."""
    hosts: frozenset[str]
    """Every host that may be a court's look server."""
    traits: frozenset[Trait] = frozenset()
    """What the mail has that a genuine notice has not."""
    court: str = ""
    """PACER's identifier of the court whose mail it is: by its links, else by the domain that vouches for it."""
    habit: Habit = NEW
    """What such notices of this court print; loaded where a mail is accepted or not."""
    files: CaseFiles = field(default_factory=dict)
    """What the firm's records say of the notice's cases."""
    envelope: tuple[Notice, ...] = ()
    """Of a state filing: what came before of the same envelope, the newest first."""
    marked: frozenset[str] = frozenset()
    """Numbers of the cases that a court's own answer marked as restricted; loaded where looks are screened."""
    today: date = date.min
    """By the daemon's clock, UTC: appearances and sponsors begin and end."""

    def file(self, case: str) -> CaseFile:
        """What the firm's records say of a case."""
        return self.files.get(case, EMPTY)

    def of(self, case: str) -> CaseOfFirm:
        """The case in the firm's records, today."""
        return CaseOfFirm(self.firm, self.file(case), self.today)


@dataclass(frozen=True, slots=True)
class Objection:
    """Why something is not done. `rule` is the name that a release waives; docs/holds.md explains it."""

    rule: str
    reason: str
    """In words for a person; holds no name, address, docket text or link."""
