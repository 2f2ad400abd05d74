"""`docketmail reread`: held mail, read anew."""

from __future__ import annotations

from pathlib import Path

import click

from docketmail.cli.asking import config_option, request


@click.command()
@click.argument("notices", nargs=-1, metavar="[NOTICE...]")
@click.option("--court", help="Only mail of this court, by PACER's identifier: cand.")
@config_option
def reread(notices: tuple[str, ...], court: str | None, config_path: Path) -> None:
    """Read anew what is held because it was not understood, as after an upgrade.

    What is understood now begins again, with every rule; the rest stays held. Dismissed notices are read anew
    where they are named.
    """
    if notices and court:
        raise click.UsageError("name a court or notices, not both")
    rows = request(config_path, "notices.reread", court=court, notices=list(notices))["notices"]
    for row in rows:
        fate = "begins again" if row["begun"] else "stays as it is"
        click.echo(
            f"{row['notice']}  {row['court'] or '-':<6} {row['rule']:<12} {fate}: {row['why']}"
        )
    begun = sum(row["begun"] for row in rows)
    click.echo(
        f"{begun} of {len(rows)} begin again." if rows else "Nothing that is held waits for it."
    )
