"""What sellers do to sell more: predicates over the mentions of a sentence and its neighbours."""

import re
from typing import Final

from app.domain.concept import Concept as C
from app.meaning.acts import NOTHING, Found, mentions_in
from app.meaning.reading import PassageReading, Sentence
from app.text.concepts import Mention

_SERVICE: Final = (
    C.REPLACEMENT,
    C.DAMAGE,
    C.CHOICE,
    C.DESIGN,
    C.APPROVAL,
    C.CANNOT_SUPPLY,
    C.DELAY,
    C.INVOICE,
    C.RETURN,
    C.AS_ASKED,
)
_LURES: Final = (C.AVAILABLE, C.SCARCE, C.POPULAR, C.DISCOVER, C.SHOP, C.PROMOTION, C.DISCOUNT)
_CODE_WORD: Final = re.compile(r"\b(?=[A-Z0-9]*[A-Z]{4})[A-Z][A-Z0-9]{4,}\b")


def promotion(reading: PassageReading, sentence: Sentence) -> Found:
    """Find something being sold beside the order: news, goods, sales, a shop, a newsletter."""
    return (
        _newsletter(reading, sentence)
        or _sale(sentence)
        or _aside(reading, sentence)
        or _goods(reading, sentence)
        or _again(sentence)
    )


def coupon(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a code or a lower price for a later purchase."""
    named = sentence.named
    if C.INVOICE in named:
        return NOTHING
    less = tuple(sentence.all(C.DISCOUNT, C.PERCENT))
    later = tuple(sentence.all(C.NEXT_PURCHASE, C.CHECKOUT))
    code = tuple(sentence.all(C.CODE))
    settled = not code and C.NEXT_PURCHASE not in named and _has_invoice(reading, sentence)
    if less and later and not settled:
        return (*less, *later, *code)
    if code and (less or later or C.GIFT in named):
        return (*code, *less, *later)
    near = [m for s in reading.around(sentence, 1, 1) for m in s.all(C.PERCENT, C.DISCOUNT)]
    if near and (later or code) and not settled:
        return (*near, *later, *code)
    word = _code_word(reading, sentence)
    return (*less, *code, *word) if word and (less or code) and not settled else NOTHING


def _newsletter(reading: PassageReading, sentence: Sentence) -> Found:
    letter = tuple(sentence.all(C.NEWSLETTER))
    if not letter:
        return NOTHING
    joins = [m for s in reading.around(sentence, 1, 1) for m in s.all(C.SUBSCRIBE, C.PROMOTION)]
    return (*letter, *joins)


def _sale(sentence: Sentence) -> Found:
    sale = sentence.all(C.PROMOTION)
    if sale and not sentence.has(*_SERVICE):
        lure = sentence.all(
            C.DISCOUNT, C.PERCENT, C.SHOP, C.DISCOVER, C.NEW_PRODUCT, C.RANGE, C.SCARCE, C.FREE
        )
        if lure:
            return (*sale, *lure)
    return NOTHING


def _goods(reading: PassageReading, sentence: Sentence) -> Found:
    goods = sentence.all(C.NEW_PRODUCT, C.RANGE)
    if not goods or sentence.has(*_SERVICE):
        return NOTHING
    own = sentence.all(*_LURES)
    if own or sentence.has(C.NEW_PRODUCT) and sentence.has(C.RANGE):
        return (*goods, *own)
    for other in reading.around(sentence, 1, 2):
        if other is not sentence and not other.has(*_SERVICE):
            lure = other.all(*_LURES, C.NEW_PRODUCT, C.RANGE)
            if lure:
                return (*goods, *lure)
    return NOTHING


def _aside(reading: PassageReading, sentence: Sentence) -> Found:
    """A change of subject to other goods: `By the way, the matching ones are here.`"""
    turn = mentions_in(reading.around(sentence, 1, 0), C.ASIDE)
    goods = sentence.all(C.NEW_PRODUCT, C.RANGE, C.POPULAR, C.SHOP, C.SCARCE)
    if turn and len({mention.concept for mention in goods}) > 1:
        return (*turn, *goods)
    lure = sentence.all(*_LURES)
    return (*turn, *goods, *lure) if turn and goods and lure else NOTHING


def _again(sentence: Sentence) -> Found:
    later = sentence.all(C.NEXT_PURCHASE)
    lure = sentence.all(C.SHOP, C.DISCOVER, C.PROMOTION, C.DISCOUNT, C.NEW_PRODUCT, C.RANGE)
    if later and lure:
        return (*later, *lure)
    browse = sentence.all(C.DISCOVER)
    shop = sentence.all(C.SHOP)
    return (*browse, *shop) if browse and shop else NOTHING


def _has_invoice(reading: PassageReading, sentence: Sentence) -> bool:
    return any(s.has(C.INVOICE) for s in reading.around(sentence, 3, 2))


def _code_word(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a code such as SPRING15 in the text as it stands, where its capitals still show."""
    folded = reading.passage.folded
    start, end = folded.source_range(sentence.start, sentence.end)
    found = _CODE_WORD.search(reading.passage.text, start, end)
    if found is None or len(folded.text) != len(reading.passage.text):
        return NOTHING
    return (Mention(found.start(), found.end(), C.CODE),)
