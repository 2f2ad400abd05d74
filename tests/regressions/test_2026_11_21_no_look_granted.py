"""A notice named a document and granted no look at it: the letter said that there is no document."""

from __future__ import annotations

import re

from offices import ANNA
from town import Town, body_of


async def test_no_look_is_no_proof_of_no_document() -> None:
    town = Town()
    await town.boot()
    granted = town.notice(town.file())
    mail = re.sub(rb"&magic_num=\d+", b"", granted)
    assert mail != granted
    await town.receive(mail)
    await town.settle()

    [letter] = town.inbox(ANNA.email)
    assert "there is no document" not in body_of(letter)
    assert "grants no look" in body_of(letter)


async def test_a_text_entry_is_called_one() -> None:
    town = Town()
    await town.boot()
    await town.receive(town.notice())
    await town.settle()

    [letter] = town.inbox(ANNA.email)
    assert "TEXT ENTRY" in body_of(letter)
    assert "grants no look" not in body_of(letter)
