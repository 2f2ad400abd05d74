"""Walks from a state's landing page, over the toy court's table."""

from __future__ import annotations

import pytest

from court_visits import Visitor
from docketmail.core.courts import tyler
from docketmail.core.notice import Link
from docketmail.core.retrieval import Answer, Cut, Get, Missing, PaperRef, Refusal, Submit, Walked
from docketmail.demo.court_filings import Paper
from docketmail.demo.court_states import GATES, Envelope, StateManner
from docketmail.demo.pdfs import make_pdf


HOST = "illinois.tylertech.cloud"
ADDRESS = "ada.k7q2@in.quillfeather.example"
PAPERS = (
    Paper(make_pdf("Motion"), "Motion to Compel.pdf"),
    Paper(make_pdf("Exhibit"), "Exhibit A - Sealed Bid, Transaction Receipt.pdf"),
)


def opened(
    manner: StateManner, *, address: str = "", lets_in: tuple[str, ...] = ()
) -> tuple[Walked, Visitor, Envelope]:
    visitor = Visitor()
    envelope = visitor.clerk.states.file(HOST, PAPERS, manner, lets_in)
    return visitor.walk(envelope.accepted, address=address), visitor, envelope


@pytest.mark.parametrize("manner", [StateManner.TABLE, StateManner.LIST])
def test_every_resource_of_a_page_is_asked_for_once_and_named_as_the_page_names_it(
    manner: StateManner,
) -> None:
    walked, visitor, envelope = opened(manner)
    assert [(paper.index, paper.document_id) for paper in walked.obtained] == [
        *enumerate(envelope.resources)
    ]
    assert [paper.description for paper in walked.obtained] == [p.description for p in PAPERS]
    assert (walked.missing, visitor.clerk.harms, len(visitor.clerk.requests)) == ((), [], 3)


def test_what_was_served_is_listed_alike() -> None:
    visitor = Visitor()
    envelope = visitor.clerk.states.file(HOST, PAPERS)
    assert len(visitor.walk(envelope.served).obtained) == 2


def test_a_link_that_shows_the_paper_itself_is_its_paper() -> None:
    walked, visitor, envelope = opened(StateManner.DIRECT)
    assert walked == Walked(obtained=(PaperRef(0, envelope.guid),))
    assert len(visitor.clerk.requests) == 1


@pytest.mark.parametrize(
    ("manner", "refusal", "signal"),
    [
        (StateManner.EXPIRED_LABEL, Refusal.UNAVAILABLE, "expired_label"),
        (StateManner.EXPIRED_WORDS, Refusal.UNAVAILABLE, "expired"),
        (StateManner.NO_LONGER, Refusal.UNAVAILABLE, "no_longer"),
        (StateManner.GONE, Refusal.UNAVAILABLE, "status_410"),
        (StateManner.NOT_FOUND, Refusal.UNAVAILABLE, "status_404"),
        (StateManner.LOGIN, Refusal.LOGIN, "password_field"),
        (StateManner.CHALLENGE, Refusal.CHALLENGE, "recaptcha"),
        (StateManner.GATE, Refusal.EMAIL_GATE, "enter_your_address"),
        (StateManner.GATE_WITH_PASSWORD, Refusal.LOGIN, "password_field"),
        (StateManner.GATE_WITH_NAME, Refusal.EMAIL_GATE, "address_name"),
    ],
)
def test_each_end_has_its_name(manner: StateManner, refusal: Refusal, signal: str) -> None:
    walked, visitor, _ = opened(manner)
    (missing,) = walked.missing
    assert (missing.refusal, signal in missing.signals) == (refusal, True)
    assert (walked.obtained, visitor.clerk.harms, len(visitor.clerk.requests)) == ((), [], 1)


def test_a_page_that_says_nothing_leads_nowhere() -> None:
    walked, visitor, _ = opened(StateManner.NONSENSE)
    assert [missing.refusal for missing in walked.missing] == [Refusal.UNKNOWN]
    assert len(visitor.clerk.requests) == 1


@pytest.mark.parametrize("manner", sorted(GATES))
def test_no_form_is_sent_without_the_firm_s_leave(manner: StateManner) -> None:
    _, visitor, envelope = opened(manner, lets_in=(ADDRESS,))
    assert envelope.told == []
    assert [asked.method for asked in visitor.clerk.requests] == ["GET"]


def test_with_the_firm_s_leave_the_gate_is_told_the_address_once() -> None:
    walked, visitor, envelope = opened(StateManner.GATE, address=ADDRESS, lets_in=(ADDRESS,))
    assert envelope.told == [ADDRESS]
    assert [paper.document_id for paper in walked.obtained] == [*envelope.resources]
    assert visitor.clerk.harms == []
    sent = visitor.clerk.requests[1]
    assert (sent.method, sent.host, sent.path) == ("POST", HOST, "/ViewDocuments.aspx")
    assert sent.form.keys() == {"__VIEWSTATE", "txtEmail", "btnSubmit"}


def test_a_service_s_gate_is_passed_alike() -> None:
    visitor = Visitor()
    envelope = visitor.clerk.states.file(HOST, PAPERS, StateManner.GATE, (ADDRESS,))
    assert len(visitor.walk(envelope.served, address=ADDRESS).obtained) == 2


def test_a_gate_that_asks_again_is_told_nothing_more() -> None:
    walked, visitor, envelope = opened(StateManner.GATE_SHUT, address=ADDRESS, lets_in=(ADDRESS,))
    assert envelope.told == [ADDRESS]
    assert [missing.refusal for missing in walked.missing] == [Refusal.EMAIL_GATE]
    assert visitor.clerk.harms == []


@pytest.mark.parametrize(
    "manner", sorted(set(StateManner) - {StateManner.GATE, StateManner.GATE_SHUT})
)
def test_leave_is_for_a_gate_that_asks_for_an_address_and_nothing_else(
    manner: StateManner,
) -> None:
    """Not for a password, a name, another host; not for a page that is no gate."""
    _, visitor, envelope = opened(manner, address=ADDRESS, lets_in=(ADDRESS,))
    assert envelope.told == []
    assert {asked.method for asked in visitor.clerk.requests} == {"GET"}


def test_the_referee_counts_an_address_given_without_leave() -> None:
    _, visitor, _ = opened(StateManner.GATE, address=ADDRESS)
    assert [str(harm.wrong) for harm in visitor.clerk.harms] == [
        "an address given at a gate without leave"
    ]


def test_a_resource_that_is_gone_keeps_no_other_back() -> None:
    walked, visitor, envelope = opened(StateManner.RESOURCE_GONE)
    assert [paper.document_id for paper in walked.obtained] == [envelope.resources[0]]
    assert [missing.refusal for missing in walked.missing] == [Refusal.UNAVAILABLE]
    assert visitor.clerk.harms == []


def test_behind_a_login_no_other_resource_is_asked_for() -> None:
    visitor = Visitor()
    papers = (*PAPERS, Paper(make_pdf("Third"), "Third.pdf"))
    envelope = visitor.clerk.states.file(HOST, papers, StateManner.RESOURCE_LOGIN)
    walked = visitor.walk(envelope.accepted)
    assert [missing.refusal for missing in walked.missing] == [Refusal.LOGIN, Refusal.LOGIN]
    assert len(visitor.clerk.requests) == 3


def test_a_resource_that_breaks_off_is_told() -> None:
    walked, _, envelope = opened(StateManner.RESOURCE_CUT)
    assert walked.missing[0] == Missing(
        PaperRef(0, envelope.resources[0], PAPERS[0].description), Refusal.CUT
    )
    assert len(walked.obtained) == 1


def test_a_landing_page_that_breaks_off_is_told() -> None:
    steps = tyler.retrieve(link(), announced=False)
    next(steps)
    with pytest.raises(StopIteration) as end:
        steps.send(Cut("gone", Refusal.TOO_LARGE))
    assert end.value.value.missing == (Missing(PaperRef(0, GUID), Refusal.TOO_LARGE),)


GUID = "7d0b5d0e-0000-4000-8000-00000000a11c"


def link(tail: str = f"/ViewDocuments.aspx?FID={GUID}") -> Link:
    return Link(f"https://{HOST}{tail}", GUID, GUID)


def test_a_link_of_another_kind_is_not_opened() -> None:
    with pytest.raises(StopIteration) as end:
        next(tyler.retrieve(link("/OfsWeb/Home"), announced=True))
    (missing,) = end.value.value.missing
    assert missing.signals == ("no_tyler_link",)


@pytest.mark.parametrize(
    "href",
    [
        f"https://{HOST}.example/DownloadResource.ashx?RID={GUID}",
        f"http://{HOST}/DownloadResource.ashx?RID={GUID}",
        f"//texas.tylertech.cloud/DownloadResource.ashx?RID={GUID}",
        f"/DownloadResource.ashx?RID={GUID}&buy=1",
        f"/Admin/DownloadResource.ashx?RID={GUID}",
        "/DownloadResource.ashx?RID=4711",
        "https://[/DownloadResource.ashx",
    ],
)
def test_no_other_link_of_a_page_is_a_resource(href: str) -> None:
    steps = tyler.retrieve(link(), announced=False)
    next(steps)
    with pytest.raises(StopIteration):
        steps.send(html(f'<a href="{href}">Motion.pdf</a>'))


def html(body: str, status: int = 200) -> Answer:
    return Answer(link().url, status, "text/html", body=body.encode())


def test_a_page_beside_a_login_lists_nothing() -> None:
    listed = f'<a href="/DownloadResource.ashx?RID={GUID}">Motion.pdf</a>'
    steps = tyler.retrieve(link(), announced=False)
    next(steps)
    with pytest.raises(StopIteration) as end:
        steps.send(html(f'{listed}<p><input type="password"></p>'))
    assert [missing.refusal for missing in end.value.value.missing] == [Refusal.LOGIN]


def test_the_landing_page_again_in_a_resource_s_place_is_not_known() -> None:
    page = html(f'<a href="/DownloadResource.ashx?RID={GUID}"></a>')
    steps = tyler.retrieve(link(), announced=False)
    next(steps)
    got = steps.send(page)
    assert got == Get(
        f"https://{HOST}/DownloadResource.ashx?RID={GUID}", PaperRef(0, GUID, description="")
    )
    with pytest.raises(StopIteration) as end:
        steps.send(page)
    assert [missing.refusal for missing in end.value.value.missing] == [Refusal.UNKNOWN]


FORM = '<form method="post" action=""><input name="e-mail">{}</form><p>enter your email address</p>'


@pytest.mark.parametrize(
    ("page", "sent"),
    [
        (FORM.format(""), (("e-mail", ADDRESS),)),
        (FORM.format('<input type="hidden" name="h" value="&lt;7">'), (("e-mail", ADDRESS), ("h", "<7"))),
        (FORM.format('<input type="checkbox" name="agree">'), None),
        (FORM.format('<input type="email" name="again">'), None),
        (FORM.format('<textarea name="why"></textarea>'), None),
        (FORM.format("</form><form>"), None),
        (FORM.format("").replace("post", "get"), None),
        (FORM.format("").replace('""', '"/Other.aspx"'), None),
        (FORM.format("").replace("e-mail", "who"), None),
        (FORM.format("").replace("<input", '<input type="checkbox"'), None),
        (FORM.format('<div class="g-recaptcha"></div>'), None),
    ],
)  # fmt: skip
def test_a_form_is_sent_as_the_page_has_it_or_not_at_all(
    page: str, sent: tuple[tuple[str, str], ...] | None
) -> None:
    steps = tyler.retrieve(link(), announced=False, address=ADDRESS)
    next(steps)
    try:
        step = steps.send(html(page))
    except StopIteration:
        assert sent is None
    else:
        assert sent is not None
        assert step == Submit(link().url, sent, PaperRef(0, GUID))
