"""The office's own templates as they stand beside the shipped ones.

They are kept in the database, not in the data folder: so each has its author, its day and its way
back, every process sees a change at once, and one backup holds them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import unified_diff

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from foil.letters.kinds import KINDS
from foil.letters.template import folder, load
from foil.model.tables import OwnTemplate, Person


@dataclass(frozen=True)
class Standing:
    """A kind's template: its name, the shipped text, the office's own and who wrote it when;
    `moved` that the shipped one has changed since."""

    kind: str
    name: str
    shipped: str
    row: OwnTemplate | None = None
    author: str = ""

    @property
    def own(self) -> str:
        """The office's own text; empty where the shipped words stand."""
        return self.row.words if self.row else ""

    @property
    def moved(self) -> bool:
        """Whether the shipped template is another than the one the office wrote over."""
        return bool(self.row and self.row.words and self.row.shipped != self.shipped)

    @property
    def difference(self) -> tuple[tuple[str, str], ...]:
        """The lines that differ: "-" only shipped, "+" only ours, "" the same."""
        return tuple(_difference(self.shipped, self.own)) if self.own else ()

    @property
    def since(self) -> tuple[tuple[str, str], ...]:
        """What has changed in the shipped one since the office wrote over it."""
        return tuple(_difference(self.row.shipped, self.shipped)) if self.row and self.moved else ()


def in_force(session: Session) -> dict[str, str]:
    """The office's own templates by kind, for `compose`."""
    return {row.kind: row.words for row in _newest(session) if row.words}


def standings(session: Session) -> tuple[Standing, ...]:
    """Every kind's template, in the order of a request's life."""
    rows = {row.kind: row for row in _newest(session)}
    ids = {row.made_by for row in rows.values()}
    who = select(Person.id, Person.name).where(Person.id.in_(ids))
    names: dict[int, str] = dict(session.execute(who).all())
    return tuple(
        Standing(
            kind,
            load(kind).front.name,
            shipped_text(kind),
            rows.get(kind),
            names.get(rows[kind].made_by, "") if kind in rows else "",
        )
        for kind in KINDS
    )


def shipped_text(kind: str) -> str:
    """The shipped template of that kind, its front matter included."""
    return (folder() / f"{kind}.md").read_text(encoding="utf-8")


def _newest(session: Session) -> list[OwnTemplate]:
    newest = select(func.max(OwnTemplate.id)).group_by(OwnTemplate.kind)
    return list(session.scalars(select(OwnTemplate).where(OwnTemplate.id.in_(newest))))


def _difference(old: str, new: str) -> Iterator[tuple[str, str]]:
    for line in unified_diff(old.splitlines(), new.splitlines(), lineterm="", n=2):
        if line.startswith(("---", "+++")):
            continue
        if line.startswith("@@"):
            yield "@", "…"
        else:
            yield line[:1].strip(), line[1:]
