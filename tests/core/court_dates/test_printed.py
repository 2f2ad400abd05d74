from __future__ import annotations

from datetime import date, time

import pytest

from docketmail.core.court_dates.printed import MOST, printed_dates


DAY = date(2027, 3, 4)


@pytest.mark.parametrize(
    "text",
    ["3/4/2027", "03/04/2027", "3/4/27", "3-4-2027", "March 4, 2027", "Mar. 4, 2027", "March 4th, 2027", "Thursday, March 4 2027", "on 3/4/2027.Hearing"],
)  # fmt: skip
def test_a_date_is_read_however_it_is_written(text: str) -> None:
    assert [one.on for one in printed_dates(text)] == [DAY]


@pytest.mark.parametrize(
    "text",
    ["2/30/2027", "13/1/2027", "4:26-cv-00771", "1/2/3/2027", "12.3/4/2027", "March 2027", "Maroon 4, 2027", "$3/4", "0/0/0000", "June 31, 2027"],
)  # fmt: skip
def test_what_no_calendar_has_is_no_date(text: str) -> None:
    assert list(printed_dates(text)) == []


@pytest.mark.parametrize(
    ("text", "at", "until", "zone"),
    [
        ("3/4/2027 01:30 PM", time(13, 30), None, ""),
        ("3/4/2027 at 1:30 p.m. (PT)", time(13, 30), None, "PT"),
        ("3/4/2027, at 9 a.m. Eastern Time", time(9), None, "Eastern Time"),
        ("3/4/2027 @ 10:00 a.m.", time(10), None, ""),
        ("3/4/2027 at 12:20 AM CST", time(0, 20), None, "CST"),
        ("3/4/2027 at noon", time(12), None, ""),
        ("3/4/2027 from 10:00 AM to 11:30 AM", time(10), time(11, 30), ""),
        ("at 9:30 AM EST on Thursday, March 4, 2027", time(9, 30), None, "EST"),
        ("no later than 5:00 PM on 3/4/2027", time(17), None, ""),
        ("3/4/2027 at 9:00", None, None, ""),
        ("3/4/2027 at 13:30 PM", None, None, ""),
        ("3/4/2027 at 0:30 AM", None, None, ""),
        ("3/4/2027 at 10:75 AM", None, None, ""),
        ("3/4/2027 10:31:49 AM", None, None, ""),
        ("3/4/2027 1 ample chair", None, None, ""),
    ],
)
def test_a_time_is_read_where_it_belongs_to_the_date_and_is_certain(
    text: str, at: time | None, until: time | None, zone: str
) -> None:
    (one,) = printed_dates(text)
    assert (one.on, one.at, one.until, one.zone) == (DAY, at, until, zone)


def test_dates_come_in_the_order_of_the_text_and_not_without_end() -> None:
    assert [one.on.day for one in printed_dates("3/4/2027, March 5, 2027, 3/6/2027")] == [4, 5, 6]
    assert len(list(printed_dates("3/4/2027 " * 500))) == MOST
