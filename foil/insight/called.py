"""People of the office by a name that is theirs alone, for what is affirmed about one of them."""

from collections import defaultdict

from sqlalchemy import select
from sqlalchemy.orm import Session

from foil.model.tables import Person


def called(session: Session) -> dict[int, str]:
    """Each person's name by id, of those no longer at work too; where two have one name, with the
    title, or with the e-mail address where the title does not tell them apart."""
    alike: dict[str, list[Person]] = defaultdict(list)
    for each in session.scalars(select(Person).order_by(Person.id)):
        alike[_even(each.name)].append(each)
    return {
        each.id: f"{each.name} ({_apart(each, people)})" if len(people) > 1 else each.name
        for people in alike.values()
        for each in people
    }


def _apart(person: Person, alike: list[Person]) -> str:
    titles = [_even(each.title) for each in alike]
    alone = titles.count(_even(person.title)) == 1 and person.title.strip()
    return person.title.strip() if alone else person.email


def _even(words: str) -> str:
    return " ".join(words.split()).casefold()
