from __future__ import annotations

import pytest

from docketmail.core.policy.given import Fate, fate
from docketmail.core.policy.telling import Telling, Untold


FULL = Telling("pat", ("1", "2"), (), masked=False, rule="you are on the team")


@pytest.mark.parametrize(
    ("given", "word"),
    [
        (FULL, Fate.FULL),
        (Telling("pat", ("1",), (), masked=True, rule="r"), Fate.MASKED),
        (Telling("pat", ("1",), (), masked=False, rule="r", letter_only=("1",)), Fate.LETTER_ONLY),
        (Telling("pat", ("1",), ("1",), masked=True, rule="r"), Fate.WITHHELD),
        (Telling("pat", ("1", "2"), ("1",), masked=True, rule="r"), Fate.MASKED),
        (
            Telling("pat", ("1", "2"), ("1",), masked=True, rule="r", letter_only=("2",)),
            "letter_only",
        ),
        (Telling("desk", (), (), masked=False, rule="a mail of no case"), Fate.FULL),
        (Untold("pat", "an ethical wall"), Fate.NOTHING),
    ],
)
def test_what_a_reader_is_given_has_one_word(given: Telling | Untold, word: str) -> None:
    assert fate(given) == word
