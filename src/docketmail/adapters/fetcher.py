"""Asks a court's server for one thing, as a stranger would: one GET, and what came back.

The one POST is a gate's form (`submit`): a landing page's own fields and the address that the notice was sent to.

It is built on httpx's transport and not on its client: a transport knows no cookie jar, no redirect, no
.netrc, no proxy from the environment and logs no URL, so none of these has to be switched off.

Security: https on port 443 alone, to URLs and hosts inside the yard (`core/yard.py`); addresses must be
public (`address_guard`) and the certificate must be the name's. Through a proxy the proxy resolves the name
and has to judge the address; all else stays. `connect_to` and `ca_file` are curl's --connect-to and
--cacert: they say where a stand-in court is reached and who signs it, and nothing else weakens a check.
A redirect is an answer like any other: whoever follows it asks for a new GET, and every check is made again.
Promises: UnreachableError only where not one byte of the request left this process. Every connection serves
one request, since a kept one may be closed just when the next request is under way, and nobody could tell
whether the look was spent. Memory stays flat however long a paper is.
"""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Callable, Mapping
from contextlib import aclosing
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import httpx

from docketmail.adapters.address_guard import public_addresses
from docketmail.adapters.response import receive
from docketmail.adapters.streams import Streams
from docketmail.core.retrieval import Answer, Get, Submit
from docketmail.core.yard import Yard
from docketmail.ports import BrokenOffError, Sink, UnreachableError


USER_AGENT: Final = f"docketmail/{version('docketmail')}"
HTTPS: Final = 443
Place = tuple[str, int]
"""An address (or a proxy's target name) and a port."""


@dataclass(frozen=True, slots=True)
class FetchLimits:
    """How long and how much; a court that is slower or longer has broken off."""

    connect: float = 10.0
    """Seconds for the name, and for each address with its TLS handshake."""
    read: float = 30.0
    """Seconds without a single byte."""
    total: float = 300.0
    """Seconds for everything, so that a drip does not hold a look open; CourtListener waits as long."""
    paper: int = 1 << 30
    """Bytes of a PDF; the District of Oregon's exhibits reach 500 MB."""
    spacing: float = 0.0
    """Seconds that a court is left alone after a request."""


class ForbiddenUrlError(ValueError):
    """The URL may not be requested, and the caller should have known. Nothing was sent."""


class Fetcher:
    """The courts' servers (`ports.Courthouse`)."""

    def __init__(
        self,
        yard: Yard,
        *,
        connect_to: Mapping[str, Place] | None = None,
        ca_file: Path | None = None,
        proxy: str | None = None,
        limits: FetchLimits | None = None,
    ) -> None:
        """Prepare; nothing is connected yet.

        Args:
            yard: the rule over URLs and hosts; it is asked about the URL as it would be sent.
            connect_to: host -> address and port where it is really reached, private or not.
            ca_file: PEM file of the only authorities to believe instead of the public ones.
            proxy: URL of a proxy that understands CONNECT.
            limits: see `FetchLimits`.

        """
        if proxy and connect_to:
            raise ValueError(
                "a proxy and connect_to exclude each other: who connects, decides where"
            )
        self._yard = yard
        self._connect_to = dict(connect_to or {})
        self._through_proxy = proxy is not None
        self._limits = limits or FetchLimits()
        self._polite_from: dict[str, float] = {}
        self._transport = httpx.AsyncHTTPTransport(
            verify=ssl.create_default_context(cafile=ca_file)
            if ca_file
            else httpx.create_ssl_context(trust_env=False),
            trust_env=False,
            limits=httpx.Limits(max_connections=None, max_keepalive_connections=0),
            proxy=proxy,
        )
        # httpx has no way to say so; it hands this on to every connection, a proxy's as well.
        self._transport._pool._network_backend = Streams()  # noqa: SLF001

    async def approach(self, host: str) -> None:
        """Wait until it is polite to ask this court again; see `ports.Courthouse`."""
        now = asyncio.get_running_loop().time()
        await asyncio.sleep(max(0.0, self._polite_from.get(host, now) - now))

    async def get(self, get: Get, sink: Sink) -> Answer:
        """Send one GET; see `ports.Courthouse`.

        A page longer than `MAX_PAGE` is read and kept up to there and is an answer all the same: the
        court did answer, in a form that no walk accepts. A compressed body, which we did not ask for,
        is kept as it came and is no PDF. Raises ForbiddenUrlError where the URL may not be requested.
        """
        try:
            url = self._permitted(get.url, self._yard.allows)
            if not get.second_hop:
                await self.approach(url.host)
            return await self._ask(get.url, url, sink)
        except BaseException:
            await sink.discard()
            raise

    async def submit(self, submit: Submit, sink: Sink) -> Answer:
        """Send a gate's form; see `ports.Courthouse`. Raises ForbiddenUrlError where the page may take none."""
        try:
            url = self._permitted(submit.url, self._yard.takes_form)
            await self.approach(url.host)
            return await self._ask(submit.url, url, sink, urlencode(submit.fields).encode())
        except BaseException:
            await sink.discard()
            raise

    async def reach(self, host: str) -> None:
        """Connect, prove the name by TLS, and turn back before the request; see `ports.Courthouse`.

        Raises ForbiddenUrlError where the host is none of the courts'.
        """
        if not self._yard.encloses(host):
            raise ForbiddenUrlError(f"nothing may be connected to {host!r}")
        try:
            async with asyncio.timeout(self._limits.connect + self._limits.read):
                await self._open(httpx.URL(f"https://{host}/"), _Doorstep())
        except _ReachedError:
            return
        except TimeoutError as error:
            raise UnreachableError(f"{host} was not reached in time") from error

    async def aclose(self) -> None:
        await self._transport.aclose()

    async def _ask(
        self, link: str, url: httpx.URL, sink: Sink, form: bytes | None = None
    ) -> Answer:
        wire = _Wire(form)
        deadline = asyncio.timeout(self._limits.total)
        try:
            async with deadline, aclosing(await self._open(url, wire)) as response:
                answer = await receive(link, response, sink, self._limits.paper)
        except TimeoutError as error:
            if not deadline.expired():
                raise
            kind = BrokenOffError if wire.sent else UnreachableError
            raise kind(f"no whole answer within {self._limits.total:g} seconds") from error
        finally:
            left_alone = asyncio.get_running_loop().time() + self._limits.spacing
            self._polite_from[url.host] = left_alone
        await sink.finish()
        return answer

    def _permitted(self, link: str, allowed: Callable[[str], bool]) -> httpx.URL:
        try:
            url = httpx.URL(link)
        except httpx.InvalidURL as error:
            raise ForbiddenUrlError("this is no URL") from error
        # Compared with the text, so that user names, ports, look-alike letters and whatever else two
        # parsers could read differently never reach the rule.
        if not link.lower().startswith(f"https://{url.host}/") or not allowed(str(url)):
            raise ForbiddenUrlError(f"nothing may be requested from {url.host!r} by this URL")
        return url

    async def _open(self, url: httpx.URL, wire: _Wire) -> httpx.Response:
        """Send the request to the first address that can be connected to."""
        failure: Exception | None = None
        for place in await self._places(url.host):
            try:
                request = self._request(url, place, wire)
                return await self._transport.handle_async_request(request)
            except (httpx.TransportError, OSError) as error:
                if wire.sent:
                    raise BrokenOffError(f"no answer: {type(error).__name__}") from error
                failure = error
        raise UnreachableError(f"{url.host} was not reached: {failure}") from failure

    async def _places(self, host: str) -> list[Place]:
        if self._through_proxy:
            return [(host, HTTPS)]
        if host in self._connect_to:
            return [self._connect_to[host]]
        try:
            async with asyncio.timeout(self._limits.connect):
                return [(address, HTTPS) for address in await public_addresses(host, HTTPS)]
        except TimeoutError as error:
            raise UnreachableError(f"no answer about the address of {host}") from error

    def _request(self, url: httpx.URL, place: Place, wire: _Wire) -> httpx.Request:
        timeout = httpx.Timeout(self._limits.read, connect=self._limits.connect)
        headers = {
            "Host": url.host,
            "User-Agent": USER_AGENT,
            "Accept": "*/*",
            "Accept-Encoding": "identity",
            "Connection": "close",
        }
        if wire.form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        return httpx.Request(
            "GET" if wire.form is None else "POST",
            url.copy_with(host=place[0], port=place[1]),
            headers=headers,
            content=wire.form,
            extensions={
                "sni_hostname": url.host,
                "timeout": timeout.as_dict(),
                "trace": wire.trace,
            },
        )


class _Wire:
    """Whether a byte of the request may have left this process, and the form that it carries."""

    def __init__(self, form: bytes | None = None) -> None:
        self.form = form
        self.sent = False

    async def trace(self, _event: str, info: dict[str, Any]) -> None:
        """Take httpcore's word: it reports before it writes. Connecting, TLS and a proxy's CONNECT
        are reported without the request, so any event that is about it counts, whatever its name.
        """
        request = info.get("request")
        if request is not None and request.method in {b"GET", b"POST"}:
            self.sent = True


class _ReachedError(Exception):
    """The connection stands, and the GET would be next."""


class _Doorstep(_Wire):
    """Goes up to the court's door, so to speak, and does not knock."""

    async def trace(self, event: str, info: dict[str, Any]) -> None:
        """Raise before the first byte of the GET is written."""
        await super().trace(event, info)
        if self.sent:
            raise _ReachedError
