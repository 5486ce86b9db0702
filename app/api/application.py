"""The application: routes, problems, request ids, and the OpenAPI document."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

import app
from app.api.middleware import RequestContext
from app.api.openapi import openapi_document
from app.api.problems import (
    MalformedError,
    NotFoundError,
    ProblemDetail,
    ProblemError,
    UnavailableError,
)
from app.api.routes import (
    batches,
    can_send,
    catalogue,
    notices,
    opt_outs,
    reservations,
    seller,
    sends,
    service,
    validate,
)
from app.api.sending import RETRY_AFTER_SECONDS, Sending
from app.api.service import Service
from app.domain.history import HistoryUnavailableError
from app.observability import log_history_unavailable


def create_application(composed: Service) -> FastAPI:
    """Make the application around a composed service."""
    sending = Sending(composed)

    @asynccontextmanager
    async def lifespan(_: FastAPI) -> AsyncIterator[None]:
        async with sending.running():
            yield
        await asyncio.to_thread(composed.opener.close)

    application = FastAPI(
        title="Presend", version=app.__version__, redoc_url=None, lifespan=lifespan
    )
    application.state.service = composed
    application.state.sending = sending
    application.include_router(validate.router)
    application.include_router(can_send.router)
    application.include_router(batches.router)
    for module in (reservations, sends, opt_outs, seller):
        application.include_router(module.router)
        application.include_router(module.plain_router)
    application.include_router(notices.plain_router)
    application.include_router(catalogue.router)
    application.include_router(service.router)
    application.add_exception_handler(ProblemError, _problem)
    application.add_exception_handler(HTTPException, _http_exception)
    application.add_exception_handler(HistoryUnavailableError, _unavailable)
    application.add_exception_handler(RequestValidationError, _malformed)
    application.add_middleware(RequestContext, metrics=composed.metrics)

    def document() -> dict[str, Any]:
        if application.openapi_schema is None:
            application.openapi_schema = openapi_document(application, composed.engine)
        return application.openapi_schema

    application.openapi = document  # type: ignore[method-assign]
    return application


async def _problem(_: Request, error: Exception) -> Response:
    if not isinstance(error, ProblemError):
        raise error
    return error.response()


async def _unavailable(_: Request, error: Exception) -> Response:
    del error
    log_history_unavailable()
    return UnavailableError("The history does not answer.", RETRY_AFTER_SECONDS).response()


async def _malformed(_: Request, error: Exception) -> Response:
    if not isinstance(error, RequestValidationError):
        raise error
    return MalformedError(
        ProblemDetail(pointer="/" + "/".join(map(str, fault["loc"][1:])), detail=fault["msg"])
        for fault in error.errors()
    ).response()


async def _http_exception(_: Request, error: Exception) -> Response:
    if not isinstance(error, HTTPException):
        raise error
    if error.status_code == HTTPStatus.NOT_FOUND:
        return NotFoundError("There is no endpoint at this path.").response()
    status = HTTPStatus(error.status_code)
    kind = status.phrase.lower().replace(" ", "-")
    return ProblemError(status, kind, status.phrase, headers=error.headers).response()
