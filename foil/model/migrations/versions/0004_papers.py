"""Letters and documents."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("blocks", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("public_title", sa.String(length=200), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.String(length=27), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.Column("finished_at", sa.String(length=27), nullable=True),
        sa.Column("finished_by", sa.Integer(), nullable=True),
        sa.Column("sealed", sa.Text(), nullable=False),
        sa.Column("filed_event", sa.String(length=60), nullable=True),
        sa.ForeignKeyConstraint(["finished_by"], ["person.id"], name=op.f("fk_letter_finished_by")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_letter_made_by")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_letter_request_id")),
        sa.ForeignKeyConstraint(["saved_by"], ["person.id"], name=op.f("fk_letter_saved_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
    )
    op.create_index(op.f("ix_letter_request_id"), "letter", ["request_id"], unique=False)
    op.create_index(op.f("ix_letter_state"), "letter", ["state"], unique=False)
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("type", sa.String(length=120), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=True),
        sa.Column("paper", sa.Integer(), nullable=True),
        sa.Column("brought_at", sa.String(length=27), nullable=False),
        sa.Column("brought_by", sa.Integer(), nullable=False),
        sa.Column("route", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("unfiled", sa.Boolean(), nullable=False),
        sa.Column("sealed", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["brought_by"], ["person.id"], name=op.f("fk_document_brought_by")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_document_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_brought_at"), "document", ["brought_at"], unique=False)
    op.create_index(
        op.f("ix_document_request_id_event"), "document", ["request_id", "event"], unique=False
    )
    op.create_index(op.f("ix_document_sha256"), "document", ["sha256"], unique=False)
    op.create_index(
        op.f("ix_document_unfiled_request_id"), "document", ["unfiled", "request_id"], unique=False
    )
    op.create_table(
        "document_opening",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name=op.f("fk_document_opening_document_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_document_opening_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document_opening")),
    )
    op.create_index(
        op.f("ix_document_opening_document_id"), "document_opening", ["document_id"], unique=False
    )
