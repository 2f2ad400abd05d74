from __future__ import annotations

from hypothesis import given, strategies as st

from docketmail.core.texts import LONGEST, storable


@given(st.text(st.characters(codec=None), max_size=2 * LONGEST))
def test_what_is_kept_fits_every_database(text: str) -> None:
    kept = storable(text)
    assert "\0" not in kept
    kept.encode("utf-8")
    assert len(kept) <= LONGEST


def test_an_ordinary_text_is_kept_as_it_is() -> None:
    assert storable("Exhibit A \u2013 Lédger") == "Exhibit A \u2013 Lédger"


def test_a_lone_surrogate_and_a_line_break_become_spaces() -> None:
    assert storable("a\ud800b\r\nc") == "a b  c"
