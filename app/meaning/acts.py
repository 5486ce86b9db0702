"""What sellers do with reviews: small predicates over a sentence and its neighbours.

Every predicate answers with the mentions that made it true, or with nothing. They are shared by all
languages and by all rules that look at meaning.
"""

from collections.abc import Iterable, Sequence
from typing import Final

from app.domain.concept import Concept as C
from app.meaning.reading import Found as Found  # noqa: PLC0414 -- what the predicates answer with
from app.meaning.reading import PassageReading, Sentence
from app.text.concepts import Mention

NOTHING: Final[Found] = ()
# What has to be mentioned somewhere for a predicate to be worth asking.
TALK: Final = frozenset(
    (C.REVIEW, C.STARS, C.OPINION, C.TELL, C.WROTE, C.TOP_RATING, C.PUBLIC, C.OTHERS)
)
ALTERS: Final = frozenset((C.CHANGE, C.REMOVE, C.OUTDATED))
PRAISE: Final = frozenset((C.POSITIVE, C.TOP_RATING, C.ALL_OF_THEM, C.PLEA))
TURNS: Final = frozenset((C.CONTACT, C.RESOLVE, C.BEFORE, C.INSTEAD, C.FIRST))
_STRONG_BENEFITS: Final = (
    C.GIFT,
    C.GIFT_CARD,
    C.POINTS,
    C.CONTEST,
    C.DONATION,
    C.WARRANTY_EXTENSION,
    C.DISCOUNT,
    C.PERCENT,
    C.CODE,
    C.REFUND,
    C.FREE,
)
_BENEFITS: Final = (*_STRONG_BENEFITS, C.MONEY, C.AMOUNT, C.EXTRA)
GIFTS: Final = frozenset((*_BENEFITS, C.GIVE, C.REWARD, C.PROOF))
_TIES: Final = (C.REWARD, C.ONCE, C.PROOF)
_SERVICE: Final = (C.DAMAGE, C.REPLACEMENT, C.RETURN, C.INVOICE, C.DELAY, C.CANCELLED, C.CHOICE)
_PLACES: Final = frozenset((C.PUBLIC, C.REVIEW, C.OTHERS, C.PROOF, C.PLEA))
_WORKS: Final = (C.DESIGN, C.APPROVAL)
_NEXT_TO: Final = 24
_DENIED: Final = 16


def implied_talk(reading: PassageReading, sentence: Sentence) -> Found:
    """Find talk of a review that leans on the rest of the text: stars, words, telling it."""
    found = sentence.talk
    if found or _PLACES.isdisjoint(reading.named) or sentence.has(C.AS_ASKED, *_WORKS):
        return found
    return tuple(sentence.all(C.STARS, C.OPINION, C.TELL, C.WROTE))


def review_request(sentence: Sentence) -> Found:
    """Find talk of a review that the buyer is yet to write."""
    if sentence.has(C.AS_ASKED, *_WORKS) or _is_past(sentence):
        return NOTHING
    return sentence.talk


def _is_past(sentence: Sentence) -> bool:
    """Tell whether a sentence is about a review that is there, and asks for none."""
    if C.WROTE not in sentence.named:
        return False
    return sentence.has(*ALTERS) or not sentence.has(C.ASK, C.IF, C.HOPE, C.IF_SO)


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


def is_open_to_all(sentences: Sequence[Sentence]) -> bool:
    """Tell whether sentences say that every answer is welcome."""
    return any(
        C.EITHER_WAY in sentence.named
        or (C.POSITIVE in sentence.named and C.NEGATIVE in sentence.named)
        for sentence in sentences
    )


def mentions_in(sentences: Iterable[Sentence], *concepts: C) -> Found:
    """Give the mentions of some concepts in several sentences."""
    return tuple(m for sentence in sentences for m in sentence.all(*concepts))


def next_to(sentence: Sentence, one: C, others: Sequence[C], reach: int = _NEXT_TO) -> Found:
    """Find a mention of one concept with one of others right before or after it."""
    for mention in sentence.all(one):
        for other in sentence.all(*others):
            distance = max(other.start - mention.end, mention.start - other.end)
            if distance <= reach:
                return tuple(sorted((mention, other)))
    return NOTHING


# --- for whom


def request_of_the_happy(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a request for a review that only happy buyers are meant by, with its condition."""
    asked = review_request(sentence)
    if not asked or is_open_to_all(reading.around(sentence, 3, 3)):
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
    )


def _own_condition(sentence: Sentence) -> Found:
    """A condition in the sentence itself: `if`, `those who`, `only`; of happiness or of anything."""
    if sentence.has(C.CHANGE, C.REMOVE):
        return NOTHING
    pleased = sentence.all(C.SATISFIED)
    if pleased:
        first = sentence.first(C.IF, C.ONLY, C.IF_SO, C.SURELY)
        return (first, *pleased) if first is not None else NOTHING
    if sentence.has(C.DISSATISFIED, C.PROBLEM, C.OTHERWISE, C.CHOICE, C.CONTACT):
        return NOTHING
    taken = {mention.start for mention in sentence.all(C.ONCE, C.ASK)}
    if sentence.has(*_BENEFITS, C.TOP_RATING, C.ALL_OF_THEM):
        return NOTHING
    return tuple(m for m in sentence.all(C.IF) if m.start not in taken)[:1]


def _asked_before(reading: PassageReading, sentence: Sentence) -> Found:
    """A question or a heading that wants a yes, with the request as its consequence."""
    for other in reversed(reading.before(sentence, 3)):
        if not other.is_question or other.has(*_OPEN_ANSWERS):
            continue
        pleased = other.all(C.SATISFIED, C.POSITIVE)
        if pleased:
            return tuple(pleased)
        if other.index >= sentence.index - 2 and not other.has(C.ASK, C.TELL, *_BENEFITS):
            return (Mention(other.start, other.end, C.SATISFIED), *sentence.all(C.IF_SO))
    return NOTHING


_OPEN_ANSWERS: Final = (C.OPINION, C.OPEN_QUESTION, C.PROBLEM, C.DISSATISFIED, C.REVIEW)


def _conditioned_before(reading: PassageReading, sentence: Sentence) -> Found:
    """A condition in the sentence before: `We hope it runs well. In that case …`."""
    before = reading.before(sentence, 2)
    link = mentions_in((*before[-1:], sentence), C.IF_SO)
    for other in before:
        if not other.has(C.SATISFIED):
            continue
        if link and other.has(C.IF, C.HOPE, C.IF_SO):
            return (*other.all(C.IF, C.HOPE, C.SATISFIED), *link)
        if other.has(C.IF) and not other.has(C.CONTACT, C.THANKS, C.CHOICE):
            return tuple(other.all(C.IF, C.SATISFIED))
    return NOTHING


def _presupposed(reading: PassageReading, sentence: Sentence) -> Found:
    """Happiness taken for granted: `By now it must have become your favourite.`"""
    for other in reading.around(sentence, 1, 0):
        sure = other.all(C.SURELY)
        if not sure or other.is_question:
            continue
        return (*sure, *other.all(C.SATISFIED))
    return NOTHING


def _fork(reading: PassageReading, sentence: Sentence) -> Found:
    """Two doors: the happy to the review, the others to the seller."""
    before = reading.around(sentence, 1, 0)
    happy = mentions_in(before, C.SATISFIED)
    asked = [s for s in before if s.is_question and s is not sentence and not s.has(C.OPINION)]
    if not happy and not asked:
        return NOTHING
    for other in reading.after(sentence, 3):
        sad = other.all(C.DISSATISFIED, C.PROBLEM, C.OTHERWISE)
        turns = mentions_in((other, *reading.after(other, 1)), C.CONTACT, C.RESOLVE, C.INSTEAD)
        if sad and turns:
            opened = happy or tuple(Mention(s.start, s.end, C.SATISFIED) for s in asked)
            return (*opened, *sad)
    return NOTHING


def diversion(reading: PassageReading, sentence: Sentence) -> Found:
    """Find an unhappy buyer being sent to the seller before or in place of the public."""
    if sentence.has(*_WORKS):
        return NOTHING
    apart = _apart(reading, sentence)
    if apart:
        return apart
    put_off = _put_off(reading, sentence)
    unhappy = mentions_in(reading.around(sentence, 2, 0), *_UNHAPPY)
    turns = tuple(sentence.all(C.CONTACT, C.RESOLVE))
    if put_off and (turns or unhappy or mentions_in(reading.around(sentence, 1, 1), *_TURNS)):
        return (*put_off, *turns, *sentence.all(*_UNHAPPY))
    if not turns or not unhappy:
        return NOTHING
    first = mentions_in(reading.around(sentence, 1, 1), C.FIRST, C.INSTEAD)
    if first and near_review(reading, sentence, 4, 3):
        return (*unhappy, *turns, *first)
    if mentions_in(reading.around(sentence, 1, 0), C.OTHERWISE) and _asks_the_happy(
        reading, sentence
    ):
        return (*mentions_in(reading.around(sentence, 1, 0), C.OTHERWISE), *turns)
    return NOTHING


_UNHAPPY: Final = (C.DISSATISFIED, C.PROBLEM, C.OTHERWISE, C.NEGATIVE, C.DAMAGE)
_TURNS: Final = (C.CONTACT, C.RESOLVE)


def _apart(reading: PassageReading, sentence: Sentence) -> Found:
    """Complaints here, praise there: `If it disappoints, tell us. If it delights, tell Amazon.`"""
    around = reading.around(sentence, 0, 1)
    for sad in around:
        unhappy, turns = sad.all(C.DISSATISFIED, C.PROBLEM), sad.all(C.CONTACT)
        if not unhappy or not turns:
            continue
        for glad in around:
            happy, public = glad.all(C.SATISFIED, C.POSITIVE), glad.all(C.PUBLIC, C.REVIEW)
            if happy and public:
                return (*unhappy, *turns, *happy, *public)
    return NOTHING


def _put_off(reading: PassageReading, sentence: Sentence) -> Found:
    """The public word comes later, or not at all."""
    later = sentence.all(C.BEFORE, C.INSTEAD, C.FIRST)
    public = sentence.all(C.REVIEW, C.STARS, C.PUBLIC)
    if not public and (C.NEGATIVE in sentence.named or not _PLACES.isdisjoint(reading.named)):
        public = sentence.all(C.OPINION, C.TELL, C.NEGATIVE)
    return (*later, *public) if later and public else NOTHING


def _asks_the_happy(reading: PassageReading, sentence: Sentence) -> bool:
    return any(
        review_request(other) and condition_of_happiness(reading, other)
        for other in reading.around(sentence, 3, 0)
    )


# --- for what


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
    )


def _reward_in(sentence: Sentence, *, is_told: bool) -> Found:
    benefit = [m for m in sentence.all(*_BENEFITS) if not is_denied(sentence, m)]
    if not benefit:
        return NOTHING
    ties = sentence.all(*_TIES)
    given = sentence.all(C.GIVE)
    strong = any(mention.concept in _STRONG_BENEFITS for mention in benefit)
    if strong and is_told and not sentence.has(*_SERVICE, C.VOLUNTARY, C.AS_ASKED):
        return (*benefit, *ties, *given)
    if ties or (given and sentence.has(C.IF, C.ASK, C.TELL, C.REMOVE, C.CHANGE)):
        return (*benefit, *ties, *given)
    return NOTHING


def is_denied(sentence: Sentence, mention: Mention) -> bool:
    """Tell whether a negation stands shortly before a mention."""
    return any(0 <= mention.start - no.end <= _DENIED for no in sentence.all(C.NEGATION))


def _reward_near(reading: PassageReading, sentence: Sentence) -> Found:
    for other in reading.around(sentence, 3, 3):
        if other is sentence or (other.has(*_SERVICE) and not other.has(C.REWARD, C.PROOF)):
            continue
        ties = mentions_in(_between(reading, sentence, other), *_TIES)
        gives = other.has(C.GIVE, C.REWARD, C.PROOF)
        benefit = other.all(*(_BENEFITS if gives else _STRONG_BENEFITS))
        if ties and benefit:
            return (*benefit, *ties)
    return NOTHING


def _service_in_return(reading: PassageReading, sentence: Sentence) -> Found:
    """Something given that has no word of ours for it, but is said to be in return."""
    given = sentence.all(C.GIVE)
    returns = mentions_in(reading.around(sentence, 1, 1), C.REWARD)
    return (*given, *returns) if given and returns else NOTHING


def _proof_for_benefit(reading: PassageReading, sentence: Sentence) -> Found:
    """A seller who wants to see the review, and gives something anywhere near."""
    proof = mentions_in(reading.around(sentence, 1, 2), C.PROOF)
    if not proof:
        return NOTHING
    benefit = mentions_in(reading.around(sentence, 3, 4), C.GIVE, C.EXTRA, *_STRONG_BENEFITS)
    return (*proof, *benefit) if benefit else NOTHING


def _between(reading: PassageReading, one: Sentence, other: Sentence) -> tuple[Sentence, ...]:
    low, high = sorted((one.index, other.index))
    return reading.sentences[low : high + 1]


# --- what it should say


def praise_asked(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a good outcome being named in talk of a review yet to be written."""
    around = reading.around(sentence, 1, 1)
    if sentence.has(*_WORKS) or _is_past(sentence) or is_open_to_all(around):
        return NOTHING
    praise = next_to(sentence, C.POSITIVE, (C.REVIEW, C.STARS, C.OPINION, C.TELL))
    if praise and implied_talk(reading, sentence):
        return praise
    if not mentions_in(around, *_WANTS, C.REVIEW, C.YOUR_ORDERS):
        return NOTHING
    stars = sentence.all(C.STARS) or mentions_in(around, C.STARS)
    top = sentence.all(C.TOP_RATING)
    if top and (sentence.has(*_WANTS) or stars):
        return tuple(top)
    full = sentence.all(C.ALL_OF_THEM)
    if full and stars:
        return (*full, *sentence.all(C.STARS))
    plea = sentence.all(C.PLEA)
    return (*plea, *stars) if plea and stars else NOTHING


_WANTS: Final = (C.ASK, C.PLEA, C.PUBLIC, C.TELL, C.HOPE)


def words_dictated(reading: PassageReading, sentence: Sentence) -> Found:
    """Find what a review should hold being told to the buyer."""
    told = sentence.all(C.DICTATE)
    talk = near_review(reading, sentence, 2, 0) if told else NOTHING
    return (*told, *talk) if talk else NOTHING


# --- another one


def change_of_review(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a wish for another review than the one that is there."""
    if sentence.has(C.EITHER_WAY, *_WORKS):
        return NOTHING
    alters = [
        mention
        for mention in sentence.all(C.CHANGE, C.REMOVE, C.OUTDATED)
        if mention.concept is C.OUTDATED or not is_denied(sentence, mention)
    ]
    if not alters:
        return NOTHING
    own = sentence.all(C.WROTE, C.REVIEW, C.STARS)
    if own and sentence.has(C.CHANGE, C.REMOVE, C.WROTE, C.REVIEW):
        return (*alters, *own)
    around = reading.around(sentence, 2, 1)
    written = mentions_in(around, C.WROTE)
    public = mentions_in(around, C.REVIEW, C.STARS, C.PUBLIC)
    if written and (public or mentions_in(around, C.OUTDATED)):
        return (*alters, *written)
    if public and mentions_in(around, C.NEGATIVE):
        return (*alters, *public)
    return NOTHING


def past_review(sentence: Sentence) -> Found:
    """Find talk of a review that the buyer has written, in a sentence that alters it."""
    if sentence.has(C.WROTE, C.CHANGE, C.REMOVE):
        return tuple(sentence.all(C.WROTE, C.REVIEW, C.STARS))
    return NOTHING


def reminder_of_review(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a request that says it is not the first."""
    again = sentence.all(C.REMINDER)
    if not again:
        return NOTHING
    around = reading.around(sentence, 1, 2)
    talk = near_review(reading, sentence, 1, 2) or mentions_in(around, C.OPINION, C.STARS)
    return (*again, *talk) if talk else NOTHING


# --- from whom


def others_asked(reading: PassageReading, sentence: Sentence) -> Found:
    """Find reviews being sought from testers, or from people around the buyer."""
    around = reading.around(sentence, 1, 1)
    club = sentence.all(C.TESTER)
    if club:
        return (*club, *mentions_in(around, C.REVIEW, C.TELL, C.SUBSCRIBE, C.OPINION))
    close = sentence.all(C.FAMILY)
    if not close or sentence.has(C.GIFT, C.ADDRESS, *_WORKS):
        return NOTHING
    talk = sentence.talk or tuple(sentence.all(C.OPINION, C.TELL))
    talk = talk or near_review(reading, sentence, 1, 0)
    if talk and any(other.talk for other in reading.sentences):
        return (*close, *talk)
    return NOTHING
