"""The log: what a person needs to see that it works, or where it does not. The ledger is the record.

Security: nothing is logged that is not on the list: known keys, each with the shape that its values
have. An exception is its type and its places, for the messages of httpx, SQLAlchemy and pydantic carry
what was in the mail; what libraries say is reduced to who spoke and where. No name, address, docket
text or link passes, whoever tries.
Promises: one line an event, an event is a dotted constant; how many facts were dropped is said.
"""

from __future__ import annotations

import logging
import re
import sys
import threading
import traceback
from collections.abc import Callable, MutableMapping
from ipaddress import ip_address
from pathlib import PurePath
from types import TracebackType
from typing import TYPE_CHECKING, Any, Final, TextIO

import structlog

from docketmail.config.declaration import Log as LogSettings
from docketmail.core.records import Work


if TYPE_CHECKING:
    from structlog.typing import FilteringBoundLogger, Processor


Event = MutableMapping[str, Any]

_OURS: Final = PurePath(__file__).parent
_EVENT: Final = re.compile(r"[a-z_]+(\.[a-z_]+)+")


def _is_number(value: object) -> bool:
    return isinstance(value, int | float)


def _is_address(value: object) -> bool:
    try:
        ip_address(str(value))
    except ValueError:
        return False
    return True


def _like(pattern: str) -> Callable[[object], bool]:
    shape = re.compile(pattern)
    return lambda value: isinstance(value, str) and bool(shape.fullmatch(value))


_is_id: Final = _like(r"[a-z0-9-]{1,64}")
_is_word: Final = _like(r"[A-Za-z0-9_.]{1,64}")
_is_place: Final = _like(r"[\w./-]{1,200}:\d+:[\w.<>]{1,200}")
_is_sentence: Final = _like(r"(?!.*(@|://))[^\n\r\x00-\x1f]{1,300}")

KNOWN: Final[dict[str, Callable[[object], bool]]] = {
    **dict.fromkeys(("timestamp", "level"), _like(r"[\w:.+-]{1,40}")),
    **dict.fromkeys(("id", "notice", "filing", "look", "paper", "letter", "hold", "run"), _is_id),
    **dict.fromkeys(("stage", "state", "reason", "rule", "command", "error", "logger"), _is_word),
    **dict.fromkeys(("attempts", "bytes", "code", "count", "dropped", "ms", "port"), _is_number),
    **dict.fromkeys(("place", "ours"), _is_place),
    "by": _like(r"uid:\d{1,10}"),
    "peer": _is_address,
    # A sentence that an adapter made of constants and type names, for a person to act on.
    "what": _is_sentence,
}
"""Every key that may be logged, and what its values look like."""


class Log:
    """What the daemon says, each with its own event."""

    def __init__(self, logger: FilteringBoundLogger) -> None:
        self._logger = logger

    def info(self, event: str, **facts: object) -> None:
        """Something went as it should."""
        self._logger.info(event, **facts)

    def work(self, stage: str, work: Work, defect: Exception | None) -> None:
        """A piece of work ended, well or with a defect."""
        facts = {"stage": stage, "id": work.id, "attempts": work.attempts}
        if defect is None:
            self._logger.info("work.done", **facts)
        else:
            self._logger.error("work.defect", **facts, **_of(defect))

    def defect(self, error: BaseException) -> None:
        """Something of ours is wrong, outside of any piece of work."""
        self._logger.error("daemon.defect", **_of(error))

    def fault(self, what: str) -> None:
        """The intake met a fault of ours, and says so in a sentence that holds no name and no address."""
        self._logger.error("intake.fault", what=what)

    def command(self, command: str, by: str) -> None:
        """A command came over the control socket."""
        self._logger.info("command.asked", command=command, by=by)


def set_up(settings: LogSettings, stream: TextIO | None = None) -> Log:
    """Send everything that this process says through the list, to standard error by default."""
    target = stream or sys.stderr
    console = settings.format == "console" or (settings.format == "auto" and target.isatty())
    render: Processor = (
        structlog.dev.ConsoleRenderer(colors=target.isatty())
        if console
        else structlog.processors.JSONRenderer()
    )
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            redact,
            render,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(settings.level),
        logger_factory=structlog.PrintLoggerFactory(target),
    )
    logger: FilteringBoundLogger = structlog.get_logger()
    _mute_libraries(logger)
    _catch_the_uncaught(logger)
    return Log(logger)


def redact(_logger: object, _method: str, event: Event) -> Event:
    """Keep what is on the list (a structlog processor)."""
    error = event.pop("exc_info", None)
    facts = dict(event) | (_of(error) if isinstance(error, BaseException) else {})
    name = facts.pop("event", "")
    kept = {key: value for key, value in facts.items() if key in KNOWN and KNOWN[key](value)}
    if len(kept) < len(facts):
        kept["dropped"] = len(facts) - len(kept)
    named = isinstance(name, str) and _EVENT.fullmatch(name)
    return {"event": name if named else "log.unnamed", **kept}


def _of(error: BaseException) -> dict[str, object]:
    """An exception without what it says: type, innermost place, innermost place in our own code."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    facts: dict[str, object] = {"error": type(error).__name__}
    places = _places(error.__traceback__)
    if places:
        facts["place"] = places[-1]
    ours = [place for place in places if place.startswith(f"{_OURS.name}/")]
    if ours and ours[-1] != places[-1]:
        facts["ours"] = ours[-1]
    return facts


def _places(trace: TracebackType | None) -> list[str]:
    return [
        _place(frame.f_code.co_filename, line, frame.f_code.co_name)
        for frame, line in traceback.walk_tb(trace)
    ]


def _place(file: str, line: int, function: str) -> str:
    """file:line:function, the file from its package on: where we are installed is nobody's concern."""
    path = PurePath(file)
    if path.is_relative_to(_OURS):
        path = path.relative_to(_OURS.parent)
    elif "site-packages" in path.parts:
        path = PurePath(*path.parts[path.parts.index("site-packages") + 1 :])
    else:
        path = PurePath(*path.parts[-2:])
    return f"{path}:{line}:{function}"


class _Muted(logging.Handler):
    """Of what a library says, who spoke and where."""

    def __init__(self, logger: FilteringBoundLogger) -> None:
        super().__init__(logging.WARNING)
        self._logger = logger

    def emit(self, record: logging.LogRecord) -> None:
        error = record.exc_info[1] if record.exc_info else None
        place = _place(record.pathname, record.lineno, record.funcName)
        facts = {"place": place} if error is None else _of(error)
        self._logger.warning("library.spoke", logger=record.name, **facts)


def _mute_libraries(logger: FilteringBoundLogger) -> None:
    logging.captureWarnings(capture=True)
    logging.basicConfig(handlers=[_Muted(logger)], level=logging.WARNING, force=True)
    for name in list(logging.root.manager.loggerDict):
        other = logging.getLogger(name)
        other.handlers.clear()
        other.propagate = True


def _catch_the_uncaught(logger: FilteringBoundLogger) -> None:
    """Python's own last words would print the message: here too, type and place must do."""

    def died(_kind: type[BaseException], error: BaseException, _trace: object) -> None:
        logger.critical("daemon.died", **_of(error))

    def thread_died(of: threading.ExceptHookArgs) -> None:
        if of.exc_value is not None and of.exc_type is not SystemExit:
            logger.critical("thread.died", **_of(of.exc_value))

    def ignored(of: sys.UnraisableHookArgs) -> None:
        if of.exc_value is not None:
            logger.error("daemon.ignored", **_of(of.exc_value))

    sys.excepthook = died
    threading.excepthook = thread_died
    sys.unraisablehook = ignored
