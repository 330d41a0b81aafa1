"""In which department of the Appellate Division an agency is likely sued.

A proceeding under Article 78 is brought where the decision was made or the agency has its main
office. Where that is stands in `data/departments.toml`; it says which court's decisions bind, and
moves no date.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType

from foil.catalog.agency import Agency
from foil.catalog.table import DATA, read_toml

COURT_OF_APPEALS = "Court of Appeals"


@dataclass(frozen=True, slots=True)
class Venue:
    """The county an agency is likely sued in, and that county's department."""

    county: str
    department: str

    def binds(self, department: str) -> bool:
        """Whether a decision of that court binds there."""
        return department in (COURT_OF_APPEALS, self.department)


@dataclass(frozen=True, slots=True)
class _Counties:
    """Counties by department; the county of each agency, and of each kind of jurisdiction."""

    departments: Mapping[str, str]
    agencies: Mapping[str, str]
    jurisdictions: Mapping[str, str]


def venue(agency: Agency) -> Venue | None:
    """Where the agency is likely sued; None where the catalog cannot say."""
    known = _load()
    county = known.agencies.get(agency.slug) or known.jurisdictions.get(agency.jurisdiction)
    return Venue(county, known.departments[county]) if county else None


@cache
def _load() -> _Counties:
    """The file, read once. Raises MalformedFile where a county has no department."""
    table = read_toml(DATA / "departments.toml")
    departments, agencies, jurisdictions = (
        table.table(name) for name in ("departments", "agencies", "jurisdictions")
    )
    if departments is None or agencies is None or jurisdictions is None:
        table.fail("departments", "departments, agencies and jurisdictions are needed")
    of_county = {
        county: name for name in tuple(departments.fields) for county in departments.words(name)
    }
    found = _Counties(
        MappingProxyType(of_county),
        MappingProxyType({name: agencies.text(name) for name in tuple(agencies.fields)}),
        MappingProxyType({name: jurisdictions.text(name) for name in tuple(jurisdictions.fields)}),
    )
    for county in (*found.agencies.values(), *found.jurisdictions.values()):
        if county not in of_county:
            table.fail("departments", f"{county} County is in no department")
    table.done()
    return found
