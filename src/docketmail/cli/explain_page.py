"""`docketmail explain page`: one answer of a court's server, read as a retrieval would read it, offline.

It drives the very walk that the daemon drives, so what it says is what would be requested.
"""

from __future__ import annotations

import json
from typing import Any, BinaryIO, Final
from urllib.parse import parse_qs, urlsplit

import click

from docketmail.core.answers import answer_of, describe
from docketmail.core.courts import tyler
from docketmail.core.courts.acms import walk as acms
from docketmail.core.courts.cmecf import pages as cmecf_pages, walk as cmecf
from docketmail.core.courts.tyler import pages as tyler_pages
from docketmail.core.courts.tyler.urls import landing_guid
from docketmail.core.notice import Link
from docketmail.core.retrieval import Answer, Cut, PageKind, PaperRef, Walk, Walked


SCHEMA: Final = 1
LISTING: Final = frozenset({PageKind.PDF, PageKind.FRAME, PageKind.MENU})


@click.command(help="Say what a retrieval would do with this answer of a court's server.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of lines.")
@click.option("--link", required=True, help="The link that was opened, as the court mailed it.")
@click.option("--status", default=200, show_default=True, help="The answer's HTTP status.")
@click.option("--content-type", default="", help="The answer's Content-Type.")
@click.argument("file", type=click.File("rb"))
def page(file: BinaryIO, link: str, status: int, content_type: str, *, as_json: bool) -> None:
    """Print what the answer is, which documents it lists, and what would be requested next."""
    body = file.read()
    answer = answer_of(describe(link, status, content_type, None), body, len(body))
    told = explained(_link(link), answer)
    click.echo(json.dumps(told) if as_json else _for_a_person(told))


def explained(link: Link, answer: Answer) -> dict[str, Any]:
    """What the answer is and what a walk that had fetched nothing before would request because of it."""
    read_page = tyler_pages.read_page if _is_tyler(link) else cmecf_pages.read_page
    seen = read_page(answer, link)
    follow, walked = _walk_on(link, answer)
    papers = [*walked.obtained, *(missing.paper for missing in walked.missing)]
    return {
        "schema": SCHEMA,
        "answer": seen.kind.value,
        "follow": follow,
        "documents": [_document(paper) for paper in papers] if seen.kind in LISTING else [],
        "signals": list(seen.signals),
    }


def _walk_on(link: Link, answer: Answer) -> tuple[list[str], Walked]:
    """Every request after the first. Each breaks off, which keeps the walk from none of the others."""
    follow: list[str] = []
    walk = _retrieve(link)
    reply: Answer | Cut = answer
    try:
        next(walk)
        while True:
            follow.append(walk.send(reply).url)
            reply = Cut("not requested: this is an explanation")
    except StopIteration as end:
        return list(dict.fromkeys(follow)), end.value


def _retrieve(link: Link) -> Walk:
    if link.host.endswith("-showdoc.azurewebsites.us"):
        return acms.retrieve(link, announced=False)
    if _is_tyler(link):
        return tyler.retrieve(link, announced=False)
    return cmecf.retrieve(link, announced=False)


def _is_tyler(link: Link) -> bool:
    return link.host in tyler.HOSTS


def _link(url: str) -> Link:
    try:
        parts = urlsplit(url)
    except ValueError:
        parts = urlsplit("")
    if not (parts.scheme and parts.netloc):
        raise click.BadParameter("give the whole address, https and all", param_hint="--link")
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    name = landing_guid(url) or parts.path.rsplit("/", 1)[-1]
    return Link(
        url,
        document_id=name,
        magic=query.get("magic_num") or query.get("uid") or name,
        sequence=query.get("de_seq_num"),
        court_case_id=query.get("caseid"),
    )


def _document(paper: PaperRef) -> dict[str, Any]:
    return {
        "index": paper.index,
        "document_id": paper.document_id,
        "description": paper.description,
        "pages": paper.pages,
        "bytes": paper.size,
    }


def _for_a_person(told: dict[str, Any]) -> str:
    follow = told["follow"] or ["nothing"]
    lines = [f"answer:   {told['answer']}", *(f"requests: {url}" for url in follow)]
    for paper in told["documents"]:
        size = f", {paper['pages'] or '?'} pages, {paper['bytes'] or '?'} bytes"
        lines.append(f"document: {paper['index']} {paper['description']}{size}")
    lines += [f"sign:     {name}" for name in told["signals"]]
    return "\n".join(lines)
