"""Which document a file was taken out of; since when it is read, to say how long it will take."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Add the columns. Written as SQL, since alembic adds no reference to a table of SQLite."""
    op.execute(
        "ALTER TABLE document ADD COLUMN within INTEGER "
        "CONSTRAINT fk_document_within REFERENCES document (id)"
    )
    op.create_index("ix_document_within", "document", ["within"])
    op.add_column("content", sa.Column("begun_at", sa.String(27), nullable=True))
    begun = sa.Column("begun_with", sa.Integer(), nullable=False, server_default=sa.text("0"))
    op.add_column("content", begun)
