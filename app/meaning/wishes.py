"""What a review should be like: good, in given words, another one, from others, at last."""

from typing import Final

from app.domain.concept import Concept
from app.meaning.acts import (
    NOTHING,
    WORKS,
    implied_talk,
    is_denied,
    is_past,
    mentions_in,
    near_review,
    next_to,
)
from app.meaning.reading import Found, PassageReading, Sentence

PRAISE: Final = frozenset((Concept.POSITIVE, Concept.TOP_RATING, Concept.ALL_OF_THEM, Concept.PLEA))
_WANTS: Final = (Concept.ASK, Concept.PLEA, Concept.PUBLIC, Concept.TELL, Concept.HOPE)
_SERVICE: Final = frozenset((Concept.AS_ASKED, Concept.INSTRUCTIONS, *WORKS))
# What makes an alteration one that is asked for.
_WISHED: Final = (
    Concept.ASK,
    Concept.HOPE,
    Concept.IF,
    Concept.WROTE,
    Concept.NEGATIVE,
    Concept.OUTDATED,
    Concept.REMOVE,
    Concept.STARS,
)


def praise_asked(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a good outcome being named in talk of a review yet to be written."""
    if sentence.has(*WORKS, Concept.DISSATISFIED) or is_past(sentence):
        return NOTHING
    if sentence.has(Concept.CONTACT) and sentence.has(Concept.NEGATION, Concept.IF):
        return NOTHING
    if reading.is_open_to_all:
        return NOTHING
    return _good_words(reading, sentence) or _many_stars(reading, sentence)


def _good_words(reading: PassageReading, sentence: Sentence) -> Found:
    """Find praise next to the review, or next to the telling: `say something nice`."""
    praise = next_to(sentence, Concept.POSITIVE, (Concept.REVIEW, Concept.STARS, Concept.OPINION))
    if praise and implied_talk(reading, sentence):
        return praise
    praise = next_to(sentence, Concept.POSITIVE, (Concept.TELL,))
    return praise if sentence.talk and not sentence.has(Concept.CONTACT) else NOTHING


def _many_stars(reading: PassageReading, sentence: Sentence) -> Found:
    """Find the best rating, or stars that are to be had, or are needed to live."""
    around = reading.around(sentence, 1, 1)
    if not mentions_in(around, *_WANTS, Concept.REVIEW, Concept.YOUR_ORDERS):
        return NOTHING
    stars = tuple(sentence.all(Concept.STARS)) or mentions_in(around, Concept.STARS)
    asked = sentence.has(Concept.ASK, Concept.PLEA, Concept.PUBLIC, Concept.HOPE)
    top = sentence.all(Concept.TOP_RATING)
    if top and (asked or stars) and not _SERVICE & reading.named:
        return tuple(top)
    if not stars:
        return NOTHING
    full = sentence.all(Concept.ALL_OF_THEM, Concept.PLEA)
    if full:
        return (*full, *stars)
    own = sentence.all(Concept.STARS)
    wished = asked and not _SERVICE & reading.named and not sentence.has(*_COUNTED)
    return tuple(own) if own and wished else NOTHING


_COUNTED: Final = (Concept.OPEN_QUESTION, Concept.NEGATIVE, Concept.NEGATION, Concept.INSTEAD)


def words_dictated(reading: PassageReading, sentence: Sentence) -> Found:
    """Find what a review should hold being told to the buyer."""
    told = sentence.all(Concept.DICTATE)
    talk = near_review(reading, sentence, 2, 0) if told else NOTHING
    return (*told, *talk) if talk else NOTHING


def change_of_review(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a wish for another review than the one that is there."""
    if sentence.has(Concept.EITHER_WAY, *WORKS):
        return NOTHING
    alters = [
        mention
        for mention in sentence.all(Concept.CHANGE, Concept.REMOVE, Concept.OUTDATED)
        if mention.concept is Concept.OUTDATED or not is_denied(sentence, mention)
    ]
    if not alters:
        return _unfair_review(reading, sentence)
    own = sentence.all(Concept.WROTE, Concept.REVIEW, Concept.STARS)
    if own and (sentence.is_question or sentence.has(*_WISHED)):
        return (*alters, *own)
    around = reading.around(sentence, 2, 1)
    written = mentions_in(around, Concept.WROTE)
    public = mentions_in(around, Concept.REVIEW, Concept.STARS, Concept.PUBLIC)
    if written and (public or mentions_in(around, Concept.OUTDATED)):
        return (*alters, *written)
    if public and mentions_in(around, Concept.NEGATIVE):
        return (*alters, *public)
    return NOTHING


def _unfair_review(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a written review held up to a buyer whose problem has been dealt with."""
    written = sentence.all(Concept.WROTE)
    if not written or not sentence.talk or sentence.has(*_YET_TO_COME):
        return NOTHING
    around = reading.around(sentence, 3, 3)
    dealt = mentions_in(around, *_DEALT_WITH)
    return (*written, *dealt) if dealt else NOTHING


_YET_TO_COME: Final = (
    Concept.DICTATE,
    Concept.INSTEAD,
    Concept.BEFORE,
    Concept.CONTACT,
    Concept.REWARD,
    Concept.IF,
)
_DEALT_WITH: Final = (
    Concept.REPLACEMENT,
    Concept.DAMAGE,
    Concept.RESOLVE,
    Concept.REFUND,
    Concept.PROBLEM,
    Concept.NEGATIVE,
)


def reminder_of_review(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a request that says it is not the first."""
    again = sentence.all(Concept.REMINDER)
    if not again:
        return NOTHING
    around = reading.around(sentence, 1, 2)
    talk = near_review(reading, sentence, 1, 2) or mentions_in(
        around, Concept.OPINION, Concept.STARS
    )
    return (*again, *talk) if talk else NOTHING


def others_asked(reading: PassageReading, sentence: Sentence) -> Found:
    """Find reviews being sought from testers, or from people around the buyer."""
    around = reading.around(sentence, 1, 1)
    club = sentence.all(Concept.TESTER)
    if club:
        return (
            *club,
            *mentions_in(around, Concept.REVIEW, Concept.TELL, Concept.SUBSCRIBE, Concept.OPINION),
        )
    close = sentence.all(Concept.FAMILY)
    if not close or sentence.has(Concept.GIFT, Concept.ADDRESS, *WORKS):
        return NOTHING
    talk = sentence.talk or tuple(sentence.all(Concept.OPINION, Concept.TELL))
    talk = talk or near_review(reading, sentence, 1, 0)
    if talk and reading.talks_of_reviews:
        return (*close, *talk)
    return NOTHING
