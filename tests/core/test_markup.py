"""Html and plain text as lines and links."""

from __future__ import annotations

from hypothesis import given, strategies as st

from docketmail.core.markup import Anchor, folded, from_html, from_plain, unescaped


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


def test_a_link_ends_where_the_next_begins() -> None:
    sheet = from_html("<a href=u>one<a href=v>two")
    assert [sheet.text[a.start : a.end] for a in sheet.anchors] == ["one", "two"]


def test_an_anchor_without_address_and_an_endless_one_are_no_links() -> None:
    assert from_html(f"<a name=x>y</a><a href='{'u' * 3000}'>z</a>").anchors == ()


def test_plain_text_keeps_its_lines_and_loses_the_filers_tags() -> None:
    sheet = from_plain(
        "REPORT <i></i> by\r\n<b>USA</b> &amp; <EDIT by Clerk>\rhttps://x.example/?a=1&b=2\n"
    )
    assert sheet.text == "REPORT  by\nUSA & <EDIT by Clerk>\nhttps://x.example/?a=1&b=2\n"
    assert [a.url for a in sheet.anchors] == ["https://x.example/?a=1&b=2"]


def test_a_link_in_angle_brackets_ends_before_them() -> None:
    assert from_plain("9<https://x.example/1>").anchors == (Anchor("https://x.example/1", 2, 21),)


def test_a_quoted_notice_is_unquoted() -> None:
    assert (
        from_plain("See:\n> > Case Name: A\n> Case Number: 1\n").text
        == "See:\nCase Name: A\nCase Number: 1\n"
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
