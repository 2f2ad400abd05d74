"""Every kind of mail that a court sends has its fate: delivered, passed on as it came, or held. None is dropped."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from email.message import EmailMessage

import pytest

from docketmail.commands import COMMANDS
from docketmail.core.lifecycle import LookState, PaperState
from docketmail.core.notice import Kind
from docketmail.core.records import FilingRecord, Hold, LookRecord, Paper
from docketmail.core.roster import CourtCase, Matter
from docketmail.demo.court_filings import Filing, Grant, Paper as Filed
from docketmail.demo.court_notices import (
    Attached,
    Docketed,
    Facts,
    Mailed,
    bankruptcy_claim,
    district_html,
    district_summary,
    summary_list,
    vouched,
)
from docketmail.demo.pdfs import make_pdf
from docketmail.ports import Refused
from offices import ANNA, BEN, CLARA, DESK, MATTER, PARALEGAL
from town import CAND, MX, PACIFIC, Town, body_of, papers_of


CTB = "ecf.ctb.uscourts.gov"
NUMBER = "4:26-cv-00771-JST"
COUNSEL = MATTER.outside[0].email
READERS = (ANNA.email, DESK.email, PARALEGAL.email, COUNSEL)
ORDER = "ORDER granting 12 Motion to Continue."
EDITED = "Added Correct PDF to document. ORDER granting in part 12 Motion to Continue."


@pytest.fixture
async def town() -> Town:
    here = Town()
    await here.boot()
    return here


def told(
    town: Town,
    filing: Filing | None,
    text: str = ORDER,
    *,
    grant: Grant | None = None,
    number: str = NUMBER,
    caption: str = "Marlow v. Ostrander",
    document: str = "45",
    recipients: tuple[str, ...] = (ANNA.court_addresses[0],),
) -> Facts:
    """What a notice of one case says, entered now."""
    town.serial += 10
    granted = grant or (town.clerk.grant(filing) if filing else None)
    case = Docketed(
        number,
        caption,
        document_number=document if filing else "",
        links=granted.links if granted else (),
        filer="Ostrander",
        recipients=tuple(Mailed(a.partition("@")[0], (a,)) for a in recipients),
    )
    return Facts(
        host=filing.host if filing else CAND,
        court_name="Northern District of California",
        cases=(case,),
        docket_text=text,
        short_description="Order",
        entered=town.clock.now().astimezone(PACIFIC),
        zone="PST",
        serial=town.serial,
        documents=tuple(Attached(paper.description) for paper in filing.papers) if filing else (),
    )


async def arrive(town: Town, mail: bytes, *to: str) -> None:
    await town.receive(mail, *to)
    await town.settle()
    assert (town.defects, town.clerk.harms) == ([], [])


async def first_told(town: Town, **how: object) -> tuple[Filing, Grant, Facts]:
    """An order that everybody of the matter was told of, a day ago."""
    filing = town.file()
    grant = town.clerk.grant(filing)
    facts = told(town, filing, grant=grant, **how)  # type: ignore[arg-type]
    await arrive(town, vouched(district_html(facts), MX))
    town.clock.tick(24 * 3600)
    return filing, grant, facts


def edit(town: Town, filing: Filing, facts: Facts, text: str = EDITED) -> bytes:
    """The court's notice of the same entry, corrected: another look at the same document."""
    [case] = facts.cases
    links = town.clerk.grant(filing).links
    changed = replace(
        facts, cases=(replace(case, links=links),), docket_text=text, edited_by="kf", serial=9000
    )
    return vouched(district_html(changed), MX)


def made_again(facts: Facts, **changed: object) -> bytes:
    """The court's notice of the same entry, made once more an hour later."""
    again = replace(facts, regenerated=facts.entered + timedelta(hours=1), **changed)  # type: ignore[arg-type]
    return vouched(district_html(again), MX)


def since(town: Town, reader: str) -> EmailMessage:
    """The one letter that a reader had after the first."""
    _, letter = town.inbox(reader)
    return letter


# Docket edits


async def test_an_edit_is_told_as_a_correction_to_everybody_who_was_told_of_the_entry(
    town: Town,
) -> None:
    filing, _, facts = await first_told(town)
    corrected = replace(filing, papers=(Filed(make_pdf("Corrected order")),))
    await arrive(town, edit(town, corrected, facts))

    for reader in READERS:
        letter = since(town, reader)
        assert letter["Subject"].startswith("CORRECTED: ")
        text = body_of(letter)
        assert EDITED in text
        assert ORDER in text, "what the entry said before"
        assert "instead of the one of March 2, 2026" in text
        assert "Use the paper that is attached here" in text
        [(name, pdf)] = papers_of(letter).items()
        assert pdf.startswith(make_pdf("Corrected order"))
        assert "corrected]" in name
        assert name not in papers_of(town.inbox(reader)[0])
        assert letter["References"] == town.inbox(reader)[0]["References"], "the case's thread"
    before, after = await town.all(FilingRecord)
    assert (after.kind, after.earlier) == (Kind.DOCKET_EDIT, before.id)
    assert [look.state for look in await town.all(LookRecord)] == [LookState.STORED] * 2


async def test_a_paper_that_an_edit_left_as_it_was_does_not_go_again(town: Town) -> None:
    filing, _, facts = await first_told(town)
    await arrive(town, edit(town, filing, facts, "Modified Dkt text from 'Odrer' to 'ORDER'."))
    for reader in READERS:
        letter = since(town, reader)
        assert papers_of(letter) == {}
        assert "unchanged; sent with an earlier letter" in body_of(letter)
    assert all(paper.state is PaperState.HERE for paper in await town.all(Paper))


async def test_who_was_told_of_the_entry_is_told_of_its_edit_though_the_court_lists_them_no_more(
    town: Town,
) -> None:
    both = (ANNA.court_addresses[0], BEN.email)
    filing, _, facts = await first_told(town, recipients=both)
    alone = replace(facts.cases[0], recipients=facts.cases[0].recipients[:1])
    await arrive(town, edit(town, filing, replace(facts, cases=(alone,))))
    assert since(town, BEN.email)["Subject"].startswith("CORRECTED: ")


async def test_who_may_not_read_the_matter_any_more_is_not_told_of_the_edit(town: Town) -> None:
    filing, _, facts = await first_told(town)
    alone = replace(MATTER, readers=("anna",), outside=())
    await town.matters_are(alone)
    await arrive(town, edit(town, filing, facts))
    assert len(town.inbox(PARALEGAL.email)) == len(town.inbox(COUNSEL)) == 1
    assert len(town.inbox(ANNA.email)) == 2


async def test_an_edit_of_an_entry_that_was_never_told_is_told_whole(town: Town) -> None:
    filing = town.file()
    facts = replace(told(town, filing, EDITED), edited_by="kf")
    await arrive(town, vouched(district_html(facts), MX))
    [letter] = town.inbox(PARALEGAL.email)
    assert letter["Subject"].startswith("CORRECTED: ")
    assert "You have no earlier letter about this entry." in body_of(letter)
    assert len(papers_of(letter)) == 1


async def test_an_edit_of_a_restricted_entry_is_restricted_whatever_it_says_itself(
    town: Town,
) -> None:
    filing = town.file()
    facts = told(town, filing, "MOTION to Seal Exhibit 4 by Ostrander.")
    await arrive(town, vouched(district_html(facts), MX))
    town.clock.tick(3600)
    await arrive(town, edit(town, filing, facts, "Modified Date Filed from 3/1/2026 to 3/2/2026."))
    assert town.inbox(COUNSEL) == []
    letter = since(town, PARALEGAL.email)
    assert letter["Subject"].startswith("CORRECTED, RESTRICTED: cand")
    assert "Marlow" not in letter["Subject"]


async def test_what_only_the_menu_told_restricts_the_edit_too(town: Town) -> None:
    papers = (Filed(make_pdf("Motion")), Filed(make_pdf("A"), "Exhibit A - Unsealed Affidavit"))
    filing = town.file(*papers)
    facts = replace(told(town, filing), documents=(Attached(), Attached("Exhibit A")))
    await arrive(town, vouched(district_html(facts), MX))
    assert town.inbox(COUNSEL) == []
    alone = replace(filing, papers=papers[:1])
    await arrive(town, edit(town, alone, replace(facts, documents=(Attached(),))))
    assert town.inbox(COUNSEL) == []
    assert "CORRECTED, RESTRICTED" in since(town, PARALEGAL.email)["Subject"]


async def test_the_look_of_an_edit_stays_closed_where_the_restricted_entry_s_was(
    town: Town,
) -> None:
    filing = town.file()
    rival = ("rival@otherside.example",)
    facts = told(town, filing, "SEALED MOTION by Ostrander.", recipients=rival)
    await arrive(town, vouched(district_html(facts), MX))
    await arrive(town, edit(town, filing, facts, "Modified Date Filed from 3/1/2026 to 3/2/2026."))
    assert town.courthouse.asked == []
    for reader in (ANNA.email, DESK.email):
        assert all("Ostrander." not in body_of(letter) for letter in town.inbox(reader))


async def test_what_was_called_back_stays_gone_when_its_entry_is_edited(town: Town) -> None:
    filing, _, facts = await first_told(town)
    [paper] = await town.all(Paper)
    await COMMANDS["papers.call_back"](
        town.world, by="uid:7", papers=[paper.id], why="filed in error"
    )
    await town.settle()
    town.relay.taken.clear()
    await arrive(town, edit(town, filing, facts))
    for reader in READERS:
        [letter] = town.inbox(reader)
        assert papers_of(letter) == {}
        assert "called back" in body_of(letter)

    redacted = replace(filing, papers=(Filed(make_pdf("Redacted")),))
    await arrive(town, edit(town, redacted, facts, EDITED + " (kf)"))
    assert (await town.all(Paper))[-1].state is PaperState.APART
    assert all(papers_of(mail) == {} for reader in READERS for mail in town.inbox(reader))


async def test_an_entry_that_is_edited_twice_is_told_twice(town: Town) -> None:
    filing, _, facts = await first_told(town)
    await arrive(town, edit(town, filing, facts, "Modified Dkt text from 'a' to 'b'."))
    town.clock.tick(24 * 3600)
    await arrive(town, edit(town, filing, facts, "Modified Dkt text from 'b' to 'c'."))
    first, second, third = town.inbox(ANNA.email)
    assert "from 'a' to 'b'" in body_of(second)
    assert "instead of the one of March 3, 2026" in body_of(third)
    assert [one.earlier is None for one in await town.all(FilingRecord)] == [True, False, False]
    assert papers_of(first) != {}
    assert papers_of(third) == {}, "the very bytes went with the first"


# Notices that the court makes again


async def test_a_notice_made_again_without_news_is_one_short_letter_to_attorney_and_desk(
    town: Town,
) -> None:
    _, _, facts = await first_told(town)
    await arrive(town, made_again(facts))
    for reader in (ANNA.email, DESK.email):
        letter = since(town, reader)
        assert letter["Subject"].startswith("UPDATED: ")
        said = "The entry is as in your letter of March 2, 2026, and so are the papers"
        assert said in body_of(letter)
        assert "unchanged; sent with an earlier letter" in body_of(letter)
        assert papers_of(letter) == {}
    assert len(town.inbox(PARALEGAL.email)) == len(town.inbox(COUNSEL)) == 1
    assert len(town.courthouse.asked) == 1, "the look is the same, and was spent"


async def test_a_notice_made_again_with_another_look_that_brings_the_same_paper_has_no_news(
    town: Town,
) -> None:
    filing, _, facts = await first_told(town)
    links = town.clerk.grant(filing).links
    await arrive(town, made_again(facts, cases=(replace(facts.cases[0], links=links),)))
    assert papers_of(since(town, ANNA.email)) == {}
    assert len(town.inbox(PARALEGAL.email)) == 1


async def test_a_notice_made_again_with_another_text_goes_to_everybody(town: Town) -> None:
    _, _, facts = await first_told(town)
    await arrive(town, made_again(facts, docket_text="ORDER denying 12 Motion to Continue."))
    for reader in READERS:
        text = body_of(since(town, reader))
        assert "ORDER denying" in text
        assert "The entry is not as in your letter of March 2, 2026." in text
        assert ORDER in text
    before, after = await town.all(FilingRecord)
    assert (after.kind, after.earlier) == (Kind.REGENERATED, before.id)


async def test_a_notice_made_again_that_brings_the_paper_at_last_goes_to_everybody(
    town: Town,
) -> None:
    filing, _, facts = await first_told(town)
    other = replace(filing, papers=(Filed(make_pdf("Order, signed")),))
    links = town.clerk.grant(other).links
    await arrive(town, made_again(facts, cases=(replace(facts.cases[0], links=links),)))
    for reader in READERS:
        letter = since(town, reader)
        assert "The entry is as in your letter of March 2, 2026." in body_of(letter)
        [pdf] = papers_of(letter).values()
        assert pdf.startswith(make_pdf("Order, signed"))


async def test_copies_of_a_notice_made_again_are_one_letter_each(town: Town) -> None:
    _, _, facts = await first_told(town)
    await arrive(town, made_again(facts), ANNA.intake)
    await arrive(town, made_again(facts, serial=9100), BEN.intake)
    assert len(town.inbox(ANNA.email)) == len(town.inbox(DESK.email)) == 2
    [letter] = town.inbox(BEN.email)
    assert "You have no earlier letter about this entry." in body_of(letter)
    assert len(papers_of(letter)) == 1, "whoever did not have it has it now"


async def test_a_text_entry_made_again_knows_the_first_one(town: Town) -> None:
    facts = told(town, None, "MINUTE ENTRY: hearing held.")
    await arrive(town, vouched(district_html(facts), MX))
    await arrive(town, made_again(facts))
    assert "The entry is as in your letter" in body_of(since(town, ANNA.email))
    assert len(town.inbox(PARALEGAL.email)) == 1


# Summaries and claims


@pytest.mark.parametrize("summary", [district_summary, summary_list])
async def test_a_summary_of_the_day_opens_every_look_and_shows_each_reader_their_own_cases(
    town: Town, summary: type
) -> None:
    second = Matter(
        id="2000-001", name="2", cases=(CourtCase("cand", "4:26-cv-00800"),), readers=("ben",)
    )
    await town.matters_are(MATTER, second)
    filings = [town.file(Filed(make_pdf(name))) for name in ("First", "Second")]
    day = [
        told(town, filings[0], "ORDER of the first case."),
        told(
            town,
            filings[1],
            "ORDER of the second case.",
            number="4:26-cv-00800-JST",
            caption="Sable v. Brightwater",
            document="12",
        ),
    ]
    await arrive(town, vouched(summary(day), MX))

    assert [look.state for look in await town.all(LookRecord)] == [LookState.STORED] * 2
    for reader, mine, other in (
        (PARALEGAL.email, "first", "second"),
        (COUNSEL, "first", "second"),
        (BEN.email, "second", "first"),
    ):
        [letter] = town.inbox(reader)
        assert f"ORDER of the {mine} case." in body_of(letter)
        assert f"ORDER of the {other} case." not in str(letter)
        assert [pdf.startswith(make_pdf(mine.title())) for pdf in papers_of(letter).values()] == [
            True
        ]
    for reader in (ANNA.email, DESK.email):
        [letter] = town.inbox(reader)
        assert len(papers_of(letter)) == 2
    [record] = await town.all(FilingRecord)
    assert record.kind == Kind.DAILY_SUMMARY


async def test_a_claim_is_delivered_like_a_filing_and_the_claims_register_is_left_alone(
    town: Town,
) -> None:
    matter = Matter(id="3000-1", name="3", cases=(CourtCase("ctb", "26-20091"),), readers=("pat",))
    await town.matters_are(matter)
    filing = town.file(Filed(make_pdf("Claim")), host=CTB)
    facts = told(town, filing, "", number="26-20091", caption="Nimbus Freight, Inc.", document="7")
    await arrive(town, vouched(bankruptcy_claim(facts), MX))
    for reader in (ANNA.email, DESK.email, PARALEGAL.email):
        [letter] = town.inbox(reader)
        assert "Claim filed" in body_of(letter)
        assert len(papers_of(letter)) == 1
    assert all("SearchClaims" not in url for url in town.courthouse.asked)


async def test_an_edited_document_is_not_taken_for_the_claim_of_its_number(town: Town) -> None:
    claim = town.file(Filed(make_pdf("Claim")), host=CTB)
    facts = told(town, claim, "", number="26-20091", caption="Nimbus", document="7")
    await arrive(town, vouched(bankruptcy_claim(facts), MX))
    order = town.file(Filed(make_pdf("Order")), host=CTB)
    edited = told(town, order, EDITED, number="26-20091", caption="Nimbus", document="7")
    await arrive(town, vouched(district_html(replace(edited, edited_by="kf")), MX))
    assert [one.earlier for one in await town.all(FilingRecord)] == [None, None]


# What courts write beside notices


def mail(
    subject: str, body: str, sender: str = "clerk@cand.uscourts.gov", kind: str = "plain"
) -> bytes:
    head = f"Content-Type: text/{kind}\r\nFrom: {sender}\r\nSubject: {subject}\r\n\r\n"
    return head.encode() + body.encode()


ANNOUNCEMENT = (
    "This is an announcement e-mail message generated by Court action through the CM/ECF system.\r\n"
    "ECF rests on Sunday. See https://www.cand.uscourts.gov/rests?id=7 for more.\r\n"
)
INVITATION = (
    "Status conference in 4:26-cv-00771.\r\nJoin ZoomGov Meeting\r\n"
    "https://www.zoomgov.com/j/1609988776?pwd=c2VjcmV0\r\nMeeting ID: 160 998 8776\r\n"
)
CONFIRM = "http://file.supremecourt.gov/casenotification/update?verify=CfDJ8y"
SUBSCRIPTION = (
    "We have received a request that you would like to be notified of any new filings in 25a77. "
    f"Please confirm this choice by clicking <a href={CONFIRM}>here</a>."
)
CHAMBERS = "Counsel: please call chambers about the trial date.\r\nM. Wren, courtroom deputy\r\n"


@pytest.mark.parametrize(
    ("raw", "kind", "headline", "words"),
    [
        (mail("ECF rests", ANNOUNCEMENT), Kind.ANNOUNCEMENT, "Announced by the court", "Sunday"),
        (mail("Conference", INVITATION), Kind.INVITATION, "Invitation from the court", "160 998"),
        (mail("Trial date", CHAMBERS), Kind.OTHER, "From the court", "courtroom deputy"),
        (mail("Test", "This is a test.\r\n"), Kind.OTHER, "From the court", "This is a test."),
    ],
)
async def test_what_a_court_writes_beside_notices_goes_as_it_came_to_attorney_and_desk(
    town: Town, raw: bytes, kind: Kind, headline: str, words: str
) -> None:
    await arrive(town, vouched(raw, MX))
    assert await town.all(Hold) == []
    assert {one.recipient for one in town.relay.taken} == {ANNA.email, DESK.email}
    for reader in (ANNA.email, DESK.email):
        [letter] = town.inbox(reader)
        assert letter["Subject"].startswith(f"{headline}: ")
        assert letter["References"] is None, "it belongs to no case"
        text = body_of(letter)
        assert headline in text
        assert words in text
        assert "clerk@cand.uscourts.gov" in text
        assert "http" not in text
        [copy] = letter.iter_attachments()
        assert copy.get_content_type() == "message/rfc822"
        assert words in str(copy)
        assert "http" not in str(copy)
    [record] = await town.all(FilingRecord)
    assert record.kind == kind
    assert town.courthouse.asked == []


async def test_an_invitation_s_link_is_opened_from_the_attorney_s_own_copy(town: Town) -> None:
    await arrive(town, vouched(mail("Conference", INVITATION), MX))
    [letter] = town.inbox(ANNA.email)
    assert "open the link in your own copy of the invitation" in body_of(letter)
    assert "[link to zoomgov.com removed]" in body_of(letter)
    assert "c2VjcmV0" not in str(letter)


async def test_a_request_to_confirm_shows_its_link_to_the_desk_and_is_never_opened(
    town: Town,
) -> None:
    raw = mail("Case Notification", SUBSCRIPTION, "no-reply@sc-us.gov", "html")
    await arrive(town, vouched(raw, MX))
    [desk] = town.inbox(DESK.email)
    assert CONFIRM in body_of(desk)
    assert "docketmail did not open the link" in body_of(desk)
    [attorney] = town.inbox(ANNA.email)
    assert "CfDJ8y" not in str(attorney)
    assert "the desk has it" in body_of(attorney)
    assert town.courthouse.asked == []


async def test_a_request_that_comes_again_with_another_link_is_told_again(town: Town) -> None:
    for token in ("CfDJ8y", "Zm9vYm"):
        body = SUBSCRIPTION.replace("CfDJ8y", token)
        await arrive(town, vouched(mail("s", body, "no-reply@sc-us.gov", "html"), MX))
    assert len(town.inbox(DESK.email)) == 2


async def test_a_desk_that_is_refused_leaves_the_link_to_the_second_person(town: Town) -> None:
    town.relay.answers[DESK.email] = [Refused(550)]
    raw = mail("Case Notification", SUBSCRIPTION, "no-reply@sc-us.gov", "html")
    await arrive(town, vouched(raw, MX))
    [letter] = town.inbox(CLARA.email)
    assert CONFIRM in body_of(letter)
    assert "This letter was for" in body_of(letter)


async def test_five_attorneys_copies_of_an_announcement_are_one_letter_to_the_desk(
    town: Town,
) -> None:
    for number, to in enumerate((ANNA.intake, BEN.intake)):
        await arrive(town, vouched(b"X: %d\r\n" % number + mail("s", ANNOUNCEMENT), MX), to)
    assert [len(town.inbox(x.email)) for x in (ANNA, BEN, DESK)] == [1, 1, 1]


async def test_the_same_announcement_a_month_later_is_told_again(town: Town) -> None:
    for number in range(2):
        await arrive(town, vouched(b"X: %d\r\n" % number + mail("s", ANNOUNCEMENT), MX))
        town.clock.tick(30 * 24 * 3600)
    assert len(town.inbox(ANNA.email)) == len(town.inbox(DESK.email)) == 2


async def test_a_word_that_restricts_keeps_the_copy_back_and_masks_the_subject(town: Town) -> None:
    body = ANNOUNCEMENT + "Sealed documents are filed on paper from now on.\r\n"
    await arrive(town, vouched(mail("Sealed filings", body), MX))
    for reader in (ANNA.email, DESK.email):
        [letter] = town.inbox(reader)
        assert letter["Subject"] == "RESTRICTED: Announced by the court"
        assert "filed on paper" in body_of(letter)
        assert [*letter.iter_attachments()] == []


def of_person(raw: bytes) -> bytes:
    results = f"Authentication-Results: {MX}; dkim=pass header.d=quillhart.example; dmarc=pass header.from=quillhart.example\r\n"
    return results.encode() + raw


async def test_what_a_person_of_the_firm_sends_in_has_the_same_fate(town: Town) -> None:
    await arrive(town, of_person(mail("Fwd: Conference", INVITATION, ANNA.email)))
    assert {one.recipient for one in town.relay.taken} == {ANNA.email, DESK.email}
    [letter] = town.inbox(DESK.email)
    assert "not by a court" in body_of(letter)
    assert "160 998 8776" in body_of(letter)
    assert [*letter.iter_attachments()] == [], "it begins with the person's own words"
    assert await town.all(Hold) == []


async def test_a_letter_of_ours_that_is_sent_back_to_us_comes_to_an_end(town: Town) -> None:
    """A mailbox that forwards all its mail to its intake address would else have its letters back for ever."""
    await arrive(town, of_person(mail("Fwd: Conference", INVITATION, ANNA.email)))
    for _ in range(3):
        letter = town.inbox(ANNA.email)[-1]
        await arrive(
            town, of_person(mail(f"Fwd: {letter['Subject']}", body_of(letter), ANNA.email))
        )
        town.clock.tick(60)
    assert len(town.inbox(ANNA.email)) == 1
    assert {hold.rule for hold in await town.all(Hold)} == {"spam"}


BOUNCE = (
    b"From: MAILER-DAEMON@mx.elsewhere.example\r\nSubject: Undelivered Mail Returned to Sender\r\n"
    b'Content-Type: multipart/report; report-type=delivery-status; boundary="b"\r\n\r\n'
    b"--b\r\nContent-Type: text/plain\r\n\r\nYour mail could not be delivered: %d\r\n"
    b"--b\r\nContent-Type: message/delivery-status\r\n\r\nAction: failed\r\n\r\n--b--\r\n"
)


async def test_bounces_are_listed_once_a_day_and_never_answered(town: Town) -> None:
    for number in range(20):
        await arrive(town, BOUNCE % number)
    assert town.relay.taken == []
    await town.pass_time(25 * 3600, by=1800)
    assert [one.recipient for one in town.relay.taken] == [DESK.email]
    assert town.pager.paged == []


async def test_what_could_not_be_read_goes_as_it_came_once_a_person_released_it(
    town: Town,
) -> None:
    broken = district_html(told(town, None)).replace(b"ecf.cand.uscourts", b"ecf.nowhere")
    await arrive(town, vouched(broken, MX))
    [hold] = await town.all(Hold)
    assert hold.rule == "unreadable"
    town.relay.taken.clear()
    await COMMANDS["holds.release"](town.world, by="uid:7", hold=hold.id, why="it is genuine")
    await town.settle()
    for reader in (ANNA.email, DESK.email):
        [letter] = town.inbox(reader)
        assert "it may tell of a filing" in body_of(letter)
        assert "unreadable" in body_of(letter)
        [copy] = letter.iter_attachments()
        assert "ORDER granting" in str(copy)


async def test_what_is_said_of_a_notice_names_its_kind(town: Town) -> None:
    await arrive(town, vouched(mail("ECF rests", ANNOUNCEMENT), MX))
    [listed] = (await COMMANDS["notices.list"](town.world, by="uid:0"))["notices"]
    assert (listed["kind"], listed["court"], listed["sent"]) == ("announcement", "cand", 2)
