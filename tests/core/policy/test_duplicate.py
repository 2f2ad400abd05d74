from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from hypothesis import given, strategies as st

from core.policy.notices import NUMBER, case, link, notice
from docketmail.core.notice import Kind, Notice, StateFiling
from docketmail.core.policy.duplicate import envelope, first_identities, identity


NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def of(document: str, magic: str = "90807060") -> str:
    return identity(notice(case(links=(link(document=document, magic=magic),)), entered_at=NOON))


@given(st.text("0123456789", min_size=5, max_size=14), st.sampled_from("0123456789"))
def test_the_fourth_digit_of_a_document_id_makes_no_other_filing(document: str, digit: str) -> None:
    assert of(document) == of(document[:3] + digit + document[4:])


@given(st.text("0123456789", min_size=5, max_size=14), st.data())
def test_any_other_digit_does(document: str, data: st.DataObject) -> None:
    at = data.draw(st.sampled_from([n for n in range(len(document)) if n != 3]))
    other = str((int(document[at]) + 1) % 10)
    assert of(document) != of(document[:at] + other + document[at + 1 :])


def test_a_short_id_is_a_whole_id() -> None:
    assert of("0280") != of("0281")
    assert of("1760") != of("1770")


def test_another_attorney_s_magic_number_makes_no_other_filing() -> None:
    assert of("035122021132", "111") == of("035122021132", "222")


def test_a_text_entry_is_known_by_case_and_text() -> None:
    def text(words: str, number: str = NUMBER) -> str:
        return identity(notice(case(number, words, links=()), entered_at=NOON))

    assert text("MINUTE ENTRY") == text("MINUTE ENTRY")
    assert len({text("MINUTE ENTRY"), text("ORDER"), text("MINUTE ENTRY", "4:26-cv-1")}) == 3


def test_where_a_link_is_nothing_but_a_secret_number_and_text_say_what_it_is() -> None:
    def secret(guid: str, number: str = "49", words: str = "MOTION for extension.") -> str:
        told = case(text=words, links=(link(document=guid, magic=guid),))
        return identity(notice(replace(told, document_number=number), entered_at=NOON))

    assert secret("ff1c28f9") == secret("66e57035"), "another attorney's copy"
    assert len({secret("1"), secret("1", "50"), secret("1", words="ORDER.")}) == 3


def test_kind_court_and_minute_are_part_of_it_and_seconds_are_not() -> None:
    def at(seconds: int, kind: Kind = Kind.FILING) -> str:
        told = notice(entered_at=NOON + timedelta(seconds=seconds))
        return identity(replace(told, kind=kind))

    assert at(0) == at(59)
    assert at(0) != at(60)
    assert at(0) != at(0, Kind.DOCKET_EDIT)


def test_a_second_edit_of_an_entry_is_no_copy_of_the_first() -> None:
    def edit(text: str) -> Notice:
        return replace(notice(case(text=text), entered_at=NOON), kind=Kind.DOCKET_EDIT)

    assert identity(edit("Modified Dkt text")) == identity(edit("Modified Dkt text"))
    assert identity(edit("Modified Dkt text")) != identity(edit("Added Correct PDF to document"))


def test_two_days_summaries_of_the_same_words_are_two() -> None:
    def day(at: datetime) -> str:
        told = notice(case(links=(), entered_at=at))
        return identity(replace(told, kind=Kind.DAILY_SUMMARY))

    assert day(NOON) == day(NOON)
    assert day(NOON) != day(NOON + timedelta(days=1))


def test_a_notice_made_again_knows_what_it_was_at_first() -> None:
    first = notice(case(text="ORDER."), entered_at=NOON)
    again = replace(first, kind=Kind.REGENERATED, entered_at=NOON + timedelta(seconds=7))
    assert identity(again) != identity(first)
    assert identity(first) in first_identities(again)
    assert list(first_identities(first)) == []


STATE = replace(
    notice(case("2026-CH-004711", "Motion")),
    court="il-wren-county",
    court_name="Wren County",
    kind=Kind.SERVED,
    state=StateFiling(envelope="300123", code="Motion", description="Motion for leave"),
)


def test_a_state_filing_is_known_by_court_envelope_and_step() -> None:
    again = replace(STATE, entered_at=NOON, recipients=(), subject="FW: again")
    assert identity(again) == identity(STATE)
    filing = STATE.state
    assert filing is not None
    others = (
        replace(STATE, kind=Kind.ACCEPTED),
        replace(STATE, court_name="Lark County"),
        replace(STATE, state=replace(filing, envelope="300124")),
        replace(STATE, state=replace(filing, description="Exhibit A")),
        replace(STATE, cases=(case("2026-CH-004711", "Motion", links=(link(document="77"),)),)),
    )
    assert len({identity(STATE), *map(identity, others)}) == 1 + len(others)


def test_the_steps_of_an_envelope_are_one_history() -> None:
    """Whether or not a mail has a link that tells its state, and once the case has a number."""
    assert envelope(replace(STATE, kind=Kind.RETURNED, court="")) == envelope(STATE)
    assert envelope(replace(STATE, cases=(case("300123"),))) == envelope(STATE)
    assert envelope(notice()) == ""
    assert envelope(replace(STATE, state=StateFiling(envelope=""))) == ""
