"""A state envelope in words: what has become of it, and when."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docketmail.core.envelope import Envelope, Step
from docketmail.core.notice import Kind
from docketmail.core.words.phrases import listed, moment


SERVICE_ONLY: Final = "It is served alone and not filed with the court: no acceptance follows."
NOT_YET: Final = "The clerk has not accepted it yet; acceptance or return follows in this thread when the court mails it."
_STEPS: Final = {
    Kind.SUBMITTED: "submitted",
    Kind.SERVED: "served",
    Kind.ACCEPTED: "accepted by the clerk",
    Kind.RETURNED: "returned by the clerk",
}


def history(envelope: Envelope) -> Iterator[str]:
    """What has become of an envelope, and what the clerk wrote."""
    steps = [_step(step) for step in envelope.steps if step.kind in _STEPS]
    yield f"Envelope {envelope.number}: {listed(steps)}."
    done = {step.kind for step in envelope.steps}
    if not done & {Kind.ACCEPTED, Kind.RETURNED}:
        yield SERVICE_ONLY if envelope.service_only else NOT_YET
    if envelope.comments:
        yield f"The clerk wrote: {' '.join(envelope.comments.split())}"


def _step(step: Step) -> str:
    return f"{_STEPS[step.kind]} {moment(step.at)}" if step.at else _STEPS[step.kind]
