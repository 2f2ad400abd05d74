"""What mail scanners do to a notice: every link replaced by the scanner's own.

One function for each vendor, after what the vendor publishes of its links (or of their decoding), written
without a look at our reader: the tests hold the one against the other.
"""

from __future__ import annotations

import re
from base64 import urlsafe_b64encode
from collections.abc import Callable
from hashlib import sha256
from html import escape
from typing import Final
from urllib.parse import quote, urlsplit


Wrapper = Callable[[str], str]

_HREF: Final = re.compile(r"\bhref\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+))", re.IGNORECASE)
_URL: Final = re.compile(r"https?://[^\s<>\"]+")
_RUNS: Final = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
"""Proofpoint v3 tells by one of these how many characters of a run were taken out: A is 2."""
_TAKEN_OUT: Final = re.compile(r"[^A-Za-z0-9:/?&=_.,;@!$'()-]+")
_LONGEST_RUN: Final = len(_RUNS) + 1


def rewritten(mail: bytes, wrap: Wrapper) -> bytes:
    """The mail with each of its links wrapped; the headers stay. The mail is one text in 8 bits, as courts send."""
    head, _, body = mail.partition(b"\r\n\r\n")
    text = body.decode()
    if b"\r\nContent-Type: text/plain" in head:
        text = _URL.sub(lambda found: wrap(found[0]), text)
    else:
        text = _HREF.sub(lambda found: _wrapped(found, wrap), text)
    return head + b"\r\n\r\n" + text.encode()


def safe_links(url: str) -> str:
    """Microsoft Defender's Safe Links: the target in `url`, all of it percent-encoded."""
    data = (
        "05|02|docket@quillfeather.example|5c1e4a|0|0|638800000000000000|Unknown|TWFpbGZsb3d8|0|||"
    )
    return (
        f"https://nam02.safelinks.protection.outlook.com/?url={quote(url, safe='')}"
        f"&data={quote(data, safe='')}&sdata={quote(_token(url) + '=', safe='')}&reserved=0"
    )


def proofpoint_v2(url: str) -> str:
    """Proofpoint URL Defense v2: percent-encoded, then `-` for `%` and `_` for `/` (its URL decoder utility)."""
    target = "".join(_dashed(character) for character in url)
    return (
        f"https://urldefense.proofpoint.com/v2/url?u={target}"
        f"&d=DwMFaQ&c=euGZstcaTDllvimEN8b7jXrwqOf-v5A&r={_token(url)}&m={_token(url[::-1])}&s=&e="
    )


def proofpoint_v3(url: str) -> str:
    """Proofpoint URL Defense v3: legible, but what is not plain is taken out and told apart (the same)."""
    taken: list[str] = []

    def starred(found: re.Match[str]) -> str:
        run = found[0]
        taken.append(run)
        pieces = [run[at : at + _LONGEST_RUN] for at in range(0, len(run), _LONGEST_RUN)]
        return "".join("*" if len(piece) == 1 else f"**{_RUNS[len(piece) - 2]}" for piece in pieces)

    legible = _TAKEN_OUT.sub(starred, url)
    told = urlsafe_b64encode("".join(taken).encode()).decode().rstrip("=")
    return f"https://urldefense.com/v3/__{legible}__;{told}!!{_token(url)[:16]}!{_token(url)}$"


def barracuda(url: str) -> str:
    """Barracuda Link Protection: the target in `a`."""
    return f"https://linkprotect.cudasvc.com/url?a={_small(quote(url, safe=''))}&c=E,1,{_token(url)},&typo=1"


def cisco(url: str) -> str:
    """Cisco Secure Email: the target is the last piece of the path, percent-encoded."""
    return f"https://secure-web.cisco.com/1{_token(url)}/{quote(url, safe='')}"


def avanan_v1(url: str) -> str:
    """Avanan, as it was: the target in `o`."""
    return (
        f"https://avanan.url-protection.com/v1/url?o={quote(url, safe='')}&g=ZTQ5&s={_token(url)}"
    )


def avanan_v2(url: str) -> str:
    """Avanan (Check Point Harmony Email): the target legible between threefold underscores."""
    return f"https://url.avanan.click/v2/___{url}___.YXAzOnF1aWxsOmE6bzo{_token(url)}"


def google(url: str) -> str:
    """Google's redirect, as its mail and its groups write it: the target in `q`."""
    return f"https://www.google.com/url?q={quote(url, safe='')}&source=gmail&ust=1772489109000000&usg=AOvVaw{_token(url)[:22]}"


def mimecast(url: str) -> str:
    """Mimecast URL Protect: a token of its own; of the target only the host is told."""
    host = urlsplit(url).hostname
    return f"https://protect-us.mimecast.com/s/{_token(url)[:22]}?domain={host}"


CARRYING: Final[tuple[Wrapper, ...]] = (
    safe_links,
    proofpoint_v2,
    proofpoint_v3,
    barracuda,
    cisco,
    avanan_v1,
    avanan_v2,
    google,
)
"""Those whose links tell their target."""


def _wrapped(found: re.Match[str], wrap: Wrapper) -> str:
    url = "".join((found[1] or found[2] or found[3]).replace("&amp;", "&").split())
    return f'href="{escape(wrap(url))}"' if url.startswith("http") else found[0]


def _dashed(character: str) -> str:
    if character == "/":
        return "_"
    if character.isascii() and (character.isalnum() or character == "."):
        return character
    return "".join(f"-{byte:02X}" for byte in character.encode())


def _small(encoded: str) -> str:
    return re.sub(r"%..", lambda found: found[0].lower(), encoded)


def _token(url: str) -> str:
    """What the vendor knows the link by; made of the link, so that the same mail is written twice."""
    return urlsafe_b64encode(sha256(url.encode()).digest()).decode().rstrip("=")
