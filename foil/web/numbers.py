"""Numbers as an address or a form brings them: of a row, an item, a version."""

from werkzeug.routing import IntegerConverter, Map

LARGEST = 2**31 - 1  # what a column keeps, in either database


def integer(text: str) -> int:
    """The number, 0 to LARGEST. Raises ValueError for anything else."""
    if not text.isdecimal() or len(text) > len(str(LARGEST)) or int(text) > LARGEST:
        raise ValueError(f"{text[:20]} is no number of ours")
    return int(text)


class Number(IntegerConverter):
    """A number in an address; a larger one is no address."""

    def __init__(self, url_map: Map) -> None:
        super().__init__(url_map, max=LARGEST)
