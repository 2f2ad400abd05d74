"""Every bankruptcy court arranges its subject in its own way; what is not the case is the event."""

from __future__ import annotations

import pytest

from docketmail.core.courts.cmecf.subject import case_number, short_description
from docketmail.core.notice import Case


NAME = "Daniel Larch Adamsonville"


@pytest.mark.parametrize(
    ("subject", "event"),
    [
        ("Activity in Case 1:25-cv-00101-AB Tarn v. Thule et al Motion to Compel", "Motion to Compel"),
        ("Activity in OKND case 1:25-cv-00101-AB-CDL Tarn v. Thule et al - Joint Report per LCvR16-1(b)(1)", "Joint Report per LCvR16-1(b)(1)"),
        ("Activity in Case 1:25-cv-00101-ABVAED Tarn v. Thule et al Case Assigned/Reassigned", "Case Assigned/Reassigned"),
        ("Activity in Case 1:25-cv-00101-AB Tarn v. Thule et al", None),
    ],
)  # fmt: skip
def test_district(subject: str, event: str | None) -> None:
    assert short_description(subject, (Case("1:25-cv-00101-AB", "Tarn v. Thule et al"),)) == event


@pytest.mark.parametrize(
    ("subject", "event"),
    [
        ("25-10101-abc Motion to Dismiss Case", "Motion to Dismiss Case"),
        (f"Ch-11 25-10101-abc {NAME} Declaration", "Declaration"),
        ("Ch-13 25-10101-abc -Daniel Larch Adams Employee Income Records", "Employee Income Records"),
        (f"Ch-13 25-10101 Meeting of Creditors - Second; {NAME}", "Meeting of Creditors - Second"),
        (f"25-10101-abc CH11 Motion to Convert Case to Chapter 7 - {NAME}", "Motion to Convert Case to Chapter 7"),
        (f"25-10101-abc CH11  - {NAME}", None),
        (f"NEF: 25-10101-abc Ch13 Affidavit Re: {NAME}", "Affidavit"),
        (f"25-10101 Order on Motion To Quash - CH - {NAME}", "Order on Motion To Quash"),
        (f"Docket Order - Continue Hearing (Auto) Ch 13 {NAME} 25-10101", "Docket Order - Continue Hearing (Auto)"),
        (f"{NAME} 25-10101-abc Ch 13  Notice of Dismissal", "Notice of Dismissal"),
        (f"25-10101-abc Chapter 13 {NAME}  Complaint", "Complaint"),
        ('Multiple Cases "25-10101-abc Daniel Larch Adams Close Adversary Case"', "Close Adversary Case"),
        ("25-10101-abc Notice (341 Meeting (Chapter 13))", "Notice (341 Meeting (Chapter 13))"),
    ],
)  # fmt: skip
def test_bankruptcy(subject: str, event: str | None) -> None:
    assert short_description(" ".join(subject.split()), (Case("25-10101-abc", NAME),)) == event


def test_joint_debtors_may_be_told_by_the_first() -> None:
    case = Case("25-10101-abc", "Ivo Tarn and Liv Tarn")
    assert (
        short_description("Ch-7 25-10101-abc -Ivo Tarn Hearing Continued", (case,))
        == "Hearing Continued"
    )


@pytest.mark.parametrize(
    ("subject", "event"),
    [
        ('25-1001 In re "Larch" v. EPA "Motion(s)"', "Motion(s)"),
        ('25-1001-JJ Tarn v. Thule "Order Filed" (1:25-cv-00101-AB)', "Order Filed"),
        ("25-1001 Tarn v. Thule", None),
        ('25-1001 Tarn v. Thule " "', None),
    ],
)
def test_appellate(subject: str, event: str | None) -> None:
    assert short_description(subject, (Case("25-1001"),), appellate=True) == event


@pytest.mark.parametrize("tag", ["", "[ECF list] ", "[ECF list] Fwd: ", "Re: FW: ", "Re-send: "])
def test_tags_and_prefixes_are_no_part_of_the_event(tag: str) -> None:
    case = Case("1:25-cv-00101-AB", "Tarn v. Thule")
    subject = f"{tag}Activity in Case 1:25-cv-00101-AB Tarn v. Thule Order"
    assert short_description(subject, (case,)) == "Order"


@pytest.mark.parametrize(
    ("subject", "number"),
    [
        ("1:24-cv-00199-KD-B A v. B: edited", "1:24-cv-00199-KD-B"),
        ("Ch-7 23-20001-GLT NAME", "23-20001-GLT"),
        ("Docket entry edited", ""),
        ("", ""),
    ],
)
def test_the_number_of_a_case_in_a_subject(subject: str, number: str) -> None:
    assert case_number(subject) == number
