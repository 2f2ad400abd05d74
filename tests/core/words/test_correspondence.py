from __future__ import annotations

from dataclasses import replace

import pytest

from docketmail.core.letter import LetterKind, Mailbox, PassedOn, Undelivered
from docketmail.core.notice import Kind
from docketmail.core.words.correspondence import mail_sheet
from docketmail.core.words.page import sheet
from docketmail.core.words.sheet import Block, Part, Sheet
from docketmail.core.words.subject import badges, subject
from letter_samples import letter


MAIL = PassedOn(
    kind=Kind.ANNOUNCEMENT,
    by_court=True,
    sender="ecf_notice@cand.uscourts.gov",
    subject="ECF will be down on Sunday",
    text="The system rests from 6 AM.\nPlease file on Monday.",
)
LINK = "https://file.supremecourt.gov/casenotification/update?verify=4b7f"


def said(**changed: object) -> Sheet:
    mail = replace(MAIL, **changed)  # type: ignore[arg-type]
    return mail_sheet(replace(letter, filing=None, mail=mail), mail)


def test_a_mail_is_told_as_it_came_and_by_whom() -> None:
    told = said()
    assert told.place == "From ecf_notice@cand.uscourts.gov"
    assert told.headline == "ECF will be down on Sunday"
    assert told.lead == (
        "Announced by the court. It tells of no filing.",
        "It goes as it came, to the noticed attorney and the desk alone.",
    )
    assert (told.verbatim, told.blocks) == ("THE MAIL", (Block((), MAIL.text),))


def test_what_could_not_be_read_may_tell_of_a_filing() -> None:
    assert said(unread=True).lead[0].endswith("it may tell of a filing, and time may run.")


def test_what_is_not_the_court_s_own_is_not_said_to_be() -> None:
    told = said(by_court=False, kind=Kind.INVITATION, sender="a@evil.example", subject="")
    assert "the court" not in told.lead[0]
    assert told.headline == "Sent to the firm's intake address, not by a court"
    assert told.place == "From a[@]evil[.]example"


def test_an_invitation_is_followed_from_the_reader_s_own_copy() -> None:
    assert said(kind=Kind.INVITATION).after[0].startswith("To take part, open the link in your own")


def test_a_request_to_confirm_shows_its_link_to_the_desk_and_says_it_was_not_opened() -> None:
    desk = said(kind=Kind.SUBSCRIPTION, to_open=(LINK, LINK + "0"))
    assert "did not open the link" in desk.after[0]
    assert desk.command.split("\n") == [LINK, LINK + "0"]
    attorney = said(kind=Kind.SUBSCRIPTION)
    assert "the desk has it" in attorney.after[0]
    assert attorney.command == ""


def test_a_text_that_could_not_be_read_is_no_empty_mail() -> None:
    assert "could not read its text" in said(text="").blocks[0].text


def test_words_that_restrict_mask_the_subject_and_not_the_body() -> None:
    mail = replace(MAIL, restricted_because="subject: sealed", subject="Sealed filings")
    content = replace(letter, filing=None, mail=mail)
    assert subject(content, Part()) == "RESTRICTED: Announced by the court"
    assert badges(content) == ("RESTRICTED",)
    assert sheet(content, Part()).alerts[0].startswith("RESTRICTED - subject: sealed.")
    assert sheet(content, Part()).headline == "Sealed filings"


def test_the_footer_says_what_is_attached() -> None:
    content = replace(letter, filing=None, mail=MAIL)
    [attached, *_] = sheet(content, Part(original=True)).footer
    assert attached.startswith("The mail itself is attached, without its links")


def test_the_subject_says_whose_mail_it_is() -> None:
    content = replace(letter, filing=None, mail=MAIL)
    assert subject(content, Part()) == "Announced by the court: ECF will be down on Sunday"
    unnamed = replace(content, mail=replace(MAIL, subject="", by_court=False))
    assert subject(unnamed, Part()).endswith("not by a court: (no subject)")


def test_somebody_else_s_letter_says_so_first() -> None:
    refused = Undelivered(Mailbox("Lena Park", "l.park@hartwell.example"), 550)
    content = replace(letter, kind=LetterKind.UNDELIVERED, filing=None, mail=MAIL, about=refused)
    assert mail_sheet(content, MAIL).lead[0].startswith("This letter was for Lena Park")


@pytest.mark.parametrize("kind", [*Kind])
def test_a_mail_of_every_kind_can_be_passed_on(kind: Kind) -> None:
    assert sheet(replace(letter, filing=None, mail=replace(MAIL, kind=kind)), Part()).lead
