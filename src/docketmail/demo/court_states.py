"""The toy court's counter for Tyler's e-filing: landing pages in every shape, their resources, and the gate.

A landing page with resources, the dead page's element and its words are as public code reads them. The gate's form is
unverified: eFileIL's mails announce it, and nobody published it; ASP.NET pages carry a view state and post to themselves.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from typing import Final
from uuid import NAMESPACE_URL, uuid5

from docketmail.demo import court_notes as notes, court_replies as replies
from docketmail.demo.court_filings import Paper
from docketmail.demo.court_pages import html
from docketmail.demo.court_referee import Asked, Cost, Harm, Wrong
from docketmail.demo.court_replies import Reply, page
from docketmail.demo.state_notices import accepted_link, service_link


HOSTS: Final = re.compile(r"[a-z]{2,20}\.(?:tylertech\.cloud|tylerhost\.net)", re.ASCII)


class StateManner(StrEnum):
    """How a landing page answers."""

    # The papers come.
    TABLE = "table"
    """A row for each resource, named beside its link."""
    LIST = "list"
    """Links that bear the files' names, one of them twice."""
    DIRECT = "direct"
    """No page: the paper itself."""
    # The end.
    EXPIRED_LABEL = "expired_label"
    EXPIRED_WORDS = "expired_words"
    NO_LONGER = "no_longer"
    GONE = "gone"
    NOT_FOUND = "not_found"
    LOGIN = "login"
    CHALLENGE = "challenge"
    NONSENSE = "nonsense"
    # A gate, and what is no gate of the kind that anybody may pass.
    GATE = "gate"
    GATE_WITH_PASSWORD = "gate_with_password"  # noqa: S105 - the page's field, not a password
    GATE_WITH_NAME = "gate_with_name"
    """It asks for a name as well."""
    GATE_ELSEWHERE = "gate_elsewhere"
    """Its form is sent to another host."""
    GATE_SHUT = "gate_shut"
    """Whoever is told, it asks again."""
    # The page comes, and a resource of it does not.
    RESOURCE_GONE = "resource_gone"
    """The second one's."""
    RESOURCE_LOGIN = "resource_login"
    """From the second one on."""
    RESOURCE_CUT = "resource_cut"
    """The first one's breaks off."""


GATES: Final = frozenset(
    {
        StateManner.GATE,
        StateManner.GATE_WITH_PASSWORD,
        StateManner.GATE_WITH_NAME,
        StateManner.GATE_ELSEWHERE,
        StateManner.GATE_SHUT,
    }
)
_VIEW_STATE: Final = "/wEPDwUKMTY1NDU2MTA1MmRk+4711="


@dataclass(slots=True)
class Envelope:
    """What was filed in one envelope, and who may be told to its gate."""

    host: str
    guid: str
    papers: tuple[Paper, ...]
    manner: StateManner
    lets_in: frozenset[str]
    """Addresses that may be given here, because their firm opted in; whoever gives another does harm."""
    resources: tuple[str, ...]
    """A GUID for each paper."""
    told: list[str] = field(default_factory=list)
    """Addresses that were given at the gate."""

    @property
    def accepted(self) -> str:
        """The link of the file-stamped copy."""
        return accepted_link(self.host, self.guid)

    @property
    def served(self) -> str:
        """The link of what was served."""
        return service_link(self.host, self.guid)


class StateCounter:
    """Answers for every state's host; what a careful client never does is a harm."""

    def __init__(self, harms: list[Harm]) -> None:
        self._harms = harms
        self._envelopes: dict[tuple[str, str], Envelope] = {}
        self._resources: dict[tuple[str, str], tuple[Envelope, int]] = {}

    def file(
        self,
        host: str,
        papers: Sequence[Paper],
        manner: StateManner = StateManner.TABLE,
        lets_in: Sequence[str] = (),
    ) -> Envelope:
        """Put an envelope's papers behind a landing page."""
        number = len(self._envelopes)
        guid = str(uuid5(NAMESPACE_URL, f"envelope/{number}"))
        resources = tuple(
            str(uuid5(NAMESPACE_URL, f"resource/{number}/{n}")) for n in range(len(papers))
        )
        envelope = Envelope(host, guid, tuple(papers), manner, frozenset(lets_in), resources)
        self._envelopes[host, guid] = envelope
        for index, resource in enumerate(resources):
            self._resources[host, resource] = envelope, index
        return envelope

    def answer(self, asked: Asked) -> Reply:
        """Answer one request to a state's host."""
        if {"authorization", "cookie"} & asked.headers.keys():
            self._harm(Wrong.CREDENTIALS, Cost.LOGIN, asked)
        found = self._resources.get((asked.host, asked.values.get("RID", "")))
        if asked.path == "/DownloadResource.ashx" and asked.method == "GET" and found:
            return _resource(*found)
        envelope = self._page(asked)
        if envelope is None:
            self._harm(Wrong.STRAY, Cost.TRUST, asked)
            return notes.refused(404)
        get = asked.method == "GET"
        return _landing(envelope, asked) if get else self._submitted(envelope, asked)

    def _page(self, asked: Asked) -> Envelope | None:
        named = {"/ViewDocuments.aspx": "FID", "/ViewServiceDocuments.aspx": "SID"}
        guid = asked.values.get(named.get(asked.path, ""), "")
        return self._envelopes.get((asked.host, guid))

    def _submitted(self, envelope: Envelope, asked: Asked) -> Reply:
        address = asked.form.get("txtEmail", "")
        passes = envelope.manner in {StateManner.GATE, StateManner.GATE_SHUT}
        if asked.method != "POST" or envelope.manner not in GATES:
            self._harm(Wrong.NOT_A_GET, Cost.TRUST, asked)
        elif not passes or address not in envelope.lets_in:
            self._harm(Wrong.GATE, Cost.TRUST, asked)
        elif address in envelope.told:
            self._harm(Wrong.TOLD_TWICE, Cost.TRUST, asked)
        envelope.told.append(address)
        whole = asked.form.get("__VIEWSTATE") == _VIEW_STATE and "btnSubmit" in asked.form
        if envelope.manner is StateManner.GATE and whole and address in envelope.lets_in:
            return _table(envelope)
        return _gate(envelope, asked)

    def _harm(self, wrong: Wrong, cost: Cost, asked: Asked) -> None:
        self._harms.append(Harm(wrong, cost, asked))


def _landing(envelope: Envelope, asked: Asked) -> Reply:
    manner = envelope.manner
    if manner in GATES:
        return _gate(envelope, asked)
    if manner is StateManner.DIRECT:
        return replies.paper(envelope.papers[0])
    if manner in _STATUS:
        return notes.refused(_STATUS[manner])
    if manner in _WORDS:
        return page(html("File & Serve", _WORDS[manner]))
    return _list(envelope) if manner is StateManner.LIST else _table(envelope)


def _resource(envelope: Envelope, index: int) -> Reply:
    paper = envelope.papers[index]
    match envelope.manner:
        case StateManner.RESOURCE_GONE if index == 1:
            return notes.refused(404)
        case StateManner.RESOURCE_LOGIN if index:
            return page(html("File & Serve", _WORDS[StateManner.LOGIN]))
        case StateManner.RESOURCE_CUT if index == 0:
            return replies.cut(paper)
        case _:
            return replies.paper(paper)


_STATUS: Final = {StateManner.GONE: 410, StateManner.NOT_FOUND: 404}
_LOGIN: Final = (
    '<form method="post" action="/Account/Login"><label>User</label><input name="user">'
    '<label>Password</label><input type="password" name="pass"></form>'
)
_WORDS: Final = {
    StateManner.EXPIRED_LABEL: '<span id="lblExpired">This page is past its time.</span>',
    StateManner.EXPIRED_WORDS: "<p>The document that you are trying to access has expired.</p>",
    StateManner.NO_LONGER: "<p>This document is no longer available.</p>",
    StateManner.LOGIN: _LOGIN,
    StateManner.CHALLENGE: '<div class="g-recaptcha" data-sitekey="4711"></div>',
    StateManner.NONSENSE: "<p>Welcome.</p>",
}


def _table(envelope: Envelope) -> Reply:
    """A row each: the file's name, and a link that says no more than `Download`."""
    rows = "".join(
        f'<tr><td>{escape(paper.description)}</td><td><a href="{_href(rid)}">Download</a></td></tr>'
        for paper, rid in zip(envelope.papers, envelope.resources, strict=True)
    )
    return page(html("File & Serve", f"<table><tr><th>File</th></tr>{rows}</table>"))


def _list(envelope: Envelope) -> Reply:
    """Links that bear the names, the first one a second time, absolute."""
    links = [
        f'<li><a href="{_href(rid)}">{escape(paper.description)}</a></li>'
        for paper, rid in zip(envelope.papers, envelope.resources, strict=True)
    ]
    again = f'<a href="https://{envelope.host}{_href(envelope.resources[0])}">Download</a>'
    return page(html("File & Serve", f"<ul>{''.join(links)}</ul>{again}"))


def _href(resource: str) -> str:
    return f"/DownloadResource.ashx?RID={resource}"


def _gate(envelope: Envelope, asked: Asked) -> Reply:
    """The form that asks for an address; it posts to the page itself, as ASP.NET has it."""
    more = {
        StateManner.GATE_WITH_PASSWORD: '<input type="password" name="txtPin">',
        StateManner.GATE_WITH_NAME: '<input type="text" name="txtName">',
    }
    action = f".{asked.target}"
    if envelope.manner is StateManner.GATE_ELSEWHERE:
        action = f"https://{envelope.host}.example{asked.target}"
    return page(
        html(
            "File & Serve",
            f'<form method="post" action="{escape(action)}" id="form1">'
            f'<input type="hidden" name="__VIEWSTATE" value="{_VIEW_STATE}">'
            "<p>To access this document, enter your email address.</p>"
            f'<input type="text" name="txtEmail" value="">{more.get(envelope.manner, "")}'
            '<input type="submit" name="btnSubmit" value="Continue"></form>',
        )
    )
