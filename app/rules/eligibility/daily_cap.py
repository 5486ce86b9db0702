"""More messages today than Amazon lets an account send.

Amazon caps a day's messages at five times the average daily orders plus 600. The rule speaks only
where both figures are given; the message at hand is counted as one more.

## Not flagged
Exactly the cap. Package inserts.

## How to fix
Send the rest tomorrow, the critical ones first.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.severity import Severity
from app.rules.contract import Example, RuleContext, Stage, rule
from app.rules.sending import is_package_insert

_BODY = "When may we deliver your wardrobe, order 028-1234567-1234567?"


def _given(sent: int | None, average: float | None) -> dict[str, object]:
    return {
        "order": {"order_id": "028-1234567-1234567"},
        "seller": {"messages_sent_today": sent, "average_daily_orders": average},
        "options": {"send_at": "2026-10-10T10:00:00Z"},
    }


@rule(
    severity=Severity.WARNING,
    clauses=("daily-cap",),
    since="0.1.0",
    stage=Stage.SENDING,
    examples=(
        Example.flagged(_BODY, given=_given(1100, 100)),
        Example.flagged(_BODY, why="a new shop", given=_given(600, 0)),
        Example.flagged(_BODY, why="602 over 601", given=_given(601, 0.2)),
        Example.allowed(_BODY, why="the last one", given=_given(1099, 100)),
        Example.allowed(_BODY, why="no average given", given=_given(5000, None)),
        Example.allowed(_BODY, why="no count given", given=_given(None, 10)),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Compare the day's messages, this one included, with the cap."""
    sent, average = ctx.facts.seller.messages_sent_today, ctx.facts.seller.average_daily_orders
    if sent is None or average is None or is_package_insert(ctx):
        return
    limits = ctx.policy.limits.eligibility
    cap = limits.daily_cap_per_average_order * average + limits.daily_cap_base
    if sent + 1 > cap:
        yield Hit(f"This would be message {sent + 1} today; Amazon's cap is {cap:.0f}.")
