"""What mutmut changed that no test noticed, and what is written of it in `survivors.toml`.

A change is known by the function it is in and by the lines it makes of what, so that neither
mutmut's numbers nor the lines of a file matter.
"""

import ast
import json
import re
import tomllib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

NOTED = Path(__file__).parent / "survivors.toml"
LAW = Path("foil", "law")
"""Where the law is, under the tree's root."""
UNSEEN = {0: "survived", 5: "no test reaches it", 33: "no test reaches it", None: "not tried"}
"""How mutmut's run of the tests ended where none of them noticed; any other end is a death."""
MADE = re.compile(r"x(?:_|ǁ(?P<owner>\w+?)ǁ)(?P<name>\w+?)__mutmut_(?P<n>orig|\d+)")


class Change(NamedTuple):
    """One thing changed: `where` is the function under `foil.law`, `was` and `now` its lines."""

    where: str
    was: str
    now: str

    def __str__(self) -> str:
        return f"{self.where}\n  - {self.was}\n  + {self.now}"


class Tried(NamedTuple):
    """All changes of one run, how many there were, and those that nothing noticed, with how."""

    total: int
    unseen: list[tuple[Change, str]]


def tried(scratch: Path) -> Tried:
    """What a run of mutmut in that folder came to."""
    total, unseen = 0, []
    for path in sorted((scratch / "mutants" / LAW).rglob("*.py.meta")):
        ends = json.loads(path.read_text("utf-8"))["exit_code_by_key"]
        total += len(ends)
        alive = {
            name.rpartition(".")[2]: UNSEEN[end] for name, end in ends.items() if end in UNSEEN
        }
        unseen += _changes(path.with_suffix(""), alive, scratch / "mutants" / LAW)
    return Tried(total, unseen)


def noted(path: Path = NOTED) -> dict[Change, str]:
    """The changes that survivors.toml explains, each with its reason. Raises KeyError, ValueError.

    A row may list several lines that a line was made into, all for one reason.
    """
    found: dict[Change, str] = {}
    for where, rows in tomllib.loads(path.read_text("utf-8")).items():
        for row in rows:
            (why,) = row["why"].strip().splitlines()
            for now in [row["now"]] if isinstance(row["now"], str) else row["now"]:
                change = Change(where, row["was"], now)
                if change in found:
                    raise ValueError(f"twice: {change}")
                found[change] = why
    return found


def functions(law: Path) -> dict[str, str]:
    """Every function and method of `foil.law` in that folder, as changes name them: its lines."""
    found = {}
    for path in law.rglob("*.py"):
        text = path.read_text("utf-8")
        tree, rows = ast.parse(text), text.splitlines()
        module = _module(path, law)
        for owner in (tree, *(each for each in tree.body if isinstance(each, ast.ClassDef))):
            inside = f"{module}.{owner.name}" if isinstance(owner, ast.ClassDef) else module
            for each in owner.body:
                if isinstance(each, ast.FunctionDef):
                    own = rows[each.lineno - 1 : each.end_lineno]
                    found[f"{inside}.{each.name}"] = " ".join(row.strip() for row in own)
    return found


def _changes(path: Path, names: Mapping[str, str], law: Path) -> Iterator[tuple[Change, str]]:
    """Those of a changed file's functions, each told against the one as it is written."""
    text = path.read_text("utf-8")
    rows = text.splitlines()
    made = {
        node.name: _as_named(node.name, rows[node.lineno - 1 : node.end_lineno])
        for node in ast.walk(ast.parse(text))
        if isinstance(node, ast.FunctionDef) and MADE.fullmatch(node.name)
    }
    for name, how in names.items():
        parts = MADE.fullmatch(name)
        assert parts is not None, name
        as_written = made[f"{name.rpartition('_')[0]}_orig"]
        where = ".".join(filter(None, (_module(path, law), parts["owner"], parts["name"])))
        yield Change(where, *_lines(as_written, made[name])), how


def _as_named(name: str, rows: list[str]) -> list[str]:
    """The rows of a function under the name it has in the law, whichever change of it this is."""
    parts = MADE.fullmatch(name)
    assert parts is not None, name
    return [rows[0].replace(name, parts["name"]), *rows[1:]]


def _lines(was: list[str], now: list[str]) -> tuple[str, str]:
    """What lies between the lines that both begin and both end with, each on one line."""
    before, after = [row.strip() for row in was], [row.strip() for row in now]
    for end in (0, -1):
        while before and after and before[end] == after[end]:
            del before[end], after[end]
    return " ".join(before), " ".join(after)


def _module(path: Path, law: Path) -> str:
    return ".".join(path.relative_to(law).with_suffix("").parts)
