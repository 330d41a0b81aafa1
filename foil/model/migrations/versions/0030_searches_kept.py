"""A saved view says what it is a view of: the list of requests, or the search."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; every view there is yet is of the list of requests."""
    op.add_column(
        "saved_view",
        sa.Column("of", sa.String(length=20), nullable=False, server_default="requests"),
    )
