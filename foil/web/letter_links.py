"""Where a letter opens, and what it is called, by its kind."""

from foil.letters.draft import KIND as REQUEST
from foil.letters.template import load
from foil.model.tables import Letter
from foil.operations.follow_ups import is_one


def letter_page(letter: Letter) -> str:
    """The endpoint of a letter's own page. One drafted with many others has a page of its own."""
    if letter.kind == REQUEST:
        return "compose.letter"
    if is_one(letter):
        return "follow_ups.page"
    return "letters.letter"


def letter_name(letter: Letter) -> str:
    """What a letter is called where it has no title of its own."""
    if letter.kind == REQUEST:
        return "Request letter"
    return "Follow-up" if letter.kind == "follow_up" else load(letter.kind).front.name
