"""What callers send, as the contract has it; unknown members are refused."""

from datetime import UTC, date, datetime
from typing import Annotated, Final

from pydantic import (
    AfterValidator,
    AwareDatetime,
    Base64Bytes,
    BaseModel,
    ConfigDict,
    Field,
)

from app.domain.message_type import (
    AttachmentPurpose,
    BodyFormat,
    Channel,
    FulfillmentChannel,
    ImageRole,
    Initiative,
    MessageType,
    OrderStatus,
)

ORDER_ID_PATTERN: Final = r"^(?:[0-9]{3}|[A-Z][0-9]{2})-[0-9]{7}-[0-9]{7}$"
_INSTANT: Final = "2026-11-09T08:00:00Z"

OrderId = Annotated[str, Field(pattern=ORDER_ID_PATTERN)]
LanguageTag = Annotated[
    str, Field(max_length=35, pattern=r"^[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8})*$")
]
Fingerprint = Annotated[str, Field(max_length=64)]


def _within_the_calendar(instant: datetime) -> datetime:
    """Refuse the few instants that are in another year than any in UTC."""
    try:
        instant.astimezone(UTC)
    except OverflowError:
        raise ValueError("This lies outside of the calendar") from None
    return instant


Instant = Annotated[AwareDatetime, AfterValidator(_within_the_calendar)]
"""A point in time with its offset."""


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class AttachmentIn(_Request):
    """A file that goes with the message."""

    filename: str = Field(
        max_length=255, description="Its name, with the ending.", examples=["invoice.pdf"]
    )
    content_type: str | None = Field(
        None, max_length=255, description="Its declared MIME type.", examples=["application/pdf"]
    )
    size_bytes: int | None = Field(
        None,
        ge=0,
        description="Its size in bytes; the content decides where both are given.",
        examples=[48213],
    )
    purpose: AttachmentPurpose | None = Field(
        None, description="What it is for.", examples=["invoice"]
    )
    content_base64: Base64Bytes | None = Field(
        None, description="Its bytes in base64, to be opened and read.", examples=["JVBERi0xLjQK"]
    )


class ImageIn(_Request):
    """What the caller knows of a picture in the body."""

    src: str = Field(
        max_length=8192,
        description="The picture's address as it stands in the body.",
        examples=["https://images.example.com/proof.png"],
    )
    role: ImageRole = Field(description="What the picture shows.", examples=["custom_design"])


class MessageIn(_Request):
    """The message as it would be sent."""

    subject: str = Field(
        "",
        description="The subject line, at most 1,000 characters.",
        examples=["Delivery of your wardrobe, order 028-1234567-1234567"],
    )
    body: str = Field(
        description="The body, at most 256 KiB of UTF-8; empty only where Amazon sends the text.",
        examples=["<p>Hello, your wardrobe of order 028-1234567-1234567 comes on Monday.</p>"],
    )
    format: BodyFormat = Field(
        BodyFormat.HTML, description="How the body is written.", examples=["html"]
    )
    language: LanguageTag | None = Field(
        None,
        description="The message's language (BCP 47), if the caller knows.",
        examples=["de-DE"],
    )
    channel: Channel = Field(
        Channel.EMAIL, description="The way it goes to the buyer.", examples=["email"]
    )
    initiative: Initiative = Field(
        Initiative.PROACTIVE,
        description="Whether the seller writes first or answers.",
        examples=["proactive"],
    )
    message_type: MessageType = Field(
        MessageType.OTHER, description="The contact reason.", examples=["delivery_scheduling"]
    )
    is_template: bool = Field(
        default=False, description="Whether placeholders are expected.", examples=[False]
    )
    necessary_links: list[Annotated[str, Field(max_length=8192)]] = Field(
        default_factory=list,
        max_length=100,
        description="Addresses outside Amazon that the buyer needs to complete the order.",
        examples=[["https://booking.example.de/"]],
    )
    attachments: list[AttachmentIn] = Field(
        default_factory=list,
        description="The files that go with it, at most 10.",
        examples=[[{"filename": "invoice.pdf", "purpose": "invoice"}]],
    )
    images: list[ImageIn] = Field(
        default_factory=list,
        max_length=1000,
        description="What is known of pictures in the body.",
        examples=[[]],
    )


class ReviewRequestIn(_Request):
    """A review request that went out for the order before."""

    at: Instant = Field(description="When it went out.", examples=[_INSTANT])
    channel: Channel | None = Field(None, description="By which way.", examples=["solicitation"])


class OrderIn(_Request):
    """The order that the message is about; null is unknown."""

    order_id: OrderId = Field(
        description="Its id: 3-7-7 digits, or a digital one.", examples=["028-1234567-1234567"]
    )
    marketplace: str | None = Field(
        None,
        max_length=64,
        description="Its marketplace: country code or Amazon's marketplace id.",
        examples=["DE"],
    )
    placed_at: Instant | None = Field(
        None, description="When it was placed.", examples=["2026-11-01T10:00:00Z"]
    )
    shipped_at: Instant | None = Field(
        None, description="When it was shipped.", examples=["2026-11-02T10:00:00Z"]
    )
    earliest_delivery_at: Instant | None = Field(
        None, description="Earliest promised delivery.", examples=["2026-11-04T00:00:00Z"]
    )
    latest_delivery_at: Instant | None = Field(
        None, description="Latest promised delivery.", examples=["2026-11-08T00:00:00Z"]
    )
    delivered_at: Instant | None = Field(
        None, description="When it was delivered.", examples=["2026-11-05T09:12:00Z"]
    )
    status: OrderStatus | None = Field(None, description="Where it stands.", examples=["shipped"])
    fulfillment_channel: FulfillmentChannel | None = Field(
        None, description="Who ships: Amazon (AFN) or the seller (MFN).", examples=["MFN"]
    )
    is_customized: bool | None = Field(
        None, description="Whether it is made to the buyer's wishes.", examples=[False]
    )
    review_requests: list[ReviewRequestIn] | None = Field(
        None,
        max_length=1000,
        description="Review requests sent for it; absent: the history decides.",
        examples=[[{"at": _INSTANT, "channel": "solicitation"}]],
    )
    available_message_types: list[MessageType] | None = Field(
        None,
        max_length=100,
        description="The types Amazon's API offers for it, when the caller asked.",
        examples=[None],
    )


class BuyerIn(_Request):
    """What the caller knows of the buyer; null is unknown."""

    buyer_id: str | None = Field(
        None, max_length=256, description="The seller tool's or Amazon's id.", examples=[None]
    )
    language: LanguageTag | None = Field(
        None, description="The language of preference (BCP 47).", examples=["de-DE"]
    )
    opted_out: bool | None = Field(
        None, description="Whether the buyer opted out of messages.", examples=[None]
    )
    contacted_seller_at: Instant | None = Field(
        None, description="When the buyer last wrote.", examples=[None]
    )


class SellerIn(_Request):
    """What is known of the seller's account; null is unknown."""

    seller_id: str | None = Field(
        None, min_length=1, max_length=128, description="Whose history counts.", examples=[None]
    )
    messaging_restricted: bool | None = Field(
        None, description="Whether Amazon muted the account.", examples=[False]
    )
    messaging_restricted_until: Instant | None = Field(
        None, description="When the restriction ends, if known.", examples=[None]
    )
    average_daily_orders: float | None = Field(
        None, ge=0, allow_inf_nan=False, description="Orders a day, on average.", examples=[120]
    )
    messages_sent_today: int | None = Field(
        None, ge=0, description="Messages sent today, over all orders.", examples=[35]
    )
    own_domains: list[Annotated[str, Field(max_length=253)]] = Field(
        default_factory=list,
        max_length=1000,
        description="Domains of the seller's own shops.",
        examples=[["shop.example"]],
    )
    dictionary: list[Annotated[str, Field(max_length=100)]] = Field(
        default_factory=list,
        max_length=10_000,
        description="Brand and product words that are spelled right.",
        examples=[["Lumora"]],
    )


class OptionsIn(_Request):
    """How to judge."""

    as_of: date | None = Field(
        None,
        description="The day whose policy applies; default: the UTC day of `send_at`, else today.",
        examples=[None],
    )
    send_at: Instant | None = Field(
        None, description="When it is to go; default now.", examples=[None]
    )
    include_fix: bool = Field(
        default=False, description="Also give the message with every safe fix.", examples=[False]
    )
    disable_rules: list[str] = Field(
        default_factory=list,
        max_length=1000,
        description="Ids of rules left out.",
        examples=[["text-spelling"]],
    )
    accepted_findings: list[Fingerprint] = Field(
        default_factory=list,
        max_length=10_000,
        description="Fingerprints of findings that the caller takes on himself.",
        examples=[[]],
    )
    reserve: bool = Field(
        default=False,
        description="With /can-send: hold the order's one review request for this message.",
        examples=[False],
    )


class CheckRequest(_Request):
    """A message to check, with what is known about its order."""

    reference: str | None = Field(
        None, max_length=128, description="The caller's own id, echoed.", examples=["ticket-4711"]
    )
    message: MessageIn = Field(description="The message.")
    order: OrderIn | None = Field(None, description="Its order.")
    buyer: BuyerIn = Field(default_factory=BuyerIn, description="Its buyer.")
    seller: SellerIn = Field(default_factory=SellerIn, description="Its seller.")
    options: OptionsIn = Field(default_factory=OptionsIn, description="How to judge.")
