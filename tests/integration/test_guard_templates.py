"""Templates hold nothing inline, escape everything, and name nothing they were not given."""

import ast
import re
from pathlib import Path

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined, meta

from foil.web.words import FILTERS

ROOT = Path(__file__).resolve().parents[2]
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
WEB = sorted((ROOT / "foil" / "web").rglob("*.py"))
names = pytest.mark.parametrize("path", TEMPLATES, ids=lambda p: str(p.relative_to(ROOT)))
GLOBALS = {"url_for", "csrf_token", "get_flashed_messages", "request", "session", "g", "config"}
VIEW = 15  # lines, without the signature's decorator and the docstring


@names
def test_no_inline_script_or_style(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(
        r"<style\b|\bstyle\s*=|<script\b(?![^>]*\bsrc=)|javascript:", text, re.IGNORECASE
    )
    assert not re.search(r"\son[a-z]+\s*=", re.sub(r"{[{%].*?[%}]}", "", text, flags=re.DOTALL))


@names
def test_nothing_goes_out_unescaped(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\|\s*safe\b|autoescape|\bMarkup\b|\|\s*xmlattr\b", text)


@pytest.mark.parametrize(
    "path",
    [path for path in TEMPLATES if "{% macro" in path.read_text("utf-8")],
    ids=lambda p: p.name,
)
def test_a_macro_sees_only_what_it_is_given(path: Path) -> None:
    loader = FileSystemLoader(ROOT / "templates")
    environment = Environment(loader=loader, autoescape=True, undefined=StrictUndefined)
    environment.filters.update(FILTERS)
    found = meta.find_undeclared_variables(environment.parse(path.read_text("utf-8")))
    assert found <= GLOBALS | {"caller"}


@pytest.mark.parametrize("path", WEB, ids=lambda p: p.name)
def test_no_view_marks_text_as_safe(path: Path) -> None:
    text = path.read_text("utf-8")
    assert not re.search(r"\bMarkup\(|render_template_string|autoescape\s*=", text)


@pytest.mark.parametrize("path", WEB, ids=lambda p: p.name)
def test_views_are_short_and_each_answers_one_method(path: Path) -> None:
    for view in ast.walk(ast.parse(path.read_text("utf-8"))):
        if not isinstance(view, ast.FunctionDef):
            continue
        routes = [ast.unparse(each) for each in view.decorator_list]
        routes = [each for each in routes if each.startswith("blueprint.")]
        if routes:
            assert len(routes) == 1, view.name
            assert routes[0].startswith(("blueprint.get(", "blueprint.post(")), view.name
            body = view.body[1] if ast.get_docstring(view) else view.body[0]
            assert (view.end_lineno or 0) - body.lineno < VIEW, view.name
