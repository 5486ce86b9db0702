"""The whole history in one database."""

import asyncio
import secrets as random
from datetime import datetime
from typing import Any, Final

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Connection,
    Select,
    bindparam,
    delete,
    exists,
    literal,
    or_,
    select,
)

from app.domain.history import HistoryUnavailableError, KnownHistory, SchemaError
from app.history.sql.account import SqlAccountStanding
from app.history.sql.answers import KEPT, SqlAnswers
from app.history.sql.database import Database
from app.history.sql.grants import GrantState
from app.history.sql.keys import Keyring
from app.history.sql.opt_outs import SqlOptOuts, SubjectKind
from app.history.sql.reservations import SqlReservations
from app.history.sql.rows import restriction_of, send_of
from app.history.sql.schema import upgrade
from app.history.sql.sends import SqlSendLog
from app.history.sql.tables import (
    answers,
    grants,
    notices,
    opt_outs,
    reservations,
    restrictions,
    secrets,
    sends,
)
from app.history.sql.upsert import insert_into

_SECRET: Final = "hash"  # noqa: S105 -- the name of the row, not what it holds
_CHECK: Final = "check"
_SECRET_BYTES: Final = 32

_SELLER: Final[BindParameter[str]] = bindparam("seller")
_SENDS: Final = (
    select(sends)
    .where(sends.c.seller == _SELLER, sends.c.order_id == bindparam("order_id"))
    .order_by(sends.c.sent_at, sends.c.id)
)


def _has_opted_out(kind: SubjectKind, key: str) -> ColumnElement[bool]:
    return exists().where(
        opt_outs.c.seller == _SELLER,
        opt_outs.c.subject == kind.value,
        opt_outs.c.key == bindparam(key),
    )


def _state_query() -> Select[Any]:
    """Give one row, whatever is known: opt-out, grant and restriction together."""
    one = select(literal(1).label("one")).subquery()
    is_opted_out = or_(
        _has_opted_out(SubjectKind.ORDER, "order_key"),
        _has_opted_out(SubjectKind.BUYER, "buyer_key"),
    )
    its_grant = (grants.c.seller == _SELLER) & (grants.c.order_key == bindparam("order_key"))
    return select(
        is_opted_out.label("is_opted_out"),
        grants.c.state.label("grant_state"),
        grants.c.expires_at.label("grant_expires_at"),
        grants.c.reservation_id.label("grant_holder"),
        restrictions.c.seller.is_not(None).label("is_restricted"),
        restrictions,
    ).select_from(
        one.outerjoin(grants, its_grant).outerjoin(restrictions, restrictions.c.seller == _SELLER)
    )


_STATE: Final = _state_query()
_DATABASE_ANSWERS_SECONDS: Final = 2.0


class SqlHistory:
    """Sends, reservations, opt-outs, restrictions and answers; `start` it before use."""

    reservations: SqlReservations
    sends: SqlSendLog
    opt_outs: SqlOptOuts
    account: SqlAccountStanding
    answers: SqlAnswers

    def __init__(self, database: Database, secret: str | None = None) -> None:
        self._database = database
        self._secret = secret
        self._keys = Keyring("")

    async def start(self) -> None:
        """Bring the tables up to date and find the secret of the hashes.

        Raises:
            SchemaError: the database and this release do not fit together, or another secret was
                used before.
            HistoryUnavailableError: the database does not answer.
        """
        await upgrade(self._database)
        keys = self._keys = Keyring(await self._find_secret())
        self.reservations = SqlReservations(self._database, keys)
        self.sends = SqlSendLog(self._database, keys)
        self.opt_outs = SqlOptOuts(self._database, keys)
        self.account = SqlAccountStanding(self._database, keys)
        self.answers = SqlAnswers(self._database)

    async def known(
        self,
        seller: str,
        order_id: str | None,
        buyer_id: str | None,
        now: datetime,
        holder: str = "",
    ) -> KnownHistory:
        """Give what bears on one message; `now` is the real clock's, for reservations."""
        parameters = {
            "seller": seller,
            "order_id": order_id or "",
            "order_key": self._keys.order(seller, order_id) if order_id else "",
            "buyer_key": self._keys.buyer(seller, buyer_id) if buyer_id else "",
        }

        def work(connection: Connection) -> KnownHistory:
            # The sends come first: a reservation that is sent in between is then seen as used.
            sent = (connection.execute(_SENDS, parameters)).all() if order_id else ()
            state = (connection.execute(_STATE, parameters)).one()
            is_reserved = (
                state.grant_state == GrantState.RESERVED
                and state.grant_expires_at > now
                and state.grant_holder != holder
            )
            known_sends = tuple(send_of(row) for row in sent)
            return KnownHistory(
                sends=known_sends,
                is_opted_out=state.is_opted_out,
                restriction=restriction_of(state) if state.is_restricted else None,
                was_review_requested=state.grant_state == GrantState.REQUESTED
                or any(send.is_review_request for send in known_sends),
                reserved_until=state.grant_expires_at if is_reserved else None,
            )

        return await self._database.read(work)

    async def forget(self, before: datetime, now: datetime) -> int:
        """Delete what is older, but that a review was requested; give how many rows went.

        Opt-outs of buyers stay until they are withdrawn: they hold for orders to come.
        """
        is_forgotten_send = ~exists().where(sends.c.id == reservations.c.send_id)
        statements = (
            delete(sends).where(sends.c.sent_at < before),
            delete(reservations).where(
                or_(
                    reservations.c.expires_at < before,
                    reservations.c.send_id.is_not(None) & is_forgotten_send,
                )
            ),
            delete(grants).where(
                grants.c.state == GrantState.RESERVED, grants.c.expires_at < before
            ),
            delete(opt_outs).where(
                opt_outs.c.subject == SubjectKind.ORDER, opt_outs.c.recorded_at < before
            ),
            delete(restrictions).where(restrictions.c.until < before),
            delete(notices).where(notices.c.received_at < before),
            delete(answers).where(answers.c.created_at <= now - KEPT),
        )

        def work(connection: Connection) -> int:
            return sum([(connection.execute(s)).rowcount for s in statements])

        return await self._database.write(work)

    async def is_ready(self) -> bool:
        """Tell whether the database answers."""

        def work(connection: Connection) -> None:
            connection.execute(select(literal(1)))

        try:
            async with asyncio.timeout(_DATABASE_ANSWERS_SECONDS):
                await self._database.read(work)
        except (HistoryUnavailableError, TimeoutError):
            return False
        return True

    async def close(self) -> None:
        """Let go of connections."""
        await self._database.close()

    async def _find_secret(self) -> str:
        """Give the secret that was set, or the one this database keeps; both may not differ."""
        insert = insert_into(secrets, is_sqlite=self._database.is_sqlite).on_conflict_do_nothing()
        generated = random.token_hex(_SECRET_BYTES)

        def work(connection: Connection) -> str:
            before = _stored_secrets(connection)
            secret = self._secret
            if secret is None and (_SECRET in before or _CHECK not in before):
                connection.execute(insert, {"name": _SECRET, "value": generated})
                secret = (_stored_secrets(connection))[_SECRET]
            check = Keyring(secret or "").check()
            connection.execute(insert, {"name": _CHECK, "value": check})
            if (_stored_secrets(connection))[_CHECK] != check:
                message = (
                    "the history was written with another PRESEND_HASH_SECRET, so what it knows "
                    "of orders and buyers cannot be found; set the former secret"
                )
                raise SchemaError(message)
            return secret or ""

        return await self._database.write(work)


def _stored_secrets(connection: Connection) -> dict[str, str]:
    return {row.name: row.value for row in connection.execute(select(secrets))}
