"""The mailbox that agencies write to, and letters handed to the office's own mail server."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make the tables. No mailbox is read, and no letter handed over, until somebody says so."""
    op.add_column(
        "mail_settings",
        sa.Column("sends_letters", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.add_column(
        "mail_settings",
        sa.Column("letters_from", sa.String(254), nullable=False, server_default=""),
    )
    _settings()
    _folders()
    _left()
    _sendings()


def _settings() -> None:
    op.create_table(
        "mailbox_settings",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("host", sa.String(length=255), nullable=False),
        sa.Column("port", sa.Integer(), nullable=False),
        sa.Column("security", sa.String(length=20), nullable=False),
        sa.Column("username", sa.String(length=254), nullable=False),
        sa.Column("password", sa.String(length=1000), nullable=False),
        sa.Column("folder", sa.String(length=200), nullable=False),
        sa.Column("after", sa.String(length=20), nullable=False),
        sa.Column("move_to", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.String(length=27), nullable=False),
        sa.Column("changed_by", sa.Integer(), nullable=False),
        *_keys("mailbox_settings", changed_by="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox_settings")),
    )


def _folders() -> None:
    op.create_table(
        "mailbox_folder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("place", sa.String(length=800), nullable=False),
        sa.Column("uid_validity", sa.BigInteger(), nullable=False),
        sa.Column("last_uid", sa.BigInteger(), nullable=False),
        sa.Column("looked_at", sa.String(length=27), nullable=True),
        sa.Column("message_at", sa.String(length=27), nullable=True),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("trouble", sa.String(length=1000), nullable=False),
        sa.Column("troubled_since", sa.String(length=27), nullable=True),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("try_at", sa.String(length=27), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox_folder")),
        sa.UniqueConstraint("place", name=op.f("uq_mailbox_folder_place")),
    )


def _left() -> None:
    once = ("folder_id", "uid_validity", "uid")
    op.create_table(
        "mailbox_left",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("folder_id", sa.Integer(), nullable=False),
        sa.Column("uid_validity", sa.BigInteger(), nullable=False),
        sa.Column("uid", sa.BigInteger(), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("sender", sa.String(length=300), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("why", sa.String(length=500), nullable=False),
        sa.Column("made_at", sa.String(length=27), nullable=False),
        sa.Column("settled_at", sa.String(length=27), nullable=True),
        sa.Column("settled_by", sa.Integer(), nullable=True),
        *_keys("mailbox_left", folder_id="mailbox_folder", settled_by="person"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_mailbox_left")),
        sa.UniqueConstraint(*once, name=op.f("uq_mailbox_left_folder_id_uid_validity_uid")),
    )


def _sendings() -> None:
    op.create_table(
        "letter_sending",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("letter_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("message_id", sa.String(length=200), nullable=False),
        sa.Column("sender", sa.String(length=254), nullable=False),
        sa.Column("recipient", sa.String(length=254), nullable=False),
        sa.Column("subject", sa.String(length=300), nullable=False),
        sa.Column("message", sa.String(length=64), nullable=False),
        sa.Column("answer", sa.Text(), nullable=False),
        sa.Column("event", sa.String(length=60), nullable=True),
        sa.Column("begun_at", sa.String(length=27), nullable=False),
        sa.Column("begun_by", sa.Integer(), nullable=False),
        sa.Column("ended_at", sa.String(length=27), nullable=True),
        sa.Column("returned_at", sa.String(length=27), nullable=True),
        sa.Column("returned", sa.String(length=500), nullable=False),
        sa.Column("arrival_id", sa.Integer(), nullable=True),
        *_keys(
            "letter_sending",
            request_id="request",
            letter_id="letter",
            begun_by="person",
            arrival_id="arrival",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter_sending")),
    )
    for column in ("request_id", "letter_id", "message_id"):
        op.create_index(
            op.f(f"ix_letter_sending_{column}"), "letter_sending", [column], unique=False
        )


def _keys(table: str, **columns: str) -> list[sa.ForeignKeyConstraint]:
    return [
        sa.ForeignKeyConstraint([column], [f"{to}.id"], name=op.f(f"fk_{table}_{column}"))
        for column, to in columns.items()
    ]
