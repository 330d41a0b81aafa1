"""What happened? The kinds of event to choose from: those likely now, all, those looked for."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from foil.insight.basis import basis
from foil.insight.histories import recorded
from foil.insight.lines import Named, named
from foil.law.clocks import run
from foil.model.visibility import find_request
from foil.web.desk import me, today
from foil.web.forms import FORMS, GROUPS, EventForm, Group
from foil.web.likely import OTHER_LAW, likely


@dataclass(frozen=True)
class Choice:
    """The page: `likely` are the forms for now, `groups` all, as far as they hold what is looked
    for. `foil` is False for a request under another law, of which little is recorded."""

    named: Named
    foil: bool
    likely: tuple[EventForm, ...]
    groups: tuple[Group, ...]
    find: str = ""


def choice(session: Session, number: str, find: str = "") -> Choice:
    """What may be recorded of this request. Raises NotFound where nobody may see it."""
    request = find_request(session, me(), number)
    under = basis(session)
    seen = named(request, under)
    rules = under.rules_for(request)
    if rules is None:
        return Choice(seen, False, tuple(FORMS[kind] for kind in OTHER_LAW), ())
    standing = recorded(session, request).standing
    clocks = run(standing, rules) if standing.events else ()
    kinds = likely(standing, clocks, today())
    groups = tuple(found(find)) if find else GROUPS
    return Choice(seen, True, tuple(FORMS[kind] for kind in kinds), groups, find)


def found(find: str) -> Iterable[Group]:
    """The groups that hold a form with every word looked for, with those forms alone."""
    wanted = find.casefold().split()
    for group in GROUPS:
        forms = [f for f in group.forms if all(word in words_of(group, f) for word in wanted)]
        if forms:
            yield Group(group.name, group.title, group.says, tuple(forms))


def words_of(group: Group, form: EventForm) -> str:
    """What a form is found by."""
    said = (form.title, form.says, form.also, form.kind.replace("_", " "), group.title)
    return " ".join(said).casefold()
