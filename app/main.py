"""The composition root: settings, policy, rules, engine and service, put together once."""

import gc
from datetime import UTC, datetime

from fastapi import FastAPI

from app.api.application import create_application
from app.api.requests import CheckRequest
from app.api.service import Service
from app.attachments.bounds import OpeningLimits
from app.attachments.opener import AttachmentOpener
from app.domain.errors import SettingsError
from app.engine.engine import Engine
from app.history.notices import NoticeReader
from app.history.sql.database import Database
from app.history.sql.history import SqlHistory
from app.message.html import HtmlLimits
from app.message.order_ids import OrderIdFinder
from app.message.parse import ParseSettings
from app.message.placeholders import PlaceholderFinder
from app.message.style import CascadeLimits
from app.observability import Metrics, configure_logging, log_rule_failed, log_started
from app.policy.book import load_book
from app.policy.notices import load_notices
from app.policy.view import PolicyChoices
from app.rules.discovery import discover
from app.settings import Settings


def open_history(settings: Settings) -> SqlHistory:
    """Give the history that the settings name; it is not started yet.

    Raises:
        SchemaError: the settings name a database that is not supported.
    """
    secret = settings.hash_secret
    database = Database(settings.database_url)
    return SqlHistory(database, secret.get_secret_value() if secret is not None else None)


def compose(settings: Settings) -> Service:
    """Put the service together; reads the policy data and imports the rules.

    Raises:
        PolicyDataError: data and rules contradict each other.
        SchemaError: the settings name a database that is not supported.
        SettingsError: the settings disable a rule that does not exist.
    """
    book = load_book()
    choices = PolicyChoices(
        window_anchor=settings.window_anchor,
        unknown_opt_out=settings.unknown_opt_out,
        unknown_restriction=settings.unknown_restriction,
    )
    engine = Engine(discover(), book, choices, log_rule_failed)
    unknown = set(settings.disabled_rules) - {rule.id for rule in engine.rules}
    if unknown:
        message = f"PRESEND_DISABLED_RULES names no rules: {', '.join(sorted(unknown))}"
        raise SettingsError(message)
    style = book.limits.style
    return Service(
        settings=settings,
        engine=engine,
        parsing=ParseSettings(
            domains=book.domains,
            order_ids=OrderIdFinder(book.vocabulary.order_numbers),
            placeholders=PlaceholderFinder(book.vocabulary.placeholders),
            html=HtmlLimits(elements=settings.max_elements),
            styles=CascadeLimits(
                default_width_px=style.default_width_px,
                hidden_font_px=style.hidden_font_px,
                hidden_contrast=style.hidden_contrast,
            ),
        ),
        opener=AttachmentOpener(OpeningLimits()),
        metrics=Metrics(),
        history=open_history(settings),
        notices=NoticeReader(load_notices()),
        rule_ids=frozenset(rule.id for rule in engine.rules),
    )


def make_ready(service: Service) -> None:
    """Make the first caller's answer as quick as the next one's.

    One message is judged, so that patterns are compiled; then what was built stays out of the
    garbage collector's way, which would otherwise walk through the lexicons again and again.
    """
    body = "<p>Order 028-1234567-1234567: write to me (at) shop dot example, or call 030 1234.</p>"
    request = CheckRequest.model_validate({"message": {"body": body}})
    service.judge(request, (), datetime.now(UTC))
    gc.collect()
    gc.freeze()


def create_app() -> FastAPI:
    """Make the application from the environment; the server's entry point."""
    configure_logging()
    service = compose(Settings())
    make_ready(service)
    log_started(len(service.engine.rules), service.engine.book.editions[-1].name)
    return create_application(service)
