"""The rules: each in our words, with what it rests on and its worked examples, run as they are
shown."""

from collections.abc import Iterator
from dataclasses import dataclass

from flask import Blueprint, request

from foil.catalog.worked import worked
from foil.errors import NotFound
from foil.insight.basis import basis
from foil.law.authorities import AUTHORITIES
from foil.law.choices import CHOICES
from foil.law.rulebook import CLOCKS, SUBJECTS, Rule, lasts, load
from foil.web.desk import reading
from foil.web.pages import page as draw
from foil.web.worked import drawn

blueprint = Blueprint("rules", __name__, url_prefix="/rules")


@dataclass(frozen=True)
class Told:
    """A rule as the list shows it: how many of its examples hold."""

    rule: Rule
    hold: int

    @property
    def agrees(self) -> bool:
        """Whether every example holds."""
        return self.hold == len(self.rule.examples)


@blueprint.get("")
def listing() -> str:
    """Every rule, by subject, or those that match what is looked for."""
    wanted = request.args.get("find", "").strip()
    on, of = request.args.get("authority", ""), request.args.get("clock", "")
    found = [_told(rule) for rule in load().values() if _fits(rule, wanted, on, of)]
    groups = [
        (key, words, [each for each in found if each.rule.subject == key])
        for key, words in SUBJECTS.items()
    ]
    return draw(
        "rules/listing.html",
        groups=[group for group in groups if group[2]],
        wanted=wanted, on=AUTHORITIES.get(on), of=CLOCKS.get(of, ""), lasts=lasts,
        count=len(found), whole=len(load()), wrong=[each for each in found if not each.agrees],
        AUTHORITIES=AUTHORITIES, chosen=_chosen(),
    )  # fmt: skip


@blueprint.get("/<rule>")
def page(rule: str) -> str:
    """One rule, its authorities, and its examples run."""
    found = _rule(rule)
    examples = [drawn(example) for example in found.examples]
    return draw(
        "rules/page.html",
        rule=found, subject=SUBJECTS[found.subject], examples=examples, CLOCKS=CLOCKS, lasts=lasts,
        wrong=[each for each in examples if not each.agrees],
        authorities=[AUTHORITIES[name] for name in found.authority],
        choice=CHOICES[found.choice] if found.choice else None, chosen=_chosen(),
    )  # fmt: skip


def _rule(name: str) -> Rule:
    if name not in load():
        raise NotFound("There is no such rule; look for it in the list.")
    return load()[name]


def _told(rule: Rule) -> Told:
    return Told(rule, sum(all(line.holds for line in worked(each)) for each in rule.examples))


def _fits(rule: Rule, wanted: str, on: str, of: str) -> bool:
    if (on and on not in rule.authority) or (of and of not in rule.clocks):
        return False
    said = " ".join(_said(rule)).casefold()
    return all(word in said for word in wanted.replace("'", "’").casefold().split())


def _said(rule: Rule) -> Iterator[str]:
    yield from (rule.id, rule.title, rule.says, rule.contested, SUBJECTS[rule.subject])
    yield from (f"{name} {AUTHORITIES[name].citation}" for name in rule.authority)
    yield from (CLOCKS[kind] for kind in rule.clocks)


def _chosen() -> dict[str, str]:
    """What the office counts by, of each choice it has made; the calendar always."""
    with reading() as session:
        under = basis(session)
    return {**under.choices, "calendar": under.calendar}
