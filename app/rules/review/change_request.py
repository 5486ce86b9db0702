"""A buyer is asked to change or remove a review.

What a buyer has written stays his. Asking him to update, reconsider, correct or delete it is
forbidden, also when the problem behind it has been solved.

## Not flagged
Changing an address, a date or a design; telling a buyer who asks how Amazon lets him edit.

## How to fix
Delete the request.
"""

from collections.abc import Iterator

from app.domain.concept import Concept
from app.domain.finding import Hit, Unknown
from app.domain.severity import Confidence, Severity
from app.meaning.acts import ALTERS, TALK
from app.meaning.answers import first_of, hit_on, quoted, unread
from app.meaning.wishes import change_of_review
from app.rules.contract import Example, RuleContext, rule


@rule(
    severity=Severity.ERROR,
    clauses=("no-review-change",),
    since="0.1.0",
    examples=(
        Example.flagged("⟦Could you change your review?⟧"),
        Example.flagged("⟦Please remove the feedback you left.⟧"),
        Example.flagged("⟦Bitte löschen Sie Ihre negative Bewertung.⟧"),
        Example.allowed("Please change the delivery address in your orders."),
        Example.allowed("We have updated the design as you asked."),
        Example.allowed("Please leave a review."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Flag what asks for another review than the one that is there."""
    yield from unread(ctx.reading)
    for reading, found in first_of(
        ctx.reading, change_of_review, at=ALTERS | {Concept.WROTE}, beside=TALK
    ):
        yield hit_on(
            reading,
            f"Asks to change or remove a review ({quoted(reading, found)}).",
            found,
            confidence=Confidence.MEDIUM,
        )
