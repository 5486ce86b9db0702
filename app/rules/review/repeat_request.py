"""A review is asked for a second time.

An order gets one request. A reminder is a second one, whether its words say so or the facts of the
order do. When the message is about to be sent, the history counts as well: what was sent before,
and what another caller is about to send, until his time is over.

## Not flagged
A first request that says it is the only one.

## How to fix
Do not send the message.
"""

from collections.abc import Iterator

from app.domain.concept import Concept
from app.domain.facts import Fact, OrderFacts
from app.domain.finding import Hit, Unknown
from app.domain.message_type import Channel
from app.domain.severity import Confidence, Severity
from app.meaning.answers import first_of, hit_on, quoted, unread
from app.meaning.wishes import reminder_of_review
from app.rules.contract import Example, RuleContext, Stage, rule
from app.rules.sending import is_review_request


@rule(
    severity=Severity.ERROR,
    clauses=("no-repeat-request",),
    since="0.1.0",
    stage=Stage.BOTH,
    examples=(
        Example.flagged("⟦Just a reminder: please leave us a review.⟧"),
        Example.flagged("⟦We already asked you for a review last week.⟧"),
        Example.flagged("⟦Wir erinnern Sie an Ihre Bewertung.⟧"),
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
    if ctx.message.declared.channel is not Channel.SOLICITATION:
        yield from _by_words(ctx)
    if is_review_request(ctx):
        yield from _by_history(ctx.facts.order)


def _by_words(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    yield from unread(ctx.reading)
    for reading, found in first_of(ctx.reading, reminder_of_review, at=(Concept.REMINDER,)):
        yield hit_on(
            reading,
            f"Asks for a review again ({quoted(reading, found)}).",
            found,
            confidence=Confidence.MEDIUM,
        )


def _by_history(order: OrderFacts | None) -> Iterator[Hit | Unknown]:
    if order is None:
        yield Unknown.missing_fact(Fact.ORDER_ID)
    elif order.review_requests or order.was_review_requested:
        yield Hit("The order has had its one review request already.")
    elif order.review_request_reserved_until is not None:
        yield Hit(
            "Another caller is about to send the order's one review request.",
            ends_at=order.review_request_reserved_until,
        )
