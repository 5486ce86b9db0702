"""From requests to the domain, and from the domain to answers."""

from datetime import UTC, datetime
from typing import Any

from app.api.limits import day_of
from app.api.requests import BuyerIn, CheckRequest, MessageIn, OrderIn, SellerIn
from app.domain.facts import BuyerFacts, Facts, OrderFacts, ReviewRequest, SellerFacts
from app.domain.finding import Finding, LocatedFix, NotEvaluated, Reference
from app.domain.severity import Applicability
from app.domain.submission import DeclaredAttachment, DeclaredImage, Submission
from app.engine.engine import Evaluation
from app.engine.fixes import Fixed
from app.message.parsed import ParsedMessage

Json = dict[str, Any]


def submission_of(message: MessageIn) -> Submission:
    """Give the message as the pipeline takes it."""
    return Submission(
        body=message.body,
        subject=message.subject,
        format=message.format,
        language=message.language,
        channel=message.channel,
        initiative=message.initiative,
        message_type=message.message_type,
        is_template=message.is_template,
        necessary_links=tuple(message.necessary_links),
        attachments=tuple(
            DeclaredAttachment(
                a.filename, a.content_type, a.size_bytes, a.purpose, a.content_base64
            )
            for a in message.attachments
        ),
        images=tuple(DeclaredImage(image.src, image.role) for image in message.images),
    )


def facts_of(request: CheckRequest, now: datetime) -> Facts:
    """Give the facts; `now` is the moment of the request, used where no `send_at` is given."""
    return Facts(
        now=request.options.send_at or now,
        as_of=day_of(request, now),
        order=_order(request.order) if request.order is not None else None,
        buyer=_buyer(request.buyer),
        seller=_seller(request.seller),
    )


def _order(order: OrderIn) -> OrderFacts:
    requests = order.review_requests
    types = order.available_message_types
    return OrderFacts(
        order_id=order.order_id,
        marketplace=order.marketplace,
        placed_at=order.placed_at,
        shipped_at=order.shipped_at,
        earliest_delivery_at=order.earliest_delivery_at,
        latest_delivery_at=order.latest_delivery_at,
        delivered_at=order.delivered_at,
        status=order.status,
        fulfillment_channel=order.fulfillment_channel,
        is_customized=order.is_customized,
        review_requests=(
            None if requests is None else tuple(ReviewRequest(r.at, r.channel) for r in requests)
        ),
        available_message_types=None if types is None else tuple(types),
    )


def _buyer(buyer: BuyerIn) -> BuyerFacts:
    return BuyerFacts(buyer.buyer_id, buyer.language, buyer.opted_out, buyer.contacted_seller_at)


def _seller(seller: SellerIn) -> SellerFacts:
    return SellerFacts(
        seller_id=seller.seller_id,
        messaging_restricted=seller.messaging_restricted,
        messaging_restricted_until=seller.messaging_restricted_until,
        average_daily_orders=seller.average_daily_orders,
        messages_sent_today=seller.messages_sent_today,
        own_domains=tuple(seller.own_domains),
        dictionary=tuple(seller.dictionary),
    )


def finding_json(finding: Finding, withdrawn: frozenset[tuple[str, str]] = frozenset()) -> Json:
    """Give a finding as the contract has it; a withdrawn fix is offered for review."""
    place = finding.location
    offered_as = None
    if (finding.rule_id, finding.fingerprint) in withdrawn:
        offered_as = Applicability.REVIEW.value
    return {
        "rule_id": finding.rule_id,
        "family": finding.family,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "message": finding.message,
        "location": None
        if place is None
        else {
            "field": place.field,
            "start": place.start,
            "end": place.end,
            "start_utf16": place.start_utf16,
            "end_utf16": place.end_utf16,
            "line": place.line,
            "column": place.column,
            "page": place.page,
            "paragraph": place.paragraph,
        },
        "excerpt": finding.excerpt,
        "text": finding.text,
        "policy": [clause_json(reference) for reference in finding.policy],
        "fix": fix_json(finding.fix, offered_as) if finding.fix is not None else None,
        "fingerprint": finding.fingerprint,
        "docs_url": f"/rules/{finding.rule_id}",
    }


def clause_json(reference: Reference) -> Json:
    """Give a clause as the contract has it."""
    return {
        "clause": reference.clause,
        "statement": reference.statement,
        "source": reference.source,
        "url": reference.url,
        "effective_from": reference.effective_from,
    }


def fix_json(fix: LocatedFix, offered_as: str | None = None) -> Json:
    """Give a fix as the contract has it, `offered_as` in place of its own applicability."""
    return {
        "title": fix.title,
        "applicability": offered_as or fix.applicability,
        "edits": [
            {
                "field": edit.field,
                "start": edit.start,
                "end": edit.end,
                "start_utf16": edit.start_utf16,
                "end_utf16": edit.end_utf16,
                "replacement": edit.replacement,
            }
            for edit in fix.edits
        ],
    }


def not_evaluated_json(rule: NotEvaluated) -> Json:
    """Give a rule without an answer as the contract has it."""
    return {
        "rule_id": rule.rule_id,
        "reason": rule.reason.value,
        "missing": [fact.value for fact in rule.missing],
    }


def validation_json(
    evaluation: Evaluation,
    message: ParsedMessage,
    reference: str | None,
    ruleset_version: str,
    fixed: Fixed | None,
) -> Json:
    """Give the answer of /validate."""
    withdrawn = fixed.withdrawn if fixed is not None else frozenset()
    return {
        "verdict": evaluation.verdict.value,
        "findings": [finding_json(finding, withdrawn) for finding in evaluation.findings],
        "not_evaluated": [not_evaluated_json(rule) for rule in evaluation.not_evaluated],
        "disabled": list(evaluation.disabled),
        "accepted": [finding_json(finding) for finding in evaluation.accepted],
        "reference": reference,
        "fixed": fixed_json(fixed) if fixed is not None else None,
        "message_facts": message_facts_json(message),
        "policy_edition": evaluation.policy_edition,
        "ruleset_version": ruleset_version,
        "evaluated_at": datetime.now(UTC),
    }


def fixed_json(fixed: Fixed) -> Json:
    """Give the mended message as the contract has it."""
    return {
        "subject": fixed.draft.subject,
        "body": fixed.draft.body,
        "remaining": [finding_json(f, fixed.withdrawn) for f in fixed.remaining.findings],
    }


def message_facts_json(message: ParsedMessage) -> Json:
    """Give what was seen of a message."""
    text = message.body.text
    return {
        "language": {"tag": message.language.tag, "score": round(message.language.score, 2)},
        "visible_characters": len(text.strip()),
        "words": len(text.split()),
        "links": len(message.links),
        "images": len(message.images),
    }
