"""The gate's decision once more, written down plainly from the policy, without the product's code.

Instants are seconds from the moment of sending; None is unknown.
"""

from dataclasses import dataclass

DAY = 86_400
CRITICAL = {"customization", "delivery_scheduling", "order_problem", "legal_disclosure"}
STILL_OF_USE_WHEN_CANCELLED = {"order_problem", "return", "invoice", "legal_disclosure"}


@dataclass(frozen=True)
class Case:
    """Everything that the decision depends on."""

    # the message
    message_type: str
    channel: str
    is_reply: bool
    text_asks_for_review: bool
    content: str  # clean, warning, error, doubtful error, unanswered
    disabled_an_error_rule: bool
    # the order
    has_order: bool
    placed: int | None
    shipped: int | None
    earliest: int | None
    latest: int | None
    delivered: int | None
    status: str | None
    is_customized: bool | None
    review_requested: bool
    reserved_until: int | None
    offered: tuple[str, ...] | None
    marketplace: str | None  # known, unknown
    # buyer and seller
    opted_out: bool | None
    buyer_wrote: int | None
    restricted: bool | None
    restricted_until: int | None
    sent_today: int | None
    average: float | None
    # the day's edition and the operator's choices
    edition: str  # 2018, 2020, 2025
    placement_decides: bool
    unknown_opt_out_needs_review: bool
    unknown_restriction_needs_review: bool


class Verdict:
    """What speaks against sending: errors and warnings with their ends, and doubts."""

    def __init__(self) -> None:
        self.errors: list[int | None] = []
        self.warnings: list[int | None] = []
        self.unsure = False


def decide(case: Case) -> tuple[str, int | None]:
    """Give the decision and when to ask again."""
    verdict = Verdict()
    add_content(case, verdict)
    add_timing(case, verdict)
    if case.edition != "2018":
        add_eligibility(case, verdict)
    add_repeat(case, verdict)
    if None in verdict.errors:
        return "do_not_send", None
    if verdict.errors:
        retry = max(end for end in verdict.errors if end is not None)
        closes = closing_time(case)
        if closes is not None and retry > closes:
            return "do_not_send", None
        return "wait", retry
    if verdict.warnings or verdict.unsure:
        ends = [end for end in verdict.warnings if end is not None]
        return "needs_review", max(ends) if ends else None
    return "send_now", None


def add_content(case: Case, verdict: Verdict) -> None:
    if case.disabled_an_error_rule:
        verdict.unsure = True
    if case.channel == "solicitation":
        return
    if case.content == "error":
        verdict.errors.append(None)
    if case.content in ("warning", "doubtful error"):
        verdict.warnings.append(None)
    if case.content == "unanswered":
        verdict.unsure = True


def is_review_request(case: Case) -> bool:
    by_words = case.text_asks_for_review and case.channel != "solicitation"
    return case.message_type == "review_request" or by_words


def completion(case: Case) -> int | None:
    return case.latest if case.delivered is None else case.delivered


def by_placement(case: Case) -> bool:
    return case.placement_decides or case.edition == "2018"


def closing_time(case: Case) -> int | None:
    if not case.has_order or case.is_reply or case.channel == "package_insert":
        return None
    after_placement = None if case.placed is None else case.placed + 30 * DAY
    done = completion(case)
    after_completion = None if done is None else done + 30 * DAY
    if by_placement(case):
        closes = after_placement
    elif after_completion is not None and after_placement is not None:
        closes = max(after_completion, after_placement)
    else:
        closes = after_completion
    if case.channel == "solicitation" and case.message_type == "review_request":
        if case.latest is None or closes is None:
            return None
        closes = min(closes, case.latest + 30 * DAY)
    return closes


def add_timing(case: Case, verdict: Verdict) -> None:
    if case.buyer_wrote is not None and case.buyer_wrote > 0:
        verdict.errors.append(None)
    if not case.has_order:
        return
    if dates_contradict(case):
        verdict.errors.append(None)
    if case.channel == "package_insert":
        return
    add_window(case, verdict)
    if is_review_request(case):
        if case.channel == "solicitation":
            add_solicitation_window(case, verdict)
        else:
            add_before_delivery(case, verdict)


def dates_contradict(case: Case) -> bool:
    pairs = [
        (case.placed, case.shipped),
        (case.placed, case.delivered),
        (case.shipped, case.delivered),
        (case.placed, case.earliest),
        (case.placed, case.latest),
        (case.earliest, case.latest),
    ]
    for first, second in pairs:
        if first is not None and second is not None and first > second:
            return True
    for happened in (case.placed, case.shipped, case.delivered):
        if happened is not None and happened > 0:
            return True
    moved = case.shipped is not None or case.delivered is not None
    return case.status in ("pending", "unshipped") and moved


def add_window(case: Case, verdict: Verdict) -> None:
    past_placement = None if case.placed is None else case.placed + 30 * DAY < 0
    done = completion(case)
    past_completion = None if done is None else done + 30 * DAY < 0
    if past_placement is False:
        return
    if past_completion or (past_placement and by_placement(case)):
        (verdict.warnings if case.is_reply else verdict.errors).append(None)
    elif past_placement and (case.is_reply or past_completion is False):
        verdict.warnings.append(None)
    elif case.is_reply:
        return
    elif by_placement(case) or past_completion is None:
        verdict.unsure = True


def add_solicitation_window(case: Case, verdict: Verdict) -> None:
    if case.earliest is None or case.latest is None:
        verdict.unsure = True
    if case.earliest is not None and case.earliest + 5 * DAY > 0:
        verdict.errors.append(case.earliest + 5 * DAY)
    if case.latest is not None and case.latest + 30 * DAY < 0:
        verdict.errors.append(None)


def add_before_delivery(case: Case, verdict: Verdict) -> None:
    done = completion(case)
    later = done if done is not None and done > 0 else None
    if case.delivered is not None:
        if case.delivered > 0:
            verdict.warnings.append(case.delivered)
    elif case.status == "delivered":
        return
    elif case.status in ("pending", "unshipped"):
        verdict.warnings.append(later)
    else:
        if case.status is None or case.latest is None:
            verdict.unsure = True
        if case.latest is not None and case.latest > 0:
            verdict.warnings.append(case.latest)


def add_repeat(case: Case, verdict: Verdict) -> None:
    if not is_review_request(case):
        return
    if not case.has_order:
        verdict.unsure = True
    elif case.review_requested:
        verdict.errors.append(None)
    elif case.reserved_until is not None:
        verdict.errors.append(case.reserved_until)


def add_eligibility(case: Case, verdict: Verdict) -> None:
    insert = case.channel == "package_insert"
    if not case.has_order:
        if not case.is_reply:
            verdict.errors.append(None)
        elif case.buyer_wrote is None:
            verdict.unsure = True
    add_opt_out(case, verdict)
    add_restriction(case, verdict)
    if case.has_order:
        add_order(case, verdict)
    if not insert and None not in (case.sent_today, case.average):
        add_cap(case.sent_today or 0, case.average or 0, verdict)
    if case.edition == "2025":
        add_channel(case, verdict)


def add_cap(sent_today: int, average: float, verdict: Verdict) -> None:
    if sent_today + 1 > 5 * average + 600:
        verdict.warnings.append(None)


def add_opt_out(case: Case, verdict: Verdict) -> None:
    if case.channel == "package_insert" or case.is_reply or reaches_everyone(case):
        return
    if case.opted_out:
        verdict.errors.append(None)
    elif case.opted_out is None and case.channel == "email" and case.unknown_opt_out_needs_review:
        verdict.unsure = True


def reaches_everyone(case: Case) -> bool:
    custom = case.has_order and case.is_customized is True
    return (case.message_type in CRITICAL or custom) and not is_review_request(case)


def add_restriction(case: Case, verdict: Verdict) -> None:
    if case.is_reply or case.channel in ("solicitation", "package_insert"):
        return
    if case.restricted_until is not None:
        if case.restricted_until > 0:
            verdict.errors.append(case.restricted_until)
    elif case.restricted is True:
        verdict.errors.append(None)
    elif case.restricted is None and case.unknown_restriction_needs_review:
        verdict.unsure = True


def add_order(case: Case, verdict: Verdict) -> None:
    if not case.is_reply:
        asks = is_review_request(case)
        harmless = case.message_type in STILL_OF_USE_WHEN_CANCELLED and not asks
        if case.status == "cancelled" and asks:
            verdict.errors.append(None)
        elif case.status == "cancelled" and not harmless:
            verdict.warnings.append(None)
        elif case.status is None and not harmless:
            verdict.unsure = True
    if case.marketplace is None:
        verdict.unsure = True
    elif case.marketplace == "unknown":
        verdict.errors.append(None)
    by_api = case.channel in ("messaging_api", "solicitation")
    if by_api and case.offered is not None and case.message_type not in case.offered:
        verdict.errors.append(None)


def add_channel(case: Case, verdict: Verdict) -> None:
    """Add what the edition of April 2025 brought: the way, and the misuse of critical types."""
    if case.channel == "package_insert":
        return
    if case.channel == "solicitation":
        if case.message_type != "review_request":
            verdict.errors.append(None)
        return
    if case.is_reply:
        return
    if case.channel == "email" and reaches_everyone(case):
        if case.opted_out:
            verdict.errors.append(None)
        elif case.opted_out is None and case.unknown_opt_out_needs_review:
            verdict.unsure = True
    if case.message_type in CRITICAL and case.text_asks_for_review:
        verdict.errors.append(None)
