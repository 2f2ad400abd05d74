"""Where copies of a paper may lie outside the firm, and whom to ask, in the order that works.

The filing court comes first: services fetch again from PACER what they deleted. A contact stands here only where a
source was read that names it; nothing is invented.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Holder:
    """One place that may hold a copy."""

    name: str
    contact: str
    """Empty: no contact was verified."""
    verified_on: str
    """Year and month in which the source was read."""
    note: str = ""


HOLDERS: tuple[Holder, ...] = (
    Holder(
        "the filing court's clerk (CM/ECF help desk, after hours the emergency number)",
        "on the court's own web site",
        "2026-11",
        "restrict the entry first, then move to seal or redact (Fed. R. Civ. P. 5.2(d)-(f)); "
        "until PACER is fixed every copy may come back",
    ),
    Holder("CourtListener / RECAP Archive", "", "", "wants a link and the order of the same court"),
    Holder("PacerPro", "support@pacerpro.com", "2026-11", "nights and weekends too"),
    Holder("CourtDrive", "support@courtdrive.com", "2026-11", "its general help address"),
    Holder("Lexis", "", ""),
    Holder("CourtLink", "", ""),
    Holder("Westlaw", "", ""),
    Holder("Bloomberg Law", "", ""),
    Holder("Fastcase / Docket Alarm", "", ""),
    Holder("DocketBird", "", ""),
    Holder("Justia", "", ""),
    Holder("UniCourt", "", ""),
    Holder("Law360", "", ""),
    Holder("search engines", "", "", "ask to drop the page from the index"),
)


def checklist(court: str, case: str, document: str) -> str:
    """The list to work through, for one paper."""
    lines = [
        f"Takedown of {court} {case}, document {document or 'without a number'}.",
        "A sealing order binds the clerk; each service needs a request of its own.",
        "",
    ]
    for number, holder in enumerate(HOLDERS, 1):
        verified = f" (verified {holder.verified_on})" if holder.verified_on else ""
        lines.append(
            f"{number:2}. {holder.name}: {holder.contact or 'no verified contact'}{verified}"
        )
        if holder.note:
            lines.append(f"    {holder.note}")
    return "\n".join(lines)
