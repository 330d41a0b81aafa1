"""An office's own template of a kind of letter: Markdown and Jinja as a shipped one is, read by a
sandbox that lets it name the facts of its kind and nothing else.

It may not define, call, import or reach into anything; a loop inside a loop goes over what the
outer one is at, so that no template runs longer than its facts are long.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import fields
from datetime import date
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, StrictUndefined, nodes
from jinja2.exceptions import TemplateNotFound, TemplateSyntaxError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from foil.letters import template as shipped
from foil.letters.facts import Facts, Sender
from foil.letters.kinds import KINDS
from foil.letters.trouble import TemplateError

LONGEST = 100_000  # characters of a template; the longest shipped has a tenth of that
CALLED = ("cite", "section", "may")
ITEM = "item"
PART = "part"
FILTERS = frozenset(
    "day dollars money count listing nth_day numbers opening exhibit_in "
    "join map list length first last upper lower default trim unique".split()
)
TESTS = frozenset({"defined", "none", "string", "equalto", "eq", "ne", "in", "sameas"})
MAY = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.Name, nodes.Const, nodes.Getattr,
    nodes.Getitem, nodes.Filter, nodes.Test, nodes.If, nodes.For, nodes.Block, nodes.Include,
    nodes.CondExpr, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.Add,
    nodes.Sub, nodes.Concat, nodes.Call, nodes.Assign, nodes.Keyword, nodes.List, nodes.Tuple,
    nodes.Slice,
)  # fmt: skip
OFFICE = Sender("Example Law Office", ("100 Example Street", "New York, NY 10007"), "", "a@b.org")
DAY = date(2026, 11, 22)


@lru_cache(maxsize=128)
def load_own(kind: str, words: str, *, marking: bool = False) -> shipped.LetterTemplate:
    """The template of these words. Raises TemplateError, with the line, for what it may not."""
    name = f"{kind}.md"
    if len(words) > LONGEST:
        raise TemplateError(f"The template is longer than {LONGEST:,} characters.")
    front, body = shipped.split(words.replace("\r\n", "\n"), name)
    if front.slug != kind:
        raise TemplateError(f"The slug is “{front.slug}”; for this letter it stays “{kind}”.")
    before = words.replace("\r\n", "\n").removesuffix(body).count("\n")
    jinja = _sandbox(marking=marking)
    try:
        tree = jinja.parse(body, name)
        for line, says in _wrong(tree, kind):
            raise TemplateError(f"Line {line + before}: {says}")
        drawn = {each.name: shipped.draws(jinja, each) for each in tree.find_all(nodes.Block)}
        made = jinja.from_string(body)
    except TemplateSyntaxError as error:
        says = error.message or "it cannot be read"
        raise TemplateError(f"Line {error.lineno + before}: {says.rstrip('.')}.") from error
    except TemplateNotFound as error:
        raise TemplateError(f"There is no part “{error.name}” to include.") from error
    if not {"subject", "opening"} <= set(drawn):
        raise TemplateError("It needs a block named subject and one named opening.")
    return shipped.LetterTemplate(front, made, drawn)


def tried(kind: str, words: str) -> str:
    """The kind's example written with the template, as plain text. For a process of its own.

    Raises TemplateError for whatever keeps it from being written.
    """
    from foil.letters.compose import compose
    from foil.letters.plain import text
    from foil.letters.told import facts_told

    load_own(kind, words)
    facts = facts_told(kind, examples()[kind], OFFICE, DAY)
    try:
        return text(compose(kind, facts, own={kind: words}))
    except (TypeError, ValueError, ArithmeticError, LookupError, RuntimeError) as error:
        raise TemplateError(f"The example cannot be written with it: {error}.") from error


@cache
def examples() -> dict[str, Any]:
    """An example of the facts of every kind, as a file of facts tells them."""
    found: dict[str, Any] = json.loads(
        Path(__file__).with_name("examples.json").read_text(encoding="utf-8")
    )
    return found


def facts_of(kind: str) -> frozenset[str]:
    """The names a template of that kind may use."""
    shape: type[Facts] = KINDS[kind].facts
    worked_out = {
        name
        for each in shape.__mro__
        for name, value in vars(each).items()
        if isinstance(value, property)
    }
    return frozenset({each.name for each in fields(shape)} | worked_out | {*CALLED, ITEM, PART})


def _wrong(tree: nodes.Template, kind: str) -> Iterator[tuple[int, str]]:
    """What a template may not, each with its line in the body."""
    known = facts_of(kind)
    unknown = find_undeclared_variables(tree) - known
    for node in _all(tree):
        if not isinstance(node, MAY):
            word = type(node).__name__.lower()
            yield node.lineno, f"“{word}” has no place in a letter’s template."
        if isinstance(node, nodes.Name) and node.name in unknown:
            yield node.lineno, f"“{node.name}” is not a fact of this letter."
        if isinstance(node, nodes.Call) and not _may_call(node):
            yield node.lineno, f"only {', '.join(CALLED)} can be called."
        if isinstance(node, nodes.Getattr) and node.attr.startswith("_"):
            yield node.lineno, f"“{node.attr}” cannot be reached."
        if isinstance(node, nodes.Const) and isinstance(node.value, str) and "__" in node.value:
            yield node.lineno, "two underscores have no place in a letter’s template."
        if isinstance(node, nodes.Filter) and node.name not in FILTERS:
            yield node.lineno, f"there is no filter “{node.name}” for letters."
        if isinstance(node, nodes.Test) and node.name not in TESTS:
            yield node.lineno, f"there is no test “{node.name}” for letters."
        if isinstance(node, nodes.For):
            yield from _loops(node)


def _all(node: nodes.Node) -> Iterator[nodes.Node]:
    yield node
    for each in node.iter_child_nodes():
        yield from _all(each)


def _may_call(node: nodes.Call) -> bool:
    return isinstance(node.node, nodes.Name) and node.node.name in CALLED


def _loops(outer: nodes.For) -> Iterator[tuple[int, str]]:
    """Loops in a loop that do not go over what the outer one is at, and recursive ones."""
    if outer.recursive:
        yield outer.lineno, "a loop cannot call itself."
    at = {each.name for each in _all(outer.target) if isinstance(each, nodes.Name)}
    for inner in (each for child in outer.body for each in _all(child)):
        if isinstance(inner, nodes.For):
            over = {each.name for each in _all(inner.iter) if isinstance(each, nodes.Name)}
            if not over & at:
                yield inner.lineno, "a loop in a loop goes over what the outer one is at."


@cache
def _sandbox(*, marking: bool) -> Environment:
    """The letters' environment, sandboxed: the same filters and `finalize`, no globals."""
    usual = shipped.environment(marking=marking)
    finalize: Callable[..., Any] | None = usual.finalize
    jinja = ImmutableSandboxedEnvironment(
        loader=usual.loader,
        # The text is Markdown: `finalize` escapes for that, and HTML is not read at all.
        autoescape=False,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        auto_reload=False,
    )
    jinja.globals.clear()
    jinja.filters = {name: each for name, each in usual.filters.items() if name in FILTERS}
    return jinja
