"""The text is longer than Amazon's messaging API takes for its type.

Each operation of the messaging API has its own limit: 2,000 characters, 800 for the details of a
customization, 400 for a digital access key; for invoices, warranties and legal disclosures Amazon
writes the text itself and takes none. What counts is what the buyer reads, in code points.

## Not flagged
Other channels. Message types without an operation.

## How to fix
Shorten the text, or send it through another channel.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.finding import Hit
from app.domain.message_type import Channel
from app.domain.severity import Severity
from app.rules.contract import Example, RuleContext, rule

_INVOICE: Final = {"message": {"channel": "messaging_api", "message_type": "invoice"}}
_WARRANTY: Final = {"message": {"channel": "messaging_api", "message_type": "warranty"}}
_KEY: Final = {"message": {"channel": "messaging_api", "message_type": "digital_access_key"}}
_PROBLEM: Final = {"message": {"channel": "messaging_api", "message_type": "order_problem"}}
_BY_EMAIL: Final = {"message": {"channel": "email", "message_type": "invoice"}}
_FOUR_HUNDRED: Final = "Your key is AB12-CD34. " * 18  # 414 characters, the last one a space


@rule(
    severity=Severity.ERROR,
    clauses=("messaging-api-limits",),
    since="0.1.0",
    examples=(
        Example.flagged("⟦Here is the invoice you asked for.⟧", given=_INVOICE),
        Example.flagged("<p>⟦Votre garantie est jointe.⟧</p>", given=_WARRANTY),
        Example.flagged(
            f"{_FOUR_HUNDRED[:400]}⟦{_FOUR_HUNDRED[400:-1]}⟧", given=_KEY, why="400 for a key"
        ),
        Example.allowed(_FOUR_HUNDRED[:400], given=_KEY),
        Example.allowed(_FOUR_HUNDRED, given=_PROBLEM),
        Example.allowed("", given=_INVOICE),
        Example.allowed("Here is the invoice you asked for.", given=_BY_EMAIL),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit]:
    """Count what the buyer reads."""
    declared = ctx.message.declared
    limit = ctx.policy.message_types[declared.message_type].text_limit
    if declared.channel is not Channel.MESSAGING_API or limit is None:
        return
    body = ctx.message.body
    text = body.text.rstrip()
    start = len(text) - len(text.lstrip())
    length = len(text) - start
    if length <= limit:
        return
    sentence = (
        f"The text has {length:,} characters; Amazon takes {limit:,} for this type."
        if limit
        else "Amazon writes the text for this type itself and takes none."
    )
    yield Hit(sentence, body.span(start + limit, len(text)))
