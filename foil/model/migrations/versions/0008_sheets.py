"""Sheets brought in, requests disposed of, events entered later, agencies in an office's words."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and the two columns."""
    op.create_table(
        "sheet_import",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("counted", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("headings", sa.Text(), nullable=False),
        sa.Column("journal_n", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.String(length=27), nullable=True),
        sa.Column("undone_at", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_sheet_import_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_import")),
    )
    op.create_index(op.f("ix_sheet_import_made_by"), "sheet_import", ["made_by"], unique=False)
    op.create_table(
        "sheet_row",
        sa.Column("import_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("cells", sa.Text(), nullable=False),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("problem", sa.Text(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["import_id"], ["sheet_import.id"], name=op.f("fk_sheet_row_import_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_sheet_row_request_id")
        ),
        sa.PrimaryKeyConstraint("import_id", "n", name=op.f("pk_sheet_row")),
    )
    op.create_index(op.f("ix_sheet_row_request_id"), "sheet_row", ["request_id"], unique=False)
    op.create_table(
        "disposal",
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("why", sa.String(length=200), nullable=False),
        sa.Column("at", sa.String(length=27), nullable=False),
        sa.Column("by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["by"], ["person.id"], name=op.f("fk_disposal_by")),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_disposal")),
    )
    op.add_column("event", sa.Column("entered", sa.String(length=300), nullable=True))
    op.add_column("request", sa.Column("agency_words", sa.String(length=200), nullable=True))
