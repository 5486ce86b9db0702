"""The yardstick: a FastAPI endpoint that takes the same request and always says the same."""

from fastapi import FastAPI

from app.api.requests import CheckRequest


def create_app() -> FastAPI:
    """Make the application."""
    application = FastAPI()

    @application.post("/validate")
    async def validate(request: CheckRequest) -> dict[str, str | None]:
        return {"verdict": "allowed", "reference": request.reference}

    @application.get("/healthz")
    async def health() -> dict[str, str]:
        return {"status": "ok"}

    return application
