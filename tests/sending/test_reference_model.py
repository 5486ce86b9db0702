"""The decision against a plain model of it, over many generated cases."""

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from app.api.service import Service
from app.domain.facts import BuyerFacts, Facts, OrderFacts, ReviewRequest, SellerFacts
from app.domain.finding import Finding, NotEvaluated
from app.domain.message_type import Channel, Initiative, MessageType, OrderStatus
from app.domain.severity import Confidence, NotEvaluatedReason, Severity, Verdict
from app.domain.submission import Submission
from app.engine.engine import Engine, Evaluation, RunOptions
from app.engine.gate import Gate, Judgement
from app.message.parse import parse_message
from app.message.parsed import ParsedMessage
from app.policy.view import PolicyChoices, WhenUnknown, WindowAnchor
from tests.sending.reference_model import Case, decide

CASES = 100_000
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
EDITIONS = {"2018": date(2020, 11, 2), "2020": date(2025, 4, 24), "2025": date(2026, 11, 20)}
TEXTS = {
    False: "When may we deliver your wardrobe, order 028-1234567-1234567?",
    True: "Please write a review of the lamp from order 028-1234567-1234567.",
}
STORES = {"known": "DE", "unknown": "XX"}
DAY = 86_400
ENDS = [day * DAY for day in (-61, -31, -30, -29, -12, -6, -5, -4, -1, 0, 1, 3, 25, 31)]
MOMENTS = [end + tick for end in ENDS for tick in (-1, 0, 1)]


def dates(draw: random.Random) -> list[int | None]:
    """Draw placed, shipped, earliest, delivered, latest; mostly in an order that can happen."""
    known = (0.8, 0.4, 0.8, 0.4, 0.8)
    drawn = [draw.choice(MOMENTS) if draw.random() < share else None for share in known]
    if draw.random() < 0.1:
        return drawn
    ordered = iter(sorted(moment for moment in drawn if moment is not None))
    drawn = [None if moment is None else next(ordered) for moment in drawn]
    for index in (0, 1, 3):  # what happened lies in the past
        moment = drawn[index]
        if moment is not None and moment > 0:
            drawn[index] = None
    return drawn


def cases(seed: int, count: int) -> Iterator[Case]:
    """Draw cases: mostly plausible ones near the boundaries, some contradictory ones."""
    draw = random.Random(seed)  # noqa: S311 -- repeatable on purpose
    types = [one.value for one in MessageType]
    channels = [one.value for one in Channel]
    statuses = [None, "shipped", "shipped", "delivered", "unshipped", "pending", "cancelled"]

    def maybe(values: list[int], known: float) -> int | None:
        return draw.choice(values) if draw.random() < known else None

    for _ in range(count):
        placed, shipped, earliest, delivered, latest = dates(draw)
        message_type = draw.choice([*types, *["review_request"] * 8])
        yield Case(
            message_type=message_type,
            channel=draw.choice(channels),
            is_reply=draw.random() < 0.15,
            text_asks_for_review=draw.random() < 0.3,
            content=draw.choice(
                [*["clean"] * 8, "warning", "error", "doubtful error", "unanswered"]
            ),
            disabled_an_error_rule=draw.random() < 0.05,
            has_order=draw.random() < 0.95,
            placed=placed,
            shipped=shipped,
            earliest=earliest,
            delivered=delivered,
            latest=latest,
            status=draw.choice(statuses),
            is_customized=draw.choice([None, False, True]),
            review_requested=draw.random() < 0.1,
            reserved_until=maybe([300, 900, 2 * DAY], 0.15),
            offered=draw.choice([None, None, None, (), (message_type,), ("invoice",)]),
            marketplace=draw.choice([*["known"] * 8, "unknown", None]),
            opted_out=draw.choice([None, False, False, True]),
            buyer_wrote=maybe([-DAY, -1, 0, 1], 0.5),
            restricted=draw.choice([None, False, False, True]),
            restricted_until=maybe([-1, 0, 1, 3 * DAY, 31 * DAY], 0.2),
            sent_today=draw.choice([None, 0, 599, 600, 1099, 1100]),
            average=draw.choice([None, 0.0, 100.0]),
            edition=draw.choice(["2018", "2020", *["2025"] * 6]),
            placement_decides=draw.random() < 0.2,
            unknown_opt_out_needs_review=draw.random() < 0.3,
            unknown_restriction_needs_review=draw.random() < 0.2,
        )


def instant(seconds: int | None) -> datetime | None:
    return None if seconds is None else NOW + timedelta(seconds=seconds)


def facts_of(case: Case) -> Facts:
    order = OrderFacts(
        order_id="028-1234567-1234567",
        marketplace=STORES.get(case.marketplace or ""),
        placed_at=instant(case.placed),
        shipped_at=instant(case.shipped),
        earliest_delivery_at=instant(case.earliest),
        latest_delivery_at=instant(case.latest),
        delivered_at=instant(case.delivered),
        status=OrderStatus(case.status) if case.status else None,
        is_customized=case.is_customized,
        review_requests=(ReviewRequest(NOW),) if case.review_requested else None,
        available_message_types=(
            None if case.offered is None else tuple(map(MessageType, case.offered))
        ),
        review_request_reserved_until=instant(case.reserved_until),
    )
    return Facts(
        now=NOW,
        as_of=EDITIONS[case.edition],
        order=order if case.has_order else None,
        buyer=BuyerFacts(
            language="en", opted_out=case.opted_out, contacted_seller_at=instant(case.buyer_wrote)
        ),
        seller=SellerFacts(
            messaging_restricted=case.restricted,
            messaging_restricted_until=instant(case.restricted_until),
            average_daily_orders=case.average,
            messages_sent_today=case.sent_today,
        ),
    )


def content_of(case: Case) -> Evaluation:
    """Give an evaluation of the content of the wanted kind, as the engine would."""
    kind = "clean" if case.channel == "solicitation" else case.content
    findings: tuple[Finding, ...] = ()
    unanswered: tuple[NotEvaluated, ...] = ()
    if kind == "unanswered":
        reason = NotEvaluatedReason.UNSUPPORTED_LANGUAGE
        unanswered = (NotEvaluated("text-offensive", Severity.ERROR, reason),)
    elif kind != "clean":
        severity = Severity.WARNING if kind == "warning" else Severity.ERROR
        confidence = Confidence.LOW if kind == "doubtful error" else Confidence.HIGH
        finding = Finding(
            "link-external", "link", severity, confidence, "", None, None, None, (), None, "f"
        )
        findings = (finding,)
    return Evaluation(Verdict.ALLOWED, findings, (), unanswered, (), "2025-04")


class Bench:
    """Engines and parsed messages, made once for all cases."""

    def __init__(self, service: Service) -> None:
        self._gates: dict[PolicyChoices, tuple[Engine, Gate]] = {}
        self._service = service
        self._messages: dict[tuple[str, str, bool, bool], ParsedMessage] = {}
        for asks, text in TEXTS.items():
            parsed = parse_message(Submission(text), service.parsing)
            for kind, channel, is_reply in product(MessageType, Channel, (False, True)):
                declared = Submission(
                    text,
                    channel=channel,
                    initiative=Initiative.REPLY if is_reply else Initiative.PROACTIVE,
                    message_type=kind,
                )
                message = replace(parsed, declared=declared)
                self._messages[kind.value, channel.value, is_reply, asks] = message

    def gate(self, case: Case) -> tuple[Engine, Gate]:
        def unknown(needs_review: bool) -> WhenUnknown:  # noqa: FBT001 -- a local shorthand
            return WhenUnknown.NEEDS_REVIEW if needs_review else WhenUnknown.ALLOW

        placement = case.placement_decides
        choices = PolicyChoices(
            WindowAnchor.PLACEMENT if placement else WindowAnchor.COMPLETION,
            unknown(case.unknown_opt_out_needs_review),
            unknown(case.unknown_restriction_needs_review),
        )
        if choices not in self._gates:
            base = self._service.engine
            engine = Engine(base.rules, base.book, choices, fail)
            self._gates[choices] = engine, Gate(engine)
        return self._gates[choices]

    def judge(self, case: Case) -> Judgement:
        engine, gate = self.gate(case)
        key = (case.message_type, case.channel, case.is_reply, case.text_asks_for_review)
        context = engine.context(self._messages[key], facts_of(case))
        disabled = (
            ["text-spelling", "style-gif"] if case.disabled_an_error_rule else ["text-spelling"]
        )
        return gate.judge(context, content_of(case), RunOptions(), disabled)

    def decide(self, case: Case) -> tuple[str, datetime | None]:
        decision = self.judge(case).decision
        return decision.decision.value, decision.retry_at


def fail(rule_id: str, error: BaseException) -> None:
    raise AssertionError(rule_id) from error


@pytest.fixture(scope="module")
def bench(service: Service) -> Bench:
    return Bench(service)


def test_decision_equals_the_plain_model(bench: Bench) -> None:
    seen: dict[str, int] = {}
    for number, case in enumerate(cases(2026, CASES)):
        decision, retry = decide(case)
        expected = decision, instant(retry)
        assert bench.decide(case) == expected, (number, case)
        seen[decision] = seen.get(decision, 0) + 1
    assert set(seen) == {"send_now", "wait", "needs_review", "do_not_send"}
    assert min(seen.values()) > CASES // 200, seen
