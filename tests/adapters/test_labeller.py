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
from docketmail.adapters.labeller import PdfLabeller
from docketmail.core.label import Label
from papers import bombs, changed, paper


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


def title(pdf: bytes | None) -> str:
    assert pdf is not None
    with pikepdf.open(BytesIO(pdf)) as copy:
        return str(copy.docinfo.Title)


async def test_a_copy_is_labelled_behind_the_courts_own_bytes(labeller: PdfLabeller) -> None:
    court = paper(20)
    copy = await labeller.label(court, LABEL)
    assert copy is not None
    assert copy.startswith(court)
    assert title(copy) == LABEL.title


async def test_papers_at_the_same_time_get_each_its_own_label(labeller: PdfLabeller) -> None:
    titles = [f"Paper {number}" for number in range(10)]
    labels = [Label("a.pdf", title, "c", "n", "", "", "b") for title in titles]
    copies = await asyncio.gather(*(labeller.label(paper(), label) for label in labels))
    assert [title(copy) for copy in copies] == titles


async def test_a_signed_paper_goes_as_it_came_and_the_worker_stays(labeller: PdfLabeller) -> None:
    before = pids(labeller)
    signed = changed(Perms=pikepdf.Dictionary())
    assert await labeller.label(signed, LABEL) is None
    assert pids(labeller) == before


@pytest.fixture(scope="module")
def hostile() -> dict[str, bytes]:
    return bombs()


async def test_no_hostile_paper_does_harm(labeller: PdfLabeller, hostile: dict[str, bytes]) -> None:
    for bomb in hostile.values():
        copy = await labeller.label(bomb, LABEL)
        assert copy is None or copy.startswith(bomb)
        assert title(await labeller.label(paper(), LABEL)) == LABEL.title


async def test_scripts_and_embedded_files_are_neither_run_nor_lost(labeller: PdfLabeller) -> None:
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('hello')")
    with pikepdf.open(BytesIO(changed(OpenAction=script))) as pdf:
        pdf.attachments["ledger.xls"] = b"figures"
        out = BytesIO()
        pdf.save(out)
    copy = await labeller.label(out.getvalue(), LABEL)
    assert copy is not None
    with pikepdf.open(BytesIO(copy)) as labelled:
        assert labelled.attachments["ledger.xls"].get_file().read_bytes() == b"figures"
        assert str(labelled.Root.OpenAction.JS) == "app.alert('hello')"


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
    first = [await labeller.label(paper(), LABEL) for _ in range(4)]
    assert title(first[-1]) == LABEL.title


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
    assert await labeller.label(paper(), LABEL) is None


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
    assert await labeller.label(paper(), LABEL) is None


READY = "import sys, time; out = sys.stdout.buffer; out.write(bytes(8)); out.flush(); "


@pytest.mark.parametrize(
    "conduct",
    [
        "out.write(b'HTTP/1.1 200 OK'); out.flush(); sys.stdin.buffer.read()",
        "out.write((1).to_bytes(4, 'big') + b'\\xff' * 4); out.flush(); sys.stdin.buffer.read()",
        "out.write((7).to_bytes(4, 'big') + b'\\x00\\x00\\x00\\x03%%E'); out.flush(); time.sleep(600)",
        "out.write((1).to_bytes(4, 'big') + b'\\x00\\x00\\x00\\x09abc'); out.flush()",
        "out.write(b'x' * 10_000_000); out.flush()",
        "sys.exit(1)",
    ],
    ids=["babbles", "boasts", "answers another", "breaks off", "floods", "dies"],
)
async def test_a_worker_that_does_not_answer_costs_only_the_label(conduct: str) -> None:
    labeller = PdfLabeller(command=(sys.executable, "-Ic", READY + conduct))
    await labeller.start()
    assert await labeller.label(paper(), LABEL) is None
    assert await labeller.label(paper(), LABEL) is None
    await labeller.close()


@pytest.mark.parametrize("reads", ["", "sys.stdin.buffer.read(10_000_000); "])
async def test_a_worker_that_dawdles_is_not_waited_for(reads: str) -> None:
    command = (sys.executable, "-Ic", READY + reads + "time.sleep(600)")
    labeller = PdfLabeller(seconds=0.2, command=command)
    await labeller.start()
    assert await labeller.label(paper() + bytes(10_000_000), LABEL) is None
    await labeller.close()


@pytest.mark.parametrize("command", [("/nowhere/python",), (sys.executable, "-Ic", "0")])
async def test_a_worker_that_does_not_start_is_said_at_the_start(command: tuple[str, ...]) -> None:
    with pytest.raises(RuntimeError, match="PDF worker did not start"):
        await PdfLabeller(command=command).start()
