"""Structured logs and metrics; nothing of a message, an order or a buyer enters either."""

import logging
import sys
import traceback
from types import TracebackType
from typing import Final

import structlog
from prometheus_client import CollectorRegistry, Counter, Histogram

LOG_EVENTS: Final = {
    "started": ("info", "The service is ready: how many rules, and the newest policy edition."),
    "rule_failed": ("error", "A rule raised: its id, the error's type and places in the code."),
    "request_failed": (
        "error",
        "A request raised: its operation, the error's type and places in the code.",
    ),
    "history_forgotten": ("info", "Old history was deleted: how many rows."),
    "history_unavailable": ("error", "The database of the history did not answer."),
}
"""Every log event by name: its level, and what it says."""

_PIPELINE_BUCKETS = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1.0, 5.0)


def configure_logging() -> None:
    """Write one JSON object a line to standard error."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=True,
    )


class Metrics:
    """The service's own measurements, in a registry of their own."""

    def __init__(self) -> None:
        self.registry = CollectorRegistry()
        self.requests = Counter(
            "presend_requests_total",
            "Requests answered, by operation and status.",
            ("operation", "status"),
            registry=self.registry,
        )
        self.verdicts = Counter(
            "presend_verdicts_total",
            "Messages judged, by verdict.",
            ("verdict",),
            registry=self.registry,
        )
        self.decisions = Counter(
            "presend_decisions_total",
            "Messages that were to be sent, by decision.",
            ("decision",),
            registry=self.registry,
        )
        self.findings = Counter(
            "presend_findings_total", "Findings, by rule.", ("rule",), registry=self.registry
        )
        self.not_evaluated = Counter(
            "presend_not_evaluated_total",
            "Rules that gave no answer, by rule and reason.",
            ("rule", "reason"),
            registry=self.registry,
        )
        self.seconds = Histogram(
            "presend_request_seconds",
            "Time from a request's first byte to its answer, by operation.",
            ("operation",),
            buckets=_PIPELINE_BUCKETS,
            registry=self.registry,
        )


def _where(trace: TracebackType | None) -> list[str]:
    """Give the code places of a traceback; source lines and values stay out."""
    return [f"{frame.filename}:{frame.lineno}" for frame in traceback.extract_tb(trace)]


def log_rule_failed(rule_id: str, error: BaseException) -> None:
    """Record that a rule raised: its id, the error's type and the code places, no content."""
    structlog.get_logger().error(
        "rule_failed", rule=rule_id, error=type(error).__name__, at=_where(error.__traceback__)
    )


def log_request_failed(operation: str, error: BaseException) -> None:
    """Record that a request raised: the error's type and the code places, no content."""
    structlog.get_logger().error(
        "request_failed",
        operation=operation,
        error=type(error).__name__,
        at=_where(error.__traceback__),
    )


def log_history_forgotten(rows: int) -> None:
    """Record that the history older than its time was deleted."""
    structlog.get_logger().info("history_forgotten", rows=rows)


def log_history_unavailable() -> None:
    """Record that the database of the history did not answer."""
    structlog.get_logger().error("history_unavailable")


def log_started(rules: int, edition: str) -> None:
    """Record that the service is ready to answer."""
    structlog.get_logger().info("started", rules=rules, policy_edition=edition)
