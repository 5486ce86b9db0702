"""What the request says and what the history knows, joined to the safer side."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from app.domain.facts import BuyerFacts, Fact, Facts, OrderFacts, ReviewRequest, SellerFacts
from app.domain.history import KnownHistory, Origin, Restriction, Send
from app.domain.message_type import Channel, MessageType

_OWN_WORDS: Final = (Channel.EMAIL, Channel.CONTACT_BUYER, Channel.MESSAGING_API)


@dataclass(frozen=True, slots=True)
class Joined:
    """The joined facts, all sends that are known, and whose word the joined facts rest on.

    `sources` names the facts that something of the joined kind is known about: by the request, by
    the history, or by both.
    """

    facts: Facts
    sends: tuple[Send, ...]
    sources: dict[Fact, tuple[str, ...]]


def join(facts: Facts, known: KnownHistory) -> Joined:
    """Join facts and history: the stricter counts, and the unknown of one yields to the other."""
    order = _order(facts.order, known) if facts.order is not None else None
    joined = replace(
        facts,
        order=order,
        buyer=_buyer(facts.buyer, known),
        seller=_seller(facts.seller, known.restriction, facts.now),
    )
    return Joined(joined, _sends(facts.order, known), _sources(facts, known))


def _order(order: OrderFacts, known: KnownHistory) -> OrderFacts:
    requested = tuple(
        ReviewRequest(send.sent_at, send.channel) for send in known.sends if send.is_review_request
    )
    said = order.review_requests
    return replace(
        order,
        review_requests=(*(said or ()), *requested) if requested else said,
        was_review_requested=known.was_review_requested,
        review_request_reserved_until=known.reserved_until,
        free_form_sent_at=max(
            (send.sent_at for send in known.sends if _is_free_form(send)), default=None
        ),
    )


def _is_free_form(send: Send) -> bool:
    is_answer = send.message_type is MessageType.BUYER_INQUIRY
    return send.channel in _OWN_WORDS and not is_answer and not send.is_blocked


def _buyer(buyer: BuyerFacts, known: KnownHistory) -> BuyerFacts:
    return replace(buyer, opted_out=True) if known.is_opted_out else buyer


def _seller(seller: SellerFacts, known: Restriction | None, now: datetime) -> SellerFacts:
    """Give the later end of the restrictions in force; one without a known end is the latest."""
    until = seller.messaging_restricted_until
    ends: list[datetime | None] = []
    if now < until if until is not None else seller.messaging_restricted:
        ends.append(until)
    if known is not None and known.is_in_force(now):
        ends.append(known.until)
    if not ends:
        return seller
    known_ends = [end for end in ends if end is not None]
    is_endless = len(known_ends) < len(ends)
    return replace(
        seller,
        messaging_restricted=True,
        messaging_restricted_until=None if is_endless else max(known_ends),
    )


def _sends(order: OrderFacts | None, known: KnownHistory) -> tuple[Send, ...]:
    """Give the sends of both, the oldest first."""
    said = order.review_requests or () if order is not None else ()
    order_id = order.order_id if order is not None else ""
    told = [_as_send(order_id, request) for request in said]
    return tuple(sorted((*known.sends, *told), key=lambda send: send.sent_at))


def _as_send(order_id: str, request: ReviewRequest) -> Send:
    return Send(
        id=None,
        order_id=order_id,
        message_type=MessageType.REVIEW_REQUEST,
        channel=request.channel,
        sent_at=request.at,
        external_id=None,
        is_review_request=True,
        is_blocked=False,
        origin=Origin.REQUEST,
    )


def _sources(facts: Facts, known: KnownHistory) -> dict[Fact, tuple[str, ...]]:
    order = facts.order
    seller = facts.seller
    requested = order.review_requests if order is not None else None
    said = {
        Fact.OPTED_OUT: facts.buyer.opted_out is not None,
        Fact.MESSAGING_RESTRICTED: seller.messaging_restricted is not None
        or seller.messaging_restricted_until is not None,
        Fact.REVIEW_REQUESTS: requested is not None,
    }
    remembered = {
        Fact.OPTED_OUT: known.is_opted_out,
        Fact.MESSAGING_RESTRICTED: known.restriction is not None,
        Fact.REVIEW_REQUESTS: known.was_review_requested or known.reserved_until is not None,
    }
    return {fact: _names(said[fact], remembered[fact]) for fact in said}


def _names(*known_by: bool) -> tuple[str, ...]:
    names: Sequence[str] = ("request", "history")
    return tuple(name for name, is_known in zip(names, known_by, strict=True) if is_known)
