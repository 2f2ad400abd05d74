"""Somebody at a terminal: the command line against a stand-in daemon, or alone with a ledger of its own."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from docketmail import daemon
from docketmail.adapters.control import ControlServer
from docketmail.admission import Admission
from docketmail.cli import main
from docketmail.config import load
from docketmail.core.lifecycle import Event, PaperState
from docketmail.core.records import NoticeRecord, Paper, R
from docketmail.ledger.moves import move
from docketmail.ports import Arrival, Book
from docketmail.runner import Runner
from docketmail.world import World
from town import MX, MX_ADDRESS, Town


ROSTER = """
[[firm]]
id = "quillhart"
name = "Quill Hart LLP"
desk = "desk"
second = "clara"
[[firm.person]]
id = "desk"
name = "Docketing Desk"
email = "docketing@quillhart.example"
[[firm.person]]
id = "clara"
name = "Clara Voss"
email = "cvoss@quillhart.example"
[[firm.person]]
id = "anna"
name = "Anna Quill"
email = "aquill@quillhart.example"
court_addresses = ["anna.quill@quillhart.example"]
intake = "aquill-k3v9q27x@dockets.quillhart.example"
[[firm.matter]]
id = "1047-002"
cases = ["cand 4:26-cv-00771"]
readers = ["anna"]
"""
INTAKE = "aquill-k3v9q27x@dockets.quillhart.example"


@dataclass
class Desk:
    """One terminal, one configuration."""

    place: Path
    config: Path = field(init=False)

    def __post_init__(self) -> None:
        self.config = self.place / "docketmail.toml"
        self.config.write_text(
            f"""
[intake]
hostname = "mx.quillhart.example"
[[intake.trusted]]
address = "{MX_ADDRESS}"
authserv_id = "{MX}"
[storage]
directory = "{self.place}/store"
master_key = "{self.place}/store/master.key"
reserve_bytes = 0
[relay]
host = "127.0.0.1"
[mail]
from_address = "docketmail@quillhart.example"
[control]
socket = "{self.place}/control.sock"
"""
        )

    def run(self, *words: str, answer: str = "") -> Result:
        """Type a command; its group says where the configuration is named."""
        named = words[0] in {"appearance", "case", "holds"}
        group, rest = (words[:1], words[1:]) if named else (words, ())
        offline = words[:2] in {("roster", "check"), ("roster", "propose")}
        where = [] if offline else ["--config", str(self.config)]
        return CliRunner().invoke(main, [*group, *where, *rest], input=answer)

    def said(self, *words: str, answer: str = "") -> str:
        """What a command that succeeds prints."""
        result = self.run(*words, answer=answer)
        assert result.exit_code == 0, (result.output, result.exception)
        return result.output

    def refused(self, *words: str, answer: str = "", status: int = 1) -> str:
        """What a command that fails says: words, never a traceback."""
        result = self.run(*words, answer=answer)
        assert isinstance(result.exception, SystemExit), result.exception
        assert result.exit_code == status, result.output
        assert "Traceback" not in result.output
        return result.output

    def file(self, name: str, data: str | bytes) -> str:
        path = self.place / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return str(path)

    def ready(self) -> None:
        """A ledger with tables and a roster."""
        self.said("init")
        self.said("migrate")
        self.said("roster", "apply", self.file("roster.toml", ROSTER), "--yes")

    def receive(self, peer: str = MX_ADDRESS) -> None:
        """A notice arrives, is read and screened; its paper is not obtained, and nothing is sent."""
        asyncio.run(self._receive(peer))

    async def _receive(self, peer: str) -> None:
        town = Town()
        mail = town.notice(town.file())
        async with daemon.world(load(self.config)) as world:
            arrival = Arrival(
                peer=peer, helo="mx", tls=True, sender="ecf@court", recipients=(INTAKE,), body=mail
            )
            await Admission(world, lambda: None).accept(arrival)
            await _screen(world)
            await world.ledger.write(_miss)

    def all(self, kind: type[R]) -> list[R]:
        """Every record of a kind."""

        async def found() -> list[R]:
            async with daemon.world(load(self.config)) as world:
                return await world.ledger.read(lambda book: book.find(kind))

        return asyncio.run(found())


async def _screen(world: World) -> None:
    runner = Runner(world, lambda *_: None)
    for _ in range(2):
        for work in await runner.claim():
            if isinstance(work, NoticeRecord):
                await runner.do(work)


def _miss(book: Book) -> None:
    for paper in book.find(Paper, state=PaperState.AWAITED):
        at = book.find(NoticeRecord)[0].tell_by
        move(book, paper, Event.NOT_OBTAINED, at, reason="login")


@dataclass
class StandIn:
    """A daemon that answers what the test says, and remembers what it was asked."""

    answers: dict[str, Any]
    asked: list[tuple[str, dict[str, Any]]] = field(default_factory=list)

    @contextmanager
    def listening(self, path: Path) -> Iterator[None]:
        """Listen on a thread of its own: the command has its own event loop."""
        ready, done = threading.Event(), asyncio.Event()
        loop = asyncio.new_event_loop()

        async def serve() -> None:
            commands = {name: self._command(name) for name in self.answers}
            server = ControlServer(path, commands, (WrongError,), lambda _: None)
            await server.start()
            ready.set()
            await done.wait()
            await server.close()

        thread = threading.Thread(target=loop.run_until_complete, args=(serve(),))
        thread.start()
        assert ready.wait(5)
        try:
            yield
        finally:
            loop.call_soon_threadsafe(done.set)
            thread.join(5)
            loop.close()

    def _command(self, name: str) -> Any:
        async def command(by: str, **values: Any) -> Any:
            self.asked.append((name, values))
            answer = self.answers[name]
            if isinstance(answer, str):
                raise WrongError(answer)
            return answer

        return command


class WrongError(Exception):
    """What a person did wrong."""
