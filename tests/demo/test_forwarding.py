"""Mail programs forward a notice each in its way, and lose nothing of it."""

from __future__ import annotations

from base64 import encodebytes
from email import message_from_bytes, policy
from email.message import EmailMessage

import pytest

from any_notice import FACTS, LOOK
from docketmail.demo import forwarding
from docketmail.demo.court_notices import district_html, district_plain
from docketmail.demo.forwarded_text import as_html, as_word, linked
from docketmail.demo.forwarding import Encoding, Forwarder, Forwarding


BY = Forwarder(said="Please docket.", signature=("Ada Okafor", "ada@quillfeather.example"))
HTML, PLAIN = district_html(FACTS), district_plain(FACTS)


def parsed(mail: bytes) -> EmailMessage:
    message = message_from_bytes(mail, policy=policy.default)
    assert isinstance(message, EmailMessage)
    return message


def body(mail: bytes, kind: str = "html") -> str:
    part = parsed(mail).get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


@pytest.mark.parametrize(
    ("program", "sign"),
    [
        (forwarding.outlook, "<p class=MsoNormal><b>From:</b> <a"),
        (forwarding.gmail, "---------- Forwarded message ---------<br>From: <a"),
        (forwarding.apple_mail, "<div>Begin forwarded message:</div>"),
    ],
)
@pytest.mark.parametrize("encoding", Encoding)
@pytest.mark.parametrize("mail", [HTML, PLAIN])
def test_a_program_quotes_the_notice_in_html(
    program: Forwarding, sign: str, encoding: Encoding, mail: bytes
) -> None:
    written = body(program(mail, Forwarder(said="Please docket.", encoding=encoding)))
    assert sign in written.replace("\n", " ")
    assert LOOK.replace("&", "&amp;") in written
    assert written.index("Please docket.") < written.index("Núñez") < written.index("MOTION")


@pytest.mark.parametrize(
    ("program", "sign"),
    [
        (forwarding.gmail_plain, "\n---------- Forwarded message ---------\nFrom: ecf_notice@"),
        (forwarding.apple_mail_plain, "\nBegin forwarded message:\n\n> From: ecf_notice@"),
    ],
)
def test_a_program_quotes_a_plain_notice(program: Forwarding, sign: str) -> None:
    written = body(program(PLAIN, BY), "plain")
    assert sign in written
    assert LOOK in written


@pytest.mark.parametrize("mail", [HTML, PLAIN])
def test_a_group_passes_on_the_court_s_own_mail_with_a_footer(mail: bytes) -> None:
    passed = parsed(forwarding.google_groups(mail, BY))
    assert passed["Subject"] == parsed(mail)["Subject"]
    assert passed["From"] == "ecf_notice@vtd.uscourts.gov"
    assert passed["List-ID"] == "<docket.quillfeather.example>"
    text = str(passed.get_content())
    assert text.index("MOTION") < text.index('subscribed to the Google Groups "docket" group')


def test_an_enclosed_notice_stays_as_it_came() -> None:
    assert HTML.partition(b"\r\n\r\n")[2] in forwarding.enclosed(HTML, BY)
    note, enclosed = parsed(forwarding.enclosed(HTML, BY)).iter_parts()
    assert "Please docket." in note.get_content()
    assert enclosed.get_content_type() == "message/rfc822"


def test_some_programs_encode_an_enclosed_notice() -> None:
    encoded = encodebytes(HTML).replace(b"\n", b"\r\n")
    assert encoded in forwarding.enclosed_in_base64(HTML, BY)


@pytest.mark.parametrize(
    "program", [forwarding.outlook, forwarding.gmail, forwarding.apple_mail, forwarding.enclosed]
)
def test_the_forwarder_sends_it(program: Forwarding) -> None:
    mail = parsed(program(HTML, BY))
    assert mail["From"] == "Ada Okafor <ada.okafor@quillfeather.example>"
    assert mail["Subject"].partition(": ")[0] in {"Fwd", "FW"}
    assert mail["Subject"].endswith("Activity in Case 2:26-cv-00117 Núñez v. Greenledge Motion")


def test_a_logo_is_a_part_that_the_text_shows() -> None:
    mail = parsed(forwarding.outlook(HTML, Forwarder(logo=True)))
    assert mail.get_content_type() == "multipart/related"
    _, image = mail.iter_parts()
    assert image["Content-ID"].strip("<>") in body(mail.as_bytes())


def test_word_makes_every_cell_a_paragraph_and_wraps_lines_within_tags() -> None:
    cell = "<td><strong>Case Name:</strong></td>"
    written = as_word(f"<table>{cell}</table>")
    assert "<p class=MsoNormal><strong><span" in written
    assert "<o:p></o:p></p></td>" in written
    assert max(map(len, as_word(cell * 9).split("\n"))) <= 76


def test_addresses_become_links_but_not_in_tags_or_links() -> None:
    address, anchor = "a@b.example", '<a href="mailto:a@b.example">a@b.example</a>'
    assert linked(address) == anchor
    assert linked(anchor) == anchor
    assert linked(f"<img alt={address}>") == f"<img alt={address}>"


def test_plain_text_becomes_html() -> None:
    assert as_html("a < b\nhttps://x.example/") == (
        'a &lt; b<br>\n<a href="https://x.example/">https://x.example/</a>'
    )
