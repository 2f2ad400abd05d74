"""Html and plain text as lines and links."""

from __future__ import annotations

import pytest
from hypothesis import given, strategies as st

from docketmail.core.markup import (
    Anchor,
    folded,
    from_html,
    from_plain,
    lines as lines_as_told,
    unescaped,
)


def lines(html: str) -> list[str]:
    return [line for line in map(folded, from_html(html).text.split("\n")) if line]


def test_blocks_are_lines_and_inline_tags_are_nothing() -> None:
    assert lines(
        "<TABLE><tr><td>Case\n Name:</td><td>A <i>v.</i> B&amp;C</TD></tr></table><p>x<BR/>y"
    ) == [
        "Case Name:",
        "A v. B&C",
        "x",
        "y",
    ]


def test_what_nobody_sees_is_no_text() -> None:
    assert lines(
        "<title>t</title><style>p{}</style><!-- c > --><script>s<p></script>x<!doctype a>y"
    ) == ["xy"]


def test_a_tag_may_hold_a_line_end_and_a_greater_sign() -> None:
    sheet = from_html(
        "<a\nHREF=https://x.example/?a=1\n>one</a> <a title='a>b' href=\"https://y.example/\n?b=2&amp;c=3\">two</a>"
    )
    assert [(a.url, sheet.text[a.start : a.end]) for a in sheet.anchors] == [
        ("https://x.example/?a=1", "one"),
        ("https://y.example/?b=2&c=3", "two"),
    ]


def test_an_entity_without_semicolon_is_one_in_text_and_none_in_a_link() -> None:
    sheet = from_html("A&nbsp B &amp C <a href='https://x.example/?a=1&copy=2&reg;=3'>x")
    assert folded(sheet.text) == "A B & C x"
    assert sheet.anchors[0].url == "https://x.example/?a=1&copy=2®=3"


def test_a_nul_is_no_character_of_a_text_or_a_link() -> None:
    sheet = from_html("se\0aled <a href='https://x.example/\0?a'>li\0nk</a> &#0;")
    assert folded(sheet.text) == "sealed link \ufffd"
    assert [(a.url, sheet.text[a.start : a.end]) for a in sheet.anchors] == [
        ("https://x.example/?a", "link")
    ]


def test_a_tag_that_looks_like_a_link_or_a_script_is_none() -> None:
    assert lines("<abbr>a</abbr><scripts>b</title>c<address>d<A/>e") == ["abcde"]


@given(st.lists(st.sampled_from(["<a href=u>", "<A HREF='v w'>", "</a>", "<a>", "<br>", "x", "<!--a-->", "&amp;"])))  # fmt: skip
def test_links_stand_one_behind_the_other(pieces: list[str]) -> None:
    sheet = from_html("".join(pieces))
    place = 0
    for anchor in sheet.anchors:
        assert place <= anchor.start <= anchor.end <= len(sheet.text)
        assert anchor.url in {"u", "vw"}
        place = anchor.end


def test_a_line_end_stands_before_every_line_the_first_too() -> None:
    assert from_html("Case Name:").text == from_plain("Case Name:").text == "\nCase Name:"


def test_a_link_ends_where_the_next_begins() -> None:
    sheet = from_html("<a href=u>one<a href=v>two")
    assert [sheet.text[a.start : a.end] for a in sheet.anchors] == ["one", "two"]


def test_an_anchor_without_address_and_an_endless_one_are_no_links() -> None:
    assert from_html(f"<a name=x>y</a><a href='{'u' * 3000}'>z</a>").anchors == ()


def test_plain_text_keeps_its_lines_and_loses_the_filers_tags() -> None:
    sheet = from_plain(
        "REPORT <i></i> by\r\n<b>USA</b> &amp; <EDIT by Clerk>\rhttps://x.example/?a=1&b=2\n"
    )
    assert sheet.text == "\nREPORT  by\nUSA & <EDIT by Clerk>\nhttps://x.example/?a=1&b=2\n"
    assert [a.url for a in sheet.anchors] == ["https://x.example/?a=1&b=2"]


def test_a_link_in_angle_brackets_ends_before_them() -> None:
    assert from_plain("9<https://x.example/1>").anchors == (Anchor("https://x.example/1", 3, 22),)


def test_a_quoted_notice_is_unquoted() -> None:
    assert (
        from_plain("See:\n> > Case Name: A\n> Case Number: 1\n").text
        == "\nSee:\nCase Name: A\nCase Number: 1\n"
    )


def test_html_that_calls_itself_plain_is_html() -> None:
    assert folded(from_plain("<table><tr><td>x</td></tr></table>").text) == "x"


def test_only_whole_entities_are_decoded() -> None:
    assert unescaped("a &lt; b &lt c &#65; &nothing;") == "a < b &lt c A &nothing;"


@given(st.text())
def test_anchors_stand_within_the_text(text: str) -> None:
    for sheet in (from_html(text), from_html(f"<a href='x{text}'>{text}</a>"), from_plain(text)):
        for anchor in sheet.anchors:
            assert 0 <= anchor.start <= anchor.end <= len(sheet.text)


LOOK = "https://ecf.x.example/doc1/0451?caseid=26&de_seq_num=30&magic_num=34537712"


@pytest.mark.parametrize("place", range(30, len(LOOK)))
@pytest.mark.parametrize(("left", "right"), [("", "\n\nDocket Text:"), ("<", ">"), ("", "")])
def test_a_link_that_was_broken_at_a_line_end_is_whole_again(
    place: int, left: str, right: str
) -> None:
    sheet = from_plain(f"view it:\n{left}{LOOK[:place]}\n{LOOK[place:]}{right}")
    assert [anchor.url for anchor in sheet.anchors] == [LOOK]


@pytest.mark.parametrize(
    "after", ["Filer:", "Filer: 12", "Docket", "12 Main Street", "\n12", "a-b", ""]
)
def test_what_follows_a_whole_link_is_no_part_of_it(after: str) -> None:
    assert [anchor.url for anchor in from_plain(f"{LOOK}\n{after}\nx").anchors] == [LOOK]


def test_a_link_may_be_broken_twice() -> None:
    assert from_plain(f"{LOOK[:40]} \n  {LOOK[40:60]}\n{LOOK[60:]}\n").anchors[0].url == LOOK


def test_what_stands_below_a_quoted_notice_is_the_forwarders() -> None:
    assert from_plain("> Case Name: A\n> x\n\nRoza\nr@x.example").text.strip() == "Case Name: A\nx"


def test_stars_that_stand_for_bold_are_none() -> None:
    said = "*Case Name:* A v. B\n*Docket Text:*\n*ORDER granting\nit (abc) *\n5*3 * 2\n"
    assert lines_of(said) == [
        "Case Name: A v. B",
        "Docket Text:",
        "ORDER granting",
        "it (abc)",
        "5*3 * 2",
    ]
    assert lines_of("*Docket Text:* A") == ["*Docket Text:* A"]


def lines_of(plain: str) -> list[str]:
    return lines_as_told(from_plain(plain).text).split("\n")


def test_lines_are_folded_and_the_empty_ones_dropped() -> None:
    assert lines_as_told("  a \xa0 b\n\n \nc\n") == "a b\nc"
