"""The labeller with its real worker, hostile papers, and workers that misbehave."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from docketmail.adapters import labeller as module
from docketmail.adapters.labeller import UNEXAMINED, PdfLabeller
from docketmail.core.examination import Examined, Labelled, Oddity
from docketmail.core.label import Label
from papers import bombs, changed, hostile_papers, paper


LABEL = Label(
    file_name="2026-03-04 [45-2] Quenby.pdf",
    title="Quenby v. Ostrander \N{EN DASH} Ex. B",
    court="S.D.N.Y.",
    case="1:26-cv-04711",
    document="45-2",
    date="2026-03-04",
    bookmark="[45-2] Exhibit B",
)


@pytest.fixture
async def labeller() -> AsyncIterator[PdfLabeller]:
    labeller = PdfLabeller()
    await labeller.start()
    yield labeller
    await labeller.close()


def pids(labeller: PdfLabeller) -> list[int]:
    return [worker._child.process.pid for worker in labeller._workers if worker._child]


def title(labelled: Labelled) -> str:
    assert labelled.copy is not None
    with pikepdf.open(BytesIO(labelled.copy)) as copy:
        return str(copy.docinfo.Title)


async def test_a_copy_is_labelled_behind_the_courts_own_bytes(labeller: PdfLabeller) -> None:
    court = paper(20)
    labelled = await labeller.label(court, LABEL)
    assert labelled.copy is not None
    assert labelled.copy.startswith(court)
    assert title(labelled) == LABEL.title
    assert labelled.found == Examined(20)


async def test_papers_at_the_same_time_get_each_its_own_label(labeller: PdfLabeller) -> None:
    titles = [f"Paper {number}" for number in range(10)]
    labels = [Label("a.pdf", title, "c", "n", "", "", "b") for title in titles]
    copies = await asyncio.gather(*(labeller.label(paper(), label) for label in labels))
    assert [title(copy) for copy in copies] == titles


async def test_a_signed_paper_goes_as_it_came_and_the_worker_stays(labeller: PdfLabeller) -> None:
    before = pids(labeller)
    signed = changed(Perms=pikepdf.Dictionary())
    assert await labeller.label(signed, LABEL) == Labelled(None, Examined(1))
    assert pids(labeller) == before


async def test_a_paper_can_be_looked_at_alone(labeller: PdfLabeller) -> None:
    assert await labeller.examine(paper(7)) == Examined(7)


@pytest.fixture(scope="module")
def hostile() -> dict[str, tuple[bytes, Oddity]]:
    return hostile_papers()


async def test_a_hostile_paper_goes_as_it_came_says_so_and_harms_nothing(
    labeller: PdfLabeller, hostile: dict[str, tuple[bytes, Oddity]]
) -> None:
    for name, (bomb, oddity) in hostile.items():
        done = await labeller.label(bomb, LABEL)
        assert (name, done.copy) == (name, None)
        assert (name, oddity in done.found.oddities) == (name, True)
        assert title(await labeller.label(paper(), LABEL)) == LABEL.title


async def test_a_bomb_that_is_not_set_off_is_a_paper_like_any_other(labeller: PdfLabeller) -> None:
    """A label needs no page's contents: nobody blows up what lies there compressed."""
    for bomb in bombs().values():
        done = await labeller.label(bomb, LABEL)
        assert done.copy is None or done.copy.startswith(bomb)


async def test_a_worker_can_open_nothing_and_has_limits(labeller: PdfLabeller) -> None:
    for pid in pids(labeller):
        process = Path(f"/proc/{pid}")
        assert sorted(entry.name for entry in (process / "fd").iterdir()) == ["0", "1", "2"]
        limits = process.joinpath("limits").read_text()
        for line in ("Max open files 3 3", "Max file size 0 0", "Max processes 0 0"):
            assert line in " ".join(limits.split())
        assert "Max address space 1500000000" in " ".join(limits.split())
        assert process.joinpath("environ").read_bytes() == b""
        assert "NoNewPrivs:\t1" in process.joinpath("status").read_text()


async def test_a_worker_that_died_is_replaced(labeller: PdfLabeller) -> None:
    for pid in pids(labeller):
        os.kill(pid, signal.SIGKILL)
    assert [title(await labeller.label(paper(), LABEL)) for _ in range(4)] == [LABEL.title] * 4


async def test_a_worker_is_replaced_after_its_share_of_papers(
    labeller: PdfLabeller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PAPERS_A_WORKER", 2)
    before = pids(labeller)
    for _ in range(4):
        assert title(await labeller.label(paper(), LABEL)) == LABEL.title
    assert pids(labeller) != before


async def test_a_paper_that_is_too_large_is_not_tried(
    labeller: PdfLabeller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "LARGEST_PAPER", len(paper()) - 1)
    assert await labeller.label(paper(), LABEL) == Labelled(None, UNEXAMINED)


async def test_a_cancelled_paper_leaves_nothing_to_the_next(labeller: PdfLabeller) -> None:
    for _ in range(3):
        other = Label("a.pdf", "Another paper", "c", "n", "", "", "b")
        task = asyncio.create_task(labeller.label(paper(500), other))
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        task.cancel()
        await asyncio.wait([task])
        assert task.cancelled()
    copies = await asyncio.gather(*(labeller.label(paper(), LABEL) for _ in range(4)))
    assert {title(copy) for copy in copies} == {LABEL.title}


async def test_no_worker_outlives_its_labeller() -> None:
    labeller = PdfLabeller()
    await labeller.start()
    children = pids(labeller)
    asked = asyncio.create_task(labeller.label(paper(500), LABEL))
    await asyncio.sleep(0)
    await labeller.close()
    await asked
    for pid in children:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
    assert await labeller.label(paper(), LABEL) == Labelled(None, UNEXAMINED)


READY = "import sys, time; out = sys.stdout.buffer; out.write(bytes(16)); out.flush(); "
FRAME = "out.write(b''.join(n.to_bytes(4, 'big') for n in ({})) + b'abc'); out.flush(); "
BLOCK = "sys.stdin.buffer.read()"


@pytest.mark.parametrize(
    "conduct",
    [
        "out.write(b'HTTP/1.1 200 OK is no answer'); out.flush(); " + BLOCK,
        FRAME.format("1, 1, 0, 0xffffffff") + BLOCK,
        FRAME.format("7, 1, 0, 3") + BLOCK,
        FRAME.format("1, 0xfffffff0, 0, 3") + BLOCK,
        FRAME.format("1, 1, 1 << 20, 3") + BLOCK,
        FRAME.format("1, 1, 0, 9"),
        "out.write(b'x' * 10_000_000); out.flush()",
        "sys.exit(1)",
    ],
    ids=[
        "babbles",
        "boasts",
        "answers another",
        "counts below nothing",
        "sees what nobody knows",
        "breaks off",
        "floods",
        "dies",
    ],
)
async def test_a_worker_that_does_not_answer_costs_only_the_label(conduct: str) -> None:
    labeller = PdfLabeller(command=(sys.executable, "-Ic", READY + conduct))
    await labeller.start()
    for _ in range(2):
        assert await labeller.label(paper(), LABEL) == Labelled(None, UNEXAMINED)
    await labeller.close()


@pytest.mark.parametrize("reads", ["", "sys.stdin.buffer.read(10_000_000); "])
async def test_a_worker_that_dawdles_is_not_waited_for(reads: str) -> None:
    command = (sys.executable, "-Ic", READY + reads + "time.sleep(600)")
    labeller = PdfLabeller(seconds=0.2, command=command)
    await labeller.start()
    assert await labeller.label(paper() + bytes(10_000_000), LABEL) == Labelled(None, UNEXAMINED)
    await labeller.close()


DAWDLER = (sys.executable, "-Ic", READY + BLOCK)


async def test_a_paper_that_cost_a_worker_is_given_to_none_again(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    labeller = PdfLabeller(seconds=0.2, command=DAWDLER)
    await labeller.start()
    costly = paper()
    await labeller.label(costly, LABEL)
    monkeypatch.setattr(module._Worker, "ask", None)
    assert await labeller.label(costly, LABEL) == Labelled(None, UNEXAMINED)
    await labeller.close()


async def test_no_paper_waits_longer_for_a_worker_than_it_may() -> None:
    labeller = PdfLabeller(seconds=30, patience=0.2, command=DAWDLER)
    await labeller.start()
    slow = [asyncio.create_task(labeller.label(paper(n), LABEL)) for n in (2, 3)]
    await asyncio.sleep(0.05)
    assert await labeller.label(paper(), LABEL) == Labelled(None, UNEXAMINED)
    async with asyncio.timeout(10):
        await labeller.close()
        await asyncio.gather(*slow)


@pytest.mark.parametrize("command", [("/nowhere/python",), (sys.executable, "-Ic", "0")])
async def test_a_worker_that_does_not_start_is_said_at_the_start(command: tuple[str, ...]) -> None:
    with pytest.raises(RuntimeError, match="PDF worker did not start"):
        await PdfLabeller(command=command).start()
