"""What sellers do with words: small predicates over the mentions of a sentence and its neighbours.

Every predicate answers with the mentions that made it true, or with nothing. They are shared by all
languages and by all rules that look at meaning.
"""

from collections.abc import Sequence
from typing import Final

from app.domain.concept import Concept as C
from app.meaning.reading import PassageReading, Sentence
from app.text.concepts import Mention

Found = tuple[Mention, ...]

NOTHING: Final[Found] = ()
BENEFITS: Final = (
    C.GIFT,
    C.GIFT_CARD,
    C.MONEY,
    C.AMOUNT,
    C.REFUND,
    C.FREE,
    C.EXTRA,
    C.POINTS,
    C.CONTEST,
    C.DONATION,
    C.WARRANTY_EXTENSION,
    C.DISCOUNT,
    C.PERCENT,
    C.CODE,
)
_SERVICE: Final = (C.DAMAGE, C.REPLACEMENT, C.RETURN, C.INVOICE, C.DELAY, C.CANCELLED)
_NEXT_TO: Final = 24


def review_talk(sentence: Sentence) -> Found:
    """Find talk of a review: by its name, or as words put where other buyers read them."""
    named = sentence.named
    if C.REVIEW in named:
        return tuple(sentence.all(C.REVIEW))
    if C.STARS in named and (C.PUBLIC in named or C.VISIBLE in named or C.WROTE in named):
        return tuple(sentence.all(C.STARS, C.PUBLIC, C.VISIBLE, C.WROTE))
    says = C.OPINION in named or C.TELL in named
    if says and (C.PUBLIC in named or C.OTHERS in named):
        return tuple(sentence.all(C.OPINION, C.TELL, C.PUBLIC, C.OTHERS))
    if C.TOP_RATING in named:
        return tuple(sentence.all(C.TOP_RATING))
    return NOTHING


def review_request(sentence: Sentence) -> Found:
    """Find talk of a review that the buyer is yet to write."""
    named = sentence.named
    if C.WROTE in named or C.AS_ASKED in named or C.DESIGN in named or C.APPROVAL in named:
        return NOTHING
    return review_talk(sentence)


def past_review(sentence: Sentence) -> Found:
    """Find talk of a review that the buyer has written."""
    named = sentence.named
    if C.WROTE in named:
        return tuple(sentence.all(C.WROTE, C.REVIEW, C.STARS))
    if C.OUTDATED in named:
        said = sentence.all(C.REVIEW, C.STARS, C.OPINION, C.PUBLIC)
        if said:
            return (*said, *sentence.all(C.OUTDATED))
    return NOTHING


def near_review(reading: PassageReading, sentence: Sentence, back: int, ahead: int) -> Found:
    """Find talk of a review in a sentence or its neighbours, the sentence itself first."""
    found = review_talk(sentence)
    if found:
        return found
    for other in reading.around(sentence, back, ahead):
        found = review_talk(other)
        if found:
            return found
    return NOTHING


def is_open_to_all(sentences: Sequence[Sentence]) -> bool:
    """Tell whether sentences say that every answer is welcome."""
    return any(C.EITHER_WAY in sentence.named for sentence in sentences)


def next_to(sentence: Sentence, one: C, others: Sequence[C], reach: int = _NEXT_TO) -> Found:
    """Find a mention of one concept with one of others right before or after it."""
    for mention in sentence.all(one):
        for other in sentence.all(*others):
            distance = max(other.start - mention.end, mention.start - other.end)
            if distance <= reach:
                return tuple(sorted((mention, other)))
    return NOTHING


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
    if sentence.has(C.SATISFIED):
        first = sentence.first(C.IF, C.ONLY, C.IF_SO)
        if first is not None:
            return (first, *sentence.all(C.SATISFIED))
    return NOTHING


def _asked_before(reading: PassageReading, sentence: Sentence) -> Found:
    """A question or a heading about happiness, with the request as its consequence."""
    for other in reversed(reading.before(sentence, 4)):
        if not other.is_question or other.has(C.OPINION, C.PROBLEM, C.DISSATISFIED):
            continue
        pleased = other.all(C.SATISFIED)
        if pleased:
            return tuple(pleased)
        link = sentence.first(C.IF_SO)
        if link is not None and other.index >= sentence.index - 2 and not review_talk(other):
            return (Mention(other.start, other.end, C.SATISFIED), link)
    return NOTHING


def _conditioned_before(reading: PassageReading, sentence: Sentence) -> Found:
    """A condition in the sentence before: `We hope it runs well. In that case …`."""
    for other in reading.before(sentence, 2):
        if not other.has(C.SATISFIED):
            continue
        link = sentence.first(C.IF_SO)
        if link is not None and other.has(C.IF, C.HOPE, C.IF_SO):
            return (*other.all(C.IF, C.HOPE, C.SATISFIED), link)
        if other.has(C.IF) and not other.has(C.CONTACT, C.THANKS):
            return tuple(other.all(C.IF, C.SATISFIED))
    return NOTHING


def _presupposed(reading: PassageReading, sentence: Sentence) -> Found:
    for other in reading.around(sentence, 1, 0):
        if other.has(C.SURELY) and other.has(C.SATISFIED) and not other.is_question:
            return tuple(other.all(C.SURELY, C.SATISFIED))
    return NOTHING


def _fork(reading: PassageReading, sentence: Sentence) -> Found:
    """Two doors: the happy to the review, the others to the seller."""
    happy = [m for s in reading.around(sentence, 1, 0) for m in s.all(C.SATISFIED)]
    if not happy:
        return NOTHING
    for other in reading.after(sentence, 3):
        sad = other.all(C.DISSATISFIED, C.PROBLEM, C.OTHERWISE)
        if sad and (other.has(C.CONTACT, C.RESOLVE, C.INSTEAD) or _turns_to_us(reading, other)):
            return (*happy, *sad)
    return NOTHING


def _turns_to_us(reading: PassageReading, sentence: Sentence) -> bool:
    return any(other.has(C.CONTACT, C.RESOLVE) for other in reading.after(sentence, 1))


def diversion(reading: PassageReading, sentence: Sentence) -> Found:
    """Find an unhappy buyer being sent to the seller before or in place of the public."""
    turns = sentence.all(C.CONTACT, C.RESOLVE)
    around = reading.around(sentence, 1, 1)
    unhappy = [m for s in reading.around(sentence, 1, 0) for m in _unhappy(s)]
    ahead = [m for s in around for m in s.all(C.FIRST, C.INSTEAD)]
    put_off = _put_off(sentence)
    if turns and put_off:
        return (*turns, *put_off)
    if not unhappy:
        return NOTHING
    if put_off:
        return (*unhappy, *put_off)
    if turns and ahead and near_review(reading, sentence, 3, 2):
        return (*unhappy, *turns, *ahead)
    if turns and sentence.has(C.OTHERWISE) and _asks_the_happy(reading, sentence):
        return (*unhappy, *turns)
    return NOTHING


def _unhappy(sentence: Sentence) -> Sequence[Mention]:
    return sentence.all(C.DISSATISFIED, C.PROBLEM, C.OTHERWISE, C.NEGATIVE)


def _put_off(sentence: Sentence) -> Found:
    """The public word comes later, or not at all."""
    later = sentence.all(C.BEFORE, C.INSTEAD)
    public = sentence.all(C.REVIEW, C.STARS, C.PUBLIC)
    return (*later, *public) if later and public else NOTHING


def _asks_the_happy(reading: PassageReading, sentence: Sentence) -> bool:
    return any(
        review_request(other) and condition_of_happiness(reading, other)
        for other in reading.around(sentence, 3, 0)
    )


def reward_for_review(reading: PassageReading, sentence: Sentence) -> Found:
    """Find something given or promised for the review that a sentence talks of."""
    own = _reward_in(sentence)
    if own:
        return own
    for other in reading.around(sentence, 3, 3):
        if other is sentence or other.has(*_SERVICE):
            continue
        benefit = other.all(*BENEFITS)
        tie = [m for s in (sentence, other) for m in s.all(C.REWARD, C.ONCE, C.PROOF)]
        if benefit and tie and other.has(C.GIVE, C.REWARD, C.PROOF, C.FREE):
            return (*benefit, *tie)
    return NOTHING


def _reward_in(sentence: Sentence) -> Found:
    benefit = sentence.all(*BENEFITS)
    if not benefit:
        return NOTHING
    tie = sentence.all(C.REWARD, C.ONCE, C.PROOF)
    given = sentence.all(C.GIVE)
    if tie or (given and sentence.has(C.IF, C.ASK, C.TELL)):
        return (*benefit, *tie, *given)
    return NOTHING


def praise_asked(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a good outcome being named in talk of a review yet to be written."""
    if sentence.has(C.WROTE, C.DESIGN):
        return NOTHING
    top = sentence.all(C.TOP_RATING)
    if top:
        return tuple(top)
    praise = next_to(sentence, C.POSITIVE, (C.REVIEW, C.STARS, C.OPINION))
    if praise and (sentence.has(C.REVIEW, C.STARS) or review_talk(sentence)):
        return praise
    lit = next_to(sentence, C.ALL_OF_THEM, (C.STARS,), reach=60)
    if lit and near_review(reading, sentence, 2, 2):
        return lit
    return NOTHING


def change_of_review(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a wish for another review than the one that is there."""
    if sentence.has(C.DESIGN, C.APPROVAL, C.EITHER_WAY):
        return NOTHING
    changes = sentence.all(C.CHANGE, C.REMOVE)
    own = sentence.all(C.WROTE, C.REVIEW, C.STARS)
    if changes and own:
        return (*changes, *own)
    past = past_review(sentence)
    if past and sentence.has(C.OUTDATED):
        return past
    if changes or sentence.has(C.OUTDATED):
        for other in reading.around(sentence, 1, 1):
            written = other.all(C.WROTE)
            if written:
                return (*changes, *sentence.all(C.OUTDATED), *written)
    return NOTHING


def reminder_of_review(reading: PassageReading, sentence: Sentence) -> Found:
    """Find a request that says it is not the first."""
    again = sentence.all(C.REMINDER)
    if not again:
        return NOTHING
    talk = near_review(reading, sentence, 1, 1) or tuple(
        m for s in reading.around(sentence, 0, 1) for m in s.all(C.OPINION)
    )
    return (*again, *talk) if talk else NOTHING


def words_dictated(reading: PassageReading, sentence: Sentence) -> Found:
    """Find what a review should hold being told to the buyer."""
    told = sentence.all(C.DICTATE)
    talk = near_review(reading, sentence, 1, 0) if told else NOTHING
    return (*told, *talk) if talk else NOTHING


def others_asked(reading: PassageReading, sentence: Sentence) -> Found:
    """Find reviews being sought from testers, or from people around the buyer."""
    club = sentence.all(C.TESTER)
    if club:
        return (*club, *sentence.all(C.REVIEW, C.TELL, C.SUBSCRIBE))
    close = sentence.all(C.FAMILY)
    if not close or sentence.has(C.GIFT, C.ADDRESS):
        return NOTHING
    talk = review_talk(sentence) or tuple(sentence.all(C.OPINION))
    return (*close, *talk) if talk else NOTHING
