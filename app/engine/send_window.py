"""When a message may go: the first and the last instant, and the way that suits it best."""

from dataclasses import dataclass
from datetime import datetime

from app.domain.facts import OrderFacts
from app.domain.message_type import Channel, OrderStatus
from app.rules.contract import RuleContext
from app.rules.sending import (
    API_CHANNELS,
    OPT_OUT_CHANNELS,
    counts_from_placement,
    days_after,
    is_package_insert,
    is_proactive,
    is_review_request,
    reaches_opted_out_buyers,
    window_ends,
)


@dataclass(frozen=True, slots=True)
class SendWindow:
    """The first and the last instant, both inside; None where unknown or where there is none."""

    opens_at: datetime | None = None
    closes_at: datetime | None = None


def send_window(context: RuleContext) -> SendWindow:
    """Give the window; a reply and a package insert have none."""
    order = context.facts.order
    if order is None or is_package_insert(context) or not is_proactive(context):
        return SendWindow()
    closes_at = _closes_at(order, context)
    if is_review_request(context):
        if context.message.declared.channel is Channel.SOLICITATION:
            return _solicitation(order, closes_at, context)
        return SendWindow(_delivery(order, context), closes_at)
    return SendWindow(order.placed_at, closes_at)


def recommended_channel(context: RuleContext) -> Channel | None:
    """Give a better way than the declared one; None where that is as good as any."""
    channel = context.message.declared.channel
    if is_package_insert(context) or not is_proactive(context):
        return None
    if is_review_request(context):
        return None if channel is Channel.SOLICITATION else Channel.SOLICITATION
    if channel is Channel.SOLICITATION:
        return _written_way(context)
    if channel not in OPT_OUT_CHANNELS and reaches_opted_out_buyers(context):
        return _written_way(context)
    if channel in API_CHANNELS and not _is_offered(context):
        return Channel.CONTACT_BUYER
    return None


def _closes_at(order: OrderFacts, context: RuleContext) -> datetime | None:
    ends = window_ends(order, context.policy)
    if counts_from_placement(context.policy):
        return ends.from_placement
    if ends.from_completion is None or ends.from_placement is None:
        return ends.from_completion
    return max(ends.from_completion, ends.from_placement)


def _solicitation(
    order: OrderFacts, closes_at: datetime | None, context: RuleContext
) -> SendWindow:
    limits = context.policy.limits.timing
    earliest, latest = order.earliest_delivery_at, order.latest_delivery_at
    opens_at = days_after(earliest, limits.solicitation_opens_days) if earliest else None
    last = days_after(latest, limits.solicitation_closes_days) if latest else None
    if last is None or closes_at is None:
        return SendWindow(opens_at, None)
    return SendWindow(opens_at, min(last, closes_at))


def _delivery(order: OrderFacts, context: RuleContext) -> datetime | None:
    """Give when the buyer can judge the product, as far as known."""
    if order.delivered_at is not None:
        return order.delivered_at
    latest = order.latest_delivery_at
    is_overdue = latest is not None and latest <= context.facts.now
    is_unshipped = order.status in (OrderStatus.PENDING, OrderStatus.UNSHIPPED)
    if order.status is OrderStatus.DELIVERED or (is_overdue and is_unshipped):
        return None
    return latest


def _written_way(context: RuleContext) -> Channel:
    row = context.policy.message_types[context.message.declared.message_type]
    if row.operation is None or not _is_offered(context):
        return Channel.CONTACT_BUYER
    return Channel.MESSAGING_API


def _is_offered(context: RuleContext) -> bool:
    """Tell whether Amazon's API takes the type for this order, as far as anyone has asked."""
    order = context.facts.order
    types = order.available_message_types if order is not None else None
    return types is None or context.message.declared.message_type in types
