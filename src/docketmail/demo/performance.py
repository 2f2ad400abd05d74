"""The demo itself: notices arrive one by one, and a table says what became of each and why."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from docketmail.adapters.clock import WallClock
from docketmail.adapters.control import ask
from docketmail.demo.rig import Rig
from docketmail.demo.story import Expected, Playwright, Scene


WIDTH = 120
PATIENCE = 60.0
"""Seconds until the last letter; the notices take about ten on two cores."""


async def perform(directory: Path, *, keep: bool) -> bool:
    """Run the demo in a directory; whether everything went as told."""
    console = Console()
    if not console.is_terminal:
        console.width = WIDTH  # a log's lines are as long as they need to be
    rig = Rig(directory)
    console.print(
        "A toy court over TLS, a toy mailbox, and the real daemon between them, on this machine alone."
    )
    await rig.set_up()
    try:
        await rig.start()
        scenes = list(Playwright(rig.court, WallClock().now()).scenes())
        notices = await _play(rig, scenes, console)
        right = _report(console, scenes, notices, rig)
        _leave(rig, console)
        if keep:
            console.print(
                f"Serving on: SMTP on 127.0.0.1:{rig.port}, `docketmail holds --config {rig.config}`."
            )
            await asyncio.Event().wait()
    finally:
        await rig.tear_down()
    return right


async def _play(rig: Rig, scenes: list[Scene], console: Console) -> list[dict[str, Any]]:
    """Mail every notice and wait until each has come to its end."""
    notices: list[dict[str, Any]] = []
    with Progress(console=console, transient=True) as progress:
        sending = progress.add_task("notices arrive", total=len(scenes))
        ending = progress.add_task("notices are told", total=len(scenes))
        for scene in scenes:
            await rig.send(scene.mail, scene.to)
            progress.advance(sending)
        for _ in range(int(PATIENCE / 0.2)):
            notices = await _notices(rig)
            done = sum(map(_over, notices))
            progress.update(ending, completed=done)
            if done == len(scenes):
                break
            await asyncio.sleep(0.2)
    return notices


async def _notices(rig: Rig) -> list[dict[str, Any]]:
    said = await ask(rig.directory / "control.sock", "notices.list", {})
    notices: list[dict[str, Any]] = said["notices"]
    return notices


def _over(notice: dict[str, Any]) -> bool:
    told = notice["sent"] > 0 and not notice["due"] and not notice["awaited"]
    return told and notice["state"] in {"screened", "held"}


def _report(console: Console, scenes: list[Scene], notices: list[dict[str, Any]], rig: Rig) -> bool:
    table = Table(
        "what arrived", "link", "papers", "letters", "what became of it, and why", "as told"
    )
    verdicts = []
    for scene, notice in zip(scenes, notices, strict=False):
        right = _over(notice) and _became(notice) == scene.expected
        verdicts.append(right)
        table.add_row(scene.title, *_row(notice), "[green]yes[/]" if right else "[red]no[/]")
    console.print(table)
    for harm in rig.court.harms:
        console.print(f"[red]the court was harmed:[/] {harm}")
    return len(verdicts) == len(scenes) and all(verdicts) and not rig.court.harms


def _became(notice: dict[str, Any]) -> Expected:
    return Expected(
        papers=notice["papers"],
        missing=tuple(notice["missing"]),
        hold=notice["hold"]["rule"] if notice["hold"] else "",
        joined=notice["joined"],
    )


def _row(notice: dict[str, Any]) -> Iterator[str]:
    opened = notice["papers"] or {*notice["missing"]} - {"flagged"}
    yield "left as a spare" if notice["joined"] else "opened once" if opened else "not opened"
    yield str(notice["papers"])
    yield str(notice["sent"])
    if notice["hold"]:
        yield f"held, the desk is told: {notice['hold']['reason']}"
    elif notice["fate"] == "passed_on":
        yield "passed on as it came"
    elif notice["missing"]:
        yield "told without it: " + ", ".join(_WHY[why] for why in notice["missing"])
    elif notice["joined"]:
        yield "joined the filing: one letter a reader"
    else:
        yield "delivered" if notice["papers"] else "told: there is no paper"


_WHY = {
    "login": "the court asked for a login",
    "receipt": "the court wanted money",
    "flagged": "it is flagged as more than public",
}


def _leave(rig: Rig, console: Console) -> None:
    """Put the delivered mails and the papers where they can be looked at."""
    mails = rig.mailbox.write(rig.directory / "delivered")
    console.print(f"{len(mails)} delivered mails: {rig.directory / 'delivered'}")
    console.print(f"papers, as attached to them: {_papers(rig)}")
    console.print(f"the daemon's log: {rig.journal}")


def _papers(rig: Rig) -> Path:
    folder = rig.directory / "papers"
    folder.mkdir(exist_ok=True)
    for delivered in rig.mailbox.delivered:
        for part in message_from_bytes(delivered.mail, policy=policy.default).iter_attachments():
            if part.get_content_type() == "application/pdf":
                (folder / str(part.get_filename())).write_bytes(part.get_content())
    return folder
