"""The kinds of values that settings have. Each says what would be right where a value is not.

Security: a secret is never a value: it stands in a file, and settings name the file. What is no absolute
path where one belongs may be the secret itself, so that such values are not shown.
"""

from __future__ import annotations

import math
import re
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from pathlib import Path
from typing import Annotated, Final, NamedTuple, TypeVar
from urllib.parse import SplitResult, parse_qs, urlsplit

from pydantic import AfterValidator, BeforeValidator, Field, PlainValidator, ValidationInfo


T = TypeVar("T")

SOCKET_PATH_BYTES: Final = 107
"""sockaddr_un.sun_path holds 108 with the final zero (unix(7))."""

_LABEL: Final = r"[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_NAME: Final = re.compile(rf"{_LABEL}(\.{_LABEL})*")
_LOCAL_PART: Final = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}")
_TENANT: Final = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_LAST_PORT: Final = 65_535


class Endpoint(NamedTuple):
    """A host, by name or address, and a port."""

    host: str
    port: int


def _path(value: object) -> Path:
    if not isinstance(value, str) or not value.startswith("/"):
        raise ValueError("an absolute path in quotes")
    return Path(value)


def _socket_path(path: Path) -> Path:
    if len(bytes(path)) > SOCKET_PATH_BYTES:
        raise ValueError(f"a path of at most {SOCKET_PATH_BYTES} bytes, as sockets need")
    return path


def _endpoint(value: object) -> Endpoint:
    text = value if isinstance(value, str) else ""
    host, _, port = text.rpartition(":")
    bracketed = re.fullmatch(r"\[([0-9a-fA-F:.]+)\]", host)
    bare = bracketed[1] if bracketed else host
    number = int(port) if port.isascii() and port.isdigit() else 0
    known = _is_address(bare) if bracketed else _NAME.fullmatch(host)
    if not known or not 0 < number <= _LAST_PORT:
        raise ValueError('"host:port", an IPv6 address in brackets')
    return Endpoint(bare, number)


def _local_endpoint(value: object) -> Endpoint | Path:
    if isinstance(value, str) and value.startswith("/"):
        return _socket_path(Path(value))
    endpoint = _endpoint(value)
    if not _is_loopback(endpoint.host):
        raise ValueError("on this machine: nobody asks who is asking. 127.0.0.1:port, or a path")
    return endpoint


def _by_address(value: Endpoint) -> Endpoint:
    if not _is_address(value.host):
        raise ValueError('"address:port": a name server cannot be asked for its own name')
    return value


def _tenant(value: str) -> str:
    if not _TENANT.fullmatch(value):
        raise ValueError("the id of a tenant, as 00000000-0000-0000-0000-000000000000")
    return value.lower()


def _network(value: object) -> IPv4Network | IPv6Network:
    try:
        return ip_network(value if isinstance(value, str) else "")
    except ValueError:
        raise ValueError(
            "an IP address, or a network as address/bits with no bits behind"
        ) from None


def _full_name(value: str) -> str:
    if "." not in value or _is_address(value) or not _NAME.fullmatch(value):
        raise ValueError("a full host name")
    return value


def _host(value: str) -> str:
    if not _is_address(value) and not _NAME.fullmatch(value):
        raise ValueError("a host name or an IP address")
    return value


def _address(value: str) -> str:
    local, _, domain = value.rpartition("@")
    if not _LOCAL_PART.fullmatch(local) or not _NAME.fullmatch(domain):
        raise ValueError("a mail address, name@host")
    return value


def _words(value: str) -> str:
    if not value.strip() or not value.isprintable():
        raise ValueError("some words on one line")
    return value


def _database(value: str) -> str:
    parts = _url(value)
    if parts.password or parse_qs(parts.query).keys() & {"password", "passfile"}:
        raise ValueError("a URL without a password: that stands in the file that PGPASSFILE names")
    if not value.startswith(("sqlite:////", "postgresql://")):
        raise ValueError("sqlite:////absolute/path or postgresql://user@host/name")
    return value


def _proxy(value: str) -> str:
    parts = _url(value)
    if parts.username or parts.password:
        raise ValueError("a URL without user and password: the proxy must know us by our address")
    if parts.scheme not in {"http", "https"} or not parts.hostname or parts.path.strip("/"):
        raise ValueError("http://host:port")
    return value


def _url(value: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        parts.port  # noqa: B018 -- a port that is none raises here
    except ValueError:
        raise ValueError("a URL") from None
    return parts


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True


def _is_loopback(host: str) -> bool:
    return host == "localhost" or (_is_address(host) and ip_address(host).is_loopback)


def together_with(other: str) -> AfterValidator:
    """Two settings of which one means nothing without the other.

    Like all checks against a setting above, it says nothing where that one is wrong itself.
    """

    def check(value: T, info: ValidationInfo) -> T:
        if other in info.data and (value is None) != (info.data[other] is None):
            raise ValueError(f"set together with {other}, or left out like it")
        return value

    return AfterValidator(check)


def not_with(other: str) -> AfterValidator:
    """Two settings of which one at the most is set."""

    def check(value: T, info: ValidationInfo) -> T:
        if value is not None and info.data.get(other):
            raise ValueError(f"left out where {other} is set: who connects, decides where")
        return value

    return AfterValidator(check)


def unless(other: str) -> AfterValidator:
    """Two settings of which one, and one alone, is set."""

    def check(value: T, info: ValidationInfo) -> T:
        if other in info.data and (value is None) == (info.data[other] is None):
            raise ValueError(f"set where {other} is not, and left out where it is")
        return value

    return AfterValidator(check)


def less_than(other: str) -> AfterValidator:
    """A part of something."""

    def check(value: float, info: ValidationInfo) -> float:
        if value >= info.data.get(other, math.inf):
            raise ValueError(f"less than {other}")
        return value

    return AfterValidator(check)


def _encrypted_unless_local(value: str, info: ValidationInfo) -> str:
    if value == "none" and not _is_loopback(info.data.get("host", "localhost")):
        raise ValueError('"starttls" or "tls"; "none" is for a relay on this machine')
    return value


def _not_empty(value: tuple[T, ...]) -> tuple[T, ...]:
    if not value:
        raise ValueError("one at the least")
    return value


def tuple_of_list(value: object) -> object:
    """TOML's arrays, which must not change once they are read."""
    return tuple(value) if isinstance(value, list) else value


not_empty = AfterValidator(_not_empty)
encrypted_unless_local = AfterValidator(_encrypted_unless_local)

AbsolutePath = Annotated[Path, BeforeValidator(_path)]
SocketPath = Annotated[AbsolutePath, AfterValidator(_socket_path)]
LocalEndpointText = Annotated[Endpoint | Path, PlainValidator(_local_endpoint)]
EndpointText = Annotated[Endpoint, BeforeValidator(_endpoint)]
NameServer = Annotated[EndpointText, AfterValidator(_by_address)]
Network = Annotated[IPv4Network | IPv6Network, BeforeValidator(_network)]
Host = Annotated[str, AfterValidator(_full_name)]
HostOrAddress = Annotated[str, AfterValidator(_host)]
Address = Annotated[str, AfterValidator(_address)]
Words = Annotated[str, AfterValidator(_words)]
Tenant = Annotated[str, AfterValidator(_tenant)]
DatabaseUrl = Annotated[str, AfterValidator(_database)]
ProxyUrl = Annotated[str, AfterValidator(_proxy)]
Port = Annotated[int, Field(ge=1, le=_LAST_PORT)]
Count = Annotated[int, Field(gt=0)]
Seconds = Annotated[float, Field(gt=0, allow_inf_nan=False)]
