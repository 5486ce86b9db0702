"""A review is asked for a second time.

An order gets one request. A reminder is a second one, whether its words say so or the facts of the
order do.

## Not flagged
A first request that says it is the only one.

## How to fix
Do not send the message.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.message_type import MessageType
from app.domain.severity import Confidence, Severity
from app.meaning.acts import reminder_of_review, review_request
from app.rules.contract import Example, RuleContext, rule
from app.rules.meaning import hit_on, quoted, unread


@rule(
    severity=Severity.ERROR,
    clauses=("no-repeat-request",),
    since="0.1.0",
    examples=(
        Example.flagged("⟦Just a reminder: please leave us a review⟧."),
        Example.flagged("⟦We already asked you for a review⟧ last week."),
        Example.flagged(
            "Please leave a review.",
            given={
                "order": {
                    "order_id": "028-1234567-1234567",
                    "review_requests": [{"at": "2026-11-01T08:00:00Z"}],
                }
            },
        ),
        Example.allowed("Please leave a review."),
        Example.allowed("A reminder: the driver comes tomorrow."),
        Example.allowed("We ask one time only for a review."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Flag reminders, and any request for an order that already had one."""
    yield from unread(ctx)
    for reading in ctx.reading.passages:
        for sentence in reading.sentences:
            found = reminder_of_review(reading, sentence)
            if found:
                yield hit_on(
                    reading,
                    f"Asks for a review again ({quoted(reading, found)}).",
                    found,
                    confidence=Confidence.MEDIUM,
                )
                return
    if _had_one(ctx) and _is_request(ctx):
        yield Hit("The order has had its one review request already.")


def _had_one(ctx: RuleContext) -> bool:
    return ctx.facts.order is not None and bool(ctx.facts.order.review_requests)


def _is_request(ctx: RuleContext) -> bool:
    if ctx.message.declared.message_type is MessageType.REVIEW_REQUEST:
        return True
    return any(
        review_request(sentence) for reading in ctx.reading.passages for sentence in reading.sentences
    )
