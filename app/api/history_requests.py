"""What callers tell the history, as the contract has it."""

from typing import Annotated, Final, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from app.api.requests import Instant, OrderId
from app.domain.message_type import Channel, MessageType

_ORDER: Final = "028-1234567-1234567"
_INSTANT: Final = "2026-11-09T08:00:00Z"
_NO_NUL: Final = r"^[^\x00]*$"
_MOST_ENTRIES: Final = 1_000

ExternalId = Annotated[str, Field(min_length=1, max_length=256, pattern=_NO_NUL)]
Reason = Annotated[str, Field(max_length=500, pattern=_NO_NUL)]


class _Told(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class SentIn(_Told):
    """That the message of a reservation went."""

    sent_at: Instant | None = Field(
        None, description="When it went; default now.", examples=[_INSTANT]
    )
    external_id: ExternalId | None = Field(
        None, description="The sender's own id of it.", examples=["mail-4711"]
    )


class SendIn(_Told):
    """A message that was sent without asking here."""

    order_id: OrderId = Field(description="The order it was about.", examples=[_ORDER])
    message_type: MessageType = Field(
        description="Its contact reason.", examples=["review_request"]
    )
    channel: Channel = Field(description="The way it went.", examples=["solicitation"])
    sent_at: Instant = Field(description="When it went.", examples=[_INSTANT])
    external_id: ExternalId | None = Field(
        None, description="The sender's own id of it.", examples=["mail-4711"]
    )


class SendsIn(_Told):
    """A batch of sends, recorded all or none."""

    sends: list[SendIn] = Field(
        min_length=1,
        max_length=_MOST_ENTRIES,
        description="The sends, at most 1,000.",
        examples=[
            [
                {
                    "order_id": _ORDER,
                    "message_type": "invoice",
                    "channel": "email",
                    "sent_at": _INSTANT,
                }
            ]
        ],
    )


class OptOutReasonIn(_Told):
    """Why a buyer counts as opted out."""

    reason: Reason | None = Field(
        None, description="In your own words.", examples=["bounce of 9 November"]
    )


class OptOutIn(_Told):
    """An opt-out by order or by buyer."""

    order_id: OrderId | None = Field(
        None, description="The order whose buyer opted out.", examples=[_ORDER]
    )
    buyer_id: Annotated[str, Field(min_length=1, max_length=256)] | None = Field(
        None, description="The buyer; only a keyed hash is stored.", examples=[None]
    )
    reason: Reason | None = Field(
        None, description="In your own words.", examples=["bounce of 9 November"]
    )

    @model_validator(mode="after")
    def _name_one(self) -> Self:
        if (self.order_id is None) == (self.buyer_id is None):
            raise ValueError("Give either order_id or buyer_id")
        return self


class OptOutsIn(_Told):
    """Opt-outs, or opt-outs to be taken back."""

    opt_outs: list[OptOutIn] = Field(
        min_length=1,
        max_length=_MOST_ENTRIES,
        description="The opt-outs, at most 1,000.",
        examples=[[{"order_id": _ORDER}]],
    )


class RestrictionIn(_Told):
    """That Amazon took the account's right to begin messages."""

    until: Instant | None = Field(
        description="When it ends; null is without end.", examples=["2026-12-09T08:00:00Z"]
    )
    reason: Reason | None = Field(
        None, description="In your own words.", examples=["links in messages"]
    )


class NoticeIn(_Told):
    """A mail of Amazon to the seller."""

    text: str = Field(
        max_length=262_144,
        description="Its text.",
        examples=[f"The buyer of order {_ORDER} has opted out of receiving this message."],
    )
    subject: str = Field(
        "", max_length=1_000, description="Its subject.", examples=["Message not delivered"]
    )
    received_at: Instant | None = Field(
        None, description="When it came; default now.", examples=[_INSTANT]
    )
    apply: bool = Field(
        default=True, description="Whether to record what it tells.", examples=[True]
    )
