"""What a person may ask of the daemon, by name: the control socket and the command line call these.

Each takes the world, who asks (`uid:1000`) and plain values, and answers with plain values.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from docketmail.commands import (
    appearances,
    cases,
    deliveries,
    evidence,
    holds,
    notices,
    papers,
    policies,
    relations,
    releases,
    rereading,
    rosters,
    why,
)
from docketmail.commands.asking import Answer, AskedWrongError


__all__ = ["COMMANDS", "Answer", "AskedWrongError"]

COMMANDS: dict[str, Callable[..., Awaitable[Answer]]] = {
    "appearances.add": appearances.add,
    "appearances.withdraw": appearances.withdraw,
    "appearances.list": appearances.every,
    "cases.list": cases.every,
    "cases.show": cases.show,
    "cases.classify": cases.classify,
    "cases.except": cases.grant,
    "cases.withdraw": cases.withdraw,
    "deliveries.explain": deliveries.explain,
    "holds.list": holds.every,
    "holds.show": holds.show,
    "holds.ack": holds.acknowledge,
    "holds.preview": holds.preview,
    "holds.release": holds.release,
    "holds.dismiss": holds.dismiss,
    "releases.list": releases.every,
    "releases.confirm": releases.confirm,
    "releases.decline": releases.decline,
    "papers.find": papers.find,
    "papers.show": papers.show,
    "papers.supply": papers.supply,
    "papers.release": papers.release,
    "papers.call_back": papers.call_back,
    "notices.list": notices.every,
    "notices.show": notices.show,
    "notices.reread": rereading.reread,
    "notices.why": why.why,
    "policy.show": policies.show,
    "policy.pending": policies.pending,
    "roster.show": rosters.show,
    "roster.plan": rosters.plan,
    "roster.apply": rosters.apply,
    "ledger.page": evidence.page,
    "roster.plan_import": rosters.plan_import,
    "roster.import": rosters.import_matters,
    "relations.relate": relations.relate,
    "relations.part": relations.part,
    "relations.list": relations.every,
    "ledger.verify": evidence.verify,
    "status": evidence.status,
}
