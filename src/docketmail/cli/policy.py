"""`docketmail policy`: what a firm decided for itself, and what is announced to change."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from docketmail.cli.asking import config_option, request
from docketmail.core.words.announcement import named, valued


@click.group()
def policy() -> None:
    """What each firm decided: in force, and announced."""


firm_option = click.option("--firm", help="One firm's alone.")
json_option = click.option("--json", "as_json", is_flag=True, help="One JSON object.")


@policy.command()
@firm_option
@json_option
@config_option
def show(firm: str | None, config_path: Path, *, as_json: bool) -> None:
    """Show the policy in force, and every change of it."""
    said = request(config_path, "policy.show", firm=firm)
    if as_json:
        click.echo(json.dumps({"schema": 1, **said}))
        return
    for name, of in said["firms"].items():
        click.echo(f"Policy of {name}, in force:")
        for setting, value in of["settings"].items():
            click.echo(f"  {named(setting)}: {valued(setting, value)}")
        if of["changes"]:
            click.echo("Changes, the oldest first:")
        for change in of["changes"]:
            click.echo(f"  {_line(change)}")


@policy.command()
@firm_option
@json_option
@config_option
def pending(firm: str | None, config_path: Path, *, as_json: bool) -> None:
    """Show what is announced and not yet in force."""
    said = request(config_path, "policy.pending", firm=firm)
    if as_json:
        click.echo(json.dumps({"schema": 1, **said}))
        return
    if not said["changes"]:
        click.echo("No change of policy is pending.")
    for change in said["changes"]:
        click.echo(f"{change['firm']}: {_line(change)}")


def _line(change: dict[str, Any]) -> str:
    setting = change["setting"]
    before, after = valued(setting, change["before"]), valued(setting, change["after"])
    head = f"{change['announced_at'][:10]} by {change['by']}: {named(setting)}: {before} -> {after}"
    if change["withdrawn_at"]:
        return f"{head}, withdrawn {change['withdrawn_at'][:10]}"
    if change["in_force_at"]:
        return f"{head}, in force since {change['in_force_at'][:10]}"
    return f"{head}, in force from {change['effective_at'][:16]}Z"
