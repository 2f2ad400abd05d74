from __future__ import annotations

import pytest

from docketmail.core.courts.acms.walk import retrieve
from docketmail.core.notice import Link
from docketmail.core.retrieval import Answer, Cut, Get, Missing, PaperRef, Refusal, Walked


GUID = "0a1b2c3d-0000-4000-8000-0123456789ab"
URL = f"https://ca99-showdoc.azurewebsites.us/NDA/{GUID}"
LINK = Link(URL, GUID, GUID, document_index=2)
PAPER = PaperRef(2, GUID)


def end(reply: Answer | Cut) -> Walked:
    """The walk's end, after its one request."""
    steps = retrieve(LINK, announced=True)
    assert next(steps) == Get(URL, PAPER)
    with pytest.raises(StopIteration) as ended:
        steps.send(reply)
    walked: Walked = ended.value.value
    return walked


def test_a_pdf_is_the_paper() -> None:
    assert end(Answer(URL, 200, is_pdf=True)) == Walked(obtained=(PAPER,))


def test_an_answer_that_breaks_off_is_cut() -> None:
    assert end(Cut("the peer closed")) == Walked(missing=(Missing(PAPER, Refusal.CUT),))


@pytest.mark.parametrize(
    ("answer", "refusal"),
    [
        (
            Answer(URL, 302, location=f"https://ca99-showdoc.azurewebsites.us/Saml2/{GUID}"),
            Refusal.LOGIN,
        ),
        (Answer(URL, 200, body=b"<input type=hidden name=SAMLRequest>"), Refusal.LOGIN),
        (
            Answer(URL, 200, body=b"Transaction Receipt. Accept Charges and Retrieve"),
            Refusal.RECEIPT,
        ),
        (Answer(URL, 404), Refusal.UNAVAILABLE),
        (Answer(URL, 302, location="/NDA/other"), Refusal.UNKNOWN),
        (Answer(URL, 200, body=b"<iframe src='/cgi-bin/show_temp.pl?file=1'>"), Refusal.UNKNOWN),
    ],
)
def test_whatever_else_comes_is_the_end(answer: Answer, refusal: Refusal) -> None:
    [missing] = end(answer).missing
    assert missing.refusal is refusal


@pytest.mark.parametrize(
    "url",
    [
        URL.replace("https", "http"),
        URL.replace("/NDA/", "/Saml2/"),
        URL.replace("ca99-showdoc", "evil"),
        URL + "?a=1",
        f"https://ca99-showdoc.azurewebsites.us.example.com/NDA/{GUID}",
    ],
)
def test_a_link_that_acms_does_not_send_is_not_opened(url: str) -> None:
    with pytest.raises(StopIteration) as ended:
        next(retrieve(Link(url, GUID, GUID), announced=False))
    assert ended.value.value.missing[0].refusal is Refusal.UNKNOWN
