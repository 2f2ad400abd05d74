from __future__ import annotations

import pytest

from docketmail.core.court_dates.clauses import clauses


@pytest.mark.parametrize(
    ("text", "lead"),
    [
        ("ORDER granting motion. Answer due 3/4/2027", "Answer due"),
        ("ORDER re Acme Corp. Sable answer due 3/4/2027", "ORDER re Acme Corp. Sable answer due"),
        ("ORDER re Acme Inc. The answer is due 3/4/2027", "The answer is due"),
        ("Judge A. Quell sets trial for 3/4/2027", "Judge A. Quell sets trial for"),
        ("in Courtroom B. Trial set for 3/4/2027", "Trial set for"),
        ("at 9 a.m. Trial set for 3/4/2027", "Trial set for"),
        ("See www.example.com/x. Trial set for 3/4/2027", "Trial set for"),
        ("the U.S. Courthouse trial set for 3/4/2027", "the U.S. Courthouse trial set for"),
        ("one; two due 3/4/2027", "two due"),
        ("Set Deadlines: Answer due 3/4/2027", "Answer due"),
        ("Course Due Date: 3/4/2027", "Course Due Date:"),
        ("(Discovery due by 3/4/2027)", "Discovery due by"),
        ("the 341(a) meeting set for 3/4/2027", "the 341(a) meeting set for"),
        ("Trial set for Thursday, 3/4/2027", "Trial set for"),
        ("Trial set at 9:00 AM on 3/4/2027", "Trial set"),
        ("VACATED: Trial set for 3/4/2027", "VACATED: Trial set for"),
    ],
)
def test_a_lead_begins_with_its_own_clause(text: str, lead: str) -> None:
    (one,) = clauses(text)
    assert one.lead == lead


def test_two_dates_of_a_sentence_are_joined_and_of_two_are_not() -> None:
    text = "Trial set for 3/1/2027 before Judge A. Quell is reset for 3/4/2027. Brief due 3/5/2027"
    assert [one.joined for one in clauses(text)] == [False, True, False]


@pytest.mark.parametrize(
    ("tail", "place"),
    [
        (" in San Tomas, Courtroom 5, 4th Floor before Judge Imogen T. Farrow. (abc)", "in San Tomas, Courtroom 5, 4th Floor before Judge Imogen T. Farrow"),
        (" (check with court for location)", "check with court for location"),
        (" at U.S. Courthouse, 14 Kiln St. Hallam, PA. (Filed)", "at U.S. Courthouse, 14 Kiln St. Hallam, PA"),
        (" - Videoconference Only before Judge Marsh", "Videoconference Only before Judge Marsh"),
        (", Joint Hearing Courtroom (NSH); (Virtual)", "Joint Hearing Courtroom"),
        (" via Zoom, Phone (503) 555-0100", "via Zoom, Phone (503) 555-0100"),
        (" by Video Conference. Exhibits due 3/5/2027", "by Video Conference"),
        (", Jury Trial set for 4/5/2027", ""),
        (" to consider the motion", ""),
        (" before which the reply is due", ""),
        ("", ""),
    ],
)  # fmt: skip
def test_the_place_is_what_follows_on_the_date(tail: str, place: str) -> None:
    assert next(clauses(f"Hearing set for 3/4/2027{tail}")).place == place
