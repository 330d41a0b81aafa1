"""The office's own templates of letters: tried before they are kept, and given back."""

from datetime import datetime

from sqlalchemy.orm import Session

from foil.errors import BadInput, NotFound, Refused
from foil.insight.own_templates import shipped_text
from foil.letters.kinds import KINDS
from foil.letters.own_template import LONGEST, tried
from foil.model.tables import OwnTemplate, Person
from foil.sandbox import Limits, run

WITHIN = Limits(memory=768, seconds=15, output=4)


def trial(kind: str, words: str) -> str:
    """The kind's example as the template writes it, made in a process with limits.

    Raises NotFound for a kind there is not; BadInput, with the line, for a template with a mistake
    or one that takes too long or too much.
    """
    if kind not in KINDS:
        raise NotFound("There is no such kind of letter.")
    if len(words) > LONGEST:
        raise BadInput("Too long.", {"words": f"Use at most {LONGEST:,} characters."})
    try:
        made: str = run(tried, kind, words, limits=WITHIN)
    except BadInput as error:
        says = str(error).replace("The file could not be read: it", "The example: it")
        raise BadInput(
            "The template was not kept.", {"words": says.partition(" Open it")[0]}
        ) from (error)
    return made


def keep(person: Person, session: Session, kind: str, words: str, *, now: datetime) -> None:
    """Keep a template that was tried; from now on letters of that kind are written with it. Raises
    Refused where `person` is no administrator."""
    _add(person, session, kind, words.replace("\r\n", "\n"), now)


def give_back(person: Person, session: Session, kind: str, *, now: datetime) -> None:
    """The shipped words again. Raises Refused where `person` is no administrator."""
    if kind not in KINDS:
        raise NotFound("There is no such kind of letter.")
    _add(person, session, kind, "", now)


def _add(person: Person, session: Session, kind: str, words: str, now: datetime) -> None:
    if person.role != "administrator":
        raise Refused("Only an administrator changes a template; ask one of yours.")
    row = OwnTemplate(kind=kind, words=words, shipped=shipped_text(kind))
    row.made_at, row.made_by = now, person.id
    session.add(row)
