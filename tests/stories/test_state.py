"""State filings: firms of record alone, flagged papers stay, one history for each envelope."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from docketmail.commands import COMMANDS, AskedWrongError
from docketmail.core.lifecycle import Event, HoldState, NoticeState
from docketmail.core.notice import Kind
from docketmail.core.records import EventRecord, FilingRecord, Hold, Message, NoticeRecord
from docketmail.core.roster import CourtCase, CourtRule, FirmPolicy, Matter, Roster
from docketmail.demo.state_notices import Contact, Title
from docketmail.ports import KeyDestroyedError, Ticket
from offices import ANNA, BEN, CLARA, DESK, OTHER, PARALEGAL, QUILL
from state_mails import COURT, HOST, NUMBER, STRANGER, Efiler
from town import MX, FakeRosters, Town, body_of, papers_of


US = Contact(ANNA.name, ANNA.court_addresses[0])
RAE = OTHER.people[2]
MATTER = Matter(
    id="2047-001",
    name="Marlow v. Ostrander",
    cases=(CourtCase(COURT, NUMBER),),
    readers=("anna", "pat"),
)
BY = "uid:1000"
WHERE = {"firm": "quillhart", "court": COURT, "case": NUMBER}


@pytest.fixture
async def town() -> Town:
    here = Town(hosts=frozenset({HOST}), matters=(MATTER,))
    await here.boot()
    return here


@pytest.fixture
def efiler(town: Town) -> Efiler:
    return Efiler(town.clerk.states, MX)


def policy(town: Town, **said: object) -> None:
    """The firm decides so."""
    firm = replace(QUILL, policy=FirmPolicy(**said))  # type: ignore[arg-type]
    town.rosters = FakeRosters(Roster((firm, OTHER)))
    town.world = replace(town.world, roster=town.rosters)


def everything(town: Town, address: str) -> str:
    """All that somebody was sent."""
    return "\n".join(f"{mail}" for mail in town.inbox(address))


# Of record


async def test_who_was_served_has_letter_and_paper_before_the_clerk_accepts(
    town: Town, efiler: Efiler
) -> None:
    await town.receive(efiler.mail(Title.SERVED, US, STRANGER))
    await town.settle()
    for reader in (ANNA, DESK, PARALEGAL):
        [letter] = town.inbox(reader.email)
        assert str(letter["Subject"]).startswith("SERVED - NOT YET FILED: ")
        assert len(papers_of(letter)) == 1
        assert "served March 2, 2026 at 4:05 PM (UTC-06:00)" in body_of(letter)
    assert town.clerk.harms == []


async def test_without_evidence_the_paper_stays_the_team_hears_nothing_and_the_desk_is_told(
    town: Town, efiler: Efiler
) -> None:
    await town.receive(efiler.mail(Title.SERVED, STRANGER, description="Motion for Alms"))
    await town.settle()
    assert town.courthouse.asked == []
    assert [town.inbox(one.email) for one in (ANNA, PARALEGAL, CLARA)] == [[], [], []]
    [alarm] = town.inbox(DESK.email)
    told = body_of(alarm)
    assert COURT in told.replace("[.]", ".")
    assert NUMBER in told
    assert "Motion for Alms" not in str(alarm)
    assert "Marlow" not in str(alarm)
    assert "docketmail appearance add --firm quillhart il-wren-county-chancery" in told


async def test_one_command_lets_go_every_notice_of_the_case(town: Town, efiler: Efiler) -> None:
    for title in (Title.ACCEPTED, Title.SUBMITTED):
        await town.receive(efiler.mail(title))
    await town.receive(efiler.mail(Title.ACCEPTED, number="2026-CH-000002"))
    await town.settle()
    done = await COMMANDS["appearances.add"](
        town.world, by=BY, where=WHERE, person="anna", ground="notice of appearance"
    )
    await town.settle()
    assert len(done["released"]) == 2
    [other] = [hold for hold in await town.all(Hold) if hold.state is not HoldState.ENDED]
    assert (other.rule, len(town.inbox(PARALEGAL.email))) == ("appearance", 2)
    events = await town.all(EventRecord)
    [recorded] = [one for one in events if one.event == Event.APPEARED]
    assert (recorded.chain, recorded.data) == ("quillhart/cases", {"by": BY})


async def test_the_next_notice_of_the_case_needs_no_command(town: Town, efiler: Efiler) -> None:
    await COMMANDS["appearances.add"](
        town.world, by=BY, where=WHERE, person="anna", ground="engagement"
    )
    await town.receive(efiler.mail(Title.ACCEPTED))
    await town.settle()
    assert len(town.inbox(PARALEGAL.email)) == 1


async def test_an_appearance_begins_on_its_day(town: Town, efiler: Efiler) -> None:
    await town.receive(efiler.mail(Title.ACCEPTED))
    await town.settle()
    later = (town.clock.now() + timedelta(days=3)).date().isoformat()
    await COMMANDS["appearances.add"](
        town.world, by=BY, where=WHERE, person="anna", ground="order", since=later
    )
    await town.settle()
    assert town.inbox(PARALEGAL.email) == []
    assert [h.rule for h in await town.all(Hold)] == ["appearance", "appearance"]


async def test_a_withdrawal_beats_the_court_s_own_list(town: Town, efiler: Efiler) -> None:
    await COMMANDS["appearances.withdraw"](
        town.world, by=BY, where=WHERE, person="anna", ground="order granting withdrawal"
    )
    await town.receive(efiler.mail(Title.SERVED, US))
    await town.settle()
    assert town.courthouse.asked == []
    assert town.inbox(PARALEGAL.email) == []
    [hold] = await town.all(Hold)
    assert hold.rule == "appearance"
    [listed] = (await COMMANDS["appearances.list"](town.world, by=BY, where=WHERE))["appearances"]
    assert (listed["person"], listed["withdrawn"]) == ("anna", str(town.clock.now().date()))


async def test_one_who_withdrew_leaves_the_colleague_of_record(town: Town, efiler: Efiler) -> None:
    said = {"where": WHERE, "ground": "order"}
    await COMMANDS["appearances.add"](town.world, by=BY, person="anna", **said)
    await COMMANDS["appearances.withdraw"](town.world, by=BY, person="anna", **said)
    await town.receive(efiler.mail(Title.SERVED, US, Contact(BEN.name, BEN.email)))
    await town.settle()
    assert len(town.inbox(PARALEGAL.email)) == 1


async def test_two_firms_have_the_same_mail_and_one_is_of_record(
    town: Town, efiler: Efiler
) -> None:
    await town.receive(efiler.mail(Title.SERVED, US), ANNA.intake, RAE.intake)
    await town.settle()
    assert len(papers_of(town.inbox(ANNA.email)[0])) == 1
    assert town.inbox(RAE.email) == []
    [alarm] = town.inbox("desk@nimbus.example")
    assert "HELD" in str(alarm["Subject"])


async def test_what_was_served_on_others_waits_though_the_firm_is_of_record(
    town: Town, efiler: Efiler
) -> None:
    await COMMANDS["appearances.add"](
        town.world, by=BY, where=WHERE, person="anna", ground="engagement"
    )
    await town.receive(efiler.mail(Title.SERVED, STRANGER))
    await town.settle()
    [hold] = await town.all(Hold)
    assert (hold.rule, town.courthouse.asked) == ("not_served", [])


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        ({"person": "nobody"}, "no person nobody"),
        ({"ground": " "}, "say the ground"),
        ({"since": "soon"}, "no day"),
        ({"where": WHERE | {"firm": "unknown"}}, "name the firm"),
        ({"where": WHERE | {"case": "Marlow"}}, "no case number"),
    ],
)
async def test_what_cannot_be_recorded_is_said(
    town: Town, said: dict[str, object], wrong: str
) -> None:
    asked = {"where": WHERE, "person": "anna", "ground": "engagement"} | said
    with pytest.raises(AskedWrongError, match=wrong):
        await COMMANDS["appearances.add"](town.world, by=BY, **asked)


# Flagged


@pytest.mark.parametrize(
    "said",
    [
        {"security": ("Confidential",)},
        {"security": ("Level 3, ask the clerk",)},
        {"style": "CONFIDENTIAL"},
        {"code": "Motion In Camera"},
        {"documents": ("juvenile_report.pdf",)},
        {"description": "Motion to Seal"},
    ],
    ids=str,
)
async def test_a_flagged_paper_stays_where_it_is_and_the_letter_goes_without(
    town: Town, efiler: Efiler, said: dict[str, Any]
) -> None:
    await town.receive(efiler.mail(Title.SERVED, US, **said))
    await town.settle()
    assert town.courthouse.asked == []
    for reader in (ANNA, DESK, PARALEGAL):
        [letter] = town.inbox(reader.email)
        assert papers_of(letter) == {}
        assert "not opened" in body_of(letter)
        assert "RESTRICTED" in str(letter["Subject"])
        assert "Marlow" not in str(letter["Subject"])


async def test_a_known_public_marker_is_none(town: Town, efiler: Efiler) -> None:
    await town.receive(efiler.mail(Title.SERVED, US, security=("Non-Confidential (or Public)",)))
    await town.settle()
    assert len(papers_of(town.inbox(ANNA.email)[0])) == 1


# What the firm does not take


@pytest.mark.parametrize(
    "said",
    [
        {"courts": {COURT: CourtRule.FORBIDDEN}},
        {"courts": {"*.il": CourtRule.FORBIDDEN}},
        {"refused_kinds": {COURT: (Kind.SERVED,)}},
        {"refused_kinds": {"*.il": (Kind.SERVED,)}},
    ],
    ids=str,
)
async def test_what_is_not_taken_is_told_by_court_and_case_and_its_bytes_go_after_a_day(
    town: Town, efiler: Efiler, said: dict[str, Any]
) -> None:
    policy(town, **said)
    await town.receive(efiler.mail(Title.SERVED, US, description="Motion for Alms"))
    await town.settle()
    [told] = town.inbox(DESK.email)
    assert str(told["Subject"]).startswith("NOT TAKEN: ")
    assert NUMBER in body_of(told)
    assert "Alms" not in str(told)
    assert "Marlow" not in str(told)
    assert "tylertech" not in str(told)
    assert [town.inbox(one.email) for one in (ANNA, PARALEGAL)] == [[], []]
    await town.pass_time(86_400 + 60, by=3_600)
    [message] = await town.all(Message)
    with pytest.raises(KeyDestroyedError):
        await town.spool.read(Ticket.parse(message.ticket))
    [notice] = await town.all(NoticeRecord)
    assert (notice.state, len(town.inbox(DESK.email))) == (NoticeState.DISMISSED, 1)
    assert town.inbox(CLARA.email) == []
    assert town.courthouse.asked == []
    assert town.defects == []


async def test_within_the_day_the_desk_may_have_it_all_the_same(town: Town, efiler: Efiler) -> None:
    policy(town, refused_kinds={COURT: (Kind.SERVED,)})
    await town.receive(efiler.mail(Title.SERVED, US))
    await town.settle()
    [hold] = await town.all(Hold)
    await COMMANDS["holds.ack"](town.world, by=BY, hold=hold.id)
    await COMMANDS["holds.release"](town.world, by=BY, hold=hold.id, why="wanted")
    await town.settle()
    await town.pass_time(86_400 + 60, by=3_600)
    assert len(papers_of(town.inbox(ANNA.email)[0])) == 1
    [message] = await town.all(Message)
    assert await town.spool.read(Ticket.parse(message.ticket))


async def test_who_has_seen_it_keeps_no_bytes_alive(town: Town, efiler: Efiler) -> None:
    policy(town, refused_kinds={COURT: (Kind.SERVED,)})
    await town.receive(efiler.mail(Title.SERVED, US))
    await town.settle()
    [hold] = await town.all(Hold)
    await COMMANDS["holds.ack"](town.world, by=BY, hold=hold.id)
    await town.pass_time(86_400 + 60, by=3_600)
    [message] = await town.all(Message)
    with pytest.raises(KeyDestroyedError):
        await town.spool.read(Ticket.parse(message.ticket))


async def test_bytes_that_another_firm_needs_stay(town: Town, efiler: Efiler) -> None:
    policy(town, courts={COURT: CourtRule.FORBIDDEN})
    them = Contact(RAE.name, RAE.email)
    await town.receive(efiler.mail(Title.SERVED, US, them), ANNA.intake, RAE.intake)
    await town.settle()
    await town.pass_time(86_400 + 60, by=3_600)
    [message] = await town.all(Message)
    assert await town.spool.read(Ticket.parse(message.ticket))
    assert len(papers_of(town.inbox(RAE.email)[0])) == 1
    assert town.inbox(ANNA.email) == []


# One history for each envelope


async def test_what_becomes_of_an_envelope_follows_in_its_thread(
    town: Town, efiler: Efiler
) -> None:
    envelope = efiler.envelope()
    for title, to in (
        (Title.SUBMITTED, ()),
        (Title.SERVED, (US,)),
        (Title.ACCEPTED, ()),
    ):
        attorney = ANNA.name if title is Title.SUBMITTED else STRANGER.name
        await town.receive(efiler.mail(title, *to, envelope=envelope, attorney=attorney))
        await town.settle()
    letters = town.inbox(PARALEGAL.email)
    heads = [str(one["Subject"]).partition(":")[0] for one in letters]
    assert heads == ["SUBMITTED - NOT YET FILED", "SERVED - NOT YET FILED", "FILE-STAMPED"]
    assert len({str(one["In-Reply-To"]) for one in letters}) == 1
    assert "envelope." in str(letters[0]["In-Reply-To"])
    last = body_of(letters[-1])
    assert f"Envelope {envelope}: submitted March 2, 2026" in last
    assert "accepted by the clerk March 3, 2026 at 9:30 AM" in last
    assert "not accepted it yet" not in last
    assert "follows in this thread" in body_of(letters[1])


async def test_who_was_served_is_told_of_the_return_and_what_the_clerk_wrote(
    town: Town, efiler: Efiler
) -> None:
    envelope = efiler.envelope()
    await town.receive(efiler.mail(Title.SERVED, US, envelope=envelope))
    await town.settle()
    comments = "Wrong court: please file in Chancery."
    await town.receive(
        efiler.mail(Title.RETURNED, envelope=envelope, comments=comments, linked=False)
    )
    await town.settle()
    first, second = town.inbox(PARALEGAL.email)
    assert str(second["Subject"]).startswith("RETURNED: ")
    assert comments in " ".join(body_of(second).split())
    assert first["In-Reply-To"] == second["In-Reply-To"]


async def test_a_service_only_filing_waits_for_nothing(town: Town, efiler: Efiler) -> None:
    await town.receive(efiler.mail(Title.SERVED, US, filing_type="Serve"))
    await town.settle()
    [letter] = town.inbox(ANNA.email)
    assert "no acceptance follows" in " ".join(body_of(letter).split())
    assert {one.due_at for one in await town.all(FilingRecord)} == {None}


async def test_copies_for_two_attorneys_are_told_once(town: Town, efiler: Efiler) -> None:
    mail = efiler.mail(Title.SERVED, US, Contact(BEN.name, BEN.email))
    await town.receive(mail, ANNA.intake)
    await town.settle()
    await town.receive(mail, BEN.intake)
    await town.settle()
    assert len(await town.all(FilingRecord)) == 1
    assert [len(town.inbox(one.email)) for one in (ANNA, BEN, PARALEGAL)] == [1, 1, 1]


async def test_two_filings_of_one_envelope_are_told_each(town: Town, efiler: Efiler) -> None:
    envelope = efiler.envelope()
    for what in ("Motion", "Exhibit"):
        said: dict[str, Any] = {"description": what, "documents": (f"{what}.pdf",)}
        await town.receive(efiler.mail(Title.SERVED, US, paper=what, envelope=envelope, **said))
        await town.settle()
    letters = town.inbox(ANNA.email)
    assert [list(papers_of(one).values()) != [] for one in letters] == [True, True]


async def test_what_was_flagged_once_stays_flagged(town: Town, efiler: Efiler) -> None:
    envelope = efiler.envelope()
    await town.receive(efiler.mail(Title.SERVED, US, envelope=envelope, security=("Confidential",)))
    await town.settle()
    await town.receive(efiler.mail(Title.ACCEPTED, envelope=envelope))
    await town.settle()
    assert town.courthouse.asked == []
    assert all(papers_of(one) == {} for one in town.inbox(PARALEGAL.email))
    assert len(town.inbox(PARALEGAL.email)) == 2


async def test_a_mail_that_leaves_its_state_open_is_of_the_one_court_where_the_firm_knows_the_case(
    town: Town, efiler: Efiler
) -> None:
    await town.receive(efiler.mail(Title.SUBMITTED, attorney=ANNA.name, linked=False))
    await town.settle()
    [letter] = town.inbox(PARALEGAL.email)
    assert COURT in str(letter["Subject"])


async def test_where_nobody_knows_the_court_the_notice_waits(town: Town, efiler: Efiler) -> None:
    mail = efiler.mail(Title.SUBMITTED, attorney=ANNA.name, linked=False, number="2026-CH-000009")
    await town.receive(mail)
    await town.settle()
    [hold] = await town.all(Hold)
    assert (hold.rule, town.inbox(ANNA.email)) == ("unplaced", [])


async def test_who_withdrew_while_a_paper_was_awaited_does_not_get_it(
    town: Town, efiler: Efiler
) -> None:
    town.courthouse.unreachable = 1_000
    await town.receive(efiler.mail(Title.SERVED, US, description="Motion for Alms"))
    await town.pass_time(100)
    assert papers_of(town.inbox(PARALEGAL.email)[0]) == {}
    await COMMANDS["appearances.withdraw"](
        town.world, by=BY, where=WHERE, person="anna", ground="order"
    )
    town.courthouse.unreachable = 0
    await town.pass_time(7_200, by=60)
    assert town.courthouse.asked
    assert [papers_of(one) for one in town.inbox(PARALEGAL.email)] == [{}]
    assert all(papers_of(one) == {} for one in town.inbox(ANNA.email))


async def test_a_release_says_for_one_notice_that_it_is_the_firm_s(
    town: Town, efiler: Efiler
) -> None:
    await town.receive(efiler.mail(Title.ACCEPTED))
    await town.settle()
    [hold] = await town.all(Hold)
    await COMMANDS["holds.release"](town.world, by=BY, hold=hold.id, why="our client")
    await town.settle()
    [letter] = town.inbox(PARALEGAL.email)
    [name] = papers_of(letter)
    assert "FILE-STAMPED" in name


async def test_once_the_roster_knows_the_address_what_waits_is_read_anew(
    town: Town, efiler: Efiler
) -> None:
    await town.receive(efiler.mail(Title.SERVED, Contact("Anna Quill", "aq@quillhart.example")))
    await town.settle()
    known = replace(ANNA, court_addresses=(*ANNA.court_addresses, "aq@quillhart.example"))
    people = (known, *QUILL.people[1:])
    town.rosters = FakeRosters(Roster((replace(QUILL, people=people), OTHER)))
    town.world = replace(town.world, roster=town.rosters)
    await COMMANDS["notices.reread"](town.world, by=BY)
    await town.settle()
    assert len(papers_of(town.inbox(PARALEGAL.email)[0])) == 1
