from __future__ import annotations

from dataclasses import replace

import pytest

from letter_samples import filing, held, letter


def test_a_letter_is_restricted_where_its_filing_is() -> None:
    assert not letter.restricted
    assert not held.restricted
    assert replace(letter, filing=replace(filing, restricted_because="seal")).restricted


def test_a_letter_that_needs_a_filing_says_so() -> None:
    assert letter.told == filing
    for missing in (None, replace(filing, cases=())):
        with pytest.raises(ValueError, match="needs a filing with at least one case"):
            _ = replace(letter, filing=missing).told
