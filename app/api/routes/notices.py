"""POST /notices: Amazon's mails to the seller, read and taken in."""

import asyncio
from dataclasses import replace
from typing import Annotated, Any

from fastapi import APIRouter, Query
from pydantic import TypeAdapter, ValidationError
from starlette.requests import Request
from starlette.responses import Response

from app.api.callers import caller_of
from app.api.history_requests import NoticeIn
from app.api.history_responses import NoticeAnswer
from app.api.json_body import parse_json
from app.api.json_route import malformed, media_type_of, read_bytes, service_of
from app.api.mapping import Json
from app.api.once import Caller, answer_once
from app.api.openapi import HISTORY_TAG
from app.api.problems import UnsupportedMediaTypeError
from app.domain.history import Notice, NoticeKind
from app.history.notice_mail import Mail, open_mail

plain_router = APIRouter(tags=[HISTORY_TAG])

_JSON = "application/json"
_MAIL = "message/rfc822"
_MOST_BYTES = 1_048_576
_NOTICE: TypeAdapter[NoticeIn] = TypeAdapter(NoticeIn)
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            _JSON: {"schema": NoticeIn.model_json_schema()},
            _MAIL: {"schema": {"type": "string", "description": "The mail as it came (.eml)."}},
        },
    }
}


@plain_router.post(
    "/notices",
    operation_id="readNotice",
    response_model=NoticeAnswer,
    openapi_extra=_BODY,
)
async def read_notice(
    request: Request,
    *,
    apply: Annotated[
        bool,
        Query(description="For a mail: whether to record what it tells.", examples=[True]),
    ] = True,
) -> Response:
    """Read a notice of Amazon, as text or as the mail itself, and record what it tells."""
    caller = caller_of(request)
    kind = media_type_of(request, _JSON)
    if kind not in (_JSON, _MAIL):
        raise UnsupportedMediaTypeError(_JSON, _MAIL)
    limit = min(service_of(request).settings.max_request_bytes, _MOST_BYTES)
    raw = await read_bytes(request, limit)
    caller = replace(caller, raw=raw)
    if kind == _MAIL:
        mail = await asyncio.to_thread(open_mail, raw)
    else:
        told = _told(raw)
        mail = Mail(told.subject, told.text, told.received_at, is_from_buyer=False)
        apply = told.apply
    return (await answer_once(caller, lambda _: _take_in(caller, mail, apply=apply))).response()


def _told(raw: bytes) -> NoticeIn:
    try:
        return _NOTICE.validate_python(parse_json(raw))
    except ValidationError as error:
        raise malformed(error) from None


async def _take_in(caller: Caller, mail: Mail, *, apply: bool) -> Json:
    sending = caller.sending
    now = sending.clock()
    received_at = min(mail.received_at or now, now)
    notice = sending.service.notices.read(mail.text, mail.subject, received_at)
    if mail.is_from_buyer:
        notice = Notice(NoticeKind.UNKNOWN, notice.order_id, None, received_at)
    applied = False
    if apply:
        text = f"{mail.subject}\n{mail.text}"
        applied = await sending.history.account.apply(caller.seller, notice, text, now)
    return {
        "kind": notice.kind,
        "order_id": notice.order_id,
        "until": notice.until,
        "applied": applied,
    }
