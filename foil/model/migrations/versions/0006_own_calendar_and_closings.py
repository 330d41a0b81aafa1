"""A closing may be one agency's; an agency's corrected calendar goes by its new name."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

KEPT = ("words", "source", "entered_at", "entered_by")
RENAME = "UPDATE agency_correction SET field = :new WHERE field = :old"


def upgrade() -> None:
    """Make the table anew with what is in it; rename what corrections are about."""
    days = sa.column("day", sa.Date())
    old = sa.table("closing", days, *(sa.column(name) for name in KEPT))
    rows = [dict(row) for row in op.get_bind().execute(sa.select(old)).mappings()]
    op.drop_table("closing")
    op.create_table(
        "closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("agency", sa.String(length=80), nullable=True),
        sa.Column("words", sa.String(length=200), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("entered_at", sa.String(length=27), nullable=False),
        sa.Column("entered_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["entered_by"], ["person.id"], name=op.f("fk_closing_entered_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_closing")),
        sa.UniqueConstraint("day", "agency", name=op.f("uq_closing_day_agency")),
    )
    if rows:
        op.bulk_insert(old, rows)
    op.execute(sa.text(RENAME).bindparams(old="portal_calendar", new="own_calendar"))
