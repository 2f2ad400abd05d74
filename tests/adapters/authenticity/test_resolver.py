from __future__ import annotations

import dns.resolver
import pytest

from adapters.authenticity.zone import Zone
from docketmail.adapters.authenticity import resolver
from docketmail.adapters.authenticity.resolver import Inquiry, Resolver, UnansweredError


@pytest.fixture
def inquiry(nameserver: tuple[str, int]) -> Inquiry:
    return Inquiry(Resolver([nameserver]), until=0.3, now=lambda: 0.0)


def test_what_is_there_is_told_and_what_is_not_is_nothing(inquiry: Inquiry, zone: Zone) -> None:
    zone.text("a.example", "one", "x" * 600)
    zone.address("address.example", "192.0.2.1")
    assert sorted(inquiry.texts("a.example")) == [b"one", b"x" * 600]
    assert inquiry.texts("address.example") == []
    assert inquiry.texts("nowhere.example") == []


def test_a_long_key_arrives_in_one_datagram(inquiry: Inquiry, zone: Zone) -> None:
    zone.text("a.example", "x" * 1100)
    assert inquiry.texts("a.example")
    assert zone.asked["a.example"] == 1


def test_what_was_told_is_not_asked_again_nor_is_what_is_not_there(
    inquiry: Inquiry, zone: Zone
) -> None:
    zone.text("a.example", "one")
    for _ in range(3):
        inquiry.texts("a.example")
        inquiry.texts("nowhere.example")
        inquiry.ask("a.example", "A")
    assert zone.asked == {"a.example": 2, "nowhere.example": 1}


def test_a_fault_is_asked_again(inquiry: Inquiry, zone: Zone) -> None:
    zone.broken.add("a.example")
    with pytest.raises(UnansweredError):
        inquiry.texts("a.example")
    zone.broken.clear()
    zone.text("a.example", "one")
    assert inquiry.texts("a.example") == [b"one"]


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"\x00",
        b"\x85\x80\x00\x01\x00\x01\x00\x00\x00\x00\xc0\x0c",
        b"\x85\x85" + bytes(8),
        b"\xff" * 500,
    ],
)
def test_rubbish_is_no_answer(inquiry: Inquiry, zone: Zone, rubbish: bytes) -> None:
    zone.rubbish["a.example"] = rubbish
    with pytest.raises(UnansweredError):
        inquiry.texts("a.example")


def test_silence_is_no_answer(inquiry: Inquiry, zone: Zone) -> None:
    zone.silent.add("a.example")
    with pytest.raises(UnansweredError):
        inquiry.texts("a.example")


@pytest.mark.parametrize(
    "name", ["", ".", "a..example", "a" * 64 + ".example", "\u00e4.example", "a." * 200]
)
def test_a_name_that_can_not_be_is_not_asked(inquiry: Inquiry, zone: Zone, name: str) -> None:
    assert inquiry.texts(name) == []
    assert not zone.asked


def test_a_backslash_begins_no_escape(inquiry: Inquiry, zone: Zone) -> None:
    zone.text("a.example", "one")
    assert inquiry.texts(r"\097.example") == []


def test_no_question_is_asked_when_the_time_is_over(
    nameserver: tuple[str, int], zone: Zone
) -> None:
    zone.text("a.example", "one")
    late = Inquiry(Resolver([nameserver]), until=1.0, now=lambda: 1.0)
    with pytest.raises(UnansweredError):
        late.texts("a.example")
    assert not zone.asked


def test_texts_without_measure_are_not_handed_on(inquiry: Inquiry, zone: Zone) -> None:
    zone.text("a.example", "x" * (resolver.LONGEST_TEXT + 1), "one")
    assert inquiry.texts("a.example") == [b"one"]


def test_long_answers_are_not_kept(inquiry: Inquiry, zone: Zone) -> None:
    zone.text("a.example", *(f"{n}" * 1000 for n in range(5)))
    assert len(inquiry.texts("a.example")) == len(inquiry.texts("a.example")) == 5
    assert zone.asked["a.example"] == 4, (
        "each time over UDP, which cannot hold it, and then over TCP"
    )


def test_a_machine_without_name_servers_leaves_every_question_open(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unconfigured(self: object, f: str = "") -> None:
        raise dns.resolver.NoResolverConfiguration

    monkeypatch.setattr(dns.resolver.Resolver, "read_resolv_conf", unconfigured)
    with pytest.raises(UnansweredError):
        Resolver(()).ask("a.example", "TXT", 1.0)
