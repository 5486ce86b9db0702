"""The buyer is asked to opt out of messages.

Amazon manages who gets messages. A seller neither asks buyers to opt out nor tells them how.

## Not flagged
A reply to a buyer who asked how.

## How to fix
Delete the sentence.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.concept import Concept
from app.domain.finding import Hit, Unknown
from app.domain.message_type import Initiative
from app.domain.severity import Confidence, Severity
from app.meaning.answers import first_of, hit_on, quoted, unread
from app.meaning.purposes import opt_out_asked
from app.message.passage import PassageKind
from app.rules.contract import Example, RuleContext, rule

_WHERE: Final = (PassageKind.SUBJECT, PassageKind.BODY, PassageKind.VALUE)


@rule(
    severity=Severity.ERROR,
    clauses=("no-opt-out-links",),
    since="0.1.0",
    examples=(
        Example.flagged("⟦To unsubscribe, reply STOP.⟧"),
        Example.flagged("⟦Please turn off notifications in your account.⟧"),
        Example.flagged("⟦Wenn Sie keine Nachrichten mehr wünschen, melden Sie sich ab.⟧"),
        Example.allowed("We will write to you on Monday."),
        Example.allowed("Turn off the lamp first."),
        Example.allowed("How to unsubscribe.", given={"message": {"initiative": "reply"}}),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Flag the words that end messages."""
    if ctx.message.declared.initiative is Initiative.REPLY:
        return
    yield from unread(ctx.reading)
    for reading, found in first_of(
        ctx.reading, opt_out_asked, at=(Concept.OPT_OUT, Concept.MESSAGES)
    ):
        if reading.passage.kind in _WHERE:
            yield hit_on(
                reading,
                f"Tells the buyer to opt out of messages ({quoted(reading, found)}).",
                found,
                confidence=Confidence.MEDIUM,
            )
            return
