"""`docketmail why`: what one reader got of a notice, when and under which rule, or why nothing."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from docketmail.cli.asking import config_option, request
from docketmail.cli.explain_delivery import FATES


@click.command()
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of words.")
@click.argument("notice")
@click.argument("reader")
@config_option
def why(notice: str, reader: str, config_path: Path, *, as_json: bool) -> None:
    """Say what READER (an id, or an e-mail address) got of NOTICE, or why nothing."""
    said = request(config_path, "notices.why", notice=notice, reader=reader)
    if as_json:
        click.echo(json.dumps({"schema": 1, **said}))
        return
    for line in _lines(said):
        click.echo(line)


def _lines(said: dict[str, Any]) -> Iterator[str]:
    yield f"{said['reader']} {said['in_short']}."
    yield f"(notice {said['notice']} of {said['firm']}, {said['state']}; filing {said['filing'] or 'none'})"
    yield from _part("Decided", map(_decision, said["decisions"]))
    yield from _part("Letters", map(_letter, said["letters"]))
    yield from _part("Held", map(_hold, said["holds"]))
    yield from _part("Asked of a second person", map(_request, said["requests"]))
    yield ""
    if said["faults"]:
        yield "The evidence is NOT whole:"
        yield from (f"  {fault}" for fault in said["faults"])
    else:
        yield "The notice's chain of events is whole, and the decisions are as they were written."


def _part(title: str, lines: Iterator[str]) -> Iterator[str]:
    found = list(lines)
    if found:
        yield ""
        yield f"{title}:"
        yield from (f"  {line}" for line in found)


def _decision(one: dict[str, Any]) -> str:
    cases = f" of {', '.join(one['cases'])}" if one["cases"] else ""
    return f"{_at(one['at'])}  {FATES[one['fate']]}{cases}: {one['rule']}"


def _letter(one: dict[str, Any]) -> str:
    became = f"{one['state']} {_at(one['sent_at'])}" if one["sent_at"] else one["state"]
    code = f" (code {one['code']})" if one["code"] and not one["sent_at"] else ""
    instead = f", to {one['went_instead_to']} instead" if one["went_instead_to"] else ""
    papers = f", {len(one['papers'])} paper(s)" if one["papers"] else ""
    return f"{_at(one['written_at'])}  {one['kind']} {one['id']}: {became}{code}{instead}{papers}"


def _hold(one: dict[str, Any]) -> str:
    ended = (
        f"; ended by {one['by']}: {one['why'] or 'no reason'}" if one["state"] == "ended" else ""
    )
    return f"{_at(one['raised_at'])}  {one['id']}, rule {one['rule']}: {one['reason']}{ended}"


def _request(one: dict[str, Any]) -> str:
    answered = f"{one['answer']} by {one['answered_by']}" if one["answer"] else "nobody answered it"
    return f"{one['id']}, waives {one['waives']}, by {one['asked_by']} ({one['why']}): {answered}"


def _at(moment: str) -> str:
    return f"{moment[:19]}Z"
