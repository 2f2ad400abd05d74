"""May an e-mail-address gate be told who we are? Only where the firm said so for the court, and only the notice's own address.

Policy, State 6: the gate is its own outcome, and it stops; with the firm's leave the very address that the notice was
sent to is given, once.
"""

from __future__ import annotations

from collections.abc import Sequence

from docketmail.core.notice import Mark, Notice
from docketmail.core.policy import court_rules
from docketmail.core.roster import Firm, folded


def address(notice: Notice, firm: Firm, recipients: Sequence[str]) -> str:
    """The address to give at the gate; empty where none may be given.

    Args:
        notice: of a state's court. Of a forwarded one nobody can tell which address the court sent it to.
        firm: whose policy names the courts, one by one or as `*.il`.
        recipients: the message's own, of whichever firm.

    """
    leave = {*court_rules.names(notice.court)} & {*firm.policy.email_gates}
    if notice.state is None or not leave or Mark.FORWARDED in notice.marks:
        return ""
    return next((one for one in recipients if folded(one) in firm.by_address), "")
