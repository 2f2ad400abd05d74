from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from docketmail.core.letter import (
    Entry,
    FilingFacts,
    KeptApart,
    LetterContent,
    LetterKind,
    Mailbox,
    Recalled,
    Retold,
    Standing,
    Undelivered,
)
from docketmail.core.notice import Kind
from docketmail.core.retrieval import Refusal
from docketmail.core.words.filing import filing_sheet
from docketmail.core.words.sheet import Block, Part, Row, Sheet
from letter_samples import CASE, TEXT, case, filing, letter, paper


OTHER = replace(
    case,
    number="5:26-cv-00200",
    caption="Delgado v. Brightwater",
    thread="dd",
    document_number="31",
)


def said(
    told: FilingFacts = filing, content: LetterContent = letter, part: Part | None = None
) -> Sheet:
    return filing_sheet(replace(content, filing=told), part or Part())


def row(standing: Standing, why: str = "", *, page: str = "", part: Part | None = None) -> Row:
    line = replace(paper(1, standing, why=why), court_page=page)
    return said(content=replace(letter, papers=(line,)), part=part).rows[0]


def test_the_first_screen_says_what_who_and_when() -> None:
    sheet = said()
    assert sheet.place == f"California Northern District, {CASE}, matter 0042-7"
    assert sheet.headline == case.caption
    assert sheet.lead == (
        "Filed: Motion to Compel, document 45, by Orchard Valley Growers Cooperative.",
        "Entered March 4, 2026 at 7:23 PM (UTC-08:00).",
    )
    assert sheet.blocks == (Block((), TEXT),)
    assert sheet.alerts == ()


def test_a_time_without_a_zone_asks_to_be_confirmed() -> None:
    told = replace(filing, entered_at=datetime(2026, 3, 5, 0, 20), filed_on=date(2026, 3, 4))  # noqa: DTZ001
    assert said(told).lead[1:] == (
        "Entered March 5, 2026 at 12:20 AM (as printed: confirm the time zone).",
        "Filed on March 4, 2026.",
    )


def test_a_time_is_told_on_the_readers_clock_too() -> None:
    here = datetime(2026, 3, 4, 22, 23, tzinfo=timezone(timedelta(hours=-5)))
    assert (
        said(replace(filing, entered_here=here))
        .lead[1]
        .endswith("(UTC-08:00), 10:23 PM your time.")
    )
    next_day = datetime(2026, 3, 5, 3, 23, tzinfo=UTC)
    assert (
        said(replace(filing, entered_here=next_day))
        .lead[1]
        .endswith("(UTC-08:00), March 5, 2026 at 3:23 AM your time.")
    )


def test_what_the_court_did_not_say_is_left_out() -> None:
    bare = FilingFacts(
        kind=Kind.DOCKET_ACTIVITY,
        court="ca9",
        cases=(replace(case, filers=(), document_number=None),),
    )
    sheet = said(bare)
    assert sheet.lead == ("Docket activity.",)
    assert sheet.place == f"ca9, {CASE}"


def test_a_sealed_entry_says_that_nothing_will_come() -> None:
    (alert,) = said(replace(filing, cases=(replace(case, entry=Entry.SEALED),))).alerts
    assert alert.startswith(
        "SEALED - will not arrive electronically; expect service otherwise; time may run."
    )


def test_a_text_entry_is_no_missing_paper() -> None:
    (alert,) = said(replace(filing, cases=(replace(case, entry=Entry.TEXT, closed=True),))).alerts[
        :1
    ]
    assert alert.startswith("TEXT ENTRY - there is no document")


def test_a_restricted_letter_names_its_reason_and_a_closed_case_is_named() -> None:
    told = replace(
        filing, restricted_because="the word \u201cseal\u201d", cases=(replace(case, closed=True),)
    )
    restricted, closed = said(told).alerts
    assert restricted.startswith("RESTRICTED - the word \u201cseal\u201d. For people listed")
    assert closed == f"The court warns that {CASE} is closed."


@pytest.mark.parametrize("refusal", set(Refusal) - {Refusal.NOT_FREE})
def test_every_refusal_is_told_in_plain_words_and_never_as_sealed(refusal: Refusal) -> None:
    standing = row(Standing.NOT_OBTAINED, refusal).standing
    assert standing.startswith("not obtained: ")
    assert standing != f"not obtained: {refusal}"
    assert "seal" not in standing


@pytest.mark.parametrize("standing", Standing)
def test_every_standing_has_words_and_only_what_is_attached_is_here(standing: Standing) -> None:
    told = row(standing, "the reason")
    assert told.standing
    assert told.here == (standing is Standing.ATTACHED)


def test_an_objection_speaks_in_its_own_words() -> None:
    assert (
        row(Standing.NOT_OPENED, "this court forbids it").standing
        == "not opened: this court forbids it"
    )


def test_the_courts_page_is_named_only_where_the_paper_is_missing() -> None:
    page = "https://ecf.cand.uscourts.gov/doc1/1"
    assert row(Standing.NOT_OBTAINED, Refusal.LOGIN, page=page).court_page == page
    assert row(Standing.ATTACHED, page=page).court_page == ""


def test_a_paper_in_another_part_is_not_here() -> None:
    part = Part(1, 2, {"paper_1": 2})
    assert not row(Standing.ATTACHED, part=part).here
    assert row(Standing.ATTACHED, part=part).standing == "attached to part 2 of 2"
    assert row(Standing.ATTACHED, part=replace(part, number=2)).here


def test_cases_that_share_a_text_share_a_block() -> None:
    third = replace(OTHER, number="5:26-cv-00311", docket_text="ORDER.", document_number=None)
    sheet = said(replace(filing, cases=(case, OTHER, third)))
    assert sheet.headline == f"{case.caption} and 2 more cases"
    assert sheet.several
    assert sheet.blocks == (
        Block(
            (
                f"{CASE} {case.caption}, document 45",
                "5:26-cv-00200 Delgado v. Brightwater, document 31",
            ),
            TEXT,
        ),
        Block(("5:26-cv-00311 Delgado v. Brightwater",), "ORDER."),
    )


def test_a_sealed_case_among_others_is_named() -> None:
    sheet = said(replace(filing, cases=(case, replace(OTHER, entry=Entry.SEALED))))
    assert sheet.headline.endswith("and 1 more case")
    assert sheet.alerts[0].startswith("5:26-cv-00200: SEALED - ")


def test_a_summary_of_the_day_gives_each_case_its_time() -> None:
    told = replace(filing, cases=(replace(case, entered_at=datetime(2026, 3, 4, 12, 5)),))  # noqa: DTZ001
    assert (
        said(told)
        .blocks[0]
        .titles[0]
        .endswith("entered March 4, 2026 at 12:05 PM (as printed: confirm the time zone)")
    )


def test_our_people_stand_before_the_others_who_are_counted_after_twelve() -> None:
    others = tuple(f"Person {n}" for n in range(15))
    (ours, rest) = said(
        replace(filing, cases=(replace(case, others=(*others, "Ana Ruiz")),))
    ).people
    assert ours == ("Noticed from our firm", "Ana Ruiz and Thomas Webb")
    assert rest[1].endswith("Person 11 and 3 more")
    assert said(replace(filing, cases=(replace(case, noticed=(), others=()),))).people == ()


def test_each_errand_is_told_before_the_filing() -> None:
    def first(kind: LetterKind, about: Recalled | KeptApart | Undelivered | None = None) -> str:
        return said(content=replace(letter, kind=kind, about=about)).lead[0]

    assert first(LetterKind.SUPPLEMENT) == "More of a filing that you have a letter about."
    lost = first(
        LetterKind.UNDELIVERED, Undelivered(Mailbox("Lena Park", "l.park@hartwell.example"), 550)
    )
    assert lost.startswith("This letter was for Lena Park <l.park@hartwell.example>.")
    assert "(code 550)" in lost
    assert first(LetterKind.RECALL, Recalled("filed in error.")).endswith("files: filed in error.")
    assert first(LetterKind.RECALL, Recalled()).endswith("mail and files.")
    assert first(LetterKind.APART, KeptApart("x")).startswith("This may be the replacement")


CAME = date(2026, 3, 2)


def lead(kind: LetterKind, retold: Retold, *standings: Standing) -> str:
    papers = tuple(paper(index, standing) for index, standing in enumerate(standings))
    return said(content=replace(letter, kind=kind, retold=retold, papers=papers)).lead[-1]


def test_a_corrected_letter_takes_the_place_of_the_earlier_one_and_of_its_paper() -> None:
    assert (
        lead(LetterKind.CORRECTED, Retold(CAME), Standing.ATTACHED)
        == "Please go by this letter instead of the one of March 2, 2026. "
        "Use the paper that is attached here, not the earlier one."
    )
    assert lead(LetterKind.CORRECTED, Retold(CAME), Standing.EARLIER).endswith("March 2, 2026.")


def test_a_notice_made_again_says_what_it_adds() -> None:
    same, other = Retold(CAME, same_words=True), Retold(CAME)
    assert (
        lead(LetterKind.UPDATED, same, Standing.EARLIER)
        == "The entry is as in your letter of March 2, 2026, and so are the papers: "
        "there is nothing new."
    )
    for standing in (Standing.ATTACHED, Standing.FOLLOWS, Standing.NOT_OBTAINED):
        assert lead(LetterKind.UPDATED, same, standing).endswith("letter of March 2, 2026.")
    assert "is not as" in lead(LetterKind.UPDATED, other, Standing.EARLIER)
    assert "papers" not in lead(LetterKind.UPDATED, other, Standing.EARLIER)


@pytest.mark.parametrize("kind", [LetterKind.CORRECTED, LetterKind.UPDATED])
def test_who_had_no_letter_about_the_entry_is_not_told_of_one(kind: LetterKind) -> None:
    assert lead(kind, Retold(None)) == "You have no earlier letter about this entry."


def test_what_the_entry_said_before_stands_under_what_it_says() -> None:
    sheet = said(replace(filing, cases=(replace(case, text_before="MOTION to Compell."),)))
    assert [block.text for block in sheet.blocks] == [TEXT, "MOTION to Compell."]
    assert sheet.blocks[1].titles == ("Before, as the court's earlier notice had it:",)


def test_a_recall_asks_to_delete_and_to_say_so_and_repeats_nothing() -> None:
    sheet = said(content=replace(letter, kind=LetterKind.RECALL, about=Recalled()))
    assert sheet.blocks == ()
    assert sheet.people == ()
    assert "the one word DELETED" in sheet.after[0]


def test_what_is_kept_apart_is_released_by_a_command() -> None:
    sheet = said(
        content=replace(
            letter, kind=LetterKind.APART, about=KeptApart("docketmail clawback release p")
        )
    )
    assert sheet.command == "docketmail clawback release p"


def test_a_look_that_is_not_ours_is_left_to_its_attorney() -> None:
    sheet = said(content=replace(letter, own_copy=True, notes=("Released by the desk.",)))
    assert sheet.after[0] == "Released by the desk."
    assert sheet.after[1].startswith("Open your own copy: ")
    assert "http" not in sheet.after[1]
