"""A later letter while it is being written: its facts, a person's own words, and what is needed.

Every kind but the request is one. Its facts are kept as a file of facts has them, so that
`foil letter KIND --facts` reads what the desk keeps.
"""

import json
from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from functools import partial
from typing import Any

from foil.catalog.directory import SHIPPED, Directory
from foil.letters.blanks import Need, drawn
from foil.letters.facts import Sender
from foil.letters.held import Held, held_from, mark_of
from foil.letters.letter import Edit, Letter


@dataclass(frozen=True)
class Made:
    """The letter as a draft makes it. `letter` is None where its facts cannot stand together;
    `plain` is as our words have it, without the older ones in `older`; `mark` is the template's."""

    letter: Letter | None
    plain: Letter | None
    needs: tuple[Need, ...]
    older: Mapping[str, str]
    mark: str = ""


@dataclass(frozen=True)
class Later:
    """`told` are the facts ready for JSON, `edits` a person's own words by block, `held` the words
    its template gave it."""

    kind: str
    told: Mapping[str, Any] = field(default_factory=dict)
    edits: Mapping[str, Edit] = field(default_factory=dict)
    held: Held = field(default_factory=Held)

    def made(
        self,
        sender: Sender | None,
        day: date,
        directory: Directory = SHIPPED,
        *,
        marking: bool = False,
        citable: Collection[str] | None = None,
        own: Mapping[str, str] | None = None,
    ) -> Made:
        """The letter of that day. Raises UnknownSlug, NotUnderFoil, TemplateError."""
        draw = partial(
            drawn,
            self.kind,
            self.told,
            sender,
            day,
            directory,
            self.edits,
            citable=citable,
            own=own,
        )
        found = draw()
        if found.letter is None:
            return Made(None, None, found.needs, {})
        mark = mark_of(self.kind, own)
        older = self.held.differing(found.letter, mark)
        shown = draw(marking=True).letter if marking else found.letter
        return Made(
            self.held.laid(shown or found.letter, older), found.letter, found.needs, older, mark
        )

    def holding(self, made: Made) -> "Later":
        """The draft keeping the words it has now."""
        if made.plain is None:
            return self
        return replace(self, held=held_from(made.plain, made.mark, made.older))

    def taking(self, key: str) -> "Later":
        """The draft with our new words in one block, in place of its older ones."""
        kept = {name: words for name, words in self.held.kept.items() if name != key}
        edits = {name: each for name, each in self.edits.items() if name != key}
        return replace(self, edits=edits, held=replace(self.held, kept=kept))


def facts_json(later: Later) -> str:
    """The facts, as they are kept and as `foil letter KIND --facts` reads them."""
    return json.dumps(dict(later.told), ensure_ascii=False, sort_keys=True)


def edits_json(later: Later) -> str:
    """A person's own words, as they are kept."""
    edits = {key: asdict(edit) for key, edit in later.edits.items()}
    return json.dumps(edits, ensure_ascii=False, sort_keys=True)


def held_json(later: Later, tab: str = "") -> str:
    """The words held, as they are kept, with the name of the page that saved last."""
    held = later.held
    kept = {"mark": held.mark, "words": dict(held.words), "kept": dict(held.kept), "tab": tab}
    return json.dumps(kept, ensure_ascii=False)


def from_json(kind: str, facts: str, edits: str, held: str = "{}") -> Later:
    """The draft that was kept."""
    own: dict[str, Any] = json.loads(edits) or {}
    kept: dict[str, Any] = json.loads(held)
    return Later(
        kind=kind,
        told=json.loads(facts),
        edits={key: Edit(each["words"], each["instead_of"]) for key, each in own.items()},
        held=Held(kept.get("mark", ""), kept.get("words", {}), kept.get("kept", {})),
    )
