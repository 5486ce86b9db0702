"""POST /validate: what is wrong with a message."""

from typing import Annotated

from fastapi import APIRouter, Body
from starlette.requests import Request

from app.api.json_route import JsonRoute, service_of
from app.api.mapping import Json
from app.api.requests import CheckRequest
from app.api.responses import ValidateAnswer

router = APIRouter(route_class=JsonRoute, tags=["check"])


@router.post("/validate", operation_id="validateMessage", response_model=ValidateAnswer)
async def validate_message(request: Request, payload: Annotated[CheckRequest, Body()]) -> Json:
    """Check one message: what is wrong with its HTML, content and attachments, and where."""
    service = service_of(request)
    return service.validate(payload, await service.open_attachments(payload))
