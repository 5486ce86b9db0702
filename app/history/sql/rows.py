"""From rows to the domain."""

from datetime import datetime
from typing import Any

from sqlalchemy import Row

from app.domain.history import Origin, Reservation, ReservationState, Restriction, Send
from app.domain.message_type import Channel, MessageType


def send_of(row: Row[Any]) -> Send:
    """Read a row of `sends`."""
    return Send(
        id=row.id,
        order_id=row.order_id,
        message_type=MessageType(row.message_type) if row.message_type is not None else None,
        channel=Channel(row.channel) if row.channel is not None else None,
        sent_at=row.sent_at,
        external_id=row.external_id,
        is_review_request=row.is_review_request,
        is_blocked=row.is_blocked,
        origin=Origin(row.origin),
    )


def reservation_of(row: Row[Any], now: datetime) -> Reservation:
    """Read a row of `reservations`; an open one whose time is over is expired."""
    state = ReservationState(row.state)
    if state is ReservationState.OPEN and row.expires_at <= now:
        state = ReservationState.EXPIRED
    return Reservation(
        id=row.id,
        order_id=row.order_id,
        message_type=MessageType(row.message_type),
        channel=Channel(row.channel),
        created_at=row.created_at,
        expires_at=row.expires_at,
        state=state,
    )


def restriction_of(row: Row[Any]) -> Restriction:
    """Read a row of `restrictions`."""
    return Restriction(row.until, row.reason, row.recorded_at, Origin(row.origin))
