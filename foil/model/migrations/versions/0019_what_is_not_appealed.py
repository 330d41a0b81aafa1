"""Denied items that the office left out of an appeal, and why."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "not_appealed",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("denial", sa.String(length=60), nullable=False),
        sa.Column("item", sa.Integer(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.String(length=27), nullable=True),
        sa.Column("ended_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["ended_by"], ["person.id"], name=op.f("fk_not_appealed_ended_by")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_not_appealed_made_by")),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_not_appealed_request_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_not_appealed")),
    )
    op.create_index(
        op.f("ix_not_appealed_request_id"), "not_appealed", ["request_id"], unique=False
    )
