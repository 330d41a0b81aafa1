"""Files that came before files were read in the background wait to be read, as all others do."""

from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Write a row of content for each file that has none."""
    op.execute(
        """
        INSERT INTO content (sha256, size, type, state, says, done, program, tries, taken_by,
                             made_at, begun_with)
        SELECT sha256, min(size), min(type), 'pending', '', 0, '', 0, '', min(brought_at), 0
        FROM document WHERE sha256 NOT IN (SELECT sha256 FROM content) GROUP BY sha256
        """
    )
