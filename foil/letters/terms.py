"""What an office lays over the letters as they ship, given to whatever writes one of them."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import TypedDict

from foil.catalog.directory import SHIPPED, Directory
from foil.letters.facts import Sender


class Terms(TypedDict, total=False):
    """`citable` are the ids its letters may cite, `own` its own templates by kind; both are as for
    `foil.letters.compose.compose`. Empty: what ships."""

    citable: Collection[str] | None
    own: Mapping[str, str] | None


@dataclass(frozen=True)
class Office:
    """All that a letter takes from an office; without one, what ships."""

    sender: Sender | None = None
    directory: Directory = SHIPPED
    terms: Terms = field(default_factory=Terms)
