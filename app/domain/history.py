"""What is remembered of a seller: sends, reservations, opt-outs, restrictions, notices."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.errors import PresendError
from app.domain.message_type import Channel, MessageType

DEFAULT_SELLER = "default"


class Origin(StrEnum):
    """Where something that is known came from."""

    REQUEST = "request"
    RECORDED = "recorded"
    RESERVATION = "reservation"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Send:
    """A message that went out, or that Amazon stopped (`is_blocked`).

    `id` is None for a send that only the request at hand tells of; `message_type` and `channel` are
    None where a notice of Amazon tells of it and does not say.
    """

    id: str | None
    order_id: str
    message_type: MessageType | None
    channel: Channel | None
    sent_at: datetime
    external_id: str | None
    is_review_request: bool
    is_blocked: bool
    origin: Origin


@dataclass(frozen=True, slots=True)
class SentMessage:
    """A send as a caller records it."""

    order_id: str
    message_type: MessageType
    channel: Channel
    sent_at: datetime
    external_id: str | None = None

    @property
    def is_review_request(self) -> bool:
        """Tell whether it used up the order's one review request."""
        return (
            self.message_type is MessageType.REVIEW_REQUEST or self.channel is Channel.SOLICITATION
        )


@dataclass(frozen=True, slots=True)
class RecordedSends:
    """What became of a batch: how many were new, how many known, and all of them as stored."""

    recorded: int
    known: int
    sends: tuple[Send, ...]


class ReservationState(StrEnum):
    """How a reservation stands."""

    OPEN = "open"
    SENT = "sent"
    RELEASED = "released"
    EXPIRED = "expired"


@dataclass(frozen=True, slots=True)
class Reservation:
    """The promise that nobody else is granted the order's review request before `expires_at`."""

    id: str
    order_id: str
    message_type: MessageType
    channel: Channel
    created_at: datetime
    expires_at: datetime
    state: ReservationState = ReservationState.OPEN


@dataclass(frozen=True, slots=True)
class OrderHistory:
    """All that is known of one order's messages, the oldest first."""

    sends: tuple[Send, ...]
    reservations: tuple[Reservation, ...]


@dataclass(frozen=True, slots=True)
class OptOutSubject:
    """Whose opt-out it is: that of an order's buyer, or of a buyer by id; one of both is set."""

    order_id: str | None = None
    buyer_id: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class OptOut:
    """A recorded opt-out; of a buyer's id only a keyed hash is known."""

    order_id: str | None
    buyer_key: str | None
    reason: str | None
    recorded_at: datetime
    origin: Origin


@dataclass(frozen=True, slots=True)
class OptOutPage:
    """A page of opt-outs, and the cursor of the next one."""

    opt_outs: tuple[OptOut, ...]
    next_cursor: str | None


@dataclass(frozen=True, slots=True)
class Restriction:
    """That the account may not begin messages; `until` None is without a known end."""

    until: datetime | None
    reason: str | None
    recorded_at: datetime
    origin: Origin

    def is_in_force(self, now: datetime) -> bool:
        """Tell whether it holds; its end is already free."""
        return self.until is None or now < self.until


class NoticeKind(StrEnum):
    """What a mail of Amazon to a seller tells."""

    OPT_OUT = "opt_out"
    BLOCKED = "blocked"
    RESTRICTION = "restriction"
    COMPLAINT = "complaint"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Notice:
    """A mail of Amazon, read; `until` is the end of a restriction, where it names one."""

    kind: NoticeKind
    order_id: str | None
    until: datetime | None
    received_at: datetime


@dataclass(frozen=True, slots=True)
class Standing:
    """How the account stands: its restriction, the notices received by kind, and the strikes.

    A strike is a notice that began a restriction.
    """

    restriction: Restriction | None
    notices: dict[NoticeKind, int]
    strikes: int


@dataclass(frozen=True, slots=True)
class KnownHistory:
    """What the history knows that bears on one message.

    `was_review_requested` outlives the sends that are forgotten after their time; `reserved_until`
    is the end of another caller's reservation of the order's review request.
    """

    sends: tuple[Send, ...] = ()
    is_opted_out: bool = False
    restriction: Restriction | None = None
    was_review_requested: bool = False
    reserved_until: datetime | None = None


class HistoryError(PresendError):
    """The history cannot do what was asked."""


class UnknownReservationError(HistoryError):
    """The seller has no reservation of this id."""


class ReservationReleasedError(HistoryError):
    """The reservation was given back before; its message cannot have gone."""


class ReservationSentError(HistoryError):
    """The message of the reservation went; it cannot be given back."""


class ExternalIdTakenError(HistoryError):
    """An external id names another send; `index` is the place in the batch."""

    def __init__(self, index: int) -> None:
        super().__init__(f"entry {index}")
        self.index = index


class HistoryUnavailableError(HistoryError):
    """The database does not answer now; asking again later may help."""


class SchemaError(HistoryError):
    """The database and this release do not fit together."""
