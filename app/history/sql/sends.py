"""The log of sends in the database."""

import uuid
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import Connection, or_, select

from app.domain.history import (
    ExternalIdTakenError,
    OrderHistory,
    Origin,
    RecordedSends,
    Send,
    SentMessage,
)
from app.history.sql import grants
from app.history.sql.database import Database
from app.history.sql.keys import Keyring
from app.history.sql.rows import reservation_of, send_of
from app.history.sql.tables import reservations, sends
from app.history.sql.upsert import insert_into

_Identity = tuple[object, ...]


@dataclass(frozen=True, slots=True)
class StoredSend:
    """A send as stored, and whether it was stored just now."""

    send: Send
    is_new: bool


def store_sends(
    connection: Connection, seller: str, new: Sequence[Send], now: datetime
) -> list[StoredSend]:
    """Store sends that are not known yet; all of them are given as stored, in their order.

    One send is one (order, type, channel, instant) or one external id.

    Raises:
        ExternalIdTakenError: an external id names another send.
    """
    rows = {uuid.uuid4().hex: send for send in new}
    insert = (
        insert_into(sends, is_sqlite=connection.dialect.name == "sqlite")
        .on_conflict_do_nothing()
        .returning(sends.c.id)
    )
    # in one order, so that two imports of the same orders do not wait for each other
    ordered = sorted(rows.items(), key=lambda item: str(_identity(item[1])))
    values = [_values(key, seller, send, now) for key, send in ordered]
    stored_ids = set((connection.execute(insert, values)).scalars()) if values else set()
    known = _known(connection, seller, (s for k, s in rows.items() if k not in stored_ids))
    stored = []
    for index, (key, send) in enumerate(rows.items()):
        if key in stored_ids:
            stored.append(StoredSend(replace(send, id=key), is_new=True))
        else:
            stored.append(StoredSend(known.find(send, index), is_new=False))
    return stored


@dataclass(frozen=True, slots=True)
class _KnownSends:
    by_external_id: dict[str, Send]
    by_identity: dict[_Identity, Send]

    def find(self, send: Send, index: int) -> Send:
        """Give the stored twin of a send."""
        named = self.by_external_id.get(send.external_id) if send.external_id else None
        if named is None:
            return self.by_identity[_identity(send)]
        if _identity(named) != _identity(send):
            raise ExternalIdTakenError(index)
        return named


def _known(connection: Connection, seller: str, wanted: Iterable[Send]) -> _KnownSends:
    found = list(wanted)
    if not found:
        return _KnownSends({}, {})
    orders = {send.order_id for send in found}
    names = {send.external_id for send in found if send.external_id is not None}
    query = select(sends).where(
        sends.c.seller == seller,
        or_(sends.c.order_id.in_(orders), sends.c.external_id.in_(names)),
    )
    stored = [send_of(row) for row in connection.execute(query)]
    return _KnownSends(
        {send.external_id: send for send in stored if send.external_id is not None},
        {_identity(send): send for send in stored},
    )


def _identity(send: Send) -> _Identity:
    return send.order_id, send.message_type, send.channel, send.sent_at


def _values(key: str, seller: str, send: Send, now: datetime) -> dict[str, object]:
    return {
        "id": key,
        "seller": seller,
        "order_id": send.order_id,
        "message_type": send.message_type,
        "channel": send.channel,
        "sent_at": send.sent_at,
        "external_id": send.external_id,
        "is_review_request": send.is_review_request,
        "is_blocked": send.is_blocked,
        "origin": send.origin,
        "recorded_at": now,
    }


class SqlSendLog:
    """What went out, whoever sent it."""

    def __init__(self, database: Database, keys: Keyring) -> None:
        self._database = database
        self._keys = keys

    async def record(
        self, seller: str, messages: Sequence[SentMessage], now: datetime
    ) -> RecordedSends:
        """Record sends, all or none; what is known already is not recorded twice."""
        new = [_send(message) for message in messages]

        def work(connection: Connection) -> RecordedSends:
            stored = store_sends(connection, seller, new, now)
            requested = [
                self._keys.order(seller, one.send.order_id)
                for one in stored
                if one.send.is_review_request
            ]
            grants.use_up(connection, seller, requested)
            recorded = sum(one.is_new for one in stored)
            every = tuple(one.send for one in stored)
            return RecordedSends(recorded, len(stored) - recorded, every)

        return await self._database.write(work)

    async def of_order(self, seller: str, order_id: str, now: datetime) -> OrderHistory:
        """Give all that is known of an order's messages."""

        def work(connection: Connection) -> OrderHistory:
            sent = connection.execute(
                select(sends)
                .where(sends.c.seller == seller, sends.c.order_id == order_id)
                .order_by(sends.c.sent_at, sends.c.id)
            )
            reserved = connection.execute(
                select(reservations)
                .where(reservations.c.seller == seller, reservations.c.order_id == order_id)
                .order_by(reservations.c.created_at, reservations.c.id)
            )
            return OrderHistory(
                tuple(send_of(row) for row in sent),
                tuple(reservation_of(row, now) for row in reserved),
            )

        return await self._database.read(work)


def _send(message: SentMessage) -> Send:
    return Send(
        id=None,
        order_id=message.order_id,
        message_type=message.message_type,
        channel=message.channel,
        sent_at=message.sent_at,
        external_id=message.external_id,
        is_review_request=message.is_review_request,
        is_blocked=False,
        origin=Origin.RECORDED,
    )
