"""No way out of the yard: every link, page and address that could lead out is tried, and nothing leaves.

What leaves is seen by an audit hook of the interpreter, under every library: each name that is looked up and
each connection that is opened. The fetcher is the real one with the daemon's own table of courts. A foreign
host that a case names is mapped to the stand-in court, so that a request that got out would be answered.
"""

from __future__ import annotations

import asyncio
import re
import socket
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from ipaddress import IPv4Address, IPv6Address
from itertools import product
from pathlib import Path
from typing import Any, Final

import pytest
import trustme

from docketmail.adapters.address_guard import ForbiddenAddressError
from docketmail.adapters.fetcher import Fetcher, FetchLimits, ForbiddenUrlError
from docketmail.core import courts
from docketmail.core.notice import Link
from docketmail.core.retrieval import Answer, Cut, Get, PaperRef, Submit, Walk
from docketmail.core.yard import Yard
from docketmail.daemon import HOSTS
from docketmail.ports import BrokenOffError, UnreachableError
from kept_sink import KeptSink
from rude_court import RudeCourt, page, says, write_ca


COURT: Final = "ecf.vtd.uscourts.gov"
CIRCUIT: Final = "ecf.ca2.uscourts.gov"
ACMS: Final = "ca9-showdoc.azurewebsites.us"
GUID: Final = "0a1b2c3d-0000-4000-8000-0123456789ab"
DOCUMENT: Final = "185111000100"
LOOK: Final = f"/doc1/{DOCUMENT}?caseid=4711&de_seq_num=30&magic_num=55501234"
FILE: Final = "/cgi-bin/show_temp.pl?file=25500001-0--40001.pdf&type=application/pdf"
EVIL: Final = "evil.example"

HOST_FORMS: Final = (
    # Look-alikes and neighbours
    EVIL,
    f"{COURT}.{EVIL}",
    f"{EVIL}.uscourts.gov",
    "ecf-vtd.uscourts.gov",
    "ecfvtd.uscourts.gov",
    "ecf.vtd.uscourts.gov.uscourts.gov",
    "ecf.vtd.uscourts.com",
    "ecf.vtd.uscourts.gov.us",
    "ecf.vtd.uscourts-gov.example",
    "xecf.vtd.uscourts.gov",
    "ecf.xyzd.uscourts.gov",
    "ecf.ca12.uscourts.gov",
    "ecf.vtd.uscourt.gov",
    "ecf.vtd.uscourts.g0v",
    "ecf..vtd.uscourts.gov",
    ".ecf.vtd.uscourts.gov",
    "ecf_vtd.uscourts.gov",
    "vtd.uscourts.gov",
    "www.vtd.uscourts.gov",
    "uscourts.gov",
    "ecf-train.vtd.uscourts.gov",
    "ecf-test.vtd.uscourts.gov",
    "pacer.vtd.uscourts.gov",
    "ecf.vtd.audio.uscourts.gov",
    # The courts' own logins and shops
    "pacer.login.uscourts.gov",
    "train-login.uscourts.gov",
    "pacer.psc.uscourts.gov",
    "dcecf.psc.uscourts.gov",
    "pcl.uscourts.gov",
    "ca9-portal.powerappsportals.us",
    "ca9-showdocservices.azurewebsites.us",
    f"{EVIL.split('.')[0]}.azurewebsites.us",
    "ca12-showdoc.azurewebsites.us",
    "ca9-showdoc.azurewebsites.us.evil.example",
    "ca9-showdoc.azurewebsites.net",
    # Users and passwords
    f"me@{COURT}",
    f"me:secret@{COURT}",
    f":@{COURT}",
    f"{COURT}@{EVIL}",
    f"{COURT}:443@{EVIL}",
    f"{COURT}%40{EVIL}",
    f"{COURT}\\@{EVIL}",
    f"{EVIL}\\@{COURT}",
    f"{EVIL}%23@{COURT}",
    # Ports
    f"{COURT}:80",
    f"{COURT}:443",
    f"{COURT}:8443",
    f"{COURT}:0443",
    f"{COURT}:",
    f"{COURT}:0",
    f"{COURT}:65979",
    # Dots, cases, white space, other alphabets
    f"{COURT}.",
    f"{COURT}..",
    "ecf.vtd.uscourts\u3002gov",
    "ecf.vtd.uscourts\uff0egov",
    "ecf.vtd.uscourts\uff61gov",
    "ecf.vtd.uscourts.g\u043ev",
    "\u0435cf.vtd.uscourts.gov",
    "ecf.vtd.u\u017fcourts.gov",
    "\uff45cf.vtd.uscourts.gov",
    "ecf.vtd.uscourts.gov\u200b",
    "xn--cf-9lc.vtd.uscourts.gov",
    "xn--ecf.vtd.uscourts.gov",
    f"{COURT}\t",
    f"{COURT}\n",
    f"{COURT}\r\nHost: {EVIL}",
    f" {COURT}",
    f"{COURT} {EVIL}",
    f"{COURT}\x00.{EVIL}",
    f"{COURT}%00.{EVIL}",
    f"{COURT}%2e{EVIL}",
    f"{COURT}%2f.{EVIL}",
    f"{COURT}?.{EVIL}",
    f"{COURT}#.{EVIL}",
    f"{COURT}\\.{EVIL}",
    f"{COURT};.{EVIL}",
    f"{COURT},{EVIL}",
    # Addresses, however written
    "127.0.0.1",
    "127.1",
    "2130706433",
    "0x7f000001",
    "0x7f.0.0.1",
    "0177.0.0.1",
    "017700000001",
    "0",
    "localhost",
    "localhost.localdomain",
    "169.254.169.254",
    "169.254.169.254.nip.io",
    "10.0.0.1",
    "192.168.1.1",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[fe80::1%25lo]",
    "[fd00::1]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[::1",
    "",
)
"""What stands between https:// and the path of a look."""

PATHS: Final = (
    "/cgi-bin/DktRpt.pl?4711",
    "/cgi-bin/iquery.pl?4711",
    "/cgi-bin/HistDocQry.pl?4711",
    "/cgi-bin/SearchClaims.pl?4711",
    "/cgi-bin/show_multidocs.pl?caseid=4711",
    "/cgi-bin/show_doc.pl?caseid=4711",
    "/cgi-bin/login.pl",
    "/cgi-bin/login.pl?logout",
    "/cgi-bin/ShowIndex.pl",
    "/cgi-bin/show_temp.pl",
    "/cgi-bin/show_temp.pl/../login.pl?a=1",
    "/cgi-bin/show_temp.plx?file=1.pdf",
    "/cgi-bin/SHOW_TEMP.PL?file=1.pdf",
    "/csologin/login.jsf?pscCourtId=VTDC",
    "/n/beam/servlet/TransportRoom?servlet=ShowDoc",
    "/n/beam/servlet/TransportRoom?servlet=ShowDocMulti",
    "/cmecf/servlet/TransportRoom?servlet=DocketReportFilter.jsp",
    "/Saml2/Acs",
    f"/NDA/{GUID}",
    "/doc1/",
    "/doc1/1",
    f"/doc1/{DOCUMENT}",
    f"/doc1/{DOCUMENT}?",
    f"/doc1/{DOCUMENT}/?magic_num=1",
    f"/doc1/../cgi-bin/DktRpt.pl?{DOCUMENT}",
    "/doc1/..%2fcgi-bin%2fDktRpt.pl?4711",
    "/doc1/%2e%2e/cgi-bin/DktRpt.pl?4711",
    f"/doc1/{DOCUMENT}/../../cgi-bin/login.pl?magic_num=1",
    f"/doc1/{DOCUMENT}%3fmagic_num=1",
    f"/doc1%2f{DOCUMENT}?magic_num=1",
    f"//doc1/{DOCUMENT}?magic_num=1",
    f"//{EVIL}/doc1/{DOCUMENT}?magic_num=1",
    f"/\\{EVIL}/doc1/{DOCUMENT}?magic_num=1",
    f"/doc1\\{DOCUMENT}?magic_num=1",
    f"/./doc1/./{DOCUMENT};x?magic_num=1",
    f"/DOC1/{DOCUMENT}?magic_num=1",
    f"/doc2/{DOCUMENT}?magic_num=1",
    f"/doc1/{DOCUMENT}a?magic_num=1",
    f"/doc1/-{DOCUMENT}?magic_num=1",
    f"/doc1/{'9' * 21}?magic_num=1",
    "/doc1/\u0661\u0662?magic_num=1",
    f"/doc1/{DOCUMENT}?magic_num=1\r\nCookie: PacerSession=a",
    f"{LOOK}&got_receipt=1",
    f"/doc1/{DOCUMENT}?got_receipt=1&magic_num=55501234",
    "/",
    "",
)
"""Behind the court's own host."""

SCHEMES: Final = (
    f"http://{COURT}{LOOK}",
    f"ftp://{COURT}{LOOK}",
    f"ws://{COURT}{LOOK}",
    f"wss://{COURT}{LOOK}",
    f"gopher://{COURT}{LOOK}",
    f"file://{COURT}{LOOK}",
    "file:///etc/passwd",
    f"javascript:location='https://{EVIL}/'//https://{COURT}{LOOK}",
    f"data:text/html,<iframe src=https://{EVIL}/>",
    f"blob:https://{COURT}{LOOK}",
    f"view-source:https://{COURT}{LOOK}",
    f"https:{COURT}{LOOK}",
    f"https:/{COURT}{LOOK}",
    f"https:///{COURT}{LOOK}",
    f"https:\\\\{COURT}{LOOK}",
    f"//{COURT}{LOOK}",
    f" https://{EVIL}{LOOK}",
    f"mailto:clerk@{COURT}",
    LOOK,
    "",
)

URLS: Final = (
    *(f"https://{host}{LOOK}" for host in HOST_FORMS),
    *(f"https://{COURT}{path}" for path in PATHS),
    *SCHEMES,
    f"https://{CIRCUIT}/n/beam/servlet/TransportRoom?servlet=ShowDoc",
    f"https://{ACMS}/Saml2/Acs",
    f"https://{ACMS}/NDA/{GUID}/../../Saml2",
    f"https://{ACMS}/NDA/{GUID}?next=https://{EVIL}/",
    f"https://{ACMS}/nda/{GUID}",
    f"https://{ACMS}{LOOK}",
    f"https://{EVIL}/NDA/{GUID}",
    *(f"https://{host}{FILE}" for host in (EVIL, f"{COURT}.{EVIL}", "192.168.7.7", f"{COURT}:444")),
    f"http://{COURT}{FILE}",
    f"//{EVIL}{FILE}",
    f"https://evil-showdoc.azurewebsites.us/NDA/{GUID}",
)

# What a court's answer can do with an address.
LEADS: Final[dict[str, Callable[[str], bytes]]] = {
    "redirect": lambda to: page(b"", b"Location: " + _header(to), status=b"302 Found"),
    "frame": lambda to: page(_html(f'<iframe src="{_attribute(to)}"></iframe>')),
    "script": lambda to: page(_html(f'<script>location.assign("{_attribute(to)}")</script>')),
    "refresh": lambda to: page(
        _html(f'<meta http-equiv=refresh content="0;url={_attribute(to)}">')
    ),
    "menu": lambda to: page(_menu(to)),
}

SPECIAL: Final = (
    "0.0.0.0",  # noqa: S104 - nobody listens there
    "0.255.255.255", "10.0.0.1", "10.255.255.254", "100.64.0.1", "100.127.255.254",
    "127.0.0.1", "127.255.255.254", "169.254.0.1", "169.254.169.254", "172.16.0.1",
    "172.31.255.254", "192.0.0.1", "192.0.0.8", "192.0.0.9", "192.0.0.170", "192.0.2.1",
    "192.31.196.1", "192.52.193.1", "192.88.99.1", "192.168.0.1", "192.168.255.254",
    "192.175.48.1", "198.18.0.1", "198.19.255.254", "198.51.100.1", "203.0.113.1", "224.0.0.1",
    "239.255.255.250", "240.0.0.1", "255.255.255.255",
    "::", "::1", "::7f00:1", "::808:808", "64:ff9b:1::1", "64:ff9b:1::808:808", "100::1",
    "100:0:0:1::1", "2001::1", "2001:0:808:808::f7f7:f7f7", "2001:1::1", "2001:2::1", "2001:3::1",
    "2001:4:112::1", "2001:10::1", "2001:20::1", "2001:30::1", "2001:db8::1", "2002:7f00:1::",
    "2002:808:808::1", "2620:4f:8000::1", "3fff::1", "3fff:fff:ffff::1", "4000::1", "5f00::1",
    "fc00::1", "fd12:3456:789a::1", "fe80::1", "febf::1", "fec0::1", "ff02::1", "ff0e::1",
)  # fmt: skip
"""One or two of every block of IANA's two special-purpose registries, and of what is not unicast."""
PRIVATE_IPV4: Final = ("127.0.0.1", "10.1.2.3", "169.254.169.254", "192.168.1.1", "100.64.0.1")
WRAPPINGS: Final[dict[str, Callable[[str], str]]] = {
    "mapped": lambda inner: f"::ffff:{inner}",
    "NAT64": lambda inner: str(
        IPv6Address(int(IPv6Address("64:ff9b::")) | int(IPv4Address(inner)))
    ),
    "6to4": lambda inner: str(IPv6Address((0x2002 << 112) | int(IPv4Address(inner)) << 80)),
    "Teredo": lambda inner: str(
        IPv6Address((0x20010000 << 96) | (int(IPv4Address(inner)) ^ 0xFFFFFFFF))
    ),
}
PUBLIC: Final = "8.8.8.8"
ANSWERS: Final = (
    *([address] for address in SPECIAL),
    *([wrap(inner)] for wrap, inner in product(WRAPPINGS.values(), PRIVATE_IPV4)),
    *([PUBLIC, address] for address in (*PRIVATE_IPV4, "::1", "fd00::1", "fe80::1")),
    *([address, PUBLIC] for address in (*PRIVATE_IPV4, "::1", "fd00::1", "fe80::1")),
)
"""What a name server could say of a court's name."""

CASES: Final = len(URLS) * 2 + len(URLS) * len(LEADS) + len(ANSWERS) + 1


# Seeing what leaves


@dataclass
class Gate:
    """What an audit hook saw since the last case began."""

    looked_up: list[str] = field(default_factory=list)
    connected: list[Any] = field(default_factory=list)


_watched: list[Gate] = []


def _audit(event: str, arguments: tuple[Any, ...]) -> None:
    """Called by the interpreter for all that it does; there is no way to take it back."""
    if not _watched:
        return
    if event == "socket.connect":
        _watched[0].connected.append(arguments[1])
    elif event in {"socket.getaddrinfo", "socket.gethostbyname"}:
        _watched[0].looked_up.append(str(arguments[0]))


@pytest.fixture(scope="module", autouse=True)
def _hook() -> None:
    sys.addaudithook(_audit)


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    _watched.append(gate)
    yield gate
    _watched.remove(gate)


# The court, and the fetcher that the daemon would have


@pytest.fixture(scope="module")
def ca() -> trustme.CA:
    return trustme.CA()


@pytest.fixture
async def court(ca: trustme.CA) -> AsyncIterator[RudeCourt]:
    async with RudeCourt(ca, COURT).open() as court:
        yield court


@pytest.fixture
async def fetcher(court: RudeCourt, ca: trustme.CA, tmp_path: Path) -> AsyncIterator[Fetcher]:
    foreign = {host.partition(":")[0]: court.place for host in (*HOST_FORMS, EVIL, CIRCUIT, ACMS)}
    fetcher = Fetcher(
        Yard(HOSTS),
        connect_to=foreign | {COURT: court.place},
        ca_file=write_ca(ca, tmp_path),
        limits=FetchLimits(connect=10, read=10, total=20),
    )
    yield fetcher
    await fetcher.aclose()


def _header(value: str) -> bytes:
    return re.sub(r"[\r\n\x00]", "", value).encode()


def _attribute(value: str) -> str:
    return value.replace("&", "&amp;").replace('"', "&quot;")


def _html(body: str) -> bytes:
    return f"<html><body>{body}</body></html>".encode(errors="replace")


def _menu(to: str) -> bytes:
    """A menu whose row has our own magic number, and leads elsewhere."""
    link = _attribute(to)
    call = f"goDLS('{link}','4711','30','','','1','55501234','','')"
    return _html(
        "<h3>Document Selection Menu</h3><form><table>"
        f'<tr><td><a href="{link}" onclick="{call}">1</a></td><td>Exhibit</td><td>3 pages</td></tr>'
        "</table></form>"
    )


async def _walk(fetcher: Fetcher, steps: Walk) -> list[str]:
    """Walk as `walking.py` does, and return every URL that was asked for."""
    asked: list[str] = []
    answer: Answer | Cut | None = None
    while True:
        try:
            get = next(steps) if answer is None else steps.send(answer)
        except StopIteration:
            return asked
        asked.append(get.url)
        assert isinstance(get, Get), "no walk sends a form that nobody allowed it"
        try:
            answer = await fetcher.get(get, KeptSink())
        except (BrokenOffError, UnreachableError):
            answer = Cut("broken off")


# The sweep


@pytest.mark.parametrize("url", URLS)
async def test_no_url_outside_of_the_yard_is_looked_up_or_connected_to(
    court: RudeCourt, fetcher: Fetcher, gate: Gate, url: str
) -> None:
    sink = KeptSink()
    with pytest.raises(ForbiddenUrlError):
        await fetcher.get(Get(url, None), sink)
    assert (gate.looked_up, gate.connected, court.connections) == ([], [], 0)
    assert sink.ended == "discarded"


@pytest.mark.parametrize("url", [*URLS, f"https://{COURT}{LOOK}"])
async def test_a_form_is_sent_to_no_other_page_than_a_gate_s(
    court: RudeCourt, fetcher: Fetcher, gate: Gate, url: str
) -> None:
    sink = KeptSink()
    with pytest.raises(ForbiddenUrlError):
        await fetcher.submit(Submit(url, (("email", "a@b.example"),), PaperRef(0, "1")), sink)
    assert (gate.looked_up, gate.connected, court.connections) == ([], [], 0)
    assert sink.ended == "discarded"


@pytest.mark.parametrize("url", URLS)
async def test_a_link_of_a_notice_leads_to_its_court_or_nowhere(
    court: RudeCourt, fetcher: Fetcher, gate: Gate, url: str
) -> None:
    """The walks have their own gate; what of a hostile link they repair leads to the court itself."""
    link = Link(url=url, document_id=DOCUMENT, magic="55501234", sequence="30", document_index=0)
    for system in ("cmecf", "acms", "tyler"):
        # A court's form of a host that no court has: the fetcher's gate is the one that holds.
        with suppress(ForbiddenUrlError):
            await _walk(fetcher, courts.retrieve(system, link, announced=True))
    assert gate.looked_up == []
    assert set(gate.connected) <= {court.place}
    assert all(f"Host: {COURT}\r\n".encode() in one for one in court.asked)


@pytest.mark.parametrize("url", URLS)
async def test_no_page_of_a_court_leads_out_of_the_yard(
    court: RudeCourt, fetcher: Fetcher, gate: Gate, url: str
) -> None:
    link = Link(f"https://{COURT}{LOOK}", DOCUMENT, "55501234", "30", document_index=0)
    asked: list[str] = []
    for leads_to in LEADS.values():
        court.manners = says(leads_to(url))
        asked += await _walk(fetcher, courts.retrieve("cmecf", link, announced=False))
    assert len(asked) == len(LEADS), "whatever the page says, nothing is asked for but the look"
    assert all(Yard({COURT}).allows(one) for one in asked)
    assert gate.looked_up == []
    assert set(gate.connected) == {court.place}
    assert len(court.asked) == len(asked) == len(gate.connected)
    assert all(f"Host: {COURT}\r\n".encode() in one for one in court.asked)


@pytest.mark.parametrize("addresses", ANSWERS, ids=" ".join)
async def test_no_address_but_a_public_one_is_connected_to(
    monkeypatch: pytest.MonkeyPatch, gate: Gate, addresses: list[str]
) -> None:
    _answer(monkeypatch, addresses)
    fetcher = Fetcher(Yard(HOSTS))
    for attempt in (
        fetcher.get(Get(f"https://{COURT}{LOOK}", None), KeptSink()),
        fetcher.reach(COURT),
    ):
        with pytest.raises(ForbiddenAddressError):
            await attempt
    assert gate.connected == []
    await fetcher.aclose()


async def test_a_name_that_changes_its_mind_is_asked_once(
    monkeypatch: pytest.MonkeyPatch, gate: Gate
) -> None:
    """DNS rebinding: the first answer is public, the second is not, and there is no second."""
    asked = _answer(monkeypatch, [PUBLIC], ["127.0.0.1"])
    monkeypatch.setattr(socket.socket, "_inside", _refused)  # the tests' guard
    with pytest.raises(UnreachableError):
        await Fetcher(Yard(HOSTS)).get(Get(f"https://{COURT}{LOOK}", None), KeptSink())
    assert asked == [COURT]
    assert gate.connected == []
    assert _refusals == [(PUBLIC, 443)]


_refusals: list[Any] = []


def _refused(_: socket.socket, address: Any) -> Any:
    """No packet of a test leaves the machine."""
    _refusals.append(address)
    raise ConnectionRefusedError(111, "Connection refused")


def _answer(monkeypatch: pytest.MonkeyPatch, *answers: list[str]) -> list[str]:
    """Be the resolver: each answer once, the last for ever. Returns the names that will have been asked."""
    asked: list[str] = []

    async def getaddrinfo(host: str, port: int, **_: object) -> list[object]:
        asked.append(host)
        addresses = answers[min(len(asked), len(answers)) - 1]
        return [
            (socket.AF_UNSPEC, socket.SOCK_STREAM, 6, "", (address, port)) for address in addresses
        ]

    monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", getaddrinfo)
    return asked


def test_the_hook_sees_what_leaves(gate: Gate) -> None:
    """Or every test above would pass for nothing."""
    with socket.socket() as listening, socket.socket() as leaving:
        listening.bind(("127.0.0.1", 0))
        listening.listen()
        leaving.connect(listening.getsockname())
        socket.getaddrinfo("localhost", 443)
        assert gate.connected == [listening.getsockname()]
    assert gate.looked_up == ["localhost"]


def test_the_sweep_is_wide(capsys: pytest.CaptureFixture[str]) -> None:
    assert len(set(URLS)) == len(URLS)
    with capsys.disabled():
        sys.stdout.write(f"\n{CASES} ways out of the yard are tried\n")
    assert CASES >= 150
