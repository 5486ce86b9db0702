"""What rules say of a message that holds more than is read."""

from collections.abc import Iterator

from app.domain.finding import Unknown
from app.domain.severity import NotEvaluatedReason
from app.rules.contract import RuleContext


def unread_addresses(ctx: RuleContext) -> Iterator[Unknown]:
    """Yield that the rule cannot answer, where a text held more addresses than are read."""
    if not ctx.message.has_all_addresses:
        yield Unknown(NotEvaluatedReason.LIMIT_REACHED)
