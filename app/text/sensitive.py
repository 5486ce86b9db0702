"""Requests for secrets, and for money outside the shop, told by how words stand together.

A secret (`strong`: the digits of a card, a photo of a passport; `objects`: a password, a bank
account) counts where somebody asks for it (`ask`). A way of paying (`outside`) counts where
somebody is to pay (`pay`), some phrases alone (`always`). A clause that says no (`calm`) asks for
nothing, nor is money that goes back (`back`) a payment; `breaks` are words with which a clause
begins. What `innocent` phrases cover is something else: a passport cover, a router's password.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property
from typing import Final, NamedTuple

from app.text.patterns import Pattern, Subject
from app.text.phrases import Phrases
from app.text.sentences import split_sentences

_CLAUSE_MARKS: Final = ",;:()\n、"
_SENTENCE_MARKS: Final = ";\n"
_LIST_LENGTH: Final = 6

Place = tuple[int, int]


class SensitiveKind(StrEnum):
    """What is asked for."""

    PRIVATE = "private"
    PAYMENT = "payment"


class SensitiveWords(NamedTuple):
    """The compiled lists of a language; `trigger` matches wherever one of them could count."""

    strong: Phrases
    objects: Phrases
    ask: Phrases
    outside: Phrases
    pay: Phrases
    always: Phrases
    calm: Phrases
    back: Phrases
    innocent: Phrases
    breaks: Phrases
    trigger: Pattern


@dataclass(frozen=True, slots=True)
class Sensitive:
    """A request, by the offsets of the words that make it one."""

    kind: SensitiveKind
    start: int
    end: int


def find_sensitive(subject: Subject, words: SensitiveWords) -> list[Sensitive]:
    """Find the requests in a folded text, in order, none overlapping another."""
    if not words.trigger.is_in(subject):
        return []
    reading = _Reading(subject, words)
    found = sorted((*reading.payments(), *reading.secrets()), key=lambda f: (f.start, -f.end))
    kept: list[Sensitive] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


class _Reading:
    """One text with all that the lists find in it."""

    def __init__(self, subject: Subject, words: SensitiveWords) -> None:
        self._subject = subject
        self._words = words
        self._innocent = list(words.innocent.find(subject))
        self._calm = list(words.calm.find(subject))
        self._back = [*self._calm, *words.back.find(subject)]

    def payments(self) -> Iterator[Sensitive]:
        """Yield ways of paying outside that the buyer is told to take."""
        for place in self._places(self._words.always):
            if not self._is_near(self._back, place):
                yield Sensitive(SensitiveKind.PAYMENT, *place)
        places = self._places(self._words.pay)
        pays = [place for place in places if not self._is_near(self._back, place)]
        for place in self._places(self._words.outside):
            if self._is_near(self._back, place):
                continue
            start, end = self._span(place, _SENTENCE_MARKS)
            near = [pay for pay in pays if start <= pay[0] and pay[1] <= end]
            more = [pay for pay in near if pay[0] < place[0] or place[1] < pay[1]]
            if more:
                pay = min(more, key=lambda other: abs(other[0] - place[0]))
                yield Sensitive(SensitiveKind.PAYMENT, min(place[0], pay[0]), max(place[1], pay[1]))

    def secrets(self) -> Iterator[Sensitive]:
        """Yield secrets that the buyer is told to give away."""
        places = self._places(self._words.ask)
        asks = [place for place in places if not self._is_near(self._calm, place)]
        if not asks:
            return
        for phrases, is_strong in ((self._words.strong, True), (self._words.objects, False)):
            for place in self._places(phrases):
                if self._is_near(self._calm, place):
                    continue
                if self._is_asked(place, asks, is_strong=is_strong):
                    yield Sensitive(SensitiveKind.PRIVATE, *place)

    def _is_asked(self, place: Place, asks: Sequence[Place], *, is_strong: bool) -> bool:
        """Tell whether its sentence asks for it, the heading of its list, or a sentence beside."""
        index = self._index(place)
        if self._asks(index, asks):
            return True
        if is_strong and (self._asks(index - 1, asks) or self._asks(index + 1, asks)):
            return True
        for heading in range(index - 1, max(index - _LIST_LENGTH, 0) - 1, -1):
            start, end = self._sentences[heading]
            if self._subject.text[start:end].rstrip().endswith(":"):
                return self._asks(heading, asks)
        return False

    def _asks(self, index: int, asks: Sequence[Place]) -> bool:
        if not 0 <= index < len(self._sentences):
            return False
        start, end = self._sentences[index]
        return any(start <= ask[0] < end for ask in asks)

    @cached_property
    def _sentences(self) -> list[Place]:
        return list(split_sentences(self._subject.text))

    @cached_property
    def _breaks(self) -> list[int]:
        return [start for start, _ in self._words.breaks.find(self._subject)]

    def _places(self, phrases: Phrases) -> list[Place]:
        """Give a list's places that no innocent phrase covers."""
        return [
            place
            for place in phrases.find(self._subject)
            if not any(start < place[1] and place[0] < end for start, end in self._innocent)
        ]

    def _index(self, place: Place) -> int:
        for index, (_, end) in enumerate(self._sentences):
            if place[0] < end:
                return index
        return len(self._sentences) - 1

    def _sentence(self, place: Place) -> Place:
        index = self._index(place)
        return self._sentences[index] if index >= 0 else (0, len(self._subject.text))

    def _is_near(self, others: Sequence[Place], place: Place) -> bool:
        """Tell whether one of other places stands in the clause around a place."""
        if not others:
            return False
        start, end = self._clause(place)
        return any(start <= other[0] < end for other in others)

    def _clause(self, place: Place) -> Place:
        left, right = self._span(place, _CLAUSE_MARKS)
        for at in self._breaks:
            if left < at <= place[0]:
                left = at
            elif place[1] <= at < right:
                right = at
        return left, right

    def _span(self, place: Place, marks: str) -> Place:
        """Give the part of the sentence around a place that holds none of some marks."""
        text = self._subject.text
        start, end = self._sentence(place)
        left = max(start, *(text.rfind(mark, start, place[0]) for mark in marks))
        rights = [text.find(mark, place[1], end) for mark in marks]
        return left, min((found for found in rights if found >= 0), default=end)
