"""`docketmail explain delivery`: who would be told what of a mail, and why; nothing is sent or opened."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any, BinaryIO, Final

import click

from docketmail.cli.asking import config_option, load, request


@click.command()
@click.option(
    "--to", multiple=True, required=True, help="An envelope recipient: court mail is Bcc."
)
@click.option("--peer", help="Who hands it over; the first of intake.trusted where not given.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object instead of words.")
@click.argument("mail", type=click.File("rb"))
@config_option
def delivery(
    to: tuple[str, ...],
    peer: str | None,
    mail: BinaryIO,
    config_path: Path,
    *,
    as_json: bool,
) -> None:
    """A dry run of the whole line up to the door."""
    if peer is None:
        trusted = load(config_path).intake.trusted
        peer = str(trusted[0].address.network_address) if trusted else "192.0.2.1"
    raw = base64.b64encode(mail.read()).decode()
    said = request(config_path, "deliveries.explain", mail=raw, to=list(to), peer=peer)
    if as_json:
        click.echo(json.dumps({"schema": 1, **said}))
        return
    for firm, explained in said["firms"].items():
        click.echo(f"firm {firm}, noticed: {', '.join(explained['noticed'])}")
        for line in lines(explained):
            click.echo(f"  {line}" if line else "")


FATES: Final = {
    "full": "letter and papers",
    "masked": "letter and papers, masked outside the letter's body",
    "letter_only": "the letter without its papers",
    "withheld": "no more than that something was entered",
    "nothing": "nothing",
}
"""What each fate is in words."""


def lines(explained: dict[str, Any]) -> Iterator[str]:
    """What the line would do with a mail for one firm, for a person to read."""
    sender = explained["sender"]
    yield f"sent by: {sender['origin']} ({', '.join(sender['reasons'])})"
    yield from _asked(explained["asked"])
    if held := explained.get("held"):
        yield ""
        yield f"It is held by the rule {held['rule']}: {held['reason']}."
        yield "The desk is told at once; nobody else, and no look is opened."
        return
    court = f", court {explained['court']}" if explained["court"] else ""
    yield f"it is: {explained['kind'].replace('_', ' ')}{court}"
    for case in explained["cases"]:
        yield f"case {case['number']}: {_standing(case)}"
    for look in explained["looks"]:
        fate = "opened once" if look["opened"] else f"not opened, {look['rule']}"
        yield f"look at {look['document']}: {fate}"
        yield from (f"  {line}" for line in _asked(look["asked"]))
    yield ""
    yield from _readers(explained)


def _asked(asked: list[dict[str, Any]]) -> Iterator[str]:
    """The rules that said nothing in one line, each objection in one of its own."""
    quiet = [one["asked"] for one in asked if one["objection"] is None]
    if quiet:
        yield f"asked, no objection: {', '.join(quiet)}"
    for one in asked:
        if found := one["objection"]:
            waived = ", which is waived" if one["waived"] else ""
            yield f"objection {found['rule']}: {found['reason']}{waived}"


def _standing(case: dict[str, Any]) -> str:
    standing = "of record" if case["of_state"] else "listed"
    said = [standing if case["listed"] else f"not {standing}"]
    if case["restricted"]:
        said.append(f"restricted ({case['restricted']})")
    if case["sealed"]:
        said.append("sealed by the court's own mark")
    matters = ", ".join(case["matters"])
    return "; ".join([*said, f"matter {matters}" if matters else "no matter has it"])


def _readers(explained: dict[str, Any]) -> Iterator[str]:
    if explained["policy"]["soft_mode"]:
        yield "The firm is in soft mode: noticed attorneys and the desk alone."
    several = len({case["number"] for case in explained["cases"]}) > 1
    width = max((len(one["reader"]) for one in explained["readers"]), default=0)
    for one in explained["readers"]:
        cases = f" of {', '.join(one['cases'])}" if several and one["cases"] else ""
        yield f"{one['reader']:<{width}}  {FATES[one['fate']]}{cases}"
        yield f"{'':<{width}}    {'not told' if one['fate'] == 'nothing' else 'because'}: {one['why']}"
        for key, words in _PARTLY.items():
            if one[key] and one["fate"] not in {"withheld", "letter_only"}:
                yield f"{'':<{width}}    {words.format(', '.join(one[key]))}"


_PARTLY: Final = {
    "text_withheld": "of {} no more than that something was entered",
    "letter_only": "of {} the letter without papers",
}
