"""POST /validate/batch and POST /can-send/batch: the same for many messages at once."""

from dataclasses import replace
from typing import Any, Final

import pydantic_core
from fastapi import APIRouter
from starlette.requests import Request
from starlette.responses import Response

from app.api.auth import seller_of
from app.api.batch import JSON, LINES, MOST_ENTRIES, answer_batch
from app.api.callers import caller_of
from app.api.history_responses import CanSendAnswer
from app.api.json_route import service_of
from app.api.mapping import Json
from app.api.once import answer_while_held
from app.api.openapi import HISTORY_TAG
from app.api.problems import Problem
from app.api.requests import CheckRequest
from app.api.responses import ValidateAnswer

router = APIRouter()

_ENTRY: Final = {"$ref": "#/components/schemas/CheckRequest"}
_BODY: Final[dict[str, Any]] = {
    "requestBody": {
        "required": True,
        "content": {
            JSON: {"schema": {"type": "array", "maxItems": MOST_ENTRIES, "items": _ENTRY}},
            LINES: {"schema": _ENTRY},
        },
    }
}


@router.post(
    "/validate/batch",
    operation_id="validateMessages",
    tags=["check"],
    response_model=list[ValidateAnswer | Problem],
    openapi_extra=_BODY,
)
async def validate_messages(request: Request) -> Response:
    """Check many messages: an array of up to 1,000, or lines of JSON without end."""
    service = service_of(request)
    seller_of(request, service.settings)

    async def judge(payload: CheckRequest, _: bytes, __: int) -> bytes:
        opened = await service.open_attachments(payload)
        return pydantic_core.to_json(service.validate(payload, opened))

    return await answer_batch(request, judge)


@router.post(
    "/can-send/batch",
    operation_id="canSendMany",
    tags=[HISTORY_TAG],
    response_model=list[CanSendAnswer | Problem],
    openapi_extra=_BODY,
)
async def can_send_many(request: Request) -> Response:
    """Decide about many messages; with an idempotency key each place has a key of its own."""
    service = service_of(request)
    caller_of(request)

    async def judge(payload: CheckRequest, raw: bytes, place: int) -> bytes:
        caller = caller_of(request, payload.seller.seller_id)
        opened = await service.open_attachments(payload)

        async def work(reservation_id: str | None) -> Json:
            sending = caller.sending
            answered = await sending.can_send(payload, opened, caller.seller, reservation_id)
            return answered.json

        placed = replace(caller, endpoint=f"{caller.endpoint}#{place}", raw=raw)
        return (await answer_while_held(placed, work)).body

    return await answer_batch(request, judge)
