"""What is known about the order, the buyer and the seller; `None` always means unknown."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from app.domain.message_type import Channel, FulfillmentChannel, MessageType, OrderStatus


@dataclass(frozen=True, slots=True)
class ReviewRequest:
    """A review request that went out for the order before."""

    at: datetime
    channel: Channel | None = None


@dataclass(frozen=True, slots=True)
class OrderFacts:
    """The order that the message is about. Instants carry an offset.

    The last three are known from the history alone: that a review was asked for once, though no
    longer when; until when another caller holds the order's one review request; and when a
    proactive message in the seller's own words went out for it.
    """

    order_id: str
    marketplace: str | None = None
    placed_at: datetime | None = None
    shipped_at: datetime | None = None
    earliest_delivery_at: datetime | None = None
    latest_delivery_at: datetime | None = None
    delivered_at: datetime | None = None
    status: OrderStatus | None = None
    fulfillment_channel: FulfillmentChannel | None = None
    is_customized: bool | None = None
    review_requests: tuple[ReviewRequest, ...] | None = None
    available_message_types: tuple[MessageType, ...] | None = None
    was_review_requested: bool = False
    review_request_reserved_until: datetime | None = None
    free_form_sent_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class BuyerFacts:
    """The buyer, as far as the caller knows."""

    buyer_id: str | None = None
    language: str | None = None
    opted_out: bool | None = None
    contacted_seller_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class SellerFacts:
    """The seller's account and vocabulary."""

    seller_id: str | None = None
    messaging_restricted: bool | None = None
    messaging_restricted_until: datetime | None = None
    average_daily_orders: float | None = None
    messages_sent_today: int | None = None
    own_domains: tuple[str, ...] = ()
    dictionary: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything a rule may know beside the message itself.

    `now` is the moment of sending, `as_of` the day whose policy edition is applied.
    """

    now: datetime
    as_of: date
    order: OrderFacts | None = None
    buyer: BuyerFacts = field(default_factory=BuyerFacts)
    seller: SellerFacts = field(default_factory=SellerFacts)


class Fact(StrEnum):
    """The facts that a rule can need, by their place in the request."""

    ORDER_ID = "order.order_id"
    MARKETPLACE = "order.marketplace"
    PLACED_AT = "order.placed_at"
    SHIPPED_AT = "order.shipped_at"
    EARLIEST_DELIVERY_AT = "order.earliest_delivery_at"
    LATEST_DELIVERY_AT = "order.latest_delivery_at"
    DELIVERED_AT = "order.delivered_at"
    STATUS = "order.status"
    REVIEW_REQUESTS = "order.review_requests"
    IS_CUSTOMIZED = "order.is_customized"
    AVAILABLE_MESSAGE_TYPES = "order.available_message_types"
    BUYER_LANGUAGE = "buyer.language"
    OPTED_OUT = "buyer.opted_out"
    CONTACTED_SELLER_AT = "buyer.contacted_seller_at"
    MESSAGING_RESTRICTED = "seller.messaging_restricted"
    AVERAGE_DAILY_ORDERS = "seller.average_daily_orders"
    MESSAGES_SENT_TODAY = "seller.messages_sent_today"

    def is_known(self, facts: Facts) -> bool:
        """Tell whether the caller gave this fact."""
        section, _, name = self.value.partition(".")
        owner = getattr(facts, section)
        return owner is not None and getattr(owner, name) is not None
