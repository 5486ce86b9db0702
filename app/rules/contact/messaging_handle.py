"""Invitation to a chat app, a social network or the seller's own shop.

Each takes the buyer out of Amazon's messaging. Counted are links to such places, names behind an
`@`, and sentences that invite to write, follow or meet there; a number or name beside an app's name
is an invitation too.

## Not flagged
An app's name as a product's property ("the holder works for WhatsApp calls"), and words that are
an app's name by chance (a line, a signal) without an invitation beside them. A name behind an `@`
that is to be printed or engraved on what the buyer ordered.

## How to fix
Delete the invitation and ask the buyer to answer this message.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.domain.concept import Concept
from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Confidence, Severity
from app.domain.span import Span
from app.meaning.reading import PassageReading, Sentence
from app.message.link_class import LinkClass
from app.rules.contact._words import Lists, by_sentence, lists_of, words_of
from app.rules.contract import Example, RuleContext, rule
from app.rules.limits import unread_addresses

_HANDLE: Final = re.compile(r"(?:(?<=[\s(:,>])|^)@[a-z0-9][a-z0-9._]{2,29}")
_IDENTITY: Final = re.compile(r"\s{0,2}(?:id)?\s{0,2}[:：=]\s{0,2}\S|\W{0,3}\+?\d[\d -]{5}")
_NAMED: Final = re.compile(r"\s{0,2}id\s{0,2}[:=は]\s{0,2}\S")
_NEAR: Final = 40


@rule(
    severity=Severity.ERROR,
    clauses=("no-contact-details",),
    since="0.1.0",
    examples=(
        Example.flagged("⟦Write to us on WhatsApp and we help at once.⟧"),
        Example.flagged("⟦Folgen Sie uns auf Instagram!⟧"),
        Example.flagged("⟦Znajdziesz nas na Facebooku.⟧"),
        Example.flagged("⟦Our IG: oaklamps⟧"),
        Example.flagged("⟦Message us on What'sApp.⟧"),
        Example.flagged("Neue Muster zeigt ⟦@nordlicht_lampen⟧ jede Woche."),
        Example.flagged("⟦欢迎加我们的微信咨询。⟧"),
        Example.flagged("⟦返品の件、LINE ID：kagu_help22⟧"),
        Example.flagged("⟦Next time, visit our own web shop.⟧"),
        Example.flagged('<a href="⟦https://wa.me/4915112345678⟧">Chat</a>'),
        Example.allowed("The holder keeps the phone upright for WhatsApp calls."),
        Example.allowed("Die Uhr zeigt Benachrichtigungen von WhatsApp und Telegram an."),
        Example.allowed("Write the name on the dotted line and send us a photo."),
        Example.allowed("The cushion cover shows the Instagram logo, as ordered."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every link, name and sentence that invites away from Amazon."""
    for link in ctx.message.links:
        if link.link_class is LinkClass.SOCIAL:
            yield _hit("Leads to a chat app or a social network.", link.span)
    lists = lists_of(ctx.policy.vocabulary.contact)
    for reading in ctx.reading.passages:
        for sentence in _inviting(reading, lists):
            yield _hit(
                "Invites the buyer to a place outside Amazon.", reading.sentence_span(sentence)
            )
        yield from _handles(reading, lists)
    yield from unread_addresses(ctx)


def _hit(message: str, span: Span, confidence: Confidence = Confidence.HIGH) -> Hit:
    fix = Fix.review("Delete the invitation", Edit(span))
    return Hit(message, span, confidence=confidence, fix=fix)


def _inviting(reading: PassageReading, lists: Lists) -> Iterator[Sentence]:
    """Yield the sentences that invite to an app, a network or a shop, each once."""
    folded = reading.passage.folded.text
    seen: set[int] = set()
    for sentence, places in by_sentence(reading, lists.apps):
        words = words_of(reading, sentence)
        named = any(_IDENTITY.match(folded, end) for _, end in places)
        invited = lists.invitations.is_in(words) and not lists.innocent.is_in(words)
        if named or invited:
            seen.add(sentence.index)
            yield sentence
    for sentence, places in by_sentence(reading, lists.ambiguous_apps):
        if sentence.index in seen:
            continue
        if lists.joining.is_in(words_of(reading, sentence)) or any(
            _NAMED.match(folded, end)
            or (_IDENTITY.match(folded, end) and _is_invited(folded, start, sentence, lists))
            for start, end in places
        ):
            seen.add(sentence.index)
            yield sentence
    for sentence, _ in by_sentence(reading, lists.shops):
        if sentence.index not in seen and lists.visits.is_in(words_of(reading, sentence)):
            yield sentence


def _is_invited(folded: str, start: int, sentence: Sentence, lists: Lists) -> bool:
    return lists.invitations.is_in(folded[max(start - _NEAR, sentence.start) : start])


def _handles(reading: PassageReading, lists: Lists) -> Iterator[Hit]:
    """Yield names behind an @ that stand outside the sentences that invite anyway."""
    folded = reading.passage.folded.text
    if "@" not in folded:
        return
    told = [(s.start, s.end) for s in _inviting(reading, lists)]
    told += [(s.start, s.end) for s in reading.sentences if _is_custom_text(reading, s)]
    for found in _HANDLE.finditer(folded):
        if not any(start <= found.start() < end for start, end in told):
            end = found.end() - (folded[found.end() - 1] == ".")
            span = reading.passage.folded_span(found.start(), end)
            yield _hit("Names an account on a social network.", span, Confidence.MEDIUM)


def _is_custom_text(reading: PassageReading, sentence: Sentence) -> bool:
    """Tell whether a sentence, or one beside it, speaks of what is made to the buyer's wishes."""
    return any(near.has(Concept.DESIGN) for near in reading.around(sentence, 1, 1))
