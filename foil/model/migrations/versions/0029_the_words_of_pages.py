r"""The index of every page's words, kept by triggers alone, with the same words on both databases.

SQLite: `page_words` is an FTS5 table over page.text, which it does not hold again.
PostgreSQL: `page_words` is a table of page_id and words with a GIN index. PostgreSQL's own parser
takes addresses, numbers and hyphens apart in ways of its own, so it is given bare words: accents
taken off as FTS5 takes them off, all that is no letter and no digit blanked.
"""

import unicodedata

from alembic import op

revision = "0029"
down_revision = "0028"
branch_labels = None
depends_on = None

SQLITE = (
    """CREATE VIRTUAL TABLE page_words USING fts5(
    text, content='page', content_rowid='id',
    tokenize="unicode61 remove_diacritics 2 separators '²³¹¼½¾'")""",
    """CREATE TRIGGER page_words_in AFTER INSERT ON page BEGIN
    INSERT INTO page_words(rowid, text) VALUES (new.id, new.text); END""",
    """CREATE TRIGGER page_words_out AFTER DELETE ON page BEGIN
    INSERT INTO page_words(page_words, rowid, text) VALUES ('delete', old.id, old.text); END""",
    """CREATE TRIGGER page_words_anew AFTER UPDATE OF text ON page BEGIN
    INSERT INTO page_words(page_words, rowid, text) VALUES ('delete', old.id, old.text);
    INSERT INTO page_words(rowid, text) VALUES (new.id, new.text); END""",
    "INSERT INTO page_words(page_words) VALUES ('rebuild')",
)
ACCENTED = [
    (chr(code), unicodedata.normalize("NFD", chr(code))[0])
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    if unicodedata.normalize("NFD", chr(code)) != chr(code)
]
BLANK = (
    r"[\u0001-/:-@\[-`{-\u00a9\u00ab-\u00b4\u00b6-\u00b9\u00bb-\u00bf\u00d7\u00f7\u2000-\u206f"
    r"\u20a0-\u20cf\u2100-\u214f\u2190-\u2bff\u3000-\u303f]+"
)
BARE = (
    "translate(said, '"
    + "".join(accented for accented, _ in ACCENTED)
    + "', '"
    + "".join(bare for _, bare in ACCENTED)
    + "')"
)
POSTGRESQL = (
    f"""CREATE FUNCTION foil_words(said text) RETURNS tsvector LANGUAGE sql IMMUTABLE AS $$
    SELECT to_tsvector('simple', lower(regexp_replace(
        regexp_replace({BARE}, '[\\u0300-\\u036f]+', '', 'g'), '{BLANK}', ' ', 'g'))) $$""",
    """CREATE TABLE page_words (
    page_id integer PRIMARY KEY REFERENCES page(id) ON DELETE CASCADE, words tsvector NOT NULL)""",
    "CREATE INDEX ix_page_words_words ON page_words USING gin (words)",
    """CREATE FUNCTION foil_index_page() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO page_words(page_id, words) VALUES (new.id, foil_words(new.text))
    ON CONFLICT (page_id) DO UPDATE SET words = excluded.words; RETURN new; END $$""",
    """CREATE TRIGGER page_words_in AFTER INSERT OR UPDATE OF text ON page
    FOR EACH ROW EXECUTE FUNCTION foil_index_page()""",
    "INSERT INTO page_words SELECT id, foil_words(text) FROM page",
)


def upgrade() -> None:
    """Make the index, and put every page into it."""
    connection = op.get_bind()
    statements = SQLITE if connection.dialect.name == "sqlite" else POSTGRESQL
    for statement in statements:
        connection.exec_driver_sql(statement)
