"""The four layouts of a list of recipients."""

from __future__ import annotations

import pytest

from docketmail.core.courts import people


def test_name_and_addresses_in_one_line() -> None:
    section = "\nMarisol    T. Quennell   \xa0 \xa0 a@x.example, b@x.example, \n\nFrank Wood\n, Jr \xa0 f@y.example\n"
    assert people.mailed(section.replace("Wood\n,", "Wood ,")) == [
        ("Marisol T. Quennell", ("a@x.example", "b@x.example")),
        ("Frank Wood, Jr", ("f@y.example",)),
    ]


def test_name_above_addresses_with_any_separator() -> None:
    section = "\nTamsin Orrgrove on behalf of Creditor X\na@x.example,  b@x.example;c@x.example\nd@x.example\n\n \ne@z.example\n"
    assert people.mailed(section) == [
        ("Tamsin Orrgrove", ("a@x.example", "b@x.example", "c@x.example", "d@x.example")),
        ("", ("e@z.example",)),
    ]


def test_the_appellate_role_is_no_part_of_the_name() -> None:
    section = "A. Pell, Counsel: a@x.example\nD. Vasterby, Jr., -: d@y.example\nF. Wood, III: f@z.example\nNo Role\n"
    assert [name for name, _ in people.mailed(section, with_roles=True)] == [
        "A. Pell",
        "D. Vasterby, Jr.",
        "F. Wood, III",
        "No Role",
    ]


def test_semicolon_behind_the_name() -> None:
    assert people.mailed("A. Pell ; a@x.example\n") == [("A. Pell", ("a@x.example",))]


def test_the_same_address_counts_once_and_quotes_are_none_of_it() -> None:
    assert people.mailed("P  'o.brien@x.example', o.brien@x.example") == [
        ("P", ("o.brien@x.example",))
    ]


def test_who_is_not_mailed_keeps_the_postal_address() -> None:
    section = "\nOsric Thule\n14 Kiln Lane,\nYonkers, NY\n\n \nAda Fenn\n"
    assert people.others(section) == ("Osric Thule, 14 Kiln Lane, Yonkers, NY", "Ada Fenn")


ROWS = "\nA. Pell \xa0 a@x.example\n\nD. Vasterby \xa0 d@y.example\n\n"
BELOW = "\nA. Pell on behalf of Creditor\nFeed & Seed\na@x.example\n\nD. Vasterby\nd@y.example\n\n"


@pytest.mark.parametrize("rows", [ROWS, BELOW])
@pytest.mark.parametrize(
    "signature",
    [
        "",
        "Roza Quill\nParalegal\nQuill LLP\nr@quill.example\n",
        "Roza Quill\nQuill LLP\nT: +1 555 010 0142\nr@quill.example\n",
        "-- \nRoza\nr@quill.example\n",
        "Regards,\nRoza r@quill.example\n",
        "Sent from my phone\n",
        "You received this message because of x@groups.example\n",
        "This e-mail is for r@quill.example alone.\n",
    ],
)
def test_a_forwarders_signature_is_nobody_of_the_list(rows: str, signature: str) -> None:
    own = people.without_signature(people.without_sign_off(rows + signature), addressed=True)
    assert people.mailed(own) == people.mailed(rows)


def test_a_signature_below_those_who_are_not_mailed_is_none_of_them() -> None:
    section = "\nOsric Thule\n14 Kiln Lane\nYonkers, NY\n\nE. Jean Tarn\n\nRoza Quill\nParalegal\nr@quill.example\nfin\n"
    own = people.without_signature(people.without_sign_off(section), addressed=False)
    assert people.others(own) == ("Osric Thule, 14 Kiln Lane, Yonkers, NY", "E. Jean Tarn")


def test_a_telephone_number_ends_the_list_before_its_owner() -> None:
    assert people.without_sign_off(f"{ROWS}Roza Quill\nQuill LLP\nT: 1\n") == ROWS
