from __future__ import annotations

from dataclasses import replace
from itertools import combinations

import pytest

from core.policy.notices import facts, notice
from docketmail.core.policy import genuine
from docketmail.core.policy.facts import Facts, Origin, Sender, Trait


LIGHT = frozenset({Trait.ASKS_FOR_ANSWER, Trait.TELLS_WHAT_TO_DO, Trait.ATTACHMENT})
EVERY = [frozenset(some) for count in range(len(Trait) + 1) for some in combinations(Trait, count)]


def mail(origin: Origin, *found: Trait, reasons: tuple[str, ...] = ()) -> Facts:
    return replace(facts(notice()), sender=Sender(origin, reasons), traits=frozenset(found))


def test_what_the_courts_domain_authenticates_is_never_suspect_for_its_wording_or_a_file() -> None:
    assert genuine.believable(mail(Origin.COURT, *LIGHT)) is None


@pytest.mark.parametrize("trait", sorted(set(Trait) - LIGHT))
def test_a_court_hides_no_link_and_sends_no_answers_elsewhere(trait: Trait) -> None:
    found = genuine.believable(mail(Origin.COURT, trait))

    assert found is not None
    assert (found.rule, found.reason) == ("suspect", genuine.SAID[trait])


@pytest.mark.parametrize("traits", EVERY)
def test_nothing_makes_good_for_a_sender_that_nobody_vouches_for(traits: frozenset[Trait]) -> None:
    assert genuine.believable(mail(Origin.NOBODY, *traits)) is not None


@pytest.mark.parametrize("traits", EVERY)
def test_a_persons_word_outweighs_all_but_a_link_that_poses_as_a_courts(
    traits: frozenset[Trait],
) -> None:
    held = genuine.believable(mail(Origin.PERSON, *traits)) is not None

    assert held == (Trait.FALSE_COURT_LINK in traits)


def test_every_reason_against_it_is_told_in_words() -> None:
    found = genuine.believable(
        mail(
            Origin.NOBODY,
            *Trait,
            reasons=("court_domain_not_authenticated", "partly_signed", "spf_failed"),
        )
    )

    assert found is not None
    assert found.reason.split("; ") == [
        "it claims to be a court's, and the check did not confirm it",
        "its signature covers only a part of it: what stands behind may be anybody's",
        "it came from a server that does not send for its domain (SPF)",
        "it asks for an answer",
        "it tells what to do, or by when, outside the docket text",
        "it has an attachment",
        "a link poses as a court's and leads elsewhere",
        "a link leads elsewhere than it says",
        "an answer would go to another organisation",
    ]


def test_what_the_dns_did_not_answer_is_a_rule_of_its_own() -> None:
    silent = mail(Origin.UNKNOWN, reasons=("dns_silent",))
    found = genuine.answered(silent)

    assert found is not None
    assert found.rule == "unchecked"
    assert "the DNS did not answer" in found.reason
    assert genuine.believable(silent) is None, "one rule objects, and is waived once"
    assert genuine.answered(mail(Origin.NOBODY)) is None
