"""Who is listed and who is noticed, per case, from the court's list and exact roster addresses."""

from __future__ import annotations

from docketmail.core.notice import Case, Notice
from docketmail.core.policy.facts import Origin
from docketmail.core.policy.walls import CaseOfFirm
from docketmail.core.roster import Firm, folded


def printed(notice: Notice, case: Case) -> frozenset[str]:
    """The addresses that stand in the court's list for this case."""
    return frozenset(
        folded(address)
        for recipient in notice.recipients
        if recipient.case in {case.number, ""}
        for address in recipient.addresses
    )


def listed(notice: Notice, case: Case, origin: Origin, of: CaseOfFirm) -> bool:
    """Whether the firm is listed in this case.

    One of its rostered addresses, exactly, stands in the court's list for that case; the address of somebody
    affiliated counts where that person belongs to the firm in it. Where the notice prints no list at all and
    came from the court itself, the court's having mailed it is what there is.
    """
    ours = printed(notice, case) & of.firm.by_address.keys()
    if any(of.belongs(of.firm.by_address[address].id) for address in ours):
        return True
    return not notice.recipients_printed and origin is Origin.COURT


def in_list(notice: Notice, firm: Firm) -> tuple[str, ...]:
    """Ids of the people of the firm who stand in the court's list of any case."""
    return tuple(
        dict.fromkeys(
            firm.by_address[address].id
            for case in notice.cases
            for address in sorted(printed(notice, case))
            if address in firm.by_address
        )
    )
