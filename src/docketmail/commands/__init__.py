"""What a person may ask of the daemon, by name: the control socket and the command line call these.

Each takes the world, who asks (`uid:1000`) and plain values, and answers with plain values.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from docketmail.commands import deliveries, evidence, holds, notices, papers, rereading, rosters
from docketmail.commands.asking import Answer, AskedWrongError


__all__ = ["COMMANDS", "Answer", "AskedWrongError"]

COMMANDS: dict[str, Callable[..., Awaitable[Answer]]] = {
    "deliveries.explain": deliveries.explain,
    "holds.list": holds.every,
    "holds.show": holds.show,
    "holds.ack": holds.acknowledge,
    "holds.release": holds.release,
    "holds.dismiss": holds.dismiss,
    "papers.find": papers.find,
    "papers.show": papers.show,
    "papers.supply": papers.supply,
    "papers.release": papers.release,
    "papers.call_back": papers.call_back,
    "notices.list": notices.every,
    "notices.show": notices.show,
    "notices.reread": rereading.reread,
    "roster.show": rosters.show,
    "roster.plan": rosters.plan,
    "roster.apply": rosters.apply,
    "ledger.page": evidence.page,
    "ledger.verify": evidence.verify,
    "status": evidence.status,
}
