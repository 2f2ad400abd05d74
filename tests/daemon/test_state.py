"""200 state notices through the real process, for three firms: none without an appearance, no flag fetched, no gate passed.

The toy court is the referee: it counts what was asked for, and an address given at a gate without leave is a harm.
"""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from daemon.postroom import Letter, Postroom, until
from docketmail.demo import firm
from docketmail.demo.court_states import StateManner
from docketmail.demo.rig import Rig
from docketmail.demo.state_notices import Contact, Title
from state_mails import COURT, NUMBER, STRANGER, Efiler


FIRMS = ("alder", "birch", "cedar")
"""Alder and Birch appear in the case, Cedar does not; Birch lets its addresses be given at the court's gate."""
NOTICES = 200
EACH = NOTICES // 8
"""Of a kind."""
NOT_YET = "SERVED - NOT YET FILED"
SECRET = "Unheard"
"""Stands in every description of what no firm may be told."""
PATIENCE = 500.0
"""Seconds for all of them; an idle machine needs some twenty."""
UNTAKEN_COURT = "Wren County - Traffic"
TRAFFIC = "il-wren-county-traffic"


def intake(name: str) -> str:
    return f"ann-{name}7xk4m2pz@{firm.INTAKE_DOMAIN}"


def box(name: str, who: str) -> str:
    return f"{who}@{name}.example"


def roster() -> str:
    return "\n".join(_firm(name) for name in FIRMS)


def _firm(name: str) -> str:
    people = "".join(
        f'[[firm.person]]\nid = "{who}"\nname = "{who.title()} {name.title()}"\nemail = "{box(name, who)}"\n'
        + (f'intake = "{intake(name)}"\n' if who == "ann" else "")
        for who in ("ann", "desk", "second", "pat")
    )
    gate = f'email_gates = ["{COURT}"]' if name == "birch" else ""
    return (
        f'[[firm]]\nid = "{name}"\nname = "{name.title()} LLP"\ndesk = "desk"\nsecond = "second"\n'
        f'[firm.policy]\ncourts = {{ "{TRAFFIC}" = "forbidden" }}\n{gate}\n{people}'
        f'[[firm.matter]]\nid = "{name}-1"\nname = "Marlow v. Ostrander"\n'
        f'cases = ["{COURT} {NUMBER}", "{TRAFFIC} {NUMBER}"]\nreaders = ["ann", "pat"]\n'
    )


def contact(name: str) -> Contact:
    return Contact(f"Ann {name.title()}", box(name, "ann"))


FLAGS: tuple[dict[str, Any], ...] = (
    {"security": ("Confidential",)},
    {"security": ("Ask the clerk",)},
    {"style": "CONFIDENTIAL"},
    {"code": "In Camera Submission"},
    {"documents": ("juvenile_file.pdf",)},
    {"description": "Motion to Seal"},
)


@dataclass
class Post:
    """What is sent, and what must not be asked for."""

    efiler: Efiler
    closed: list[str] = field(default_factory=list)
    """Envelopes whose pages nobody may ask for."""
    sent: Counter[str] = field(default_factory=Counter)

    def notices(self) -> list[tuple[bytes, tuple[str, ...]]]:
        kinds = (
            self.served,
            self.on_strangers,
            self.flagged,
            self.gated,
            self.opted_in,
            self.own,
            self.two_of_three,
            self.not_taken,
        )
        return [kinds[n % len(kinds)](n) for n in range(NOTICES)]

    def _mail(
        self, kind: str, title: Title, *to: Contact, closed: bool = False, **said: Any
    ) -> bytes:
        self.sent[kind] += 1
        envelope = self.efiler.envelope()
        mail = self.efiler.mail(title, *to, envelope=envelope, paper=f"{kind} {envelope}", **said)
        if closed:
            self.closed.append(self.efiler.pages[envelope])
        return mail

    def served(self, n: int) -> tuple[bytes, tuple[str, ...]]:
        text = f"Served {n}"
        return self._mail("served", Title.SERVED, contact("alder"), description=text), (
            intake("alder"),
        )

    def on_strangers(self, n: int) -> tuple[bytes, tuple[str, ...]]:
        number = f"2026-CH-{n:06}"
        said: dict[str, Any] = {"number": number, "description": f"{SECRET} {n}"}
        mail = self._mail("on_strangers", Title.SERVED, STRANGER, closed=True, **said)
        return mail, (intake("alder"),)

    def flagged(self, n: int) -> tuple[bytes, tuple[str, ...]]:
        said: dict[str, Any] = FLAGS[n // 8 % len(FLAGS)]
        mail = self._mail("flagged", Title.SERVED, contact("alder"), closed=True, **said)
        return mail, (intake("alder"),)

    def gated(self, n: int) -> tuple[bytes, tuple[str, ...]]:
        said: dict[str, Any] = {"manner": StateManner.GATE, "description": f"Gated {n}"}
        return self._mail("gated", Title.SERVED, contact("alder"), **said), (intake("alder"),)

    def opted_in(self, n: int) -> tuple[bytes, tuple[str, ...]]:
        lets_in = (intake("birch"),)
        said: dict[str, Any] = {
            "manner": StateManner.GATE,
            "lets_in": lets_in,
            "description": f"Opted in {n}",
        }
        return self._mail("opted_in", Title.SERVED, contact("birch"), **said), (intake("birch"),)

    def own(self, n: int) -> tuple[bytes, tuple[str, ...]]:
        said: dict[str, Any] = {"attorney": "Ann  BIRCH", "description": f"Own {n}"}
        return self._mail("own", Title.ACCEPTED, **said), (intake("birch"),)

    def two_of_three(self, n: int) -> tuple[bytes, tuple[str, ...]]:
        to = (contact("alder"), contact("birch"))
        mail = self._mail("two_of_three", Title.SERVED, *to, description=f"Both {n}")
        return mail, tuple(intake(name) for name in FIRMS)

    def not_taken(self, n: int) -> tuple[bytes, tuple[str, ...]]:
        said: dict[str, Any] = {"court": UNTAKEN_COURT, "description": f"{SECRET} {n}"}
        mail = self._mail("not_taken", Title.SERVED, contact("alder"), closed=True, **said)
        return mail, (intake("alder"),)


@pytest.fixture
def bare_rig(tmp_path: Path) -> Rig:
    return Rig(tmp_path / "rig", roster=roster())


@pytest.fixture
async def post(rig: Rig) -> Post:
    return Post(Efiler(rig.court.states, firm.MX))


async def at_rest(rig: Rig) -> None:
    """Wait until every notice is told or held, and nothing is under way."""
    async with asyncio.timeout(PATIENCE):
        while _busy(await rig.ask("status")):  # noqa: ASYNC110 - another process has no event to give
            await asyncio.sleep(0.3)


def _busy(status: dict[str, Any]) -> bool:
    under_way = (
        ("notices", ("received", "read")),
        ("looks", ("opening",)),
        ("papers", ("awaited",)),
        ("filings", ("open",)),  # its papers are here, its letters not written yet
        ("letters", ("due",)),
    )
    busy = sum(status[what].get(state, 0) for what, states in under_way for state in states)
    # A mail for three firms is three notices.
    arrived: int = sum(status["notices"].values())
    return busy > 0 or arrived < NOTICES + 2 * EACH


@pytest.mark.timeout(600)
async def test_200_state_notices_reach_firms_of_record_alone(
    rig: Rig, postroom: Postroom, post: Post
) -> None:
    await rig.start()
    for mail, to in post.notices():
        await rig.send(mail, *to)
    await at_rest(rig)

    assert set(post.sent.values()) == {EACH}
    assert rig.court.harms == []
    asked = "\n".join(one.target for one in rig.court.requests)
    assert not [page for page in post.closed if page in asked]
    assert len([one for one in rig.court.requests if one.method == "POST"]) == EACH

    letters = postroom.delivered()
    assert heads(letters, "cedar") == {("desk", "HELD"): EACH}
    told = {NOT_YET: 3 * EACH, f"{NOT_YET}, RESTRICTED": EACH}
    alarms = {("desk", "HELD"): EACH, ("desk", "NOT TAKEN"): EACH}
    assert heads(letters, "alder") == to_everybody(told) | alarms
    assert heads(letters, "birch") == to_everybody({NOT_YET: 2 * EACH, "FILE-STAMPED": EACH})
    assert not [one for one in letters if SECRET in f"{one.raw.decode()}{one.body}"]
    assert not [one for one in letters if f"{NOT_YET}, R" in str(one.mail["Subject"]) and pdfs(one)]


async def test_a_gate_is_passed_where_the_firm_opted_in_and_stops_where_it_did_not(
    rig: Rig, postroom: Postroom, post: Post
) -> None:
    await rig.start()
    for mail, to in (post.opted_in(0), post.gated(1)):
        await rig.send(mail, *to)
    there = (box("birch", "pat"), box("alder", "pat"))
    await until(lambda: all(map(postroom.letters, there)))
    passed, stopped = sorted(
        (one for one in postroom.delivered() if one.reader in there), key=lambda one: not pdfs(one)
    )
    assert (passed.reader, pdfs(passed), pdfs(stopped)) == (there[0], 1, 0)
    assert "asked for an e-mail address" in stopped.body
    assert [one.method for one in rig.court.requests].count("POST") == 1
    assert rig.court.harms == []


def heads(letters: list[Letter], name: str) -> Counter[tuple[str, str]]:
    """Who of a firm has how many letters, by what stands before the colon."""
    theirs = [one for one in letters if one.reader.endswith(f"@{name}.example")]
    return Counter(
        (one.reader.partition("@")[0], str(one.mail["Subject"]).partition(":")[0]) for one in theirs
    )


def to_everybody(told: dict[str, int]) -> dict[tuple[str, str], int]:
    """So many letters each, to noticed attorney, desk and team."""
    return {(who, head): n for who in ("ann", "desk", "pat") for head, n in told.items()}


def pdfs(letter: Letter) -> int:
    return sum(part.get_content_type() == "application/pdf" for part in letter.mail.walk())
