"""What a court answered where no paper came: kept, saved, and explained."""

from __future__ import annotations

from base64 import b64decode
from pathlib import Path

import pytest
from click.testing import CliRunner

from docketmail.cli.explain_page import page as explain_page
from docketmail.commands import COMMANDS, AskedWrongError
from docketmail.core.records import Attempt, LookRecord, Message
from docketmail.demo.court_filings import Paper as Filed
from docketmail.demo.court_manners import Manner
from docketmail.demo.pdfs import make_pdf
from docketmail.ports import Ticket
from town import Town


async def answered(manner: Manner) -> tuple[Town, str]:
    """A town whose one look was answered in this manner, and the id of the request."""
    town = Town()
    await town.boot()
    await town.receive(town.notice(town.file(Filed(make_pdf("Order"), manner=manner))))
    await town.settle()
    attempt = (await town.all(Attempt))[0]
    return town, attempt.id


@pytest.mark.parametrize("manner", [Manner.SIGN_ON, Manner.LOGIN_FORM, Manner.CONFIRMATION])
async def test_a_refused_answer_is_kept_with_what_explains_it(
    tmp_path: Path, manner: Manner
) -> None:
    town, attempt = await answered(manner)
    said = await COMMANDS["ledger.page"](town.world, by="uid:7", attempt=attempt)
    kept = tmp_path / "page.html"
    kept.write_bytes(b64decode(said["page"]))
    options = ["--link", said["link"], "--status", str(said["status"])]
    run = CliRunner().invoke(
        explain_page, [*options, "--content-type", said["content_type"], str(kept)]
    )
    assert run.exit_code == 0, run.output
    [look] = await town.all(LookRecord)
    assert f"answer:   {look.refusal}\n" in run.output
    assert "sign:     " in run.output, "why it was taken for that"


async def test_the_answer_that_was_a_paper_is_saved_as_one() -> None:
    town, attempt = await answered(Manner.PAPER)
    with pytest.raises(AskedWrongError, match="is a paper"):
        await COMMANDS["ledger.page"](town.world, by="uid:7", attempt=attempt)


async def test_of_an_answer_that_broke_off_nothing_is_shown() -> None:
    town, attempt = await answered(Manner.CUT)
    with pytest.raises(AskedWrongError, match="no whole answer is kept: cut"):
        await COMMANDS["ledger.page"](town.world, by="uid:7", attempt=attempt)


async def test_what_was_destroyed_is_said_to_be() -> None:
    town, attempt = await answered(Manner.SIGN_ON)
    [message] = await town.all(Message)
    await town.spool.forget(Ticket.parse(message.ticket))
    with pytest.raises(AskedWrongError, match="destroyed"):
        await COMMANDS["ledger.page"](town.world, by="uid:7", attempt=attempt)


async def test_an_attempt_that_never_was_is_said_not_to_be() -> None:
    town, _ = await answered(Manner.SIGN_ON)
    with pytest.raises(AskedWrongError, match="there is no attempt a9"):
        await COMMANDS["ledger.page"](town.world, by="uid:7", attempt="a9")
