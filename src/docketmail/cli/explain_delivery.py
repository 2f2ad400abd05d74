"""`docketmail explain delivery`: who would be told what of a mail, and why; nothing is sent or opened."""

from __future__ import annotations

import base64
import json
from pathlib import Path
from typing import Any, BinaryIO

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
        _print(firm, explained)


def _print(firm: str, explained: dict[str, Any]) -> None:
    sender = explained["sender"]
    click.echo(f"firm {firm}, noticed: {', '.join(explained['noticed'])}")
    click.echo(f"  the sender is {sender['origin']}: {', '.join(sender['reasons'])}")
    if held := explained.get("held"):
        click.echo(f"  held by the rule {held['rule']}: {held['reason']}; the desk is told")
        return
    click.echo(f"  it is: {explained['kind'].replace('_', ' ')}")
    for look in explained["looks"]:
        fate = "opened once" if look["opened"] else f"not opened: {look['rule']}"
        click.echo(f"  look at {look['document']}: {fate}")
    for reader in explained["readers"]:
        masked = ", masked" if reader["masked"] else ""
        withheld = (
            f", without the text of {', '.join(reader['text_withheld'])}"
            if reader["text_withheld"]
            else ""
        )
        click.echo(
            f"  {reader['reader']}: {', '.join(reader['cases']) or 'the mail, as it came'}{masked}{withheld}, "
            f"because {reader['why']}"
        )
