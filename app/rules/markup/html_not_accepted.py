"""HTML where only plain text is accepted.

The messages of Amazon's Messaging API are plain text, and so is what is typed into Contact Buyer.
Tags sent there reach the buyer as tags: `<b>Friday</b>`.

## Severity
An error on the Messaging API, which refuses or garbles such a text; a warning on Contact Buyer.

## Not flagged
Signs that are no tags: `a < b`, `<3`, and names in brackets that are no elements (`<Enter>`,
`<your name>`). Other channels, which take HTML.

## How to fix
Write plain text; where a line ends, break it.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.message_type import Channel
from app.domain.severity import Severity
from app.domain.span import BODY
from app.message.markup import find_elements
from app.message.style_effect import MOST_PLACES
from app.rules.contract import Example, RuleContext, rule

_SEVERITIES: Final = {
    Channel.MESSAGING_API: Severity.ERROR,
    Channel.CONTACT_BUYER: Severity.WARNING,
}
_API: Final = {"message": {"channel": "messaging_api"}}
_API_TEXT: Final = {"message": {"channel": "messaging_api", "format": "text"}}
_CONTACT_BUYER: Final = {"message": {"channel": "contact_buyer"}}


@rule(
    severity=Severity.ERROR,
    also=(Severity.WARNING,),
    clauses=("messaging-api-limits",),
    since="0.1.0",
    examples=(
        Example.flagged("Hello Ron,⟦<br>⟧your desk top has a scratch.", given=_API),
        Example.flagged("The ⟦<b>⟧house number</b> is missing.", given=_API_TEXT),
        Example.flagged(
            'See ⟦<a href="https://www.amazon.se/your-orders/">⟧your orders</a>.', given=_API
        ),
        Example.flagged(
            "⟦<p>⟧Your return is approved.</p>", severity=Severity.WARNING, given=_CONTACT_BUYER
        ),
        Example.allowed("Press <Enter>, then choose <Menu>. Is 3 < 4? <3", given=_API_TEXT),
        Example.allowed("Your desk top has a scratch.\n\nShall we send another?", given=_API),
        Example.allowed("<p>Your return is approved.</p>", why="e-mail takes HTML"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every start tag where the channel takes none."""
    severity = _SEVERITIES.get(ctx.message.declared.channel)
    source = ctx.message.fields[BODY].normalised
    if severity is not None and "<" in source:
        for tag in islice(find_elements(source), MOST_PLACES):
            message = f"This channel takes plain text: <{tag.name}> reaches the buyer as it is."
            yield Hit(message, tag.span, severity=severity)
