"""Every page that the classifier is tried with: written samples, the toy court's answers, and tempting variants.

`TEMPTING` are pages that one loosened rule would follow, each by one change to a page that is followed rightly.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from court_visits import HOSTS, Visitor, careful, link_of
from docketmail.core.answers import answer_of, describe
from docketmail.core.courts.cmecf import pages
from docketmail.core.courts.tyler import gate, pages as landing_pages
from docketmail.core.notice import Link
from docketmail.core.retrieval import Answer, PaperRef
from docketmail.core.signals import see
from docketmail.core.webpage import read_webpage
from docketmail.demo.court_filings import Paper, System, manners_of
from docketmail.demo.court_manners import Manner
from docketmail.demo.court_notes import WORDINGS, words
from docketmail.demo.court_states import StateManner
from docketmail.demo.pdfs import make_pdf
from sign_samples import SAMPLES, VARIANTS


PAGES = Path(__file__).parent / "pages"
HOST = "https://ecf.xyzd.uscourts.gov"
URL = f"{HOST}/doc1/999000000100?caseid=4711&de_seq_num=30&magic_num=55501234"
LINK = Link(URL, "999000000100", "55501234", "30", "4711")
APPELLATE = link_of("https://ecf.ca99.uscourts.gov/docs1/999050000100?uid=55501234")
FILE = "/cgi-bin/show_temp.pl?file=777-0--1.pdf&type=application/pdf"
FRAME = (PAGES / "frame.html").read_text()
MENU = (PAGES / "menu.html").read_text()
LONG = 100_000
"""Bytes of a page that shows no more than a short one: a page without an end, a bomb."""
MAIN = "'/doc1/999100000100','4711','30','','','','55501234','',''"


@dataclass(frozen=True)
class Sample:
    """One answer to one link."""

    name: str
    answer: Answer
    link: Link = LINK


def sample(
    name: str,
    text: str,
    *,
    link: Link = LINK,
    status: int = 200,
    content_type: str = "text/html",
    location: str | None = None,
) -> Sample:
    body = text.encode()
    told = describe(link.url, status, content_type, location)
    return Sample(name, answer_of(told, body, len(body)), link)


def class_of(tried: Sample) -> tuple[object, ...]:
    """What the classifier makes of a sample: its kind, what would be followed, whose page it is."""
    if "-showdoc." in tried.link.url:
        is_pdf = tried.answer.is_pdf
        return ("pdf",) if is_pdf else (see(tried.answer, read_webpage(tried.answer)).kind,)
    if ".tyler" in tried.link.url:
        return _class_of_landing(tried)
    page = pages.read_page(tried.answer, tried.link)
    rows = tuple((row.paper.document_id, row.free) for row in page.rows)
    told = tuple(name for name in page.signals if name.startswith("row_"))
    return page.kind, page.frame, rows, told, page.of_a_session


def _class_of_landing(tried: Sample) -> tuple[object, ...]:
    """The same of a state's page: its resources, and the form that would be sent with the firm's leave."""
    page = landing_pages.read_page(tried.answer, tried.link)
    paper = PaperRef(0, tried.link.document_id)
    return page.kind, page.rows, gate.form(page, tried.link, "ada@quillfeather.example", paper)


def names_of(tried: Sample) -> tuple[str, ...]:
    """Every sign that is seen on a sample, by name."""
    return see(tried.answer, read_webpage(tried.answer)).names


@cache
def every_sample() -> tuple[Sample, ...]:
    """All of them, the most telling first."""
    states = (*_tempting_of_states(), *_of_states())
    return (*TEMPTING, *states, *_written(), *_of_the_toy_court(), *_of_signs())


def _of_states() -> Iterator[Sample]:
    for manner in StateManner:
        visitor = Visitor()
        papers = [Paper(make_pdf(name), f"{name}.pdf") for name in ("Motion", "Exhibit")]
        envelope = visitor.clerk.states.file("illinois.tylertech.cloud", papers, manner)
        answer = visitor.ask(envelope.accepted)
        if isinstance(answer, Answer):
            yield Sample(f"state {manner}", answer, link_of(envelope.accepted))


def _tempting_of_states() -> Iterator[Sample]:
    guid = "0a1b2c3d-0000-4000-8000-0123456789ab"
    link = link_of(f"https://illinois.tylertech.cloud/ViewDocuments.aspx?FID={guid}")
    listed = f"<a href='/DownloadResource.ashx?RID={guid}'>Motion.pdf</a><a href=/>Home</a>"
    yield sample("a list of a failing server", listed, link=link, status=503)
    yield sample("a list in plain text", listed, link=link, content_type="text/plain")
    yield sample("a list beside a password", f"{listed}<input type=password>", link=link)
    elsewhere = listed.replace("'/D", "'https://texas.tylertech.cloud/D")
    yield sample("a list of another state's", elsewhere, link=link)
    field = "<input name=txtEmail>"
    form = f"<form method=post action=''>{field}</form>Enter your email address"
    for name, page in {
        "gate": form,
        "gate with a robot's test": f"{form}<div class=g-recaptcha></div>",
        "gate of another page": form.replace("''", "/Other.aspx"),
        "gate by GET": form.replace("post", "get"),
        "gate of two forms": f"{form}<form method=post action='/x'></form>",
        "gate that asks more": form.replace(field, f"{field}<input name=who>"),
        "gate that asks for something else": form.replace("txtEmail", "who"),
        "gate by type alone": form.replace("name=txtEmail", "name=who type=email"),
        "gate with a choice": form.replace(field, f"{field}<select name=why></select>"),
        "gate with a nameless button": form.replace(field, f"{field}<input type=submit>"),
        "gate with a named place": form.replace(field, f"{field}<a name=top></a>"),
        "gate with a box": form.replace(field, "<input name=email type=checkbox>"),
    }.items():
        yield sample(name, page, link=link)


def _written() -> Iterator[Sample]:
    for file in sorted(PAGES.glob("*.html")):
        link = APPELLATE if file.name.startswith("appellate") else LINK
        yield sample(file.name, file.read_text(), link=link)


def _of_signs() -> Iterator[Sample]:
    """Each sign alone, and on pages that would be followed without it."""
    for name, text in (*((name, text) for _, name, text in SAMPLES), *VARIANTS):
        yield sample(name, f"<html><body>{text}</body></html>")
        for good in (MENU, FRAME):
            yield sample(f"{name} on a good page", good.replace("</body>", f"{text}</body>"))


def _of_the_toy_court() -> Iterator[Sample]:
    for system in System:
        for manner in manners_of(system):
            for papers in (1, 2):
                yield from _of_manner(system, manner, papers)
    for manner, wordings in WORDINGS.items():
        for wording in wordings:
            [body] = words(wording).pieces
            yield sample(f"{manner}: {wording}", body.decode())


def _of_manner(system: System, manner: Manner, papers: int) -> Iterator[Sample]:
    visitor = Visitor()
    filed = [Paper(make_pdf("Motion"), manner=manner), Paper(make_pdf("A"), "Exhibit A")]
    grant = visitor.clerk.grant(visitor.clerk.file(HOSTS[system], filed[:papers]))
    answer = visitor.ask(careful(grant.links[0]))
    if isinstance(answer, Answer) and len(answer.body) < LONG:
        yield Sample(f"{system} {manner} {papers}", answer, link_of(grant.links[0]))


def _elsewhere(address: str) -> Iterator[Sample]:
    yield sample(f"frame to {address}", FRAME.replace(FILE, address))
    yield sample(f"jump to {address}", f'<script>window.location = "{address}";</script>')
    yield sample(f"redirect to {address}", "", status=302, location=address)


def _tempting() -> Iterator[Sample]:
    for address in (
        f"https://ecf.xyzd.uscourts.gov.example{FILE}",
        f"https://ecf.abcd.uscourts.gov{FILE}",
        f"http://ecf.xyzd.uscourts.gov{FILE}",
        f"//192.168.7.7{FILE}",
        "/cgi-bin/show_multidocs.pl?caseid=4711",
        "/cgi-bin/show_temp.pl",
        "/cgi-bin/show_temp.pl?file=1#",
        "/cgi-bin/show_temp.pl?file=%31\u00e9",
        "https://[/cgi-bin/show_temp.pl?file=1",
    ):
        yield from _elsewhere(address)
    for what, instead in (
        ("55501234", "66601234"),
        ("55501234", ""),
        ("'4711'", "'4712'"),
        ("'30','','','','5", "'30','1','','','5"),
        ("https://ecf.xyzd.", "https://ecf.abcd."),
        ("https://ecf.xyzd.", "http://ecf.xyzd."),
        ('gov/doc1/999100000100"', 'gov/doc1/999100000999"'),
        ("Document Selection Menu", "Documents"),
        (f"goDLS({MAIN})", f"goDLS({MAIN});goDLS('/doc1/1')"),
        (MAIN, "'/doc1/999100000100','4711','30'"),
        ("'/doc1/999100000100'", "'/cgi-bin/DktRpt.pl?999100000100'"),
    ):
        yield sample(f"menu with {instead!r}", MENU.replace(what, instead))
    for magic in ("MAGIC", "0"):
        link = Link(URL, LINK.document_id, magic, "30", "4711")
        yield sample(f"menu with {magic}", MENU.replace("55501234", magic), link=link)
    anycase = Link(URL, LINK.document_id, LINK.magic)
    yield sample("menu of a link without a case", MENU, link=anycase)
    yield sample("menu of an appellate link", MENU.replace("xyzd", "ca99"), link=APPELLATE)
    yield sample("menu of no CM/ECF", MENU, link=link_of("https://example.com/doc1/1?magic_num=1"))
    yield sample(
        "frame of no CM/ECF", FRAME, link=link_of("https://example.com/doc1/1?magic_num=1")
    )
    for good in (MENU, FRAME):
        for status in (206, 401, 403, 404, 407, 410, 429, 500, 503):
            yield sample(f"a good page with {status}", good, status=status)
        yield sample("a good page that is no html", good, content_type="text/plain")
    for status in (401, 407, 404, 410, 429, 500, 503):
        yield sample(f"nothing but {status}", "", status=status)
    yield sample("a redirect to nowhere", "", status=302)
    yield sample("a picture of the file", f'<input type=image src="{FILE}">')
    yield sample("two frames", FRAME + FRAME.replace("777", "778"))
    yield sample("a file that is only mentioned", f'<a href="{FILE}">open</a>')
    yield sample("a redirect with 200", "", location=FILE)
    yield sample("a page that says it is a PDF", FRAME, content_type="application/pdf")
    yield sample("a page that speaks of a PDF", "<p>%PDF-1.7</p>")


TEMPTING = tuple(_tempting())
