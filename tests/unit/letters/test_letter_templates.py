"""The templates: what they need, what they cite and quote, and what they may not do."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from jinja2.exceptions import TemplateError as JinjaError

from foil.law.authorities import AUTHORITIES
from foil.letters.citations import Citations, argued, in_full
from foil.letters.letter import Letter
from foil.letters.template import (
    environment,
    folder,
    forbid_macros,
    kinds,
    load,
    split,
    unwrapped,
)
from foil.letters.trouble import TemplateError
from tests.unit.letters.examples import TOLD, example
from tests.unit.letters.made import denial, follow_up, request, silence

GROUNDS = ("no_acknowledgement", "no_date", "no_determination", "date_passed", "date_unreasonable")
EXEMPTIONS = (
    "87(2)(a)", "87(2)(b)", "87(2)(c)", "87(2)(d)", "87(2)(e)", "87(2)(e)(i)", "87(2)(e)(iii)",
    "87(2)(e)(iv)", "87(2)(f)", "87(2)(g)",
)  # fmt: skip
SEVERAL: dict[str, Callable[[], list[Letter]]] = {
    "request": lambda: [request(), request(agency="suffolk-pd")],
    "follow_up": lambda: [
        follow_up(),
        follow_up(missed="no_determination", acknowledged=date(2026, 10, 23)),
        follow_up(missed="date_passed"),
    ],
    "appeal_silence": lambda: [silence(ground) for ground in GROUNDS],
    "appeal_denial": lambda: [denial(*EXEMPTIONS)],
    "non_response": lambda: [
        example("non_response", passed=passed, appealed="2026-08-20")
        for passed in ("no_acknowledgement", "no_determination", "date_passed", "no_decision")
    ],
    "exception_reply": lambda: [
        example("exception_reply"),
        example("exception_reply", agency="nysp"),
    ],
}
"""Kinds of which several letters are made, differently; none is before its test runs."""

KINDS = (*SEVERAL, *(kind for kind in TOLD if kind not in SEVERAL))
FILES = sorted(path.relative_to(folder()).as_posix() for path in folder().rglob("*.md"))


def letters(kind: str) -> list[Letter]:
    """Letters of that kind."""
    return SEVERAL[kind]() if kind in SEVERAL else [example(kind)]


def test_there_is_a_letter_made_here_of_every_kind() -> None:
    assert set(KINDS) == set(kinds())


@pytest.mark.parametrize("kind", KINDS)
def test_its_front_matter_names_it(kind: str) -> None:
    front = load(kind).front
    assert front.slug == kind
    assert front.name
    assert set(front.facts) <= {name for draws in load(kind).draws.values() for name in draws} | {
        "dated", "items",
    }  # fmt: skip


@pytest.mark.parametrize("kind", KINDS)
def test_it_lists_just_what_it_cites(kind: str) -> None:
    cited = {name for letter in letters(kind) for name in letter.authorities}
    front = set(load(kind).front.authorities)
    assert front <= cited <= front | argued()


@pytest.mark.parametrize("kind", KINDS)
def test_every_authority_was_read_in_its_own_words(kind: str) -> None:
    for name in load(kind).front.authorities:
        authority = AUTHORITIES[name]
        assert authority.read, name
        assert not authority.adverse, name
        assert not authority.reversed, name


@pytest.mark.parametrize("file", FILES)
def test_what_it_quotes_is_in_an_authority_word_for_word(file: str) -> None:
    said = [_even(authority.says) for authority in AUTHORITIES.values()]
    source = (folder() / file).read_text(encoding="utf-8")
    for quoted in re.findall(r"“([^”{]+)”", source):
        for part in quoted.split(" ... "):
            assert any(_even(part) in each for each in said), part


def _even(text: str) -> str:
    """Without the punctuation a sentence puts inside its quotation marks."""
    return re.sub(r"[‘’'\",.;]+", "", text).strip()


@pytest.mark.parametrize("file", FILES)
def test_it_cites_by_id_alone(file: str) -> None:
    """A section typed out would escape the check that somebody has read it."""
    source = (folder() / file).read_text(encoding="utf-8").rpartition("+++\n")[2]
    assert not re.findall(r"§|NYCRR|RCNY|NY[23]d|AD[23]d|Slip Op", source)


@pytest.mark.parametrize("kind", KINDS)
def test_its_blocks_know_the_facts_they_draw_on(kind: str) -> None:
    drawn = {name for draws in load(kind).draws.values() for name in draws}
    assert {"agency"} | ({"addressee"} if kind != "non_response" else set()) <= drawn
    assert not drawn & {"cite", "section", "item"}


def test_a_fact_that_is_not_there_names_the_template_and_the_block() -> None:
    with pytest.raises(TemplateError, match=r"request\.md .*“opening”.*addressee"):
        load("request").render("opening", {})


def test_an_unknown_kind_names_those_there_are() -> None:
    with pytest.raises(TemplateError, match=r"no letter “ransom”.*request"):
        load("ransom")


@pytest.mark.parametrize(
    "source",
    [
        "{% macro m() %}x{% endmacro %}",
        "{% import 'request.md' as r %}",
        "{% from 'request.md' import x %}",
        "{% extends 'request.md' %}",
    ],
)
def test_a_template_is_no_program(source: str) -> None:
    with pytest.raises(TemplateError, match=r"x\.md, line 1: .*no macros"):
        forbid_macros(environment().parse(source), "x.md")


@pytest.mark.parametrize("source", ["no front matter", "+++\nslug = 1\n", "+++\nnot toml\n+++\n"])
def test_front_matter_must_be_there(source: str) -> None:
    with pytest.raises(TemplateError, match=r"x\.md does not begin with front matter"):
        split(source, "x.md")


def test_an_include_stays_inside_the_letters_folder() -> None:
    with pytest.raises(JinjaError):
        environment().get_template("../pyproject.toml")


@pytest.mark.parametrize("name", ["nycrr-1401-5-a", "case-nyclu-oca-2024", "case-fink"])
def test_an_authority_nobody_read_or_that_fell_is_barred(name: str) -> None:
    cites = Citations([name], "request")
    assert cites.cite(name).barred
    assert not cites.may(name)


def test_what_is_no_authority_cannot_be_cited() -> None:
    with pytest.raises(TemplateError, match="is no authority"):
        Citations(["no-such"], "request").cite("no-such")


def test_an_authority_not_listed_cannot_be_cited() -> None:
    with pytest.raises(TemplateError, match="does not list"):
        Citations([], "request").cite("pol-86-4")


@pytest.mark.parametrize(
    ("name", "cited"),
    [
        ("pol-89-3-a-response", "Public Officers Law § 89(3)(a)"),
        ("pol-87-2-opening", "Public Officers Law § 87(2)"),
        ("nycrr-1401-5-e", "21 NYCRR 1401.5(e)"),
        ("case-barry", "Matter of Barry v O’Neill, 185 AD3d 503 (1st Dept 2020)"),
        ("case-friedman-rice", "Matter of Friedman v Rice, 30 NY3d 461 (2017)"),
        (
            "case-nyclu-rochester",
            "Matter of New York Civ. Liberties Union v City of Rochester, 2025 NY Slip Op 01010 "
            "(Ct App, February 20, 2025)",
        ),
        (
            "case-nyclu-oca-2025",
            "Matter of New York Civ. Liberties Union v New York State Off. of Ct. Admin., "
            "2025 NY Slip Op 05784 (Ct App, October 21, 2025)",
        ),
    ],
)
def test_a_citation_reads_as_new_york_writes_it(name: str, cited: str) -> None:
    assert in_full(AUTHORITIES[name]) == cited


def test_paragraphs_written_a_sentence_a_line_are_one_line_each() -> None:
    source = "## Head\nOne.\nTwo.\n\n- a\n- b\n\n1. c\n1. d\nmore\n\nEnd."
    assert unwrapped(source) == "## Head\n\nOne. Two.\n\n- a\n- b\n\n1. c\n1. d more\n\nEnd."


def test_the_templates_are_found_beside_the_package() -> None:
    assert (Path(folder()) / "request.md").is_file()
