"""Saved views, campaigns, tags, and what was done to many requests at once."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "saved_view",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("office", sa.Boolean(), nullable=False),
        *_made(),
        sa.Column("gone_at", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_saved_view_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_view")),
    )
    op.create_index(op.f("ix_saved_view_made_by"), "saved_view", ["made_by"], unique=False)
    _campaigns_and_tags()
    _bulk()


def _campaigns_and_tags() -> None:
    op.create_table(
        "campaign",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        *_made(),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_campaign_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign")),
    )
    op.create_table(
        "campaign_request",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["campaign.id"], name=op.f("fk_campaign_request_campaign_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_campaign_request_request_id")
        ),
        sa.PrimaryKeyConstraint("request_id", name=op.f("pk_campaign_request")),
    )
    op.create_index(
        op.f("ix_campaign_request_campaign_id"), "campaign_request", ["campaign_id"], unique=False
    )
    op.create_table(
        "request_tag",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("tag", sa.String(length=80), nullable=False),
        sa.Column("words", sa.String(length=80), nullable=False),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_request_tag_request_id")
        ),
        sa.PrimaryKeyConstraint("request_id", "tag", name=op.f("pk_request_tag")),
    )
    op.create_index(op.f("ix_request_tag_tag"), "request_tag", ["tag"], unique=False)


def _bulk() -> None:
    op.create_table(
        "bulk_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("deed", sa.String(length=20), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        *_made(),
        sa.Column("undone_at", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_bulk_change_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bulk_change")),
    )
    op.create_index(op.f("ix_bulk_change_made_by"), "bulk_change", ["made_by"], unique=False)
    op.create_table(
        "bulk_row",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["change_id"], ["bulk_change.id"], name=op.f("fk_bulk_row_change_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_bulk_row_request_id")
        ),
        sa.PrimaryKeyConstraint("change_id", "request_id", name=op.f("pk_bulk_row")),
    )
    op.create_index(op.f("ix_bulk_row_request_id"), "bulk_row", ["request_id"], unique=False)


def _made() -> tuple[sa.Column[object], ...]:
    """When and by whom."""
    return (
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
    )
