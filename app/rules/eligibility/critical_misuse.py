"""Critical message type on a message whose content is not critical.

A critical type reaches buyers who opted out, and is there for what an order cannot be completed
without: a custom design, the scheduling of a delivery, a problem with order or address, a legal
disclosure. Amazon names its misuse first among the reasons for a restriction. What asks for a
review, advertises, thanks or confirms is never critical; a text that speaks of another matter
altogether is for a person to look at.

## Not flagged
Replies. Texts that speak of a critical matter, whatever harmless they say beside it. Messages
without a text of their own.

## How to fix
Declare the type that fits, and send what is not critical only to buyers who take it.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.message_type import Channel
from app.domain.severity import Confidence, Severity
from app.meaning.acts import Found, review_request
from app.meaning.answers import quoted, unread
from app.meaning.kinds import kinds_of
from app.meaning.offers import coupon, promotion
from app.meaning.purposes import only_thanks, order_confirmed, shipping_confirmed
from app.meaning.reading import PassageReading
from app.message.passage import PassageKind
from app.rules.contract import Example, RuleContext, Stage, rule
from app.rules.sending import is_critical, is_package_insert, is_proactive

_READ: Final = (PassageKind.SUBJECT, PassageKind.BODY, PassageKind.VALUE, PassageKind.ATTACHMENT)
_SEND_AT = {"send_at": "2026-10-10T10:00:00Z"}


def _as(message_type: str, **more: str) -> dict[str, object]:
    return {
        "message": {"message_type": message_type, "channel": "messaging_api", **more},
        "order": {"order_id": "028-1234567-1234567"},
        "options": _SEND_AT,
    }


@rule(
    severity=Severity.ERROR,
    clauses=("opt-out", "contact-reason"),
    since="0.1.0",
    stage=Stage.SENDING,
    examples=(
        Example.flagged("Please leave us a review.", given=_as("order_problem")),
        Example.flagged(
            "Thank you very much for your order. We wish you a lovely day.",
            given=_as("order_problem"),
        ),
        Example.flagged(
            "The invoice for order 028-1234567-1234567 is attached.",
            why="another matter: a person should look",
            given=_as("delivery_scheduling"),
        ),
        Example.allowed(
            "Which text shall we engrave on the ring of order 028-1234567-1234567?",
            given=_as("customization"),
        ),
        Example.allowed(
            "Order 028-1234567-1234567 was damaged on its way. May we send a replacement?",
            given=_as("order_problem"),
        ),
        Example.allowed(
            "Please leave us a review.",
            why="not a critical type",
            given=_as("review_request"),
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Compare a critical type with what the text is about."""
    is_sent_as_written = ctx.message.declared.channel is not Channel.SOLICITATION
    if not is_critical(ctx) or not is_proactive(ctx) or is_package_insert(ctx):
        return
    if not is_sent_as_written or not ctx.message.body.text.strip():
        return
    yield from unread(ctx.reading)
    for reading in ctx.reading.of_kind(*_READ):
        found = _never_critical(reading)
        if found:
            yield Hit(f"Not critical to the order: {quoted(reading, found)}.")
            return
    kinds = kinds_of(ctx.reading, *_READ)
    if kinds and not any(ctx.policy.message_types[kind].is_critical for kind in kinds):
        other = next(iter(kinds.values()))
        yield Hit(
            f"The text seems to be about another matter, {other.type.value} "
            f"({quoted(other.reading, other.mentions)}).",
            confidence=Confidence.LOW,
        )


def _never_critical(reading: PassageReading) -> Found:
    for sentence in reading.sentences:
        found = (
            review_request(sentence)
            or promotion(reading, sentence)
            or coupon(reading, sentence)
            or order_confirmed(reading, sentence)
            or shipping_confirmed(reading, sentence)
        )
        if found:
            return found
    return only_thanks(reading)
