"""One event being recorded: the request it belongs to, what was answered, what it would change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.errors import BadInput, NotFound
from foil.insight.basis import basis
from foil.insight.histories import Recorded, recorded
from foil.insight.lines import Named, named
from foil.law.event import Event as Happening
from foil.law.facts import FactsError, read_event
from foil.law.history import OPENERS, SILENT
from foil.law.words import HAPPENED
from foil.model.tables import Document, Item, Request
from foil.model.visibility import find_request, visible
from foil.operations.previews import Preview, preview
from foil.web.desk import me, now, today
from foil.web.entries import particulars, when
from foil.web.event_filling import answers_of, retold
from foil.web.event_reading import Answers, field_of, read
from foil.web.forms import FORMS, EventForm
from foil.web.words import items as items_words
from foil.web.words import long_day, moment, upper_first

ALSO = {"appealed": SILENT, "recalled": frozenset({"granted", "denied", "appeal_decided"})}
"""What an event may be about beside what it answers by itself."""


@dataclass(frozen=True)
class Recording:
    """A form that records one event. `answerable` are the events it may answer, `documents` the
    request's files, `corrects` the event it would replace; `foil` is False under another law."""

    request: Request
    named: Named
    form: EventForm
    answers: Answers
    items: Sequence[Item]
    answerable: Sequence[tuple[str, str]]
    documents: Sequence[Document]
    foil: bool = True
    corrects: Happening | None = None
    preview: Preview | None = None
    problems: Mapping[str, str] = field(default_factory=dict)

    @property
    def seq(self) -> int:
        """The request's state this form is drawn from."""
        return self.request.head_seq

    @property
    def tray(self) -> list[Document]:
        """The files nobody has filed yet."""
        return [document for document in self.documents if document.unfiled]


def form_of(kind: str) -> EventForm:
    """The form of a kind. Raises NotFound."""
    if kind not in FORMS:
        raise NotFound("There is no such kind of event; choose one from the list.")
    return FORMS[kind]


def begin(session: Session, number: str, kind: str, corrects: str = "") -> Recording:
    """A form to start with: today's date, the items then open; or the event to correct, which may
    have been recorded as another kind.

    Raises NotFound for a request this person may not see, or an event that does not stand.
    """
    form = form_of(kind)
    known, drawn = _drawn(session, number, form, corrects)
    if drawn.corrects is not None:
        fill = answers_of if drawn.corrects.kind == kind else retold
        answers = fill(form, drawn.corrects)
        answers["replaces"] = drawn.corrects.id
        return look(session, replace(drawn, answers=answers))
    day = today().isoformat()
    answers = Answers({"paper1-received" if form.papers else "on": day})
    seen = look(session, replace(drawn, answers=answers))
    if seen.preview is not None:
        chosen = seen.preview.facts.get("items")
        for item in chosen if isinstance(chosen, list) else known.standing.items:
            answers.add("items", str(item))
    return seen


def resume(session: Session, number: str, kind: str, answers: Answers) -> Recording:
    """The form as it came back, with what its event would change."""
    _, drawn = _drawn(session, number, form_of(kind), answers.get("replaces", ""))
    return look(session, replace(drawn, answers=answers))


def look(session: Session, drawn: Recording) -> Recording:
    """Count what the event would change, or say why it cannot be counted."""
    try:
        facts = read(drawn.form, drawn.answers)
        seen = preview(me(), session, drawn.request, facts, now=now())
    except BadInput as error:
        return replace(drawn, problems=problems_of(error))
    return replace(drawn, preview=seen)


def problems_of(error: BadInput) -> dict[str, str]:
    """What is wrong, by the form's own fields."""
    if isinstance(error, FactsError):
        says = upper_first(error.says).rstrip(".")
        return {field_of(error): f"{says}."}
    return error.problems or {"": str(error)}


def _drawn(
    session: Session, number: str, form: EventForm, corrects: str
) -> tuple[Recorded, Recording]:
    request = find_request(session, me(), number)
    known = recorded(session, request)
    mine = select(Item).where(Item.request_id == request.id).order_by(Item.number)
    files = select(Document).where(Document.request_id == request.id).order_by(Document.id)
    under = basis(session)
    mended = _standing(known, corrects) if corrects else None
    return known, Recording(
        request=request,
        named=named(request, under),
        form=form,
        answers=Answers(),
        items=session.scalars(visible(mine, me())).all(),
        answerable=_answerable(known, form, (mended.of or ()) if mended else ()),
        documents=session.scalars(visible(files, me())).all(),
        foil=under.rules_for(request) is not None,
        corrects=mended,
    )


def _standing(known: Recorded, name: str) -> Happening:
    for event in known.standing.events:
        if event.id == name:
            return event
    raise NotFound("That entry does not stand any more; look at what replaced it.")


def _answerable(known: Recorded, form: EventForm, chosen: Sequence[str]) -> list[tuple[str, str]]:
    """What the event may answer, newest first, where there is a choice: a letter of ours whose
    receipt is there to choose is left out, unless it was `chosen` before."""
    kinds = OPENERS.get(form.kind, frozenset())
    kinds |= ALSO.get(form.kind, frozenset())
    found = [event for event in known.standing.events if event.kind in kinds]
    receipts = [each.of or () for each in found if each.kind in ("received", "appeal_received")]
    receipted = {name for names in receipts for name in names} - set(chosen)
    words = [(event.id, describe(event)) for event in reversed(found) if event.id not in receipted]
    return words if len(words) > 1 else []


def describe(event: Happening) -> str:
    """An event in a few words: Denied, November 2, 2026, items 1–3."""
    what = HAPPENED.get(event.kind, event.kind.replace("_", " ").capitalize())
    about = f", {items_words(event.items)}" if event.items and len(event.items) > 0 else ""
    return f"{what}, {long_day(event.act_day, weekday=False)}{about}"


def changed(drawn: Recording, whole: tuple[int, ...]) -> list[tuple[str, str, str]]:
    """What a correction changes: label, before, after."""
    if drawn.corrects is None or drawn.preview is None:
        return []
    before = _lines(drawn.corrects, whole)
    after = _lines(read_event(drawn.preview.facts), whole)
    labels = dict.fromkeys([*before, *after])
    pairs = ((label, before.get(label, ""), after.get(label, "")) for label in labels)
    return [(label, old, new) for label, old, new in pairs if old != new]


def _lines(event: Happening, whole: tuple[int, ...]) -> dict[str, str]:
    found = {"What": FORMS[event.kind].title, "Day": when(event)}
    for label, said in particulars(event, whole):
        found[label] = f"{found[label]}; {said}" if label in found else said
    return found


def item_options(drawn: Recording) -> list[tuple[str, str, str]]:
    """The request's items to choose from."""
    return [(str(item.number), f"{item.number}. {item.words}", "") for item in drawn.items]


def file_options(drawn: Recording) -> list[tuple[str, str]]:
    """The request's files that a paper may be, the newest first; one that came twice stands once.
    What we made and sent ourselves is none of theirs."""
    return list({d.sha256: d.name for d in reversed(drawn.documents) if not d.sealed}.items())


def tray_options(drawn: Recording) -> list[tuple[str, str, str]]:
    """The files in the request's tray to choose from."""
    return [(str(each.id), each.name, f"came {moment(each.brought_at)}") for each in drawn.tray]
