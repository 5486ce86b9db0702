"""Many requests in one: a JSON array, or lines of JSON without end, answered in their order.

One bad entry is one problem in its place and stops nothing.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import suppress
from typing import Final

import pydantic_core
from pydantic import TypeAdapter, ValidationError
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.types import Receive, Scope, Send

from app.api.json_body import parse_json
from app.api.json_route import (
    malformed,
    media_type_of,
    read_bytes,
    reference_of,
    service_of,
)
from app.api.limits import fault
from app.api.problems import (
    InternalError,
    MalformedError,
    ProblemError,
    TooLargeError,
    UnavailableError,
    UnsupportedMediaTypeError,
)
from app.api.requests import CheckRequest
from app.api.sending import RETRY_AFTER_SECONDS
from app.domain.history import HistoryUnavailableError
from app.observability import log_request_failed

JSON: Final = "application/json"
LINES: Final = "application/x-ndjson"
MOST_ENTRIES: Final = 1_000

Judge = Callable[[CheckRequest, bytes, int], Awaitable[bytes]]
"""Takes a request, its bytes and its place in the batch; gives the answer as JSON."""

_REQUEST: Final[TypeAdapter[CheckRequest]] = TypeAdapter(CheckRequest)


async def answer_batch(request: Request, judge: Judge) -> Response:
    """Answer an array with an array, and lines with lines.

    Raises:
        UnsupportedMediaTypeError: the body is neither.
        MalformedError: an array was declared and it is none, or has too many entries.
        TooLargeError: the array has too many bytes.
    """
    kind = media_type_of(request, JSON)
    limit = service_of(request).settings.max_request_bytes
    if kind == LINES:
        lines = _lines(request.stream(), limit)
        return _AnswersAsRead(_answers(lines, judge, limit), media_type=LINES)
    if kind != JSON:
        raise UnsupportedMediaTypeError(JSON, LINES)
    document = parse_json(await read_bytes(request, limit))
    if not isinstance(document, list):
        raise MalformedError([fault("", "An array of requests is wanted.")])
    if len(document) > MOST_ENTRIES:
        raise MalformedError([fault("", f"At most {MOST_ENTRIES} requests are taken at once.")])
    parts = []
    for place, entry in enumerate(document):
        raw = json.dumps(entry).encode()
        parts.append(await _guarded(entry, raw, place, judge))
        await asyncio.sleep(0)  # others are served between two entries
    return Response(b"[" + b",".join(parts) + b"]", media_type=JSON)


class _AnswersAsRead(StreamingResponse):
    """A stream that is written while the request is read.

    Starlette's own would read on beside it, to see whether the client is gone, and eat its lines.
    """

    async def __call__(self, _: Scope, __: Receive, send: Send) -> None:
        with suppress(ClientDisconnect):
            await self.stream_response(send)


async def _answers(
    lines: AsyncIterator[bytes | None], judge: Judge, limit: int
) -> AsyncIterator[bytes]:
    place = 0
    async for line in lines:
        if line is not None and not line.strip():
            continue
        yield await _answer_line(line, place, judge, limit) + b"\n"
        place += 1
        await asyncio.sleep(0)


async def _answer_line(line: bytes | None, place: int, judge: Judge, limit: int) -> bytes:
    if line is None:
        return _problem(TooLargeError(limit), None)
    try:
        document = parse_json(line)
    except ProblemError as problem:
        return _problem(problem, None)
    return await _guarded(document, line, place, judge)


async def _guarded(document: object, raw: bytes, place: int, judge: Judge) -> bytes:
    """Answer one entry; whatever goes wrong with it stays with it."""
    try:
        return await judge(_REQUEST.validate_python(document), raw, place)
    except ValidationError as error:
        return _problem(malformed(error), document)
    except ProblemError as problem:
        return _problem(problem, document)
    except HistoryUnavailableError:
        unavailable = UnavailableError("The history does not answer.", RETRY_AFTER_SECONDS)
        return _problem(unavailable, document)
    except Exception as error:  # noqa: BLE001 -- one entry's fault must not end the batch
        log_request_failed("batch", error)
        return _problem(InternalError(), document)


def _problem(problem: ProblemError, document: object) -> bytes:
    problem.reference = reference_of(document)
    return pydantic_core.to_json(problem.body())


async def _lines(stream: AsyncIterator[bytes], limit: int) -> AsyncIterator[bytes | None]:
    """Cut a stream into lines as they come; None stands for one that is too long."""
    pending: list[bytes] = []
    size = 0
    async for chunk in stream:
        *ended, rest = chunk.split(b"\n")
        for end in ended:
            size += len(end)
            yield b"".join((*pending, end)) if size <= limit else None
            pending, size = [], 0
        size += len(rest)
        if size <= limit:
            pending.append(rest)
        else:
            pending = []  # the rest of the line is read and forgotten
    if size:
        yield b"".join(pending) if size <= limit else None
