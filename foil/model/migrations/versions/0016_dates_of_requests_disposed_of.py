"""Mails that take the dates of a disposed request out of a calendar."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; no mail needs it yet."""
    op.add_column("mail", sa.Column("ending", sa.Text(), nullable=False, server_default=""))
