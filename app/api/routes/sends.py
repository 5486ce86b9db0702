"""POST /sends and GET /orders/{order_id}/sends: what went out, whoever sent it."""

from typing import Annotated

from fastapi import APIRouter, Body
from starlette.requests import Request
from starlette.responses import Response

from app.api.callers import OrderIdPath, caller_of
from app.api.history_json import reservation_json, send_json
from app.api.history_requests import SendIn, SendsIn
from app.api.history_responses import OrderSendsAnswer, RecordedAnswer
from app.api.json_route import JsonRoute
from app.api.mapping import Json
from app.api.once import answer_once
from app.api.openapi import HISTORY_TAG
from app.api.problems import ConflictError
from app.domain.history import ExternalIdTakenError, SentMessage

router = APIRouter(route_class=JsonRoute, tags=[HISTORY_TAG])
plain_router = APIRouter(tags=[HISTORY_TAG])


@router.post("/sends", operation_id="recordSends", response_model=RecordedAnswer)
async def record_sends(request: Request, payload: Annotated[SendsIn, Body()]) -> Response:
    """Record messages that were sent elsewhere; all of them, or none where one is bad."""
    caller = caller_of(request)
    messages = [_message(entry) for entry in payload.sends]

    async def work(_: str | None) -> Json:
        sending = caller.sending
        try:
            found = await sending.history.sends.record(caller.seller, messages, sending.clock())
        except ExternalIdTakenError as error:
            place = f"/sends/{error.index}/external_id"
            raise ConflictError("It names another send.", pointer=place) from None
        return {
            "recorded": found.recorded,
            "known": found.known,
            "sends": [send_json(send) for send in found.sends],
        }

    return (await answer_once(caller, work)).response()


@plain_router.get("/orders/{order_id}/sends", operation_id="getOrderSends")
async def get_order_sends(request: Request, order_id: OrderIdPath) -> OrderSendsAnswer:
    """Give all that is known of an order's messages; nothing for an unknown order."""
    caller = caller_of(request)
    sending = caller.sending
    found = await sending.history.sends.of_order(caller.seller, order_id, sending.clock())
    return OrderSendsAnswer.model_validate(
        {
            "order_id": order_id,
            "sends": [send_json(send) for send in found.sends],
            "reservations": [reservation_json(one) for one in found.reservations],
        }
    )


def _message(entry: SendIn) -> SentMessage:
    return SentMessage(
        entry.order_id, entry.message_type, entry.channel, entry.sent_at, entry.external_id
    )
