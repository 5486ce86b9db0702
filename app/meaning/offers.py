"""What sellers do to sell more: predicates over the mentions of a sentence and its neighbours."""

import re
from collections.abc import Sequence
from typing import Final

from app.domain.concept import Concept
from app.meaning.acts import NOTHING
from app.meaning.reading import Found, PassageReading, Sentence
from app.text.concepts import Mention

_SERVICE: Final = (
    Concept.REPLACEMENT,
    Concept.DAMAGE,
    Concept.CHOICE,
    Concept.DESIGN,
    Concept.APPROVAL,
    Concept.CANNOT_SUPPLY,
    Concept.DELAY,
    Concept.INVOICE,
    Concept.RETURN,
    Concept.AS_ASKED,
)
# How much each concept speaks of selling; goods or an offer must be among them, and two points make
# an advertisement.
GOODS: Final = {
    Concept.NEWSLETTER: 2,
    Concept.NEW_PRODUCT: 2,
    Concept.PROMOTION: 2,
    Concept.RANGE: 1,
    Concept.SHOP: 1,
    Concept.POPULAR: 1,
    Concept.NEXT_PURCHASE: 1,
}
BARGAINS: Final = frozenset(
    (Concept.CODE, Concept.DISCOUNT, Concept.PERCENT, Concept.CHECKOUT, Concept.NEXT_PURCHASE)
)
_LURES: Final = {
    Concept.AVAILABLE: 1,
    Concept.SCARCE: 1,
    Concept.DISCOVER: 1,
    Concept.SUBSCRIBE: 1,
    Concept.ASIDE: 1,
    Concept.DISCOUNT: 1,
    Concept.PERCENT: 1,
}
_SELLING: Final = {**GOODS, **_LURES}
_ENOUGH: Final = 2
_CODE_WORD: Final = re.compile(r"\b(?=[A-Z0-9]*[A-Z]{4})[A-Z][A-Z0-9]{4,}\b")


def promotion(reading: PassageReading, sentence: Sentence) -> Found:
    """Find something being sold beside the order: news, goods, sales, a shop, a newsletter."""
    goods = sentence.all(*GOODS)
    if not goods:
        return NOTHING
    if not _PRICES.issuperset(_offers(sentence)) or not _has_invoice(reading, sentence):
        return _advertised(reading, sentence, goods)
    return NOTHING


_PRICES: Final = frozenset((Concept.PROMOTION, Concept.DISCOUNT, Concept.PERCENT))


def _offers(sentence: Sentence) -> set[Concept]:
    return {concept for concept in _SELLING if concept in sentence.named}


def _advertised(reading: PassageReading, sentence: Sentence, goods: Sequence[Mention]) -> Found:
    service = sentence.has(*_SERVICE)
    own = _weight(sentence, frozenset())
    if own - (2 if service else 0) >= _ENOUGH:
        return tuple(sentence.all(*_SELLING))
    if service:
        return NOTHING
    for other in reading.around(sentence, 1, 1):
        if other is sentence or other.has(*_SERVICE):
            continue
        if own + _weight(other, frozenset(sentence.named)) >= _ENOUGH:
            return (*goods, *other.all(*_SELLING))
    return NOTHING


def _weight(sentence: Sentence, known: frozenset[Concept]) -> int:
    """Add up what a sentence's concepts weigh, but for those known already."""
    return sum(
        weight
        for concept, weight in _SELLING.items()
        if concept in sentence.named and concept not in known
    )


def coupon(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a code or a lower price for a later purchase."""
    if Concept.INVOICE in sentence.named:
        return NOTHING
    later = sentence.all(Concept.NEXT_PURCHASE)
    paying = sentence.all(Concept.CHECKOUT)
    word = _code_word(reading, sentence)
    code = (*sentence.all(Concept.CODE), *word)
    less = sentence.all(Concept.DISCOUNT, Concept.PERCENT)
    if later:
        worth = less or code or sentence.all(Concept.GIFT_CARD, Concept.AMOUNT)
        worth = worth or _cheaper_near(reading, sentence)
        return (*later, *worth) if worth else NOTHING
    is_key = Concept.LICENCE_KEY in reading.named and not less
    if is_key or _has_invoice(reading, sentence):
        return NOTHING
    if Concept.CODE in sentence.named and (less or paying or word):
        return (*code, *less, *paying)
    if paying and (less or code):
        return (*paying, *less, *code)
    near = _cheaper_near(reading, sentence) if code and Concept.CODE in sentence.named else NOTHING
    return (*code, *near) if near else NOTHING


def _cheaper_near(reading: PassageReading, sentence: Sentence) -> Found:
    around = reading.around(sentence, 1, 1)
    return tuple(m for s in around for m in s.all(Concept.DISCOUNT, Concept.PERCENT))


def _has_invoice(reading: PassageReading, sentence: Sentence) -> bool:
    return any(
        s.has(Concept.INVOICE, Concept.REFUND, Concept.AS_ASKED)
        for s in reading.around(sentence, 3, 2)
    )


def _code_word(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a code such as SPRING15 in the text as it stands, where its capitals still show."""
    folded = reading.passage.folded
    start, end = folded.source_range(sentence.start, sentence.end)
    found = _CODE_WORD.search(reading.passage.text, start, end)
    if found is None or len(folded.text) != len(reading.passage.text):
        return NOTHING
    return (Mention(found.start(), found.end(), Concept.CODE),)
