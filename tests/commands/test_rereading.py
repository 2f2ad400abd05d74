"""What a person may ask about mail that was not understood; what comes of it stands in `tests/stories/test_drift.py`."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest

from docketmail.commands import COMMANDS, AskedWrongError
from docketmail.core.habits import KNOWN_AFTER
from docketmail.core.records import CourtHabit, NoticeRecord
from docketmail.readings import _said_again
from offices import ANNA
from town import MX_ADDRESS, Town


WHO = "uid:1000"


@pytest.fixture
async def town() -> Town:
    _said_again.cache_clear()
    here = Town()
    await here.boot()
    return here


async def ask(town: Town, command: str, **values: Any) -> dict[str, Any]:
    """Ask as the control socket does: what is said must be JSON both ways."""
    said = await COMMANDS[command](town.world, by=WHO, **json.loads(json.dumps(values)))
    answer: dict[str, Any] = json.loads(json.dumps(said))
    return answer


def bare(town: Town) -> bytes:
    mail = town.notice(town.file())
    return mail.replace(b"Notice has been electronically mailed to:", b"Who was told:")


async def test_each_notice_is_answered_with_rule_court_fate_and_why(town: Town) -> None:
    await town.receive(bare(town))
    await town.settle()
    [notice] = await town.all(NoticeRecord)
    why = "no list of recipients, which such notices of cand always have"
    row = {"notice": notice.id, "rule": "lost_field", "court": "cand", "begun": False, "why": why}
    assert await ask(town, "notices.reread") == {"notices": [row]}
    assert await ask(town, "notices.reread", court="cand") == {"notices": [row]}
    assert await ask(town, "notices.reread", court="ctb") == {"notices": []}
    named = await ask(town, "notices.reread", notices=[notice.id, notice.id])
    assert named == {"notices": [row]}


async def test_one_wrong_name_changes_nothing(town: Town) -> None:
    await town.receive(bare(town))
    await town.settle()
    [notice] = await town.all(NoticeRecord)
    with pytest.raises(AskedWrongError, match="there is no notice n9"):
        await ask(town, "notices.reread", notices=[notice.id, "n9"])


async def test_a_dry_run_says_what_is_missed_of_a_court_that_is_known(town: Town) -> None:
    mail = bare(town).replace(b"ecf.cand.uscourts.gov", b"ecf.ctb.uscourts.gov")
    asked = {"mail": base64.b64encode(mail).decode(), "to": [ANNA.intake], "peer": MX_ADDRESS}
    said = await ask(town, "deliveries.explain", **asked)
    assert "held" not in said["firms"]["quillhart"]
    habit = CourtHabit(id="cmecf/ctb/filing/papers", seen=KNOWN_AFTER)
    await town.ledger.write(lambda book: book.add(habit))
    said = await ask(town, "deliveries.explain", **asked)
    assert said["firms"]["quillhart"]["held"]["rule"] == "lost_field"
