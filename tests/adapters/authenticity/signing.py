"""Mails and their signers, as the tests need them: invented courts, keys of the tests' own."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

import dkim  # type: ignore[import-untyped]
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from nacl.encoding import Base64Encoder
from nacl.signing import SigningKey

from docketmail.core.authentication import Envelope


PEER = "192.0.2.7"
ENVELOPE = Envelope(peer=PEER, helo="out.court.example", sender="clerk@court.example")
BODY = b"Dear counsel,\r\n\r\na paper   was filed.\r\n"
NOTICE = (
    b"From: Clerk of Court <clerk@court.example>\r\n"
    b"To: quill@firm.example\r\n"
    b"Subject: Activity in Case 9:99-cv-00001 Quill v. Ink\r\n"
    b"Date: Mon, 6 Jan 2025 10:00:00 +0000\r\n"
    b"Message-ID: <1@court.example>\r\n"
    b"MIME-Version: 1.0\r\n"
    b"Content-Type: text/plain\r\n"
    b"\r\n" + BODY
)
SIGNED = ("from", "to", "subject", "date", "message-id", "mime-version", "content-type")
SEALED = ("from", "subject", "date", "message-id", "content-type")

# 768 bits, made for this test with `openssl genrsa`: cryptography makes none that short.
WEAK = b"""-----BEGIN RSA PRIVATE KEY-----
MIIBygIBAAJhAJmReRRIMBjJ6MSqmcw9YmOwz6nEIg/lqzZFUJWLeGnRv6VNC7P0
WMYv6diWOj9305eUOldO39XKazXFB4fzLrrKX60fxQoTEhvqhTiWbmZJsqU7Uqi9
5ezOBySd6T3PzQIDAQABAmEAg+oaf/milyiZ8pY5luAD7G6tc78vI0i+Udgo6Mzt
mri6T1xneSWkPFpcHdiuIGbk3sEgCKhMbPRc1CQmbetU5A8QEazs+zLochz/mUrd
w56UWKq7vl/Rl3sSSOuihTIBAjEAy/Up000zWYGpLMErfOubQjA3CJcl7MPXOGaG
nXewpIHKSXe9fSanaCtWVtl94SmxAjEAwMDLIe1HQTy+plBjulUo9Kxm/kIf+AV5
EwCDNzY1x1O/zJRzn6kR9PP9b7yVDHLdAjARySBLl9jZflAVYgb7zsPsQq4Z5qxc
+DsFZRNqGezie5r7SyDQEBXbJKRT0IWEpBECMHgkczitXfmCtE6T0uVkiUegYf3f
F3APcTzv19nFF1YrlGQer8b3qfKlVfWcdMaynQIwUDtE5CmrXnnHeBuCRZJsRMMP
Lq/zhBt8YFasmCKegq3WkFMowYrNRq5qH/rGcEB3
-----END RSA PRIVATE KEY-----
"""
WEAK_RECORD = (
    "v=DKIM1; p=MHwwDQYJKoZIhvcNAQEBBQADawAwaAJhAJmReRRIMBjJ6MSqmcw9YmOwz6nEIg/lqzZFUJWLeGnRv6VNC7P0"
    "WMYv6diWOj9305eUOldO39XKazXFB4fzLrrKX60fxQoTEhvqhTiWbmZJsqU7Uqi95ezOBySd6T3PzQIDAQAB"
)


@cache
def rsa_key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def rsa_pem() -> bytes:
    return rsa_key().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.TraditionalOpenSSL,
        serialization.NoEncryption(),
    )


def rsa_public() -> str:
    der = rsa_key().public_key()
    data = der.public_bytes(
        serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    return base64.b64encode(data).decode()


def rsa_record(tags: str = "") -> str:
    return f"v=DKIM1; k=rsa; {tags}p={rsa_public()}"


@cache
def ed25519_key() -> SigningKey:
    return SigningKey.generate()


def ed25519_record() -> str:
    public = ed25519_key().verify_key.encode(Base64Encoder).decode()
    return f"v=DKIM1; k=ed25519; p={public}"


@dataclass(frozen=True)
class Signer:
    """How a mail is signed; the defaults are a court's signature that holds."""

    domain: str = "court.example"
    selector: str = "law1"
    identity: str | None = None
    algorithm: str = "rsa-sha256"
    pem: bytes | None = None
    form: tuple[bytes, bytes] = (b"relaxed", b"relaxed")
    headers: Sequence[str] = SIGNED
    length: bool = False

    def sign(self, mail: bytes = NOTICE) -> bytes:
        key = ed25519_key().encode(Base64Encoder) if "ed25519" in self.algorithm else rsa_pem()
        signer = dkim.DKIM(mail)
        field = signer.sign(
            self.selector.encode(),
            self.domain.encode(),
            self.pem or key,
            signature_algorithm=self.algorithm.encode(),
            identity=self.identity.encode() if self.identity else None,
            canonicalize=self.form,
            include_headers=[name.encode() for name in self.headers],
            length=self.length,
        )
        return bytes(field) + mail


def signed_by_hand(tags: str, mail: bytes = NOTICE, headers: Sequence[str] = SIGNED) -> bytes:
    """A relaxed signature that holds, with tags that dkimpy does not write."""
    fields, body = _parsed(mail)
    digest = base64.b64encode(hashlib.sha256(_relaxed_body(body)).digest()).decode()
    value = (
        f"v=1; a=rsa-sha256; c=relaxed/relaxed; d=court.example; s=law1; {tags}"
        f"h={':'.join(headers)}; bh={digest}; b="
    )
    return (
        f"DKIM-Signature: {_signed('dkim-signature', value, fields, headers)}\r\n".encode() + mail
    )


@dataclass(frozen=True)
class Sealer:
    """Who seals a mail when handing it on (RFC 8617)."""

    domain: str = "gateway.example"
    selector: str = "arc1"
    headers: Sequence[str] = SEALED
    tags: str = ""
    """More tags of the ARC-Message-Signature."""
    signer: str = ""
    """Whose the ARC-Message-Signature is; the sealer's own if empty."""

    def seal(self, mail: bytes, results: str, instance: int = 1, state: str = "none") -> bytes:
        fields, body = _parsed(mail)
        digest = base64.b64encode(hashlib.sha256(_relaxed_body(body)).digest()).decode()
        who = f"a=rsa-sha256; s={self.selector}; d="
        told = f"i={instance}; {results}"
        signature = _signed(
            "arc-message-signature",
            f"i={instance}; {who}{self.signer or self.domain}; c=relaxed/relaxed; "
            f"{self.tags}h={':'.join(self.headers)}; bh={digest}; b=",
            fields,
            self.headers,
        )
        chain = [field for field in fields if field[0].startswith("arc-")]
        ours = [("arc-message-signature", signature), ("arc-authentication-results", told)]
        names = ("arc-authentication-results", "arc-message-signature", "arc-seal")
        seal = _signed(
            "arc-seal",
            f"i={instance}; {who}{self.domain}; cv={state}; b=",
            ours + chain,
            (names * instance)[:-1],
        )
        return (
            f"ARC-Seal: {seal}\r\nARC-Message-Signature: {signature}\r\n"
            f"ARC-Authentication-Results: {told}\r\n".encode()
            + mail
        )


def _parsed(mail: bytes) -> tuple[list[tuple[str, str]], bytes]:
    head, _, body = mail.partition(b"\r\n\r\n")
    unfolded = re.sub(r"\r\n(?=[ \t])", "", head.decode())
    pairs = (line.partition(":") for line in unfolded.split("\r\n"))
    return [(name.lower(), value.strip()) for name, _, value in pairs], body


def _relaxed_body(body: bytes) -> bytes:
    lines = [re.sub(rb"[ \t]+", b" ", line).rstrip(b" ") for line in body.split(b"\r\n")]
    while lines and not lines[-1]:
        lines.pop()
    return b"".join(line + b"\r\n" for line in lines)


def _signed(name: str, value: str, fields: list[tuple[str, str]], names: Sequence[str]) -> str:
    """The value with its signature over the named fields, each taken from the bottom."""
    left = list(reversed(fields))
    said = ""
    for wanted in names:
        found = next((field for field in left if field[0] == wanted), None)
        if found:
            left.remove(found)
            said += f"{wanted}:{_relaxed(found[1])}\r\n"
    said += f"{name}:{_relaxed(value)}"
    signature = rsa_key().sign(said.encode(), padding.PKCS1v15(), hashes.SHA256())
    return value + base64.b64encode(signature).decode()


def _relaxed(value: str) -> str:
    return re.sub(r"[ \t]+", " ", value).strip()
