"""A later letter while facts are still needed: drawn with a blank for each, never refused.

A missing day, name or sentence stands in the letter as "[the day it was sent]". A block that turns
on a fact nobody has told, a sum or a choice, says so in place of its words: no letter shows what
may be wrong. Each need is named by its path in a file of facts, "request.sent", "items[1].words".
"""

import re
from calendar import month_name
from collections.abc import Collection, Mapping
from copy import deepcopy
from dataclasses import MISSING, dataclass, fields, is_dataclass, replace
from datetime import date, timedelta
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from foil.catalog.directory import SHIPPED, Directory
from foil.catalog.source import day_words
from foil.errors import BadInput
from foil.letters.compose import compose
from foil.letters.facts import Facts, Sender
from foil.letters.kinds import KINDS
from foil.letters.letter import Block, Edit, Letter
from foil.letters.marks import BEGIN, END
from foil.letters.needed import needed
from foil.letters.reading import Reader
from foil.letters.told import GIVEN, facts_told

YEAR = 2197  # of the days that stand for those nobody has told; the law can count there
FIRST = date(YEAR, 1, 5)
COUNTED = "[a day counted from what is needed]"
ROUNDS = 6  # facts lie at most this deep
_BLANK_DAY = re.compile(rf"(?:{'|'.join(month_name[1:])}) \d{{1,2}}, (?:{YEAR}|{YEAR + 1})")
_BLANK = re.compile(r"\\\[([^\[\]\\]*)\\\]")
STOOD_FOR: Mapping[Any, Any] = {int: 0, bool: False}


@dataclass(frozen=True)
class Need:
    """A fact the letter still needs: where it is told, and what it is, in words."""

    path: str
    says: str

    @property
    def top(self) -> str:
        """The letter's own fact that it belongs to."""
        return re.split(r"[.\[]", self.path, maxsplit=1)[0]


@dataclass(frozen=True)
class Drawn:
    """A letter as far as its facts go. `letter` is None where they cannot stand together yet."""

    letter: Letter | None
    needs: tuple[Need, ...]


def drawn(
    kind: str,
    told: Mapping[str, Any],
    sender: Sender | None,
    day: date,
    directory: Directory = SHIPPED,
    edits: Mapping[str, Edit] | None = None,
    *,
    marking: bool = False,
    citable: Collection[str] | None = None,
    own: Mapping[str, str] | None = None,
) -> Drawn:
    """The letter of these facts, dated `day`, with blanks for what is still needed. `edits`,
    `marking`, `citable` and `own` are as for `compose`.

    Raises UnknownSlug or NotUnderFoil for the agency, TemplateError for a template's mistake.
    """
    known = {name: value for name, value in told.items() if name != "dated"}
    whole, needs, words = _filled(kind, known)
    for attempt in (1, 2):
        try:
            facts = facts_told(kind, whole, sender, day, directory)
            break
        except BadInput as error:
            named = {each.path for each in needs}
            further = [each for each in _further(error) if each.path not in named]
            needs += further
            if attempt == 2 or not str(error).startswith("Still needed") or not further:
                return Drawn(None, tuple(needs))
            for each in further:
                _put(KINDS[kind].facts, whole, each.path, words)
    made = compose(kind, facts, edits, marking=marking, citable=citable, own=own)
    if needs:
        made = _blanked(made, needs, words, _hard(facts, needs))
    return Drawn(made, tuple(needs))


def needs_of(kind: str, told: Mapping[str, Any], day: date) -> tuple[Need, ...]:
    """What a letter of these facts still needs."""
    return drawn(kind, told, None, day).needs


def _filled(
    kind: str, told: Mapping[str, Any]
) -> tuple[dict[str, Any], list[Need], dict[str, str]]:
    """The facts with something in every place, what is needed, and what each blank day says."""
    shape = KINDS[kind].facts
    whole = _opened(shape, deepcopy(dict(told)))
    needs: dict[str, Need] = {}
    words: dict[str, str] = {}
    for _ in range(ROUNDS):
        missing = _missing(shape, whole)
        if not missing:
            break
        for path in missing:
            needs[path] = Need(path, needed(path).partition(": ")[2])
            _put(shape, whole, path, words)
    return whole, list(needs.values()), words


def _opened(shape: Any, told: dict[str, Any]) -> dict[str, Any]:
    """The facts with an empty place for each part that must be there, so that what is needed is
    named by the fact itself: "request.sent", not "request"."""
    types_of = get_type_hints(shape)
    for each in fields(shape):
        wanted = types_of[each.name]
        required = each.default is MISSING and each.default_factory is MISSING
        if each.name in GIVEN or not is_dataclass(wanted) or not required:
            continue
        inside = told.get(each.name)
        told[each.name] = _opened(wanted, dict(inside) if isinstance(inside, Mapping) else {})
    return told


def _missing(shape: Any, told: Mapping[str, Any]) -> list[str]:
    """The paths of what is missing."""
    reader = Reader()
    reader.fields_of(shape, told, "", skip=GIVEN)
    return reader.missing


def _put(shape: Any, told: dict[str, Any], path: str, words: dict[str, str]) -> None:
    """Put what stands for it into its place."""
    place: Any = told
    wanted: Any = shape
    *way, last = [each for each in re.split(r"[.\[\]]+", path) if each]
    for step in way:
        wanted = _inside(wanted, step)
        place = place[int(step) - 1] if isinstance(place, list) else place[step]
    if isinstance(place, list):
        place[int(last) - 1] = _stands_for(_inside(wanted, last), path, words)
    else:
        place[last] = _stands_for(_inside(wanted, last), path, words)


def _inside(shape: Any, step: str) -> Any:
    """The type of a part: a field of a dataclass, or a member of a tuple."""
    if get_origin(shape) is tuple:
        return get_args(shape)[0]
    return _told(get_type_hints(shape)[step])


def _told(wanted: Any) -> Any:
    """The type of a fact where it is told: without the None of one that need not be."""
    if get_origin(wanted) in (Union, UnionType):
        return next(each for each in get_args(wanted) if each is not type(None))
    return wanted


def _stands_for(wanted: Any, path: str, words: dict[str, str]) -> Any:
    says = f"[{needed(path).partition(': ')[2]}]"
    if wanted is date:
        day = FIRST + timedelta(days=len(words))
        words[day_words(day)] = says
        return day.isoformat()
    if get_origin(wanted) is tuple:
        return [_row(get_args(wanted)[0], says)]
    if get_origin(wanted) is Literal:
        return get_args(wanted)[0]
    if is_dataclass(wanted):
        return {}
    return says if wanted is str else STOOD_FOR.get(wanted, "0")


def _row(wanted: Any, says: str) -> Any:
    """A row that stands for those nobody has told: its words say what is wanted."""
    if get_origin(wanted) is Literal:
        return get_args(wanted)[0]
    if not is_dataclass(wanted):
        return says
    return _whole_row(wanted, says)


def _whole_row(shape: Any, says: str) -> dict[str, Any]:
    types_of, row = get_type_hints(shape), {}
    for each in fields(shape):
        if each.default is MISSING and each.default_factory is MISSING:
            wanted = types_of[each.name]
            row[each.name] = FIRST.isoformat() if wanted is date else _plain(wanted, says)
    return row


def _plain(wanted: Any, says: str) -> Any:
    if get_origin(wanted) is tuple:
        return [_row(get_args(wanted)[0], says)]
    return says if wanted is str else STOOD_FOR.get(wanted, "0")


def _hard(facts: Facts, needs: list[Need]) -> frozenset[str]:
    """The needs whose blocks say nothing until they are told: whatever is no day and no words."""
    types_of = get_type_hints(type(facts))
    return frozenset(each.top for each in needs if not _in_words(types_of.get(each.top), each.path))


def _in_words(shape: Any, path: str) -> bool:
    """Whether the fact at that path is a day or words, which a blank in brackets can stand for."""
    wanted = shape
    for step in [each for each in re.split(r"[.\[\]]+", path) if each][1:]:
        wanted = _inside(wanted, step)
    return _told(wanted) in (str, date)


def _blanked(
    made: Letter, needs: list[Need], words: Mapping[str, str], hard: frozenset[str]
) -> Letter:
    return replace(
        made,
        subject=_said(made.subject, words).replace("\\[", "[").replace("\\]", "]"),
        blocks=tuple(_block(each, needs, words, hard) for each in made.blocks),
    )


def _block(
    block: Block, needs: list[Need], words: Mapping[str, str], hard: frozenset[str]
) -> Block:
    wanting = [each for each in needs if each.top in hard and each.top in block.draws]
    if wanting:
        listed = "; ".join(dict.fromkeys(each.says for each in wanting))
        return replace(block, template=f"[Still needed here: {listed}]")
    return replace(block, template=_said(block.template, words))


def _said(text: str, words: Mapping[str, str]) -> str:
    """The text with each day that stands for another as the blank it is."""
    blank = _BLANK_DAY.sub(lambda day: words.get(day[0], COUNTED), text)
    return _BLANK.sub(r"[\1]", blank).replace(f"{BEGIN}[", "[").replace(f"]{END}", "]")


def _further(error: BadInput) -> list[Need]:
    """What keeps facts that are all told from standing together, a need for each."""
    lines = [line.strip() for line in str(error).splitlines()]
    found = [line.partition(": ") for line in lines[1:] if line] or [("", "", lines[0])]
    return [Need(path, says or path) for path, _, says in found]
