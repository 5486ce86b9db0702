"""GET /healthz, /readyz, /version and /metrics: is it there, can it judge, what is it."""

from fastapi import APIRouter
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from starlette.requests import Request
from starlette.responses import Response

import app
from app.api.json_route import service_of
from app.api.problems import UnavailableError
from app.api.responses import HealthAnswer, ReadyAnswer, VersionAnswer
from app.api.sending import RETRY_AFTER_SECONDS
from app.api.service import RULESET_VERSION
from app.policy.spelling import missing_resources

router = APIRouter(tags=["service"])


@router.get("/healthz", operation_id="getHealth")
async def get_health() -> HealthAnswer:
    """Tell that the process is alive."""
    return HealthAnswer(status="ok")


@router.get("/readyz", operation_id="getReadiness")
async def get_readiness(request: Request) -> ReadyAnswer:
    """Tell whether the service can judge, and name what some rules lack; 503 without history."""
    service = service_of(request)
    if not await service.history.is_ready():
        raise UnavailableError("The history does not answer.", RETRY_AFTER_SECONDS)
    return ReadyAnswer(
        status="ready",
        rules=len(service.engine.rules),
        missing_resources=list(missing_resources()),
    )


@router.get("/version", operation_id="getVersion")
async def get_version(request: Request) -> VersionAnswer:
    """Give the versions of what answers."""
    book = service_of(request).engine.book
    return VersionAnswer(
        version=app.__version__,
        ruleset_version=RULESET_VERSION,
        policy_edition=book.editions[-1].name,
    )


@router.get("/metrics", operation_id="getMetrics", response_class=Response)
async def get_metrics(request: Request) -> Response:
    """Give the service's measurements in Prometheus' text format."""
    metrics = service_of(request).metrics
    return Response(generate_latest(metrics.registry), media_type=CONTENT_TYPE_LATEST)
