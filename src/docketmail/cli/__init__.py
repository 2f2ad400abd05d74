"""The commands. One module a group; a module is imported when its command is called, so that each starts fast."""

from __future__ import annotations

from importlib import import_module

import click


class Commands(click.Group):
    """A group whose commands live in modules that are imported when they are asked for."""

    def __init__(self, where: dict[str, str], **kwargs: object) -> None:
        super().__init__(**kwargs)  # type: ignore[arg-type]
        self._where = where

    def list_commands(self, ctx: click.Context) -> list[str]:
        del ctx
        return sorted(self._where)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        del ctx
        if cmd_name not in self._where:
            return None
        module, name = self._where[cmd_name].split(":")
        command: click.Command = getattr(import_module(f"docketmail.cli.{module}"), name)
        return command


main = Commands(
    {
        "appearance": "appearance:appearance",
        "case": "case:case",
        "check": "serve:check",
        "clawback": "papers:clawback",
        "demo": "demo:demo",
        "explain": "explain:explain",
        "holds": "holds:holds",
        "init": "serve:init",
        "ledger": "ledger:ledger",
        "migrate": "ledger:migrate",
        "policy": "policy:policy",
        "release": "papers:release",
        "reread": "notices:reread",
        "roster": "roster:roster",
        "serve": "serve:serve",
        "show": "papers:show",
        "status": "ledger:status",
        "supply": "papers:supply",
        "why": "why:why",
    },
    name="docketmail",
    help="From a court's e-mail to counsel's inbox, inside the firm.",
)
