"""The documents say what is so: what can be generated or looked up in the code is compared with it."""

from __future__ import annotations

import ast
import re
import shlex
import tomllib
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from docketmail.cli import main
from docketmail.config import parse as parse_config
from docketmail.core import authentication, courts, roster_file
from docketmail.core.notice import Notice
from docketmail.core.policy import senders
from docketmail.core.retrieval import Refusal
from house.lifecycle_page import PAGE, page


ROOT = Path(__file__).parents[2]
DOCUMENTS = sorted(
    [*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")], key=lambda path: path.relative_to(ROOT)
)


def text(name: str) -> str:
    return (ROOT / name).read_text("utf-8")


def headings(name: str) -> list[str]:
    return re.findall(r"(?m)^#+ (.+)$", text(name))


def blocks(name: str, language: str) -> list[str]:
    return re.findall(rf"(?ms)^```{language}\n(.*?)^```$", text(name))


def rules() -> Iterator[str]:
    """The name of every rule that objects: the first argument of each `Objection`, a word or a constant."""
    for path in ROOT.glob("src/docketmail/**/*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "Objection":
                name = node.args[0]
                if isinstance(name, ast.Constant):
                    yield str(name.value)
                else:
                    module = ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
                    yield getattr(import_module(module), ast.unparse(name))


def test_the_drawn_lives_are_the_table() -> None:
    assert PAGE.read_text("utf-8") == page()


def test_every_objection_has_its_paragraph_and_no_paragraph_is_left_over() -> None:
    said = {heading.strip("`") for heading in headings("docs/holds.md") if heading.startswith("`")}
    assert said == set(rules())


def test_every_reason_for_a_missing_paper_has_its_line() -> None:
    lines = re.findall(r"(?m)^\| `(\w+)` \|", text("docs/holds.md"))
    assert set(lines) == {refusal.value for refusal in Refusal} | {"nature_of_suit", "called_back"}


def test_links_lead_somewhere() -> None:
    for path in DOCUMENTS:
        for target in re.findall(r"\]\(([^)#\s]+)", path.read_text("utf-8")):
            assert target.startswith("https://") or (path.parent / target).exists(), target


def test_named_files_and_tests_are_there() -> None:
    named = re.compile(r"`((?:tests|src|docs|systemd)/[\w/.]+)(?:::(\w+))?`")
    for path in DOCUMENTS:
        for file, test in named.findall(path.read_text("utf-8")):
            assert (ROOT / file).exists(), f"{path.name}: {file}"
            assert not test or f"def {test}(" in text(file), f"{path.name}: {test}"


def command_lines() -> Iterator[str]:
    """Every use of a command, in blocks and in the middle of a sentence."""
    for path in DOCUMENTS:
        name = str(path.relative_to(ROOT))
        yield from re.findall(r"(?m)^docketmail .*?(?=  |$)", "".join(blocks(name, "sh")))
        yield from re.findall(r"`(docketmail [^`]+)`", text(name))


@pytest.mark.parametrize("line", sorted(set(command_lines())), ids=str)
def test_a_command_is_one_with_these_options(line: str) -> None:
    command: click.Command = main
    words = shlex.split(line)[1:]
    while isinstance(command, click.Group) and words and not words[0].startswith("-"):
        context = click.Context(command)
        following = command.get_command(context, words[0])
        assert following is not None, f"there is no {words[0]}"
        command = following
        words.pop(0)
    known = {option for each in command.params for option in each.opts} | {"--help"}
    assert {word for word in words if word.startswith("-")} <= known


def test_operators_find_every_command() -> None:
    for name in main.list_commands(click.Context(main)):
        assert f"| `docketmail {name}" in text("docs/operating.md"), name


@pytest.mark.parametrize("block", blocks("docs/operating.md", "toml"))
def test_an_example_is_right(block: str) -> None:
    raw = tomllib.loads(block)
    if "firm" in raw:
        assert roster_file.parse(block).roster.firms
    else:
        assert parse_config(raw).mail.from_address


def test_the_first_notice_is_one_that_opens_nothing_and_is_believed() -> None:
    [mail] = re.findall(r"(?ms)<<'EOF'\n(Authentication.*?)^EOF$", text("docs/operating.md"))
    read = courts.read(mail.encode())
    assert isinstance(read, Notice)
    assert (read.court, read.links) == ("vtd", ())

    roster, *_ = [block for block in blocks("docs/operating.md", "toml") if "[[firm]]" in block]
    written = roster_file.parse(roster)
    [firm] = written.roster.firms
    vouch = authentication.vouched(mail.partition(": ")[2].splitlines()[0], "mx.example.com")
    assert senders.sender(vouch, "ecf_notice@vtd.uscourts.gov", firm).origin == "court"
    [matter] = written.matters[firm.id]
    assert (read.court, read.cases[0].number) in matter.cases


def test_operators_find_every_event_of_the_log() -> None:
    table = text("docs/operating.md").partition("## The log")[2].partition("\n## ")[0]
    told = set(re.findall(r"`([a-z]+\.[a-z]+)`", table)) - {"log.unnamed"}
    source = "".join(path.read_text("utf-8") for path in ROOT.glob("src/docketmail/*.py"))
    logged = re.findall(r'\.(?:info|warning|error|critical)\(\s*"([a-z_.]+)"', source)
    assert told == set(logged)


def test_the_changelog_begins_with_the_version_that_this_is() -> None:
    version = tomllib.loads(text("pyproject.toml"))["project"]["version"]
    newest = next(line for line in headings("CHANGELOG.md") if line[0].isdigit())
    assert newest.split()[0] == version
