"""Every kind of event has its form, in its group, with a question for each of its fields; and what
a form is filled with comes back the same from the event it makes."""

from collections.abc import Iterator

import pytest

from foil.law.event import Event
from foil.law.facts import canonical, read_event, stored
from foil.law.kinds import KINDS, Field, Kind
from foil.web.event_filling import answers_of
from foil.web.event_reading import Answers, read
from foil.web.forms import FORMS, GROUPS, EventForm
from foil.web.forms.form import SOURCE, Ask

WIDGETS = {
    "text": {"line", "text"},
    "texts": {"lines", "several"},
    "flag": {"tick"},
    "count": {"number"},
    "money": {"money"},
    "date": {"day"},
    "choice": {"one"},
    "promises": {"promise"},
    "court dates": {"dates"},
}
FIELDS = [(kind, field) for kind in KINDS.values() for field in kind.fields]
PAPERS: dict[str, object] = {
    "papers": [
        {"how": "portal", "received": "2026-11-05", "document": "ab" * 32},
        {"how": "attached", "dated": "2026-11-04", "received": "2026-11-05"},
        {"how": "post", "dated": "2026-11-04", "postmarked": "2026-11-06", "document": "cd" * 32},
    ]
}
TEXT = "Two lines,\nand “quotes” & <b>marks</b>"
SAMPLES: dict[str, object] = {
    "text": "The officer; room 3",
    "texts": ["one ground", "another, longer"],
    "flag": True,
    "count": 1204,
    "money": "1250.50",
    "date": "2026-12-01",
    "promises": [
        {"date": "2027-03-26", "text": "by March 26"},
        {"business_days": 20, "text": "within twenty business days"},
        {"text": "in due course"},
    ],
    "court dates": [
        {"who": "agency", "what": "Answer the petition", "on": "2026-12-14", "items": [1, 2, 4]},
        {"who": "us", "what": "Reply", "on": "2026-12-21"},
        {"who": "court", "what": "Hear argument", "on": "2027-01-11"},
    ],
}


def ask_of(form: EventForm, name: str) -> Ask:
    return next(ask for ask in form.asks if ask.field == name)


def happened(kind: str, **facts: object) -> Event:
    """An event of this kind as it would be stored and read back."""
    day = PAPERS if FORMS[kind].papers else {"on": "2026-11-05"}
    base = {"kind": kind, "id": "e9", "items": [1, 2, 4], "of": ["e2", "e3"], **day}
    return stored(canonical({**base, **facts}))


def through(event: Event) -> Event:
    """The event that its own correction form, sent back untouched, would make."""
    form = FORMS[event.kind]
    sent = [(k, v.replace("\n", "\r\n")) for k, v in answers_of(form, event).items(multi=True)]
    return stored(canonical({"id": event.id, **read(form, Answers(sent))}))


def values(field: Field) -> Iterator[object]:
    """What a field may hold, each value once."""
    yield from field.choices or [SAMPLES[field.type]]
    if field.type == "flag":
        yield False
    if field.type == "promises":
        yield []


def test_every_kind_is_in_the_group_the_law_knows_it_in() -> None:
    assert list(FORMS) == [form.kind for group in GROUPS for form in group.forms]
    assert {form.kind: group.name for group in GROUPS for form in group.forms} == {
        kind.name: kind.group for kind in KINDS.values()
    }
    assert all(FORMS[kind.name].papers is kind.agency for kind in KINDS.values())


def test_a_group_is_told_in_one_line() -> None:
    for group in GROUPS:
        assert group.says.endswith(".")
        assert len(group.says) < 120


@pytest.mark.parametrize(("kind", "field"), FIELDS, ids=lambda each: getattr(each, "name", ""))
def test_every_field_of_a_kind_is_asked_for_as_what_it_is(kind: Kind, field: Field) -> None:
    ask = ask_of(FORMS[kind.name], field.name)
    assert ask.widget in WIDGETS[field.type]
    if field.choices:
        assert {key for key, *_ in ask.options} == set(field.choices)


def test_nothing_is_asked_that_its_kind_does_not_have() -> None:
    for kind, form in FORMS.items():
        names = [ask.field for ask in form.asks]
        assert len(set(names)) == len(names)
        assert {*names} - {field.name for field in KINDS[kind].fields} <= {"source"}
    said = {kind for kind, form in FORMS.items() if SOURCE in form.asks}
    assert said == {"received", "delivery_failed", "appeal_received"}


@pytest.mark.parametrize("kind", KINDS)
def test_a_correction_sent_back_untouched_changes_nothing(kind: str) -> None:
    fields = KINDS[kind].fields
    bare = happened(kind)
    assert through(bare) == bare
    for n in range(max((len(list(values(f))) for f in fields), default=0)):
        told = {f.name: (list(values(f)) * 9)[n] for f in fields}
        event = happened(kind, **told)
        assert through(event) == event
        assert KINDS[kind].fields == () or through(event) != bare


@pytest.mark.parametrize("source", ["ours", "agency"])
@pytest.mark.parametrize("kind", ["received", "delivery_failed", "appeal_received"])
def test_who_says_so_is_kept(kind: str, source: str) -> None:
    assert through(happened(kind, source=source)).source == source
    assert through(happened("notice_of_appeal", source=source)).source == source


@pytest.mark.parametrize(
    "facts",
    [
        {"kind": "contacted", "at": "2026-11-05T10:42:31", "said": TEXT},
        {"kind": "wrote", "at": "2026-11-05T09:00:00", "by": "through the city’s web form"},
        {"kind": "received", "papers": [{"how": "email", "received": "2026-11-05"}]},
        {"kind": "denied", "on": "2026-11-05", "exemptions": ["87(2)(j)", "Judiciary Law § 90"]},
        {"kind": "tolled", "from": "2026-11-01", "to": "2026-12-01", "clocks": ["appeal"]},
        {"kind": "released", "on": "2026-11-05", "papers": [{"postmarked": "2026-11-04"}]},
    ],
    ids=lambda facts: str(facts["kind"]),
)
def test_what_was_recorded_by_other_means_is_mended_without_loss(facts: dict[str, object]) -> None:
    event = stored(canonical({"id": "e9", "items": [1], "of": [], **facts}))
    assert through(event) == read_event({**facts, "id": "e9", "items": [1], "of": None})
