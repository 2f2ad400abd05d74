"""The firm's hook: a command of the firm's own that reaches a person without the relay.

Security: the command is a path from the configuration, called without a shell, with an empty environment; it is told
the hold's id and the rule's name, nothing of the mail.
"""

from __future__ import annotations

import asyncio
from pathlib import Path

from docketmail.ports import UnpagedError


SECONDS = 30
"""A hook that takes longer is ended: it should hand over and return."""


class HookPager:
    """Runs the hook; a firm without one has nobody to page."""

    def __init__(self, command: Path | None) -> None:
        self._command = command

    async def page(self, hold: str, reason: str) -> None:
        """Run the hook; raises UnpagedError where it cannot be run, fails or does not end."""
        if self._command is None:
            return
        try:
            child = await asyncio.create_subprocess_exec(
                str(self._command),
                hold,
                reason,
                env={"PATH": "/usr/bin:/bin"},
                stdin=asyncio.subprocess.DEVNULL,
            )
        except OSError as error:
            raise UnpagedError(type(error).__name__) from error
        try:
            async with asyncio.timeout(SECONDS):
                status = await child.wait()
        except TimeoutError:
            child.kill()
            await child.wait()
            raise UnpagedError(f"no end within {SECONDS} seconds") from None
        if status:
            raise UnpagedError(f"exit status {status}")
