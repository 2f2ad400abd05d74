"""Who is told what about a filing. Silence is not among the values for the noticed attorney and the desk.

Opening and spreading: doubt stops. Telling: doubt tells. So every rule here narrows what a reader is given,
case by case, and the strictest row wins; but the noticed attorneys and the desk always have a letter. Whoever has
none is named as well, with the rule that took it away.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from docketmail.core.casefile import EMPTY, CaseFile, CaseFiles
from docketmail.core.notice import Case, Kind, Notice
from docketmail.core.policy import appearance, flags, listing, readers, sealing
from docketmail.core.policy.facts import Origin
from docketmail.core.policy.readers import Barred, Place, Share
from docketmail.core.policy.walls import CaseOfFirm
from docketmail.core.roster import Firm, docket


@dataclass(frozen=True, slots=True)
class Known:
    """What is known about a filing when its readers are decided."""

    notice: Notice
    firm: Firm
    people: tuple[str, ...]
    """Ids of everybody who was noticed: by address, or in the court's list."""
    origin: Origin
    today: date
    files: CaseFiles = field(default_factory=dict)
    """What the firm's records say of each case."""
    marked: frozenset[str] = frozenset()
    """Numbers of the cases that the court's own answer marked as restricted (nature of suit)."""
    stopped: frozenset[str] = frozenset()
    """Numbers of the cases of which the court answered with something else than the paper: a login, a bill, a refusal."""
    menu: tuple[tuple[str, str], ...] = ()
    """Case number and title of each paper as the court's menu lists it: the notice may not have named it."""
    earlier: tuple[Notice, ...] = ()
    """What this one corrects or tells anew, the newest first."""
    waived: tuple[str, ...] = ()
    """Rules that a person waived for the notice."""
    same_papers: bool = False
    """Whether nothing is here that the filing before it did not bring."""
    followed: frozenset[str] | None = None
    """Of a filing that the firm has from another: the cases that the other's notice makes public for it."""

    def file(self, case: str) -> CaseFile:
        """What the firm's records say of a case."""
        return self.files.get(case, EMPTY)

    def of(self, case: str) -> CaseOfFirm:
        """The case in the firm's records, today."""
        return CaseOfFirm(self.firm, self.file(case), self.today)

    @property
    def nothing_new(self) -> bool:
        """Whether a notice that the court made again says what was told already, with the same papers."""
        again = self.notice.kind is Kind.REGENERATED and bool(self.earlier)
        return again and self.same_papers and words(self.notice) == words(self.earlier[0])


def words(notice: Notice) -> frozenset[tuple[str, ...]]:
    """What a notice tells of its entries, however often it is made again."""
    return frozenset(
        (docket(case.number), case.name, case.document_number or "", case.docket_text)
        for case in notice.cases
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """Where one case of a filing stands for this firm."""

    case: Case
    listed: bool
    restriction: sealing.Restriction | None
    sealed: bool

    @property
    def told_in_full(self) -> bool:
        """Whether the firm may have docket text and papers at all."""
        return self.listed or (self.restriction is None and not self.sealed)


@dataclass(frozen=True, slots=True)
class Telling:
    """What one reader is given."""

    reader: str
    """A person's id, or `outside:` and an address."""
    cases: tuple[str, ...]
    """Numbers of the cases that this reader may see."""
    withheld: tuple[str, ...]
    """Of these, the cases of which the reader learns only that something was entered."""
    masked: bool
    rule: str
    letter_only: tuple[str, ...] = ()
    """Of these, the cases whose papers the reader does not want."""
    decides: bool = False
    """A noticed attorney or the desk: told of a paper that is kept apart, and how to release it."""

    @property
    def is_outside(self) -> bool:
        """Whether the reader is none of the firm's: told of what is known to be public."""
        return self.reader.startswith("outside:")

    @property
    def papers(self) -> bool:
        """Whether papers of any case go along."""
        return bool({*self.cases} - {*self.withheld} - {*self.letter_only})


@dataclass(frozen=True, slots=True)
class Untold:
    """Somebody whom the roster or the notice names, and who is told nothing."""

    reader: str
    rule: str


def standings(known: Known) -> tuple[Standing, ...]:
    """Level, list and words of each case, in the notice's order.

    A daily summary has a case once for each entry: readers are told by case, so its strictest entry counts.
    """
    restrictions: dict[str, sealing.Restriction] = {}
    for case in known.notice.cases:
        if found := _restriction(known, case):
            restrictions.setdefault(case.number, found)
    return tuple(
        Standing(
            case,
            _has_standing(known, case),
            restrictions.get(case.number),
            sealing.sealed(known.notice, case),
        )
        for case in known.notice.cases
    )


def _has_standing(known: Known, case: Case) -> bool:
    """Whether the firm is listed; in a state case of record, or so said by a person who released the notice."""
    of = known.of(case.number)
    if known.notice.state is None:
        return listing.listed(known.notice, case, known.origin, of)
    released = appearance.RULE in known.waived
    return released or appearance.of_record(known.notice, case, of, known.earlier) is not None


def _restriction(known: Known, case: Case) -> sealing.Restriction | None:
    if known.notice.state is not None and not _has_standing(known, case):
        return sealing.Restriction("state case", "the firm is not of record in it")
    titles = [title for number, title in known.menu if number == case.number]
    of = known.of(case.number)
    return (
        sealing.of_entry(known.notice, case, of, known.earlier, titles)
        or flags.flag(known.notice, case, of.file, known.earlier)
        or sealing.restricted_case(case, of, known.marked)
        or sealing.status(known.notice, case)
    )


SOFT_MODE = "the firm's first weeks: noticed attorney and desk alone"
NOTHING_NEW = "the court made the notice again, and nothing is new"
NOT_LISTED = "the entry is restricted and the court's list does not name the firm"
NOT_FOLLOWED = "public papers of a case that is followed go to its readers inside the firm alone"


def decide(known: Known) -> tuple[Telling, ...]:
    """Every reader who is told of a filing, and what each is given. Never empty: the desk, or who stands in for it."""
    return tuple(one for one in fates(known) if isinstance(one, Telling))


def fates(known: Known) -> tuple[Telling | Untold, ...]:
    """The same, and then everybody who is told nothing, each with the first rule that says so."""
    cases: dict[str, list[Standing]] = {}
    for one in standings(known):
        cases.setdefault(one.case.number, []).append(one)
    places = {case: list(_places(known, case, entries)) for case, entries in cases.items()}
    if not cases:  # a mail that tells of no filing
        places[""] = list(_duty(known, "", in_full=True))
    shares: dict[str, dict[str, list[Share]]] = {}
    barred: dict[str, str] = {}
    for case, ones in places.items():
        for place in ones:
            if isinstance(place, Barred):
                barred.setdefault(place.reader, place.rule)
            else:
                shares.setdefault(place.reader, {}).setdefault(case, []).append(place)
    told = [_telling(reader, theirs, cases) for reader, theirs in shares.items()]
    return (*told, *(Untold(who, why) for who, why in barred.items() if who not in shares))


def _places(known: Known, case: str, entries: Sequence[Standing]) -> Iterable[Place]:
    """Who has one case, and who is barred from it."""
    in_full = all(one.told_in_full for one in entries)
    of, state = known.of(case), known.notice.state is not None
    if known.followed is not None:
        public = case in known.followed and not any(
            one.restriction or one.sealed for one in entries
        )
        yield from _followed(of, public=public)
        return
    duty = list(_duty(known, case, in_full=in_full))
    restricted = any(one.restriction or one.sealed for one in entries)
    # Used, expired and restricted look alike, so a refused paper is not known to be public.
    public = not restricted and case not in known.stopped
    team = list(readers.team(of, public=public, state=state))
    told = [*duty, *team, *readers.delegates(of, [*duty, *team])]
    quiet = _quiet(known) or ("" if in_full else NOT_LISTED)
    yield from duty
    for place in told[len(duty) :]:
        yield Barred(place.reader, quiet) if quiet and isinstance(place, Share) else place


def _quiet(known: Known) -> str:
    """Why nobody but the noticed attorneys and the desk hears of a notice; empty where others do."""
    if known.firm.policy.soft_mode:
        return SOFT_MODE
    return NOTHING_NEW if known.nothing_new else ""


def _duty(known: Known, case: str, *, in_full: bool) -> Iterable[Place]:
    """The noticed attorneys and the desk."""
    of = known.of(case)
    came = "you were noticed" if case else "it was sent to your intake address"
    for place in (*readers.noticed(of, known.people, came), *readers.desk(of)):
        if isinstance(place, Barred) or in_full:
            yield place
        else:
            yield replace(place, withheld=True)


def _followed(of: CaseOfFirm, *, public: bool) -> Iterable[Place]:
    """A case that the firm has from another firm's notice: its readers inside the firm, of what is public."""
    team = list(readers.team(of, public=False, state=False))
    agreed = public and of.firm.policy.following and not of.firm.policy.soft_mode
    for place in (*team, *readers.delegates(of, team)):
        if isinstance(place, Barred):
            yield place
        elif agreed:
            yield replace(place, rule=f"{place.rule}, whose case the firm follows")
        else:
            yield Barred(place.reader, NOT_FOLLOWED)


def _telling(
    reader: str, theirs: dict[str, list[Share]], cases: dict[str, list[Standing]]
) -> Telling:
    """What a reader's shares of all cases come to."""
    shares = [share for ones in theirs.values() for share in ones]
    entries = [entry for case in theirs for entry in cases.get(case, ())]
    withheld = tuple(c for c, ones in theirs.items() if all(one.withheld for one in ones))
    rule = shares[0].rule
    if any(not entry.told_in_full for entry in entries):
        rule = f"{rule}; {NOT_LISTED}"
    return Telling(
        reader,
        tuple(case for case in theirs if case),
        withheld,
        bool(withheld) or any(entry.restriction or entry.sealed for entry in entries),
        _with_restriction(rule, entries),
        tuple(c for c, ones in theirs.items() if c and not any(one.papers for one in ones)),
        any(one.decides for one in shares),
    )


def _with_restriction(why: str, standings: Sequence[Standing]) -> str:
    for one in standings:
        if one.restriction is not None:
            return f"{why}; RESTRICTED ({one.restriction.reason}): for listed counsel, their team and the desk"
    return why
