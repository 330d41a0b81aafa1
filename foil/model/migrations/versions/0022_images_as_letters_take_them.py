"""The bytes of a letterhead's image, as letters take them."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the column; there is no image yet."""
    op.add_column(
        "letterhead_image", sa.Column("data", sa.Text(), nullable=False, server_default="")
    )
