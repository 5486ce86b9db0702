"""A buyer is told what his review should say.

Suggested sentences, keywords to use and points to mention put words into the buyer's mouth.

## Not flagged
Leaving the words to the buyer; saying where the form is.

## How to fix
Delete the instructions.
"""

from collections.abc import Iterator

from app.domain.concept import Concept
from app.domain.finding import Hit, Unknown
from app.domain.severity import Confidence, Severity
from app.meaning.acts import TALK
from app.meaning.answers import first_of, hit_on, quoted, unread
from app.meaning.wishes import words_dictated
from app.rules.contract import Example, RuleContext, rule


@rule(
    severity=Severity.WARNING,
    clauses=("no-positive-request",),
    since="0.1.0",
    examples=(
        Example.flagged("⟦In your review, please mention the fast delivery.⟧"),
        Example.flagged("⟦Copy this text into your review.⟧"),
        Example.flagged("⟦Please leave a review and say that it fits.⟧"),
        Example.allowed("Please leave a review in your own words."),
        Example.allowed("Please mention the order number when you reply."),
        Example.allowed("You find the form for a review in Your Orders."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Flag what puts words into a review."""
    yield from unread(ctx.reading)
    for reading, found in first_of(ctx.reading, words_dictated, at=(Concept.DICTATE,), beside=TALK):
        yield hit_on(
            reading,
            f"Tells the buyer what to write ({quoted(reading, found)}).",
            found,
            confidence=Confidence.MEDIUM,
        )
