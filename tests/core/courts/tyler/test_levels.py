from __future__ import annotations

import pytest

from docketmail.core.courts.tyler import levels
from docketmail.core.notice import Level


@pytest.mark.parametrize(
    ("markers", "level"),
    [
        ((), Level.PUBLIC),
        (("Public",), Level.PUBLIC),
        (("NON-CONFIDENTIAL (OR PUBLIC)",), Level.PUBLIC),
        (("Does not contain sensitive data",), Level.PUBLIC),
        (("Confidential",), Level.RESTRICTED),
        (("Contains Sensitive Data",), Level.RESTRICTED),
        (("Public", "Sealed"), Level.SEALED),
        (("Suppressed", "Confidential"), Level.SUPPRESSED),
        (("Attorneys Only",), Level.PROTECTED),
        (("Publicly viewable",), Level.PROTECTED),
        (("",), Level.PROTECTED),
    ],
)
def test_what_no_list_knows_is_a_flag(markers: tuple[str, ...], level: Level) -> None:
    assert levels.of_markers(markers) is level


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("CONFIDENTIAL", Level.RESTRICTED),
        ("Affidavit for In Camera review", Level.RESTRICTED),
        ("Juvenile - Motion", Level.RESTRICTED),
        ("Confidentiality Agreement", Level.RESTRICTED),
        ("Non-Confidential Information Sheet", Level.PUBLIC),
        ("Motion", Level.PUBLIC),
        ("Camera Shop, Inc. v. Pell", Level.PUBLIC),
    ],
)
def test_words_that_flag(text: str, level: Level) -> None:
    assert levels.of_words((text,)) is level
