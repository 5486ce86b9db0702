"""Idempotency keys: the first answer again, other bytes refused, a dead holder replaced."""

import asyncio
from datetime import UTC, datetime, timedelta

import pytest

from app.history.sql.history import SqlHistory
from app.history.store import FirstAnswer, InFlight, OtherRequest, Started

pytestmark = pytest.mark.anyio

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
SECOND = timedelta(seconds=1)


async def begin(
    history: SqlHistory, request: bytes = b"{}", at: datetime = NOW, endpoint: str = "POST /sends"
) -> Started | FirstAnswer | InFlight | OtherRequest:
    return await history.answers.begin("s", endpoint, "k", request, at)


async def started(history: SqlHistory, at: datetime = NOW) -> Started:
    found = await begin(history, at=at)
    assert isinstance(found, Started)
    return found


async def test_same_bytes_get_the_first_answer(history: SqlHistory) -> None:
    first = await started(history)
    await history.answers.finish(first, 200, b"answer")
    again = await begin(history)
    assert isinstance(again, FirstAnswer)
    assert (again.status, again.body) == (200, b"answer")
    assert again.reservation_id == first.reservation_id


async def test_other_bytes_are_refused_finished_or_not(history: SqlHistory) -> None:
    first = await started(history)
    assert isinstance(await begin(history, b"[]"), OtherRequest)
    await history.answers.finish(first, 200, b"answer")
    assert isinstance(await begin(history, b"[]"), OtherRequest)


async def test_request_in_flight_is_told_so(history: SqlHistory) -> None:
    await started(history)
    assert isinstance(await begin(history, at=NOW + SECOND), InFlight)


async def test_endpoints_and_sellers_have_keys_of_their_own(history: SqlHistory) -> None:
    await started(history)
    assert isinstance(await begin(history, b"[]", endpoint="POST /notices"), Started)
    other = await history.answers.begin("t", "POST /sends", "k", b"[]", NOW)
    assert isinstance(other, Started)


async def test_dead_holder_is_replaced_under_the_same_reservation(history: SqlHistory) -> None:
    first = await started(history)
    second = await started(history, NOW + timedelta(seconds=30))
    assert second.reservation_id == first.reservation_id
    await history.answers.finish(first, 200, b"late")
    assert isinstance(await begin(history, at=NOW + timedelta(seconds=31)), InFlight)


async def test_abandoned_key_is_free(history: SqlHistory) -> None:
    await history.answers.abandon(await started(history))
    assert isinstance(await begin(history, b"[]"), Started)


@pytest.mark.parametrize(("age", "kind"), [(-SECOND, OtherRequest), (timedelta(0), Started)])
async def test_key_is_kept_for_a_day(
    history: SqlHistory, age: timedelta, kind: type[object]
) -> None:
    first = await started(history)
    await history.answers.finish(first, 200, b"answer")
    found = await begin(history, b"[]", NOW + timedelta(hours=24) + age)
    assert isinstance(found, kind)


async def test_answer_that_no_longer_holds_is_renewed_by_one_caller(history: SqlHistory) -> None:
    await history.answers.finish(await started(history), 200, b"answer")
    answer = await begin(history)
    assert isinstance(answer, FirstAnswer)
    renewed = [await history.answers.renew(answer, NOW) for _ in range(2)]
    assert isinstance(renewed[0], Started)
    assert isinstance(renewed[1], InFlight)
    assert renewed[0].reservation_id != answer.reservation_id


async def test_of_many_at_once_one_is_first(history: SqlHistory) -> None:
    found = await asyncio.gather(*(begin(history) for _ in range(16)))
    assert sum(isinstance(one, Started) for one in found) == 1
    assert sum(isinstance(one, InFlight) for one in found) == 15
