"""First answers in the database, for requests that carry an idempotency key."""

import uuid
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any, Final

from sqlalchemy import Connection, Row, case, delete, or_, select, update

from app.history.sql.database import Database
from app.history.sql.tables import answers
from app.history.sql.upsert import insert_into
from app.history.store import FirstAnswer, InFlight, OtherRequest, Started

KEPT: Final = timedelta(hours=24)
_LEASE: Final = timedelta(seconds=30)


class SqlAnswers:
    """First answers, by seller, endpoint and idempotency key, for 24 hours."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def begin(
        self, seller: str, endpoint: str, key: str, request: bytes, now: datetime
    ) -> Started | FirstAnswer | InFlight | OtherRequest:
        """Look whether the request is the first of its key, and hold the key if so.

        A key is free again 24 hours later, and for the same bytes when its holder seems dead.
        """
        digest = sha256(request).hexdigest()
        token, reservation_id = uuid.uuid4().hex, uuid.uuid4().hex
        insert = insert_into(answers, is_sqlite=self._database.is_sqlite).values(
            seller=seller,
            endpoint=endpoint,
            key=key,
            request_digest=digest,
            token=token,
            reservation_id=reservation_id,
            created_at=now,
            lease_until=now + _LEASE,
        )
        new = insert.excluded
        is_old = answers.c.created_at <= now - KEPT
        is_orphan = (
            answers.c.status.is_(None)
            & (answers.c.lease_until <= now)
            & (answers.c.request_digest == digest)
        )
        kept_id = case((is_old, new.reservation_id), else_=answers.c.reservation_id)
        statement = insert.on_conflict_do_update(
            index_elements=["seller", "endpoint", "key"],
            set_={
                "request_digest": new.request_digest,
                "token": new.token,
                "reservation_id": kept_id,
                "created_at": new.created_at,
                "lease_until": new.lease_until,
                "status": None,
                "body": None,
            },
            where=or_(is_old, is_orphan, answers.c.token == new.token),
        ).returning(answers.c.reservation_id)
        query = select(answers).where(
            answers.c.seller == seller, answers.c.endpoint == endpoint, answers.c.key == key
        )

        def work(connection: Connection) -> Row[Any] | str | None:
            held = (connection.execute(statement)).scalar()
            return held or (connection.execute(query)).first()

        found = await self._database.write(work)
        if isinstance(found, str):
            return Started(token, found)
        if found is None:  # forgotten at this very moment
            return InFlight(now)
        if found.request_digest != digest:
            return OtherRequest()
        if found.status is None:
            return InFlight(found.lease_until)
        return FirstAnswer(found.token, found.reservation_id, found.status, found.body)

    async def renew(self, answer: FirstAnswer, now: datetime) -> Started | InFlight:
        """Hold a key again whose first answer no longer holds."""
        started = Started(uuid.uuid4().hex, uuid.uuid4().hex)

        def work(connection: Connection) -> bool:
            taken = connection.execute(
                update(answers)
                .where(answers.c.token.in_((answer.token, started.token)))
                .values(
                    token=started.token,
                    reservation_id=started.reservation_id,
                    created_at=now,
                    lease_until=now + _LEASE,
                    status=None,
                    body=None,
                )
            )
            return taken.rowcount == 1

        is_taken = await self._database.write(work)
        return started if is_taken else InFlight(now + _LEASE)

    async def finish(self, started: Started, status: int, body: bytes) -> None:
        """Keep the answer."""

        def work(connection: Connection) -> None:
            connection.execute(
                update(answers)
                .where(answers.c.token == started.token)
                .values(status=status, body=body)
            )

        await self._database.write(work)

    async def abandon(self, started: Started) -> None:
        """Let the key go: nothing was written."""

        def work(connection: Connection) -> None:
            connection.execute(delete(answers).where(answers.c.token == started.token))

        await self._database.write(work)
