"""Two matters had one case: outside counsel of one read the other's number in the subject line."""

from __future__ import annotations

from docketmail.core.roster import Matter
from offices import ANNA, MATTER, PARALEGAL
from town import Town


async def test_a_reader_is_told_their_own_matter_alone() -> None:
    inner = Matter("0009-INT", "Inner matter", MATTER.cases, readers=("anna",))
    town = Town()
    await town.boot()
    await town.matters_are(inner, MATTER)
    await town.receive(town.notice(town.file()))
    await town.settle()

    for reader in (MATTER.outside[0].email, PARALEGAL.email):
        [letter] = town.inbox(reader)
        assert MATTER.id in letter["Subject"]
        assert "0009-INT" not in letter.as_string()
    [letter] = town.inbox(ANNA.email)
    assert "0009-INT" in letter["Subject"]
