"""`docketmail roster`: who belongs to which firm, checked, compared and applied as one change."""

from __future__ import annotations

import re
import secrets
from pathlib import Path
from typing import Any, NoReturn

import click

from docketmail.cli.asking import config_option, request
from docketmail.core import matters_csv
from docketmail.core.roster_file import parse
from docketmail.core.roster_mistakes import RosterError, unfound


@click.group()
def roster() -> None:
    """Firms, people, intake addresses, matters and readers."""


file_argument = click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))


def _text(file: Path) -> str:
    try:
        return file.read_text("utf-8")
    except UnicodeDecodeError:
        raise click.FileError(
            str(file), "a roster is text in UTF-8, and this file is not"
        ) from None


@roster.command()
@file_argument
def check(file: Path) -> None:
    """Read a roster and say what is wrong with it, offline."""
    try:
        read = parse(_text(file))
    except RosterError as error:
        _end(error)
    firms = read.roster.firms
    people = sum(len(firm.people) for firm in firms)
    matters = sum(map(len, read.matters.values()))
    click.echo(f"{file} is right: {len(firms)} firm(s), {people} people, {matters} matter(s).")
    for firm in firms:
        for what, matter in unfound(firm, (one.id for one in read.matters[firm.id])):
            click.echo(f"firm {firm.id}: {what}: {matter} must have been imported")


def _end(error: RosterError) -> NoReturn:
    for mistake in error.mistakes:
        click.echo(mistake, err=True)
    raise SystemExit(2) from None


@roster.command()
@file_argument
@click.option("--yes", is_flag=True, help="Do not ask again.")
@config_option
def apply(file: Path, config_path: Path, *, yes: bool) -> None:
    """Show what a roster changes, and apply it as one change."""
    document = _text(file)
    plan = request(config_path, "roster.plan", document=document)
    if not _agreed(plan, yes=yes):
        return
    said = request(config_path, "roster.apply", document=document, version=plan["version"])
    click.echo(f"Applied as version {said['version']}.")


@roster.command("import")
@file_argument
@click.option("--firm", required=True, help="Its id in the roster.")
@click.option("--yes", is_flag=True, help="Do not ask again.")
@config_option
def import_(file: Path, firm: str, config_path: Path, *, yes: bool) -> None:
    """Replace a firm's imported matters by those of a table in CSV; those of the roster's file stay."""
    try:
        text = matters_csv.decoded(file.read_bytes())
    except RosterError as error:
        _end(error)
    plan = request(config_path, "roster.plan_import", firm=firm, text=text)
    if not _agreed(plan, yes=yes):
        return
    said = request(config_path, "roster.import", firm=firm, text=text, version=plan["version"])
    click.echo(f"Imported as version {said['version']}.")


def _agreed(plan: dict[str, Any], *, yes: bool) -> bool:
    """Show what changes, and ask."""
    total = sum(plan["counts"].values())
    if not total:
        click.echo("It changes nothing.")
        return False
    for line in plan["changes"]:
        click.echo(line)
    if total > len(plan["changes"]):
        click.echo(f"and {total - len(plan['changes'])} more; in all:")
        for sort, count in sorted(plan["counts"].items()):
            click.echo(f"{count:>9}  {sort}")
    if not yes:
        click.confirm(f"Apply these {total} changes?", abort=True)
    return True


@roster.command()
@config_option
def show(config_path: Path) -> None:
    """Print the roster in force."""
    said = request(config_path, "roster.show")
    click.echo(f"# version {said['version']}, applied {said['applied_at']} by {said['by']}")
    click.echo(said["document"])


_LETTERS = "23456789abcdefghjkmnpqrstvwxyz"
"""Without letters that are mistaken for others when an address is read out to a clerk."""
_LENGTH = 10
"""30 to the 10th: nobody finds an address by trying, at any rate that the intake allows."""


@roster.command()
@click.argument("name")
@click.argument("domain")
def propose(name: str, domain: str) -> None:
    """Propose an intake address for a person: NAME-random@DOMAIN, not to be guessed."""
    if not re.fullmatch(r"[A-Za-z0-9._-]{1,40}", name):
        raise click.BadParameter(
            "letters, digits, dots and hyphens alone, as in aquill", param_hint="NAME"
        )
    tail = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
    click.echo(f"{name.lower()}-{tail}@{domain.lower()}")
