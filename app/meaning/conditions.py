"""For whom a review is meant: the happy alone, and the unhappy sent elsewhere."""

from typing import Final

from app.domain.concept import Concept
from app.meaning.acts import (
    ALTERS,
    NOTHING,
    PLACES,
    WORKS,
    mentions_in,
    near_review,
    review_request,
)
from app.meaning.reading import Found, PassageReading, Sentence
from app.text.concepts import Mention

TURNS: Final = frozenset(
    (Concept.CONTACT, Concept.RESOLVE, Concept.BEFORE, Concept.INSTEAD, Concept.FIRST)
)
_UNHAPPY: Final = (
    Concept.DISSATISFIED,
    Concept.PROBLEM,
    Concept.OTHERWISE,
    Concept.NEGATIVE,
    Concept.DAMAGE,
)
_TURNS: Final = (Concept.CONTACT, Concept.RESOLVE)
_OPEN_ANSWERS: Final = (
    Concept.OPINION,
    Concept.OPEN_QUESTION,
    Concept.PROBLEM,
    Concept.DISSATISFIED,
    Concept.REVIEW,
)
# What a condition or a question before a request may be about in place of happiness.
_EXPLAINED: Final = frozenset(
    (
        *ALTERS,
        Concept.DICTATE,
        Concept.REWARD,
        Concept.PROOF,
        Concept.TOP_RATING,
        Concept.ALL_OF_THEM,
        Concept.PLEA,
        Concept.WROTE,
        Concept.GIFT,
        Concept.GIFT_CARD,
        Concept.CONTEST,
        Concept.DONATION,
        Concept.EXTRA,
        Concept.AMOUNT,
    )
)


def request_of_the_happy(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a request for a review that only happy buyers are meant by, with its condition."""
    asked = review_request(sentence)
    if not asked or reading.is_open_to_all:
        return NOTHING
    condition = condition_of_happiness(reading, sentence)
    return (*asked, *condition) if condition else NOTHING


def condition_of_happiness(reading: PassageReading, sentence: Sentence) -> Found:
    """Find what makes a request in this sentence one for happy buyers only."""
    return (
        _own_condition(sentence)
        or _asked_before(reading, sentence)
        or _conditioned_before(reading, sentence)
        or _presupposed(reading, sentence)
        or _fork(reading, sentence)
        or _other_condition(reading, sentence)
    )


def _own_condition(sentence: Sentence) -> Found:
    """Find happiness as a condition in the sentence itself: `if`, `those who`, `only`."""
    pleased = sentence.all(Concept.SATISFIED)
    first = sentence.first(Concept.IF, Concept.ONLY, Concept.IF_SO, Concept.SURELY)
    if not pleased or first is None or sentence.has(Concept.CHANGE, Concept.REMOVE):
        return NOTHING
    return (first, *pleased)


def _other_condition(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a condition of any kind, where nothing else explains it.

    Sellers have more words for happiness than any lexicon: a request that hangs on something, on a
    yes or on what is taken for granted is suspicious by itself.
    """
    if not _EXPLAINED.isdisjoint(reading.named) or sentence.has(*_UNHAPPY, *_TURNS, Concept.CHOICE):
        return NOTHING
    taken = {mention.start for mention in sentence.all(Concept.ONCE, Concept.ASK)}
    if_any = [m for m in sentence.all(Concept.IF) if m.start not in taken]
    if if_any:
        return (if_any[0],)
    for other in reading.around(sentence, 1, 0):
        sure = other.all(Concept.SURELY)
        if sure and not other.is_question:
            return tuple(sure)
    pleased = mentions_in(reading.around(sentence, 3, 1), Concept.SATISFIED)
    if pleased and not sentence.has(Concept.POSITIVE):
        return pleased
    for other in reversed(reading.before(sentence, 2)):
        if other.is_question and not other.has(*_OPEN_ANSWERS, Concept.ASK, Concept.TELL):
            return (
                Mention(other.start, other.end, Concept.SATISFIED),
                *sentence.all(Concept.IF_SO),
            )
    return NOTHING


def _asked_before(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a question or a heading that wants a yes, with the request as its consequence."""
    for other in reversed(reading.before(sentence, 3)):
        if other.is_question and not other.has(*_OPEN_ANSWERS):
            pleased = other.all(Concept.SATISFIED, Concept.POSITIVE)
            if pleased:
                return tuple(pleased)
    return NOTHING


def _conditioned_before(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a condition in the sentence before: `We hope it runs well. In that case …`."""
    before = reading.before(sentence, 2)
    link = mentions_in((*before[-1:], sentence), Concept.IF_SO)
    for other in before:
        if not other.has(Concept.SATISFIED):
            continue
        if link and other.has(Concept.IF, Concept.HOPE, Concept.IF_SO):
            return (*other.all(Concept.IF, Concept.HOPE, Concept.SATISFIED), *link)
        if other.has(Concept.IF) and not other.has(Concept.CONTACT, Concept.THANKS, Concept.CHOICE):
            return tuple(other.all(Concept.IF, Concept.SATISFIED))
    return NOTHING


def _presupposed(reading: PassageReading, sentence: Sentence) -> Found:
    """Find happiness taken for granted, as in `It must have become your favourite`."""
    for other in reading.around(sentence, 1, 0):
        sure, pleased = other.all(Concept.SURELY), other.all(Concept.SATISFIED)
        if sure and pleased and not other.is_question:
            return (*sure, *pleased)
    return NOTHING


def _fork(reading: PassageReading, sentence: Sentence) -> Found:
    """Find two doors: the happy to the review, the others to the seller."""
    before = reading.around(sentence, 1, 0)
    happy = mentions_in(before, Concept.SATISFIED)
    asked = [
        s for s in before if s.is_question and s is not sentence and not s.has(Concept.OPINION)
    ]
    if not happy and not asked:
        return NOTHING
    for other in reading.after(sentence, 3):
        sad = other.all(Concept.DISSATISFIED, Concept.PROBLEM, Concept.OTHERWISE)
        turns = mentions_in(
            (other, *reading.after(other, 1)), Concept.CONTACT, Concept.RESOLVE, Concept.INSTEAD
        )
        if sad and turns:
            opened = happy or tuple(Mention(s.start, s.end, Concept.SATISFIED) for s in asked)
            return (*opened, *sad)
    return NOTHING


def diversion(reading: PassageReading, sentence: Sentence) -> Found:
    """Find an unhappy buyer being sent to the seller before or in place of the public."""
    if sentence.has(*WORKS):
        return NOTHING
    return (
        _apart(reading, sentence)
        or _below_the_best(sentence)
        or _before_the_public(reading, sentence)
        or _first_to_us(reading, sentence)
    )


def _below_the_best(sentence: Sentence) -> Found:
    """Find whoever would rate less than best being sent to the seller."""
    turns = sentence.all(*_TURNS)
    less = sentence.all(Concept.DISSATISFIED, Concept.NEGATIVE, Concept.NEGATION)
    rating = sentence.all(Concept.STARS, Concept.TOP_RATING)
    if Concept.POSITIVE in sentence.named:
        rating = (*rating, *sentence.all(Concept.REVIEW))
    return (*turns, *less, *rating) if turns and less and rating else NOTHING


def _before_the_public(reading: PassageReading, sentence: Sentence) -> Found:
    """Find the public put off, with a problem or the seller's help near by."""
    put_off = _put_off(reading, sentence)
    if not put_off:
        return NOTHING
    own = sentence.all(*_TURNS, *_UNHAPPY)
    near = mentions_in(reading.around(sentence, 2, 0), *_UNHAPPY) or mentions_in(
        reading.around(sentence, 1, 1), *_TURNS
    )
    return (*put_off, *own) if own or near else NOTHING


def _first_to_us(reading: PassageReading, sentence: Sentence) -> Found:
    """Find the unhappy sent to the seller first, in a text that is about a review."""
    turns = tuple(sentence.all(*_TURNS))
    unhappy = mentions_in(reading.around(sentence, 2, 0), *_UNHAPPY)
    if not turns or not unhappy:
        return NOTHING
    first = mentions_in(reading.around(sentence, 1, 1), Concept.FIRST, Concept.INSTEAD)
    if first and near_review(reading, sentence, 4, 3):
        return (*unhappy, *turns, *first)
    other = mentions_in(reading.around(sentence, 1, 0), Concept.OTHERWISE)
    return (*other, *turns) if other and _asks_the_happy(reading, sentence) else NOTHING


def _apart(reading: PassageReading, sentence: Sentence) -> Found:
    """Find complaints sent here and praise there: `If it disappoints, tell us; if not, Amazon`."""
    around = reading.around(sentence, 0, 1)
    for sad in around:
        unhappy, turns = sad.all(Concept.DISSATISFIED, Concept.PROBLEM), sad.all(Concept.CONTACT)
        if not unhappy or not turns:
            continue
        for glad in around:
            happy, public = (
                glad.all(Concept.SATISFIED, Concept.POSITIVE),
                glad.all(Concept.PUBLIC, Concept.REVIEW),
            )
            if happy and public:
                return (*unhappy, *turns, *happy, *public)
    return NOTHING


def _put_off(reading: PassageReading, sentence: Sentence) -> Found:
    """The public word comes later, or not at all."""
    later = sentence.all(Concept.BEFORE, Concept.INSTEAD, Concept.FIRST)
    public = sentence.all(Concept.REVIEW, Concept.STARS, Concept.PUBLIC)
    leans = Concept.NEGATIVE in sentence.named or not PLACES.isdisjoint(reading.named)
    if not public and leans:
        public = sentence.all(Concept.OPINION, Concept.TELL, Concept.NEGATIVE)
    return (*later, *public) if later and public else NOTHING


def _asks_the_happy(reading: PassageReading, sentence: Sentence) -> bool:
    return any(
        review_request(other) and condition_of_happiness(reading, other)
        for other in reading.around(sentence, 3, 0)
    )
