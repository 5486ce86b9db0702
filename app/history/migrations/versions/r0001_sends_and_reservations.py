"""Sends, reservations and the one grant an order has."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "secrets",
        sa.Column("name", sa.Text, primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "sends",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("seller", sa.Text, nullable=False),
        sa.Column("order_id", sa.Text, nullable=False),
        sa.Column("message_type", sa.Text),
        sa.Column("channel", sa.Text),
        sa.Column("sent_at", sa.BigInteger, nullable=False),
        sa.Column("external_id", sa.Text),
        sa.Column("is_review_request", sa.Boolean, nullable=False),
        sa.Column("is_blocked", sa.Boolean, nullable=False),
        sa.Column("origin", sa.Text, nullable=False),
        sa.Column("recorded_at", sa.BigInteger, nullable=False),
        sa.UniqueConstraint(
            "seller", "order_id", "message_type", "channel", "sent_at", name="sends_one_of_each"
        ),
        sa.UniqueConstraint("seller", "external_id", name="sends_external_id"),
    )
    op.create_index("sends_sent_at", "sends", ["sent_at"])
    op.create_table(
        "reservations",
        sa.Column("id", sa.Text, primary_key=True),
        sa.Column("seller", sa.Text, nullable=False),
        sa.Column("order_id", sa.Text, nullable=False),
        sa.Column("message_type", sa.Text, nullable=False),
        sa.Column("channel", sa.Text, nullable=False),
        sa.Column("created_at", sa.BigInteger, nullable=False),
        sa.Column("expires_at", sa.BigInteger, nullable=False),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("send_id", sa.Text),
    )
    op.create_index("reservations_order", "reservations", ["seller", "order_id"])
    op.create_index("reservations_expires_at", "reservations", ["expires_at"])
    op.create_table(
        "grants",
        sa.Column("seller", sa.Text, primary_key=True),
        sa.Column("order_key", sa.Text, primary_key=True),
        sa.Column("state", sa.Text, nullable=False),
        sa.Column("reservation_id", sa.Text),
        sa.Column("expires_at", sa.BigInteger),
    )
