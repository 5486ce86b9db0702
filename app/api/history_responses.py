"""What the gate and the history answer, as the contract has it."""

from datetime import datetime

from pydantic import Field

from app.api.responses import Answer, FindingOut, ValidateAnswer
from app.domain.history import NoticeKind, Origin, ReservationState
from app.domain.message_type import Channel, MessageType
from app.engine.decide_send import Decision

_ID = "4f1c0a2e9b8d4c7f8a6b5c4d3e2f1a0b"
_ORDER = "028-1234567-1234567"
_INSTANT = "2026-11-09T08:00:00Z"


class ReasonOut(FindingOut):
    """A finding that decided."""

    ends_at: datetime | None = Field(
        description="When time alone cures it; null: never.", examples=["2026-12-09T08:00:00Z"]
    )


class HeldOut(Answer):
    """The order's one review request, held for the caller."""

    id: str = Field(description="For /reservations/{id}.", examples=[_ID])
    expires_at: datetime = Field(
        description="From then on another caller may be granted it.", examples=[_INSTANT]
    )


class SendOut(Answer):
    """A message that went out, or that Amazon stopped."""

    id: str | None = Field(
        description="Its id here; null where only this request tells of it.", examples=[_ID]
    )
    order_id: str = Field(description="The order it was about.", examples=[_ORDER])
    message_type: MessageType | None = Field(
        description="Its contact reason, if known.", examples=["review_request"]
    )
    channel: Channel | None = Field(
        description="The way it went, if known.", examples=["solicitation"]
    )
    sent_at: datetime = Field(description="When it went.", examples=[_INSTANT])
    external_id: str | None = Field(description="The sender's own id of it.", examples=[None])
    is_review_request: bool = Field(
        description="Whether it was the order's review request.", examples=[True]
    )
    is_blocked: bool = Field(
        description="Whether a notice says that Amazon stopped it.", examples=[False]
    )
    origin: Origin = Field(
        description="How it is known: by this request, recorded, by a reservation, by a notice.",
        examples=["recorded"],
    )


class FactSourcesOut(Answer):
    """For facts that both request and history can know: which of them did."""

    opted_out: list[str] = Field(description="request, history.", examples=[["history"]])
    messaging_restricted: list[str] = Field(description="request, history.", examples=[[]])
    review_requests: list[str] = Field(description="request, history.", examples=[["request"]])


class CanSendAnswer(Answer):
    """Whether a message may go at the moment of sending."""

    decision: Decision = Field(
        description="send_now; wait: ask again at retry_at; needs_review: a person should look; "
        "do_not_send.",
        examples=["send_now"],
    )
    reasons: list[ReasonOut] = Field(
        description="The errors and warnings that decided.", examples=[[]]
    )
    opens_at: datetime | None = Field(
        description="First instant of the window, if known.", examples=[_INSTANT]
    )
    closes_at: datetime | None = Field(
        description="Last instant of the window, if known.", examples=["2026-12-09T08:00:00Z"]
    )
    retry_at: datetime | None = Field(
        description="When asking again may give another answer.", examples=[None]
    )
    recommended_channel: Channel | None = Field(
        description="A better way than the declared one.", examples=["solicitation"]
    )
    reservation: HeldOut | None = Field(
        description="The order's review request, if asked for and granted.", examples=[None]
    )
    validation: ValidateAnswer = Field(
        description="What was found in the content, with the hints and unanswered rules of timing "
        "and eligibility."
    )
    history: list[SendOut] = Field(
        description="What is known to have been sent for the order.", examples=[[]]
    )
    fact_sources: FactSourcesOut = Field(description="Who knew what the decision rests on.")
    reference: str | None = Field(description="The caller's own id.", examples=["ticket-4711"])


class RecordedAnswer(Answer):
    """What became of a batch of sends."""

    recorded: int = Field(description="How many were new.", examples=[1])
    known: int = Field(description="How many were known already.", examples=[0])
    sends: list[SendOut] = Field(description="All of them as stored.", examples=[[]])


class ReservationOut(Answer):
    """A reservation of an order's review request."""

    id: str = Field(description="Its id.", examples=[_ID])
    message_type: MessageType = Field(
        description="Type of its message.", examples=["review_request"]
    )
    channel: Channel = Field(description="Way of its message.", examples=["email"])
    created_at: datetime = Field(description="When it was granted.", examples=[_INSTANT])
    expires_at: datetime = Field(description="When it ends or ended.", examples=[_INSTANT])
    state: ReservationState = Field(description="How it stands.", examples=["open"])


class OrderSendsAnswer(Answer):
    """All that is known of an order's messages."""

    order_id: str = Field(description="The order.", examples=[_ORDER])
    sends: list[SendOut] = Field(description="Its sends, the oldest first.", examples=[[]])
    reservations: list[ReservationOut] = Field(
        description="Its reservations, the oldest first.", examples=[[]]
    )


class OptOutOut(Answer):
    """A recorded opt-out."""

    order_id: str | None = Field(description="The order it is filed under.", examples=[_ORDER])
    buyer_key: str | None = Field(
        description="Keyed hash of the buyer it is filed under.", examples=[None]
    )
    reason: str | None = Field(description="Why.", examples=[None])
    recorded_at: datetime = Field(description="When it was recorded.", examples=[_INSTANT])
    origin: Origin = Field(description="recorded, or notice.", examples=["notice"])


class OptOutsAnswer(Answer):
    """A page of opt-outs, the oldest first."""

    opt_outs: list[OptOutOut] = Field(description="The page.", examples=[[]])
    next_cursor: str | None = Field(
        description="For the next page; null: there is none.", examples=[None]
    )


class OptOutsTakenAnswer(Answer):
    """What became of a batch of opt-outs."""

    taken: int = Field(description="How many entries were taken in.", examples=[1])


class RestrictionOut(Answer):
    """That Amazon took the account's right to begin messages."""

    until: datetime | None = Field(
        description="When it ends; null: no end is known.", examples=["2026-12-09T08:00:00Z"]
    )
    reason: str | None = Field(description="Why.", examples=[None])
    recorded_at: datetime = Field(description="When it was recorded.", examples=[_INSTANT])
    origin: Origin = Field(description="recorded, or notice.", examples=["notice"])
    is_in_force: bool = Field(description="Whether it holds now.", examples=[True])


class NoticeCountsOut(Answer):
    """Notices received, by kind."""

    opt_out: int = Field(description="Messages stopped by an opt-out.", examples=[2])
    blocked: int = Field(description="Messages stopped by the guidelines.", examples=[0])
    restriction: int = Field(description="Restrictions told of.", examples=[1])
    complaint: int = Field(description="Warnings after complaints.", examples=[0])


class StandingAnswer(Answer):
    """How the account stands."""

    restriction: RestrictionOut | None = Field(
        description="The restriction in force.", examples=[None]
    )
    notices: NoticeCountsOut = Field(description="Notices received, by kind.")
    strikes: int = Field(description="Notices that began a restriction.", examples=[1])


class NoticeAnswer(Answer):
    """A notice, read."""

    kind: NoticeKind = Field(description="What it tells.", examples=["opt_out"])
    order_id: str | None = Field(description="The order it names.", examples=[_ORDER])
    until: datetime | None = Field(description="End of the restriction it names.", examples=[None])
    applied: bool = Field(description="Whether the history took it in.", examples=[True])
