"""Order of a marketplace that is unknown, or that is none of Amazon's.

Amazon also ships what was sold elsewhere. Such orders carry an id of a sales channel outside
Amazon, and their buyers cannot be written to through Amazon.

## Not flagged
Country codes and Amazon's marketplace ids, in any case; UK is GB.

## How to fix
Give the marketplace as the order has it. Buyers of another channel are reached there.
"""

from collections.abc import Iterator

from app.domain.facts import Fact
from app.domain.finding import Hit, Unknown
from app.domain.severity import Severity
from app.rules.contract import Example, RuleContext, Stage, rule

_BODY = "When may we deliver your wardrobe, order 028-1234567-1234567?"


def _given(marketplace: str) -> dict[str, object]:
    return {
        "order": {"order_id": "028-1234567-1234567", "marketplace": marketplace},
        "options": {"send_at": "2026-10-10T10:00:00Z"},
    }


@rule(
    severity=Severity.ERROR,
    clauses=("permitted-messages",),
    since="0.1.0",
    stage=Stage.SENDING,
    examples=(
        Example.flagged(_BODY, why="multi-channel fulfilment", given=_given("AFQLKURYRPEL8")),
        Example.flagged(_BODY, why="no such country code", given=_given("XX")),
        Example.flagged(_BODY, why="a shop of another kind", given=_given("ebay.de")),
        Example.allowed(_BODY, given=_given("DE")),
        Example.allowed(_BODY, given=_given("a1pa6795ukmfr9")),
        Example.allowed(_BODY, why="the United Kingdom", given=_given("uk")),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Look the marketplace up among Amazon's."""
    order, stores = ctx.facts.order, ctx.policy.marketplaces
    if order is None:
        return
    if order.marketplace is None:
        yield Unknown.missing_fact(Fact.MARKETPLACE)
    elif stores.is_foreign(order.marketplace):
        yield Hit("The order was sold outside Amazon; its buyer is not reached through Amazon.")
    elif stores.find(order.marketplace) is None:
        yield Hit("The marketplace is none that is known of Amazon.")
