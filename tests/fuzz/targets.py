"""What strangers' bytes reach: the reader of mails, and the reader of a court's pages."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from docketmail.cli.explain_notice import explanation, told
from docketmail.core.courts import cmecf, read
from docketmail.core.notice import Link, Notice
from docketmail.core.retrieval import MAX_PAGE, Answer


TESTS: Final = Path(__file__).parents[1]
LINK: Final = Link(
    url="https://ecf.nysd.uscourts.gov/doc1/127035551234?caseid=1&de_seq_num=8&magic_num=48201973",
    document_id="127035551234",
    magic="48201973",
    sequence="8",
    court_case_id="1",
)
MOST_REQUESTS: Final = 1000
"""Of one walk in which every answer is the same page."""


def read_mail(raw: bytes) -> None:
    """Read a mail; no link of a notice leads anywhere but to a court."""
    reading = read(raw)
    if isinstance(reading, Notice):
        for link in reading.links:
            assert link.host.endswith((".uscourts.gov", ".azurewebsites.us")), link
            assert link.magic, link


def explain_mail(raw: bytes) -> None:
    """Read a mail and say what it says, as `docketmail explain notice` does."""
    reading = read(raw)
    explanation(reading)
    for line in told("mail", reading):
        assert "\n" not in line or reading.subject


def read_page(body: bytes) -> None:
    """Read a page as the answer to a look."""
    cmecf.pages.read_page(_answer(LINK.url, body), LINK)


def walk_page(body: bytes) -> None:
    """Walk where a page leads, every answer being that page: nowhere but this court, and to an end."""
    steps = cmecf.retrieve(LINK, announced=bool(len(body) % 2))
    answer: Answer | None = None
    for _ in range(MOST_REQUESTS):
        try:
            get = next(steps) if answer is None else steps.send(answer)
        except StopIteration:
            return
        assert get.url.startswith("https://ecf.nysd.uscourts.gov/"), get
        answer = _answer(get.url, body)


def _answer(url: str, body: bytes) -> Answer:
    return Answer(url, 200, "text/html", body=body[:MAX_PAGE], size=len(body))


def mails() -> list[bytes]:
    return [path.read_bytes() for path in sorted(TESTS.glob("notices/*/*.eml"))]


def pages() -> list[bytes]:
    return [path.read_bytes() for path in sorted(TESTS.glob("pages/*.html"))]


TARGETS: Final[dict[str, tuple[Callable[[bytes], None], Callable[[], list[bytes]]]]] = {
    "mails": (explain_mail, mails),
    "pages": (walk_page, pages),
}
"""What is fuzzed, and the samples to begin with."""
