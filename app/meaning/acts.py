"""Talk of reviews: the small predicates that all others are made of.

Every predicate answers with the mentions that made it true, or with nothing. They are shared by all
languages and by all rules that look at meaning.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from app.domain.concept import Concept
from app.meaning.reading import Found as Found  # noqa: PLC0414 -- what the predicates answer with
from app.meaning.reading import PassageReading, Sentence
from app.text.concepts import Mention

NOTHING: Final[Found] = ()
# What has to be mentioned somewhere for a predicate to be worth asking.
TALK: Final = frozenset(
    (
        Concept.REVIEW,
        Concept.STARS,
        Concept.OPINION,
        Concept.TELL,
        Concept.WROTE,
        Concept.TOP_RATING,
        Concept.PUBLIC,
        Concept.OTHERS,
    )
)
ALTERS: Final = frozenset((Concept.CHANGE, Concept.REMOVE, Concept.OUTDATED))
PLACES: Final = frozenset(
    (Concept.PUBLIC, Concept.REVIEW, Concept.OTHERS, Concept.PROOF, Concept.PLEA)
)
WORKS: Final = (Concept.DESIGN, Concept.APPROVAL)
_NEXT_TO: Final = 24
_DENIED: Final = 16


def implied_talk(reading: PassageReading, sentence: Sentence) -> Found:
    """Find talk of a review that leans on the rest of the text: stars, words, telling it."""
    found = sentence.talk
    if found or PLACES.isdisjoint(reading.named) or sentence.has(Concept.AS_ASKED, *WORKS):
        return found
    return tuple(sentence.all(Concept.STARS, Concept.OPINION, Concept.TELL, Concept.WROTE))


def review_request(sentence: Sentence) -> Found:
    """Find talk of a review that the buyer is yet to write."""
    if sentence.has(Concept.AS_ASKED, *WORKS) or is_past(sentence):
        return NOTHING
    return sentence.talk


def is_past(sentence: Sentence) -> bool:
    """Tell whether a sentence is about a review that is there, and asks for none."""
    if Concept.WROTE not in sentence.named:
        return False
    return sentence.has(*ALTERS) or not sentence.has(
        Concept.ASK, Concept.IF, Concept.HOPE, Concept.IF_SO
    )


def near_review(reading: PassageReading, sentence: Sentence, back: int, ahead: int) -> Found:
    """Find talk of a review in a sentence or its neighbours, the sentence itself first."""
    found = sentence.talk
    if found:
        return found
    for other in reading.around(sentence, back, ahead):
        found = other.talk
        if found:
            return found
    return NOTHING


def mentions_in(sentences: Iterable[Sentence], *concepts: Concept) -> Found:
    """Give the mentions of some concepts in several sentences."""
    return tuple(m for sentence in sentences for m in sentence.all(*concepts))


def next_to(
    sentence: Sentence, one: Concept, others: Sequence[Concept], reach: int = _NEXT_TO
) -> Found:
    """Find a mention of one concept with one of others right before or after it."""
    for mention in sentence.all(one):
        for other in sentence.all(*others):
            distance = max(other.start - mention.end, mention.start - other.end)
            if distance <= reach:
                return tuple(sorted((mention, other)))
    return NOTHING


def is_denied(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a negation stands shortly before a mention."""
    return any(0 <= mention.start - no.end <= _DENIED for no in sentence.all(Concept.NEGATION))


def past_review(sentence: Sentence) -> Found:
    """Find talk of a review that the buyer has written, in a sentence that alters it."""
    if sentence.has(Concept.WROTE, Concept.CHANGE, Concept.REMOVE):
        return tuple(sentence.all(Concept.WROTE, Concept.REVIEW, Concept.STARS))
    return NOTHING
