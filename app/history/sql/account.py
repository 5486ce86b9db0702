"""Restrictions, notices and strikes in the database."""

from datetime import UTC, datetime

from sqlalchemy import Connection, delete, func, select, update

from app.domain.history import (
    Notice,
    NoticeKind,
    OptOutSubject,
    Origin,
    Restriction,
    Send,
    Standing,
)
from app.history.sql.database import Database
from app.history.sql.keys import Keyring
from app.history.sql.opt_outs import opt_out_row, store_opt_outs
from app.history.sql.rows import restriction_of
from app.history.sql.sends import store_sends
from app.history.sql.tables import notices, restrictions, sends
from app.history.sql.upsert import insert_into


class SqlAccountStanding:
    """Whether the account may begin messages, and what Amazon wrote about it."""

    def __init__(self, database: Database, keys: Keyring) -> None:
        self._database = database
        self._keys = keys

    async def restriction(self, seller: str) -> Restriction | None:
        """Give the recorded restriction, ended or not."""
        return await self._database.read(lambda connection: _restriction(connection, seller))

    async def restrict(
        self, seller: str, until: datetime | None, reason: str | None, now: datetime
    ) -> None:
        """Record a restriction in place of any other; `until` None is without end."""
        restriction = Restriction(until, reason, now, Origin.RECORDED)
        await self._database.write(lambda connection: _restrict(connection, seller, restriction))

    async def lift(self, seller: str) -> None:
        """Take the restriction away."""

        def work(connection: Connection) -> None:
            connection.execute(delete(restrictions).where(restrictions.c.seller == seller))

        await self._database.write(work)

    async def standing(self, seller: str, now: datetime) -> Standing:
        """Give the restriction in force, notices by kind, and strikes."""
        counts = (
            select(notices.c.kind, notices.c.is_strike, func.count().label("number"))
            .where(notices.c.seller == seller)
            .group_by(notices.c.kind, notices.c.is_strike)
        )

        def work(connection: Connection) -> Standing:
            by_kind = dict.fromkeys(NoticeKind, 0)
            strikes = 0
            for row in connection.execute(counts):
                by_kind[NoticeKind(row.kind)] += row.number
                strikes += row.number if row.is_strike else 0
            restriction = _restriction(connection, seller)
            if restriction is not None and not restriction.is_in_force(now):
                restriction = None
            del by_kind[NoticeKind.UNKNOWN]  # such notices are not recorded
            return Standing(restriction, by_kind, strikes)

        return await self._database.read(work)

    async def apply(self, seller: str, notice: Notice, text: str, now: datetime) -> bool:
        """Record what a notice tells; False where it changes nothing. The same text counts once."""
        needs_order = notice.kind in (NoticeKind.OPT_OUT, NoticeKind.BLOCKED)
        if notice.kind is NoticeKind.UNKNOWN or (needs_order and notice.order_id is None):
            return False
        day = notice.received_at.astimezone(UTC).date()
        digest = self._keys.text(seller, f"{day} {text}")

        def work(connection: Connection) -> bool:
            current = _restriction(connection, seller)
            insert = insert_into(notices, is_sqlite=self._database.is_sqlite).values(
                seller=seller,
                digest=digest,
                kind=notice.kind,
                order_id=notice.order_id,
                until=notice.until,
                received_at=notice.received_at,
                is_strike=_is_strike(notice, current),
            )
            stored = connection.execute(insert.on_conflict_do_nothing().returning(notices.c.digest))
            is_new = stored.first() is not None
            if notice.kind is NoticeKind.OPT_OUT:
                subject = OptOutSubject(order_id=notice.order_id)
                row = opt_out_row(self._keys, seller, subject, Origin.NOTICE, now)
                store_opt_outs(connection, [row])
            elif notice.kind is NoticeKind.BLOCKED and is_new and notice.order_id is not None:
                _mark_blocked(connection, seller, notice.order_id, notice.received_at, now)
            elif notice.kind is NoticeKind.RESTRICTION:
                _restrict_by_notice(connection, seller, notice, current, now)
            return True

        return await self._database.write(work)


def _is_strike(notice: Notice, current: Restriction | None) -> bool:
    """Tell whether a notice begins a restriction; later ones only tell of it again."""
    is_restricted = current is not None and current.is_in_force(notice.received_at)
    return notice.kind is NoticeKind.RESTRICTION and not is_restricted


def _restriction(connection: Connection, seller: str) -> Restriction | None:
    query = select(restrictions).where(restrictions.c.seller == seller)
    row = (connection.execute(query)).first()
    return restriction_of(row) if row is not None else None


def _restrict(connection: Connection, seller: str, restriction: Restriction) -> None:
    values = {
        "until": restriction.until,
        "reason": restriction.reason,
        "recorded_at": restriction.recorded_at,
        "origin": restriction.origin,
    }
    insert = insert_into(restrictions, is_sqlite=connection.dialect.name == "sqlite")
    connection.execute(
        insert.values(seller=seller, **values).on_conflict_do_update(
            index_elements=["seller"], set_=values
        )
    )


def _restrict_by_notice(
    connection: Connection,
    seller: str,
    notice: Notice,
    current: Restriction | None,
    now: datetime,
) -> None:
    """Let a notice begin or lengthen a restriction, or name the end of one; it shortens none."""
    restriction = Restriction(notice.until, None, now, Origin.NOTICE)
    if not restriction.is_in_force(now):
        return
    if current is not None and current.is_in_force(now):
        if notice.until is None:
            return
        if current.until is None and current.origin is not Origin.NOTICE:
            return
        if current.until is not None and notice.until <= current.until:
            return
    _restrict(connection, seller, restriction)


def _mark_blocked(
    connection: Connection, seller: str, order_id: str, received_at: datetime, now: datetime
) -> None:
    """Mark the order's last send before the notice; where none is known, log one."""
    last = (
        select(sends.c.id)
        .where(
            sends.c.seller == seller,
            sends.c.order_id == order_id,
            sends.c.sent_at <= received_at,
            sends.c.is_blocked.is_(False),
        )
        .order_by(sends.c.sent_at.desc(), sends.c.id)
        .limit(1)
    )
    send_id = (connection.execute(last)).scalar()
    if send_id is not None:
        connection.execute(update(sends).where(sends.c.id == send_id).values(is_blocked=True))
        return
    blocked = Send(
        id=None,
        order_id=order_id,
        message_type=None,
        channel=None,
        sent_at=received_at,
        external_id=None,
        is_review_request=False,
        is_blocked=True,
        origin=Origin.NOTICE,
    )
    store_sends(connection, seller, [blocked], now)
