"""The form that files a reply, read into the facts of the events it becomes."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from foil.errors import BadInput
from foil.insight.reply_filing import Came
from foil.law.history import History
from foil.web.event_reading import Answers, Facts, read
from foil.web.forms import EventForm
from foil.web.reply_answers import AS_LETTER, is_mail, letter_in, on_screen, starting
from foil.web.reply_form import row_facts, row_of, row_problems
from foil.web.reply_kinds import NOTE, PART, form_of

NO_KIND = "Say what it is."
NO_REQUEST = "Choose the request it is about."
NO_WAY = "Say how it came."
NO_DAY = "Give the day it reached us: paper does not say."
NOT_READ = "Give the letter’s own date: it could not be read for sure."
NO_ITEMS = "Say of at least one item what the letter answers."
NOT_LOOKED = "Look at it in the message, then tick that you did: {}."
DECIDES: Mapping[str, Mapping[str, str]] = {
    "released": {"part": "Say what came: a part, the rest, or everything."},
    "appeal_decided": {"outcome": "Say how the appeal was decided."},
}
"""What nobody may leave open, by kind: a release of everything ends what one of a part does not."""
OF_DENIAL = ("exemptions", "grounds", "appeal_notice", "officer_named", "answer_by")
OF_RELEASE = ("part", "more_by")

UNSURE: dict[str, tuple[str, tuple[str, ...]]] = {
    "kind": ("what it is", ("kind",)),
    "tracking": ("which request it is about", ("request", "reference")),
    "dated": ("its date", ("paper1-dated", "paper2-dated")),
    "received_claimed": ("the day it says it was received", ("on",)),
    "promised": ("when it says it will decide", ("promised", "promised-date", "promised-days")),
    "exemptions": ("the grounds it names", ("exemptions",)),
    "fee": ("the sum", ("amount",)),
    "pay_by": ("the day to pay by", ("pay_by",)),
    "answer_by": ("the day to answer by", ("answer_by",)),
    "public_on": ("the day it will be public", ("public_on",)),
    "more_by": ("the day more is to come", ("more_by",)),
    "outcome": ("the outcome", ("outcome",)),
    "items": ("which items it is about", ("which",)),
}
"""What a reading may be unsure of: in words, and the fields that hold it."""


def read_filing(came: Came, answers: Answers, history: History) -> list[Facts]:
    """The facts of the events the reply brings, one letter's on the same papers; `history` is what
    stands of its request before it.

    Raises BadInput, by the page's fields, where something is missing or cannot be read.
    """
    form = form_of(answers.get("kind", ""))
    if form is None:
        raise BadInput(NO_KIND, {"kind": NO_KIND})
    own = with_its_papers(came, answers) if form.papers else _alone(answers, "paper")
    if missing := dict(_missing(came, own, form)):
        raise BadInput(next(iter(missing.values())), missing)
    if answers.get("which") != "some" or len(history.items) == 1:
        return _letter(own, form, _all(form, history))
    return list(_by_item(own, form, history))


def unsure_of(came: Came, answers: Answers) -> dict[str, str]:
    """What the reading was unsure of that this form asks: its name, and the words for it."""
    form = form_of(answers.get("kind", ""))
    asked = {"kind", "request", "which", *(ask.field for ask in form.asks)} if form else {"kind"}
    if form is not None:
        asked |= {"paper1-dated"} if form.papers else {"on"}
    doubted = (str(each) for each in came.read.get("unsure", ()))
    return {
        name: UNSURE[name][0] for name in doubted if name in UNSURE and asked & set(UNSURE[name][1])
    }


def looked_at(came: Came, answers: Answers) -> None:
    """See that a person looked at all the reading was unsure of: that they ticked it, or gave
    something else. Raises BadInput, by what it was unsure of."""
    if left := not_looked_at(came, answers):
        says = {f"looked-{name}": NOT_LOOKED.format(words) for name, words in left.items()}
        raise BadInput("Look again at what could not be read for sure.", says)


def not_looked_at(came: Came, answers: Answers) -> dict[str, str]:
    """What the reading was unsure of that nobody ticked or changed: its name, and the words."""
    first, ticked = starting(came), answers.getlist("looked")
    return {
        name: words
        for name, words in unsure_of(came, answers).items()
        if name not in ticked and not _changed(first, answers, UNSURE[name][1])
    }


def _changed(first: Answers, answers: Answers, names: Sequence[str]) -> bool:
    return any(first.getlist(name) != answers.getlist(name) for name in names if name in answers)


def _alone(answers: Answers, *others: str) -> Answers:
    """The answers without what this form does not ask: no other form's dates, whose names begin
    with those."""
    own = answers.copy()
    for name in [*own]:
        if name in ("replaces", "of", "items") or name.startswith(others):
            own.poplist(name)
    return own


def with_its_papers(came: Came, answers: Answers) -> Answers:
    """The answers, with the files that the reply's papers are."""
    own = _alone(answers, "on", "time", "by")
    own["paper1-document"] = came.arrival.sha256
    letter = letter_in(came)
    for name in ("how", "received", "document"):
        own.poplist(f"paper2-{name}")
    if letter is not None:
        own["paper2-how"], own["paper2-document"] = "attached", str(letter["sha256"])
        own["paper2-received"] = own.get("paper1-received", "")
    return own


def _missing(came: Came, answers: Answers, form: EventForm) -> Iterator[tuple[str, str]]:
    """What must be said: what decides which clocks an event ends; and of paper how and when it
    came, and its date where that could not be read. A mail says it itself; of a file that was never
    on paper the day it was brought is known."""
    for field, says in DECIDES.get(form.kind, {}).items():
        if not answers.get(field):
            yield field, says
    if not form.papers or is_mail(came) or on_screen(came):
        return
    if not answers.get("paper1-how"):
        yield "paper1-how", NO_WAY
    if not answers.get("paper1-received"):
        yield "paper1-received", NO_DAY
    if "dated" in came.read.get("unsure", ()) and not answers.get("paper1-dated"):
        yield "paper1-dated", NOT_READ


def _all(form: EventForm, history: History) -> list[int]:
    """The items it is about where nobody says: none named but for two events of one letter, of
    which the first would leave nothing open for the second."""
    return list(history.open_items() or history.items) if form.kind == PART else []


def _by_item(answers: Answers, form: EventForm, history: History) -> Iterator[Facts]:
    rows = {item: answers.get(row_of(item), "") for item in history.items}
    if not any(rows.values()):
        raise BadInput(NO_ITEMS, {row_of(history.items[0]): NO_ITEMS})
    if alike := [item for item, said in rows.items() if said == AS_LETTER]:
        yield from _letter(answers, form, alike)
    found: list[Facts] = []
    problems: dict[str, str] = {}
    for item in (item for item, said in rows.items() if said not in ("", AS_LETTER)):
        try:
            _put(found, row_facts(answers, row_of(item), item), item)
        except BadInput as error:
            problems |= row_problems(error, row_of(item))
    if problems:
        raise BadInput("Some answers could not be read.", problems)
    yield from found


def _put(found: list[Facts], facts: Facts, item: int) -> None:
    """Add what is said of one item; to the same said of another, where there is one."""
    for each in found:
        if {**each, "items": []} == {**facts, "items": []}:
            each["items"] = [*_numbers(each), item]
            return
    found.append(facts)


def _numbers(facts: Facts) -> list[Any]:
    items = facts.get("items")
    return list(items) if isinstance(items, list) else []


def _letter(answers: Answers, form: EventForm, items: Sequence[int]) -> list[Facts]:
    """What the letter says as a whole, of these items; of all it can be about where none is
    named."""
    own = answers.copy()
    own.setlist("items", [str(item) for item in items])
    if not items:
        own.poplist("items")
    facts = read(form, own)
    if form.kind == NOTE:
        return [{**facts, "kind": "contacted", "direction": "in"}]
    if form.kind != PART:
        return [facts]
    released = {name: value for name, value in facts.items() if name not in OF_DENIAL}
    denied = {name: value for name, value in facts.items() if name not in OF_RELEASE}
    return [{**released, "kind": "released"}, {**denied, "kind": "denied", "scope": "part"}]
