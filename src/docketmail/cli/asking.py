"""How a command reaches the ledger: through the running daemon, or by itself where none runs."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

import click

from docketmail import config as configuration
from docketmail.adapters.control import ControlError, NobodyListensError, ask


DEFAULT = Path("/etc/docketmail/docketmail.toml")

config_option = click.option(
    "--config",
    "config_path",
    type=click.Path(path_type=Path, dir_okay=False),
    default=DEFAULT,
    show_default=True,
    help="The daemon's configuration.",
)
firm_option = click.option("--firm", help="Its id in the roster; needed where there are several.")


def load(path: Path) -> configuration.Config:
    """The configuration; ends the command with status 2 and every mistake where it is wrong."""
    try:
        return configuration.load(path)
    except configuration.ConfigError as error:
        for mistake in error.mistakes:
            click.echo(str(mistake), err=True)
        raise SystemExit(2) from None


def request(config_path: Path, command: str, **values: Any) -> dict[str, Any]:
    """Ask for a command; what is wrong about it ends the program with status 1 and words."""
    config = load(config_path)
    try:
        return asyncio.run(_request(config, command, values))
    except ControlError as error:
        raise click.ClickException(str(error)) from None
    except OSError as error:
        # Another user than the service's, or a path that leads nowhere.
        raise click.ClickException(
            f"{error.filename or config.control.socket}: {error.strerror or error}"
        ) from None


async def _request(
    config: configuration.Config, command: str, values: dict[str, Any]
) -> dict[str, Any]:
    try:
        return await ask(config.control.socket, command, values)
    except NobodyListensError:
        return await _alone(config, command, values)


async def _alone(
    config: configuration.Config, command: str, values: dict[str, Any]
) -> dict[str, Any]:
    """No daemon runs: open the ledger here, under the daemon's own lock."""
    # Heavy, and not needed where a daemon answers.
    from docketmail import daemon  # noqa: PLC0415
    from docketmail.commands import COMMANDS, AskedWrongError  # noqa: PLC0415

    try:
        async with daemon.world(config) as world:
            return await COMMANDS[command](world, by=f"uid:{os.getuid()}", **values)
    except (daemon.NotReadyError, AskedWrongError) as error:
        raise click.ClickException(str(error)) from None
