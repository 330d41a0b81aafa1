"""What `make mutants` may leave unnoticed is told of functions that there are, in a line each."""

import pytest

from tests.kept import ROOT
from tests.mutation.survivors import Change, functions, noted

NOTED = noted(ROOT / "tests" / "mutation" / "survivors.toml")
FUNCTIONS = functions(ROOT / "foil" / "law")


def test_functions_are_named_as_changes_name_them() -> None:
    named = {"words.title", "clocks.docket.Docket.hear", "stages._Moment.returned"}
    assert named <= FUNCTIONS.keys()


@pytest.mark.parametrize("change", NOTED, ids=lambda change: change.where)
def test_what_is_left_unnoticed_is_a_line_of_its_function_and_says_why(change: Change) -> None:
    assert change.was in FUNCTIONS[change.where]
    assert change.was != change.now
    assert 20 <= len(NOTED[change]) <= 160 and NOTED[change].endswith(".")
