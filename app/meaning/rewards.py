"""What a review is paid with: money, goods, chances, good deeds."""

from collections.abc import Sequence
from typing import Final

from app.domain.concept import Concept
from app.meaning.acts import (
    ALTERS,
    NOTHING,
    WORKS,
    implied_talk,
    is_denied,
    mentions_in,
    past_review,
)
from app.meaning.reading import Found, PassageReading, Sentence

_STRONG: Final = (
    Concept.GIFT,
    Concept.GIFT_CARD,
    Concept.POINTS,
    Concept.CONTEST,
    Concept.DONATION,
    Concept.WARRANTY_EXTENSION,
    Concept.DISCOUNT,
    Concept.PERCENT,
    Concept.CODE,
    Concept.REFUND,
    Concept.FREE,
)
BENEFITS: Final = (*_STRONG, Concept.MONEY, Concept.AMOUNT, Concept.EXTRA)
GIFTS: Final = frozenset((*BENEFITS, Concept.GIVE, Concept.REWARD, Concept.PROOF))
_TIES: Final = (Concept.REWARD, Concept.ONCE, Concept.PROOF)
_SERVICE: Final = (
    Concept.DAMAGE,
    Concept.REPLACEMENT,
    Concept.RETURN,
    Concept.INVOICE,
    Concept.DELAY,
    Concept.CANCELLED,
    Concept.CHOICE,
)


def reward_for_review(reading: PassageReading, sentence: Sentence) -> Found:
    """Find something given or promised for the review that a sentence talks of."""
    talk = implied_talk(reading, sentence) or past_review(sentence)
    reward = _reward(reading, sentence) if talk else NOTHING
    return (*talk, *reward) if reward else NOTHING


def _reward(reading: PassageReading, sentence: Sentence) -> Found:
    return (
        _reward_in(sentence, is_told=bool(sentence.talk))
        or _reward_near(reading, sentence)
        or _service_in_return(reading, sentence)
        or _proof_for_benefit(reading, sentence)
        or _unexplained_benefit(reading, sentence)
    )


def _reward_in(sentence: Sentence, *, is_told: bool) -> Found:
    benefit = _promised(sentence, BENEFITS)
    if not benefit:
        return NOTHING
    ties = sentence.all(*_TIES)
    given = sentence.all(Concept.GIVE)
    strong = any(mention.concept in _STRONG for mention in benefit)
    if strong and is_told and not sentence.has(*_SERVICE, Concept.VOLUNTARY, Concept.AS_ASKED):
        return (*benefit, *ties, *given)
    if ties or (
        given
        and sentence.has(Concept.IF, Concept.ASK, Concept.TELL, Concept.REMOVE, Concept.CHANGE)
    ):
        return (*benefit, *ties, *given)
    return NOTHING


def _promised(sentence: Sentence, concepts: Sequence[Concept]) -> Found:
    """Give the benefits of a sentence that it does not deny."""
    return tuple(m for m in sentence.all(*concepts) if not is_denied(sentence, m))


def _reward_near(reading: PassageReading, sentence: Sentence) -> Found:
    for other in reading.around(sentence, 3, 3):
        if other is sentence or (
            other.has(*_SERVICE) and not other.has(Concept.REWARD, Concept.PROOF)
        ):
            continue
        ties = mentions_in(_between(reading, sentence, other), *_TIES)
        gives = other.has(Concept.GIVE, Concept.REWARD, Concept.PROOF)
        benefit = _promised(other, BENEFITS if gives else _STRONG)
        if ties and benefit:
            return (*benefit, *ties)
    return NOTHING


def _service_in_return(reading: PassageReading, sentence: Sentence) -> Found:
    """Something given that has no word of ours for it, but is said to be in return."""
    given = sentence.all(Concept.GIVE)
    returns = mentions_in(reading.around(sentence, 1, 1), Concept.REWARD)
    return (*given, *returns) if given and returns else NOTHING


def _proof_for_benefit(reading: PassageReading, sentence: Sentence) -> Found:
    """A seller who wants to see the review, and gives something anywhere near."""
    proof = mentions_in(reading.around(sentence, 1, 2), Concept.PROOF)
    if not proof:
        return NOTHING
    wanted = (Concept.GIVE, Concept.EXTRA, *_STRONG)
    benefit = [m for s in reading.around(sentence, 3, 4) for m in _promised(s, wanted)]
    return (*proof, *benefit) if benefit else NOTHING


def _unexplained_benefit(reading: PassageReading, sentence: Sentence) -> Found:
    """Find something of value beside a request, in a text where nothing else is being put right."""
    if not _CARE.isdisjoint(reading.named) or not sentence.talk:
        return NOTHING
    around = reading.around(sentence, 2, 2)
    benefit = tuple(mention for other in around for mention in _promised(other, _STRONG))
    if benefit:
        return benefit
    given = mentions_in(around, Concept.GIVE)
    once = mentions_in(around, Concept.ONCE)
    return (*given, *once) if given and once else NOTHING


_CARE: Final = frozenset(
    (
        *_SERVICE,
        Concept.AS_ASKED,
        Concept.VOLUNTARY,
        Concept.CANNOT_SUPPLY,
        Concept.LEGAL,
        *WORKS,
        *ALTERS,
    )
)


def _between(reading: PassageReading, one: Sentence, other: Sentence) -> tuple[Sentence, ...]:
    low, high = sorted((one.index, other.index))
    return reading.sentences[low : high + 1]
