"""Message after the end of the 30 days in which a seller may begin to write.

Amazon allows a message that the seller begins until 30 days after the order's completion. The
completion is the delivery, or the latest promised delivery where no delivery is known. A day is 24
hours, and the last instant still counts as inside.

Sources differ on the start: some count from the placement of the order. Between the two ends the
rule warns, and with the setting `PRESEND_WINDOW_ANCHOR=placement`, or for a day before 2020-11-03,
the earlier end is an error. Before the earlier end nobody objects, whatever the completion.

## Not flagged
Package inserts, which leave with the parcel. A reply is only warned about, and needs no dates.

## How to fix
Do not send it. If the buyer wrote, answer his message and declare a reply.
"""

from collections.abc import Iterator

from app.domain.facts import Fact
from app.domain.finding import Hit, Unknown
from app.domain.severity import Severity
from app.rules.contract import Example, RuleContext, Stage, rule
from app.rules.sending import (
    counts_from_placement,
    is_package_insert,
    is_proactive,
    shown,
    window_ends,
)

_ORDER = {
    "order_id": "028-1234567-1234567",
    "placed_at": "2026-09-25T10:00:00Z",
    "delivered_at": "2026-10-01T10:00:00Z",
}


@rule(
    severity=Severity.ERROR,
    also=(Severity.WARNING,),
    clauses=("thirty-days",),
    since="0.1.0",
    stage=Stage.SENDING,
    settings=("window_anchor",),
    examples=(
        Example.flagged(
            "Please find your invoice for order 028-1234567-1234567 attached.",
            why="one second after the 30 days since delivery",
            given={"order": _ORDER, "options": {"send_at": "2026-10-31T10:00:01Z"}},
        ),
        Example.flagged(
            "Please find your invoice for order 028-1234567-1234567 attached.",
            severity=Severity.WARNING,
            why="30 days after placement, not yet after delivery: sources differ",
            given={"order": _ORDER, "options": {"send_at": "2026-10-26T10:00:00Z"}},
        ),
        Example.flagged(
            "You asked about the missing screws of order 028-1234567-1234567: they are in box 2.",
            severity=Severity.WARNING,
            why="a late reply",
            given={
                "message": {"initiative": "reply"},
                "order": _ORDER,
                "options": {"send_at": "2026-11-20T10:00:00Z"},
            },
        ),
        Example.allowed(
            "Please find your invoice for order 028-1234567-1234567 attached.",
            why="inside, whatever the anchor",
            given={"order": _ORDER, "options": {"send_at": "2026-10-25T10:00:00Z"}},
        ),
        Example.allowed(
            "Please find your invoice for order 028-1234567-1234567 attached.",
            why="the completion decides where no placement is known, and its end is inside",
            given={
                "order": {
                    "order_id": "028-1234567-1234567",
                    "latest_delivery_at": "2026-10-01T10:00:00Z",
                },
                "options": {"send_at": "2026-10-31T10:00:00Z"},
            },
        ),
        Example.allowed(
            "Assembly instructions for order 028-1234567-1234567.",
            why="a package insert",
            given={
                "message": {"channel": "package_insert"},
                "order": _ORDER,
                "options": {"send_at": "2027-01-01T10:00:00Z"},
            },
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Compare the moment of sending with the ends of the window."""
    order, now = ctx.facts.order, ctx.facts.now
    if order is None or is_package_insert(ctx):
        return
    ends = window_ends(order, ctx.policy)
    from_placement, from_completion = ends.from_placement, ends.from_completion
    if from_placement is not None and now <= from_placement:
        return
    is_placement_strict = counts_from_placement(ctx.policy)
    severity = Severity.ERROR if is_proactive(ctx) else Severity.WARNING
    if from_completion is not None and now > from_completion:
        yield Hit(_closed(shown(from_completion), "completion"), severity=severity)
    elif from_placement is not None and is_placement_strict:
        yield Hit(_closed(shown(from_placement), "placement"), severity=severity)
    elif from_completion is None and is_proactive(ctx) and not is_placement_strict:
        yield Unknown.missing_fact(Fact.DELIVERED_AT, Fact.LATEST_DELIVERY_AT)
    elif from_placement is not None:
        yield Hit(
            "More than 30 days have passed since the order was placed, and sources differ on "
            f"whether the 30 days count from then: since {shown(from_placement)} some forbid it.",
            severity=Severity.WARNING,
        )
    elif is_proactive(ctx):
        needed_for = Severity.ERROR if is_placement_strict else Severity.WARNING
        yield Unknown.missing_fact(Fact.PLACED_AT, severity=needed_for)


def _closed(end: str, anchor: str) -> str:
    return f"The 30 days after the order's {anchor}, in which a seller may write, ended {end}."
