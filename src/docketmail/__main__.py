"""`python -m docketmail`: the same as the command `docketmail`."""

from __future__ import annotations

from docketmail.cli import main


main(prog_name="docketmail")
