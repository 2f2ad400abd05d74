"""Odyssey eFile & Serve, Tyler's e-filing system of several states: one envelope, filed and served."""

from __future__ import annotations

from docketmail.core.courts.tyler.reader import NAME, read, recognises
from docketmail.core.courts.tyler.states import HOSTS
from docketmail.core.courts.tyler.walk import retrieve


__all__ = ["HOSTS", "NAME", "read", "recognises", "retrieve"]
