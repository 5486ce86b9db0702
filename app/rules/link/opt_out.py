"""Link to opt out of messages.

Buyers opt out of messages in their Amazon account. A link of the seller's own for it suggests a
mailing list, and Amazon forbids it by name.

## Not flagged
A sentence that says where in the account messages are set is no link; a request to opt out is
`purpose-opt-out-request`. Links to returns or cancellations are no opt-out, though they undo
something.

## How to fix
Delete the link with its words.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Severity
from app.message.link_class import is_opt_out
from app.message.links import Link
from app.rules.contract import Example, RuleContext, rule
from app.rules.limits import unread_addresses


@rule(
    severity=Severity.ERROR,
    clauses=("no-opt-out-links",),
    since="0.1.0",
    examples=(
        Example.flagged('<a href="⟦https://shop.example/unsubscribe?id=1⟧">here</a>'),
        Example.flagged('<a href="⟦https://mail.example/p/1⟧">Newsletter abbestellen</a>'),
        Example.flagged('<a href="⟦https://www.amazon.fr/gp/x⟧">Se désabonner</a>'),
        Example.allowed('<a href="https://www.amazon.de/returns/order">Rücksendung</a>'),
        Example.allowed('<a href="https://www.amazon.com/your-orders/">Cancel the order</a>'),
        Example.allowed("You set which messages you get in your account."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every link whose words or address say that it opts out."""
    for link in ctx.message.links:
        if is_opt_out(link.url, link.text, ctx.policy.domains):
            yield Hit("Lets the buyer opt out of messages.", link.span, fix=_deletion(link))
    yield from unread_addresses(ctx)


def _deletion(link: Link) -> Fix:
    title = "Delete the opt-out link"
    place = link.element.outer_span if link.element is not None else None
    if place is None or link.element is None or link.element.end_tag_span is None:
        return Fix.review(title, Edit(place or link.span))
    return Fix.safe(title, Edit(place))
