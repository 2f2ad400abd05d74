"""A notice's text cut into tables, docket texts and sections."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from docketmail.core.courts.cmecf.outline import Heading, Landmarks, Table, headings, tables
from docketmail.core.markup import Sheet, folded, from_plain


HEAD = "Case Name: A v. B\nCase Number: 1:25-cv-00001\n"


def cut(sheet: Sheet) -> list[Table]:
    marks = Landmarks(sheet.text, 0).between(0, len(sheet.text))
    return tables(sheet, marks, len(sheet.text))


def sections(text: str) -> list[tuple[str, str, str]]:
    marks = Landmarks(text, 0).between(0, len(text))
    found: list[Heading] = headings(marks, len(text))
    return [(one.section, one.number, folded(text[slice(*one.body)])) for one in found]


def values(plain: str) -> dict[str, str]:
    sheet = from_plain(plain)
    (table,) = cut(sheet)
    return {label: folded(sheet.text[slice(*span)]) for label, span in table.values.items()}


def test_a_label_begins_a_line_the_first_too() -> None:
    assert values(f"{HEAD}see Document Number: 5\n \xa0Document  Number: 6\nDocket Text: x") == {
        "name": "A v. B",
        "number": "1:25-cv-00001 see Document Number: 5",
        "document": "6",
    }


def test_filers_in_a_row_are_one_value() -> None:
    assert values(f"{HEAD}Filer: C\nFiler: D\nDocument Number: 7")["filer"] == "C Filer: D"


def test_a_name_without_a_number_of_its_own_is_no_table() -> None:
    assert len(cut(from_plain(f"Case Name: cut off\n{HEAD}Docket Text: x"))) == 1


def test_each_table_has_the_text_below_it() -> None:
    sheet = from_plain(f"{HEAD}Docket Text: one\n{HEAD}Docket Text: two\n")
    texts = [table.docket_text for table in cut(sheet)]
    assert [text and folded(sheet.text[slice(*text)]) for text in texts] == ["one", "two"]


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        ("1:25-cv-00001 Notice has been electronically mailed to:", ("mailed", "1:25-cv-00001")),
        ("MDL No. 2967 Notice will be electronically mailed to:", ("mailed", "MDL No. 2967")),
        ("Notice will not be electronically mailed to:", ("not mailed", "")),
        ("1:25-cv-1 Notice has been delivered by other means to::", ("not mailed", "1:25-cv-1")),
        ("NOTICE WILL BE DELIVERED BY FIRST CLASS MAIL TO:", ("not mailed", "")),
        ("Notice will be stored in the notice cart for:", ("other", "")),
        ("The following document(s) are associated with this transaction:", ("documents", "")),
        ("This is a re-generated NEF", ("other", "")),
    ],
)
def test_a_section(heading: str, said: tuple[str, str]) -> None:
    assert sections(f"\n{heading}\nx") == [(*said, "x")]


def test_a_heading_inside_a_line_is_none() -> None:
    assert sections("\nas the Notice has been electronically mailed to: them") == []


@given(st.lists(st.sampled_from(["Case Name:", "Case Number:", "Filer:", "Docket Text:", "1-2 Notice has been mailed:", "x", ""])))  # fmt: skip
def test_tables_stand_one_below_the_other(said: list[str]) -> None:
    sheet = from_plain("\n".join(said))
    place = 0
    for table in cut(sheet):
        assert place <= table.start <= table.end <= len(sheet.text)
        place = table.docket_text.end if table.docket_text else table.end
