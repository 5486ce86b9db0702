"""E-mail address in the message.

Amazon keeps the conversation with a buyer inside its own messaging service; an address takes the
buyer out of it. Counted are addresses in the subject, the text, alternative texts, titles, file
names and `mailto:` links, and addresses spelled out to dodge a filter (`name (at) shop dot com`).

## Not flagged
Amazon's own relay addresses (`…@marketplace.amazon.de`), which stand in every thread and which a
seller cannot avoid quoting.

## How to fix
Delete the address and ask the buyer to answer this message.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Confidence, Severity
from app.domain.span import Span
from app.message.address_types import EmailAddress
from app.message.link_class import LinkClass, is_relay_host
from app.rules.contract import Example, RuleContext, rule
from app.rules.limits import unread_addresses


@rule(
    severity=Severity.ERROR,
    clauses=("no-contact-details",),
    since="0.1.0",
    examples=(
        Example.flagged("Write to ⟦help@lampenladen.de⟧ at any time."),
        Example.flagged("<p>Mail: ⟦service&#64;lampenladen.de⟧</p>"),
        Example.flagged("Write to ⟦help (at) lampenladen dot com⟧ now."),
        Example.flagged('<a href="⟦mailto:help@lampenladen.de⟧">Write to us</a>'),
        Example.flagged("See below.", given={"message": {"subject": "⟦ali@lampenladen.de⟧"}}),
        Example.flagged(
            "The invoice.",
            given={"message": {"attachments": [{"filename": "⟦help@lampenladen.de⟧.pdf"}]}},
        ),
        Example.allowed("Please answer this message."),
        Example.allowed("It came from x1y2@marketplace.amazon.de.", why="Amazon's relay address"),
        Example.allowed("We deliver at noon, dot on time."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every address that is not Amazon's relay."""
    domains = ctx.policy.domains
    for found in ctx.message.addresses:
        passage = found.passage
        for address in found.plain.emails:
            if not is_relay_host(address.domain, domains):
                yield _hit(address, passage.span(address.start, address.end))
        for address in found.spelled.emails:
            if not is_relay_host(address.domain, domains):
                yield _hit(address, passage.folded_span(address.start, address.end))
    for link in ctx.message.links:
        if link.link_class is LinkClass.MAILTO and "@" in link.raw:
            host = link.raw.partition("?")[0].rpartition("@")[2]
            if not is_relay_host(host, domains):
                yield Hit("The link writes an e-mail.", link.span, fix=_deletion(link.span))
    yield from unread_addresses(ctx)


def _hit(address: EmailAddress, span: Span) -> Hit:
    return Hit(
        "The message holds an e-mail address.",
        span,
        confidence=Confidence(address.confidence),
        fix=_deletion(span),
    )


def _deletion(span: Span) -> Fix:
    return Fix.review("Delete the address", Edit(span))
