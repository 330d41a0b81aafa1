"""Several readings of one happening, a cover and its letters, made into the one that stands."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from foil.replies.kinds import APPEAL_DECIDED, REFUSALS, in_order, milder
from foil.replies.reading import Reading

_GRAVE = (REFUSALS | APPEAL_DECIDED) - {"closing"}
_LISTS = ("exemptions", "grounds", "links")
_LETTERS_OWN = (
    "dated",
    "received_claimed",
    "fee",
    "pay_by",
    "answer_by",
    "public_on",
    "more_by",
    "outcome",
    "certified",
    "items",
    "promised",
)
_COVERS_OWN = ("tracking", "agency")


def joined(body: Reading, letters: Sequence[tuple[str, Reading]], *, unread: bool) -> Reading:
    """The one reading of a message whose own words say `body` and whose attachments, by name, say
    `letters`: the gravest kind, dates from the letter. `unread` says that some part of it could
    not be read, so that its kind is not sure."""
    reading = body
    for name, letter in letters:
        reading = _with(reading, _in_part(letter, name))
    if unread:
        reading = replace(reading, unsure=_names((*reading.unsure, "kind")))
    return reading


def _in_part(letter: Reading, name: str) -> Reading:
    shown = (replace(each, part=each.part or name) for each in letter.evidence)
    return replace(letter, evidence=tuple(shown))


def _with(cover: Reading, letter: Reading) -> Reading:
    """Both as one: fields from the letter where it has them, else from its cover."""
    kind, doubted = _kind(cover, letter)
    unsure = {each for each in (*cover.unsure, *letter.unsure) if each not in _SETTLED}
    unsure |= {"kind"} if doubted else set()
    values: dict[str, object] = {}
    for name in (*_LETTERS_OWN, *_COVERS_OWN):
        first, second = (cover, letter) if name in _COVERS_OWN else (letter, cover)
        chosen, other = (first, second) if _has(first, name) else (second, first)
        values[name] = getattr(chosen, name)
        unsure |= {name} & set(chosen.unsure)
        if _has(other, name) and getattr(other, name) != values[name]:
            unsure.add(name)
    for name in _LISTS:
        values[name] = tuple(dict.fromkeys((*getattr(letter, name), *getattr(cover, name))))
    values["promised"] = tuple(dict.fromkeys((*letter.promised, *cover.promised)))
    kinds = in_order({*cover.kinds, *letter.kinds} - {"other"}) or ("other",)
    return replace(
        cover,
        kind=kind,
        kinds=tuple(dict.fromkeys((kind, *kinds))),
        appeal_notice=cover.appeal_notice or letter.appeal_notice,
        officer_named=cover.officer_named or letter.officer_named,
        evidence=(*letter.evidence, *cover.evidence),
        unsure=_names(unsure),
        **values,  # type: ignore[arg-type]
    )


_SETTLED = {"kind", *_LETTERS_OWN, *_COVERS_OWN}


def _kind(cover: Reading, letter: Reading) -> tuple[str, bool]:
    """The kind of both, and whether it is in doubt. A cover that is in doubt, and refuses nothing,
    leaves all to a letter that is not; else the graver counts."""
    sure = "kind" not in letter.unsure
    if letter.kind == "other":
        return cover.kind, "kind" in cover.unsure
    if sure and "kind" in cover.unsure and not set(cover.kinds) & _GRAVE:
        return letter.kind, False
    if cover.kind == letter.kind:
        return letter.kind, not sure and "kind" in cover.unsure
    graver = letter if milder(cover.kind, letter.kind) else cover
    return graver.kind, "kind" in graver.unsure


def _has(reading: Reading, name: str) -> bool:
    return getattr(reading, name) not in (None, ())


def _names(unsure: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted(set(unsure)))
