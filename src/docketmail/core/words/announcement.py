"""Letters to those who answer for a firm's policy: what changes of it, and what a second person is to release."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from docketmail.core.announcements import PolicyAnnounced, ReleaseAsked, SettingChange
from docketmail.core.letter import LetterContent
from docketmail.core.words.phrases import listed, moment
from docketmail.core.words.sheet import Sheet


_SETTINGS: Final = {
    "courts": "Opening links of {0}",
    "shipped": "The court's own rule of {0}, as docketmail knows it",
    "unknown_court": "Opening links of courts whose own rule is not known",
    "refused_kinds": "Refusing notices of court and kind {0}",
    "soft_mode": "Soft mode: letters to noticed attorneys and the desk alone",
    "words": "Restricting entries by the word {0!r}",
    "following": "Following: public federal papers to and from other firms here",
    "email_gates": "Giving the notice's own address at the e-mail gate of {0}",
    "two_person_release": "Releasing what is restricted by two people",
    "notice_days": "Days until a policy that opens or spreads more holds",
}
"""What each setting of `FirmPolicy` decides, by the first part of its name; the rest says for what."""
_NOTICE: Final = (
    "What only narrows what is opened or spread holds at once. What widens it holds after the notice period "
    "that the firm set."
)
_OBJECT: Final = (
    "To object to what waits, have a roster without it applied (`docketmail roster apply`) before that day: then "
    "it never holds. What waits, and what holds now:"
)
_UPGRADED: Final = "Brought by an upgrade of docketmail"
_HELD: Final = (
    "To object, have a roster without it applied (`docketmail roster apply`). What holds now:"
)


def named(setting: str) -> str:
    """A setting in words."""
    name, _, of = setting.partition(".")
    return _SETTINGS.get(name, setting).format(of)


def valued(setting: str, value: str) -> str:
    """The value of a setting in words."""
    name = setting.partition(".")[0]
    unset = "no rule of its own" if name in {"courts", "shipped"} else "no"
    return value.replace("_", " ") or unset


def policy_sheet(content: LetterContent, told: PolicyAnnounced) -> Sheet:
    """The announcement of what changes of a firm's policy, with before, after and when."""
    waits = any(not (one.at_once or one.withdrawn) for one in told.changes)
    brought = f"Applied by {told.by}, a user of docketmail's machine" if told.by else _UPGRADED
    return Sheet(
        place=told.firm,
        headline="The firm's policy changes" if waits else "The firm's policy has changed",
        lead=(f"{brought}, {moment(told.at)}.", _NOTICE),
        facts=tuple((named(one.setting), _change(one)) for one in told.changes),
        after=(*content.notes, _OBJECT if waits else _HELD),
        command="docketmail policy pending\ndocketmail policy show"
        if waits
        else "docketmail policy show",
    )


def _change(one: SettingChange) -> str:
    before, after = valued(one.setting, one.before), valued(one.setting, one.after)
    if one.withdrawn:
        return f"{before} -> {after} is withdrawn: it stays {before}"
    when = "holds now" if one.at_once else f"holds from {moment(one.effective_at)}"
    return f"{before} -> {after}; {when}"


def release_sheet(content: LetterContent, asked: ReleaseAsked) -> Sheet:
    """Somebody asks for a release that two people answer for; nothing of what is restricted is in it."""
    what = f"hold {asked.hold}" if asked.hold else f"paper {listed(asked.papers)}"
    return Sheet(
        headline="A release was declined" if asked.declined else "A release needs a second person",
        lead=tuple(_asked(asked, what)),
        facts=(
            ("What", what),
            ("Waives", asked.waives),
            ("Asked by", asked.by),
            ("Reason", asked.why),
        ),
        after=content.notes,
        command="" if asked.declined else _commands(asked.request),
    )


def _asked(asked: ReleaseAsked, what: str) -> Iterator[str]:
    if asked.declined:
        yield f"Nothing was released: {what} stays as it is."
        return
    yield "It is of a restricted case or entry, and the firm wants two people for that."
    yield f"Somebody else than {asked.by} may confirm it until {moment(asked.until)}; then it lapses."


def _commands(request: str) -> str:
    return f"docketmail holds confirm {request}\ndocketmail holds decline {request}"
