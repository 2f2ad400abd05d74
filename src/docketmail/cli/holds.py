"""`docketmail holds`: what waits for a person."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from docketmail.cli.asking import config_option, request
from docketmail.cli.explain_delivery import lines


@click.group(invoke_without_command=True)
@config_option
@click.pass_context
def holds(ctx: click.Context, config_path: Path) -> None:
    """List what is held, or see, release, dismiss or acknowledge one of them."""
    ctx.obj = config_path
    if ctx.invoked_subcommand is not None:
        return
    waiting = request(config_path, "holds.list")["holds"]
    asked = request(config_path, "releases.list")["requests"]
    if not waiting and not asked:
        click.echo("Nothing is held.")
    for hold in waiting:
        click.echo(
            f"{hold['id']}  {hold['raised_at'][:16]}Z  {hold['firm']}  {hold['rule']:<14} {hold['state']:<12} "
            f"{hold['reason']}"
        )
    for one in asked:
        click.echo(f"{one['id']}  waits for a second person: {_asked(one)}")


def _asked(one: dict[str, Any]) -> str:
    what = f"hold {one['hold']}" if one["hold"] else f"paper {', '.join(one['papers'])}"
    return f"{one['by']} asks to release {what} (until {one['until'][:16]}Z): {one['why']}"


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
            f"\nRelease it (waives the rule {said['rule']}, no other; it shows first what that does): "
            f"docketmail holds release {hold}"
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
@click.option("--why", help="Your reason; it stands in the ledger. Without it you are asked.")
@click.pass_obj
def release(config_path: Path, hold: str, why: str | None) -> None:
    """Show what a release waives and who would be told what then; with a reason, release it."""
    _preview(request(config_path, "holds.preview", hold=hold))
    if why is None:
        why = click.prompt("\nYour reason (empty: leave it held)", default="", show_default=False)
    if not why.strip():
        raise click.ClickException("nothing is released: a release needs a reason, in the ledger")
    said = request(config_path, "holds.release", hold=hold, why=why)
    if asked := said.get("asked"):
        click.echo(
            f"\nNothing is released yet: what is restricted takes two people. {_asked(asked)}\n"
            f"Another person confirms it: docketmail holds confirm {asked['id']}"
        )
        return
    click.echo(f"\n{hold} is released; {said['waived']} is waived for notice {said['notice']}.")


def _preview(said: dict[str, Any]) -> None:
    click.echo(f"{said['id']} is held by the rule {said['rule']}: {said['reason']}.")
    click.echo(f"A release waives {said['rule']}, and no other rule. Then:\n")
    if said["then"] is None:
        click.echo("  its notice begins again, and every other rule is asked.")
    else:
        for line in lines(said["then"]):
            click.echo(f"  {line}" if line else "")
    if said["two_people"]:
        click.echo(
            "\nIt is restricted, and the firm wants two people for that: you ask, another confirms."
        )


@holds.command()
@click.argument("asked", metavar="REQUEST")
@click.pass_obj
def confirm(config_path: Path, asked: str) -> None:
    """Release what another person asked for: the second of two people."""
    said = request(config_path, "releases.confirm", request=asked)["confirmed"]
    what = f"hold {said['hold']}" if said["hold"] else f"paper {', '.join(said['papers'])}"
    click.echo(f"{asked} is confirmed: {what} is released, as {said['by']} asked.")


@holds.command()
@click.argument("asked", metavar="REQUEST")
@click.pass_obj
def decline(config_path: Path, asked: str) -> None:
    """Decline what somebody asked to release: it stays as it is."""
    request(config_path, "releases.decline", request=asked)
    click.echo(f"{asked} is declined: nothing is released.")


@holds.command()
@click.argument("hold")
@why_option
@click.pass_obj
def dismiss(config_path: Path, hold: str, why: str) -> None:
    """Dismiss it: nothing is to be done about it."""
    request(config_path, "holds.dismiss", hold=hold, why=why)
    click.echo(f"{hold} is dismissed.")
