"""`docketmail roster`: who belongs to which firm, checked, compared and applied as one change."""

from __future__ import annotations

import re
import secrets
from pathlib import Path

import click

from docketmail.cli.asking import config_option, request
from docketmail.core.roster_file import RosterError, parse


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
        for mistake in error.mistakes:
            click.echo(mistake, err=True)
        raise SystemExit(2) from None
    people = sum(len(firm.people) for firm in read.firms)
    matters = sum(len(firm.matters) for firm in read.firms)
    click.echo(f"{file} is right: {len(read.firms)} firm(s), {people} people, {matters} matter(s).")


@roster.command()
@file_argument
@click.option("--yes", is_flag=True, help="Do not ask again.")
@config_option
def apply(file: Path, config_path: Path, *, yes: bool) -> None:
    """Show what a roster changes, and apply it as one change."""
    document = _text(file)
    plan = request(config_path, "roster.plan", document=document)
    if not plan["changes"]:
        click.echo("It changes nothing.")
        return
    for line in plan["changes"]:
        click.echo(line)
    if not yes:
        click.confirm(f"Apply these {len(plan['changes'])} changes?", abort=True)
    said = request(config_path, "roster.apply", document=document, version=plan["version"])
    click.echo(f"Applied as version {said['version']}.")


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
