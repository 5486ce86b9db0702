"""Who calls: an API key, or anyone where the operator allows it."""

import hmac

from starlette.requests import Request

from app.api.problems import ForbiddenError, UnauthorizedError
from app.settings import Settings

SELLER_HEADER = "x-seller-id"


def seller_of(request: Request, settings: Settings) -> str | None:
    """Give the seller that the caller's key belongs to, or the one he names without a key.

    Raises:
        UnauthorizedError: keys are set and none, or an unknown one, was sent.
        ForbiddenError: `X-Seller-Id` names another seller than the key's.
    """
    named = request.headers.get(SELLER_HEADER)
    if not settings.api_keys:
        return named
    scheme, _, key = request.headers.get("authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not key:
        raise UnauthorizedError
    owner = None
    for seller, known in settings.api_keys.items():
        if hmac.compare_digest(known.get_secret_value().encode(), key.strip().encode()):
            owner = seller
    if owner is None:
        raise UnauthorizedError
    if named is not None and named != owner:
        message = "X-Seller-Id is not the seller this key belongs to."
        raise ForbiddenError(message)
    return owner
