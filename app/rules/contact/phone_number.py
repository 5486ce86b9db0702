"""Telephone number in the message.

A number moves the conversation to where Amazon cannot see it. Counted are national and
international forms of the store's country and of the message's language, `tel:` links, and numbers
spelled out in words or spread over the text.

## Not flagged
Order ids, tracking, serial and invoice numbers, IBANs, EANs, dates, prices and sizes, however long
they are. The number of a carrier, a manufacturer or a warranty service is a warning: some editions
of the guidelines allow it, because the buyer may need it.

## How to fix
Delete the number and ask the buyer to answer this message.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Confidence, Severity
from app.domain.span import Span
from app.meaning.reading import PassageReading, to_folded
from app.message.link_class import LinkClass
from app.rules.contact._words import lists_of, sentence_at, words_of
from app.rules.contract import Example, RuleContext, rule
from app.rules.limits import unread_addresses

_GERMAN = {"order": {"order_id": "028-1234567-1234567", "marketplace": "DE"}}
_AMERICAN = {"order": {"order_id": "113-1234567-1234567", "marketplace": "US"}}


@rule(
    severity=Severity.ERROR,
    also=(Severity.WARNING,),
    clauses=("no-contact-details",),
    since="0.1.0",
    examples=(
        Example.flagged("Rufen Sie uns an: ⟦030 901820⟧.", given=_GERMAN),
        Example.flagged("Call ⟦+1 (415) 555-2671⟧ any time.", given=_AMERICAN),
        Example.flagged("Text us on ⟦④①⑤ ⑤⑤⑤ ②⑥⑦①⟧.", given=_AMERICAN),
        Example.flagged('<a href="⟦tel:+4930901820⟧">Call us</a>', given=_GERMAN),
        Example.flagged(
            "The carrier's depot answers under ⟦+49 30 901820⟧.",
            severity=Severity.WARNING,
            given=_GERMAN,
        ),
        Example.allowed("Your order 028-1234567-1234567 weighs 12.5 kg.", given=_GERMAN),
        Example.allowed("DHL-Sendungsnummer: 00340434161094021501.", given=_GERMAN),
        Example.allowed("Rechnung 2024-118273, IBAN DE89 3704 0044 0532 0130 00.", given=_GERMAN),
        Example.allowed("EAN 4006381333931, size 120 x 60 x 75 cm.", given=_AMERICAN),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every number, a warning for those of services."""
    readings = {id(reading.passage): reading for reading in ctx.reading.passages}
    for found in ctx.message.addresses:
        passage = found.passage
        reading = readings[id(passage)]
        for number in found.plain.phones:
            span = passage.span(number.start, number.end)
            offset = to_folded(passage, number.start)
            yield _hit(ctx, reading, offset, span, number.confidence)
        for number in found.spelled.phones:
            span = passage.folded_span(number.start, number.end)
            yield _hit(ctx, reading, number.start, span, number.confidence)
    for link in ctx.message.links:
        if link.link_class is LinkClass.TEL:
            fix = Fix.review("Delete the number", Edit(link.span))
            yield Hit("The link dials a telephone number.", link.span, fix=fix)
    yield from unread_addresses(ctx)


def _hit(
    ctx: RuleContext, reading: PassageReading, offset: int, span: Span, confidence: Confidence
) -> Hit:
    sentence = sentence_at(reading, offset)
    services = lists_of(ctx.policy.vocabulary.contact).services
    fix = Fix.review("Delete the number", Edit(span))
    if sentence is not None and services.is_in(words_of(reading, sentence)):
        return Hit(
            "Gives the number of a carrier, manufacturer or warranty service.",
            span,
            severity=Severity.WARNING,
            confidence=confidence,
            fix=fix,
        )
    return Hit("The message holds a telephone number.", span, confidence=confidence, fix=fix)
