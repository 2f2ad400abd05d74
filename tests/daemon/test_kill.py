"""The real process is killed, again and again, while mail comes in: nobody is left untold, no look is opened twice."""

from __future__ import annotations

import asyncio
import signal
from collections.abc import Iterator
from itertools import count
from typing import Any

import pytest

from daemon.postroom import TEAM, Postroom, papers_of, until
from daemon.storm import Storm, Told, dice, listed
from docketmail.demo import firm
from docketmail.demo.court_manners import Manner
from docketmail.demo.court_notices import Mailed, district_html
from docketmail.demo.rig import Rig


BOTH = (Mailed("Anna Quill", (firm.ANNA,)), Mailed("Ben Hart", (firm.BEN,)))


class Court:
    """Writes notices of every sort, in turn."""

    def __init__(self, postroom: Postroom) -> None:
        self._postroom = postroom
        self._number = count(1)

    def notices(self) -> Iterator[Told]:
        while True:
            yield self._paper()
            yield self._menu()
            yield self._paper(Manner.SIGN_ON)
            yield self._entry()
            yield self._stranger()
            yield self._copies()
            yield self._paper(Manner.FRAME)

    def _mark(self) -> str:
        return f"ORDER no. {next(self._number):05d} of the court"

    def _paper(self, manner: Manner = Manner.PAPER) -> Told:
        return self._told(self._postroom.file("Order", manner=manner))

    def _menu(self) -> Told:
        return self._told(self._postroom.file("Motion", "Exhibit A", "Exhibit B"))

    def _entry(self) -> Told:
        return self._told(None)

    def _told(self, filing: Any) -> Told:
        mark = self._mark()
        return Told(
            mark=mark, mails=((self._postroom.notice(f"{mark}.", filing), firm.ANNA_INTAKE),)
        )

    def _stranger(self) -> Told:
        """A hold's letter holds nothing of the text, only the case's number."""
        number = f"2:99-cv-{next(self._number):05d}"
        filing = self._postroom.file("Bait")
        mail = district_html(self._postroom.facts("ORDER.", filing, number=number))
        return Told(mark=number, mails=((mail, firm.ANNA_INTAKE),), readers=(firm.DESK,))

    def _copies(self) -> Told:
        """Each attorney's copy has a look of its own."""
        mark, filing = self._mark(), self._postroom.file("Stipulation")
        first, second = (self._postroom.notice(mark, filing, recipients=BOTH) for _ in range(2))
        copies = ((first, firm.ANNA_INTAKE), (second, firm.BEN_INTAKE))
        return Told(mark=mark, mails=copies, readers=(*TEAM, firm.BEN))


@pytest.mark.parametrize(
    ("kills", "seed"),
    [
        pytest.param(10, 1, marks=pytest.mark.timeout(600)),
        pytest.param(200, 2, marks=[pytest.mark.soak, pytest.mark.timeout(3600)]),
    ],
)
async def test_killed_at_any_moment_it_tells_everybody_and_opens_nothing_twice(
    rig: Rig, postroom: Postroom, kills: int, seed: int
) -> None:
    storm = Storm(rig, postroom, dice(seed))
    await storm.rage(Court(postroom).notices(), kills)
    await storm.calm()

    assert rig.court.harms == []
    cut = len({notice["filing"] for notice in await listed(rig) if "cut" in notice["missing"]})
    assert cut <= kills, "a court has one request of ours at a time: a kill costs no more than that"
    await storm.over()
    copies = storm.copies()
    print(  # noqa: T201 - figures for who asks for them (-s)
        f"\n{kills} kills; {storm.accepted} notices taken in {storm.tries} tries;"
        f" {len(copies)} letters, {copies.total() - len(copies)} of them once more;"
        f" {len(rig.court.requests)} requests, {cut} cut"
    )


@pytest.mark.usefixtures("slow_court")
async def test_a_kill_in_the_middle_of_a_look_costs_that_look_alone(
    rig: Rig, postroom: Postroom
) -> None:
    await rig.start()
    slow = postroom.file("Transcript", manner=Manner.SLOW)
    await rig.send(postroom.notice("ORDER one.", slow), firm.ANNA_INTAKE)
    await until(lambda: len(rig.court.requests) == 1)
    await rig.stop(signal.SIGKILL)

    await rig.start()
    await rig.send(postroom.notice("ORDER two.", postroom.file()), firm.ANNA_INTAKE)
    async with asyncio.timeout(20):
        await postroom.told("ORDER one.")
        await postroom.told("ORDER two.")
    assert len(rig.court.requests) == 2
    for reader in TEAM:
        [first], [second] = (postroom.letters(reader, words) for words in ("one.", "two."))
        assert papers_of(first) == {}, "the answer broke off, and nobody asks again"
        assert len(papers_of(second)) == 1
