"""The opt-outs: by order one at a time, by order or buyer in bulk."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Body, Query
from starlette.requests import Request
from starlette.responses import Response

from app.api.callers import OrderIdPath, caller_of
from app.api.history_json import opt_out_json
from app.api.history_requests import OptOutReasonIn, OptOutsIn
from app.api.history_responses import OptOutOut, OptOutsAnswer, OptOutsTakenAnswer
from app.api.json_route import JsonRoute
from app.api.limits import fault
from app.api.mapping import Json
from app.api.once import answer_once
from app.api.openapi import HISTORY_TAG
from app.api.problems import MalformedError, NotFoundError
from app.domain.history import OptOutSubject

router = APIRouter(route_class=JsonRoute, tags=[HISTORY_TAG])
plain_router = APIRouter(tags=[HISTORY_TAG])


@router.put(
    "/opt-outs/orders/{order_id}",
    operation_id="putOrderOptOut",
    status_code=HTTPStatus.NO_CONTENT,
)
async def put_order_opt_out(
    request: Request, order_id: OrderIdPath, payload: Annotated[OptOutReasonIn, Body()]
) -> Response:
    """Record that the buyer of an order opted out."""
    caller = caller_of(request)
    subject = OptOutSubject(order_id=order_id, reason=payload.reason)

    async def work(_: str | None) -> None:
        sending = caller.sending
        await sending.history.opt_outs.put(caller.seller, [subject], sending.clock())

    return (await answer_once(caller, work)).response()


@plain_router.delete(
    "/opt-outs/orders/{order_id}",
    operation_id="deleteOrderOptOut",
    status_code=HTTPStatus.NO_CONTENT,
)
async def delete_order_opt_out(request: Request, order_id: OrderIdPath) -> None:
    """Take an order's opt-out back; where there is none, nothing happens."""
    caller = caller_of(request)
    await caller.sending.history.opt_outs.withdraw(
        caller.seller, [OptOutSubject(order_id=order_id)]
    )


@plain_router.get("/opt-outs/orders/{order_id}", operation_id="getOrderOptOut")
async def get_order_opt_out(request: Request, order_id: OrderIdPath) -> OptOutOut:
    """Give an order's opt-out; 404 where none is recorded."""
    caller = caller_of(request)
    found = await caller.sending.history.opt_outs.of_order(caller.seller, order_id)
    if found is None:
        raise NotFoundError("No opt-out is recorded for this order.")
    return OptOutOut.model_validate(opt_out_json(found))


@router.post("/opt-outs", operation_id="recordOptOuts", response_model=OptOutsTakenAnswer)
async def record_opt_outs(request: Request, payload: Annotated[OptOutsIn, Body()]) -> Response:
    """Record opt-outs by order or buyer."""
    caller = caller_of(request)
    subjects = _subjects(payload)

    async def work(_: str | None) -> Json:
        sending = caller.sending
        await sending.history.opt_outs.put(caller.seller, subjects, sending.clock())
        return {"taken": len(subjects)}

    return (await answer_once(caller, work)).response()


@router.post(
    "/opt-outs/withdrawals", operation_id="withdrawOptOuts", response_model=OptOutsTakenAnswer
)
async def withdraw_opt_outs(request: Request, payload: Annotated[OptOutsIn, Body()]) -> Response:
    """Take opt-outs back; those that are not recorded are none."""
    caller = caller_of(request)
    subjects = _subjects(payload)

    async def work(_: str | None) -> Json:
        await caller.sending.history.opt_outs.withdraw(caller.seller, subjects)
        return {"taken": len(subjects)}

    return (await answer_once(caller, work)).response()


@plain_router.get("/opt-outs", operation_id="listOptOuts")
async def list_opt_outs(
    request: Request,
    cursor: Annotated[
        str | None,
        Query(
            max_length=500, description="From the page before; none: the first.", examples=[None]
        ),
    ] = None,
    limit: Annotated[
        int, Query(ge=1, le=1000, description="Most entries of the page.", examples=[100])
    ] = 100,
) -> OptOutsAnswer:
    """Give the recorded opt-outs, page by page, the oldest first."""
    caller = caller_of(request)
    try:
        page = await caller.sending.history.opt_outs.page(caller.seller, cursor, limit)
    except ValueError:
        raise MalformedError([fault("/cursor", "This cursor was not given out.")]) from None
    return OptOutsAnswer.model_validate(
        {
            "opt_outs": [opt_out_json(one) for one in page.opt_outs],
            "next_cursor": page.next_cursor,
        }
    )


def _subjects(payload: OptOutsIn) -> list[OptOutSubject]:
    return [OptOutSubject(one.order_id, one.buyer_id, one.reason) for one in payload.opt_outs]
