"""Forgetting: what is older goes, but that a review was requested stays known."""

from datetime import UTC, datetime, timedelta

import pytest

from app.domain.history import Notice, NoticeKind, OptOutSubject, Reservation, SentMessage
from app.domain.message_type import Channel, MessageType
from app.history.sql.history import SqlHistory

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
OLD = NOW - timedelta(days=500)
BEFORE = NOW - timedelta(days=400)
ORDER = "028-1234567-1234567"
OTHER = "028-7654321-7654321"


def reservation(order_id: str, at: datetime) -> Reservation:
    return Reservation(
        f"r-{order_id}",
        order_id,
        MessageType.REVIEW_REQUEST,
        Channel.EMAIL,
        at,
        at + timedelta(minutes=15),
    )


async def test_forgotten_order_still_has_its_review_requested(history: SqlHistory) -> None:
    await history.reservations.reserve("s", reservation(ORDER, OLD), OLD)
    await history.reservations.mark_sent("s", f"r-{ORDER}", None, None, OLD)
    await history.forget(BEFORE, NOW)
    log = await history.sends.of_order("s", ORDER, NOW)
    assert (log.sends, log.reservations) == ((), ())
    assert (await history.known("s", ORDER, None, NOW)).was_review_requested
    assert not await history.reservations.reserve("s", reservation(ORDER, NOW), NOW)


async def test_what_is_younger_stays(history: SqlHistory) -> None:
    young = SentMessage(ORDER, MessageType.INVOICE, Channel.EMAIL, BEFORE)
    old = SentMessage(OTHER, MessageType.INVOICE, Channel.EMAIL, BEFORE - timedelta(seconds=1))
    await history.sends.record("s", [young, old], NOW)
    await history.reservations.reserve("s", reservation(ORDER, NOW), NOW)
    assert await history.forget(BEFORE, NOW) == 1
    assert len((await history.sends.of_order("s", ORDER, NOW)).sends) == 1
    assert await history.reservations.is_held("s", f"r-{ORDER}", NOW)


async def test_expired_reservation_leaves_nothing(history: SqlHistory) -> None:
    await history.reservations.reserve("s", reservation(ORDER, OLD), OLD)
    await history.forget(BEFORE, NOW)
    assert not (await history.known("s", ORDER, None, NOW)).was_review_requested
    assert await history.reservations.reserve("s", reservation(ORDER, NOW), NOW)


async def test_opt_outs_of_orders_go_and_those_of_buyers_stay(history: SqlHistory) -> None:
    subjects = [OptOutSubject(order_id=ORDER), OptOutSubject(buyer_id="b-1")]
    await history.opt_outs.put("s", subjects, OLD)
    await history.forget(BEFORE, NOW)
    assert not (await history.known("s", ORDER, None, NOW)).is_opted_out
    assert (await history.known("s", ORDER, "b-1", NOW)).is_opted_out


async def test_ended_restrictions_go_and_endless_ones_stay(history: SqlHistory) -> None:
    await history.account.restrict("s", OLD, None, OLD)
    await history.account.restrict("t", None, None, OLD)
    await history.forget(BEFORE, NOW)
    assert await history.account.restriction("s") is None
    assert await history.account.restriction("t") is not None


async def test_notices_and_first_answers_go(history: SqlHistory) -> None:
    notice = Notice(NoticeKind.COMPLAINT, None, None, OLD)
    await history.account.apply("s", notice, "text", OLD)
    await history.answers.begin("s", "POST /sends", "k", b"{}", NOW - timedelta(hours=24))
    assert await history.forget(BEFORE, NOW) == 2
    assert (await history.account.standing("s", NOW)).notices[NoticeKind.COMPLAINT] == 0
