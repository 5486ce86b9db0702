"""What a review should be like: good, in given words, another one, from others, at last."""

from typing import Final

from app.domain.concept import Concept
from app.meaning.acts import (
    NOTHING,
    WORKS,
    implied_talk,
    is_denied,
    is_open_to_all,
    is_past,
    mentions_in,
    near_review,
    next_to,
)
from app.meaning.reading import Found, PassageReading, Sentence

PRAISE: Final = frozenset((Concept.POSITIVE, Concept.TOP_RATING, Concept.ALL_OF_THEM, Concept.PLEA))
_WANTS: Final = (Concept.ASK, Concept.PLEA, Concept.PUBLIC, Concept.TELL, Concept.HOPE)


def praise_asked(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a good outcome being named in talk of a review yet to be written."""
    around = reading.around(sentence, 1, 1)
    if sentence.has(*WORKS, Concept.DISSATISFIED) or is_past(sentence) or is_open_to_all(around):
        return NOTHING
    if sentence.has(Concept.CONTACT) and sentence.has(Concept.NEGATION, Concept.IF):
        return NOTHING
    praise = next_to(
        sentence, Concept.POSITIVE, (Concept.REVIEW, Concept.STARS, Concept.OPINION, Concept.TELL)
    )
    if praise and implied_talk(reading, sentence):
        return praise
    if not mentions_in(around, *_WANTS, Concept.REVIEW, Concept.YOUR_ORDERS):
        return NOTHING
    stars = sentence.all(Concept.STARS) or mentions_in(around, Concept.STARS)
    top = sentence.all(Concept.TOP_RATING)
    if top and (sentence.has(*_WANTS) or stars):
        return tuple(top)
    full = sentence.all(Concept.ALL_OF_THEM)
    if full and stars:
        return (*full, *sentence.all(Concept.STARS))
    plea = sentence.all(Concept.PLEA)
    return (*plea, *stars) if plea and stars else NOTHING


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
        return NOTHING
    own = sentence.all(Concept.WROTE, Concept.REVIEW, Concept.STARS)
    if own and sentence.has(Concept.CHANGE, Concept.REMOVE, Concept.WROTE, Concept.REVIEW):
        return (*alters, *own)
    around = reading.around(sentence, 2, 1)
    written = mentions_in(around, Concept.WROTE)
    public = mentions_in(around, Concept.REVIEW, Concept.STARS, Concept.PUBLIC)
    if written and (public or mentions_in(around, Concept.OUTDATED)):
        return (*alters, *written)
    if public and mentions_in(around, Concept.NEGATIVE):
        return (*alters, *public)
    return NOTHING


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
    if talk and any(other.talk for other in reading.sentences):
        return (*close, *talk)
    return NOTHING
