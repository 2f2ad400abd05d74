"""How bytes are sealed: the chunk format of the spool's files.

A sealed stream is a header (format version, 7 random bytes) and then frames, each a length (4 bytes,
big-endian) and that many bytes of AES-256-GCM ciphertext with its tag. The first frame says what the
stream is about (a JSON object), the others are the plain bytes in chunks, the last one is empty: what is
sealed while it comes does not know that it is the last. This is the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár (CRYPTO 2015) in the layout that Tink and
RustCrypto use: the nonce is prefix (7 bytes), counter (4), last (1).

Security: the counter forbids swapping, dropping and repeating frames, the last flag forbids cutting
the stream at a frame's edge, and the file's name in the associated data forbids moving it. The random
prefix keeps nonces apart even where one key seals a second stream after a discarded one.
Promises: what `frames` yields was sealed under this key and name, in this order; a stream that ends
without its last frame raises `TornError` before the iteration ends.
"""

from __future__ import annotations

import json
import secrets
import struct
from collections.abc import Iterator
from typing import BinaryIO, Final

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import GCM


CHUNK: Final = 768 * 1024
"""Plain bytes in a full frame. Each costs a hop to the thread that writes it, 0.13 ms; each paper that comes in
holds two. A paper of 50 MB took a tenth less time with 1 MB than with 512 KB, and 2 MB gained no more (one run on two
cores); this much is what fifty papers at once leave room for."""

_VERSION: Final = b"\x01"
_PREFIX: Final = 7
_HEADER: Final = len(_VERSION) + _PREFIX
_TAG: Final = 16
_LENGTH: Final = struct.Struct(">I")
_PLACE: Final = struct.Struct(">I?")


class TornError(ValueError):
    """Sealed bytes were changed, cut short, moved, or sealed under another key."""


class Sealer:
    """Seals one stream, frame by frame, and every byte of it as it comes."""

    def __init__(self, key: bytes, name: str) -> None:
        self._key = key
        self._name = name.encode()
        self._prefix = secrets.token_bytes(_PREFIX)
        self._count = 0
        self._filled = 0
        self._frames = [memoryview(bytearray(_LENGTH.size + CHUNK + _TAG)) for _ in range(2)]
        self._begin_frame()

    @property
    def is_full(self) -> bool:
        """Whether the frame has no room left."""
        return self._filled == CHUNK

    def begin(self, about: dict[str, str]) -> bytes:
        """The header and the frame that says what the stream is about; the first thing that is asked for."""
        said = json.dumps(about).encode()
        if self.add(said) < len(said):
            raise ValueError(f"a stream says at most {CHUNK} bytes about itself, not {len(said)}")
        return _VERSION + self._prefix + self.frame()

    def add(self, plain: bytes | memoryview) -> int:
        """Seal what of these bytes has room in the frame; return how many."""
        taken = plain[: CHUNK - self._filled]
        self._sealing.update_into(taken, self._frame[_LENGTH.size + self._filled :])
        self._filled += len(taken)
        return len(taken)

    def frame(self) -> memoryview:
        """End the frame and return it.

        It is overwritten by the next but one: memory of this size, taken anew for each frame, is given back
        to the system each time, and cost more than sealing.
        """
        self._sealing.finalize()
        end = _LENGTH.size + self._filled
        _LENGTH.pack_into(self._frame, 0, self._filled + _TAG)
        self._frame[end : end + _TAG] = self._sealing.tag
        frame = self._frame[: end + _TAG]
        self._count += 1
        self._begin_frame()
        return frame

    def end(self) -> bytes:
        """The frame that is under way, and the last one; none may follow."""
        rest = bytes(self.frame())
        last = AESGCM(self._key).encrypt(self._nonce(last=True), b"", self._name)
        return rest + _LENGTH.pack(len(last)) + last

    def _nonce(self, *, last: bool = False) -> bytes:
        return self._prefix + _PLACE.pack(self._count, last)

    def _begin_frame(self) -> None:
        self._sealing = Cipher(AES(self._key), GCM(self._nonce())).encryptor()
        self._sealing.authenticate_additional_data(self._name)
        self._frame = self._frames[self._count % 2]
        self._filled = 0


def seal(key: bytes, name: str, plain: bytes) -> bytes:
    """A whole stream that says nothing about itself, for what fits in memory."""
    sealer = Sealer(key, name)
    rest = memoryview(plain)
    stream = bytearray(sealer.begin({}))
    while rest:
        if sealer.is_full:
            stream += sealer.frame()
        rest = rest[sealer.add(rest) :]
    return bytes(stream + sealer.end())


def frames(file: BinaryIO, size: int, key: bytes, name: str) -> Iterator[bytes]:
    """The plain frames of the next `size` bytes of a file: what they are about, then the chunks.

    Each is authentic when it is yielded, but only the end of the iteration says that the stream is
    whole. Raises TornError.
    """
    cipher, aad = AESGCM(key), name.encode()
    header, left = _take(file, _HEADER), size - _HEADER
    if not header.startswith(_VERSION):
        raise TornError("the sealed bytes are of a format that this version cannot read")
    count = 0
    while left > 0 or count == 0:
        sealed = _take(file, _length(file))
        left -= _LENGTH.size + len(sealed)
        nonce = header[len(_VERSION) :] + _PLACE.pack(count, left <= 0)
        try:
            yield cipher.decrypt(nonce, sealed, aad)
        except InvalidTag:
            raise TornError(f"frame {count} of the sealed bytes does not open") from None
        count += 1


def said(frame: bytes) -> dict[str, str]:
    """What the first of `frames` says the stream is about."""
    about: dict[str, str] = json.loads(frame)
    return about


def _length(file: BinaryIO) -> int:
    (length,) = _LENGTH.unpack(_take(file, _LENGTH.size))
    # A damaged length must not make us ask for gigabytes of memory.
    if not _TAG <= length <= CHUNK + _TAG:
        raise TornError("the sealed bytes are damaged: a frame has an impossible length")
    return int(length)


def _take(file: BinaryIO, size: int) -> bytes:
    data = file.read(size)
    if len(data) < size:
        raise TornError("the sealed bytes end too early")
    return data
