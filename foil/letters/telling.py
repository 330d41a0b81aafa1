"""Facts as a file of facts tells them: what `foil.letters.told` reads back into the same facts."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from foil.letters.facts import Facts
from foil.letters.told import GIVEN


def told_of(facts: Facts, agency: str) -> dict[str, Any]:
    """The facts, ready for JSON, with the agency by its slug; what is empty is left out.

    Date, sender and officer are left to the day the letter is made. Not for a request, whose
    facts are drawn from the catalog.
    """
    own = {name: value for name, value in asdict(facts).items() if name not in GIVEN}
    return {"agency": agency, **_ready(own)}


def _ready(value: Any) -> Any:
    match value:
        case Mapping():
            ready = {name: _ready(each) for name, each in value.items()}
            return {name: each for name, each in ready.items() if each not in (None, "", [])}
        case tuple() | list():
            return [_ready(each) for each in value]
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case _:
            return value
