"""Purposes that are no reason to write: predicates over a whole message."""

from typing import Final

from app.domain.concept import Concept as C
from app.meaning.acts import NOTHING
from app.meaning.reading import Found, PassageReading, Sentence

_LONGEST_THANKS: Final = 900
_COURTESY: Final = (C.THANKS, C.AT_SERVICE, C.WISHES)
_ASKING: Final = frozenset((C.OPINION, C.PUBLIC, C.STARS, C.YOUR_ORDERS))
_SUBSTANCE: Final = frozenset(
    (
        C.ORDER_RECEIVED,
        C.SHIPPED,
        C.TRACKING,
        C.CANNOT_SUPPLY,
        C.DELAY,
        C.CANCEL,
        C.CANCELLED,
        C.OPT_OUT,
        C.AS_ASKED,
        C.NEED_INFO,
        C.ADDRESS,
        C.DAMAGE,
        C.REPLACEMENT,
        C.DESIGN,
        C.APPROVAL,
        C.APPOINTMENT,
        C.INSTALLATION,
        C.INVOICE,
        C.WARRANTY,
        C.LEGAL,
        C.RETURN,
        C.INSTRUCTIONS,
        C.LICENCE_KEY,
        C.REVIEW,
        C.REFUND,
        C.NEWSLETTER,
        C.PROMOTION,
        C.NEW_PRODUCT,
        C.CODE,
        C.DISCOUNT,
        C.PERCENT,
        C.RANGE,
        C.SHOP,
    )
)
_PROBLEMS: Final = (
    C.CANNOT_SUPPLY,
    C.DELAY,
    C.DAMAGE,
    C.REPLACEMENT,
    C.ADDRESS,
    C.APPOINTMENT,
    C.INSTALLATION,
    C.AS_ASKED,
    C.RETURN,
    C.REFUND,
)


def only_thanks(reading: PassageReading) -> Found:
    """Find thanks or an offer of help in a text that says nothing else."""
    if not _SUBSTANCE.isdisjoint(reading.named) or len(reading.passage.text) > _LONGEST_THANKS:
        return NOTHING
    if not _ASKING.isdisjoint(reading.named) or reading.named.isdisjoint(_COURTESY):
        return NOTHING
    courtesy = (*_COURTESY, C.CHOSE_US)
    return tuple(m for sentence in reading.sentences for m in sentence.all(*courtesy))


def order_confirmed(reading: PassageReading, sentence: Sentence) -> Found:
    """Find the order being confirmed in a text that asks for nothing and tells of no problem."""
    if not reading.named.isdisjoint((*_PROBLEMS, C.NEED_INFO, C.DESIGN, C.LEGAL)):
        return NOTHING
    return tuple(sentence.all(C.ORDER_RECEIVED))


def shipping_confirmed(reading: PassageReading, sentence: Sentence) -> Found:
    """Find the shipment being announced in a text that tells of no problem."""
    if not reading.named.isdisjoint(_PROBLEMS):
        return NOTHING
    return tuple(sentence.all(C.SHIPPED, C.TRACKING))


def cancellation_asked(reading: PassageReading, sentence: Sentence) -> Found:
    """Find the buyer being asked to cancel what the seller cannot deliver."""
    cancels = sentence.all(C.CANCEL, C.NOT_NEEDED)
    if not cancels or sentence.has(C.CHOICE, C.IF, C.OTHERWISE):
        return NOTHING
    urged = sentence.all(C.ASK, C.YOURSELF, C.YOUR_ORDERS)
    if not urged:
        return NOTHING
    around = reading.around(sentence, 3, 2)
    reason = [m for s in around for m in s.all(C.CANNOT_SUPPLY)]
    own = sentence.all(C.YOURSELF, C.NOT_NEEDED, C.YOUR_ORDERS)
    return (*cancels, *urged) if reason or own else NOTHING


def opt_out_asked(_: PassageReading, sentence: Sentence) -> Found:
    """Find the buyer being told or asked to end messages."""
    if sentence.has(C.AS_ASKED):
        return NOTHING
    return tuple(sentence.all(C.OPT_OUT))
