"""A review is asked of happy buyers only.

A request for a review goes to every buyer in the same words. One that hangs on happiness picks the
good reviews and leaves out the rest: by an `if`, by a question or a heading that has to be answered
with yes, by taking the happiness for granted, or by two doors of which only one leads to Amazon.

## Not flagged
A request that says that every answer is welcome, good or bad; a condition that is about something
else, such as a return.

## How to fix
Delete the condition and ask every buyer in the same words.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.severity import Confidence, Severity
from app.meaning.acts import TALK
from app.meaning.answers import first_of, hit_on, quoted, unread
from app.meaning.conditions import request_of_the_happy
from app.rules.contract import Example, RuleContext, rule


@rule(
    severity=Severity.ERROR,
    clauses=("no-conditional-request",),
    since="0.1.0",
    examples=(
        Example.flagged("⟦If you are happy with it, please leave us a review.⟧"),
        Example.flagged("⟦Enjoying your lamp? Then share your experience on Amazon.⟧"),
        Example.flagged("⟦Sind Sie zufrieden? Dann freuen wir uns über eine Bewertung.⟧"),
        Example.flagged("⟦Wenn Ihnen der Stuhl gefällt, schreiben Sie bitte eine Rezension.⟧"),
        Example.allowed("Please leave a review, whether you like it or not."),
        Example.allowed("If you are not happy with the size, send it back."),
        Example.allowed("How do you like the lamp? Tell others on Amazon, good or bad."),
        Example.allowed("Bitte bewerten Sie den Stuhl, ganz gleich, wie Ihr Urteil ausfällt."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Flag requests that happiness is the condition of."""
    yield from unread(ctx.reading)
    for reading, found in first_of(ctx.reading, request_of_the_happy, at=TALK):
        yield hit_on(
            reading,
            f"Asks for a review only if the buyer is pleased ({quoted(reading, found)}).",
            found,
            confidence=Confidence.MEDIUM,
        )
