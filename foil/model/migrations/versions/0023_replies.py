"""What agencies write back: as it came, what it is taken to be, and what the office taught."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables. Administrators open the mail until the office says otherwise."""
    op.add_column(
        "person", sa.Column("opens_mail", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.execute("UPDATE person SET opens_mail = true WHERE role = 'administrator'")
    _arrivals()
    _replies()
    _candidates()
    _patterns()


def _arrivals() -> None:
    op.create_table(
        "arrival",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("name", sa.String(length=255), nullable=False),
        sa.Column("type", sa.String(length=120), nullable=False),
        sa.Column("route", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=300), nullable=False),
        sa.Column("message_id", sa.String(length=998), nullable=False),
        sa.Column("arrived_at", sa.String(length=27), nullable=False),
        sa.Column("brought_at", sa.String(length=27), nullable=False),
        sa.Column("brought_by", sa.Integer(), nullable=True),
        sa.Column("within", sa.Integer(), nullable=True),
        sa.Column("same_as", sa.Integer(), nullable=True),
        sa.Column("told", sa.Text(), nullable=False),
        sa.Column("trouble", sa.String(length=500), nullable=False),
        sa.Column("read_at", sa.String(length=27), nullable=True),
        *_keys("arrival", brought_by="person", within="arrival", same_as="arrival"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_arrival")),
        sa.UniqueConstraint("sha256", name=op.f("uq_arrival_sha256")),
    )
    op.create_index(op.f("ix_arrival_message_id"), "arrival", ["message_id"], unique=False)
    op.create_index(op.f("ix_arrival_read_at"), "arrival", ["read_at"], unique=False)


def _replies() -> None:
    op.create_table(
        "reply",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("arrival_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=True),
        sa.Column("pages", sa.String(length=40), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("how", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reading", sa.Text(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("clock", sa.String(length=40), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("act_on", sa.Date(), nullable=True),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("filed_at", sa.String(length=27), nullable=True),
        sa.Column("filed_by", sa.Integer(), nullable=True),
        sa.Column("events", sa.Text(), nullable=False),
        sa.Column("brought_by", sa.Integer(), nullable=True),
        *_keys(
            "reply",
            arrival_id="arrival",
            request_id="request",
            filed_by="person",
            brought_by="person",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply")),
        sa.UniqueConstraint(
            "arrival_id",
            "request_id",
            "pages",
            name=op.f("uq_reply_arrival_id_request_id_pages"),
        ),
    )
    op.create_index(op.f("ix_reply_state_act_on"), "reply", ["state", "act_on"], unique=False)
    op.create_index(
        op.f("ix_reply_request_id_state"), "reply", ["request_id", "state"], unique=False
    )


def _candidates() -> None:
    op.create_table(
        "reply_candidate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("reply_id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("why", sa.String(length=40), nullable=False),
        *_keys("reply_candidate", reply_id="reply", request_id="request"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reply_candidate")),
        sa.UniqueConstraint(
            "reply_id", "request_id", name=op.f("uq_reply_candidate_reply_id_request_id")
        ),
    )
    op.create_index(
        op.f("ix_reply_candidate_request_id"), "reply_candidate", ["request_id"], unique=False
    )


def _patterns() -> None:
    op.create_table(
        "office_pattern",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("phrase", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("agency", sa.String(length=80), nullable=True),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("made_by", sa.Integer(), nullable=False),
        sa.Column("removed_at", sa.String(length=27), nullable=True),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        *_keys("office_pattern", made_by="person", removed_by="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_pattern")),
    )


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, to in columns.items()
    ]
