"""What happens to every request: an id, a measurement, and an answer even when code fails."""

import re
import time
import uuid
from typing import Final

import structlog
from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from app.api.problems import InternalError
from app.observability import Metrics, log_request_failed

_REQUEST_ID: Final = re.compile(rb"[A-Za-z0-9._~:/+=-]{1,128}")
_HEADER: Final = b"x-request-id"


class RequestContext:
    """ASGI middleware: request ids, counts, and a catch for whatever escapes."""

    def __init__(self, app: ASGIApp, metrics: Metrics) -> None:
        self._app = app
        self._metrics = metrics

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request_id = _request_id(scope)
        started = time.perf_counter()
        status = 0

        async def send_with_id(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
                headers = MutableHeaders(scope=message)
                headers["X-Request-Id"] = request_id
                headers["X-Content-Type-Options"] = "nosniff"
            await send(message)

        with structlog.contextvars.bound_contextvars(request_id=request_id):
            try:
                await self._app(scope, receive, send_with_id)
            except Exception as error:  # noqa: BLE001 -- the last door: no content may leave by it
                log_request_failed(_operation(scope), error)
                if status == 0:
                    await InternalError().response()(scope, receive, send_with_id)
        operation = _operation(scope)
        self._metrics.requests.labels(operation, str(status)).inc()
        self._metrics.seconds.labels(operation).observe(time.perf_counter() - started)


def _operation(scope: Scope) -> str:
    route = scope.get("route")
    return getattr(route, "operation_id", None) or "unknown"


def _request_id(scope: Scope) -> str:
    for name, value in scope["headers"]:
        if name == _HEADER and _REQUEST_ID.fullmatch(value):
            return str(value, "ascii")
    return uuid.uuid4().hex
