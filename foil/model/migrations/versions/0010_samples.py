"""Requests made to try the desk with."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; what is there already is real."""
    op.add_column(
        "request",
        sa.Column("sample", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
