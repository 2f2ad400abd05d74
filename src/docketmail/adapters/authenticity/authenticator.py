"""Who sent a mail: DKIM, ARC, SPF and DMARC, one after the other, with the DNS.

Security: a mail and the name servers of whoever it names are hostile; what is looked at is bounded in each module, and a
mail that two programs could read differently passes nothing.
Promises: `check` never raises. What the DNS leaves open, or what takes too long, is a fault in the findings and no failure.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from functools import cache
from typing import Final

from publicsuffixlist import PublicSuffixList

from docketmail.adapters.authenticity import domains, hosts, seals, signatures
from docketmail.adapters.authenticity.message import signed
from docketmail.adapters.authenticity.resolver import Inquiry, Resolver
from docketmail.core.authentication import Envelope, Findings, together


THREADS: Final = 8
"""Mails checked at once. A thread waits for the DNS nearly all of its time; a stranger's slow one holds it for long."""
METHODS: Final = frozenset({"dkim", "arc", "spf", "dmarc"})
QUESTIONS: Final = 3
"""Timeouts that the questions of one check take together; each method's take one at most."""
WHOLE: Final = QUESTIONS + 1
"""Timeouts after which a check ends whatever its thread does."""


class DnsAuthenticator:
    """Checks who sent a mail.

    Args:
        nameservers: addresses and ports; the system's where there are none.
        sealers: domains whose ARC seals are believed, exactly these; they can forge any sender.
        timeout: seconds that one method waits for the DNS. A check takes four of these at most.

    """

    def __init__(
        self,
        nameservers: Sequence[tuple[str, int]] = (),
        sealers: frozenset[str] = frozenset(),
        timeout: float = 5.0,
    ) -> None:
        self._resolver = Resolver(nameservers)
        self._sealers = sealers
        self._timeout = timeout
        self._organisation = _suffixes().privatesuffix
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="authenticity")

    async def check(self, raw: bytes, envelope: Envelope) -> Findings:
        """What was found; never raises."""
        loop = asyncio.get_running_loop()
        last = loop.time() + QUESTIONS * self._timeout

        def inquiry() -> Inquiry:
            return Inquiry(self._resolver, min(last, loop.time() + self._timeout), loop.time)

        try:
            async with asyncio.timeout(WHOLE * self._timeout):
                return await loop.run_in_executor(
                    self._threads, self._check, raw, envelope, inquiry
                )
        except TimeoutError:
            return Findings(faults=METHODS)

    async def aclose(self) -> None:
        """Take no further mail. A check that is under way ends by itself, with its time."""
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _check(self, raw: bytes, envelope: Envelope, inquiry: Callable[[], Inquiry]) -> Findings:
        mail = signed(raw)
        if mail is None:
            return Findings()
        direct = together([signatures.check(mail, inquiry()), hosts.check(envelope, inquiry())])
        aligned = domains.check(mail, direct, self._organisation, inquiry())
        told = seals.check(mail, self._sealers, inquiry())
        return _without_overruled(together([direct, aligned, told]))


@cache
def _suffixes() -> PublicSuffixList:
    """The list as its package brings it: read once, in 50 ms."""
    return PublicSuffixList()


def _without_overruled(found: Findings) -> Findings:
    """Without the failures of methods by which something passed: a forwarder's signature holds, the first no more."""
    passed = {
        "dkim": found.dkim | found.partly,
        "arc": found.sealed,
        "spf": found.spf,
        "dmarc": found.dmarc,
    }
    return replace(found, failed=frozenset(one for one in found.failed if not passed[one]))
