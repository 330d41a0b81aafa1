"""Drafts of every letter: what each is about, its versions, exhibits, comments and approval."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns, and make the tables. A letter there is says nothing in them yet."""
    op.add_column(
        "letter", sa.Column("about", sa.String(length=120), nullable=False, server_default="")
    )
    op.add_column("letter", sa.Column("held", sa.Text(), nullable=False, server_default="{}"))
    op.add_column(
        "office",
        sa.Column("approves_letters", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    _versions()
    _exhibits()
    _comments()
    _approvals()


def _versions() -> None:
    op.create_table(
        "letter_version",
        sa.Column("id", sa.Integer(), nullable=False),
        *_of_a_letter("letter_version"),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("blocks", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("began_at", sa.String(length=27), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        _by("letter_version", "made_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_version")),
    )
    _indexed("letter_version", "request_id", "letter_id")


def _exhibits() -> None:
    op.create_table(
        "letter_exhibit",
        sa.Column("id", sa.Integer(), nullable=False),
        *_of_a_letter("letter_exhibit"),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=300), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_letter_exhibit_document_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_exhibit")),
        sa.UniqueConstraint(
            "letter_id", "document_id", name=op.f("uq_letter_exhibit_letter_id_document_id")
        ),
    )
    _indexed("letter_exhibit", "request_id", "document_id")


def _comments() -> None:
    op.create_table(
        "letter_comment",
        sa.Column("id", sa.Integer(), nullable=False),
        *_of_a_letter("letter_comment"),
        sa.Column("what", sa.String(length=20), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        _by("letter_comment", "made_by"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_comment")),
    )
    _indexed("letter_comment", "request_id", "letter_id")


def _approvals() -> None:
    op.create_table(
        "letter_approval",
        sa.Column("id", sa.Integer(), nullable=False),
        *_of_a_letter("letter_approval"),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.String(length=27), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=False),
        sa.Column("approver_id", sa.Integer(), nullable=False),
        sa.Column("decided_at", sa.String(length=27), nullable=True),
        _by("letter_approval", "asked_by"),
        _by("letter_approval", "approver_id"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_approval")),
        sa.UniqueConstraint("letter_id", name=op.f("uq_letter_approval_letter_id")),
    )
    _indexed("letter_approval", "request_id", "approver_id")


def _of_a_letter(table: str) -> tuple[sa.Column[int] | sa.ForeignKeyConstraint, ...]:
    return (
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f(f"fk_{table}_request_id")
        ),
        sa.ForeignKeyConstraint(["letter_id"], ["letter.id"], name=op.f(f"fk_{table}_letter_id")),
    )


def _by(table: str, column: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], ["person.id"], name=op.f(f"fk_{table}_{column}"))


def _indexed(table: str, *columns: str) -> None:
    for column in columns:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
