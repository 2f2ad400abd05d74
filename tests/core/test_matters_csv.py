from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import given, strategies as st

from docketmail.core.matters_csv import HEADINGS, decoded, read
from docketmail.core.roster import CourtCase, Matter, Mode
from docketmail.core.roster_mistakes import RosterError
from offices import QUILL


HEAD = "matter,name,court,case,readers,notify_only,off,restricted\n"
LINE = "1047-002,Marlow v. Ostrander,cand,4:26-cv-00771,anna; pat,pat,,no\n"
MARLOW = Matter(
    id="1047-002",
    name="Marlow v. Ostrander",
    cases=(CourtCase("cand", "4:26-cv-00771"),),
    readers=("anna", "pat"),
    modes={"pat": Mode.NOTIFY_ONLY},
)


def wrong(text: str) -> list[str]:
    """The mistakes of a table."""
    with pytest.raises(RosterError) as caught:
        read(text, QUILL)
    return caught.value.mistakes


def test_a_line_is_a_matter() -> None:
    assert read(HEAD + LINE, QUILL) == (MARLOW,)


@pytest.mark.parametrize(
    "change",
    [
        lambda text: text.replace(",", ";").replace("anna; pat", '"anna; pat"'),
        lambda text: text.replace(",", "\t"),
        lambda text: text.replace("\n", "\r\n"),
        lambda text: text.replace("notify_only", "Notify only").replace("matter", "MATTER"),
        lambda text: text.replace("anna; pat,pat", "Anna.Quill@QuillHart.example;pat; anna,pat"),
        lambda text: text.replace("cand", "CAND"),
        lambda text: text + "\n,,,,,,,\n",
        lambda text: text.replace("Marlow v. Ostrander", '"Marlow v. Ostrander"'),
        lambda text: text.replace(",no\n", ",FALSE\n"),
    ],
    ids=range(9),
)
def test_a_table_may_be_written_in_other_ways(change: Callable[[str], str]) -> None:
    assert read(change(HEAD + LINE), QUILL) == (MARLOW,)


def test_columns_may_be_left_out_and_stand_in_any_order() -> None:
    [matter] = read("readers,case,court,matter\nben,26-*,ctb,2210-001\n", QUILL)
    assert matter == Matter("2210-001", "", (CourtCase("ctb", "26-*"),), ("ben",))


def test_lines_with_one_id_are_the_cases_of_one_matter() -> None:
    second = LINE.replace("cand,4:26-cv-00771", "ca9,26-1234")
    other = LINE.replace("1047-002", "1048-001").replace("00771", "00772")
    found = read(HEAD + LINE + other + second, QUILL)
    assert [matter.id for matter in found] == ["1047-002", "1048-001"]
    assert found[0].cases == (CourtCase("cand", "4:26-cv-00771"), CourtCase("ca9", "26-1234"))


def test_lines_with_one_id_must_agree() -> None:
    other = LINE.replace("anna; pat", "anna").replace("00771", "00772")
    [said] = wrong(HEAD + LINE + other)
    assert said.startswith("line 3: matter 1047-002 is another than in line 2")


def test_what_restricts_is_read() -> None:
    for word in ("yes", "TRUE"):
        [matter] = read(HEAD + LINE.replace(",no\n", f",{word}\n"), QUILL)
        assert matter.restricted


@pytest.mark.parametrize(
    ("was", "now", "said"),
    [
        ("anna; pat", "ana; pat", "'ana' is neither id nor address of a person of the firm"),
        ("anna; pat", "aquill@other.example", "'aquill@other.example' is neither"),
        ("anna; pat", "Anna Quill", "'Anna Quill' is neither"),
        ("pat,pat,", "pat,pat,zoe", "'zoe' is neither"),
        ("cand", "cadn", "court 'cadn' is not known"),
        ("4:26-cv-00771", "Marlow", "case 'Marlow' is no case number"),
        ("4:26-cv-00771", "", "case '' is no case number"),
        ("1047-002", "", "matter '' is no id"),
        ("1047-002", "1047/002", "matter '1047/002' is no id"),
        (",no\n", ",maybe\n", "restricted is 'maybe'"),
        (",no\n", "\n", "7 cells, where the heading has 8"),
        ("Marlow v. Ostrander", '"=HYPERLINK(""https://x.example"")"', "name begins with '='"),
        ("Marlow v.", "@Marlow v.", "name begins with '@'"),
        ("1047-002", "-1047-002", "matter begins with '-'"),
        ("1047-002", "+1047-002", "matter begins with '+'"),
        ("Marlow v. Ostrander", '"Marlow\nv. Ostrander"', "name holds a line break"),
        ("Marlow", "Mar\x00low", "control character"),
        ("Marlow v. Ostrander", '"Marlow" v.', "not CSV"),
        ("Marlow v. Ostrander", '"Marlow v.', "not CSV"),
        ("Marlow", "M" * 140_000, "not CSV"),
    ],
)
def test_a_mistake_is_named_with_its_line(was: str, now: str, said: str) -> None:
    assert was in LINE
    text = HEAD + LINE.replace("1047-002", "1").replace("00771", "1") + LINE.replace(was, now, 1)
    found = wrong(text)
    assert any(said in mistake for mistake in found), found
    assert all(mistake.startswith(("line 3: ", "line 4: ")) for mistake in found)


def test_every_mistake_is_named_at_once() -> None:
    assert (
        len(wrong(HEAD + LINE.replace("cand", "cadn").replace("anna", "ana") + ",,,\n1,2\n")) == 3
    )


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        (HEAD.replace("restricted", "restricte"), "column 'restricte' is not known"),
        (HEAD.replace("name", "=name"), "column '=name' is not known"),
        (HEAD.replace("readers,", ""), "column 'readers' is missing"),
        (HEAD.replace("name", "matter"), "column 'matter' stands twice"),
        ("", "column 'matter' is missing"),
    ],
)
def test_a_column_that_is_not_known_is_a_mistake(heading: str, said: str) -> None:
    assert any(said in mistake for mistake in wrong(heading + LINE))


def test_a_table_without_a_line_drops_no_matters() -> None:
    assert wrong(HEAD) == ["no matter stands in it"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_every_usual_encoding_reads_the_same(encoding: str) -> None:
    assert decoded("Núñez € 5".encode(encoding)) == "Núñez € 5"


@pytest.mark.parametrize("data", [b"N\x81\xfa\xf1ez", b"\xff\xfe\x00"])
def test_what_is_no_text_is_said_to_be_none(data: bytes) -> None:
    with pytest.raises(RosterError, match="Windows-1252"):
        decoded(data)


CELLS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(st.lists(st.lists(CELLS, min_size=8, max_size=8), max_size=4), st.binary(max_size=40))
def test_whatever_a_stranger_s_table_holds_is_read_or_refused(
    rows: list[list[str]], data: bytes
) -> None:
    text = HEAD + "".join(",".join(cells) + "\n" for cells in rows)
    for sheet in (text.encode(), data, HEAD.encode() + data):
        with suppress(RosterError):
            found = read(decoded(sheet), QUILL)
            assert all(matter.cases and set(matter.readers) <= set(QUILL.by_id) for matter in found)


def test_every_heading_is_one_that_the_operators_find() -> None:
    assert set(HEAD.strip().split(",")) == set(HEADINGS)
