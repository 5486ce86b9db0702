"""What a message is for: which of Amazon's message types its text is about, and what says so."""

from dataclasses import dataclass
from typing import Final

from app.domain.concept import Concept
from app.domain.message_type import MessageType
from app.meaning.acts import review_request
from app.meaning.reading import PassageReading, Reading
from app.message.passage import PassageKind
from app.text.concepts import Mention

_EVIDENCE: Final[dict[MessageType, tuple[Concept, ...]]] = {
    MessageType.CUSTOMIZATION: (Concept.DESIGN, Concept.APPROVAL),
    MessageType.DELIVERY_SCHEDULING: (Concept.APPOINTMENT,),
    MessageType.ORDER_INFORMATION: (Concept.NEED_INFO, Concept.INSTRUCTIONS),
    MessageType.HOME_SERVICE: (Concept.INSTALLATION,),
    MessageType.ORDER_PROBLEM: (
        Concept.CANNOT_SUPPLY,
        Concept.DELAY,
        Concept.DAMAGE,
        Concept.ADDRESS,
        Concept.REPLACEMENT,
        Concept.REFUND,
        Concept.CANCELLED,
    ),
    MessageType.DIGITAL_ACCESS_KEY: (Concept.LICENCE_KEY,),
    MessageType.LEGAL_DISCLOSURE: (Concept.LEGAL,),
    MessageType.WARRANTY: (Concept.WARRANTY,),
    MessageType.INVOICE: (Concept.INVOICE,),
    MessageType.RETURN: (Concept.RETURN,),
    MessageType.BUYER_INQUIRY: (Concept.AS_ASKED,),
}


_ANY: Final = frozenset(concept for concepts in _EVIDENCE.values() for concept in concepts)


@dataclass(frozen=True, slots=True)
class Kind:
    """A message type that a text is about, with the mentions that say so and their passage."""

    type: MessageType
    reading: PassageReading
    mentions: tuple[Mention, ...]


# Types that a text speaks of by name; the others are too wide for their absence to mean anything.
_NAMED: Final = frozenset(
    (
        MessageType.CUSTOMIZATION,
        MessageType.DELIVERY_SCHEDULING,
        MessageType.HOME_SERVICE,
        MessageType.DIGITAL_ACCESS_KEY,
        MessageType.LEGAL_DISCLOSURE,
        MessageType.WARRANTY,
        MessageType.INVOICE,
        MessageType.REVIEW_REQUEST,
    )
)
_ENOUGH: Final = 2


def stranger(reading: Reading, declared: MessageType) -> Kind | None:
    """Give the kind that a body is about in place of the declared one, None where it may fit.

    A request for a review belongs to no other type. A type that texts name is missing as well where
    the body does not name it and names another twice.
    """
    kinds = kinds_of(reading, PassageKind.BODY)
    if not kinds or declared in kinds:
        return None
    asks = any(review_request(s) for part in reading.passages for s in part.sentences)
    if asks and declared is not MessageType.REVIEW_REQUEST:
        return kinds.get(MessageType.REVIEW_REQUEST)
    if declared not in _NAMED:
        return None
    clear = [kind for kind in kinds.values() if len(kind.mentions) >= _ENOUGH]
    return max(clear, key=lambda kind: len(kind.mentions)) if clear else None


def has_reason(reading: Reading) -> bool:
    """Tell whether a message is about any message type at all."""
    return not reading.named.isdisjoint(_ANY) or any(
        part.talks_of_reviews for part in reading.passages
    )


def kinds_of(reading: Reading, *passages: PassageKind) -> dict[MessageType, Kind]:
    """Give the message types that the passages of these kinds are about, all without any."""
    found: dict[MessageType, Kind] = {}
    for part in reading.of_kind(*(passages or tuple(PassageKind))):
        for message_type, concepts in _EVIDENCE.items():
            if message_type not in found and not part.named.isdisjoint(concepts):
                found[message_type] = Kind(message_type, part, part.all(*concepts))
        if MessageType.REVIEW_REQUEST not in found:
            talk = tuple(m for s in part.sentences for m in s.talk)
            if talk:
                found[MessageType.REVIEW_REQUEST] = Kind(MessageType.REVIEW_REQUEST, part, talk)
    return found
