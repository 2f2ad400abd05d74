"""The four layouts of a list of recipients."""

from __future__ import annotations

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
