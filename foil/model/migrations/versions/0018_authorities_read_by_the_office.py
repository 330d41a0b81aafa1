"""What the office has read of the authorities, and gentle lines waved away."""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "authority_reading",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("authority", sa.String(length=80), nullable=False),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("place", sa.String(length=300), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_authority_reading_made_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_authority_reading")),
    )
    op.create_index(
        op.f("ix_authority_reading_authority"), "authority_reading", ["authority"], unique=False
    )
    op.create_table(
        "dismissed",
        sa.Column("name", sa.String(length=40), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_dismissed_made_by")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_dismissed")),
    )
