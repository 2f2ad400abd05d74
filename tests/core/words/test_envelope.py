from __future__ import annotations

from datetime import UTC, datetime

from docketmail.core.envelope import Envelope, Step
from docketmail.core.notice import Kind
from docketmail.core.words.envelope import NOT_YET, SERVICE_ONLY, history


AT = datetime(2026, 3, 2, 16, 5, tzinfo=UTC)
WHEN = "March 2, 2026 at 4:05 PM (UTC+00:00)"
SUBMITTED, SERVED = Step(Kind.SUBMITTED, AT), Step(Kind.SERVED, AT)


def said(*steps: Step, **more: object) -> list[str]:
    return list(history(Envelope(number="300123", thread="aa", steps=steps, **more)))  # type: ignore[arg-type]


def test_what_was_served_waits_for_the_clerk() -> None:
    assert said(SUBMITTED, SERVED) == [
        f"Envelope 300123: submitted {WHEN} and served {WHEN}.",
        NOT_YET,
    ]


def test_what_is_served_alone_waits_for_nothing() -> None:
    assert said(SERVED, service_only=True)[1:] == [SERVICE_ONLY]


def test_a_step_without_a_time_is_told_without() -> None:
    assert said(Step(Kind.ACCEPTED, None)) == ["Envelope 300123: accepted by the clerk."]


def test_a_return_says_what_the_clerk_wrote() -> None:
    told = said(SERVED, Step(Kind.RETURNED, None), comments="Wrong court:\nfile in  Chancery.")
    assert told[0].endswith("and returned by the clerk.")
    assert told[1:] == ["The clerk wrote: Wrong court: file in Chancery."]
