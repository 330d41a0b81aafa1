"""The short names the catalog goes by, and what to say when one is mistyped."""

from collections.abc import Iterable, Mapping

from foil.errors import FoilError


class UnknownSlug(FoilError):
    """The catalog has nothing of that short name. `near` holds the likeliest meant, best first."""

    exit_code = 2
    status = 404

    def __init__(self, kind: str, slug: str, near: tuple[str, ...]) -> None:
        do = f"did you mean {_either(near)}?" if near else "look for its short name in the catalog."
        super().__init__(f"There is no {kind} “{slug}”: {do}")
        self.kind = kind
        self.slug = slug
        self.near = near


def near(slug: str, names: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """At most three slugs that `slug` may have been meant for, best first.

    `names` maps each slug to the other words it is known by: acronym, name, aliases.
    """
    from difflib import get_close_matches

    wanted = _plain(slug)
    known: dict[str, list[str]] = {}
    for each, words in names.items():
        for word in {_plain(name) for name in (each, *words)}:
            known.setdefault(word, []).append(each)
    words = [word for word in known if word == wanted]
    words += sorted((word for word in known if wanted and wanted in word), key=len)
    words += get_close_matches(wanted, known, n=5, cutoff=0.6)
    return tuple(dict.fromkeys(each for word in words for each in known[word]))[:3]


def _plain(name: str) -> str:
    return "-".join(name.lower().replace("-", " ").split())


def _either(slugs: tuple[str, ...]) -> str:
    return " or ".join(filter(None, (", ".join(slugs[:-1]), slugs[-1])))
