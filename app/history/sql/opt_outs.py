"""Opt-outs in the database."""

import base64
from collections.abc import Sequence
from datetime import datetime
from enum import StrEnum
from typing import Final

from sqlalchemy import Connection, delete, func, literal, select, tuple_

from app.domain.history import OptOut, OptOutPage, OptOutSubject, Origin
from app.history.sql.database import Database
from app.history.sql.keys import Keyring
from app.history.sql.tables import Instant, from_microseconds, opt_outs, to_microseconds
from app.history.sql.upsert import insert_into


class SubjectKind(StrEnum):
    """What an opt-out is filed under."""

    ORDER = "order"
    BUYER = "buyer"


_KEY: Final = ("seller", "subject", "key")


def store_opt_outs(connection: Connection, rows: Sequence[dict[str, object]]) -> None:
    """Store opt-outs; a known one keeps its date and takes a new reason, if one is given."""
    insert = insert_into(opt_outs, is_sqlite=connection.dialect.name == "sqlite")
    reason = func.coalesce(insert.excluded.reason, opt_outs.c.reason)
    statement = insert.on_conflict_do_update(index_elements=_KEY, set_={"reason": reason})
    if rows:
        connection.execute(statement, sorted(rows, key=lambda row: str(row["key"])))


def opt_out_row(
    keys: Keyring, seller: str, subject: OptOutSubject, origin: Origin, now: datetime
) -> dict[str, object]:
    """Give the row of an opt-out."""
    kind, key = subject_key(keys, seller, subject)
    return {
        "seller": seller,
        "subject": kind,
        "key": key,
        "order_id": subject.order_id,
        "reason": subject.reason,
        "recorded_at": now,
        "origin": origin,
    }


def subject_key(keys: Keyring, seller: str, subject: OptOutSubject) -> tuple[SubjectKind, str]:
    """Give under which kind and key a subject is filed."""
    if subject.order_id is not None:
        return SubjectKind.ORDER, keys.order(seller, subject.order_id)
    return SubjectKind.BUYER, keys.buyer(seller, subject.buyer_id or "")


class SqlOptOuts:
    """Who does not want messages."""

    def __init__(self, database: Database, keys: Keyring) -> None:
        self._database = database
        self._keys = keys

    async def put(self, seller: str, subjects: Sequence[OptOutSubject], now: datetime) -> None:
        """Record opt-outs; a known one keeps its date and takes a new reason."""
        rows = [opt_out_row(self._keys, seller, s, Origin.RECORDED, now) for s in subjects]

        def work(connection: Connection) -> None:
            store_opt_outs(connection, rows)

        await self._database.write(work)

    async def withdraw(self, seller: str, subjects: Sequence[OptOutSubject]) -> None:
        """Take opt-outs back; an unknown one is none."""
        filed = [subject_key(self._keys, seller, subject) for subject in subjects]

        def work(connection: Connection) -> None:
            for kind in SubjectKind:
                wanted = [key for its_kind, key in filed if its_kind is kind]
                connection.execute(
                    delete(opt_outs).where(
                        opt_outs.c.seller == seller,
                        opt_outs.c.subject == kind,
                        opt_outs.c.key.in_(wanted),
                    )
                )

        await self._database.write(work)

    async def of_order(self, seller: str, order_id: str) -> OptOut | None:
        """Give the opt-out recorded for an order."""
        query = select(opt_outs).where(
            opt_outs.c.seller == seller,
            opt_outs.c.subject == SubjectKind.ORDER,
            opt_outs.c.key == self._keys.order(seller, order_id),
        )

        def work(connection: Connection) -> OptOut | None:
            row = (connection.execute(query)).first()
            if row is None:
                return None
            return OptOut(row.order_id, None, row.reason, row.recorded_at, Origin(row.origin))

        return await self._database.read(work)

    async def page(self, seller: str, cursor: str | None, limit: int) -> OptOutPage:
        """Give opt-outs, the oldest first.

        Raises:
            ValueError: the cursor is none that was given out.
        """
        place = tuple_(opt_outs.c.recorded_at, opt_outs.c.subject, opt_outs.c.key)
        query = select(opt_outs).where(opt_outs.c.seller == seller)
        if cursor is not None:
            recorded_at, kind, key = _read_cursor(cursor)
            query = query.where(place > tuple_(literal(recorded_at, Instant), kind, key))
        query = query.order_by(*place.clauses).limit(limit + 1)

        def work(connection: Connection) -> OptOutPage:
            rows = (connection.execute(query)).all()
            shown = rows[:limit]
            found = tuple(
                OptOut(
                    order_id=row.order_id,
                    buyer_key=row.key if row.subject == SubjectKind.BUYER else None,
                    reason=row.reason,
                    recorded_at=row.recorded_at,
                    origin=Origin(row.origin),
                )
                for row in shown
            )
            last = shown[-1] if len(rows) > limit else None
            cursor = _cursor(last.recorded_at, last.subject, last.key) if last else None
            return OptOutPage(found, cursor)

        return await self._database.read(work)


def _cursor(recorded_at: datetime, kind: str, key: str) -> str:
    place = f"{to_microseconds(recorded_at)} {kind} {key}"
    return base64.urlsafe_b64encode(place.encode()).decode()


def _read_cursor(cursor: str) -> tuple[datetime, str, str]:
    try:
        place = base64.urlsafe_b64decode(cursor.encode()).decode()
        recorded_at, kind, key = place.split(" ")
        return from_microseconds(int(recorded_at)), kind, key
    except (ValueError, OverflowError) as error:
        message = "this cursor was not given out"
        raise ValueError(message) from error
