"""ACMS: the appellate case management system that succeeds CM/ECF in some circuits."""

from __future__ import annotations

from docketmail.core.courts.acms.reader import HOSTS, NAME, read, recognises
from docketmail.core.courts.acms.walk import retrieve


__all__ = ["HOSTS", "NAME", "read", "recognises", "retrieve"]
