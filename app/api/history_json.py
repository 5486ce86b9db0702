"""From the gate and the history to answers."""

from datetime import datetime

from app.api.mapping import Json, finding_json
from app.domain.facts import Fact
from app.domain.finding import Finding
from app.domain.history import OptOut, Reservation, Restriction, Send
from app.engine.gate import Judgement
from app.history.join import Joined


def decision_json(
    judgement: Judgement,
    joined: Joined,
    reservation: Reservation | None,
    validation: Json,
    reference: str | None,
) -> Json:
    """Give the answer of /can-send."""
    decision, window = judgement.decision, judgement.window
    held = None
    if reservation is not None:
        held = {"id": reservation.id, "expires_at": reservation.expires_at}
    return {
        "decision": decision.decision.value,
        "reasons": [reason_json(finding) for finding in decision.reasons],
        "opens_at": window.opens_at,
        "closes_at": window.closes_at,
        "retry_at": decision.retry_at,
        "recommended_channel": judgement.recommended_channel,
        "reservation": held,
        "validation": validation,
        "history": [send_json(send) for send in joined.sends],
        "fact_sources": {
            "opted_out": joined.sources[Fact.OPTED_OUT],
            "messaging_restricted": joined.sources[Fact.MESSAGING_RESTRICTED],
            "review_requests": joined.sources[Fact.REVIEW_REQUESTS],
        },
        "reference": reference,
    }


def reason_json(finding: Finding) -> Json:
    """Give a finding that decided."""
    return {**finding_json(finding), "ends_at": finding.ends_at}


def send_json(send: Send) -> Json:
    """Give a send."""
    return {
        "id": send.id,
        "order_id": send.order_id,
        "message_type": send.message_type,
        "channel": send.channel,
        "sent_at": send.sent_at,
        "external_id": send.external_id,
        "is_review_request": send.is_review_request,
        "is_blocked": send.is_blocked,
        "origin": send.origin,
    }


def reservation_json(reservation: Reservation) -> Json:
    """Give a reservation."""
    return {
        "id": reservation.id,
        "message_type": reservation.message_type,
        "channel": reservation.channel,
        "created_at": reservation.created_at,
        "expires_at": reservation.expires_at,
        "state": reservation.state,
    }


def opt_out_json(opt_out: OptOut) -> Json:
    """Give an opt-out."""
    return {
        "order_id": opt_out.order_id,
        "buyer_key": opt_out.buyer_key,
        "reason": opt_out.reason,
        "recorded_at": opt_out.recorded_at,
        "origin": opt_out.origin,
    }


def restriction_json(restriction: Restriction, now: datetime) -> Json:
    """Give a restriction."""
    return {
        "until": restriction.until,
        "reason": restriction.reason,
        "recorded_at": restriction.recorded_at,
        "origin": restriction.origin,
        "is_in_force": restriction.is_in_force(now),
    }
