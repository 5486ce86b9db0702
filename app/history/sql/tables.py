"""The tables, as the newest migration leaves them."""

from datetime import UTC, datetime, timedelta
from typing import Final

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

_EPOCH: Final = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND: Final = timedelta(microseconds=1)


def to_microseconds(instant: datetime) -> int:
    """Count the microseconds since 1970 in UTC."""
    return (instant - _EPOCH) // _MICROSECOND


def from_microseconds(count: int) -> datetime:
    """Give the instant, in UTC.

    Raises:
        OverflowError: it lies outside of the calendar.
    """
    return _EPOCH + timedelta(microseconds=count)


class Instant(TypeDecorator[datetime]):
    """An instant, stored as microseconds since 1970 in UTC: the same in every database."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:
        """Turn an instant with an offset into microseconds."""
        del dialect
        return None if value is None else to_microseconds(value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:
        """Turn microseconds into an instant in UTC."""
        del dialect
        return None if value is None else from_microseconds(value)


metadata: Final = MetaData()

secrets: Final = Table(
    "secrets",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

sends: Final = Table(
    "sends",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seller", Text, nullable=False),
    Column("order_id", Text, nullable=False),
    Column("message_type", Text),
    Column("channel", Text),
    Column("sent_at", Instant, nullable=False),
    Column("external_id", Text),
    Column("is_review_request", Boolean, nullable=False),
    Column("is_blocked", Boolean, nullable=False),
    Column("origin", Text, nullable=False),
    Column("recorded_at", Instant, nullable=False),
    UniqueConstraint(
        "seller", "order_id", "message_type", "channel", "sent_at", name="sends_one_of_each"
    ),
    UniqueConstraint("seller", "external_id", name="sends_external_id"),
    Index("sends_sent_at", "sent_at"),
)

reservations: Final = Table(
    "reservations",
    metadata,
    Column("id", Text, primary_key=True),
    Column("seller", Text, nullable=False),
    Column("order_id", Text, nullable=False),
    Column("message_type", Text, nullable=False),
    Column("channel", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("expires_at", Instant, nullable=False),
    Column("state", Text, nullable=False),
    Column("send_id", Text),
    Index("reservations_order", "seller", "order_id"),
    Index("reservations_expires_at", "expires_at"),
)

# One row an order, so that the primary key itself keeps a second grant out: `reserved` until
# `expires_at`, or `requested` for good. The order is named by its keyed hash alone, for this row is
# what remains when everything else about the order is forgotten.
grants: Final = Table(
    "grants",
    metadata,
    Column("seller", Text, primary_key=True),
    Column("order_key", Text, primary_key=True),
    Column("state", Text, nullable=False),
    Column("reservation_id", Text),
    Column("expires_at", Instant),
)

opt_outs: Final = Table(
    "opt_outs",
    metadata,
    Column("seller", Text, primary_key=True),
    Column("subject", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("order_id", Text),
    Column("reason", Text),
    Column("recorded_at", Instant, nullable=False),
    Column("origin", Text, nullable=False),
    Index("opt_outs_page", "seller", "recorded_at", "subject", "key"),
)

restrictions: Final = Table(
    "restrictions",
    metadata,
    Column("seller", Text, primary_key=True),
    Column("until", Instant),
    Column("reason", Text),
    Column("recorded_at", Instant, nullable=False),
    Column("origin", Text, nullable=False),
)

notices: Final = Table(
    "notices",
    metadata,
    Column("seller", Text, primary_key=True),
    Column("digest", Text, primary_key=True),
    Column("kind", Text, nullable=False),
    Column("order_id", Text),
    Column("until", Instant),
    Column("received_at", Instant, nullable=False),
    Column("is_strike", Boolean, nullable=False),
    Index("notices_received_at", "received_at"),
)

answers: Final = Table(
    "answers",
    metadata,
    Column("seller", Text, primary_key=True),
    Column("endpoint", Text, primary_key=True),
    Column("key", Text, primary_key=True),
    Column("request_digest", Text, nullable=False),
    Column("token", Text, nullable=False),
    Column("reservation_id", Text, nullable=False),
    Column("created_at", Instant, nullable=False),
    Column("lease_until", Instant, nullable=False),
    Column("status", Integer),
    Column("body", LargeBinary),
    Index("answers_created_at", "created_at"),
    Index("answers_token", "token"),
)
