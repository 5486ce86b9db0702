"""One review request an order: who gets the grant, how long, and what becomes of it."""

import asyncio
import uuid
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.history import (
    ExternalIdTakenError,
    Origin,
    Reservation,
    ReservationReleasedError,
    ReservationSentError,
    ReservationState,
    SentMessage,
    UnknownReservationError,
)
from app.domain.message_type import Channel, MessageType
from app.history.sql.history import SqlHistory

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)
TERM = timedelta(minutes=15)
ORDER = "028-1234567-1234567"


def wish(at: datetime = NOW, order_id: str = ORDER, name: str | None = None) -> Reservation:
    return Reservation(
        id=name or uuid.uuid4().hex,
        order_id=order_id,
        message_type=MessageType.REVIEW_REQUEST,
        channel=Channel.EMAIL,
        created_at=at,
        expires_at=at + TERM,
    )


async def test_first_caller_is_granted_and_the_second_is_not(history: SqlHistory) -> None:
    assert await history.reservations.reserve("s", wish(), NOW)
    assert not await history.reservations.reserve("s", wish(), NOW)
    assert (await history.known("s", ORDER, None, NOW)).reserved_until == NOW + TERM


async def test_other_orders_and_other_sellers_are_not_touched(history: SqlHistory) -> None:
    assert await history.reservations.reserve("s", wish(), NOW)
    assert await history.reservations.reserve("s", wish(order_id="028-7654321-7654321"), NOW)
    assert await history.reservations.reserve("t", wish(), NOW)


async def test_same_id_is_granted_again(history: SqlHistory) -> None:
    first = wish()
    assert await history.reservations.reserve("s", first, NOW)
    assert await history.reservations.reserve("s", first, NOW + SECOND)
    assert len((await history.sends.of_order("s", ORDER, NOW)).reservations) == 1


@pytest.mark.parametrize(
    ("later", "granted"), [(TERM - SECOND, False), (TERM, True), (TERM + SECOND, True)]
)
async def test_expiry_frees_the_grant_at_its_instant(
    history: SqlHistory, later: timedelta, *, granted: bool
) -> None:
    first = wish()
    await history.reservations.reserve("s", first, NOW)
    at = NOW + later
    assert await history.reservations.is_held("s", first.id, at) is not granted
    assert await history.reservations.reserve("s", wish(at), at) is granted


async def test_release_frees_the_grant_and_is_the_same_again(history: SqlHistory) -> None:
    first = wish()
    await history.reservations.reserve("s", first, NOW)
    await history.reservations.release("s", first.id)
    await history.reservations.release("s", first.id)
    assert await history.reservations.reserve("s", wish(), NOW)


async def test_release_after_expiry_leaves_the_next_holder_alone(history: SqlHistory) -> None:
    first, second = wish(), wish(NOW + TERM)
    await history.reservations.reserve("s", first, NOW)
    await history.reservations.reserve("s", second, NOW + TERM)
    await history.reservations.release("s", first.id)
    assert await history.reservations.is_held("s", second.id, NOW + TERM)
    assert not await history.reservations.reserve("s", wish(NOW + TERM), NOW + TERM)


async def test_sent_uses_the_grant_up_for_good(history: SqlHistory) -> None:
    first = wish()
    await history.reservations.reserve("s", first, NOW)
    send = await history.reservations.mark_sent("s", first.id, None, "x-1", NOW)
    assert (send.order_id, send.sent_at, send.external_id) == (ORDER, NOW, "x-1")
    assert (send.is_review_request, send.origin) == (True, Origin.RESERVATION)
    later = NOW + timedelta(days=400)
    assert not await history.reservations.reserve("s", wish(later), later)
    assert (await history.known("s", ORDER, None, later)).was_review_requested


async def test_sent_again_gives_the_same_send(history: SqlHistory) -> None:
    first = wish()
    await history.reservations.reserve("s", first, NOW)
    send = await history.reservations.mark_sent("s", first.id, NOW, None, NOW)
    again = await history.reservations.mark_sent("s", first.id, NOW + SECOND, "y", NOW + SECOND)
    assert again == send
    assert (await history.sends.of_order("s", ORDER, NOW)).sends == (send,)


async def test_sent_after_expiry_is_recorded_even_beside_a_new_holder(history: SqlHistory) -> None:
    first, second = wish(), wish(NOW + TERM)
    await history.reservations.reserve("s", first, NOW)
    await history.reservations.reserve("s", second, NOW + TERM)
    await history.reservations.mark_sent("s", first.id, NOW, None, NOW + TERM)
    await history.reservations.mark_sent("s", second.id, NOW + TERM, None, NOW + TERM)
    log = await history.sends.of_order("s", ORDER, NOW + TERM)
    assert [send.sent_at for send in log.sends] == [NOW, NOW + TERM]
    assert [one.state for one in log.reservations] == [ReservationState.SENT] * 2


async def test_released_cannot_have_been_sent_nor_sent_be_released(history: SqlHistory) -> None:
    released, sent = wish(), wish(order_id="028-7654321-7654321")
    await history.reservations.reserve("s", released, NOW)
    await history.reservations.reserve("s", sent, NOW)
    await history.reservations.release("s", released.id)
    await history.reservations.mark_sent("s", sent.id, None, None, NOW)
    with pytest.raises(ReservationReleasedError):
        await history.reservations.mark_sent("s", released.id, None, None, NOW)
    with pytest.raises(ReservationSentError):
        await history.reservations.release("s", sent.id)


async def test_unknown_ids_and_those_of_other_sellers_are_unknown(history: SqlHistory) -> None:
    first = wish()
    await history.reservations.reserve("s", first, NOW)
    for seller, name in (("t", first.id), ("s", "nothing")):
        with pytest.raises(UnknownReservationError):
            await history.reservations.mark_sent(seller, name, None, None, NOW)
        with pytest.raises(UnknownReservationError):
            await history.reservations.release(seller, name)


async def test_external_id_of_another_send_is_refused_and_nothing_changes(
    history: SqlHistory,
) -> None:
    first = wish()
    other = SentMessage("028-7654321-7654321", MessageType.INVOICE, Channel.EMAIL, NOW, "x-1")
    await history.sends.record("s", [other], NOW)
    await history.reservations.reserve("s", first, NOW)
    with pytest.raises(ExternalIdTakenError):
        await history.reservations.mark_sent("s", first.id, None, "x-1", NOW)
    assert await history.reservations.is_held("s", first.id, NOW)
    assert not (await history.sends.of_order("s", ORDER, NOW)).sends


async def test_review_request_recorded_without_asking_blocks_a_grant(history: SqlHistory) -> None:
    first = wish()
    await history.reservations.reserve("s", first, NOW)
    by_hand = SentMessage(ORDER, MessageType.REVIEW_REQUEST, Channel.SOLICITATION, NOW)
    await history.sends.record("s", [by_hand], NOW)
    assert not await history.reservations.reserve("s", wish(NOW + TERM), NOW + TERM)
    await history.reservations.release("s", first.id)
    assert not await history.reservations.reserve("s", wish(NOW + TERM), NOW + TERM)


async def test_of_many_at_once_exactly_one_is_granted(history: SqlHistory) -> None:
    async def ask() -> bool:
        return await history.reservations.reserve("s", wish(), NOW)

    granted = await asyncio.gather(*(ask() for _ in range(32)))
    assert granted.count(True) == 1
