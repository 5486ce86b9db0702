"""The seller's account: its restriction and its standing."""

from http import HTTPStatus
from typing import Annotated

from fastapi import APIRouter, Body
from starlette.requests import Request
from starlette.responses import Response

from app.api.callers import caller_of
from app.api.history_json import restriction_json
from app.api.history_requests import RestrictionIn
from app.api.history_responses import RestrictionOut, StandingAnswer
from app.api.json_route import JsonRoute
from app.api.once import answer_once
from app.api.openapi import HISTORY_TAG
from app.api.problems import NotFoundError

router = APIRouter(route_class=JsonRoute, tags=[HISTORY_TAG])
plain_router = APIRouter(tags=[HISTORY_TAG])


@router.put("/seller/restriction", operation_id="putRestriction", status_code=HTTPStatus.NO_CONTENT)
async def put_restriction(request: Request, payload: Annotated[RestrictionIn, Body()]) -> Response:
    """Record that Amazon restricted the account, in place of what was recorded before."""
    caller = caller_of(request)

    async def work(_: str | None) -> None:
        sending = caller.sending
        await sending.history.account.restrict(
            caller.seller, payload.until, payload.reason, sending.clock()
        )

    return (await answer_once(caller, work)).response()


@plain_router.delete(
    "/seller/restriction", operation_id="deleteRestriction", status_code=HTTPStatus.NO_CONTENT
)
async def delete_restriction(request: Request) -> None:
    """Take the restriction away; where there is none, nothing happens."""
    caller = caller_of(request)
    await caller.sending.history.account.lift(caller.seller)


@plain_router.get("/seller/restriction", operation_id="getRestriction")
async def get_restriction(request: Request) -> RestrictionOut:
    """Give the recorded restriction, ended or not; 404 where none is recorded."""
    caller = caller_of(request)
    found = await caller.sending.history.account.restriction(caller.seller)
    if found is None:
        raise NotFoundError("No restriction is recorded.")
    return RestrictionOut.model_validate(restriction_json(found, caller.sending.clock()))


@plain_router.get("/seller/standing", operation_id="getStanding")
async def get_standing(request: Request) -> StandingAnswer:
    """Give the restriction in force, the notices received by kind, and the strikes."""
    caller = caller_of(request)
    now = caller.sending.clock()
    found = await caller.sending.history.account.standing(caller.seller, now)
    restriction = found.restriction
    return StandingAnswer.model_validate(
        {
            "restriction": None if restriction is None else restriction_json(restriction, now),
            "notices": {kind.value: number for kind, number in found.notices.items()},
            "strikes": found.strikes,
        }
    )
