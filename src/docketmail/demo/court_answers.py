"""How the toy court answers the use of a look: the paper in the manner it was filed with, or what stands in its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from itertools import count

from docketmail.demo import (
    court_gates as gates,
    court_notes as notes,
    court_pages as pages,
    court_replies as replies,
)
from docketmail.demo.court_filings import Paper, System
from docketmail.demo.court_manners import FRAMING, LOGINS, Manner
from docketmail.demo.court_referee import Asked, Look
from docketmail.demo.court_replies import Reply


TEMPORARY_FILE_LIVES = 60.0
"""Seconds; courts do not say how long theirs live, clients fetch them at once."""
LOOK_ALIKE = "https://{host}.papers.example"
PRIVATE = "https://192.168.7.7"


@dataclass(slots=True)
class TemporaryFile:
    """A paper where a frame finds it for a while."""

    born: float
    look: Look
    showings: int = 0


@dataclass(slots=True)
class TemporaryFiles:
    """The court's folder of them."""

    _files: dict[tuple[str, str], TemporaryFile] = field(default_factory=dict)
    _numbers: Iterator[int] = field(default_factory=lambda: count(25_000_001))

    def keep(self, look: Look, now: float) -> str:
        """Put a look's paper there; its address as a frame writes it."""
        number = next(self._numbers)
        name = f"{number}-0--{number % 100_000}.pdf"
        self._files[look.filing.host, name] = TemporaryFile(now, look)
        return f"{pages.SHOW_TEMP}?file={name}&type=application/pdf"

    def show(self, asked: Asked) -> Reply | None:
        """What is there; None where nothing ever was."""
        file = self._files.get((asked.host, asked.values.get("file", "")))
        if file is None:
            return None
        manner = file.look.paper.manner
        stale = asked.at - file.born > TEMPORARY_FILE_LIVES or manner is Manner.STALE_FRAME
        if stale:
            return notes.words("This document is not available.")
        file.showings += 1
        if manner is Manner.CUT_FRAME and file.showings == 1:
            return replies.cut(file.look.paper)
        return whole(file.look, replies.paper(file.look.paper))


def whole(look: Look, reply: Reply) -> Reply:
    """A reply that brings the paper; once it is sent, the look has served."""

    def sent() -> None:
        look.shown_whole = True

    return replace(reply, sent=sent)


def open_look(look: Look, files: TemporaryFiles, asked: Asked) -> Reply:
    """Answer the use of a look at a paper."""
    manner, paper = look.paper.manner, look.paper
    if manner in FRAMING:
        return _lead_on(look, files, asked)
    if manner in _REDIRECTS:
        return replies.redirect(_REDIRECTS[manner].format(host=asked.host, target=asked.target))
    if manner in _ODD:
        return _ODD[manner](paper)
    if manner.shows_paper:
        return whole(look, _COMING.get(manner, replies.paper)(paper))
    return _in_its_place(look)


def _in_its_place(look: Look) -> Reply:
    """A gate, or words."""
    manner = look.paper.manner
    if manner in LOGINS:
        return _GATES[manner](look.filing)
    if manner is Manner.RECEIPT:
        return gates.receipt(look.filing, look.index or 0)
    return notes.note(manner, look.filing)


def _lead_on(look: Look, files: TemporaryFiles, asked: Asked) -> Reply:
    """The first of two hops. What leads elsewhere leads to a file that a look-alike is said to have."""
    here = files.keep(look, asked.at)
    elsewhere = LOOK_ALIKE.format(host=asked.host) + here
    match look.paper.manner:
        case Manner.SCRIPT_JUMP:
            return pages.script_jump(here)
        case Manner.FILE_REDIRECT:
            return replies.redirect(here)
        case Manner.ELSEWHERE_FRAME:
            return pages.frame(elsewhere)
        case Manner.ELSEWHERE_JUMP:
            return pages.script_jump(elsewhere)
        case _:
            return pages.frame(here)


def put_off(look: Look) -> Reply | None:
    """What a court says that is not itself, or that wants a click first; nothing is used up."""
    if look.paper.manner is Manner.CONFIRMATION:
        return gates.confirmation(look.filing, look.index or 0)
    if look.paper.manner not in _PASSING or look.put_off >= TIMES_PUT_OFF:
        return None
    look.put_off += 1
    return _PASSING[look.paper.manner](look)


TIMES_PUT_OFF = 2
_PASSING: dict[Manner, Callable[[Look], Reply]] = {
    Manner.OUTAGE: lambda _: notes.outage(),
    Manner.OUTAGE_RETRY: lambda _: notes.outage(retry=True),
    Manner.THROTTLED: lambda _: notes.throttled(),
    Manner.MAINTENANCE: lambda look: notes.note(Manner.MAINTENANCE, look.filing),
}
_GATES = {
    Manner.SIGN_ON: gates.sign_on,
    Manner.SIGN_ON_REDIRECT: gates.sign_on_redirect,
    Manner.SIGN_ON_FORM: gates.sign_on_form,
    Manner.LOGIN_FORM: gates.login_form,
    Manner.LOGIN_REDIRECT: gates.login_redirect,
    Manner.BASIC_AUTH: gates.basic_auth,
    Manner.SAML: gates.saml,
    Manner.PORTAL_REDIRECT: gates.portal_redirect,
}
_ODD: dict[Manner, Callable[[Paper], Reply]] = {
    Manner.CUT: replies.cut,
    Manner.DRIP: replies.drip,
    Manner.LONG_LENGTH: lambda paper: replies.mismeasured(paper, paper.size + 1000),
    Manner.SHORT_LENGTH: lambda paper: replies.mismeasured(paper, paper.size // 2),
    Manner.ENDLESS_PAPER: replies.endless_paper,
    Manner.ENDLESS_PAGE: lambda _: replies.endless_page(),
    Manner.ZIP_BOMB: replies.zip_bomb,
    Manner.INLINED_PDF: notes.inlined,
}
_REDIRECTS = {
    Manner.ELSEWHERE_REDIRECT: LOOK_ALIKE + pages.SHOW_TEMP + "?file=1.pdf",
    Manner.PRIVATE_REDIRECT: PRIVATE + pages.SHOW_TEMP + "?file=1.pdf",
    Manner.LOOP_REDIRECT: "https://{host}{target}",
}
_COMING: dict[Manner, Callable[[Paper], Reply]] = {
    Manner.SLOW: replies.slow,
    Manner.ODD_TYPE: lambda paper: replies.paper(paper, 'application/pdf; name="paper.pdf"'),
}


def lists(look: Look, magic: str) -> Reply:
    """The menu or list of a filing's papers."""
    if look.filing.system is System.APPELLATE:
        return pages.appellate_list(look.filing)
    return pages.menu(look.filing, magic)
