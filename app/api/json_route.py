"""Routes that take JSON: strict parsing, limits and key first, then the endpoint.

FastAPI's own path resolves dependencies and validates twice as slowly; these routes are declared to
FastAPI as usual, so that the OpenAPI document is true, and answer by this shorter path.
"""

import inspect
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import pydantic_core
from fastapi.routing import APIRoute
from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from app.api.auth import seller_of
from app.api.json_body import escape, parse_json
from app.api.problems import (
    MalformedError,
    ProblemDetail,
    ProblemError,
    TooLargeError,
    UnsupportedMediaTypeError,
)
from app.api.service import Service

Handler = Callable[[Request], Awaitable[Response]]
_JSON = "application/json"


def service_of(request: Request) -> Service:
    """Give the service that the application was composed with."""
    service = request.app.state.service
    if not isinstance(service, Service):
        message = "the application was started without a service"
        raise TypeError(message)
    return service


class JsonRoute(APIRoute):
    """A route whose endpoint takes `(request, payload)` and gives what is to be sent as JSON.

    What its path names it takes by name. An endpoint that needs a status of its own gives a
    response instead; `request.state.raw` holds the bytes of the body. Where every member of the
    payload may be left out, so may the body.
    """

    def get_route_handler(self) -> Handler:  # type: ignore[override]
        """Give the handler, the payload's type read once from the endpoint's signature."""
        annotations = inspect.get_annotations(self.endpoint, eval_str=True)
        adapter: TypeAdapter[Any] = TypeAdapter(annotations["payload"])
        parts: dict[str, TypeAdapter[Any]] = {
            name: TypeAdapter(annotations[name]) for name in self.param_convertors
        }
        nothing = _takes_nothing(adapter)
        endpoint = self.endpoint

        async def handle(request: Request) -> Response:
            service = service_of(request)
            seller_of(request, service.settings)
            raw = await read_body(request, service.settings.max_request_bytes)
            request.state.raw = raw
            document = {} if nothing and not raw else parse_json(raw)
            try:
                named = {
                    name: part.validate_python(request.path_params[name])
                    for name, part in parts.items()
                }
                payload = adapter.validate_python(document)
                answer = await endpoint(request, payload=payload, **named)
            except ValidationError as error:
                raise _with_reference(malformed(error), document) from None
            except ProblemError as problem:
                raise _with_reference(problem, document) from None
            return answer if isinstance(answer, Response) else json_response(answer)

        return handle


def _takes_nothing(adapter: TypeAdapter[Any]) -> bool:
    try:
        adapter.validate_python({})
    except ValidationError:
        return False
    return True


def json_response(answer: object, status: int = 200) -> Response:
    """Write an answer."""
    return Response(pydantic_core.to_json(answer), status, media_type=_JSON)


async def read_body(request: Request, limit: int) -> bytes:
    """Read a JSON body.

    Raises:
        UnsupportedMediaTypeError: it is declared as something else.
        TooLargeError: it is larger than `limit` bytes.
    """
    declared = media_type_of(request, _JSON)
    if declared != _JSON and not (
        declared.startswith("application/") and declared.endswith("+json")
    ):
        raise UnsupportedMediaTypeError(_JSON)
    return await read_bytes(request, limit)


def media_type_of(request: Request, default: str) -> str:
    """Give what a body is declared as, without parameters."""
    return request.headers.get("content-type", default).partition(";")[0].strip().lower()


async def read_bytes(request: Request, limit: int) -> bytes:
    """Read a body of any kind.

    Raises:
        TooLargeError: it is larger than `limit` bytes.
    """
    length = request.headers.get("content-length", "")
    if length.isdigit() and int(length) > limit:
        raise TooLargeError(limit)
    chunks = []
    size = 0
    stream: AsyncIterator[bytes] = request.stream()
    async for chunk in stream:
        size += len(chunk)
        if size > limit:
            raise TooLargeError(limit)
        chunks.append(chunk)
    return b"".join(chunks)


def reference_of(document: object) -> str | None:
    """Give the caller's own id, where a document holds one that can be echoed."""
    reference = document.get("reference") if isinstance(document, dict) else None
    if not isinstance(reference, str) or len(reference) > _REFERENCE_LENGTH:
        return None
    return reference if reference.isascii() or _is_unicode(reference) else None


def _is_unicode(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:  # a lone surrogate, which JSON can spell and UTF-8 cannot
        return False
    return True


def malformed(error: ValidationError) -> MalformedError:
    """Turn pydantic's errors into a problem: where, and what is wanted; never what was sent."""
    return MalformedError(
        ProblemDetail(pointer=_pointer(fault["loc"]), detail=_detail(fault["type"], fault["msg"]))
        for fault in error.errors(include_url=False, include_context=False, include_input=False)
    )


def _pointer(place: tuple[int | str, ...]) -> str:
    return "".join(f"/{escape(str(token))}" for token in place)


def _detail(kind: str, words: str) -> str:
    plain = {
        "missing": "This member is missing.",
        "extra_forbidden": "There is no such member.",
        "string_unicode": "This text is not valid Unicode.",
    }
    return plain.get(kind) or f"{words.removeprefix('Value error, ')}."


def _with_reference(problem: ProblemError, document: object) -> ProblemError:
    problem.reference = reference_of(document)
    return problem


_REFERENCE_LENGTH = 128


def to_plain(model: object) -> Any:  # noqa: ANN401 -- JSON
    """Turn values into what JSON knows, for pages and the command line."""
    return json.loads(pydantic_core.to_json(model))
