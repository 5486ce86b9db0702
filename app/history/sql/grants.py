"""The one grant an order has, kept by the database's primary key and nothing else."""

from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Any, Final

from sqlalchemy import Connection, bindparam, delete, or_
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.sql.dml import ReturningInsert

from app.history.sql.tables import Instant, grants
from app.history.sql.upsert import insert_into


class GrantState(StrEnum):
    """Whether the grant is promised until its expiry, or used for good."""

    RESERVED = "reserved"
    REQUESTED = "requested"


_KEY: Final = ("seller", "order_key")


def _reserve(*, is_sqlite: bool) -> ReturningInsert[Any]:
    insert = insert_into(grants, is_sqlite=is_sqlite)
    new = insert.excluded
    return insert.on_conflict_do_update(
        index_elements=_KEY,
        set_={
            "state": new.state,
            "reservation_id": new.reservation_id,
            "expires_at": new.expires_at,
        },
        where=(grants.c.state == GrantState.RESERVED)
        & or_(
            grants.c.expires_at <= bindparam("now", type_=Instant),
            grants.c.reservation_id == new.reservation_id,
        ),
    ).returning(grants.c.reservation_id)


def _use_up(*, is_sqlite: bool) -> SqliteInsert | PostgresInsert:
    return insert_into(grants, is_sqlite=is_sqlite).on_conflict_do_update(
        index_elements=_KEY,
        set_={"state": GrantState.REQUESTED, "reservation_id": None, "expires_at": None},
    )


_RESERVE: Final = {kind: _reserve(is_sqlite=kind) for kind in (True, False)}
_USE_UP: Final = {kind: _use_up(is_sqlite=kind) for kind in (True, False)}


def take(
    connection: Connection,
    key: tuple[str, str],
    reservation_id: str,
    until: datetime,
    now: datetime,
) -> bool:
    """Take the grant of (seller, order key); False if another holds it or it is used.

    One statement: the database decides which of two callers comes first.
    """
    is_sqlite = connection.dialect.name == "sqlite"
    seller, order_key = key
    taken = connection.execute(
        _RESERVE[is_sqlite],
        {
            "seller": seller,
            "order_key": order_key,
            "state": GrantState.RESERVED,
            "reservation_id": reservation_id,
            "expires_at": until,
            "now": now,
        },
    )
    return taken.first() is not None


def use_up(connection: Connection, seller: str, order_keys: Sequence[str]) -> None:
    """Note that the orders' reviews were requested."""
    is_sqlite = connection.dialect.name == "sqlite"
    rows = [
        {
            "seller": seller,
            "order_key": order_key,
            "state": GrantState.REQUESTED,
            "reservation_id": None,
            "expires_at": None,
        }
        for order_key in sorted(set(order_keys))
    ]
    if rows:
        connection.execute(_USE_UP[is_sqlite], rows)


def give_back(connection: Connection, key: tuple[str, str], reservation_id: str) -> None:
    """Free the grant of (seller, order key) if this reservation holds it."""
    seller, order_key = key
    connection.execute(
        delete(grants).where(
            grants.c.seller == seller,
            grants.c.order_key == order_key,
            grants.c.state == GrantState.RESERVED,
            grants.c.reservation_id == reservation_id,
        )
    )
