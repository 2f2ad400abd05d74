"""Each dialect says its facts, in the form that courts' mails have."""

from __future__ import annotations

import email
import email.policy
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta, timezone
from typing import Any

import pytest

from docketmail.demo.court_clerk import Clerk
from docketmail.demo.court_filings import Paper
from docketmail.demo.court_notices import (
    Attached,
    Docketed,
    Facts,
    Mailed,
    acms_nda,
    appellate_nda,
    bankruptcy_claim,
    bankruptcy_html,
    district_html,
    district_plain,
    district_summary,
    placeholder,
    sender_of,
    summary_list,
    vouched,
)
from docketmail.demo.pdfs import make_pdf


Dialect = Callable[[Facts], bytes]
HOSTS: dict[Dialect, str] = {
    district_html: "ecf.vtd.uscourts.gov",
    district_plain: "ecf.vtd.uscourts.gov",
    bankruptcy_html: "ecf.vtb.uscourts.gov",
    appellate_nda: "ecf.ca2.uscourts.gov",
    acms_nda: "ca9-showdoc.azurewebsites.us",
}
PAPERS = [Paper(make_pdf("Motion")), Paper(make_pdf("Exhibit A"), "Exhibit A")]
RECIPIENTS = (
    Mailed("Ada Okafor", ("ada.okafor@quillfeather.example", "docket@quillfeather.example")),
    Mailed("Bela Novak", ("bela@novak.example",)),
)


def facts_for(dialect: Dialect) -> Facts:
    clerk = Clerk()
    host = HOSTS[dialect]
    case = Docketed(
        "2:26-cv-00117-wks",
        "Maple Hollow Creamery, Inc. v. Greenledge & Sons <LLC>",
        "45",
        clerk.grant(clerk.file(host, PAPERS)).links,
        filer="Okafor, Ada",
        parties=("Maple Hollow Creamery, Inc.",),
        recipients=RECIPIENTS,
    )
    return Facts(
        host,
        "District of Vermont",
        (case,),
        "MOTION to Compel filed by Maple Hollow. (Attachments: # (1) Exhibit A)(Okafor, Ada)",
        "Motion to Compel",
        datetime(2026, 3, 2, 16, 5, 9, tzinfo=timezone(-timedelta(hours=5))),
        "EST",
        8123457,
        (Attached(filename="suppressed"), Attached("Exhibit A", "C:\\fakepath\\a.pdf")),
    )


def body_of(mail: bytes) -> str:
    return email.message_from_bytes(mail).get_payload()  # type: ignore[return-value]


@pytest.mark.parametrize("dialect", HOSTS)
def test_a_mail_can_go_through_smtp_as_it_is(dialect: Dialect) -> None:
    mail = dialect(facts_for(dialect))
    lines = mail.split(b"\r\n")
    assert not any(b"\n" in line or b"\r" in line for line in lines)
    assert max(map(len, lines)) < 998
    mail.decode("ascii")


@pytest.mark.parametrize("dialect", HOSTS)
def test_the_court_writes_to_itself(dialect: Dialect) -> None:
    mail = email.message_from_bytes(dialect(facts_for(dialect)), policy=email.policy.default)
    assert mail["From"] == mail["To"] == sender_of(HOSTS[dialect])
    assert mail["Message-ID"].startswith("<8123457@")
    assert mail["Date"].datetime == facts_for(dialect).entered
    assert "Motion to Compel" in mail["Subject"]
    assert "Maple Hollow Creamery, Inc. v. Greenledge & Sons <LLC>" in mail["Subject"]


@pytest.mark.parametrize("dialect", HOSTS)
def test_links_stand_as_they_were_granted(dialect: Dialect) -> None:
    facts = facts_for(dialect)
    body = body_of(dialect(facts))
    for link in facts.cases[0].links:
        assert len(re.findall(re.escape(link) + r"[\"'\r\n]", body)) == 1


@pytest.mark.parametrize("dialect", HOSTS)
def test_what_was_said_is_there(dialect: Dialect) -> None:
    facts = facts_for(dialect)
    body = body_of(dialect(facts)).replace("\r\n", " ")
    said = [facts.docket_text, facts.court_name, *facts.cases[0].recipients[0].addresses]
    assert [text for text in said if text not in body] == []
    when = re.search(r"entered .*?on (\S+) (?:at )?(\S+ PM) EST +and filed on ([\d/]+)", body)
    assert when
    assert when.groups() in {
        ("3/2/2026", "4:05 PM", "3/2/2026"),
        ("03/02/2026", "4:05:09 PM", "03/02/2026"),
    }


@pytest.mark.parametrize("dialect", [district_html, district_plain, bankruptcy_html, appellate_nda])
def test_each_document_has_its_file_number(dialect: Dialect) -> None:
    body = re.sub(r"<[^>]*>|\s", "", body_of(dialect(facts_for(dialect))))
    assert re.findall(r"FileNumber=(\d+-\d)\]\[[0-9a-f]{128}\]\]", body) == [
        "8123456-0",
        "8123456-1",
    ]


@pytest.mark.parametrize("dialect", [district_html, district_plain])
def test_a_text_entry_has_no_document(dialect: Dialect) -> None:
    facts = facts_for(dialect)
    case = replace(facts.cases[0], links=())
    body = body_of(dialect(replace(facts, cases=(case,), documents=())))
    assert "45(No document attached)" in body
    assert "doc1" not in body
    assert "FileNumber" not in body


def test_several_cases_have_a_table_each_and_one_docket_text() -> None:
    facts = facts_for(district_html)
    (own,) = facts.cases
    magic = own.links[0].split("magic_num=")[1]
    other = replace(own, number="2:26-cv-00118", links=(placeholder(own.links[0], magic),))
    body = body_of(district_html(replace(facts, cases=(own, other))))
    assert body.count("Case Name:") == 2
    assert body.count("Docket Text:") == 1
    assert re.findall(r"magic_num=(\w+)\"", body) == [magic, "MAGIC"]
    assert body.count("Notice has been electronically mailed to:") == 2


@pytest.mark.parametrize("dialect", HOSTS)
def test_the_firm_s_mail_server_can_vouch_for_the_court(dialect: Dialect) -> None:
    plain = dialect(facts_for(dialect))
    mail = vouched(plain, "mx.quillfeather.example")
    assert mail.endswith(plain)
    results = email.message_from_bytes(mail, policy=email.policy.default)["Authentication-Results"]
    domain = sender_of(HOSTS[dialect]).split("@")[1]
    assert results.startswith("mx.quillfeather.example; spf=pass")
    assert results.endswith(f"dmarc=pass header.from={domain}")


@pytest.mark.parametrize(
    ("dialect", "change", "printed"),
    [
        (district_html, {"parties": ("A", "B & Co.")}, "<tr><td></td><td>B & Co.</td></tr>"),
        (district_plain, {"parties": ("A", "B & Co.")}, "Filer:  A\n        B & Co."),
        (bankruptcy_html, {"closed": date(2026, 3, 1)}, "WARNING: CASE CLOSED on 03/01/2026"),
        (bankruptcy_html, {"document_number": ""}, ">doc</a>"),
        (bankruptcy_html, {"not_mailed": ("O'Shea\n1 Kiln Lane",)}, "<BR>O'Shea\n<BR>1 Kiln Lane"),
        (district_html, {"docket_text": "Its own."}, "Its own."),
        (district_html, {"defendant": "-2"}, "2:26-cv-00117-wks-2 Notice has been"),
        (appellate_nda, {"recipients": (Mailed("Q", ("q@x.example",), "Clerk"),)}, "Q, Clerk: q@"),
    ],
)
def test_what_is_a_case_s_own_is_printed(
    dialect: Dialect, change: dict[str, Any], printed: str
) -> None:
    facts = facts_for(dialect)
    case = replace(facts.cases[0], **change)
    assert printed in body_of(dialect(replace(facts, cases=(case,)))).replace("\r\n", "\n")


def test_documents_of_a_case_s_own_have_a_number_of_their_own() -> None:
    facts = facts_for(bankruptcy_html)
    one = replace(facts.cases[0], documents=(Attached(), Attached("Exhibit A")))
    two = replace(one, number="26-20092", documents=(Attached(),))
    body = re.sub(r"<[^>]*>|\s", "", body_of(bankruptcy_html(replace(facts, cases=(one, two)))))
    assert re.findall(r"FileNumber=(\d+-\d)\]", body) == ["8123456-0", "8123456-1", "8123457-0"]


def test_a_claim_has_no_docket_text_and_no_date_of_filing() -> None:
    body = body_of(bankruptcy_claim(facts_for(bankruptcy_html)))
    assert "Notice of Electronic Claims Filing" in body
    assert "Docket Text" not in body
    assert "filed on" not in body


def test_an_edit_and_a_second_printing_say_so() -> None:
    facts = facts_for(bankruptcy_html)
    assert "It was edited by nsha on 3/2/2026." in body_of(
        bankruptcy_html(replace(facts, edited_by="nsha"))
    )
    again = district_html(replace(facts, regenerated=facts.entered + timedelta(days=1)))
    assert "re-generated NEF. Created on 3/3/2026 at 4:05 PM EST" in body_of(again)


@pytest.mark.parametrize("summary", [district_summary, summary_list])
def test_a_summary_has_every_notice_of_the_day(
    summary: Callable[[Sequence[Facts]], bytes],
) -> None:
    facts = facts_for(district_html)
    other = replace(facts, cases=(replace(facts.cases[0], number="2:26-cv-00118"),))
    body = body_of(summary([facts, other]))
    assert body.count("2:26-cv-00117-wks") > 0 < body.count("2:26-cv-00118")
    assert body.count("Docket Text:") == 2


def test_what_is_not_ascii_is_utf_8_in_the_text_and_encoded_in_the_subject() -> None:
    facts = facts_for(district_html)
    mail = district_html(replace(facts, cases=(replace(facts.cases[0], caption="Núñez v. Ng"),)))
    head, _, body = mail.partition(b"\r\n\r\n")
    assert "Núñez v. Ng".encode() in body
    assert head.isascii()
    parsed = email.message_from_bytes(mail, policy=email.policy.default)
    assert "Núñez v. Ng" in parsed["Subject"]
