"""The gate in service: facts and history joined, a decision, and the order's grant with it."""

import asyncio
import uuid
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from app.api.history_json import decision_json
from app.api.limits import fault
from app.api.mapping import Json
from app.api.problems import MalformedError, UnavailableError
from app.api.requests import CheckRequest, OptionsIn
from app.api.service import Judged, Service
from app.domain.history import HistoryUnavailableError, Reservation
from app.domain.opened import OpenedAttachment
from app.engine.decide_send import Decision
from app.engine.gate import Gate, Judgement
from app.history.join import Joined, join
from app.history.store import History
from app.observability import log_history_forgotten, log_history_unavailable

RETRY_AFTER_SECONDS: Final = 2

_FARTHEST: Final = timedelta(days=35)
_ATTEMPTS: Final = 5
_FORGET_EVERY: Final = timedelta(hours=6)


def _real_clock() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer of /can-send, and the reservation that came with it."""

    json: Json
    reservation: Reservation | None


class Sending:
    """Decides whether messages may go, and keeps the history ready for it."""

    def __init__(self, service: Service, clock: Callable[[], datetime] = _real_clock) -> None:
        self.service = service
        self.clock = clock
        self._gate = Gate(service.engine)

    @property
    def history(self) -> History:
        """What was sent, reserved and forbidden."""
        return self.service.history

    async def can_send(
        self,
        request: CheckRequest,
        opened: Sequence[OpenedAttachment],
        seller: str,
        reservation_id: str | None = None,
    ) -> Answered:
        """Decide, and hold the order's review request where that is asked for and free.

        `reservation_id` is the id that the reservation takes; it may hold the grant already.

        Raises:
            MalformedError: the request breaks a limit.
            HistoryUnavailableError: the database does not answer.
        """
        now = self.clock()
        _check_reserve(request.options, now)
        judged = self.service.judge(request, opened, now)
        name = reservation_id or uuid.uuid4().hex
        for _ in range(_ATTEMPTS):
            joined = await self._join(request, judged, seller, name)
            judgement = self._gate.judge(
                judged.context.with_facts(joined.facts),
                judged.evaluation,
                judged.options,
                request.options.disable_rules,
            )
            wish = self._wish(request, judgement, name)
            if wish is None or await self.history.reservations.reserve(seller, wish, now):
                return self._answer(request, judged, joined, judgement, wish)
        # others took the grant and let it go, time and again, between the look and the taking
        raise UnavailableError("The order is asked for by too many at once.", RETRY_AFTER_SECONDS)

    async def _join(
        self, request: CheckRequest, judged: Judged, seller: str, holder: str
    ) -> Joined:
        order_id = request.order.order_id if request.order is not None else None
        buyer_id = request.buyer.buyer_id
        known = await self.history.known(seller, order_id, buyer_id, self.clock(), holder)
        return join(judged.context.facts, known)

    def _wish(self, request: CheckRequest, judgement: Judgement, name: str) -> Reservation | None:
        """Give the reservation that is asked for and deserved; None where there is none."""
        is_free = judgement.decision.decision is Decision.SEND_NOW and judgement.is_review_request
        if not is_free or not request.options.reserve or request.order is None:
            return None
        now = self.clock()
        term = timedelta(seconds=self.service.settings.reservation_seconds)
        return Reservation(
            id=name,
            order_id=request.order.order_id,
            message_type=request.message.message_type,
            channel=request.message.channel,
            created_at=now,
            expires_at=max(now, request.options.send_at or now) + term,
        )

    def _answer(
        self,
        request: CheckRequest,
        judged: Judged,
        joined: Joined,
        judgement: Judgement,
        reservation: Reservation | None,
    ) -> Answered:
        self.service.metrics.decisions.labels(judgement.decision.decision.value).inc()
        validation = self.service.answer(request, judged, judgement.validation)
        json = decision_json(judgement, joined, reservation, validation, request.reference)
        return Answered(json, reservation)

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep the history ready: up to date at start, forgetting as time goes by.

        Raises:
            SchemaError: the database and this release do not fit together.
            HistoryUnavailableError: the database does not answer.
        """
        await self.history.start()
        forgetting = asyncio.create_task(self._forget_again_and_again())
        try:
            yield
        finally:
            forgetting.cancel()
            with suppress(asyncio.CancelledError):
                await forgetting
            await self.history.close()

    async def _forget_again_and_again(self) -> None:
        while True:
            try:
                await self.forget()
            except HistoryUnavailableError:
                log_history_unavailable()
            await asyncio.sleep(_FORGET_EVERY.total_seconds())

    async def forget(self) -> None:
        """Delete what is older than the operator wants it kept."""
        now = self.clock()
        days = self.service.settings.retention_days
        try:
            before = now - timedelta(days=days) if days else datetime.min.replace(tzinfo=UTC)
        except OverflowError:
            before = datetime.min.replace(tzinfo=UTC)
        rows = await self.history.forget(before, now)
        if rows:
            log_history_forgotten(rows)


def _check_reserve(options: OptionsIn, now: datetime) -> None:
    """Check the moment for which a reservation is asked.

    Raises:
        MalformedError: it is over, or too far ahead.
    """
    if not options.reserve or options.send_at is None:
        return
    if options.send_at < now:
        raise MalformedError([fault("/options/send_at", "A past moment cannot be reserved for.")])
    if options.send_at - now > _FARTHEST:
        detail = f"At most {_FARTHEST.days} days ahead can be reserved for."
        raise MalformedError([fault("/options/send_at", detail)])
