"""An attorney forwarded a notice with a remark above it, and outside counsel had the remark as the court's notice."""

from __future__ import annotations

from offices import ANNA, MATTER
from town import MX, Town, papers_of


async def test_what_a_person_wrote_above_a_forwarded_notice_goes_to_nobody() -> None:
    town = Town()
    await town.boot()
    body = town.notice(town.file()).split(b"\r\n\r\n", 1)[1]
    forwarded = (
        f"Authentication-Results: {MX}; dmarc=pass header.from=quillhart.example\r\n"
        f"From: Anna Quill <{ANNA.email}>\r\n"
        "Subject: Fwd: Activity in Case 4:26-cv-00771-JST Marlow v. Ostrander Order\r\n"
        "Content-Type: text/html\r\n\r\n"
        "<p>Our expert is useless: settle.</p><p>---------- Forwarded message ----------</p>"
    )
    await town.receive(forwarded.encode() + body)
    await town.settle()

    [letter] = town.inbox(MATTER.outside[0].email)
    assert len(papers_of(letter)) == 1
    assert all(b"useless" not in outgoing.mail for outgoing in town.relay.taken)
    assert all(b"message/rfc822" not in outgoing.mail for outgoing in town.relay.taken)
