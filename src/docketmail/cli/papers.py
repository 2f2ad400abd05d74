"""`docketmail show`, `supply` and `clawback`: notices and papers in a person's hand."""

from __future__ import annotations

import base64
import shlex
from pathlib import Path
from typing import Any, Final

import click

from docketmail.cli.asking import config_option, request
from docketmail.core import takedown
from docketmail.core.lifecycle import PaperState


@click.command()
@click.argument("thing", metavar="NOTICE|PAPER|ATTEMPT")
@click.option(
    "--save",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Save the court's own bytes to this new file: of a paper, or of the page that answered an attempt.",
)
@config_option
def show(thing: str, save: Path | None, config_path: Path) -> None:
    """Show what became of a notice; or save a paper, or the page that came instead of one."""
    if save is not None and thing.startswith(_ATTEMPT):
        said = request(config_path, "ledger.page", attempt=thing)
        _save(thing, said["page"], save)
        link, kind = shlex.quote(said["link"]), shlex.quote(said["content_type"])
        rest = f"--status {said['status']} --content-type {kind} {shlex.quote(str(save))}"
        click.echo(f"To read what it is:\n  docketmail explain page --link {link} {rest}")
        return
    if save is not None:
        _save(thing, request(config_path, "papers.show", paper=thing)["pdf"], save)
        return
    said = request(config_path, "notices.show", notice=thing)
    click.echo(f"notice {said['id']}: {said['state']}, filing {said['filing'] or 'none'}")
    for paper in said["pages"]:
        click.echo(
            f"  paper {paper['id']}  {paper['case']} #{paper['index']}  {paper['state']} {paper['reason']}"
        )
    for event in said["events"]:
        rest = " ".join(f"{k}={v}" for k, v in event.items() if k not in {"at", "event", "subject"})
        click.echo(f"  {event['at'][:19]}Z  {event['event']:<12} {event['subject']}  {rest}")


_ATTEMPT: Final = "a"
"""What the id of a request to a court begins with."""


def _save(thing: str, data: str, place: Path) -> None:
    try:
        with place.open("xb") as file:
            file.write(base64.b64decode(data))
    except OSError as error:
        raise click.FileError(str(place), error.strerror) from None
    click.echo(f"{thing} is saved as {place}.")


@click.command()
@click.argument("paper")
@click.argument("pdf", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@config_option
def supply(paper: str, pdf: Path, config_path: Path) -> None:
    """Hand in your own download of a PAPER that was not obtained; it goes to its readers as a supplement."""
    data = base64.b64encode(pdf.read_bytes()).decode()
    said = request(config_path, "papers.supply", paper=paper, pdf=data)
    if said["state"] == PaperState.APART:
        click.echo(
            f"{paper} may be the replacement of a paper that was called back: it is kept apart, and those who "
            f"decide are told. To release it: docketmail release {paper} --why ..."
        )
    else:
        click.echo(f"{paper} is supplied; filing {said['filing']} is completed by a supplement.")


why_option = click.option("--why", required=True, help="Your reason; it stands in the ledger.")


@click.command()
@click.argument("papers", nargs=-1, required=True, metavar="PAPER...")
@why_option
@config_option
def release(papers: tuple[str, ...], why: str, config_path: Path) -> None:
    """Release papers that are kept apart, on an attorney's word; they go to their readers as a supplement."""
    said = request(config_path, "papers.release", papers=list(papers), why=why)
    if asked := said.get("asked"):
        click.echo(
            f"Nothing is released yet: what is restricted takes two people. Until {asked['until'][:16]}Z another "
            f"person confirms it: docketmail holds confirm {asked['id']}"
        )
        return
    click.echo(f"Released: {', '.join(said['released'])}.")


@click.command()
@click.option("--court", required=True, help="PACER's identifier, as in the letter: cand.")
@click.option("--case", required=True, help="Case number.")
@click.option(
    "--document", required=True, help="As in the letter: 45 (all of it), 45-2 (attachment 2), 45-0."
)
@click.option("--firm", help="The firm's id, where several on this daemon have the paper.")
@why_option
@click.option("--yes", is_flag=True, help="Do not ask again.")
@config_option
def clawback(config_path: Path, *, why: str, yes: bool, **entry: Any) -> None:
    """Destroy papers of a docket entry for good, and ask everybody who has them to delete theirs."""
    found = request(config_path, "papers.find", **entry)["papers"]
    if not found:
        raise click.ClickException(
            f"no paper of {entry['court']} {entry['case']}, document {entry['document']}, is here: "
            "compare them with the letter"
        )
    click.echo(
        f"{len(found)} paper(s) will be unreadable for ever: " + ", ".join(p["id"] for p in found)
    )
    if not yes:
        click.confirm("Destroy them?", abort=True)
    said = request(config_path, "papers.call_back", papers=[p["id"] for p in found], why=why)
    click.echo(
        f"Destroyed: {', '.join(said['destroyed'])}. Recalls on their way: {said['recalls']}.\n"
    )
    click.echo(takedown.checklist(entry["court"], entry["case"], entry["document"]))
