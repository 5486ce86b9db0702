"""Requests that may be repeated: the first answer again, by seller, endpoint and key."""

import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from typing import Final

import pydantic_core
from starlette.requests import Request
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
    """Who asks, and where."""

    request: Request
    sending: Sending
    seller: str

    @property
    def endpoint(self) -> str:
        """The endpoint with the things that its path names, so that a key is not used for two."""
        return f"{self.request.method} {self.request.url.path}"


async def answer_once(caller: Caller, work: Work) -> Response:
    """Do the work, or give its first answer where the request was answered before.

    Raises:
        MalformedError: the key is not one.
        ConflictError: the key was used for other bytes, or its request is still being answered.
    """
    return await _answer(caller, work, is_held=None)


async def answer_while_held(caller: Caller, work: Work) -> Response:
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
) -> Response:
    key = caller.request.headers.get(IDEMPOTENCY_HEADER)
    if key is None:
        return _response(*_written(await work(None)))
    started = await _begin(caller, key, is_held)
    if isinstance(started, FirstAnswer):
        return _response(started.status, started.body)
    answers = caller.sending.history.answers
    try:
        status, body = _written(await work(started.reservation_id))
    except BaseException:
        await answers.abandon(started)
        raise
    await answers.finish(started, status, body)
    return _response(status, body)


async def _begin(
    caller: Caller, key: str, is_held: Callable[[FirstAnswer], Awaitable[bool]] | None
) -> Started | FirstAnswer:
    if _KEY.fullmatch(key) is None:
        detail = "Idempotency-Key: 1 to 255 visible ASCII characters."
        raise MalformedError([fault("", detail)])
    answers, clock = caller.sending.history.answers, caller.sending.clock
    raw: bytes = caller.request.state.raw
    found = await answers.begin(caller.seller, caller.endpoint, key, raw, clock())
    if isinstance(found, FirstAnswer) and is_held is not None and not await is_held(found):
        found = await answers.renew(found, clock())
    if isinstance(found, OtherRequest):
        raise ConflictError("This Idempotency-Key was used for another request.")
    if isinstance(found, InFlight):
        detail = "The request with this Idempotency-Key is still being answered."
        raise ConflictError(detail, _IN_FLIGHT_SECONDS)
    return found


def _written(answer: object) -> tuple[int, bytes]:
    if answer is None:
        return int(HTTPStatus.NO_CONTENT), b""
    return int(HTTPStatus.OK), pydantic_core.to_json(answer)


def _response(status: int, body: bytes) -> Response:
    if status == HTTPStatus.NO_CONTENT:
        return Response(status_code=status)
    return Response(body, status, media_type="application/json")
