"""What the service asks of a history, whatever keeps it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.domain.history import (
    KnownHistory,
    Notice,
    OptOut,
    OptOutPage,
    OptOutSubject,
    OrderHistory,
    RecordedSends,
    Reservation,
    Restriction,
    Send,
    SentMessage,
    Standing,
)


@dataclass(frozen=True, slots=True)
class Started:
    """The request is the first of its key: do it, then `finish` or `abandon` by the token.

    A reservation made for it takes `reservation_id`, which stays the same when the request is taken
    over from a process that died.
    """

    token: str
    reservation_id: str


@dataclass(frozen=True, slots=True)
class FirstAnswer:
    """The request was answered before."""

    token: str
    reservation_id: str
    status: int
    body: bytes


@dataclass(frozen=True, slots=True)
class InFlight:
    """Another request of the same key and bytes is being answered; its lease ends then."""

    lease_until: datetime


@dataclass(frozen=True, slots=True)
class OtherRequest:
    """The key was used with other bytes."""


class Reservations(Protocol):
    """The one review request of an order, promised to one caller at a time."""

    async def reserve(self, seller: str, wish: Reservation, now: datetime) -> bool:
        """Take the order's grant under the wish's id; False if another holds or has used it.

        Asking again with the same id is granted again.
        """
        ...

    async def is_held(self, seller: str, reservation_id: str, now: datetime) -> bool:
        """Tell whether a reservation is open and not expired."""
        ...

    async def mark_sent(
        self,
        seller: str,
        reservation_id: str,
        sent_at: datetime | None,
        external_id: str | None,
        now: datetime,
    ) -> Send:
        """Record that the message went; the same answer again. An expired one is recorded too.

        Raises:
            UnknownReservationError: the seller has no such reservation.
            ReservationReleasedError: it was given back before.
            ExternalIdTakenError: the external id names another send.
        """
        ...

    async def release(self, seller: str, reservation_id: str) -> None:
        """Give the grant back; again does nothing.

        Raises:
            UnknownReservationError: the seller has no such reservation.
            ReservationSentError: its message went.
        """
        ...


class SendLog(Protocol):
    """What went out, whoever sent it."""

    async def record(
        self, seller: str, messages: Sequence[SentMessage], now: datetime
    ) -> RecordedSends:
        """Record sends, all or none; what is known already is not recorded twice.

        Raises:
            ExternalIdTakenError: an external id names another send.
        """
        ...

    async def of_order(self, seller: str, order_id: str, now: datetime) -> OrderHistory:
        """Give all that is known of an order's messages."""
        ...


class OptOuts(Protocol):
    """Who does not want messages."""

    async def put(self, seller: str, subjects: Sequence[OptOutSubject], now: datetime) -> None:
        """Record opt-outs; a known one keeps its date and takes a new reason."""
        ...

    async def withdraw(self, seller: str, subjects: Sequence[OptOutSubject]) -> None:
        """Take opt-outs back; an unknown one is none."""
        ...

    async def of_order(self, seller: str, order_id: str) -> OptOut | None:
        """Give the opt-out recorded for an order."""
        ...

    async def page(self, seller: str, cursor: str | None, limit: int) -> OptOutPage:
        """Give opt-outs, the oldest first.

        Raises:
            ValueError: the cursor is none that was given out.
        """
        ...


class AccountStanding(Protocol):
    """Whether the account may begin messages, and what Amazon wrote about it."""

    async def restriction(self, seller: str) -> Restriction | None:
        """Give the recorded restriction, ended or not."""
        ...

    async def restrict(
        self, seller: str, until: datetime | None, reason: str | None, now: datetime
    ) -> None:
        """Record a restriction in place of any other; `until` None is without end."""
        ...

    async def lift(self, seller: str) -> None:
        """Take the restriction away."""
        ...

    async def standing(self, seller: str, now: datetime) -> Standing:
        """Give the restriction in force, notices by kind, and strikes."""
        ...

    async def apply(self, seller: str, notice: Notice, text: str, now: datetime) -> bool:
        """Record what a notice tells; False where it changes nothing. The same text counts once."""
        ...


class Answers(Protocol):
    """First answers, by seller, endpoint and idempotency key, for 24 hours."""

    async def begin(
        self, seller: str, endpoint: str, key: str, request: bytes, now: datetime
    ) -> Started | FirstAnswer | InFlight | OtherRequest:
        """Look whether the request is the first of its key, and hold the key if so."""
        ...

    async def renew(self, answer: FirstAnswer, now: datetime) -> Started | InFlight:
        """Hold a key again whose first answer no longer holds."""
        ...

    async def finish(self, started: Started, status: int, body: bytes) -> None:
        """Keep the answer."""
        ...

    async def abandon(self, started: Started) -> None:
        """Let the key go: nothing was written."""
        ...


class History(Protocol):
    """All of it."""

    @property
    def reservations(self) -> Reservations:
        """Promised review requests."""
        ...

    @property
    def sends(self) -> SendLog:
        """What went out."""
        ...

    @property
    def opt_outs(self) -> OptOuts:
        """Who does not want messages."""
        ...

    @property
    def account(self) -> AccountStanding:
        """Restrictions and notices."""
        ...

    @property
    def answers(self) -> Answers:
        """First answers."""
        ...

    async def start(self) -> None:
        """Make ready.

        Raises:
            SchemaError: the database and this release do not fit together.
            HistoryUnavailableError: the database does not answer.
        """
        ...

    async def known(
        self,
        seller: str,
        order_id: str | None,
        buyer_id: str | None,
        now: datetime,
        holder: str = "",
    ) -> KnownHistory:
        """Give what bears on one message; `now` is the real clock's, for reservations.

        `holder` is the id of the asker's own reservation, which does not stand in his way.
        """
        ...

    async def forget(self, before: datetime, now: datetime) -> int:
        """Delete what is older, but that a review was requested; give how many rows went."""
        ...

    async def is_ready(self) -> bool:
        """Tell whether the database answers."""
        ...

    async def close(self) -> None:
        """Let go of connections."""
        ...
