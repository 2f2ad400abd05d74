"""`docketmail case relate` and its like: cases that go on under another number."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from docketmail.cli.asking import firm_option, request
from docketmail.core.firm_records import Relation


@click.command()
@click.argument("court")
@click.argument("case")
@click.argument("relation", type=click.Choice(list(map(str, Relation))))
@click.argument("of_court")
@click.argument("of_case")
@firm_option
@click.pass_obj
def relate(config_path: Path, /, relation: str, **where: Any) -> None:
    """Tell what is entered in CASE of COURT to the team of OF_CASE of OF_COURT as well.

    What restricts one of the two restricts both.
    """
    click.echo(_line(request(config_path, "relations.relate", where=where, relation=relation)))


@click.command()
@click.argument("court")
@click.argument("case")
@click.argument("of_court")
@click.argument("of_case")
@firm_option
@click.pass_obj
def unrelate(config_path: Path, /, **where: Any) -> None:
    """End a relation; what was delivered stays delivered."""
    click.echo(f"No longer: {_line(request(config_path, 'relations.part', where=where))}")


@click.command()
@firm_option
@click.pass_obj
def relations(config_path: Path, /, firm: str | None) -> None:
    """List every relation in force."""
    found = request(config_path, "relations.list", firm=firm)["relations"]
    for one in found:
        click.echo(f"{_line(one)} (by {one['by']}, {one['at']})")
    if not found:
        click.echo("No cases are related.")


_SAID = {
    Relation.APPEAL: "is on appeal from",
    Relation.TRANSFER: "was transferred from",
    Relation.RENUMBERED: "is the new number of",
    Relation.LEAD: "is the lead case of",
}


def _line(one: dict[str, str]) -> str:
    said = _SAID[Relation(one["relation"])]
    return f"{one['firm']}: {one['court']} {one['case']} {said} {one['of_court']} {one['of_case']}"
