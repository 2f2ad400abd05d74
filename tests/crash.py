"""Pull the plug: the n-th port call of a run is the last thing that the daemon does, or the last before it.

Everything durable stays, everything in memory is gone: a new life begins on the same ledger and spool.
"""

from __future__ import annotations

import inspect
from collections.abc import Awaitable, Callable
from typing import Any


class Pulled(BaseException):
    """The power is gone. No handler of the daemon's catches this."""


class Plug:
    """Counts port calls, and is pulled before or after one of them."""

    def __init__(self, at: int | None = None, *, after: bool = False) -> None:
        self.at = at
        self.after = after
        self.calls: list[str] = []

    def before_call(self, name: str) -> None:
        self.calls.append(name)
        if len(self.calls) == self.at and not self.after:
            raise Pulled(name)

    def after_call(self, name: str) -> None:
        if len(self.calls) >= (self.at or len(self.calls) + 1) and self.after:
            raise Pulled(name)


class Plugged:
    """A port behind a plug; sinks that it hands out are behind it too."""

    def __init__(self, port: Any, plug: Plug, name: str) -> None:
        self._port = port
        self._plug = plug
        self._name = name

    def __getattr__(self, attribute: str) -> Any:
        found = getattr(self._port, attribute)
        if not inspect.iscoroutinefunction(found):
            return found
        return self._behind(found, f"{self._name}.{attribute}")

    def _behind(
        self, call: Callable[..., Awaitable[Any]], name: str
    ) -> Callable[..., Awaitable[Any]]:
        async def plugged(*args: Any, **kwargs: Any) -> Any:
            self._plug.before_call(name)
            answer = await call(*args, **kwargs)
            self._plug.after_call(name)
            return Plugged(answer, self._plug, "sink") if name == "spool.sink" else answer

        return plugged
