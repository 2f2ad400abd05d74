from __future__ import annotations

import asyncio
import gc
import json
import logging
import sys
import threading
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from io import StringIO
from typing import Any, NoReturn

import pytest
import structlog
from hypothesis import given, strategies as st

from docketmail import logs
from docketmail.config.declaration import Log as LogSettings
from docketmail.core.records import Hold
from docketmail.logs import KNOWN, Log, redact, set_up


CANARIES = (
    "Quibble v. Zanzibar Holdings LLC",
    "counsel.quibble@firm.example",
    "https://ecf.test.uscourts.gov/doc1/0350?magic_num=7791",
    "ORDER granting 12 Motion to Quibble",
    "Quibble",
)
HOLD = Hold(
    id="h0123456789abcd",
    firm="quibble",
    notice="n0123456789abcd",
    rule="Quibble",
    reason="Quibble",
    raised_at=datetime(2026, 3, 2, tzinfo=UTC),
    attempts=2,
    by="Quibble",
    why="Quibble",
)


class Said(StringIO):
    """What came out of the log."""

    def lines(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.getvalue().splitlines()]

    def line(self) -> dict[str, Any]:
        [line] = self.lines()
        return line


@pytest.fixture
def said() -> Said:
    return Said()


@contextmanager
def everything_to(said: Said) -> Iterator[Log]:
    handlers, level = logging.root.handlers[:], logging.root.level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    yield set_up(LogSettings(level="debug", format="json"), said)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks
    logging.captureWarnings(capture=False)
    logging.root.handlers[:] = handlers
    logging.root.setLevel(level)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


@pytest.fixture
def log(said: Said) -> Iterator[Log]:
    with everything_to(said) as log:
        yield log


def fail(text: str = CANARIES[0]) -> NoReturn:
    raise ValueError(text)


def broken(text: str = CANARIES[0]) -> ValueError:
    try:
        fail(text)
    except ValueError as error:
        return error


def test_what_is_on_the_list_is_said(said: Said, log: Log) -> None:
    log.info("notice.read", id="n0123456789abcd", ms=3, peer="2001:db8::1", state="read")

    line = said.line()
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "notice.read",
        "level": "info",
        "id": "n0123456789abcd",
        "ms": 3,
        "peer": "2001:db8::1",
        "state": "read",
    }


@pytest.mark.parametrize("canary", CANARIES)
def test_what_is_not_on_the_list_is_nowhere(said: Said, log: Log, canary: str) -> None:
    log.info(canary)
    log.info("notice.read", caption=canary, **{canary: 1}, url={"inner": [canary]})
    structlog.contextvars.bind_contextvars(case=canary)
    log.info("notice.read", ms=1)
    structlog.get_logger().info("notice.%s", canary)
    structlog.get_logger().error(canary, exc_info=broken(canary))

    assert canary not in said.getvalue()
    assert len(said.lines()) == 5
    assert [line.get("dropped") for line in said.lines()] == [None, 3, 1, 1, 1]


@pytest.mark.parametrize("key", [key for key in KNOWN if key not in {"timestamp", "level"}])
@pytest.mark.parametrize("canary", CANARIES[:3])
def test_no_known_key_takes_a_caption_an_address_or_a_link(
    said: Said, log: Log, key: str, canary: str
) -> None:
    log.info("notice.read", **{key: canary})

    assert (canary in said.getvalue()) == (key == "what" and canary == CANARIES[0])


@given(st.dictionaries(st.sampled_from([*KNOWN, "text"]) | st.text(), st.text() | st.binary()))
def test_whatever_comes_only_shapes_of_the_list_leave(facts: dict[str, object]) -> None:
    kept = redact(None, "info", {"event": "notice.read", **facts})

    assert kept.keys() <= {"event", *KNOWN}
    for key in kept.keys() - {"event", "dropped"}:
        assert KNOWN[key](kept[key])


def test_a_defect_is_its_type_and_its_places(said: Said, log: Log) -> None:
    log.work("hold", HOLD, broken())

    line = said.line()
    assert (line["event"], line["level"]) == ("work.defect", "error")
    assert (line["id"], line["stage"], line["attempts"]) == ("h0123456789abcd", "hold", 2)
    assert line["error"] == "ValueError"
    assert line["place"].startswith("tests/test_logs.py:")
    assert line["place"].endswith(":fail")
    assert "uibble" not in said.getvalue()


def test_our_own_place_is_named_where_a_library_raised(said: Said, log: Log) -> None:
    try:
        redact(None, "info", None)  # type: ignore[arg-type]
    except AttributeError as error:
        log.defect(error)
    assert said.line()["place"].startswith("docketmail/logs.py:")

    try:
        set_up(LogSettings(), 5)  # type: ignore[arg-type]
    except AttributeError as error:
        log.defect(error)
    try:
        logs._like("(")
    except Exception as error:  # noqa: BLE001 -- re's error has no public name before 3.13
        log.defect(error)
    line = said.lines()[-1]
    assert not line["place"].startswith("docketmail/")
    assert line["ours"].startswith("docketmail/logs.py:")


def test_work_that_ended_well_says_no_more_than_that(said: Said, log: Log) -> None:
    log.work("hold", HOLD, None)

    assert said.line()["event"] == "work.done"
    assert "uibble" not in said.getvalue()


def test_the_first_of_several_exceptions_is_told(said: Said, log: Log) -> None:
    log.defect(ExceptionGroup(CANARIES[0], [ExceptionGroup("", [broken()]), KeyError("Quibble")]))

    assert said.line()["error"] == "ValueError"
    assert "uibble" not in said.getvalue()


def test_an_exception_without_a_place_is_its_type(said: Said, log: Log) -> None:
    log.defect(ValueError(CANARIES[0]))

    assert said.line()["error"] == "ValueError"
    assert "place" not in said.line()


def test_commands_and_faults_are_told(said: Said, log: Log) -> None:
    log.command("release", "uid:1000")
    log.fault("The intake answered 451: OSError at Spool.put:12")
    log.fault(f"somebody wrote {CANARIES[1]}")

    asked, fault, unfit = said.lines()
    assert (asked["command"], asked["by"]) == ("release", "uid:1000")
    assert fault["what"] == "The intake answered 451: OSError at Spool.put:12"
    assert unfit["dropped"] == 1


@pytest.mark.parametrize(
    "name", ["httpx", "httpcore", "mail.log", "sqlalchemy.engine", "asyncio", "a.new.one"]
)
def test_libraries_say_only_where(said: Said, log: Log, name: str) -> None:
    library = logging.getLogger(name)
    library.debug(CANARIES[0])
    library.info("GET %s", CANARIES[2])
    library.warning(CANARIES[1], extra={"canary": CANARIES[0]})
    try:
        fail()
    except ValueError:
        library.exception(CANARIES[2])

    if not library.disabled:
        assert [line["event"] for line in said.lines()] == ["library.spoke"] * 2
        assert said.lines()[0]["logger"] == name
        assert said.lines()[1]["error"] == "ValueError"
    assert not [canary for canary in CANARIES if canary in said.getvalue()]


def test_a_library_that_brought_a_handler_has_none_left(said: Said) -> None:
    stray = Said()
    library = logging.getLogger("stray.library")
    library.addHandler(logging.StreamHandler(stray))
    library.propagate = False

    with everything_to(said):
        library.error(CANARIES[0])

    assert stray.getvalue() == ""
    assert said.line()["logger"] == "stray.library"


def test_warnings_are_muted_too(said: Said) -> None:
    with warnings.catch_warnings(), everything_to(said):
        warnings.simplefilter("always")
        warnings.warn(CANARIES[0], stacklevel=1)

    assert said.line()["logger"] == "py.warnings"
    assert CANARIES[0] not in said.getvalue()


async def test_a_task_that_nobody_awaited_says_no_message(said: Said, log: Log) -> None:
    async def work() -> None:
        fail()

    task = asyncio.create_task(work())
    await asyncio.wait([task])
    del task
    gc.collect()
    asyncio.get_running_loop().call_soon(broken_callback)
    await asyncio.sleep(0.01)

    assert {line["error"] for line in said.lines()} == {"ValueError", "KeyError"}
    assert {line["logger"] for line in said.lines()} == {"asyncio"}
    assert "uibble" not in said.getvalue()


def broken_callback() -> None:
    raise KeyError(CANARIES[0])


def test_the_last_words_of_the_process_have_no_message(
    said: Said, log: Log, capfd: pytest.CaptureFixture[str]
) -> None:
    error = broken()
    sys.excepthook(ValueError, error, error.__traceback__)
    thread = threading.Thread(target=broken_callback)
    thread.start()
    thread.join()
    unraisable: Callable[[Any], None] = sys.unraisablehook
    unraisable(type("Args", (), {"exc_value": error, "exc_type": ValueError}))

    assert [line["event"] for line in said.lines()] == [
        "daemon.died",
        "thread.died",
        "daemon.ignored",
    ]
    assert "uibble" not in said.getvalue() + "".join(capfd.readouterr())


def test_for_a_person_it_is_no_json_and_no_more_is_said(said: Said, log: Log) -> None:
    set_up(LogSettings(format="console"), said).info("notice.read", ms=3, caption=CANARIES[0])

    assert "notice.read" in said.getvalue()
    assert not said.getvalue().startswith("{")
    assert CANARIES[0] not in said.getvalue()


def test_what_is_below_the_level_is_not_said(said: Said, log: Log) -> None:
    set_up(LogSettings(level="error", format="json"), said)
    structlog.get_logger().info("notice.read")

    assert said.lines() == []
