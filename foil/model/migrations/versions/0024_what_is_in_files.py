"""What is in files: their pages, what was in them, what was found; the item a document answers."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

EVERY_FILE = """
    INSERT INTO content (sha256, size, type, state, says, done, program, tries, taken_by, made_at)
    SELECT sha256, MIN(size), MIN(type), 'pending', '', 0, '', 0, '', MIN(brought_at)
    FROM document GROUP BY sha256
"""


def upgrade() -> None:
    """Make the tables. The worker reads every file that is there already."""
    op.add_column("document", sa.Column("item", sa.Integer(), nullable=True))
    _contents()
    _pages()
    _members()
    _mentions()
    _findings()
    op.execute(EVERY_FILE)


def _contents() -> None:
    op.create_table(
        "content",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("type", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("says", sa.String(length=500), nullable=False),
        sa.Column("pages", sa.Integer(), nullable=True),
        sa.Column("done", sa.Integer(), nullable=False),
        sa.Column("program", sa.String(length=200), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("taken_by", sa.String(length=80), nullable=False),
        sa.Column("taken_until", sa.String(length=27), nullable=True),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("read_at", sa.String(length=27), nullable=True),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_content")),
    )
    op.create_index(
        op.f("ix_content_state_taken_until"), "content", ["state", "taken_until"], unique=False
    )


def _pages() -> None:
    op.create_table(
        "page",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("label", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=10), nullable=False),
        sa.Column("width", sa.Float(), nullable=True),
        sa.Column("height", sa.Float(), nullable=True),
        sa.Column("black", sa.Float(), nullable=True),
        _key("page", "sha256", "content.sha256"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_page")),
        sa.UniqueConstraint("sha256", "number", name=op.f("uq_page_sha256_number")),
    )


def _members() -> None:
    op.create_table(
        "member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("container", sa.String(length=64), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=500), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("says", sa.String(length=500), nullable=False),
        _key("member", "container", "content.sha256"),
        _key("member", "sha256", "content.sha256"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_member")),
        sa.UniqueConstraint("container", "place", name=op.f("uq_member_container_place")),
    )
    op.create_index(op.f("ix_member_sha256"), "member", ["sha256"], unique=False)


def _mentions() -> None:
    op.create_table(
        "mention",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("page_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("value", sa.String(length=200), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("end", sa.Integer(), nullable=False),
        _key("mention", "page_id", "page.id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mention")),
    )
    op.create_index(op.f("ix_mention_page_id"), "mention", ["page_id"], unique=False)
    op.create_index(op.f("ix_mention_kind_value"), "mention", ["kind", "value"], unique=False)


def _findings() -> None:
    op.create_table(
        "content_finding",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("page", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("says", sa.String(length=500), nullable=False),
        _key("content_finding", "sha256", "content.sha256"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_content_finding")),
    )
    op.create_index(op.f("ix_content_finding_sha256"), "content_finding", ["sha256"], unique=False)


def _key(table: str, column: str, to: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [to], name=op.f(f"fk_{table}_{column}"))
