"""The calculator: what the law makes of a case that nobody has to record first.

Everything stands in the address, so that it can be kept as a bookmark or mailed; nothing is saved.
"""

from flask import Blueprint, redirect, request, url_for
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from foil.catalog.directory import Directory
from foil.insight.basis import Basis, basis
from foil.insight.request import grouped
from foil.law.calendars import PROFILES
from foil.law.clocks import Clock
from foil.web import entries
from foil.web.calculating import Case, case_of, first_answers, offered, tidy, untidy
from foil.web.clocks import Shown, shown
from foil.web.desk import reading, today
from foil.web.forms import HOW
from foil.web.pages import page as draw
from foil.web.words import upper_first

blueprint = Blueprint("calculator", __name__, url_prefix="/calculator")

STARTS = (
    ("received", "The agency received a request"),
    ("acknowledged", "It acknowledged one"),
    ("denied", "It denied one"),
    ("appeal_received", "It received an appeal"),
    ("appeal_decided", "It decided an appeal"),
)
"""Where a case most often begins."""


@blueprint.get("")
def page() -> Response | tuple[str, int]:
    """A case and its dates; an address with something empty in it, made short first."""
    if untidy(request.args):
        return redirect(_address(request.args), 303)
    with reading() as session:
        under = basis(session)
    case = case_of(request.args, under, today())
    return _draw(case, under), 422 if case.problems else 200


def _draw(case: Case, under: Basis) -> str:
    return draw(
        "calculator/page.html",
        case=case, problems=case.problems, groups=_groups(case), words=entries, how=HOW,
        offered=offered(), starts=[(words, _start(kind)) for kind, words in STARTS],
        agencies=_agencies(under.directory), calendars=_calendars(), calendar=under.calendar,
        corrected=case.answers.get("agency", "") in {*under.corrections, *under.agency_closings},
        choices=under.choices, short=_short(case),
    )  # fmt: skip


def _groups(case: Case) -> dict[str, list[Shown]]:
    """The clocks in the groups of a request's page."""
    if case.seen is None:
        return {}
    found, whole = grouped(case.seen.clocks, case.day), case.seen.history.items

    def each(some: tuple[Clock, ...], *, arguable: bool | None = None) -> list[Shown]:
        fit = [c for c in some if arguable is None or (c.stake == "arguable") is arguable]
        return [shown(clock, case.day, whole) for clock in fit]

    return {
        "ours": each(found.ours, arguable=False),
        "theirs": each(found.theirs),
        "arguable": each(found.ours, arguable=True),
        "silence": each(found.silence),
        "done": each(found.done),
    }


def _address(answers: "MultiDict[str, str]") -> str:
    """The case's own address, its newest row in sight where one was asked for."""
    pairs = tidy(answers)
    whole: dict[str, list[str]] = {}
    for name, said in pairs:
        whole.setdefault(name, []).append(said)
    rows = [name for name, _ in pairs if name.endswith("-kind")]
    anchor = rows[-1].removesuffix("-kind") if answers.get("add") and rows else None
    return url_for(".page", _anchor=anchor, **whole)  # type: ignore[arg-type]


def _start(kind: str) -> str:
    return url_for(".page", _anchor="e1", **dict(first_answers(kind, 1)))  # type: ignore[arg-type]


def _agencies(known: Directory) -> list[tuple[str, str]]:
    found = [each for each in known.load().values() if each.foil]
    return sorted(((each.slug, each.name) for each in found), key=lambda pair: pair[1])


def _calendars() -> list[tuple[str, str]]:
    return [(name, upper_first(profile.title)) for name, profile in PROFILES.items()]


def _short(case: Case) -> str:
    return case.seen.rules.agency.short if case.seen else "the agency"
