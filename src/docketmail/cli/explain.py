"""`docketmail explain`: what docketmail understands of a mail, a page or a delivery, offline."""

from __future__ import annotations

from docketmail.cli import Commands


explain = Commands(
    {
        "delivery": "explain_delivery:delivery",
        "notice": "explain_notice:notice",
        "page": "explain_page:page",
    },
    name="explain",
    help="Say what docketmail understands, offline.",
)
