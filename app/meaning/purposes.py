"""Purposes that are no reason to write: predicates over a whole message."""

from typing import Final

from app.domain.concept import Concept
from app.meaning.acts import NOTHING
from app.meaning.reading import Found, PassageReading, Sentence

_LONGEST_THANKS: Final = 900
_COURTESY: Final = (Concept.THANKS, Concept.AT_SERVICE, Concept.WISHES)
_ASKING: Final = frozenset((Concept.OPINION, Concept.PUBLIC, Concept.STARS, Concept.YOUR_ORDERS))
_SUBSTANCE: Final = frozenset(
    (
        Concept.ORDER_RECEIVED,
        Concept.SHIPPED,
        Concept.TRACKING,
        Concept.CANNOT_SUPPLY,
        Concept.DELAY,
        Concept.CANCEL,
        Concept.CANCELLED,
        Concept.OPT_OUT,
        Concept.NEED_INFO,
        Concept.REPLACEMENT,
        Concept.APPROVAL,
        Concept.APPOINTMENT,
        Concept.INSTALLATION,
        Concept.INVOICE,
        Concept.LEGAL,
        Concept.LICENCE_KEY,
        Concept.REVIEW,
        Concept.REFUND,
        Concept.NEWSLETTER,
        Concept.PROMOTION,
        Concept.NEW_PRODUCT,
        Concept.CODE,
        Concept.DISCOUNT,
        Concept.PERCENT,
        Concept.RANGE,
    )
)
# What a word of thanks may touch in passing; twice is more than that.
_IN_PASSING: Final = (
    Concept.ADDRESS,
    Concept.DAMAGE,
    Concept.DESIGN,
    Concept.WARRANTY,
    Concept.RETURN,
    Concept.INSTRUCTIONS,
)
_OFTEN: Final = 2
_PROBLEMS: Final = (
    Concept.CANNOT_SUPPLY,
    Concept.DELAY,
    Concept.DAMAGE,
    Concept.REPLACEMENT,
    Concept.INSTALLATION,
    Concept.RETURN,
    Concept.REFUND,
)


def only_thanks(reading: PassageReading) -> Found:
    """Find thanks or an offer of help in a text that says nothing else."""
    if not _SUBSTANCE.isdisjoint(reading.named) or len(reading.passage.text) > _LONGEST_THANKS:
        return NOTHING
    if not _ASKING.isdisjoint(reading.named) or reading.named.isdisjoint(_COURTESY):
        return NOTHING
    if len(reading.all(*_IN_PASSING)) >= _OFTEN:
        return NOTHING
    courtesy = (*_COURTESY, Concept.CHOSE_US)
    return tuple(m for sentence in reading.sentences for m in sentence.all(*courtesy))


def order_confirmed(reading: PassageReading, sentence: Sentence) -> Found:
    """Find the order being confirmed in a text that asks for nothing and tells of no problem."""
    if not reading.named.isdisjoint((*_PROBLEMS, Concept.NEED_INFO, Concept.DESIGN, Concept.LEGAL)):
        return NOTHING
    if Concept.APPOINTMENT in reading.named or Concept.ADDRESS in reading.named:
        return NOTHING
    return tuple(sentence.all(Concept.ORDER_RECEIVED))


def shipping_confirmed(reading: PassageReading, sentence: Sentence) -> Found:
    """Find the shipment being announced in a text that tells of no problem."""
    if not reading.named.isdisjoint((*_PROBLEMS, Concept.AS_ASKED)):
        return NOTHING
    arranges = Concept.NEED_INFO in reading.named or Concept.CHOICE in reading.named
    if Concept.APPOINTMENT in reading.named and arranges:
        return NOTHING
    return tuple(sentence.all(Concept.SHIPPED, Concept.TRACKING))


def cancellation_asked(reading: PassageReading, sentence: Sentence) -> Found:
    """Find the buyer being asked to cancel what the seller cannot deliver."""
    cancels = sentence.all(Concept.CANCEL, Concept.NOT_NEEDED)
    if not cancels or sentence.has(Concept.CHOICE, Concept.IF, Concept.OTHERWISE):
        return NOTHING
    urged = sentence.all(Concept.ASK, Concept.YOURSELF, Concept.YOUR_ORDERS)
    if not urged:
        return NOTHING
    around = reading.around(sentence, 3, 2)
    reason = [m for s in around for m in s.all(Concept.CANNOT_SUPPLY)]
    own = sentence.all(Concept.YOURSELF, Concept.NOT_NEEDED, Concept.YOUR_ORDERS)
    return (*cancels, *urged) if reason or own else NOTHING


def opt_out_asked(_: PassageReading, sentence: Sentence) -> Found:
    """Find the buyer being told or asked to end messages."""
    if sentence.has(Concept.AS_ASKED):
        return NOTHING
    ends = sentence.all(Concept.OPT_OUT)
    if ends:
        return tuple(ends)
    messages, account = sentence.all(Concept.MESSAGES), sentence.all(Concept.YOUR_ORDERS)
    unwanted = sentence.all(Concept.NEGATION, Concept.REMOVE, Concept.DISSATISFIED)
    return (*messages, *account, *unwanted) if messages and account and unwanted else NOTHING
