"""The words and signs that make an entry restricted or sealed."""

from __future__ import annotations

from pathlib import Path

import pytest

from docketmail.core.courts import read
from docketmail.core.notice import Level, Mark, Notice


NOTICES = Path(__file__).parents[2] / "notices" / "cmecf"
MOTION = (NOTICES / "nysd_motion.eml").read_bytes()


def changed(before: bytes, after: bytes) -> Notice:
    assert before in MOTION
    reading = read(MOTION.replace(before, after))
    assert isinstance(reading, Notice)
    return reading


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"MOTION to Compel <i>", b"MOTION to Un<i>seal"),
        (b"Halloran et al v. Brightwater \nTransit", b"SEALED v. Brightwater \nTransit"),
        (b"Corp. Motion to Compel", b"Corp. Motion to Compel Redacted"),
        (
            b"Document description:</STRONG>Exhibit A",
            b"Document description:</STRONG>Exhibit A sea&shy;led",
        ),
        (
            b"<STRONG>Original filename:</STRONG>n/a",
            b"<STRONG>Original filename:</STRONG>Brief_REDACTED.pdf",
        ),
    ],
)
def test_the_word_in_any_place_restricts_the_entry_and_leaves_the_look(
    before: bytes, after: bytes
) -> None:
    reading = changed(before, after)
    assert reading.level is Level.RESTRICTED
    assert reading.marks & {Mark.SEAL, Mark.REDACT}
    assert len(reading.links) == 1


def test_no_word_no_restriction() -> None:
    assert (
        changed(b"MOTION to Compel", b"MOTION to release all of these allegations").level
        is Level.PUBLIC
    )


@pytest.mark.parametrize(
    "status", [b"[SEALED] MOTION", b"SEALED DOCUMENT: MOTION", b"*SEALED ENTRY* MOTION"]
)
def test_a_status_of_the_court_seals_the_entry(status: bytes) -> None:
    reading = changed(b"MOTION to Compel", status)
    assert Mark.SEALED_ENTRY in reading.marks
    assert reading.level is Level.SEALED


def test_a_placeholder_beside_the_word_seals_the_entry() -> None:
    reading = read(
        MOTION.replace(b"48201973", b"MAGIC").replace(b"MOTION to Compel", b"Letter under seal")
    )
    assert isinstance(reading, Notice)
    assert reading.level is Level.SEALED


def test_a_motion_about_a_sealed_document_is_not_sealed_by_that() -> None:
    reading = changed(b"MOTION to Compel", b"MOTION to file a SEALED DOCUMENT")
    assert Mark.SEALED_ENTRY not in reading.marks
    assert reading.level is Level.RESTRICTED


def test_another_recipients_placeholder_beside_our_own_look_seals_nothing() -> None:
    jpml = (NOTICES / "jpml_four_dockets.eml").read_bytes()
    reading = read(jpml.replace(b"NOTICE OF APPEARANCE", b"MOTION to seal"))
    assert isinstance(reading, Notice)
    assert {Mark.SEAL, Mark.PLACEHOLDER_LINK} <= reading.marks
    assert reading.level is Level.RESTRICTED
