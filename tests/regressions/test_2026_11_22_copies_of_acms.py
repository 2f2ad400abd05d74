"""Two attorneys' copies of one ACMS notice were two filings: both looks were opened, and everybody was told twice.

Found by the soak of looks (tests/daemon/test_look_soak.py).
"""

from __future__ import annotations

from docketmail.core.lifecycle import LookState
from docketmail.core.records import LookRecord
from docketmail.demo.court_notices import Attached, Docketed, Facts, Mailed, acms_nda, vouched
from offices import ANNA, BEN, DESK
from town import MX, PACIFIC, Town


NINTH = "ca9-showdoc.azurewebsites.us"


def told(town: Town, number: str = "49") -> list[bytes]:
    """Anna's and Ben's copy of a motion; each link is a secret of its own."""
    filing = town.file(host=NINTH)
    people = tuple(Mailed(who.name, (who.email,)) for who in (ANNA, BEN))
    entered = town.clock.now().astimezone(PACIFIC)
    return [
        vouched(
            acms_nda(
                Facts(
                    host=NINTH,
                    court_name="Court of Appeals for the Ninth Circuit",
                    cases=(
                        Docketed(
                            "26-2120",
                            "Marlow v. Ostrander",
                            document_number=number,
                            links=town.clerk.grant(filing).links,
                            recipients=people,
                        ),
                    ),
                    docket_text="MOTION for extension of time filed by Appellee.",
                    short_description="Motion",
                    entered=entered,
                    zone="PST",
                    serial=serial,
                    documents=(Attached("Motion"),),
                )
            ),
            MX,
        )
        for serial in (7001, 7002)
    ]


async def test_they_are_one_filing_with_a_spare() -> None:
    town = Town(hosts=frozenset({NINTH}))
    await town.boot()
    for mail, person in zip(told(town), (ANNA, BEN), strict=True):
        await town.receive(mail, person.intake)
    await town.settle()

    states = [look.state for look in await town.all(LookRecord)]
    assert states == [LookState.STORED, LookState.UNOPENED]
    assert [len(town.inbox(who.email)) for who in (ANNA, BEN, DESK)] == [1, 1, 1]


async def test_another_document_with_the_same_words_is_another_filing() -> None:
    town = Town(hosts=frozenset({NINTH}))
    await town.boot()
    for number in ("49", "50"):
        await town.receive(told(town, number)[0], ANNA.intake)
    await town.settle()
    assert len(town.inbox(ANNA.email)) == 2
