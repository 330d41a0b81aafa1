"""How requests are joined to one another."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the table."""
    op.create_table(
        "relation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("from_id", sa.Integer(), nullable=False),
        sa.Column("to_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["from_id"], ["request.id"], name=op.f("fk_relation_from_id")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_relation_made_by")),
        sa.ForeignKeyConstraint(["to_id"], ["request.id"], name=op.f("fk_relation_to_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_relation")),
        sa.UniqueConstraint(
            "from_id", "to_id", "kind", name=op.f("uq_relation_from_id_to_id_kind")
        ),
    )
    op.create_index(op.f("ix_relation_to_id"), "relation", ["to_id"], unique=False)
