"""Agencies' own rules of counting, in their files and in the file of regulations to lay over."""

from datetime import date
from pathlib import Path

import pytest

from foil.catalog import agencies, own_rules
from foil.catalog.slug import UnknownSlug
from foil.catalog.table import MalformedFile
from foil.law.agency import OwnRule
from foil.law.authorities import AUTHORITIES

REGULATION = """
[town-law]
title = "Town law 7"
note = "Made up."

[[town-law.own_rules]]
rule = "decides_in"
value = 7
authority = "nycrr-9-483-7"
since = "2020-01-01"
until = "2026-06-30"
"""


@pytest.mark.parametrize(
    ("slug", "rules"),
    [
        ("nysp", (OwnRule("decides_in", 7, "nycrr-9-483-7"),)),
        ("osc", (OwnRule("closes_at", "17:00", "nycrr-2-110-3-a"),)),
        ("opwdd", (OwnRule("appeal_waits", 5, "nycrr-14-603-6-d"),)),
        ("nypd", ()),
    ],
)
def test_an_agency_s_own_rules_reach_its_clocks(slug: str, rules: tuple[OwnRule, ...]) -> None:
    assert agencies.get(slug).rules().own_rules == rules


def test_an_agency_known_for_one_rule_says_that_the_rest_is_not_looked_up() -> None:
    opwdd = agencies.get("opwdd")
    assert opwdd.unverified and opwdd.requests.unverified and opwdd.appeals.unverified
    assert opwdd.ways() == () and opwdd.rules().jurisdiction == "state"


def test_the_regulations_an_office_may_lay_over_an_agency() -> None:
    assert list(own_rules.load()) == ["nycrr-18-340", "nycrr-9-8201", "nycrr-21-8000"]
    for regulation in own_rules.load().values():
        assert regulation.title and regulation.note
        assert {rule.authority for rule in regulation.rules} <= AUTHORITIES.keys()
    assert [rule.rule for rule in own_rules.get("nycrr-9-8201").rules] == [
        "appeal_days",
        "decides_in",
    ]
    with pytest.raises(UnknownSlug, match="nycrr-18-340"):
        own_rules.get("nycrr-18-341")


def test_a_rule_has_its_days(tmp_path: Path) -> None:
    path = tmp_path / "agency_rules.toml"
    path.write_text(REGULATION, "utf-8")
    (rule,) = own_rules.read(path)["town-law"].rules
    assert (rule.since, rule.until, rule.days) == (date(2020, 1, 1), date(2026, 6, 30), 7)


@pytest.mark.parametrize(
    ("good", "bad", "field"),
    [
        ('"decides_in"', '"decides_soon"', "rule"),
        ("value = 7", "value = 0", "value"),
        ("value = 7", "", "value"),
        ("2020-01-01", "2020-13-01", "since"),
        ("2026-06-30", "soon", "until"),
        ('authority = "nycrr-9-483-7"', "", "authority"),
        ('"Made up."', '"Made up."\ncolour = "red"', "colour"),
        ("until =", "colour =", "colour"),
        (REGULATION[REGULATION.index("[[") :], "", "own_rules"),
        ('"decides_in"\nvalue = 7', '"closes_at"\nvalue = "25:00"', "value"),
        ('"decides_in"\nvalue = 7', '"closes_at"\nvalue = "5 p.m."', "value"),
        ('"decides_in"\nvalue = 7', '"closes_at"\nvalue = "17:60"', "value"),
    ],
)
def test_a_slip_is_named(tmp_path: Path, good: str, bad: str, field: str) -> None:
    path = tmp_path / "agency_rules.toml"
    path.write_text(REGULATION.replace(good, bad), "utf-8")
    with pytest.raises(MalformedFile) as raised:
        own_rules.read(path)
    assert raised.value.field.endswith(field)
