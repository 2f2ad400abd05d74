"""What mail programs make of a notice that somebody at the firm forwards.

One function for each program, after what it writes: Outlook lays the notice out anew in its own styles, Gmail
and Apple Mail quote it, Google Groups adds headers and a footer, and any of them can enclose it as it is.
"""

from __future__ import annotations

from base64 import b64decode, encodebytes
from binascii import b2a_qp
from collections.abc import Callable
from dataclasses import dataclass
from email import message_from_bytes
from email.header import Header, decode_header, make_header
from email.message import Message
from email.mime.base import MIMEBase
from email.mime.image import MIMEImage
from email.mime.message import MIMEMessage
from email.mime.multipart import MIMEMultipart
from email.policy import compat32
from enum import StrEnum
from html import escape
from typing import Final

from docketmail.demo.forwarded_text import anchored, as_html, as_word, linked, without_tags, wrapped


class Encoding(StrEnum):
    """How a text travels."""

    EIGHT_BIT = "8bit"
    QUOTED_PRINTABLE = "quoted-printable"
    BASE64 = "base64"


@dataclass(frozen=True, slots=True)
class Forwarder:
    """Who forwards, and how their mail program is set up."""

    address: str = "ada.okafor@quillfeather.example"
    to: str = "docket@quillfeather.example"
    said: str = ""
    """Above the notice."""
    signature: tuple[str, ...] = ()
    """Lines; they stand above what is forwarded."""
    logo: bool = False
    """An image part in the signature."""
    encoding: Encoding = Encoding.QUOTED_PRINTABLE


Forwarding = Callable[[bytes, Forwarder], bytes]
"""A mail program: the mail as it came, one text in 8 bits; who forwards it -> the mail as it goes on."""

LOGO: Final = b64decode("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7")
"""A GIF of one pixel."""
_GMAIL_ANCHOR: Final = ' target="_blank"'
_ENCODERS: Final[dict[Encoding, Callable[[bytes], bytes]]] = {
    Encoding.EIGHT_BIT: bytes,
    Encoding.QUOTED_PRINTABLE: b2a_qp,
    Encoding.BASE64: encodebytes,
}


class _Notice:
    """What is forwarded, as a mail program has it."""

    def __init__(self, mail: bytes) -> None:
        head, _, body = mail.partition(b"\r\n\r\n")
        self.headers = message_from_bytes(head)
        self.text = body.decode().replace("\r\n", "\n")
        self.subtype = self.headers.get_content_subtype()
        self.html = self.text if self.subtype == "html" else as_html(self.text)

    def header(self, name: str) -> str:
        """One header, decoded."""
        return str(make_header(decode_header(self.headers[name])))

    def block(self, row: str, names: tuple[str, ...], between: str = "\n") -> str:
        """The headers as a program prints them above what it forwards."""
        return between.join(row.format(name, self.header(name)) for name in names)

    def block_in_html(self, row: str, names: tuple[str, ...], between: str = "") -> str:
        """The same in html; Outlook calls the date `Sent`."""
        said = {name: self.header("Date" if name == "Sent" else name) for name in names}
        return between.join(row.format(name, linked(escape(said[name]))) for name in names)


def outlook(mail: bytes, by: Forwarder) -> bytes:
    """Outlook: Word's html, a block of headers under a rule, every cell a paragraph."""
    notice = _Notice(mail)
    block = notice.block_in_html("<b>{}:</b> {}", ("From", "Sent", "To", "Subject"), "<br>")
    body = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style><!--\n'
        "p.MsoNormal, li.MsoNormal {margin:0in; font-size:11.0pt;}\n--></style><!--[if gte mso 9]>"
        '<xml><o:shapedefaults v:ext="edit" spidmax="1026" /></xml><![endif]--></head>'
        f"<body lang=EN-US link=blue vlink=purple><div class=WordSection1>{_above(by)}"
        "<div style='border:none;border-top:solid #E1E1E1 1.0pt;padding:3.0pt 0in 0in 0in'>"
        f"<p class=MsoNormal>{block}<o:p></o:p></p></div><p class=MsoNormal><o:p>&nbsp;</o:p></p>"
        f"{as_word(notice.html)}</div></body></html>"
    )
    return _sent(notice, by, "FW: ", _with_logo(_text(body, "html", by), by))


def gmail(mail: bytes, by: Forwarder) -> bytes:
    """Gmail: the notice quoted in a div, and as plain text before it."""
    notice = _Notice(mail)
    block = notice.block_in_html("{}: {}", ("From", "Date", "Subject", "To"), "<br>")
    body = (
        f'<div dir="ltr">{_above(by)}<br><div class="gmail_quote gmail_quote_container">'
        '<div dir="ltr" class="gmail_attr">---------- Forwarded message ---------<br>'
        f"{block}<br></div><br><br><u></u>"
        f"{linked(anchored(notice.html, _GMAIL_ANCHOR))}</div></div>"
    )
    both = _around(
        _text(_gmail_text(notice, by), "plain", by), _text(body, "html", by), "alternative"
    )
    return _sent(notice, by, "Fwd: ", _with_logo(both, by))


def gmail_plain(mail: bytes, by: Forwarder) -> bytes:
    """Gmail in plain text mode, for a notice that is plain itself."""
    notice = _Notice(mail)
    return _sent(notice, by, "Fwd: ", _text(_gmail_text(notice, by), "plain", by))


def apple_mail(mail: bytes, by: Forwarder) -> bytes:
    """Apple Mail: a citation in html."""
    notice = _Notice(mail)
    rows = notice.block_in_html(
        '<div style="margin: 0px;"><span style="font-family: -webkit-system-font;">'
        "<b>{}: </b>{}<br></span></div>",
        ("From", "Subject", "Date", "To"),
    )
    body = (
        '<html><head><meta http-equiv="content-type" content="text/html; charset=utf-8"></head>'
        f'<body style="overflow-wrap: break-word;">{_above(by)}<div><br><blockquote type="cite">'
        f'<div>Begin forwarded message:</div><br class="Apple-interchange-newline">{rows}<br>'
        f"<div>{linked(anchored(notice.html))}</div></blockquote></div><br></body></html>"
    )
    return _sent(notice, by, "Fwd: ", _with_logo(_text(body, "html", by), by))


def apple_mail_plain(mail: bytes, by: Forwarder) -> bytes:
    """Apple Mail in plain text, every line quoted; for a notice that is plain itself."""
    notice = _Notice(mail)
    block = notice.block("{}: {}", ("From", "Subject", "Date", "To"))
    cited = [f"> {line}".rstrip() for line in f"{block}\n\n{notice.text}".split("\n")]
    lines = [by.said, *by.signature, "", "Begin forwarded message:", "", *cited, ""]
    return _sent(notice, by, "Fwd: ", _text("\n".join(lines), "plain", by))


def google_groups(mail: bytes, by: Forwarder) -> bytes:
    """A Google Group that gets the court's mail for many: list headers, and a footer below the notice."""
    notice = _Notice(mail)
    group, _, domain = by.to.partition("@")
    lines = [
        "-- ",
        f'You received this message because you are subscribed to the Google Groups "{group}" group.',
        f"To unsubscribe from this group and stop receiving emails from it, send an email to {group}+unsubscribe@{domain}.",
    ]
    ended = {
        "plain": "\n" + "\n".join(lines),
        "html": "<p></p>\n\n" + "".join(f"{linked(line)}<br />\n" for line in lines),
    }
    part = _text(f"{notice.text}{ended[notice.subtype]}\n", notice.subtype, by)
    for name in ("Date", "From", "To", "Message-ID"):
        part[name] = notice.headers[name]
    part["Precedence"] = "list"
    part["Mailing-list"] = f"list {by.to}; contact {group}+owners@{domain}"
    part["List-ID"] = f"<{group}.{domain}>"
    return _written(part, notice.header("Subject"))


def enclosed(mail: bytes, by: Forwarder) -> bytes:
    """The notice as an attachment, its text as it came."""
    part = MIMEMessage(message_from_bytes(mail))
    part["Content-Disposition"] = 'attachment; filename="notice.eml"'
    return _sent(_Notice(mail), by, "Fwd: ", _around(_note(by), part))


def enclosed_in_base64(mail: bytes, by: Forwarder) -> bytes:
    """The same by a program that encodes every attachment, against RFC 2046 (5.2.1)."""
    part = MIMEBase("message", "rfc822", name="notice.eml")
    part.set_payload(encodebytes(mail).decode().replace("\n", "\r\n"))
    part["Content-Transfer-Encoding"] = "base64"
    return _sent(_Notice(mail), by, "Fwd: ", _around(_note(by), part))


def _above(by: Forwarder) -> str:
    """What the forwarder writes, in html: a line, a logo, a signature."""
    image = '<img src="cid:logo@quillfeather" alt="" width=90>' if by.logo else ""
    rows = "".join(f"<tr><td>{linked(escape(line))}</td></tr>" for line in by.signature)
    return f"<p class=MsoNormal>{escape(by.said)}</p><p>{image}</p><table>{rows}</table>"


def _note(by: Forwarder) -> MIMEBase:
    return _text("\n".join([by.said, "-- ", *by.signature, ""]), "plain", by)


def _gmail_text(notice: _Notice, by: Forwarder) -> str:
    text = notice.text if notice.subtype == "plain" else without_tags(notice.text)
    block = notice.block("{}: {}", ("From", "Date", "Subject", "To"))
    head = [by.said, *by.signature, "", "---------- Forwarded message ---------", block, "", ""]
    return "\n".join([*head, *(piece for line in text.split("\n") for piece in wrapped(line))])


def _text(text: str, subtype: str, by: Forwarder) -> MIMEBase:
    part = MIMEBase("text", subtype, charset="utf-8")
    part["Content-Transfer-Encoding"] = by.encoding
    part.set_payload(_ENCODERS[by.encoding](text.encode()).decode("ascii", "surrogateescape"))
    return part


def _with_logo(text: MIMEBase, by: Forwarder) -> MIMEBase:
    if not by.logo:
        return text
    image = MIMEImage(LOGO, "gif", name="image001.gif")
    image["Content-ID"] = "<logo@quillfeather>"
    return _around(text, image, "related")


def _around(first: MIMEBase, second: MIMEBase, how: str = "mixed") -> MIMEBase:
    whole = MIMEMultipart(how, boundary=f"=_quillfeather_{how}")
    whole.attach(first)
    whole.attach(second)
    return whole


def _sent(notice: _Notice, by: Forwarder, prefix: str, part: MIMEBase) -> bytes:
    part["Date"] = notice.headers["Date"]
    part["From"] = f"Ada Okafor <{by.address}>"
    part["To"] = by.to
    part["Message-ID"] = notice.headers["Message-ID"].replace("<", "<forward.of.")
    return _written(part, prefix + notice.header("Subject"))


def _written(part: Message, subject: str) -> bytes:
    # As a Header: a text that is encoded already would be folded once more, in the wrong place.
    part["Subject"] = Header(subject, header_name="Subject")  # type: ignore[assignment]
    return part.as_bytes(policy=compat32.clone(linesep="\r\n"))
