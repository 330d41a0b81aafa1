"""Who wrote what came, its subject, and the basis an unfiled reply's date was counted under."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns. What came before is counted anew, since its basis is none."""
    for table, column, length in (
        ("arrival", "sender", 300),
        ("arrival", "subject", 500),
        ("reply", "basis", 64),
    ):
        made = sa.Column(column, sa.String(length), nullable=False, server_default=sa.text("''"))
        op.add_column(table, made)
