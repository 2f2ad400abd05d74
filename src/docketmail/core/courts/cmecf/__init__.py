"""CM/ECF: the federal courts' own system of district, bankruptcy and appellate filing."""

from __future__ import annotations

from typing import Final

from docketmail.core.courts.cmecf.reader import NAME, read, recognises
from docketmail.core.courts.cmecf.walk import retrieve
from docketmail.core.courts.table import BY_HOST


__all__ = ["HOSTS", "NAME", "read", "recognises", "retrieve"]

HOSTS: Final = frozenset(BY_HOST)
