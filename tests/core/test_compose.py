from __future__ import annotations

import re
import subprocess
import sys
from dataclasses import replace
from email.message import EmailMessage
from html import unescape

import pytest
from hypothesis import given, settings, strategies as st

from docketmail.core.compose import ORIGINAL, compose
from docketmail.core.court_dates.reading import find
from docketmail.core.letter import Enclosure, LetterContent, LetterKind, Mailbox, Standing
from docketmail.core.notice import Kind
from docketmail.core.original import neutralised
from letter_samples import CASE, case, filing, held, letter, opened, paper, with_papers, words


LIMIT = 20_000_000
NOTICE = neutralised(b"Subject: Activity in Case\nContent-Type: text/html\n\n<p>Notice</p>")


def one(content: LetterContent) -> bytes:
    (mail,) = compose(content, [], limit=LIMIT)
    return mail


def attached(mail: bytes) -> dict[str, bytes]:
    return {
        str(part.get_filename()): part.get_content()
        for part in opened(mail).iter_attachments()
        if part.get_content_type() == "application/pdf"
    }


def test_a_letter_is_a_whole_mail_with_text_html_papers_and_notice() -> None:
    content, pdfs = with_papers(1000, 50)
    (mail,) = compose(content, pdfs, limit=LIMIT, original=NOTICE)
    message = opened(mail)
    assert message["to"] == "Ana Ruiz <ana.ruiz@hartwell.example>"
    assert message["reply-to"] is None
    assert list(attached(mail).values()) == [pdf.pdf for pdf in pdfs]
    assert list(attached(mail)) == [line.file_name for line in content.papers]
    (notice,) = [part for part in message.iter_attachments() if part.get_filename() == ORIGINAL]
    assert notice.get_content()["subject"] == "Activity in Case"
    assert not message.defects
    assert all(not part.defects for part in message.walk())
    assert re.search(rb"(?<!\r)\n|\r(?!\n)", mail) is None
    assert max(len(line) for line in mail.split(b"\r\n")) <= 998
    assert mail.isascii()


def test_the_same_letter_is_the_same_bytes() -> None:
    content, pdfs = with_papers(3000, 3000)
    assert compose(content, pdfs, limit=LIMIT, original=NOTICE) == compose(
        content, pdfs, limit=LIMIT, original=NOTICE
    )


def test_a_long_file_name_stays_in_one_piece() -> None:
    content, pdfs = with_papers(10)
    name = "2026-03-04 [45-2] " + "x" * 98 + ".pdf"
    content = replace(content, papers=(replace(content.papers[0], file_name=name),))
    (mail,) = compose(content, pdfs, limit=LIMIT)
    assert f'filename="{name}"'.encode() in mail


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 60_000), max_size=7), st.integers(30_000, 120_000))
def test_every_part_is_under_the_limit_and_every_paper_goes_once(
    sizes: list[int], limit: int
) -> None:
    content, pdfs = with_papers(*sizes)
    mails = compose(content, pdfs, limit=limit, original=NOTICE)
    assert all(len(mail) <= limit for mail in mails)
    sent = [name for mail in mails for name in attached(mail)]
    assert len(sent) == len(set(sent))
    plain = words(mails[0], "plain")
    for line in content.papers:
        kept = f"docketmail show --save {line.paper}" in plain
        assert kept != (line.file_name in sent)
    for number, mail in enumerate(mails, 1):
        text = words(mail, "plain")
        assert len(re.findall(r" - attached$", text, re.MULTILINE)) == len(attached(mail))
        assert ("(part " in opened(mail)["subject"]) == (len(mails) > 1)
        assert len(mails) == 1 or f"Part {number} of {len(mails)}" in text
        assert (ORIGINAL in mail.decode()) == (number == 1 and "notice is attached" in text)


def test_parts_have_ids_of_their_own_and_name_one_another() -> None:
    content, pdfs = with_papers(20_000, 20_000)
    first, second = compose(content, pdfs, limit=45_000)
    assert opened(first)["message-id"] != opened(second)["message-id"]
    assert "attached to part 2 of 2" in words(first, "plain")
    assert "attached to part 1 of 2" in words(second, "html")


def test_the_notice_stays_behind_where_a_paper_needs_its_room() -> None:
    content, pdfs = with_papers(20_000)
    (alone,) = compose(content, pdfs, limit=LIMIT)
    long = neutralised(b"Content-Type: text/html\n\n" + b"<p>Notice</p>" * 200)
    (mail,) = compose(content, pdfs, limit=len(alone) + 1500, original=long)
    assert list(attached(mail).values()) == [pdfs[0].pdf]
    assert ORIGINAL.encode() not in mail
    assert "notice is attached" not in words(mail, "plain")


def test_words_go_out_whatever_the_limit() -> None:
    content, pdfs = with_papers(10)
    (mail,) = compose(content, pdfs, limit=1)
    assert not attached(mail)
    assert "kept here: docketmail show --save paper_0" in words(mail, "plain")


@pytest.mark.parametrize(
    "enclosures",
    [[], [Enclosure("paper_9", b"")], [Enclosure("paper_0", b""), Enclosure("paper_0", b"")]],
)
def test_a_letter_never_claims_a_paper_that_is_not_there(enclosures: list[Enclosure]) -> None:
    content, _ = with_papers(10)
    with pytest.raises(ValueError, match="not the papers"):
        compose(content, enclosures, limit=LIMIT)


def test_a_paper_stands_once_in_a_letter() -> None:
    content = replace(letter, papers=(paper(0), paper(0)))
    with pytest.raises(ValueError, match="twice"):
        compose(content, [Enclosure("paper_0", b"")] * 2, limit=LIMIT)


@settings(max_examples=60, deadline=None)
@given(text=st.text(), caption=st.text(), title=st.text(), name=st.text())
def test_any_words_arrive_as_they_were_and_never_become_headers(
    text: str, caption: str, title: str, name: str
) -> None:
    told = replace(case, docket_text=text, caption=caption, filers=(name,), noticed=(name,))
    content = replace(
        letter,
        filing=replace(filing, cases=(told,), title=title, matter=name),
        postmark=replace(letter.postmark, reader=Mailbox(name, "ana@hartwell.example")),
        papers=(replace(paper(1, Standing.FOLLOWS), description=title),),
    )
    mail = one(content)
    message = opened(mail)
    assert not message.defects
    assert message["to"].addresses[0].addr_spec == "ana@hartwell.example"
    assert sorted(message.keys()) == sorted(opened(one(letter)).keys())
    assert message["subject"].isprintable()
    if text.isprintable() and "uid=" not in text and text.strip():
        assert text in words(mail, "plain")
        assert text in unescape(words(mail, "html"))


def test_markup_in_a_docket_text_is_text() -> None:
    told = replace(case, docket_text="<script>x</script> & <b>")
    html = words(one(replace(letter, filing=replace(filing, cases=(told,)))), "html")
    assert "&lt;script&gt;x&lt;/script&gt; &amp; &lt;b&gt;" in html


LOOKS = (
    "https://ecf.cand.uscourts.gov/doc1/0351?caseid=1&de_seq_num=3&magic_num=77910494",
    "https://ecf.ca2.uscourts.gov/docs1/0020?uid=c31f0a7d52e94b68",
    "https://ca9-showdoc.azurewebsites.us/NDA/0a1b2c3d-1111-2222-3333-444455556666",
)


@pytest.mark.parametrize("look", LOOKS)
def test_no_look_leaves_in_any_field(look: str) -> None:
    told = replace(
        case, docket_text=look, caption=look, filers=(look,), noticed=(look,), others=(look,)
    )
    content = replace(
        letter,
        rule=look,
        notes=(look,),
        filing=replace(filing, cases=(told,), title=look, matter=look, restricted_because=look),
        papers=(
            replace(paper(1, Standing.NOT_OPENED, why=look), description=look, court_page=look),
        ),
    )
    for restricted in (look, ""):
        sent = replace(content, filing=replace(content.told, restricted_because=restricted))
        mail = one(sent)
        everything = str(opened(mail)["subject"]) + words(mail, "plain") + words(mail, "html")
        for secret in ("magic_num", "uid=", "/NDA/", "77910494", "c31f0a7d52e94b68", "0a1b2c3d"):
            assert secret not in everything
            assert secret.encode() not in mail


RESTRICTED = replace(letter, filing=replace(filing, restricted_because="the word sealed"))


@given(st.text(min_size=4, alphabet="QZXJ"))
@settings(max_examples=20, deadline=None)
def test_a_restricted_letter_is_masked_outside_its_body(secret: str) -> None:
    told = replace(case, caption=f"{secret} v. {secret}", docket_text=secret, filers=(secret,))
    content = replace(
        RESTRICTED, filing=replace(RESTRICTED.told, cases=(told,), title=secret, matter=secret)
    )
    mail = one(content)
    message = opened(mail)
    assert message["subject"] == f"RESTRICTED: cand {CASE}"
    assert not any(secret in f"{value}" for value in message.values())
    assert secret in words(mail, "plain")


def test_a_served_paper_says_that_it_is_not_filed() -> None:
    mail = one(replace(letter, filing=replace(filing, kind=Kind.SERVED)))
    assert opened(mail)["subject"].startswith("SERVED - NOT YET FILED: ")
    assert "Served by its filer, not yet accepted by the court" in words(mail, "plain")


def test_a_held_letter_holds_nothing_that_opens() -> None:
    about = replace(held.about, case="http://evil.example/1", sender="x@evil.example")  # type: ignore[type-var]
    mail = one(replace(held, about=about))
    for text in (words(mail, "plain"), words(mail, "html"), opened(mail)["subject"]):
        assert "evil.example" not in text
        assert "docketmail holds show hold_01" in text or "hold_01" in text
    assert opened(mail)["references"] is None


# The calendar file

DATED = replace(
    letter,
    filing=replace(
        filing,
        cases=(
            replace(
                case,
                docket_text="Motion Hearing set for 4/1/2026 at 2:00 PM in Courtroom 5.",
                dates=find("Motion Hearing set for 4/1/2026 at 2:00 PM in Courtroom 5."),
            ),
        ),
    ),
)


def calendars(mail: bytes) -> list[EmailMessage]:
    parts = opened(mail).iter_attachments()
    return [part for part in parts if part.get_content_type() == "text/calendar"]


def test_a_letter_with_dates_has_a_calendar_file_and_says_so() -> None:
    mail = one(DATED)
    (part,) = calendars(mail)
    assert part.get_filename() == "cand 5-26-cv-00123-MKO dates.ics"
    assert part["content-type"].params == {"charset": "utf-8", "method": "PUBLISH"}
    assert part.is_attachment()
    payload = part.get_payload(decode=True)
    assert isinstance(payload, bytes)
    assert payload.startswith(b"BEGIN:VCALENDAR\r\n")
    for subtype in ("plain", "html"):
        text = words(mail, subtype)
        assert "Dates in this entry, as printed: check them" in text
        assert "April 1, 2026 at 2:00 PM (as printed: confirm the time zone)" in text
        assert "attached as a calendar file" in text
    assert mail == one(DATED)


def test_a_letter_without_dates_has_none_and_a_supplement_neither() -> None:
    for content in (letter, replace(DATED, kind=LetterKind.SUPPLEMENT)):
        mail = one(content)
        assert calendars(mail) == []
        assert "calendar file" not in words(mail, "plain")
    assert "Dates in this entry" not in words(one(letter), "html")


def test_nothing_of_a_restricted_entry_is_in_a_calendar() -> None:
    told = replace(DATED.told, restricted_because="docket text: sealed")
    mail = one(replace(DATED, filing=told))
    assert calendars(mail) == []
    assert b".ics" not in mail
    assert b"text/calendar" not in mail
    assert "Motion Hearing" in words(mail, "plain")


def test_the_calendar_file_goes_with_the_first_part_alone() -> None:
    content, pdfs = with_papers(20_000, 20_000)
    dated = replace(content, filing=DATED.filing)
    first, second = compose(dated, pdfs, limit=45_000)
    assert [len(calendars(mail)) for mail in (first, second)] == [1, 0]
    assert "calendar file" in words(first, "plain")
    assert "calendar file" not in words(second, "plain")
    assert all(len(mail) <= 45_000 for mail in (first, second))


@settings(max_examples=30, deadline=None)
@given(st.lists(st.integers(0, 60_000), max_size=5), st.integers(34_000, 120_000))
def test_parts_with_a_calendar_file_stay_under_the_limit(sizes: list[int], limit: int) -> None:
    content, pdfs = with_papers(*sizes)
    mails = compose(replace(content, filing=DATED.filing), pdfs, limit=limit, original=NOTICE)
    assert all(len(mail) <= limit for mail in mails)
    assert sum(len(calendars(mail)) for mail in mails) == 1


def test_the_calendar_file_counts_where_a_paper_fits_by_a_hair() -> None:
    content, pdfs = with_papers(20_000, 20_000)
    dates = find(" ".join(f"Report {n} due by 5/{n}/2026." for n in range(1, 20)))
    entry = replace(case, dates=dates)
    dated = replace(content, filing=replace(filing, cases=(entry,)))
    for limit in range(50_000, 80_000, 500):
        assert all(len(mail) <= limit for mail in compose(dated, pdfs, limit=limit))


def test_what_writes_calendars_is_loaded_for_dates_alone() -> None:
    """It takes 0.2 s, which each command would pay."""
    code = "import sys, docketmail.core.compose; sys.exit('icalendar' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0  # noqa: S603
