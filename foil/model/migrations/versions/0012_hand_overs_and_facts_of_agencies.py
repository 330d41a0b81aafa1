"""What was handed over; where the office's own facts about agencies come from."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables and the columns."""
    op.create_table(
        "hand_over",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("undone_at", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_hand_over_made_by")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_hand_over_person_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
    )
    op.create_index(op.f("ix_hand_over_made_by"), "hand_over", ["made_by"], unique=False)
    _handed()
    new = (
        sa.Column("source", sa.Text(), nullable=True),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("unverified", sa.Text(), nullable=True),
    )
    for column in new:
        op.add_column("agency_correction", column)


def _handed() -> None:
    op.create_table(
        "handed",
        sa.Column("hand_over_id", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("was", sa.Integer(), nullable=True),
        sa.Column("now", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["hand_over_id"], ["hand_over.id"], name=op.f("fk_handed_hand_over_id")
        ),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_handed_matter_id")),
        sa.ForeignKeyConstraint(["now"], ["person.id"], name=op.f("fk_handed_now")),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_handed_request_id")),
        sa.ForeignKeyConstraint(["was"], ["person.id"], name=op.f("fk_handed_was")),
        sa.PrimaryKeyConstraint("hand_over_id", "n", name=op.f("pk_handed")),
    )
    op.create_index(op.f("ix_handed_matter_id"), "handed", ["matter_id"], unique=False)
    op.create_index(op.f("ix_handed_request_id"), "handed", ["request_id"], unique=False)
