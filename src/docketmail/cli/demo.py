"""`docketmail demo`: the real daemon between a toy court and a toy mailbox, and what becomes of a dozen notices."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

import click


@click.command()
@click.option(
    "--directory",
    type=click.Path(path_type=Path, file_okay=False),
    help="Where everything is left; a new directory under the temporary one where not given.",
)
@click.option("--keep", is_flag=True, help="Serve on until interrupted.")
def demo(directory: Path | None, *, keep: bool) -> None:
    """Show the whole line on this machine, with nothing configured: exit status 0 when all went as told."""
    from docketmail.demo.performance import perform  # noqa: PLC0415 - heavy, for this command alone

    place = directory or Path(tempfile.mkdtemp(prefix="docketmail-demo-"))
    if directory is not None and directory.exists() and any(directory.iterdir()):
        raise click.ClickException(f"{directory} is not empty: name another, or none")
    if not asyncio.run(perform(place, keep=keep)):
        raise SystemExit(1)
