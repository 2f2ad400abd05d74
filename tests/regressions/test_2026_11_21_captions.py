"""Captions of restricted cases that were taken for public ones: abbreviations, and a minor behind `In re`."""

from __future__ import annotations

import pytest

from docketmail.core.captions import ground


@pytest.mark.parametrize(
    "caption",
    [
        "Pell v. Comm. of Soc. Sec.",
        "Pell v. Comm'r of Soc. Sec.",
        "Pell v. Comm\u2019r of Social Security",
        "Pell v. Commissioner of SSA",
        "Pell v. DHS",
        "Pell v. Field Office Director",
        "In re A.B.",
        "In re: J.D., a minor",
        "In the Matter of J. S.",
        "Pell o/b/o J.S. v. Unified School District",
        "Pell on behalf of A.B. v. Unified School District",
        "Parents of R.T. v. Board of Education",
        "United States v. Juvenile Male",
    ],
)
def test_is_restricted(caption: str) -> None:
    assert ground(caption)


@pytest.mark.parametrize(
    "caption", ["In re Acme Corp.", "Pell on behalf of Ostrander v. Marlow", "Comm Systems v. Pell"]
)
def test_is_public(caption: str) -> None:
    assert not ground(caption)
