"""The rulebook: every example of every rule holds, and nothing of the engine has no rule."""

import ast
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import foil.law
from foil.catalog.worked import worked
from foil.law import rulebook
from foil.law.agreement import unmet
from foil.law.calendars import PROFILES
from foil.law.choices import CHOICES
from foil.law.periods import PERIODS
from foil.law.rulebook import CLOCKS, FEWEST, Example, RulebookError, load, read

RULES = load()
EXAMPLES = {
    f"{rule.id}: {example.title}": example for rule in RULES.values() for example in rule.examples
}
TRAPS = sorted(
    {
        str(node.args[0].value)
        for path in Path(foil.law.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "Trap"
        and isinstance(node.args[0], ast.Constant)
    }
)
"""The ids of the traps, as the code has them."""
GOOD: dict[str, Any] = {
    "title": "A rule",
    "says": "It says so.",
    "authority": ["gcl-20"],
    "clocks": ["acknowledge"],
    "example": [
        {
            "title": f"Case {n}",
            "facts": {"events": [{"kind": "received", "on": "2026-10-19"}]},
            "expect": [{"clock": "acknowledge", "due": "2026-10-26"}],
        }
        for n in (1, 2, 3)
    ],
}


@pytest.mark.parametrize("name", EXAMPLES)
def test_what_comes_out_is_what_the_rule_expects(name: str) -> None:
    assert [line.unmet for line in worked(EXAMPLES[name]) if line.unmet] == []


def test_no_two_examples_of_a_rule_have_one_title() -> None:
    assert len(EXAMPLES) == sum(len(rule.examples) for rule in RULES.values())


@pytest.mark.parametrize("kind", CLOCKS)
def test_every_clock_has_a_rule_of_three_examples_or_more(kind: str) -> None:
    rules = rulebook.of_clock(kind)
    assert rules
    assert all(len(rule.examples) >= FEWEST for rule in rules)
    assert any(_about(example, kind) for rule in rules for example in rule.examples)


def test_every_clock_the_engine_makes_is_among_them() -> None:
    made = {clock.kind for example in EXAMPLES.values() for clock in _clocks(example)}
    assert made == CLOCKS.keys()


@pytest.mark.parametrize("name", CHOICES)
def test_every_rule_choice_has_a_rule_that_shows_each_option(name: str) -> None:
    rules = [rule for rule in RULES.values() if rule.choice == name]
    chosen = {_chosen(example, name) for rule in rules for example in rule.examples}
    assert chosen >= set(CHOICES[name].names)


@pytest.mark.parametrize("name", ["closes_at", "appeal_waits", "appeal_days", "decides_in"])
def test_every_rule_of_an_agencys_own_has_a_rule(name: str) -> None:
    assert [rule for rule in RULES.values() if rule.own == name]


@pytest.mark.parametrize("trap", TRAPS)
def test_every_trap_has_a_rule_that_shows_it_and_a_case_without(trap: str) -> None:
    rules = [rule for rule in RULES.values() if rule.trap == trap]
    lines = [line for rule in rules for example in rule.examples for line in example.expect]
    assert trap in {line.get("trap") for line in lines}
    shows_not = {line.get("no_trap", line.get("stage")) for line in lines}
    assert shows_not - {None}


@pytest.mark.parametrize("row", range(1, 21))
def test_every_row_of_what_happenings_do_has_a_rule(row: int) -> None:
    assert [rule for rule in RULES.values() if row in rule.rows]


@pytest.mark.parametrize("kind", sorted({row.kind for row in PERIODS}))
def test_every_period_is_a_rules_or_named_in_one(kind: str) -> None:
    texts = [
        row
        for path in sorted(Path(foil.law.__file__).parent.joinpath("rulebook").glob("*.toml"))
        for row in path.read_text("utf-8").splitlines()
    ]
    said = any(f"{{{kind}}}" in text or text == f'period = "{kind}"' for text in texts)
    assert said or kind in ("affidavit", "pay")  # as long as `clarify`, and said with it


def test_a_dated_period_has_a_rule_for_each_of_its_rows() -> None:
    shown = {rule.period for rule in RULES.values()}
    kinds = [row.kind for row in PERIODS]
    assert {row for row in PERIODS if kinds.count(row.kind) > 1} <= shown


def test_a_length_of_the_law_is_not_typed_again() -> None:
    folder = Path(foil.law.__file__).parent / "rulebook"
    own = {"own", "choices"}  # an agency’s own numbers, which no period holds
    typed = [
        f"{path.name}: {line}"
        for path in sorted(folder.glob("*.toml"))
        if path.stem not in own
        for line in path.read_text("utf-8").splitlines()
        if line.startswith(("says", "contested"))
        and any(f" {rulebook.lasts(row)}" in line for row in PERIODS)
    ]
    assert typed == []


def test_calendars_are_each_shown() -> None:
    used = {example.facts.get("calendar", "gcl-24") for example in EXAMPLES.values()}
    assert used == PROFILES.keys()


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"authority": ["pol-99"]}, "names an authority pol-99 that does not exist"),
        ({"authority": []}, "names no authority"),
        ({"clocks": ["acknowlege"]}, "names a clock acknowlege that does not exist"),
        ({"choice": "moon"}, "names a rule choice moon that does not exist"),
        ({"example": GOOD["example"][:2]}, "has 2 examples; give it 3"),
        ({"title": ""}, "has no title"),
        ({"says": "Within {moon} of it."}, "names a period moon that does not exist"),
        ({"period": "moon"}, "names the period moon, of which 0 are in force"),
        ({"colour": "red"}, "has a field colour that no rule has"),
        ({"example": [{"title": "Bare", "facts": {}, "expect": [{}]}]}, "a rule, Bare: the facts"),
        ({"example": [{"title": "Mute", "facts": {}}]}, "says what must come out"),
        ({"example": [{"title": "More", "mood": "good"}]}, "an example has a field mood"),
    ],
)
def test_a_rule_that_is_not_as_rules_are_is_refused(changes: dict[str, Any], says: str) -> None:
    with pytest.raises(RulebookError) as refused:
        read("counting", {"a rule": {**GOOD, **changes}})
    assert says in str(refused.value)


def test_a_length_is_put_into_words_where_a_rule_names_its_period() -> None:
    said = {"says": "Within {length}, not {article_78}.", "period": "acknowledge"}
    (rule,) = read("counting", {"r": {**GOOD, **said}})
    assert rule.says == "Within five business days, not four calendar months."
    (old,) = read(
        "counting", {"r": {**GOOD, "period": "publication", "period_on": date(2025, 1, 1)}}
    )
    assert (old.since, old.until) == (None, date(2025, 12, 24))


def test_rules_are_found_by_authority_and_by_clock() -> None:
    assert "rolls-that-chain" in {rule.id for rule in rulebook.resting_on("case-tuxedo")}
    assert "months" in {rule.id for rule in rulebook.of_clock("article_78")}


def test_an_example_that_does_not_hold_says_how() -> None:
    (rule,) = read("counting", {"r": GOOD})
    report = {"clocks": [{"kind": "acknowledge", "due": "2026-10-27", "state": "late"}]}
    expect = rule.examples[0].expect[0]
    assert "but due 2026-10-27" in unmet({**report, "traps": [], "stage": {}}, expect)


def _about(example: Example, kind: str) -> bool:
    return any(kind in (line.get("clock"), line.get("no_clock")) for line in example.expect)


def _chosen(example: Example, name: str) -> object:
    if name == "calendar":
        return example.facts.get("calendar", "gcl-24")
    return example.facts.get("rules", {}).get(name)


def _clocks(example: Example) -> Any:
    return worked(example)[0].counted.clocks


def test_no_two_rules_have_one_id(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rulebook, "SUBJECTS", (next(iter(rulebook.SUBJECTS)),) * 2)
    with pytest.raises(RulebookError, match="Two rules are called"):
        load.__wrapped__()
