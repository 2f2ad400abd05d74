"""What a reader's answer is, from its bytes alone."""

from __future__ import annotations

import base64

import pytest
from hypothesis import given, settings, strategies as st

from docketmail.core.answering import Gap, HandedIn, Named, Offered, named, placed, read
from mutants import mutations


IDENTITY = "0123456789abcdef" * 4
LETTER = f"<l000029.{IDENTITY}.1-2@quillhart.example>"
EARLIER = f"<l000007.{IDENTITY}.1-1@quillhart.example>"
THREAD = "<case.8f4e@quillhart.example>"
PDF = b"%PDF-1.4\n%%EOF\n"
READER = "anna@quillhart.example"


def mail(*parts: str, **headers: str) -> bytes:
    """An answer of these parts: headers and body each."""
    head = {"From": READER, "Subject": "Re: Order", "In-Reply-To": LETTER} | {
        name.replace("_", "-"): value for name, value in headers.items()
    }
    lines = [f"{name}: {value}" for name, value in head.items()]
    lines.append('Content-Type: multipart/mixed; boundary="=_x"')
    body = "".join(f"--=_x\n{part}\n" for part in ("Content-Type: text/plain\n\nHere.", *parts))
    return "\n".join([*lines, "", f"{body}--=_x--\n"]).replace("\n", "\r\n").encode()


def part(data: bytes, kind: str, disposition: str = "attachment") -> str:
    coded = base64.b64encode(data).decode()
    return (
        f"Content-Type: {kind}\nContent-Disposition: {disposition}\n"
        f"Content-Transfer-Encoding: base64\n\n{coded}"
    )


def pdf(name: str = "45-2.pdf") -> str:
    return part(PDF, "application/pdf", f'attachment; filename="{name}"')


# Which letter


def test_an_answer_names_its_letter_by_the_message_id() -> None:
    assert read(mail(), READER).letters == (Named("l000029", IDENTITY),)


def test_the_letter_that_it_answers_comes_before_those_of_the_thread() -> None:
    found = named(mail(References=f"{THREAD} {EARLIER} {LETTER}"))
    assert [one.receipt for one in found] == ["l000029", "l000007"]
    found = named(mail(In_Reply_To=THREAD, References=f"{THREAD}\n {EARLIER}\n {LETTER}"))
    assert [one.receipt for one in found] == ["l000029", "l000007"]


@pytest.mark.parametrize(
    "message_id",
    [
        THREAD,
        "",
        f"<l000029.{IDENTITY[:-1]}.1-2@quillhart.example>",
        f"<l000029.{IDENTITY}@quillhart.example>",
        f"<../l000029.{IDENTITY}.1-2@quillhart.example>",
        f"l000029.{IDENTITY}.1-2@quillhart.example",
    ],
)
def test_any_other_message_id_is_not_one_of_ours(message_id: str) -> None:
    assert named(mail(In_Reply_To=message_id)) == ()


def test_what_the_text_quotes_names_no_letter() -> None:
    quoted = f"Content-Type: text/plain\n\n> Message-ID: {LETTER}\n> Receipt l000029."
    assert read(mail(quoted, In_Reply_To=""), READER).letters == ()


def test_a_thread_of_thousands_is_looked_up_in_part() -> None:
    ids = " ".join(f"<l{n}.{IDENTITY}.1-1@q.example>" for n in range(3000))
    assert len(named(mail(References=ids))) == 20


# Who wrote it


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Auto_Submitted", "auto-replied"),
        ("Auto_Submitted", "auto-generated; owner=x"),
        ("Precedence", "Bulk"),
        ("X_Autoreply", "yes"),
        ("X_Autorespond", "out of office"),
        ("List_Id", "<team.quillhart.example>"),
        ("X_Docketmail_Letter", "first"),
    ],
)
def test_what_a_machine_wrote_is_known_by_its_headers(header: str, value: str) -> None:
    assert read(mail(**{header: value}), READER).automatic


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("Auto_Submitted", "no"),
        ("Auto_Submitted", "No; x=y"),
        ("Precedence", "first-class"),
        ("X_Auto_Response_Suppress", "All"),
    ],
)
def test_what_a_person_s_mail_program_adds_makes_it_no_machines(header: str, value: str) -> None:
    assert not read(mail(**{header: value}), READER).automatic


def test_a_bounce_is_a_machines() -> None:
    raw = mail().replace(b"multipart/mixed", b"multipart/report; report-type=delivery-status")
    assert read(raw, READER).automatic
    assert read(mail(), "").automatic


# What hangs on it


def test_a_pdf_is_known_by_its_beginning_whatever_it_is_called() -> None:
    reply = read(
        mail(pdf(), part(PDF, "application/octet-stream", 'attachment; filename="a.bin"')), READER
    )
    assert reply.papers == (HandedIn("45-2.pdf", PDF), HandedIn("a.bin", PDF))
    assert (reply.others, reply.brings) == (0, True)


def test_what_calls_itself_a_pdf_and_is_none_is_another_file() -> None:
    reply = read(mail(part(b"<html>Log in</html>", "application/pdf")), READER)
    assert (reply.papers, reply.others) == ((), 1)


@pytest.mark.parametrize(
    ("kind", "disposition"),
    [
        ("image/png", 'inline; filename="logo.png"'),
        ("image/jpeg", 'attachment; filename="logo.jpg"'),
        ("application/pkcs7-signature", 'attachment; filename="smime.p7s"'),
        ("text/html", "inline"),
    ],
)
def test_what_mail_programs_add_is_no_file(kind: str, disposition: str) -> None:
    assert not read(mail(part(b"x", kind, disposition)), READER).brings


@pytest.mark.parametrize(
    ("kind", "disposition"),
    [
        ("application/zip", 'attachment; filename="all.zip"'),
        ("application/ms-tnef", 'attachment; filename="winmail.dat"'),
        ("message/rfc822", "attachment"),
        ("text/plain", 'attachment; filename="notes.txt"'),
        ("audio/mpeg", "inline"),
    ],
)
def test_every_other_file_is_counted(kind: str, disposition: str) -> None:
    assert read(mail(part(b"x", kind, disposition)), READER).others == 1


@pytest.mark.parametrize(
    ("disposition", "name"),
    [
        ("attachment; filename=45-2.pdf", "45-2.pdf"),
        ('attachment; filename*0="2026-03-02 [45-2] "; filename*1="Marlow.pdf"', "2026-03-02 [45-2] Marlow.pdf"),
        ("attachment; filename*=UTF-8''45%2D2.pdf", "45-2.pdf"),
        ('attachment; filename="=?utf-8?q?45-2=2Epdf?="', "45-2.pdf"),
        ("attachment; filename*=nonsense''45.pdf", "45.pdf"),
        ('attachment; filename="=?nonsense?q?45?="', ""),
        ("attachment", ""),
    ],
)  # fmt: skip
def test_a_file_s_name_is_read_however_it_is_written(disposition: str, name: str) -> None:
    [paper] = read(mail(part(PDF, "application/pdf", disposition)), READER).papers
    assert paper.name == name


def test_what_is_wrapped_beyond_reason_may_bring_anything() -> None:
    raw = mail(*(pdf() for _ in range(200)))
    reply = read(raw, READER)
    assert (reply.legible, reply.papers, reply.brings) == (False, (), True)


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_an_answer(raw: bytes) -> None:
    read(raw, READER)
    read(b"Content-Disposition: attachment; filename*=" + raw + b"\r\n\r\n%PDF-", READER)


def test_mutated_answers_are_read_too() -> None:
    for mutant in mutations([mail(pdf(), References=f"{THREAD} {EARLIER}")], 300):
        read(mutant, READER)


# Which paper is which


def gap(paper: str, document: str = "", pages: int | None = None) -> Gap:
    return Gap(paper, document, f"2026-03-02 [{document or paper}] Marlow.pdf", pages)


A, B = gap("a", "45-1", 5), gap("b", "45-2", 9)
TWINS = gap("c", "45-3", 9)


@pytest.mark.parametrize(
    ("offered", "gaps", "found"),
    [
        ([Offered("scan.pdf")], [A], ("a",)),
        ([Offered("scan.pdf", 4)], [A], ("a",)),
        ([Offered("2026-03-02 [45-2] Marlow.pdf", 1)], [A, B], ("b",)),
        ([Offered("45-2.PDF", 1)], [A, B], ("b",)),
        ([Offered("Order [45-1] of yesterday.pdf", 1)], [A, B], ("a",)),
        ([Offered("145-2.pdf", 1)], [A, B], None),
        ([Offered("45-2.pdf.exe", 1)], [A, B], None),
        ([Offered("scan.pdf", 9)], [A, B], ("b",)),
        ([Offered("scan.pdf", 9), Offered("45-1.pdf", 9)], [A, B], ("b", "a")),
        ([Offered("scan.pdf", 9)], [A, B, TWINS], None),
        ([Offered("x.pdf", 9), Offered("y.pdf", 9)], [A, B], None),
        ([Offered("45-3.pdf", 9), Offered("y.pdf", 9)], [A, B, TWINS], ("c", "b")),
        ([Offered("45-2.pdf", 9), Offered("45-2.pdf", 9)], [A, B], None),
        ([Offered("scan.pdf")], [gap("a"), gap("b")], None),
        ([Offered("scan.pdf"), Offered("45-2.pdf")], [B], None),
        ([Offered(".pdf")], [gap("a"), gap("b")], None),
        ([Offered("scan.pdf")], [], None),
        ([Offered("45-1.pdf")], [gap("a", "45-1"), gap("b", "45-1")], None),
    ],
)
def test_a_paper_has_a_place_where_nothing_is_left_to_guess(
    offered: list[Offered], gaps: list[Gap], found: tuple[str, ...] | None
) -> None:
    assert placed(offered, gaps) == found


@given(
    st.lists(st.builds(Offered, st.sampled_from(["45-1.pdf", "45-2.pdf", "s.pdf"]), st.sampled_from([None, 5, 9])), max_size=4),
    st.lists(st.sampled_from([A, B, TWINS]), unique=True, max_size=3),
)  # fmt: skip
def test_no_place_is_given_twice_and_none_is_invented(
    offered: list[Offered], gaps: list[Gap]
) -> None:
    found = placed(offered, gaps)
    if found is not None:
        assert len(set(found)) == len(offered)
        assert set(found) <= {one.paper for one in gaps}
