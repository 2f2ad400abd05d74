from __future__ import annotations

import pytest

from docketmail.core.court_dates.reading import find


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("Set/Reset Deadlines as to 45 MOTION to Dismiss. Responses due by 3/1/2027.", ("45",)),
        ("Set/Reset Deadlines as to [45] MOTION to Dismiss, [47] MOTION to Strike. Responses due by 3/1/2027.", ("45", "47")),
        ("Hearing on 45 Motion to Compel and 46 Motion to Seal set for 3/1/2027.", ("45", "46")),
        ("Notice of Hearing (RE: related document(s)23 Motion). Hearing scheduled for 3/1/2027.", ("23",)),
        ("Minute Entry as to Jane Roe (2) held on 1/4/2027. Sentencing set for 3/1/2027.", ("Jane Roe (2)",)),
        ("Motion Hearing set for 3/1/2027 in Courtroom 45.", ()),
        ("MOTION to Dismiss 12 Complaint. Responses due by 3/1/2027.", ()),
        ("Hearing on Rule 12(b) Motion set for 3/1/2027.", ()),
        ("Trial Setting Conference re 18 U.S.C. matters set for 3/1/2027.", ()),
    ],
)  # fmt: skip
def test_a_date_is_about_what_its_heading_or_its_clause_names(
    text: str, about: tuple[str, ...]
) -> None:
    assert find(text)[-1].about == about
