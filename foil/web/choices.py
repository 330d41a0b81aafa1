"""The office's rule choices: what may be chosen, what is in force, and choosing otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass

from flask import Blueprint, flash, redirect, request, url_for
from sqlalchemy.orm import Session
from werkzeug.wrappers import Response

from foil.errors import BadInput, NotFound
from foil.insight.basis import Basis, basis
from foil.insight.decisions import Decided, journal
from foil.law.authorities import AUTHORITIES
from foil.law.choices import CHOICES, Choice, Option
from foil.operations import rules
from foil.web import decisions, proposals
from foil.web.desk import me, now, reading, writing
from foil.web.pages import page as draw
from foil.web.proposals import Meanwhile, Proposal

blueprint = Blueprint("choices", __name__, url_prefix="/office/rules")

WHATS = ("choice", "calendar")


@dataclass(frozen=True)
class Asked:
    """One choice as the page shows it: the option in force, None where each agency's own rule
    decides, and who chose it, None where nobody has."""

    choice: Choice
    in_force: Option | None
    decided: Decided | None


@blueprint.get("")
def page() -> str:
    """Every rule choice, its options, and the one in force."""
    with reading() as session:
        decided = journal(session, WHATS)
        under = basis(session)
    return draw(
        "choices/page.html",
        asked=[_asked(choice, under, decided) for choice in CHOICES.values()],
        decided=decided, AUTHORITIES=AUTHORITIES, words=decisions,
    )  # fmt: skip


@blueprint.get("/<choice>")
def look(choice: str) -> str:
    """What would move if another option were chosen."""
    with reading() as session:
        return proposals.look(session, _proposal(session, choice, request.args.get("to", "")))


@blueprint.post("/<choice>")
def choose(choice: str) -> Response | tuple[str, int]:
    """Choose an option, once what would move has been looked at."""
    to = request.form.get("to", "")
    try:
        with writing() as session:
            proposal = _proposal(session, choice, to)
            proposals.unchanged(proposal.change)
            rules.choose(me(), session, choice, to, proposals.reason(), now=now())
    except (BadInput, Meanwhile) as error:
        problems = error.problems if isinstance(error, BadInput) else {}
        with reading() as session:
            again = _proposal(session, choice, to)
            return proposals.look(session, again, problems or {"": str(error)}), error.status
    flash(proposals.AGREED)
    return redirect(url_for(".page", _anchor=choice), 303)


def _proposal(session: Session, name: str, to: str) -> Proposal:
    """Raises NotFound for a choice, BadInput for an option that does not exist."""
    if name not in CHOICES:
        raise NotFound("There is no such rule choice; look at those there are.")
    change = rules.choosing(session, name, to)
    return Proposal(
        change=change,
        agree=url_for(".choose", choice=name),
        back=url_for(".page", _anchor=name),
        trail=(("Settings", url_for("settings.page")), ("Rule choices", url_for(".page"))),
        fields={"to": to, "was": proposals.held(change.was)},
        why="Why does the office choose so?",
    )


def _asked(choice: Choice, under: Basis, decided: tuple[Decided, ...]) -> Asked:
    chosen: Mapping[str, str] = {**under.choices, "calendar": under.calendar}
    name = chosen.get(choice.name) or choice.default
    last = next((each for each in decided if each.decision.about == choice.name), None)
    return Asked(choice, choice.option(name) if name else None, last)
