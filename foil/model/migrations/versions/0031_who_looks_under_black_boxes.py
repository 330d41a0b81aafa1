"""Who may look at words under black boxes: the office's decision, a matter's own, and counsel."""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns. Nothing is decided yet, so nobody may look."""
    for table in ("office", "matter"):
        op.add_column(
            table, sa.Column("covered", sa.String(length=20), nullable=False, server_default="")
        )
    op.add_column(
        "person", sa.Column("counsel", sa.Boolean(), nullable=False, server_default=sa.false())
    )
