from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given, strategies as st

from docketmail.adapters.sealing import CHUNK, Sealer, TornError, frames, said, seal


KEY = bytes(range(32))
HEADER = 8
FRAME_AROUND = 4 + 16  # length in front, tag behind
ABOUT = FRAME_AROUND + len("{}")
around_chunks = st.builds(
    lambda chunks, more: max(0, chunks * CHUNK + more), st.integers(0, 3), st.integers(-2, 2)
)


def opened(sealed: bytes, key: bytes = KEY, name: str = "name") -> bytes:
    return b"".join(list(frames(BytesIO(sealed), len(sealed), key, name))[1:])


def sealed_in_frames(plain: bytes, about: dict[str, str], piece: int = CHUNK) -> bytes:
    sealer = Sealer(KEY, "name")
    stream = bytearray(sealer.begin(about))
    for start in range(0, len(plain), piece):
        rest = plain[start : start + piece]
        while rest:
            rest = rest[sealer.add(rest) :]
            if sealer.is_full:
                stream += sealer.frame()
    return bytes(stream + sealer.end())


@given(
    size=around_chunks,
    fill=st.binary(min_size=1, max_size=8),
    piece=st.integers(CHUNK // 100, 2 * CHUNK),
)
def test_what_is_sealed_opens_again_at_every_edge_of_a_chunk(
    size: int, fill: bytes, piece: int
) -> None:
    plain = (fill * (size // len(fill) + 1))[:size]

    assert opened(seal(KEY, "name", plain)) == plain
    assert opened(sealed_in_frames(plain, {}, piece)) == plain


@given(st.dictionaries(st.text(), st.text()))
def test_what_it_is_about_comes_first(about: dict[str, str]) -> None:
    sealed = sealed_in_frames(b"bytes", about)

    assert said(next(frames(BytesIO(sealed), len(sealed), KEY, "name"))) == about


@given(st.data())
def test_any_changed_byte_is_noticed(data: st.DataObject) -> None:
    sealed = bytearray(seal(KEY, "name", b"an order of the court" * 20))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))

    with pytest.raises(TornError):
        opened(bytes(sealed))


@given(st.integers(0, 3 * CHUNK))
def test_any_missing_end_is_noticed(size: int) -> None:
    sealed = seal(KEY, "name", b"x" * (3 * CHUNK))

    with pytest.raises(TornError):
        opened(sealed[:size])


@pytest.mark.parametrize("kept", [0, 1, 2])
def test_a_stream_cut_at_the_edge_of_a_frame_is_noticed(kept: int) -> None:
    sealed = seal(KEY, "name", b"x" * (3 * CHUNK))

    with pytest.raises(TornError, match="does not open"):
        opened(sealed[: HEADER + ABOUT + kept * (CHUNK + FRAME_AROUND)])


@given(st.binary(max_size=200))
def test_a_strangers_bytes_never_open(garbage: bytes) -> None:
    for stream in (garbage, b"\x01" + garbage):
        with pytest.raises(TornError):
            opened(stream)


def test_more_bytes_behind_the_last_frame_are_noticed() -> None:
    sealed = seal(KEY, "name", b"order")

    with pytest.raises(TornError):
        opened(sealed + sealed)


def test_swapped_and_repeated_frames_are_noticed() -> None:
    sealed = seal(KEY, "name", b"a" * CHUNK + b"b" * CHUNK + b"c")
    start, size = HEADER + ABOUT, CHUNK + FRAME_AROUND
    first, second = sealed[start : start + size], sealed[start + size : start + 2 * size]
    end = sealed[start + 2 * size :]

    for frame, next_frame in ((second, first), (first, first), (second, second)):
        with pytest.raises(TornError, match="does not open"):
            opened(sealed[:start] + frame + next_frame + end)


def test_a_stream_under_another_key_or_name_does_not_open() -> None:
    sealed = seal(KEY, "name", b"order")

    with pytest.raises(TornError):
        opened(sealed, key=bytes(32))
    with pytest.raises(TornError):
        opened(sealed, name="other")


def test_one_key_never_seals_two_streams_alike() -> None:
    first, second = (seal(KEY, "name", b"order") for _ in range(2))

    assert first[:HEADER] != second[:HEADER]
    assert first[HEADER:] != second[HEADER:]


def test_a_later_format_is_refused_with_words() -> None:
    with pytest.raises(TornError, match="format"):
        opened(b"\x02" + seal(KEY, "name", b"order")[1:])


def test_a_frame_takes_no_more_than_a_chunk() -> None:
    sealer = Sealer(KEY, "name")
    sealer.begin({})
    taken = [(sealer.add(more), sealer.is_full) for more in (bytes(CHUNK - 1), b"two", b"more")]
    assert taken == [(CHUNK - 1, False), (1, True), (0, True)]


def test_a_frame_may_still_be_written_while_the_next_one_fills() -> None:
    sealer = Sealer(KEY, "name")
    sealer.begin({})
    sealer.add(b"first")
    frame = sealer.frame()
    seen = bytes(frame)
    sealer.add(b"second" * 100)
    sealer.end()
    assert bytes(frame) == seen


def test_a_stream_that_says_too_much_about_itself_is_a_defect() -> None:
    with pytest.raises(ValueError, match="at most"):
        Sealer(KEY, "name").begin({"link": "x" * CHUNK})


def test_a_damaged_length_asks_for_no_memory() -> None:
    sealed = seal(KEY, "name", b"order")

    with pytest.raises(TornError, match="impossible length"):
        opened(sealed[:HEADER] + b"\xff\xff\xff\xff" + sealed[HEADER + 4 :])
