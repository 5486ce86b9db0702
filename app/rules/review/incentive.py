"""Something is given or promised for a review.

Money, a gift card, a refund, a free or cheaper product, points, a prize draw, a longer warranty, a
donation: whatever a buyer gets for a review, for its change or its removal, buys it. It does not
matter whether the review has to be a good one.

## Not flagged
A refund or replacement for a damage; a discount that an invoice lists; `nothing depends on it`.

## How to fix
Delete the promise, and keep it out of the parcel as well.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.severity import Confidence, Severity
from app.meaning.acts import ALTERS, TALK
from app.meaning.answers import first_of, hit_on, quoted, unread
from app.meaning.rewards import GIFTS, reward_for_review
from app.rules.contract import Example, RuleContext, rule


@rule(
    severity=Severity.ERROR,
    clauses=("no-incentive",),
    since="0.1.0",
    examples=(
        Example.flagged("⟦You get a $10 gift card for your review.⟧"),
        Example.flagged(
            "⟦Share your opinion on Amazon. Once it is live, we will send you a gift.⟧"
        ),
        Example.flagged("⟦For every review we donate one dollar.⟧"),
        Example.flagged("⟦Als Dankeschön für Ihre Bewertung erhalten Sie einen Gutschein.⟧"),
        Example.allowed("Please leave a review. It is voluntary, and nothing depends on it."),
        Example.allowed("We send you a replacement free of charge."),
        Example.allowed("The refund of 10 euro was sent to your card."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Flag what is given for a review."""
    yield from unread(ctx.reading)
    for reading, found in first_of(ctx.reading, reward_for_review, at=TALK | ALTERS, beside=GIFTS):
        yield hit_on(
            reading,
            f"Gives something for a review ({quoted(reading, found)}).",
            found,
            confidence=Confidence.MEDIUM,
        )
