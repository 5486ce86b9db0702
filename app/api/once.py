"""Requests that may be repeated: the first answer again, by seller, endpoint and key."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import pydantic_core
from starlette.responses import Response

from app.api.limits import fault
from app.api.problems import ConflictError, MalformedError
from app.api.sending import Sending
from app.history.store import FirstAnswer, InFlight, OtherRequest, Started

IDEMPOTENCY_HEADER: Final = "idempotency-key"

_KEY: Final = re.compile(r"[!-~]{1,255}")
_IN_FLIGHT_SECONDS: Final = 1

Work = Callable[[str | None], Awaitable[object]]
"""Gives what is to be sent as JSON, or None for nothing; takes the id of a reservation it makes."""


@dataclass(frozen=True, slots=True)
class Caller:
    """Who asks where, with which bytes, and under which idempotency key.

    `endpoint` holds the things that its path names, so that a key is not used for two of them.
    """

    sending: Sending
    seller: str
    endpoint: str
    key: str | None
    raw: bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """An answer as it goes over the wire; without a body it is 204."""

    status: int
    body: bytes

    def response(self) -> Response:
        """Give it to the server."""
        if self.status == HTTPStatus.NO_CONTENT:
            return Response(status_code=self.status)
        return Response(self.body, self.status, media_type="application/json")


async def answer_once(caller: Caller, work: Work) -> Answer:
    """Do the work, or give its first answer where the request was answered before.

    Raises:
        MalformedError: the key is not one.
        ConflictError: the key was used for other bytes, or its request is still being answered.
    """
    return await _answer(caller, work, is_held=None)


async def answer_while_held(caller: Caller, work: Work) -> Answer:
    """Do the same where an answer holds only as long as the reservation that came with it.

    Raises:
        MalformedError: the key is not one.
        ConflictError: the key was used for other bytes, or its request is still being answered.
    """

    async def is_held(answer: FirstAnswer) -> bool:
        now = caller.sending.clock()
        reservations = caller.sending.history.reservations
        return await reservations.is_held(caller.seller, answer.reservation_id, now)

    return await _answer(caller, work, is_held)


async def _answer(
    caller: Caller, work: Work, is_held: Callable[[FirstAnswer], Awaitable[bool]] | None
) -> Answer:
    if caller.key is None:
        return _written(await work(None))
    started = await _begin(caller, caller.key, is_held)
    if isinstance(started, FirstAnswer):
        return Answer(started.status, started.body)
    answers = caller.sending.history.answers
    try:
        answer = _written(await work(started.reservation_id))
    except BaseException:
        await answers.abandon(started)
        raise
    await answers.finish(started, answer.status, answer.body)
    return answer


async def _begin(
    caller: Caller, key: str, is_held: Callable[[FirstAnswer], Awaitable[bool]] | None
) -> Started | FirstAnswer:
    if _KEY.fullmatch(key) is None:
        detail = "Idempotency-Key: 1 to 255 visible ASCII characters."
        raise MalformedError([fault("", detail)])
    answers, clock = caller.sending.history.answers, caller.sending.clock
    found = await answers.begin(caller.seller, caller.endpoint, key, caller.raw, clock())
    if isinstance(found, FirstAnswer) and is_held is not None and not await is_held(found):
        found = await answers.renew(found, clock())
    if isinstance(found, OtherRequest):
        raise ConflictError("This Idempotency-Key was used for another request.")
    if isinstance(found, InFlight):
        detail = "The request with this Idempotency-Key is still being answered."
        raise ConflictError(detail, _IN_FLIGHT_SECONDS)
    return found


def _written(answer: object) -> Answer:
    if answer is None:
        return Answer(int(HTTPStatus.NO_CONTENT), b"")
    return Answer(int(HTTPStatus.OK), pydantic_core.to_json(answer))
