"""The command line: `presend serve`, `presend migrate`, `presend openapi`."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated

import typer
import uvicorn
from pydantic import ValidationError

from app.api.application import create_application
from app.domain.history import HistoryError
from app.main import compose, open_history
from app.settings import Settings

main = typer.Typer(
    no_args_is_help=True, add_completion=False, help="The gate before the send button."
)


@main.command()
def serve() -> None:
    """Start the service; settings come from PRESEND_… variables and .env."""
    settings = _settings()
    _migrate(settings)
    typer.echo(f"Presend listens on http://{settings.host}:{settings.port}", err=True)
    uvicorn.run(
        "app.main:create_app",
        factory=True,
        host=settings.host,
        port=settings.port,
        workers=settings.workers,
        access_log=False,
        log_level="warning",
    )


@main.command()
def migrate() -> None:
    """Bring the history's database up to date, as every start does."""
    _migrate(_settings())


@main.command()
def openapi(
    output: Annotated[Path | None, typer.Option(help="Write here instead of printing.")] = None,
) -> None:
    """Print the OpenAPI document of this release."""
    document = create_application(compose(Settings(_env_file=None))).openapi()
    text = json.dumps(document, indent=2, ensure_ascii=False) + "\n"
    if output is None:
        sys.stdout.write(text)
    else:
        output.write_text(text, encoding="utf-8")


def _migrate(settings: Settings) -> None:
    async def run() -> None:
        history = open_history(settings)
        try:
            await history.start()
        finally:
            await history.close()

    try:
        asyncio.run(run())
    except HistoryError as error:
        typer.echo(f"presend: {error}", err=True)
        raise typer.Exit(code=3) from None


def _settings() -> Settings:
    try:
        return Settings()
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_input=False, include_context=False):
            name = "_".join(str(part) for part in fault["loc"]).upper()
            place = f"PRESEND_{name}: " if name else ""
            typer.echo(f"presend: {place}{fault['msg']}", err=True)
        raise typer.Exit(code=2) from None


if __name__ == "__main__":
    main()
