"""Both databases find the same pages, and those that the words of the query say."""

from datetime import datetime

import pytest
from sqlalchemy import delete, insert, select, text, update

from foil.errors import BadInput
from foil.model.database import Database
from foil.model.query import AnyOf, Query, Words, read_query, words_of
from foil.model.search import found
from foil.model.tables import Content, Page

TEXTS = (
    "The Department requests approval of a sole source procurement for facial recognition.",
    "Sole-source justification attached as Exhibit A; see contract CT1-056-20211405678.",
    "The source was the sole vendor. Procuring plate readers at $1,249,000.00 over 3 years.",
    "Solicitud del señor José Nuñez: CÁMARAS, drones y naïve matching. ÉTÉ.",
    "Invoice 2021-10-05, 12 units of x² lens, 40 ft², ref. FOIL-2026-056-01234.",
    "Withheld under §87(2)(e)(iv) and 87(2)(g); not 87(2)(f). O’Brien's e-mail: a_b@example.org",
    "",
)
QUERIES = (
    "sole source",
    '"sole source"',
    "sole-source",
    "SOLE SOURCE",
    "procur*",
    '"sole sour*"',
    "source NOT approval",
    "source -approval",
    "source NOT (approval OR exhibit)",
    "drones OR invoice",
    "sole AND source AND vendor",
    "(drones OR plate) readers",
    "sole source OR drones",
    "jose nunez",
    "JOSÉ",
    "camaras",
    "naive",
    "été",
    "CT1-056-20211405678",
    "FOIL-2026-056-01234",
    "FOIL-2026-056-0123",
    "056*",
    "87(2)(e)(iv)",
    '"87(2)(g)"',
    "1,249,000.00",
    "1249000",
    "o'brien",
    "a_b@example.org",
    "ft",
    "ft²",
    "2021-10-05",
    "the",
    "nothing-of-the-kind",
    "NOT drones source",
    '"sole source',
)


@pytest.fixture
def pages(database: Database, now: datetime) -> Database:
    with database.writing() as session:
        session.add(Content(sha256="a" * 64, size=1, type="text/plain", made_at=now))
        session.flush()
        rows = [{"sha256": "a" * 64, "number": n, "text": t} for n, t in enumerate(TEXTS)]
        session.execute(insert(Page), rows)
    return database


def holds(query: Query, words: tuple[str, ...]) -> bool:
    """Whether a text of these words is what the query asks for, the plain way."""
    if isinstance(query, Words):
        size = len(query.words)
        runs = [words[at : at + size] for at in range(len(words) - size + 1)]
        if not query.prefix:
            return query.words in runs
        *head, last = query.words
        return any(run[:-1] == tuple(head) and run[-1].startswith(last) for run in runs)
    if isinstance(query, AnyOf):
        return any(holds(part, words) for part in query.parts)
    wanted = all(holds(part, words) for part in query.parts)
    return wanted and not any(holds(part, words) for part in query.without)


def numbers(database: Database, said: str) -> set[int]:
    with database.reading() as session:
        hits = found(session, read_query(said))
        asked = select(Page.number).select_from(hits.index).where(hits.matches)
        return set(session.scalars(asked.join(Page, Page.id == hits.page)))


def test_each_query_finds_the_pages_its_words_say(pages: Database) -> None:
    for said in QUERIES:
        query = read_query(said)
        expected = {n for n, text_ in enumerate(TEXTS) if holds(query, words_of(text_))}
        assert numbers(pages, said) == expected, said
    assert numbers(pages, "sole source") == {0, 1, 2}
    assert numbers(pages, '"sole source"') == {0, 1}
    assert numbers(pages, "jose") == {3}


def test_what_is_changed_or_thrown_away_leaves_the_index_for_good(pages: Database) -> None:
    with pages.writing() as session:
        session.execute(update(Page).where(Page.number == 0).values(text="Now withheld."))
        session.execute(delete(Page).where(Page.number == 1))
    assert numbers(pages, "sole source") == {2}
    assert numbers(pages, "approval OR justification") == set()
    assert numbers(pages, "withheld") == {0, 5}
    if pages.engine.dialect.name == "sqlite":
        with pages.writing() as session:
            check = "INSERT INTO page_words(page_words, rank) VALUES ('integrity-check', 1)"
            session.execute(text(check))


@pytest.mark.parametrize(
    ("said", "says"),
    [
        ("", "Type a word"),
        ("  ", "Type a word"),
        ("***", "Type a word"),
        ('""', "Type a word"),
        ("NOT drones", "NOT only leaves pages out"),
        ("-drones", "NOT only leaves pages out"),
        ("drones OR", "a word on each side"),
        ("drones OR OR planes", "a word on each side"),
        ("AND", "a word on each side"),
        ("(drones", "parenthesis"),
        ("drones)", "parenthesis"),
        ("()", "Type a word"),
        ("drones NOT", "a word on each side"),
        ("a" * 501, "500 characters"),
        ("drones OR -planes", "NOT only leaves pages out"),
    ],
)
def test_what_cannot_be_looked_for_says_why(said: str, says: str) -> None:
    with pytest.raises(BadInput, match=says):
        read_query(said)


@pytest.mark.parametrize(
    "said",
    [
        "'",
        "' OR 1=1 --",
        "a'b:*",
        "x & !y",
        "NEAR(a b)",
        "{text}: a",
        "a^2",
        "\\",
        "a:b",
        "<->",
        "日本語",
        "(a) (b)",
        "((a OR b) c) -d",
    ],
)
def test_whatever_is_typed_is_only_ever_words(pages: Database, said: str) -> None:
    try:
        read_query(said)
    except BadInput:
        return
    numbers(pages, said)
