"""Nothing of a restricted case stands outside the body of its own readers' letters: a test for each place."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from email.message import EmailMessage
from typing import Any

import pytest

from docketmail.adapters.metrics import exposed
from docketmail.commands import COMMANDS
from docketmail.core.figures import Figure
from docketmail.core.records import EventRecord, FilingRecord, Hold, Letter, NoticeRecord, Paper
from docketmail.core.roster import FirmPolicy, Roster
from docketmail.demo.court_filings import Paper as Filed
from docketmail.demo.pdfs import make_pdf
from docketmail.ledger import figures
from offices import ANNA, DESK, MATTER, OTHER, PARALEGAL, QUILL
from town import Town, body_of, papers_of


NUMBER = "4:26-cv-00771-JST"
COUNSEL = MATTER.outside[0].email
HEARING = "ORDER on the hushed petition. Motion Hearing set for 2/4/2027 02:00 PM in Courtroom 6."
SECRETS = ("Marlow", "Ostrander", "ushed", MATTER.id, "Courtroom", "2027")
"""What may stand in the body alone: caption, docket text, title, matter, court dates."""
WHERE = {"firm": "quillhart", "court": "cand", "case": NUMBER}


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


async def ask(town: Town, command: str, **values: Any) -> dict[str, Any]:
    return await COMMANDS[command](town.world, by="uid:1000", **values)


async def said(town: Town, classification: str) -> None:
    row = WHERE | {"classification": classification, "why": "a benefits appeal"}
    await ask(town, "cases.classify", rows=[row])


async def except_(town: Town, word: str) -> None:
    await ask(town, "cases.except", where=WHERE, word=word, why="a party")


async def told(town: Town, caption: str = "Marlow v. Ostrander", text: str = HEARING) -> None:
    filing = town.file(Filed(make_pdf("Order"), "Hushed Order"))
    await town.receive(town.notice(filing, text=text, caption=caption))
    await town.settle()
    assert town.defects == []


async def by_desk(town: Town) -> None:
    await said(town, "restricted")
    await told(town)


async def by_caption(town: Town) -> None:
    await told(town, "Marlow v. Commissioner of Social Security")


async def by_word(town: Town) -> None:
    await told(town, text=f"{HEARING} Exhibit filed under seal.")


async def by_firm_s_word(town: Town) -> None:
    policy = FirmPolicy(words=("hushed",))
    town.rosters.roster = Roster((replace(QUILL, policy=policy), OTHER))
    await told(town)


WAYS = pytest.mark.parametrize("restrict", [by_desk, by_caption, by_word, by_firm_s_word])
Way = Callable[[Town], Any]


def outside_of(letter: EmailMessage) -> str:
    """Everything of a letter but the body that its reader may see."""
    headers = [f"{name}: {value}" for name, value in letter.items()]
    named = [f"{part.get_content_type()} {part.get_filename()}" for part in letter.walk()]
    return "\n".join((*headers, *named))


@WAYS
async def test_subjects_headers_and_file_names_hold_court_and_number_alone(
    town: Town, restrict: Way
) -> None:
    await restrict(town)
    for reader in (ANNA, DESK, PARALEGAL):
        [letter] = town.inbox(reader.email)
        assert letter["Subject"].startswith("RESTRICTED: cand 4:26-cv-00771")
        assert "Courtroom 6" in body_of(letter)
        assert [secret for secret in SECRETS if secret in outside_of(letter)] == []
        assert list(papers_of(letter)) == ["4-26-cv-00771-JST [45].pdf"]


@WAYS
async def test_no_calendar_entry_and_no_copy_of_the_court_s_mail(town: Town, restrict: Way) -> None:
    await restrict(town)
    kinds = {part.get_content_type() for part in town.inbox(ANNA.email)[0].walk()}
    assert kinds.isdisjoint({"text/calendar", "message/rfc822"})


@WAYS
async def test_a_reader_outside_the_firm_has_nothing(town: Town, restrict: Way) -> None:
    await restrict(town)
    assert town.inbox(COUNSEL) == []


async def test_a_case_that_nothing_restricts_goes_to_everybody_with_its_dates(town: Town) -> None:
    await told(town)
    [letter] = town.inbox(COUNSEL)
    assert "Marlow" in letter["Subject"]
    assert any(part.get_content_type() == "text/calendar" for part in letter.walk())


@WAYS
async def test_lists_status_and_figures_hold_nothing_of_it(town: Town, restrict: Way) -> None:
    await restrict(town)
    [notice] = await town.all(NoticeRecord)
    answers = [
        await ask(town, "notices.list"),
        await ask(town, "notices.show", notice=notice.id),
        await ask(town, "status"),
        await ask(town, "holds.list"),
        await ask(town, "cases.list"),
        await ask(town, "ledger.verify"),
        await ask(town, "papers.find", court="cand", case=NUMBER, document="45"),
    ]
    shown: tuple[Figure, ...] = await town.ledger.read(
        lambda book: figures.waiting(book, town.world.run, town.clock.now())
    )
    everything = json.dumps(answers) + exposed(shown).decode()
    assert [secret for secret in SECRETS if secret in everything] == []


@WAYS
async def test_the_ledger_s_own_records_hold_nothing_of_it(town: Town, restrict: Way) -> None:
    await restrict(town)
    records = [
        record
        for kind in (NoticeRecord, FilingRecord, Letter, EventRecord, Hold)
        for record in await town.all(kind)
    ]
    held = SECRETS[:2] if restrict is by_firm_s_word else SECRETS[:3]
    assert [secret for secret in held if secret in repr(records)] == []
    assert len(await town.all(Paper)) == 1


async def test_a_held_notice_of_it_is_shown_without_caption_and_subject(town: Town) -> None:
    await said(town, "restricted")
    await town.receive(town.notice(town.file(), text=HEARING), peer="203.0.113.9")
    await town.settle()
    [hold] = await town.all(Hold)
    shown = await ask(town, "holds.show", hold=hold.id)
    assert (shown["subject"], shown["cases"]) == ("(restricted)", [{"number": NUMBER, "name": ""}])
    preview = await ask(town, "holds.preview", hold=hold.id)
    everything = json.dumps(shown) + json.dumps(preview)
    assert [secret for secret in ("Marlow", "hushed") if secret in everything] == []


async def test_a_held_notice_of_another_case_is_shown_as_it_is(town: Town) -> None:
    await town.receive(town.notice(town.file(), text=HEARING), peer="203.0.113.9")
    await town.settle()
    [hold] = await town.all(Hold)
    shown = await ask(town, "holds.show", hold=hold.id)
    assert "Marlow" in shown["subject"]
    assert shown["cases"] == [{"number": NUMBER, "name": "Marlow v. Ostrander"}]


# What the desk says


def asked_about(town: Town, reader: str) -> list[bool]:
    return ["is new here" in body_of(letter) for letter in town.inbox(reader)]


async def test_the_desk_is_asked_about_a_case_on_first_sight_and_once(town: Town) -> None:
    await told(town)
    town.clock.tick(3600)
    await told(town, text="ORDER two.")
    assert asked_about(town, DESK.email) == [True, False]
    assert asked_about(town, ANNA.email) == [False, False]
    body = " ".join(body_of(town.inbox(DESK.email)[0]).split())
    assert f"docketmail case restrict cand {NUMBER} --firm quillhart --why" in body
    assert f"docketmail case open cand {NUMBER} --firm quillhart --why" in body


@pytest.mark.parametrize("classification", ["open", "restricted"])
async def test_the_desk_is_not_asked_about_a_case_that_is_classified(
    town: Town, classification: str
) -> None:
    await said(town, classification)
    await told(town)
    assert asked_about(town, DESK.email) == [False]


async def test_nor_about_one_that_a_matter_marks(town: Town) -> None:
    await town.matters_are(replace(MATTER, restricted=True))
    await told(town)
    assert asked_about(town, DESK.email) == [False]


async def test_a_case_whose_appeal_is_restricted_is_restricted(town: Town) -> None:
    appeal = WHERE | {"court": "ca9", "case": "26-100"}
    pair = appeal | {"of_court": "cand", "of_case": NUMBER}
    await ask(town, "relations.relate", where=pair, relation="appeal")
    row = appeal | {"classification": "restricted", "why": "the appeal is sealed"}
    await ask(town, "cases.classify", rows=[row])
    await told(town)
    assert town.inbox(COUNSEL) == []
    assert town.inbox(ANNA.email)[0]["Subject"].startswith("RESTRICTED")


async def test_a_case_is_opened_against_its_caption_and_not_against_words(town: Town) -> None:
    await said(town, "open")
    await by_caption(town)
    assert "Marlow" in town.inbox(COUNSEL)[0]["Subject"]
    town.clock.tick(3600)
    await by_word(town)
    assert len(town.inbox(COUNSEL)) == 1


async def test_an_excepted_word_silences_itself_alone(town: Town) -> None:
    air = "Sealed Air Corp. v. Ostrander"
    await told(town, air)
    assert town.inbox(COUNSEL) == []
    await except_(town, "Sealed Air")
    town.clock.tick(3600)
    await told(town, air, "ORDER granting motion of Sealed Air.")
    assert "Sealed Air" in town.inbox(COUNSEL)[0]["Subject"]
    town.clock.tick(3600)
    await told(town, air, "ORDER sealing Exhibit A of Sealed Air.")
    assert len(town.inbox(COUNSEL)) == 1
    assert "sealing" in body_of(town.inbox(ANNA.email)[-1])


async def test_an_exception_is_of_one_case(town: Town) -> None:
    await except_(town, "Sealed Air")
    filing = town.file()
    mail = town.notice(filing, number="4:26-cv-00800-JST", caption="Sealed Air Corp. v. Roe")
    await town.receive(mail)
    await town.settle()
    assert town.inbox(ANNA.email)[0]["Subject"].startswith("RESTRICTED")


async def test_a_case_that_is_restricted_after_all_is_restricted_from_then_on(town: Town) -> None:
    await told(town)
    await said(town, "restricted")
    town.clock.tick(3600)
    await told(town, text="ORDER two.")
    assert len(town.inbox(COUNSEL)) == 1
    assert town.inbox(ANNA.email)[-1]["Subject"].startswith("RESTRICTED")
