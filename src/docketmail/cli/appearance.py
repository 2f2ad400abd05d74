"""`docketmail appearance`: who appeared for the firm in a state case, where the court's own notices do not show it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from docketmail.cli.asking import config_option, firm_option, request


@click.group()
@config_option
@click.pass_context
def appearance(ctx: click.Context, config_path: Path) -> None:
    """Say who appeared for the firm in a state case, or withdrew; notices held for it are let go."""
    ctx.obj = config_path


ground_option = click.option(
    "--ground", required=True, help="Pleading, order or engagement; it stands in the ledger."
)
from_option = click.option(
    "--from", "since", metavar="DAY", help="As 2026-03-04; today, where none is given."
)


@appearance.command()
@click.argument("court")
@click.argument("case")
@click.argument("person")
@ground_option
@from_option
@firm_option
@click.pass_obj
def add(config_path: Path, /, person: str, ground: str, since: str | None, **where: Any) -> None:
    """Record that PERSON of the roster appeared in CASE of COURT, as the alarm names them."""
    said = {"person": person, "ground": ground, "since": since}
    done = request(config_path, "appearances.add", where=where, **said)
    let_go = done["released"]
    also = f"; {len(let_go)} notice(s) begin again: {', '.join(let_go)}" if let_go else ""
    click.echo(f"{done['appearance']} is recorded{also}.")


@appearance.command()
@click.argument("court")
@click.argument("case")
@click.argument("person")
@ground_option
@from_option
@firm_option
@click.pass_obj
def withdraw(
    config_path: Path, /, person: str, ground: str, since: str | None, **where: Any
) -> None:
    """Record that PERSON stands for the firm no more in CASE of COURT, whoever still serves them."""
    said = {"person": person, "ground": ground, "since": since}
    done = request(config_path, "appearances.withdraw", where=where, **said)
    click.echo(f"{done['appearance']} is withdrawn from {done['withdrawn']} on.")


@appearance.command("list")
@click.option("--court")
@click.option("--case")
@firm_option
@click.pass_obj
def every(config_path: Path, /, **where: Any) -> None:
    """List what was recorded."""
    found = request(config_path, "appearances.list", where=where)["appearances"]
    if not found:
        click.echo("Nothing is recorded.")
    for one in found:
        gone = f"  withdrawn {one['withdrawn']}: {one['withdrawn_why']}" if one["withdrawn"] else ""
        click.echo(
            f"{one['id']}  {one['firm']}  {one['court']}  {one['case']}  {one['person']}  "
            f"from {one['since']}: {one['ground']} ({one['by']}){gone}"
        )
