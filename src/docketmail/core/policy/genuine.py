"""Is it genuine? A score whose every point has a name; below the threshold a mail is held as suspect.

Authenticity comes first and weighs more than all else together: what the court's own domain authenticates is never
suspect for its wording or for an attachment, and nothing makes good for a sender that nobody vouches for. What
weighs against a court's own mail is what no court does and what would lead its readers astray: a disguised link, or
answers that go elsewhere; then the court's mailer, or a mailbox there, may be in a stranger's hands. A person of the
firm saw what they forward, and mailboxes add disguises of their own (the trackers of a signature): their word
outweighs all but a link that poses as a court's, for then it is the person who was deceived.
"""

from __future__ import annotations

from typing import Final

from docketmail.core.policy.facts import Facts, Objection, Origin, Trait


FOR: Final = {
    Origin.NOBODY: 0,
    Origin.COURT: 10,
    Origin.PERSON: 20,
    # Reached only where a person waived `unchecked`, and so vouches in the court's place.
    Origin.UNKNOWN: 10,
}
AGAINST: Final = {
    Trait.ASKS_FOR_ANSWER: 1,
    Trait.TELLS_WHAT_TO_DO: 1,
    Trait.ATTACHMENT: 1,
    Trait.FALSE_COURT_LINK: 16,
    Trait.DISGUISED_LINK: 6,
    Trait.ANSWERS_GO_ELSEWHERE: 6,
}
THRESHOLD: Final = 5
"""A court's mail may have every light trait (7) and no heavy one (4); a person's all (5) but the heaviest (4)."""

UNCHECKED: Final = "unchecked"
"""The rule of what the DNS could not decide: tried again until the two minutes are nearly over, then held."""
SUSPECT: Final = "suspect"


def answered(facts: Facts) -> Objection | None:
    """Object to mail whose sender could not be checked: unknown is neither the court's nor a forger's."""
    if facts.sender.origin is not Origin.UNKNOWN:
        return None
    return Objection(UNCHECKED, _in_words(facts))


def believable(facts: Facts) -> Objection | None:
    """Object to mail that scores too low: whoever knows an intake address can write to it."""
    if score(facts) >= THRESHOLD:
        return None
    return Objection(SUSPECT, _in_words(facts))


def score(facts: Facts) -> int:
    """The points for who vouches for it, less those against what it has."""
    return FOR[facts.sender.origin] - sum(AGAINST[trait] for trait in facts.traits)


def _in_words(facts: Facts) -> str:
    """Every reason against it; what speaks for it is no reason to hold it."""
    names = [*facts.sender.reasons, *(trait.value for trait in Trait if trait in facts.traits)]
    return "; ".join(SAID[name] for name in names if name in SAID)


SAID: Final = {
    "no_believed_results": "no mail server that is believed has checked who sent it",
    "stranger": "it comes from neither a court nor a person of the firm",
    "no_one_author": "it does not name one author",
    "court_domain_not_authenticated": "it claims to be a court's, and the check did not confirm it",
    "person_not_authenticated": "it claims to be from a person of the firm, and the check did not confirm it",
    "partly_signed": "its signature covers only a part of it: what stands behind may be anybody's",
    "dkim_failed": "its signature (DKIM) does not fit: it was changed on the way, or forged",
    "spf_failed": "it came from a server that does not send for its domain (SPF)",
    "dmarc_failed": "it fails the rule of the domain that it claims to come from (DMARC)",
    "arc_failed": "the seals of those who passed it on do not hold (ARC)",
    "not_checked": "nobody has checked who sent it",
    "dns_silent": "the DNS did not answer, so nobody can tell who sent it",
    Trait.ASKS_FOR_ANSWER: "it asks for an answer",
    Trait.TELLS_WHAT_TO_DO: "it tells what to do, or by when, outside the docket text",
    Trait.ATTACHMENT: "it has an attachment",
    Trait.FALSE_COURT_LINK: "a link poses as a court's and leads elsewhere",
    Trait.DISGUISED_LINK: "a link leads elsewhere than it says",
    Trait.ANSWERS_GO_ELSEWHERE: "an answer would go to another organisation",
}
"""The reasons of `senders`, and the traits, in words for the desk."""
