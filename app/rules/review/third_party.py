"""Reviews are sought from others than the buyer.

A review comes from someone who bought the product and decides by himself. Clubs of testers trade
products for reviews, and family and friends review out of courtesy.

## Not flagged
A gift for the family; friends who may use the product.

## How to fix
Delete the invitation.
"""

from collections.abc import Iterator

from app.domain.concept import Concept
from app.domain.finding import Hit, Unknown
from app.domain.severity import Confidence, Severity
from app.meaning.acts import TALK
from app.meaning.answers import first_of, hit_on, quoted, unread
from app.meaning.wishes import others_asked
from app.rules.contract import Example, RuleContext, rule


@rule(
    severity=Severity.ERROR,
    clauses=("no-third-party-reviews",),
    since="0.1.0",
    examples=(
        Example.flagged("⟦Please ask your family to leave a review too.⟧"),
        Example.flagged("⟦Join our product testers and write reviews.⟧"),
        Example.flagged("⟦Bitten Sie auch Freunde um eine Bewertung.⟧"),
        Example.allowed("The parcel for your sister is on its way."),
        Example.allowed("Please leave a review."),
        Example.allowed("The crew brings it to your friends on Monday."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Flag invitations to review that go beyond the buyer."""
    yield from unread(ctx.reading)
    for reading, found in first_of(
        ctx.reading, others_asked, at=(Concept.FAMILY, Concept.TESTER), beside=TALK
    ):
        yield hit_on(
            reading,
            f"Seeks reviews from others than the buyer ({quoted(reading, found)}).",
            found,
            confidence=Confidence.MEDIUM,
        )
