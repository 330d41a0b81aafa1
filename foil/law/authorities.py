"""The authorities the product relies on: what each says, and how sure we are of its words.

The file beside this one is the source. A status of *memory* never reaches a letter.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Authority:
    """One statute, rule, opinion or decision.

    `short` is its citation on screens. `status` is *quoted* (the operative words were read),
    *N copies agree*, *secondary* (a digest or summary) or *memory* (unread). `adverse` is True
    where it helps the agency, `reversed` where it is no longer law.
    """

    id: str
    citation: str
    short: str
    says: str
    status: str
    urls: tuple[str, ...]
    adverse: bool = False
    reversed: bool = False
    source: str | None = None
    note: str | None = None

    @property
    def read(self) -> bool:
        """True where the operative words themselves were seen."""
        return self.status == "quoted" or self.status.endswith("copies agree")

    @property
    def citable(self) -> bool:
        """True where a letter may cite it: seen in some source, and still law."""
        return self.status != "memory" and not self.reversed


def _load() -> dict[str, Authority]:
    text = files("foil.law").joinpath("authorities.toml").read_text("utf-8")
    return {
        name: Authority(name, **{**row, "urls": tuple(row["urls"])})
        for name, row in tomllib.loads(text).items()
    }


AUTHORITIES: Mapping[str, Authority] = _load()
"""Every authority by its id."""


def cite(name: str) -> str:
    """The short citation of the authority of that id, as screens show it. Raises KeyError."""
    return AUTHORITIES[name].short
