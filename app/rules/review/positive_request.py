"""A positive review is asked for.

A request names no stars, no praise and no outcome. Asking for five stars, a good word or "all the
stars lit" tells the buyer what his opinion has to be.

## Not flagged
A request that leaves the outcome open; stars that are no rating.

## How to fix
Delete the word that names the outcome.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.concept import Concept
from app.domain.finding import Hit, Unknown
from app.domain.severity import Confidence, Severity
from app.meaning.acts import TALK
from app.meaning.answers import first_of, hit_on, quoted, unread
from app.meaning.wishes import PRAISE, praise_asked
from app.rules.contract import Example, RuleContext, rule

_MARKS: Final = PRAISE | {Concept.STARS}


@rule(
    severity=Severity.ERROR,
    clauses=("no-positive-request",),
    since="0.1.0",
    examples=(
        Example.flagged("⟦Please leave us a 5-star review.⟧"),
        Example.flagged("⟦Could you write a positive review?⟧"),
        Example.flagged("⟦Please light up all the stars for us on Amazon.⟧"),
        Example.flagged("⟦Bitte geben Sie uns fünf Sterne.⟧"),
        Example.allowed("Please leave a review, positive or negative."),
        Example.allowed("Use the five-star screwdriver."),
        Example.allowed("You decide how many stars fit."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Flag the words that name a good outcome."""
    yield from unread(ctx.reading)
    for reading, found in first_of(ctx.reading, praise_asked, at=_MARKS, beside=TALK):
        yield hit_on(
            reading,
            f"Asks for a good review ({quoted(reading, found)}).",
            found,
            confidence=Confidence.MEDIUM,
        )
