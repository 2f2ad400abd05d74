"""`docketmail holds`: what waits for a person."""

from __future__ import annotations

from pathlib import Path

import click

from docketmail.cli.asking import config_option, request


@click.group(invoke_without_command=True)
@config_option
@click.pass_context
def holds(ctx: click.Context, config_path: Path) -> None:
    """List what is held, or see, release, dismiss or acknowledge one of them."""
    ctx.obj = config_path
    if ctx.invoked_subcommand is not None:
        return
    waiting = request(config_path, "holds.list")["holds"]
    if not waiting:
        click.echo("Nothing is held.")
    for hold in waiting:
        click.echo(
            f"{hold['id']}  {hold['raised_at'][:16]}Z  {hold['firm']}  {hold['rule']:<14} {hold['state']:<12} "
            f"{hold['reason']}"
        )


why_option = click.option("--why", required=True, help="Your reason; it stands in the ledger.")


@holds.command()
@click.argument("hold")
@click.pass_obj
def show(config_path: Path, hold: str) -> None:
    """Show one hold: what arrived, from whom, why it is held."""
    said = request(config_path, "holds.show", hold=hold)
    for key in (
        "id",
        "notice",
        "state",
        "rule",
        "reason",
        "arrived_at",
        "from_peer",
        "sender",
        "subject",
        "court",
    ):
        click.echo(f"{key.replace('_', ' ') + ':':<14}{said[key]}")
    for case in said["cases"]:
        click.echo(f"{'case:':<14}{case['number']}  {case['name']}")
    click.echo(f"{'who says so:':<14}{', '.join(said['who_says_so'])}")
    if said["waived"]:
        click.echo(f"{'waived before:':<14} {', '.join(said['waived'])}")
    if said["state"] != "ended":
        click.echo(
            f"\nRelease it (waives the rule {said['rule']}, no other): docketmail holds release {hold} --why ..."
        )


@holds.command()
@click.argument("hold")
@click.pass_obj
def ack(config_path: Path, hold: str) -> None:
    """Say that you have seen it: no further alarm; it stays held."""
    request(config_path, "holds.ack", hold=hold)
    click.echo(f"{hold} is acknowledged and stays held.")


@holds.command()
@click.argument("hold")
@why_option
@click.pass_obj
def release(config_path: Path, hold: str, why: str) -> None:
    """Release it: the rule that held it is waived, every other rule speaks again."""
    said = request(config_path, "holds.release", hold=hold, why=why)
    click.echo(f"{hold} is released; {said['waived']} is waived for notice {said['notice']}.")


@holds.command()
@click.argument("hold")
@why_option
@click.pass_obj
def dismiss(config_path: Path, hold: str, why: str) -> None:
    """Dismiss it: nothing is to be done about it."""
    request(config_path, "holds.dismiss", hold=hold, why=why)
    click.echo(f"{hold} is dismissed.")
