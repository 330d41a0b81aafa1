"""The ask of a campaign, and the agencies that it goes to."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "campaign_ask",
        sa.Column("campaign_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("facts", sa.Text(), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("working_title", sa.String(length=300), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("saved_at", sa.String(length=27), nullable=False),
        sa.Column("saved_by", sa.Integer(), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("doing", sa.String(length=20), nullable=False),
        sa.Column("doing_by", sa.Integer(), nullable=True),
        sa.Column("says", sa.Text(), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [key], name=op.f(f"fk_campaign_ask_{column}"))
            for column, key in (
                ("campaign_id", "campaign.id"),
                ("saved_by", "person.id"),
                ("matter_id", "matter.id"),
                ("doing_by", "person.id"),
            )
        ),
        sa.PrimaryKeyConstraint("campaign_id", name=op.f("pk_campaign_ask")),
    )
    op.create_index(op.f("ix_campaign_ask_doing"), "campaign_ask", ["doing"], unique=False)
    _recipients()


def _recipients() -> None:
    op.create_table(
        "campaign_recipient",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("campaign_id", sa.Integer(), nullable=False),
        sa.Column("agency", sa.String(length=80), nullable=False),
        sa.Column("differences", sa.Text(), nullable=False),
        sa.Column("again", sa.Boolean(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("drawn", sa.String(length=64), nullable=False),
        sa.Column("drawn_from", sa.Integer(), nullable=False),
        sa.Column("says", sa.Text(), nullable=False),
        sa.Column("added_at", sa.String(length=27), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        *(
            sa.ForeignKeyConstraint([column], [key], name=op.f(f"fk_campaign_recipient_{column}"))
            for column, key in (
                ("campaign_id", "campaign.id"),
                ("request_id", "request.id"),
                ("added_by", "person.id"),
            )
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_campaign_recipient")),
        sa.UniqueConstraint(
            "campaign_id", "agency", name=op.f("uq_campaign_recipient_campaign_id_agency")
        ),
        sa.UniqueConstraint("request_id", name=op.f("uq_campaign_recipient_request_id")),
    )
