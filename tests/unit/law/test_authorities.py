"""Every rule says where it stands, and what it names is there and was read."""

import ast
import importlib
import pkgutil
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import foil.law
from foil.law import clocks, traps
from foil.law.authorities import AUTHORITIES, cite
from foil.law.clocks.run import EFFECTS
from foil.law.kinds import KINDS

PREFIXES = sorted({name.split("-")[0] for name in AUTHORITIES})
LOOKS_LIKE_ONE = re.compile(rf"(?:{'|'.join(PREFIXES)})-[0-9a-z]+(?:-[0-9a-z]+)*")
STATUS = re.compile(r"quoted|secondary|memory|[2-9] copies agree")
ADDED = {
    **dict.fromkeys(
        """nycrr-2-110-3-a nycrr-18-340-9-b nycrr-9-8201-9-b nycrr-9-8201-9-c nycrr-21-8000-7
        nycrr-4-21-1-b cs-holidays-2021 openrecords-faq openrecords-code ao-17063 ao-17452 ao-16343
        ao-16786 ao-8361 case-harvey case-gerrara pol-89-3-a-copy pol-87-3-c case-aaldef
        case-nyclu-nypd-2018 ao-18985 ao-19130 ao-19807 ao-10675""".split(),
        "quoted",
    ),
    **dict.fromkeys(
        """case-lecker case-nyclu-freeport case-xerox case-gannett-monroe case-amnesty
        case-slip-2015-04356 ao-16341 ao-15189""".split(),
        "secondary",
    ),
    **dict.fromkeys(["case-verizon-psc", "case-hernandez", "case-erie-sheriff"], "memory"),
}
"""Rows beyond the table of verified authorities, and how sure the account of the deadlines that
names them is of their words."""
BY_LETTER = {"clarification_asked", "fee_asked", "clarified", "fee_paid"}
"""What an agency's own letter fixes has that letter as its authority."""


def trees() -> Iterator[tuple[str, ast.Module]]:
    for path in sorted(Path(foil.law.__file__).parent.rglob("*.py")):
        yield str(path.relative_to(Path(foil.law.__file__).parent)), ast.parse(path.read_text())


def documented() -> Iterator[tuple[str, list[str]]]:
    """Each function of the law with the authorities its docstring names."""
    for module, tree in trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.FunctionDef) and "Authority:" in (
                ast.get_docstring(node) or ""
            ):
                said = (ast.get_docstring(node) or "").split("Authority:")[1]
                yield f"{module}:{node.name}", [name.strip() for name in said.split(",")]


NAMED = dict(documented())


@pytest.mark.parametrize("function", NAMED)
def test_a_docstring_names_authorities_that_were_read(function: str) -> None:
    names = NAMED[function]
    assert [name for name in names if name not in AUTHORITIES] == []
    assert any(AUTHORITIES[name].citable for name in names)


def test_every_authority_named_in_the_code_is_there() -> None:
    named = {
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and LOOKS_LIKE_ONE.fullmatch(node.value)
    }
    assert {"pol-89-3-a-20bd", "case-mingo", "gcl-24"} <= named
    assert named - AUTHORITIES.keys() == set()


@pytest.mark.parametrize("kind", EFFECTS)
def test_what_a_happening_does_has_its_authority(kind: str) -> None:
    said = EFFECTS[kind].__doc__ or type(EFFECTS[kind]).__doc__ or ""
    assert "Authority:" in said or kind in BY_LETTER


def test_only_known_kinds_have_effects() -> None:
    silent = {"wrote", "contacted", "scope_changed", "published", "recalled"}
    assert KINDS.keys() - EFFECTS.keys() == silent


def test_every_trap_has_its_authority() -> None:
    assert all("Authority:" in (find.__doc__ or "") for find in traps._FINDERS)


def test_each_authority_says_what_how_sure_and_where() -> None:
    for name, authority in AUTHORITIES.items():
        assert STATUS.fullmatch(authority.status), name
        assert authority.short and authority.citation and authority.says, name
        assert not (authority.read and authority.status == "secondary"), name
    assert cite("pol-89-3-a-20bd") == "POL § 89(3)(a)"


def test_every_verified_row_is_there_and_each_addition_is_as_sure_as_its_source() -> None:
    assert len(AUTHORITIES.keys() - ADDED.keys()) >= 185
    assert {name: AUTHORITIES[name].status for name in ADDED} == ADDED


def test_what_is_reversed_or_only_remembered_is_not_citable() -> None:
    for authority in AUTHORITIES.values():
        assert authority.citable == (authority.status != "memory" and not authority.reversed)


def test_every_module_of_the_law_can_be_read_alone() -> None:
    for found in pkgutil.walk_packages(foil.law.__path__, "foil.law."):
        assert importlib.import_module(found.name).__doc__, found.name
    assert clocks.__doc__
