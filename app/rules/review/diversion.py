"""An unhappy buyer is steered to the seller in place of a review.

Whoever has something to complain of may say so in public like everybody else. A message that asks
him to come to the seller first, or instead, keeps the bad reviews away.

## Not flagged
An offer of help that leaves the review alone.

## How to fix
Delete the part that sends unhappy buyers elsewhere; an offer of help may stay, in its own words.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.severity import Confidence, Severity
from app.meaning.acts import TALK
from app.meaning.answers import first_of, hit_on, quoted, unread
from app.meaning.conditions import TURNS, diversion
from app.rules.contract import Example, RuleContext, rule


@rule(
    severity=Severity.ERROR,
    clauses=("no-diversion",),
    since="0.1.0",
    examples=(
        Example.flagged("⟦Before you leave a review, please contact us.⟧"),
        Example.flagged("Please rate us. ⟦If anything is wrong, tell us first.⟧"),
        Example.flagged(
            "⟦Wenn etwas nicht stimmt, schreiben Sie bitte uns statt einer Bewertung.⟧"
        ),
        Example.allowed("If anything is wrong with the order, contact us."),
        Example.allowed("Please leave a review, good or bad."),
        Example.allowed("Before you mount the shelf, contact us about the wall."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Flag the words that put the seller before or in the place of the public."""
    yield from unread(ctx.reading)
    for reading, found in first_of(ctx.reading, diversion, at=TURNS, beside=TALK):
        yield hit_on(
            reading,
            "Sends unhappy buyers to the seller before or in place of a review "
            f"({quoted(reading, found)}).",
            found,
            confidence=Confidence.MEDIUM,
        )
