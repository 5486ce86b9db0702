"""Who asks the history, and about whose history."""

import re
from typing import Annotated, Final

from fastapi import Path
from starlette.requests import Request

from app.api.auth import seller_of
from app.api.json_route import service_of
from app.api.limits import fault
from app.api.once import IDEMPOTENCY_HEADER, Caller
from app.api.problems import MalformedError
from app.api.requests import ORDER_ID_PATTERN
from app.api.sending import Sending
from app.domain.history import DEFAULT_SELLER

_SELLER: Final = re.compile(r"[^\x00-\x1f\x7f]{1,128}")

OrderIdPath = Annotated[
    str,
    Path(pattern=ORDER_ID_PATTERN, description="The order's id.", examples=["028-1234567-1234567"]),
]


def sending_of(request: Request) -> Sending:
    """Give the gate that the application was composed with."""
    sending = request.app.state.sending
    if not isinstance(sending, Sending):
        raise TypeError("the application was started without a gate")
    return sending


def caller_of(request: Request, named: str | None = None) -> Caller:
    """Give the caller; `named` is the seller that the request's body names.

    The seller is the key's, else the header's, else the one named, else the default.

    Raises:
        UnauthorizedError: keys are set and none, or an unknown one, was sent.
        ForbiddenError: the header names another seller than the key's.
        MalformedError: the seller's name is none.
    """
    seller = seller_of(request, service_of(request).settings) or named or DEFAULT_SELLER
    if _SELLER.fullmatch(seller) is None:
        detail = "A seller's name has 1 to 128 characters, none of them a control character."
        raise MalformedError([fault("/seller/seller_id" if named else "", detail)])
    return Caller(
        sending=sending_of(request),
        seller=seller,
        endpoint=f"{request.method} {request.url.path} {request.url.query}",
        key=request.headers.get(IDEMPOTENCY_HEADER),
        raw=getattr(request.state, "raw", b""),
    )
