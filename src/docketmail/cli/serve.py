"""`docketmail serve`, `check` and `init`: the daemon, its configuration tried, its first key."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import click

from docketmail.cli.asking import config_option, load


@click.command()
@config_option
def serve(config_path: Path) -> None:
    """Run the daemon in the foreground (systemd's Type=notify)."""
    from docketmail import daemon  # noqa: PLC0415 - heavy, for this command alone

    config = load(config_path)
    try:
        asyncio.run(daemon.serve(config))
    except daemon.NotReadyError as error:
        raise click.ClickException(str(error)) from None


@click.command()
@config_option
def check(config_path: Path) -> None:
    """Load, validate and try the configuration: database, key, spool, relay, certificate; serve nothing."""
    from docketmail import probing  # noqa: PLC0415 - heavy, for this command alone

    config = load(config_path)
    failed = asyncio.run(_tell(probing.probe(config)))
    for name, remark in probing.remarks(config):
        click.echo(f"{name + ':':<14}{remark}", err=True)
    if failed:
        raise SystemExit(1)


async def _tell(probes: AsyncIterator[tuple[str, str]]) -> bool:
    failed = False
    async for name, trouble in probes:
        click.echo(f"{name + ':':<14}{trouble or 'right'}", err=bool(trouble))
        failed |= bool(trouble)
    return failed


@click.command()
@config_option
def init(config_path: Path) -> None:
    """Make the master key and the directories that the configuration names; nothing that is there is touched."""
    from docketmail.adapters.keys import new_master_key  # noqa: PLC0415 - heavy, for this command alone

    storage = load(config_path).storage
    storage.directory.mkdir(mode=0o700, parents=True, exist_ok=True)
    if storage.master_key.exists():
        click.echo(f"{storage.master_key} is there already and stays as it is.")
        return
    new_master_key(storage.master_key)
    click.echo(
        f"The master key is in {storage.master_key}. Without it every paper is unreadable: keep a copy of it\n"
        "away from this machine and away from its backups."
    )
