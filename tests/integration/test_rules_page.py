"""The rules pages: every rule, its examples run as they are shown, and a rule that fails in red."""

import re
from dataclasses import replace

import pytest

from foil.law import rulebook
from foil.law.rulebook import load
from tests.integration.site import Site, site

__all__ = ["site"]


def said(text: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", text.replace("\u00a0", " ")).split())


def test_the_list_holds_every_rule_and_says_that_its_examples_agree(site: Site) -> None:
    page = said(site.client(site.keeper).get("/rules").text)
    assert page.count(" examples agree") == len(load())
    assert "examples differ" not in page
    assert "The first day is not counted" in page


@pytest.mark.parametrize("rule", load())
def test_every_rule_has_a_page_on_which_its_examples_agree(site: Site, rule: str) -> None:
    answer = site.client(site.keeper).get(f"/rules/{rule}")
    page = said(answer.text)
    assert answer.status_code == 200
    assert load()[rule].title in page
    assert all(example.title in page for example in load()[rule].examples)
    assert "no longer agrees" not in page


def test_a_rule_shows_what_was_expected_what_came_and_the_count(site: Site) -> None:
    text = site.client(site.keeper).get("/rules/lincolns-birthday").text
    assert "Last day Wednesday, February 18, 2026 Wednesday, February 18, 2026" in said(text)
    assert 'class="day holiday"' in text
    assert "Gen. Constr. Law § 24" in said(text)
    assert "No decision or opinion was found" in said(text)


@pytest.mark.parametrize(
    ("find", "first", "not_there"),
    [
        ("find=juneteenth", "Juneteenth is a public holiday", "Tolling"),
        ("find=saturday+friday", "A holiday on a Saturday is not moved to Friday", "Tolling"),
        ("authority=case-tuxedo", "A roll goes on until", "The first day is not counted"),
        ("clock=service", "calendar days after the time to sue", "Juneteenth"),
    ],
)
def test_rules_are_found(site: Site, find: str, first: str, not_there: str) -> None:
    page = said(site.client(site.keeper).get(f"/rules?{find}").text)
    assert first in page
    assert not_there not in page


def test_looking_for_what_is_not_there_says_what_was_looked_through(site: Site) -> None:
    page = said(site.client(site.keeper).get("/rules?find=moonrise").text)
    assert "No rule matches “moonrise”" in page
    assert "Show all rules" in page


def test_a_dated_rule_says_from_when_to_when(site: Site) -> None:
    client = site.client(site.keeper)
    before, now = (said(client.get(f"/rules/publication-{n}").text) for n in ("before", "now"))
    assert "Length Twenty business days" in before
    assert "Until December 24, 2025" in before
    assert "Length Fourteen calendar days" in now
    assert "Since December 25, 2025" in now


def test_a_choice_shows_its_options_and_which_is_in_force(site: Site) -> None:
    page = said(site.client(site.keeper).get("/rules/choice-mail-time").text)
    assert "Ten days in force by default" in page
    assert "Agency practice:" in page
    assert "as the example has it" in page
    assert "as this office has chosen" not in page


def test_a_rule_that_no_longer_agrees_shows_red(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    rule = load()["months"]
    wrong = replace(rule.examples[0], expect=({"clock": "article_78", "due": "2026-12-30"},))
    broken = {**load(), "months": replace(rule, examples=(wrong, *rule.examples[1:]))}
    monkeypatch.setattr("foil.web.rules.load", lambda: broken)
    client = site.client(site.keeper)
    page = client.get("/rules/months").text
    assert "This rule no longer agrees with 1 example" in said(page)
    assert 'class="card example differs"' in page
    assert "Wednesday, December 30, 2026 Thursday, December 31, 2026" in said(page)
    listing = said(client.get("/rules").text)
    assert "1 of 4 examples differ" in listing
    assert "1 rule no longer agrees with its examples: Months end" in listing


def test_there_is_no_such_rule(site: Site) -> None:
    answer = site.client(site.keeper).get("/rules/moon")
    assert answer.status_code == 404
    assert "There is no such rule" in answer.text


def test_an_authority_on_a_page_leads_to_the_rules_that_rest_on_it(site: Site) -> None:
    page = site.client(site.keeper).get("/rules/months").text
    assert 'href="/rules?authority=gcl-30"' in page
    assert rulebook.resting_on("gcl-30")
