"""Mutation: every sign taken away and every rule that lets us on loosened is noticed by at least one sample page.

The mutants are made from the classifier itself: a row of its tables less, an alternative of a pattern less, an
operand of a condition less, a guard that never says no.
"""

from __future__ import annotations

import ast
import copy
import inspect
import re
import textwrap
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cache
from types import ModuleType
from typing import Any

import pytest

from docketmail.core import answers, signals, yard
from docketmail.core.courts.cmecf import menu, pages, urls
from docketmail.core.courts.tyler import gate, pages as landing_pages, urls as landing_urls
from docketmail.core.signals import FieldSign, Sign
from page_samples import Sample, class_of, every_sample, names_of


TABLES = ("SOURCE_SIGNS", "WORD_SIGNS", "FIELD_SIGNS")


@cache
def classes() -> dict[Sample, tuple[object, ...]]:
    """What each sample is, as long as nothing is mutated."""
    return {sample: class_of(sample) for sample in every_sample()}


@cache
def showing() -> dict[str, list[Sample]]:
    """Sign -> the samples on which it is seen; no other can change with it."""
    found: dict[str, list[Sample]] = {}
    for sample in every_sample():
        for name in names_of(sample):
            found.setdefault(name, []).append(sample)
    return found


@pytest.fixture(autouse=True, scope="module")
def _before() -> None:
    classes()
    showing()


def noticed(among: Iterable[Sample] = ()) -> bool:
    """Whether the class of a sample is another now."""
    return any(_class(sample) != classes()[sample] for sample in among or every_sample())


def _class(sample: Sample) -> tuple[object, ...]:
    try:
        return class_of(sample)
    except Exception as error:  # noqa: BLE001 - whatever a mutant raises, it is noticed
        return (type(error),)


def every_sign() -> Iterator[tuple[str, Sign | FieldSign]]:
    for table in TABLES:
        for sign in getattr(signals, table):
            yield table, sign


def without(table: str, sign: Sign | FieldSign, *instead: Sign | FieldSign) -> tuple[Any, ...]:
    rows: list[Sign | FieldSign] = []
    for row in getattr(signals, table):
        rows += instead if row is sign else (row,)
    return tuple(rows)


@pytest.mark.parametrize(("table", "sign"), [*every_sign()], ids=lambda x: getattr(x, "name", ""))
def test_a_sign_less_is_noticed(
    table: str, sign: Sign | FieldSign, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signals, table, without(table, sign))
    if sign.family is signals.Family.ODD:
        # It changes no class: it is what a person is told of a page that nobody understands.
        assert any(sign.name not in names_of(sample) for sample in showing()[sign.name])
        return
    assert noticed(showing()[sign.name])


def alternatives() -> Iterator[tuple[str, Sign | FieldSign, Sign | FieldSign]]:
    """Every sign of several alternatives with one of them less."""
    for table, sign in every_sign():
        pattern = sign.pattern if isinstance(sign, Sign) else sign.value
        parts = _top_level(pattern)
        for part in parts if len(parts) > 1 else ():
            rest = "|".join(other for other in parts if other is not part)
            changed = (
                replace(sign, pattern=rest) if isinstance(sign, Sign) else replace(sign, value=rest)
            )
            yield table, sign, changed


def _top_level(pattern: str) -> list[str]:
    """A pattern cut at the bars that stand in no group."""
    parts, depth = [""], 0
    for character in pattern:
        depth += (character == "(") - (character == ")")
        if character == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += character
    return parts


@pytest.mark.parametrize(
    ("table", "sign", "changed"), [*alternatives()], ids=lambda x: getattr(x, "name", "")
)
def test_an_alternative_less_is_noticed(
    table: str,
    sign: Sign | FieldSign,
    changed: Sign | FieldSign,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(signals, table, without(table, sign, changed))
    assert noticed(showing()[sign.name])


@pytest.mark.parametrize("status", [*signals.STATUS_SIGNS, signals.SERVER_ERROR])
def test_a_status_less_is_noticed(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    if status == signals.SERVER_ERROR:
        monkeypatch.setattr(signals, "SERVER_ERROR", 600)
    else:
        monkeypatch.delitem(signals.STATUS_SIGNS, status)
    assert noticed()


@pytest.mark.parametrize("family", sorted(signals.FORBIDDING))
def test_a_family_that_forbids_nothing_is_noticed(
    family: signals.Family, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(signals, "FORBIDDING", signals.FORBIDDING - {family})
    assert noticed()


# Rules that let us on


@dataclass(frozen=True)
class Rule:
    """A function whose conditions are to be loosened, and where it lives."""

    module: ModuleType
    name: str
    owner: type | None = None

    @property
    def function(self) -> Callable[..., Any]:
        found = inspect.getattr_static(self.owner or self.module, self.name)
        return found.__func__ if isinstance(found, classmethod) else found

    def __str__(self) -> str:
        return self.name


CLASSIFIER = (answers, pages, menu, landing_pages, gate)
"""Who may have a rule under its own name."""
RULES = (
    Rule(answers, "starts_as_pdf"),
    Rule(pages, "read_page"),
    Rule(pages, "_listing"),
    Rule(pages, "_frame"),
    Rule(menu, "menu_of"),
    Rule(menu, "_of_menu"),
    Rule(menu, "_godls"),
    Rule(menu, "_is_free"),
    Rule(urls, "of_temporary_file", urls.LookUrl),
    Rule(urls, "leads_to", urls.LookUrl),
    Rule(urls, "_resolved", urls.LookUrl),
    Rule(landing_pages, "read_page"),
    Rule(landing_pages, "_rows"),
    Rule(landing_pages, "_name"),
    Rule(landing_urls, "resource_guid"),
    Rule(gate, "form"),
    Rule(gate, "_is_one_form"),
    Rule(gate, "_asks_for_address"),
)


class Loosen(ast.NodeTransformer):
    """Takes the n-th restriction away: an operand of `and` or `or`, a guard, the condition of a value."""

    def __init__(self, place: int) -> None:
        self.left = place
        self.done = ""

    def _hit(self, node: ast.AST) -> bool:
        self.left -= 1
        if self.left == -1:
            self.done = ast.unparse(node)
        return self.left == -1

    def visit_BoolOp(self, node: ast.BoolOp) -> ast.AST:
        self.generic_visit(node)
        for operand in list(node.values):
            if self._hit(operand):
                node.values.remove(operand)
        return node.values[0] if len(node.values) == 1 else node

    def visit_If(self, node: ast.If) -> ast.AST:
        self.generic_visit(node)
        if all(isinstance(line, ast.Return) for line in node.body) and self._hit(node.test):
            node.test = ast.Constant(value=False)
        return node

    def visit_IfExp(self, node: ast.IfExp) -> ast.AST:
        self.generic_visit(node)
        return node.body if self._hit(node.test) else node


def loosened(rule: Rule) -> Iterator[tuple[str, Callable[..., Any]]]:
    """Every mutant of a rule, with what it lacks."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(rule.function)))
    for place in range(100):
        loosen = Loosen(place)
        mutant = ast.fix_missing_locations(loosen.visit(copy.deepcopy(tree)))
        if not loosen.done:
            return
        names: dict[str, Any] = {}
        code = compile(mutant, rule.name, "exec")
        exec(code, vars(rule.module), names)  # noqa: S102 - our own code, changed by ourselves
        yield loosen.done, names[rule.name]
    raise AssertionError("a rule with a hundred conditions")


MUTANTS = [(rule, lacking, mutant) for rule in RULES for lacking, mutant in loosened(rule)]


@pytest.mark.parametrize(
    ("rule", "lacking", "mutant"), MUTANTS, ids=[f"{r}: {lacking}" for r, lacking, _ in MUTANTS]
)
def test_a_rule_that_lets_more_pass_is_noticed(
    rule: Rule, lacking: str, mutant: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    original = rule.function
    for place in (rule.owner or rule.module, *CLASSIFIER):
        if vars(place).get(rule.name) is original:
            monkeypatch.setattr(place, rule.name, mutant)
    assert noticed()


def test_a_pdf_header_that_may_stand_anywhere_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answers, "starts_as_pdf", lambda body: answers.PDF_START in body)
    remade = [
        sample
        for sample in every_sample()
        if not sample.answer.is_pdf and answers.starts_as_pdf(sample.answer.body)
    ]
    assert {"a page that speaks of a PDF", "district inlined_pdf 1"} <= {s.name for s in remade}


PATTERNS = (
    (urls, "_TEMPORARY_FILE", "/cgi-bin/show_temp.pl", "/cgi-bin/show_multidocs.pl"),
    (pages, "OK", 200, 503),
    (menu, "MENU_HEADING", "document selection menu", "document"),
    (menu, "_DOC1", r"/doc1/(\d{1,20})", r"/.*?(\d{1,20})"),
    (menu, "_REAL_MAGIC", r"0*[1-9]\d{0,19}", r".*"),
    (menu, "_UP_TO_MAGIC", 7, 3),
    (pages, "REDIRECTS", frozenset({301, 302, 303, 307, 308}), frozenset({200, 302})),
    (pages, "FRAMES", frozenset({"iframe", "embed"}), frozenset({"iframe", "input"})),
)


@pytest.mark.parametrize(("module", "name", "is_now", "looser"), PATTERNS)
def test_a_looser_pattern_is_noticed(
    module: ModuleType, name: str, is_now: object, looser: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = getattr(module, name)
    assert getattr(known, "pattern", known) == is_now
    monkeypatch.setattr(
        module, name, re.compile(looser) if isinstance(known, re.Pattern) else looser
    )
    assert noticed()


# The yard, the second gate


TYLER = "illinois.tylertech.cloud"
YARD = yard.Yard(frozenset({"ecf.vtd.uscourts.gov", "ca9-showdoc.azurewebsites.us", TYLER}))
LOOK = "?caseid=1&de_seq_num=2&magic_num=3"
GUID = "0a1b2c3d-0000-4000-8000-0123456789ab"
OUTSIDE = (
    f"http://ecf.vtd.uscourts.gov/doc1/1{LOOK}",
    f"https://ecf.cand.uscourts.gov/doc1/1{LOOK}",
    f"https://ecf.vtd.uscourts.gov/doc1/1a{LOOK}",
    f"https://ecf.vtd.uscourts.gov/doc2/1{LOOK}",
    "https://ecf.vtd.uscourts.gov/cgi-bin/show_multidocs.pl?caseid=1",
    "https://ecf.vtd.uscourts.gov/doc1/1",
    f"https://ecf.vtd.uscourts.gov/doc1/1{LOOK}#x",
    f"https://ecf.vtd.uscourts.gov/doc1/1{LOOK}&got_receipt=1",
    f"http://ca9-showdoc.azurewebsites.us/NDA/{GUID}",
    f"https://ca9-showdoc.azurewebsites.us/Saml2/{GUID}",
    "https://ca9-showdoc.azurewebsites.us/NDA/login",
    f"https://ca2-showdoc.azurewebsites.us/NDA/{GUID}",
    f"http://{TYLER}/ViewDocuments.aspx?FID={GUID}",
    f"https://{TYLER}/AdminDocuments.aspx?FID={GUID}",
    f"https://{TYLER}/ViewDocuments.aspx?FID=all",
    f"http://{TYLER}/DownloadResource.ashx?RID={GUID}",
    f"https://{TYLER}/DeleteResource.ashx?RID={GUID}",
    f"https://{TYLER}/DownloadResource.ashx?RID=all",
)
INSIDE = (
    f"https://{TYLER}/ViewDocuments.aspx?FID={GUID}",
    f"https://{TYLER}/DownloadResource.ashx?RID={GUID}",
    f"https://ecf.vtd.uscourts.gov/doc1/1{LOOK}",
    f"https://ca9-showdoc.azurewebsites.us/NDA/{GUID}",
)
LOOSER = (
    ("_CMECF", "https://", "https?://"),
    ("_CMECF", r"docs?1/\d{1,20}", r"docs?1/\w{1,20}"),
    ("_CMECF", r"docs?1/\d{1,20}", r"doc\w/\d{1,20}"),
    ("_CMECF", r"show_temp\.pl", r"\w+\.pl"),
    ("_CMECF", r"\?[!\"$-~]+", r"(?:\?[!\"$-~]+)?"),
    ("_CMECF", r"\?[!\"$-~]+", r"\?.+"),
    ("_ACMS", "https://", "https?://"),
    ("_ACMS", "/NDA/", r"/\w+/"),
    ("_ACMS", "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", ".+"),
    ("_TYLER_PAGE", "https://", "https?://"),
    ("_TYLER_PAGE", "View(?:Service)?", r"\w+"),
    ("_TYLER_PAGE", "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", ".+"),
    ("_TYLER_RESOURCE", "https://", "https?://"),
    ("_TYLER_RESOURCE", "Download", r"\w+"),
    ("_TYLER_RESOURCE", "[0-9A-Fa-f]{8}(?:-[0-9A-Fa-f]{4}){3}-[0-9A-Fa-f]{12}", ".+"),
)


def test_outside_is_outside() -> None:
    assert not any(YARD.allows(url) for url in OUTSIDE)
    assert all(YARD.allows(url) for url in INSIDE)


@pytest.mark.parametrize(("name", "is_now", "looser"), LOOSER)
def test_a_looser_fence_is_noticed(
    name: str, is_now: str, looser: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    pattern = getattr(yard, name).pattern
    assert is_now in pattern
    monkeypatch.setattr(yard, name, re.compile(pattern.replace(is_now, looser)))
    assert any(YARD.allows(url) for url in OUTSIDE)


FENCE = [*loosened(Rule(yard, "allows", yard.Yard))]


@pytest.mark.parametrize(("lacking", "mutant"), FENCE, ids=[lacking for lacking, _ in FENCE])
def test_a_fence_with_a_rail_less_is_noticed(
    lacking: str, mutant: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(yard.Yard, "allows", mutant)
    assert any(_passes(url) for url in OUTSIDE) or not all(_passes(url) for url in INSIDE)


def _passes(url: str) -> bool:
    try:
        return YARD.allows(url)
    except TypeError:
        return True
