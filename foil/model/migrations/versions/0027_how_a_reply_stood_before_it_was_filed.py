"""How a reply stood before it was filed, so that filing can be undone exactly."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column. What was filed before has nothing to go back to."""
    made = sa.Column("before", sa.Text(), nullable=False, server_default=sa.text("'{}'"))
    op.add_column("reply", made)
