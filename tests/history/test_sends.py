"""The log of sends: what counts as one send, and batches that go in whole or not at all."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone

import pytest

from app.domain.history import ExternalIdTakenError, SentMessage
from app.domain.message_type import Channel, MessageType
from app.history.sql.history import SqlHistory

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
ORDER = "028-1234567-1234567"
OTHER = "028-7654321-7654321"
INVOICE = SentMessage(ORDER, MessageType.INVOICE, Channel.EMAIL, NOW)


async def test_batch_counts_new_and_known_and_keeps_its_order(history: SqlHistory) -> None:
    later = replace(INVOICE, sent_at=NOW + timedelta(hours=1))
    first = await history.sends.record("s", [later, INVOICE], NOW)
    assert (first.recorded, first.known) == (2, 0)
    assert [send.sent_at for send in first.sends] == [later.sent_at, NOW]
    again = await history.sends.record("s", [INVOICE, replace(INVOICE, order_id=OTHER)], NOW)
    assert (again.recorded, again.known) == (1, 1)
    assert again.sends[0] == first.sends[1]


async def test_same_instant_with_another_offset_is_the_same_send(history: SqlHistory) -> None:
    await history.sends.record("s", [INVOICE], NOW)
    berlin = replace(INVOICE, sent_at=NOW.astimezone(timezone(timedelta(hours=1))))
    assert (await history.sends.record("s", [berlin], NOW)).known == 1


async def test_each_part_of_a_send_tells_it_from_others(history: SqlHistory) -> None:
    others = [
        INVOICE,
        replace(INVOICE, order_id=OTHER),
        replace(INVOICE, message_type=MessageType.RETURN),
        replace(INVOICE, channel=Channel.CONTACT_BUYER),
        replace(INVOICE, sent_at=NOW + timedelta(microseconds=1)),
    ]
    assert (await history.sends.record("s", others, NOW)).recorded == 5


async def test_send_twice_in_a_batch_is_one(history: SqlHistory) -> None:
    named = replace(INVOICE, external_id="x")
    result = await history.sends.record("s", [named, named], NOW)
    assert (result.recorded, result.known) == (1, 1)
    assert len({send.id for send in result.sends}) == 1


async def test_known_external_id_with_the_same_facts_is_known(history: SqlHistory) -> None:
    named = replace(INVOICE, external_id="x")
    await history.sends.record("s", [named], NOW)
    assert (await history.sends.record("s", [named], NOW)).known == 1


@pytest.mark.parametrize("known_before", [True, False])
async def test_external_id_with_other_facts_refuses_the_whole_batch(
    history: SqlHistory, *, known_before: bool
) -> None:
    named = replace(INVOICE, external_id="x")
    clash = replace(named, order_id=OTHER)
    batch = [replace(INVOICE, channel=Channel.CONTACT_BUYER), clash]
    if known_before:
        await history.sends.record("s", [named], NOW)
    else:
        batch.insert(0, named)
    with pytest.raises(ExternalIdTakenError) as caught:
        await history.sends.record("s", batch, NOW)
    assert caught.value.index == len(batch) - 1
    assert len((await history.sends.of_order("s", ORDER, NOW)).sends) == int(known_before)


async def test_sellers_do_not_see_each_other(history: SqlHistory) -> None:
    named = replace(INVOICE, external_id="x")
    await history.sends.record("s", [named], NOW)
    other = await history.sends.record("t", [replace(named, order_id=OTHER)], NOW)
    assert other.recorded == 1
    assert not (await history.sends.of_order("t", ORDER, NOW)).sends


async def test_unknown_order_has_an_empty_history(history: SqlHistory) -> None:
    found = await history.sends.of_order("s", ORDER, NOW)
    assert (found.sends, found.reservations) == ((), ())


async def test_large_import_goes_in_once(history: SqlHistory) -> None:
    batch = [
        SentMessage(f"028-{n:07}-0000000", MessageType.REVIEW_REQUEST, Channel.SOLICITATION, NOW)
        for n in range(1000)
    ]
    assert (await history.sends.record("s", batch, NOW)).recorded == 1000
    assert (await history.sends.record("s", batch, NOW)).known == 1000
    assert (await history.known("s", "028-0000777-0000000", None, NOW)).was_review_requested


async def test_imports_of_the_same_sends_at_once_record_each_once(history: SqlHistory) -> None:
    batch = [
        SentMessage(f"028-{n:07}-0000000", MessageType.INVOICE, Channel.EMAIL, NOW, f"x{n}")
        for n in range(200)
    ]
    results = await asyncio.gather(
        *(history.sends.record("s", part, NOW) for part in (batch, batch[::-1], batch[100:]))
    )
    assert sum(result.recorded for result in results) == 200
    assert sum(result.known for result in results) == 300
