"""`docketmail ledger`, `status` and `migrate`: the ledger's own word and its shape."""

from __future__ import annotations

import asyncio
from pathlib import Path
from typing import Any

import click

from docketmail.cli.asking import config_option, load, request


@click.group()
def ledger() -> None:
    """The evidence."""


@ledger.command()
@config_option
def verify(config_path: Path) -> None:
    """Check every notice's chain of events; exit status 1 where one was changed."""
    said = request(config_path, "ledger.verify")
    for fault in said["faults"]:
        click.echo(fault, err=True)
    if said["faults"]:
        raise SystemExit(1)
    click.echo(f"The chains of {said['notices']} notice(s) are whole.")


@click.command()
@click.option(
    "--notices",
    "limit",
    type=int,
    default=10,
    show_default=True,
    help="How many of the newest to list.",
)
@config_option
def status(limit: int, config_path: Path) -> None:
    """Say what became of the newest notices, and count what there is."""
    for notice in request(config_path, "notices.list", limit=limit)["notices"]:
        click.echo(
            f"{notice['id']}  {notice['court'] or '-':<6} {notice['kind'] or '-':<16} {notice['state']:<9} "
            f"{_became(notice)}"
        )
    said: dict[str, Any] = request(config_path, "status")
    for name, states in said.items():
        click.echo(f"{name + ':':<10}{_counted(states)}")


def _became(notice: dict[str, Any]) -> str:
    if notice["hold"] and notice["state"] == "held":
        return f"{notice['hold']['id']}: {notice['hold']['reason']}"
    papers = "as it came" if notice["fate"] == "passed_on" else f"{notice['papers']} paper(s)"
    parts = [f"{papers}, {notice['sent']} letter(s) sent, {notice['due']} due"]
    parts += [f"not obtained: {', '.join(notice['missing'])}"] if notice["missing"] else []
    return "; ".join(parts + (["joined an earlier copy"] if notice["joined"] else []))


def _counted(states: dict[str, int] | int) -> str:
    if isinstance(states, int):
        return str(states)
    return ", ".join(f"{count} {state}" for state, count in sorted(states.items())) or "none"


@click.command()
@click.option(
    "--check", is_flag=True, help="Change nothing; exit status 1 where a migration is missing."
)
@config_option
def migrate(config_path: Path, *, check: bool) -> None:
    """Bring the ledger and the key store to this version's shape."""
    from docketmail.adapters import schema  # noqa: PLC0415 - heavy, for this command alone
    from docketmail.daemon import databases  # noqa: PLC0415

    for which, url in databases(load(config_path)):
        missing = asyncio.run(schema.missing(url, which))
        if missing and check:
            click.echo(f"{which}: {', '.join(missing)} missing: run `docketmail migrate`", err=True)
            raise SystemExit(1)
        if missing:
            asyncio.run(schema.upgrade(url, which))
        click.echo(f"{which}: {schema.head(which)}")
