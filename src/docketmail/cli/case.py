"""`docketmail case`: what the desk says of cases."""

from __future__ import annotations

import csv
from io import StringIO
from pathlib import Path
from typing import Any

import click

from docketmail.cli.asking import config_option, firm_option, request
from docketmail.cli.relations import relate, relations, unrelate
from docketmail.core.casefile import Classification


@click.group()
@config_option
@click.pass_context
def case(ctx: click.Context, config_path: Path) -> None:
    """Say of a case that it is restricted or open, which words are names in it, what it goes on from."""
    ctx.obj = config_path


why_option = click.option("--why", required=True, help="Your reason; it stands in the ledger.")


@case.command("list")
@firm_option
@click.pass_obj
def every(config_path: Path, /, firm: str | None) -> None:
    """List the cases that were seen and that nobody has classified, oldest first."""
    found = request(config_path, "cases.list", firm=firm)["cases"]
    if not found:
        click.echo("Every case that was seen is classified.")
    for one in found:
        click.echo(f"{one['seen_at'][:16]}Z  {one['firm']}  {one['court']}  {one['case']}")


@case.command()
@click.argument("court")
@click.argument("case")
@firm_option
@click.pass_obj
def show(config_path: Path, /, **where: Any) -> None:
    """Show what was decided of CASE of COURT, by whom and why."""
    found = request(config_path, "cases.show", where=where)["decisions"]
    if not found:
        click.echo("Nobody has decided anything of this case.")
    for one in found:
        click.echo(f"{one['at'][:16]}Z  {_line(one)}: {one['why']} ({one['by']})")


@case.command()
@click.argument("court")
@click.argument("case")
@why_option
@firm_option
@click.pass_obj
def restrict(config_path: Path, /, **row: Any) -> None:
    """Mark CASE of COURT: every entry of it is restricted."""
    _classify(config_path, [row | {"classification": Classification.RESTRICTED.value}])


@case.command("open")
@click.argument("court")
@click.argument("case")
@why_option
@firm_option
@click.pass_obj
def open_(config_path: Path, /, **row: Any) -> None:
    """Say that CASE of COURT is no restricted one, whatever its caption looks like.

    Words of sealing restrict an entry of it all the same, and so does the court's own refusal.
    """
    _classify(config_path, [row | {"classification": Classification.OPEN.value}])


_COLUMNS = ("court", "case", "classification", "why")


@case.command()
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@firm_option
@click.pass_obj
def classify(config_path: Path, /, file: Path, firm: str | None) -> None:
    """Classify the cases of a list at once, or none of them.

    It is a CSV file with the columns court, case, classification (open or restricted) and why.
    """
    try:
        rows = list(csv.DictReader(StringIO(file.read_text("utf-8-sig"))))
    except (UnicodeDecodeError, csv.Error):
        raise click.FileError(str(file), "this is no CSV file in UTF-8") from None
    short = [n for n, row in enumerate(rows, 2) if any(row.get(name) is None for name in _COLUMNS)]
    if short or not rows:
        where = f"line {short[0]} lacks some" if short else "there is no line below the first"
        raise click.FileError(str(file), f"it needs the columns {', '.join(_COLUMNS)}; {where}")
    _classify(
        config_path, [{name: row[name] for name in _COLUMNS} | {"firm": firm} for row in rows]
    )


def _classify(config_path: Path, rows: list[dict[str, Any]]) -> None:
    for one in request(config_path, "cases.classify", rows=rows)["decided"]:
        click.echo(_line(one))


@case.command("except")
@click.argument("court")
@click.argument("case")
@click.argument("word")
@why_option
@firm_option
@click.pass_obj
def grant(config_path: Path, /, word: str, why: str, **where: Any) -> None:
    """Let WORD restrict nothing in CASE of COURT: `Sealed Air` is a party there.

    It is taken whole and as it is written, in any case; every other word restricts as before.
    """
    click.echo(_line(request(config_path, "cases.except", where=where, word=word, why=why)))


@case.command()
@click.argument("court")
@click.argument("case")
@click.argument("word")
@why_option
@firm_option
@click.pass_obj
def withdraw(config_path: Path, /, word: str, why: str, **where: Any) -> None:
    """Let an excepted WORD restrict again."""
    click.echo(_line(request(config_path, "cases.withdraw", where=where, word=word, why=why)))


case.add_command(relate)
case.add_command(unrelate)
case.add_command(relations)


_SAID = {
    "open": "is open",
    "restricted": "is restricted",
    "excepted": "no longer restricted by the word",
    "withdrawn": "restricted again by the word",
}


def _line(one: dict[str, str]) -> str:
    word = f" {one['word']!r}" if one["word"] else ""
    return f"{one['firm']}: {one['court']} {one['case']} {_SAID[one['decision']]}{word}"
