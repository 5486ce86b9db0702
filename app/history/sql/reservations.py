"""Reservations in the database."""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, select, update

from app.domain.history import (
    Origin,
    Reservation,
    ReservationReleasedError,
    ReservationSentError,
    ReservationState,
    Send,
    UnknownReservationError,
)
from app.domain.message_type import Channel, MessageType
from app.history.sql import grants
from app.history.sql.database import Database
from app.history.sql.keys import Keyring
from app.history.sql.rows import send_of
from app.history.sql.sends import store_sends
from app.history.sql.tables import reservations, sends
from app.history.sql.upsert import insert_into


class SqlReservations:
    """The one review request of an order, promised to one caller at a time."""

    def __init__(self, database: Database, keys: Keyring) -> None:
        self._database = database
        self._keys = keys

    async def reserve(self, seller: str, wish: Reservation, now: datetime) -> bool:
        """Take the order's grant under the wish's id; False if another holds or has used it."""
        key = (seller, self._keys.order(seller, wish.order_id))

        def work(connection: Connection) -> bool:
            if not grants.take(connection, key, wish.id, wish.expires_at, now):
                return False
            insert = insert_into(reservations, is_sqlite=self._database.is_sqlite).values(
                id=wish.id,
                seller=seller,
                order_id=wish.order_id,
                message_type=wish.message_type,
                channel=wish.channel,
                created_at=now,
                expires_at=wish.expires_at,
                state=ReservationState.OPEN,
            )
            connection.execute(
                insert.on_conflict_do_update(
                    index_elements=["id"],
                    set_={"state": ReservationState.OPEN, "expires_at": wish.expires_at},
                )
            )
            return True

        return await self._database.write(work)

    async def is_held(self, seller: str, reservation_id: str, now: datetime) -> bool:
        """Tell whether a reservation is open and not expired."""

        def work(connection: Connection) -> bool:
            row = _find(connection, seller, reservation_id)
            return row is not None and row.state == ReservationState.OPEN and now < row.expires_at

        return await self._database.read(work)

    async def mark_sent(
        self,
        seller: str,
        reservation_id: str,
        sent_at: datetime | None,
        external_id: str | None,
        now: datetime,
    ) -> Send:
        """Record that the message went; the same answer again."""

        def work(connection: Connection) -> Send:
            row = _find(connection, seller, reservation_id, lock=True)
            if row is None:
                raise UnknownReservationError
            if row.state == ReservationState.RELEASED:
                raise ReservationReleasedError
            if row.send_id is not None:
                found = connection.execute(select(sends).where(sends.c.id == row.send_id))
                return send_of(found.one())
            new = _send(row, sent_at or now, external_id)
            (stored,) = store_sends(connection, seller, [new], now)
            send = stored.send
            connection.execute(
                update(reservations)
                .where(reservations.c.id == row.id)
                .values(state=ReservationState.SENT, send_id=send.id)
            )
            grants.use_up(connection, seller, [self._keys.order(seller, row.order_id)])
            return send

        return await self._database.write(work)

    async def release(self, seller: str, reservation_id: str) -> None:
        """Give the grant back; again does nothing."""

        def work(connection: Connection) -> None:
            row = _find(connection, seller, reservation_id, lock=True)
            if row is None:
                raise UnknownReservationError
            if row.state == ReservationState.SENT:
                raise ReservationSentError
            connection.execute(
                update(reservations)
                .where(reservations.c.id == row.id)
                .values(state=ReservationState.RELEASED)
            )
            key = (seller, self._keys.order(seller, row.order_id))
            grants.give_back(connection, key, reservation_id)

        await self._database.write(work)


def _find(
    connection: Connection, seller: str, reservation_id: str, *, lock: bool = False
) -> Row[Any] | None:
    query = select(reservations).where(
        reservations.c.id == reservation_id, reservations.c.seller == seller
    )
    return (connection.execute(query.with_for_update() if lock else query)).first()


def _send(row: Row[Any], sent_at: datetime, external_id: str | None) -> Send:
    return Send(
        id=None,
        order_id=row.order_id,
        message_type=MessageType(row.message_type),
        channel=Channel(row.channel),
        sent_at=sent_at,
        external_id=external_id,
        is_review_request=True,
        is_blocked=False,
        origin=Origin.RESERVATION,
    )
