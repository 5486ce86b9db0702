"""POST /can-send: may this message go now."""

from typing import Annotated

from fastapi import APIRouter, Body
from starlette.requests import Request
from starlette.responses import Response

from app.api.callers import caller_of
from app.api.history_responses import CanSendAnswer
from app.api.json_route import JsonRoute, service_of
from app.api.mapping import Json
from app.api.once import answer_while_held
from app.api.openapi import HISTORY_TAG
from app.api.requests import CheckRequest

router = APIRouter(route_class=JsonRoute, tags=[HISTORY_TAG])


@router.post("/can-send", operation_id="canSend", response_model=CanSendAnswer)
async def can_send(request: Request, payload: Annotated[CheckRequest, Body()]) -> Response:
    """Decide whether a message may go now: content, timing, eligibility and history."""
    caller = caller_of(request, payload.seller.seller_id)
    opened = await service_of(request).open_attachments(payload)

    async def work(reservation_id: str | None) -> Json:
        sending = caller.sending
        answered = await sending.can_send(payload, opened, caller.seller, reservation_id)
        return answered.json

    return (await answer_while_held(caller, work)).response()
