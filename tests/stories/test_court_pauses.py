"""A court that does not answer, or asks for a pause, is asked gently, and no look is spent on finding out."""

from __future__ import annotations

from datetime import timedelta

import pytest

from docketmail.core.answers import answer_of, describe
from docketmail.core.lifecycle import LookState, PaperState
from docketmail.core.records import Attempt, LookRecord, Paper
from docketmail.core.retrieval import Answer, Get
from docketmail.demo.court_filings import Paper as Filed
from docketmail.demo.court_manners import Manner
from docketmail.demo.pdfs import make_pdf
from docketmail.ports import BrokenOffError, Sink
from offices import ANNA
from town import FakeCourthouse, Town, papers_of


PDFS = [make_pdf(title) for title in ("Order", "Exhibit A", "Exhibit B")]


@pytest.fixture
async def town() -> Town:
    there = Town()
    await there.boot()
    return there


class Busy(FakeCourthouse):
    """Answers the n-th request with 429, and the wish to be left alone for a minute."""

    def __init__(self, town: Town, busy_at: int) -> None:
        super().__init__(town.clerk, town.clock)
        self._busy_at = busy_at

    async def get(self, get: Get, sink: Sink) -> Answer:
        if len(self.asked) + 1 != self._busy_at:
            return await super().get(get, sink)
        self.asked.append(get.url)
        about = describe(get.url, 429, "text/html", retry_after="60")
        await sink.describe(about)
        await sink.write(b"<html>slow down</html>")
        return answer_of(about, b"<html>slow down</html>", await sink.finish())


class Hasty(FakeCourthouse):
    """Hangs up twice on whoever asks for a frame's file."""

    def __init__(self, town: Town) -> None:
        super().__init__(town.clerk, town.clock)
        self.hung_up = 0

    async def get(self, get: Get, sink: Sink) -> Answer:
        if get.second_hop and self.hung_up < 2:
            self.hung_up += 1
            await sink.discard()
            raise BrokenOffError("the court hung up")
        return await super().get(get, sink)


async def serve(town: Town, courthouse: FakeCourthouse) -> None:
    town.world = town.build(courthouse=courthouse)
    await town.boot()


async def test_a_court_that_asks_for_a_pause_gets_it_in_the_middle_of_a_walk(town: Town) -> None:
    court = Busy(town, busy_at=2)
    await serve(town, court)
    await town.receive(town.notice(town.file(*(Filed(pdf) for pdf in PDFS))))
    await town.settle()
    assert len(court.asked) == 2, "nothing more before the minute is over"

    await town.pass_time(120)

    states = [paper.state for paper in await town.all(Paper)]
    assert states.count(PaperState.HERE) >= 1
    assert len(court.asked) == len(set(court.asked))
    assert all(letter["Subject"] for letter in town.inbox(ANNA.email))
    assert town.clerk.harms == []


async def test_after_three_failures_a_court_is_only_connected_to_until_it_is_back(
    town: Town,
) -> None:
    town.courthouse.unreachable = 8
    await town.receive(town.notice(town.file(Filed(PDFS[0]))))
    await town.pass_time(timedelta(hours=1).total_seconds(), by=30)

    attempts = [attempt.outcome for attempt in await town.all(Attempt)]
    assert attempts == ["unreached"] * 3 + ["200"]
    assert len(town.courthouse.doorsteps) == 6, "five in vain, and the one that found it open"
    [look] = await town.all(LookRecord)
    assert look.state is LookState.STORED
    assert len(papers_of(town.inbox(ANNA.email)[-1])) == 1


async def test_the_file_behind_a_frame_is_asked_for_again(town: Town) -> None:
    court = Hasty(town)
    await serve(town, court)
    await town.receive(town.notice(town.file(Filed(PDFS[0], manner=Manner.FRAME))))
    await town.settle()

    assert court.hung_up == 2
    assert len(papers_of(town.inbox(ANNA.email)[0])) == 1
    assert town.clerk.harms == []
