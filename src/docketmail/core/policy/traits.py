"""What a mail has that a genuine notice has not, seen without asking anybody.

The model is the District of Oregon's checklist against the false notices of November 2024, which asked for an
answer and sent a link after it: a genuine one has no attachment, no instruction, its own host alone. The phrases
are few and plain. None of them stands outside a docket text in any of 82 public sample mails (juriscraper), whose
banners (`Please DO NOT RESPOND`, `NOTE TO PUBLIC ACCESS USERS`) speak of answers and downloads too.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Final

from docketmail.core.mail import Mail
from docketmail.core.markup import folded
from docketmail.core.notice import Notice, Reading
from docketmail.core.policy.disguise import disguise
from docketmail.core.policy.facts import Trait
from docketmail.core.policy.senders import below, is_court


WORDING: Final = {
    Trait.ASKS_FOR_ANSWER: re.compile(
        r"\b(?:(?:please|kindly|you must|you should|asked to|required to|need to) (?:reply|respond)\b"
        r"|(?<!not )(?<!never )(?<!cannot )(?:reply|respond)(?: directly)? to this"
        r" (?:e-?mail|mail|message|notice)\b"
        r"|(?:confirm|acknowledge) (?:the )?receipt\b)"
    ),
    Trait.TELLS_WHAT_TO_DO: re.compile(
        r"\b(?:(?:immediate|urgent|further) action (?:is )?(?:required|needed)\b|action required\b"
        r"|fail(?:ure|ing)? to (?:respond|reply|comply|act)\b"
        r"|(?:respond|reply|comply|pay|act|appear) (?:by|before|no later than|within) \w"
        r"|within (?:the next )?\d{1,3} (?:business |calendar )?(?:hours|days)\b"
        r"|(?:verify|validate) your (?:account|identity|credentials|password)\b)"
    ),
}
"""In lower case."""


def of(mail: Mail, reading: Reading, leads: Callable[[str], str]) -> frozenset[Trait]:
    """The traits of a mail's own words, links and files.

    Args:
        mail: the mail, unwrapped.
        reading: what it says as a notice: a docket text may set deadlines and ask for answers.
        leads: where a link leads behind a scanner's own; empty where that does not say.

    """
    return frozenset(_seen(mail, reading, leads))


def _seen(mail: Mail, reading: Reading, leads: Callable[[str], str]) -> Iterator[Trait]:
    text = folded(mail.sheet.text).lower()
    for trait, phrases in WORDING.items():
        if phrases.search(text) and phrases.search(_outside(text, reading)):
            yield trait
    if mail.files:
        yield Trait.ATTACHMENT
    for link in mail.sheet.anchors:
        found = disguise(mail.sheet.text[link.start : link.end], link.url, leads(link.url))
        if found is not None:
            yield found


def _outside(text: str, reading: Reading) -> str:
    """The text without the docket texts, in lower case."""
    cases = reading.cases if isinstance(reading, Notice) else ()
    for said in dict.fromkeys(case.docket_text.lower() for case in cases):
        text = text.replace(said, "\n") if said else text
    return text


_DOMAIN: Final = re.compile(r"@([a-z0-9.-]+)", re.IGNORECASE)
_ALSO_COURT: Final = "supremecourt.gov"
"""The Supreme Court mails from sc-us.gov and is answered here (its confirmations of 2026)."""


def answers_elsewhere(author: str, reply_to: str) -> bool:
    """Whether an answer goes to another organisation than the mail claims to come from."""
    ours = _DOMAIN.findall(author.lower())
    return any(not _one_house(one, ours) for one in _DOMAIN.findall(reply_to.lower()))


def _one_house(domain: str, ours: list[str]) -> bool:
    if any(below(domain, one) or below(one, domain) for one in ours):
        return True
    return any(map(is_court, ours)) and (is_court(domain) or below(domain, _ALSO_COURT))
