"""Matters, requests and their items."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "matter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("closed_at", sa.String(length=27), nullable=True),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_matter_made_by")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matter")),
    )
    op.create_table(
        "matter_member",
        sa.Column("matter_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("added_at", sa.String(length=27), nullable=False),
        sa.Column("added_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["added_by"], ["person.id"], name=op.f("fk_matter_member_added_by")
        ),
        sa.ForeignKeyConstraint(
            ["matter_id"], ["matter.id"], name=op.f("fk_matter_member_matter_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_matter_member_person_id")
        ),
        sa.PrimaryKeyConstraint("matter_id", "person_id", name=op.f("pk_matter_member")),
    )
    op.create_index(
        op.f("ix_matter_member_person_id"), "matter_member", ["person_id"], unique=False
    )
    op.create_table(
        "request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=20), nullable=False),
        sa.Column("agency", sa.String(length=80), nullable=True),
        sa.Column("technology", sa.String(length=80), nullable=True),
        sa.Column("law", sa.String(length=20), nullable=False),
        sa.Column("matter_id", sa.Integer(), nullable=True),
        sa.Column("requester", sa.String(length=200), nullable=False),
        sa.Column("signer_id", sa.Integer(), nullable=True),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("deputy_id", sa.Integer(), nullable=True),
        sa.Column("private", sa.Boolean(), nullable=False),
        sa.Column("public_title", sa.String(length=200), nullable=False),
        sa.Column("working_title", sa.String(length=300), nullable=False),
        sa.Column("next_step_on", sa.Date(), nullable=True),
        sa.Column("next_step", sa.Text(), nullable=False),
        sa.Column("next_step_by", sa.Integer(), nullable=True),
        sa.Column("head_seq", sa.Integer(), nullable=False),
        sa.Column("head_hash", sa.String(length=64), nullable=False),
        sa.Column("basis", sa.String(length=64), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["deputy_id"], ["person.id"], name=op.f("fk_request_deputy_id")),
        sa.ForeignKeyConstraint(["made_by"], ["person.id"], name=op.f("fk_request_made_by")),
        sa.ForeignKeyConstraint(["matter_id"], ["matter.id"], name=op.f("fk_request_matter_id")),
        sa.ForeignKeyConstraint(
            ["next_step_by"], ["person.id"], name=op.f("fk_request_next_step_by")
        ),
        sa.ForeignKeyConstraint(["owner_id"], ["person.id"], name=op.f("fk_request_owner_id")),
        sa.ForeignKeyConstraint(["signer_id"], ["person.id"], name=op.f("fk_request_signer_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_request")),
        sa.UniqueConstraint("number", name=op.f("uq_request_number")),
    )
    op.create_index(op.f("ix_request_agency"), "request", ["agency"], unique=False)
    op.create_index(op.f("ix_request_basis"), "request", ["basis"], unique=False)
    op.create_index(op.f("ix_request_matter_id"), "request", ["matter_id"], unique=False)
    op.create_index(op.f("ix_request_next_step_on"), "request", ["next_step_on"], unique=False)
    op.create_index(op.f("ix_request_owner_id"), "request", ["owner_id"], unique=False)
    op.create_table(
        "item",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("category", sa.String(length=80), nullable=True),
        sa.ForeignKeyConstraint(["request_id"], ["request.id"], name=op.f("fk_item_request_id")),
        sa.PrimaryKeyConstraint("request_id", "number", name=op.f("pk_item")),
    )
    op.create_table(
        "reference",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=100), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference")),
        sa.UniqueConstraint("number", "kind", name=op.f("uq_reference_number_kind")),
    )
    op.create_table(
        "request_reference",
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("reference_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["reference_id"], ["reference.id"], name=op.f("fk_request_reference_reference_id")
        ),
        sa.ForeignKeyConstraint(
            ["request_id"], ["request.id"], name=op.f("fk_request_reference_request_id")
        ),
        sa.PrimaryKeyConstraint("request_id", "reference_id", name=op.f("pk_request_reference")),
    )
    op.create_index(
        op.f("ix_request_reference_reference_id"),
        "request_reference",
        ["reference_id"],
        unique=False,
    )
