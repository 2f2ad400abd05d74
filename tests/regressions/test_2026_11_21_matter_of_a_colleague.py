"""Two matters had one case: outside counsel of one read the other's number in the subject line."""

from __future__ import annotations

from dataclasses import replace

from docketmail.core.roster import Matter, Roster
from offices import ANNA, MATTER, OTHER, PARALEGAL, QUILL
from town import Town


async def test_a_reader_is_told_their_own_matter_alone() -> None:
    inner = Matter("0009-INT", "Inner matter", MATTER.court, MATTER.case, readers=("anna",))
    town = Town()
    await town.boot()
    town.rosters.roster = Roster((replace(QUILL, matters=(inner, MATTER)), OTHER))
    await town.receive(town.notice(town.file()))
    await town.settle()

    for reader in (MATTER.outside[0].email, PARALEGAL.email):
        [letter] = town.inbox(reader)
        assert MATTER.id in letter["Subject"]
        assert "0009-INT" not in letter.as_string()
    [letter] = town.inbox(ANNA.email)
    assert "0009-INT" in letter["Subject"]
