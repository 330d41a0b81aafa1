"""The office's images, paragraphs and own templates."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    _images()
    _paragraphs()
    op.create_table(
        "own_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("shipped", sa.Text(), nullable=False),
        *_made(),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_own_template_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_own_template")),
    )
    op.create_index(op.f("ix_own_template_kind"), "own_template", ["kind"], unique=False)


def _images() -> None:
    op.create_table(
        "letterhead_image",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("type", sa.String(length=40), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("alt", sa.String(length=200), nullable=False),
        *_made(),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_letterhead_image_made_by")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_letterhead_image_person_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letterhead_image")),
    )
    op.create_index(
        op.f("ix_letterhead_image_person_id"), "letterhead_image", ["person_id"], unique=False
    )


def _paragraphs() -> None:
    op.create_table(
        "paragraph",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("archived_at", sa.String(length=27), nullable=True),
        sa.Column("archived_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["archived_by"], ["person.id"], name=op.f("fk_paragraph_archived_by")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paragraph")),
    )
    op.create_table(
        "paragraph_version",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("paragraph_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=100), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        *_made(),
        sa.ForeignKeyConstraint(
            ["made_by"], ["person.id"], name=op.f("fk_paragraph_version_made_by")
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"], ["paragraph.id"], name=op.f("fk_paragraph_version_paragraph_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paragraph_version")),
    )
    op.create_index(
        op.f("ix_paragraph_version_paragraph_id"),
        "paragraph_version",
        ["paragraph_id"],
        unique=False,
    )


def _made() -> tuple[sa.Column[str], sa.Column[int]]:
    return (
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
    )
