"""POST /reservations/{id}/sent and DELETE /reservations/{id}: it went, or it did not."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Body, Path
from starlette.requests import Request
from starlette.responses import Response

from app.api.callers import caller_of
from app.api.history_json import send_json
from app.api.history_requests import SentIn
from app.api.history_responses import SendOut
from app.api.json_route import JsonRoute
from app.api.mapping import Json
from app.api.once import answer_once
from app.api.openapi import HISTORY_TAG
from app.api.problems import ConflictError, NotFoundError
from app.domain.history import (
    ExternalIdTakenError,
    ReservationReleasedError,
    ReservationSentError,
    UnknownReservationError,
)

router = APIRouter(route_class=JsonRoute, tags=[HISTORY_TAG])
plain_router = APIRouter(tags=[HISTORY_TAG])

ReservationId = Annotated[
    str,
    Path(
        max_length=64,
        description="The reservation's id, from /can-send.",
        examples=["4f1c0a2e9b8d4c7f8a6b5c4d3e2f1a0b"],
    ),
]
_UNKNOWN = "There is no reservation of this id."


@router.post(
    "/reservations/{reservation_id}/sent",
    operation_id="markReservationSent",
    response_model=SendOut,
)
async def mark_reservation_sent(
    request: Request, reservation_id: ReservationId, payload: Annotated[SentIn, Body()]
) -> Response:
    """Record that the message went; asked again, the same answer."""
    caller = caller_of(request)

    async def work(_: str | None) -> Json:
        sending = caller.sending
        try:
            send = await sending.history.reservations.mark_sent(
                caller.seller, reservation_id, payload.sent_at, payload.external_id, sending.clock()
            )
        except UnknownReservationError:
            raise NotFoundError(_UNKNOWN) from None
        except ReservationReleasedError:
            raise ConflictError("The reservation was released before.") from None
        except ExternalIdTakenError:
            raise ConflictError("The external_id names another send.") from None
        return send_json(send)

    return (await answer_once(caller, work)).response()


@plain_router.delete(
    "/reservations/{reservation_id}",
    operation_id="releaseReservation",
    status_code=HTTPStatus.NO_CONTENT,
)
async def release_reservation(request: Request, reservation_id: ReservationId) -> None:
    """Give the order's review request back: the message did not go."""
    caller = caller_of(request)
    try:
        await caller.sending.history.reservations.release(caller.seller, reservation_id)
    except UnknownReservationError:
        raise NotFoundError(_UNKNOWN) from None
    except ReservationSentError:
        raise ConflictError("The message of this reservation went.") from None
