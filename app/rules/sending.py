"""What the rules of sending share: the window of an order, and what kind of message goes out."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from app.domain.facts import OrderFacts
from app.domain.message_type import Channel, Initiative, MessageType
from app.policy.view import PolicyView, WindowAnchor
from app.rules.contract import RuleContext

API_CHANNELS: Final = (Channel.MESSAGING_API, Channel.SOLICITATION)
OPT_OUT_CHANNELS: Final = (Channel.CONTACT_BUYER, Channel.MESSAGING_API)

_LAST_INSTANT: Final = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class WindowEnds:
    """The last instants of the two readings of the window; None where the date is not known."""

    from_placement: datetime | None
    from_completion: datetime | None


def days_after(instant: datetime, days: int) -> datetime:
    """Add days of 24 hours; an end beyond the calendar is the calendar's last instant."""
    try:
        return instant.astimezone(UTC) + timedelta(days=days)
    except OverflowError:
        return _LAST_INSTANT


def completion_of(order: OrderFacts) -> datetime | None:
    """Give when the order was or will be complete, as far as that is known."""
    return order.delivered_at or order.latest_delivery_at


def window_ends(order: OrderFacts, policy: PolicyView) -> WindowEnds:
    """Give the ends of an order's window after its placement and after its completion."""
    days = policy.limits.timing.window_days
    completion = completion_of(order)
    return WindowEnds(
        from_placement=days_after(order.placed_at, days) if order.placed_at else None,
        from_completion=days_after(completion, days) if completion else None,
    )


def counts_from_placement(policy: PolicyView) -> bool:
    """Tell whether the window closes 30 days after placement, by setting or by edition."""
    return (
        policy.choices.window_anchor is WindowAnchor.PLACEMENT
        or policy.as_of < policy.limits.timing.completion_anchor_from
    )


def is_proactive(context: RuleContext) -> bool:
    """Tell whether the seller begins."""
    return context.message.declared.initiative is Initiative.PROACTIVE


def is_package_insert(context: RuleContext) -> bool:
    """Tell whether the message lies in the parcel, where no window or opt-out reaches it."""
    return context.message.declared.channel is Channel.PACKAGE_INSERT


def is_critical(context: RuleContext) -> bool:
    """Tell whether the declared type is one that reaches buyers who opted out."""
    return context.policy.message_types[context.message.declared.message_type].is_critical


def is_review_request(context: RuleContext) -> bool:
    """Tell whether the message asks for a review, by its declared type or by what it says.

    On a solicitation Amazon's own text goes out, so only the type counts there.
    """
    declared = context.message.declared
    if declared.message_type is MessageType.REVIEW_REQUEST:
        return True
    return declared.channel is not Channel.SOLICITATION and context.asks_for_review


def reaches_opted_out_buyers(context: RuleContext) -> bool:
    """Tell whether the message goes to buyers who opted out too: critical, or about custom work."""
    order = context.facts.order
    is_custom_made = order is not None and order.is_customized is True
    return (is_critical(context) or is_custom_made) and not is_review_request(context)


def shown(instant: datetime) -> str:
    """Write an instant for the seller, to the minute, with its offset."""
    return instant.isoformat(" ", "minutes")
