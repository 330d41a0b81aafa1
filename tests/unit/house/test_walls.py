"""The walls that a list of forbidden imports cannot hold: the law stands on Python alone."""

import sys

import grimp
import pytest

BELOW_THE_LAW = {"foil.errors", "foil.newyork"}


@pytest.fixture(scope="module")
def imports() -> grimp.ImportGraph:
    return grimp.build_graph("foil", include_external_packages=True, cache_dir=None)


@pytest.mark.parametrize(
    ("package", "may_import"),
    [
        ("foil.law", BELOW_THE_LAW),
        ("foil.second", set()),
        ("foil.catalog", {"foil.law", *BELOW_THE_LAW}),
    ],
)
def test_it_imports_only_the_standard_library_and_what_is_below(
    imports: grimp.ImportGraph, package: str, may_import: set[str]
) -> None:
    allowed = {package, *may_import, *sys.stdlib_module_names}
    strays = {
        (module, imported)
        for module in {package, *imports.find_descendants(package)}
        for imported in imports.find_modules_directly_imported_by(module)
        if not any(imported == name or imported.startswith(f"{name}.") for name in allowed)
    }
    assert strays == set()
