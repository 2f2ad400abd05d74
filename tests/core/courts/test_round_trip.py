"""A notice composed from random facts reads back as exactly those, whatever came between."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, assume, given, settings, strategies as st

from docketmail.demo import forwarding
from docketmail.demo.court_notices import (
    Facts,
    district_html,
    district_summary,
    summary_list,
)
from docketmail.demo.forwarding import Encoding, Forwarder, Forwarding
from docketmail.demo.rewriting import CARRYING, Wrapper, mimecast, rewritten
from docketmail.demo.state_notices import Layout, StateFacts, tyler
from expected_reading import expected, expected_of_a_day, expected_without_looks, read_back
from expected_state import expected_state, state_read_back
from invented_facts import DIALECTS, Dialect, days_of, facts
from invented_state import state_facts
from invented_words import some


in_every_dialect = pytest.mark.parametrize("dialect", DIALECTS, ids=lambda one: one.name)
dialects = some(*DIALECTS)
DISTRICT_HTML = next(one for one in DIALECTS if one.compose is district_html)
PLAIN = [one for one in DIALECTS if one.plain]

SIGNATURE = ("Ada Okafor", "Quillfeather LLP", "T 802 555 0100 | ada.okafor@quillfeather.example")
forwarders = st.builds(
    Forwarder,
    said=some("", "Please docket.", "Is the case number right? See below: it's urgent"),
    signature=some((), SIGNATURE, ("Sent from my phone",)),
    logo=st.booleans(),
    encoding=some(*Encoding),
)
PROGRAMS: tuple[Forwarding, ...] = (
    forwarding.outlook,
    forwarding.gmail,
    forwarding.apple_mail,
    forwarding.enclosed,
    forwarding.enclosed_in_base64,
)
PLAIN_PROGRAMS: tuple[Forwarding, ...] = (forwarding.gmail_plain, forwarding.apple_mail_plain)


few = settings(
    max_examples=20,
    phases=set(Phase) - {Phase.explain},
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
"""To draw all that a notice says takes longer than most properties do; `make soak` draws many."""


def name_of(function: Any) -> str:
    return str(function.__name__)


@in_every_dialect
@few
@given(data=st.data())
def test_a_notice_reads_back(dialect: Dialect, data: st.DataObject) -> None:
    told = data.draw(facts(dialect))
    assert read_back(dialect.compose(told)) == expected(told, dialect)


@few
@given(data=st.data(), dialect=dialects)
def test_a_notice_in_windows_1252_reads_back(data: st.DataObject, dialect: Dialect) -> None:
    """Declared or not: some courts send it so."""
    told = data.draw(facts(dialect))
    written = dialect.compose(told).decode()
    assume("Ł" not in written)  # which that charset does not have
    assert read_back(written.encode("cp1252")) == expected(told, dialect)


@few
@given(days_of(DISTRICT_HTML))
def test_a_day_s_notices_in_one_mail_read_back(day: list[Facts]) -> None:
    assert read_back(district_summary(day)) == expected_of_a_day(day, DISTRICT_HTML)


@few
@given(days_of(DISTRICT_HTML))
def test_a_day_s_list_reads_back(day: list[Facts]) -> None:
    """The list has a paragraph for each entry's case: its name, number, text and look, and no more."""
    said = read_back(summary_list(day))
    assert said["kind"] == "daily_summary"
    told = [expected(facts, DISTRICT_HTML)["cases"][0] for facts in day]
    assert [(case["number"], case["name"], case["docket_text"]) for case in said["cases"]] == [
        (case["number"], case["name"], case["docket_text"]) for case in told
    ]
    assert [case["links"] for case in said["cases"]] == [case["links"] for case in told]


@pytest.mark.parametrize("program", PROGRAMS, ids=name_of)
@few
@given(data=st.data(), dialect=dialects, by=forwarders)
def test_a_forwarded_notice_reads_back(
    program: Forwarding, data: st.DataObject, dialect: Dialect, by: Forwarder
) -> None:
    told = data.draw(facts(dialect))
    mail = program(dialect.compose(told), by)
    assert read_back(mail) == expected(told, dialect, "forwarded")


@pytest.mark.parametrize("program", PLAIN_PROGRAMS, ids=name_of)
@few
@given(data=st.data(), dialect=some(*PLAIN), by=forwarders)
def test_a_plain_notice_forwarded_in_plain_text_reads_back(
    program: Forwarding, data: st.DataObject, dialect: Dialect, by: Forwarder
) -> None:
    told = data.draw(facts(dialect))
    mail = program(dialect.compose(told), by)
    assert read_back(mail) == expected(told, dialect, "forwarded")


@few
@given(data=st.data(), dialect=dialects, by=forwarders)
def test_a_notice_that_a_group_passed_on_reads_back(
    data: st.DataObject, dialect: Dialect, by: Forwarder
) -> None:
    """A group sends the court's own mail on, its subject as it was: nothing calls it forwarded."""
    told = data.draw(facts(dialect))
    mail = forwarding.google_groups(dialect.compose(told), by)
    assert read_back(mail) == expected(told, dialect)


@pytest.mark.parametrize("wrap", CARRYING, ids=name_of)
@few
@given(data=st.data(), dialect=dialects)
def test_a_notice_with_rewritten_links_reads_back(
    wrap: Wrapper, data: st.DataObject, dialect: Dialect
) -> None:
    told = data.draw(facts(dialect, scanned=True))
    mail = rewritten(dialect.compose(told), wrap)
    assert read_back(mail) == expected(told, dialect, "rewritten_link")


@few
@given(data=st.data(), dialect=dialects)
def test_where_a_scanner_keeps_the_target_all_but_the_looks_read_back(
    data: st.DataObject, dialect: Dialect
) -> None:
    told = data.draw(facts(dialect, scanned=True))
    mail = rewritten(dialect.compose(told), mimecast)
    assert read_back(mail) == expected_without_looks(told, dialect)


@few
@given(data=st.data(), dialect=dialects, by=forwarders)
def test_a_notice_that_two_scanners_rewrote_and_somebody_forwarded_reads_back(
    data: st.DataObject, dialect: Dialect, by: Forwarder
) -> None:
    told = data.draw(facts(dialect, scanned=True))
    # No scanner wraps a link of its own kind again: its decoder could not tell the two.
    inner, outer = data.draw(st.permutations(CARRYING))[:2]
    program = data.draw(some(*PROGRAMS))
    mail = program(rewritten(rewritten(dialect.compose(told), inner), outer), by)
    assert read_back(mail) == expected(told, dialect, "forwarded", "rewritten_link")


@few
@given(state_facts())
def test_a_state_s_mail_reads_back(told: StateFacts) -> None:
    assert state_read_back(tyler(told)) == expected_state(told)


@pytest.mark.parametrize("program", PROGRAMS, ids=name_of)
@few
@given(told=state_facts(), by=forwarders)
def test_a_forwarded_state_s_mail_reads_back(
    program: Forwarding, told: StateFacts, by: Forwarder
) -> None:
    assert state_read_back(program(tyler(told), by)) == expected_state(told, "forwarded")


@pytest.mark.parametrize("program", PLAIN_PROGRAMS, ids=name_of)
@few
@given(told=state_facts(layout=Layout.PLAIN), by=forwarders)
def test_a_state_s_plain_mail_forwarded_in_plain_text_reads_back(
    program: Forwarding, told: StateFacts, by: Forwarder
) -> None:
    assert state_read_back(program(tyler(told), by)) == expected_state(told, "forwarded")


@pytest.mark.parametrize("wrap", CARRYING, ids=name_of)
@few
@given(told=state_facts())
def test_a_state_s_mail_with_rewritten_links_reads_back(wrap: Wrapper, told: StateFacts) -> None:
    assume(told.links)
    mail = rewritten(tyler(told), wrap)
    assert state_read_back(mail) == expected_state(told, "rewritten_link")


@pytest.mark.soak
@pytest.mark.timeout(3600)
@settings(max_examples=5_000, suppress_health_check=list(HealthCheck))
@given(data=st.data(), dialect=dialects, by=forwarders)
def test_thousands_of_notices_read_back_by_any_way(
    data: st.DataObject, dialect: Dialect, by: Forwarder
) -> None:
    told = data.draw(facts(dialect, scanned=True))
    marks = []
    mail = dialect.compose(told)
    if data.draw(st.booleans()):
        mail = rewritten(mail, data.draw(some(*CARRYING)))
        marks.append("rewritten_link")
    if data.draw(st.booleans()):
        mail = data.draw(some(*PROGRAMS))(mail, by)
        marks.append("forwarded")
        if data.draw(st.booleans()):
            mail = forwarding.enclosed(mail, by)
    assert read_back(mail) == expected(told, dialect, *marks)
