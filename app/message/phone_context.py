"""What the words beside a number say that it is: a phone's, an order's, a parcel's, a size."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Final

from app.domain.domains import Domains
from app.text.patterns import Pattern, escape

_BEFORE: Final = 56
_AFTER: Final = 32
_CARRIER_GAP: Final = 4
_UNIT_LENGTH: Final = 10
_FAR: Final = 1 << 30
_SENTENCE_END: Final = re.compile(r"[!?。！？؟\n]|\.\s+[^\W\d_]")
# Words before another number belong to that one.
_STOP: Final = re.compile(r"[!?。！？؟\n]|\.\s+[^\W\d_]|\d{5,}")
_UNIT_BEFORE: Final = re.compile(r"([^\s\d.,;:()]{1,8})\s?$")
_UNIT_AFTER: Final = re.compile(r"\s?([^\s\d.,;:()]{1,12})")
_WITHOUT_SPACES: Final = re.compile(r"[\u2e80-\u9fff\uf900-\ufaff]")


class Kind(Enum):
    """What a number is, as far as its neighbours tell."""

    PHONE = "phone"
    CARRIER = "carrier"
    IDENTIFIER = "identifier"
    AMOUNT = "amount"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Context:
    """What stands beside a number, and how many characters away."""

    kind: Kind
    distance: int


class _Words:
    """Words by what they say, to be found in a short stretch of folded text."""

    __slots__ = ("_kinds", "_pattern", "_whole")

    def __init__(self, words: dict[Kind, Iterable[str]]) -> None:
        listed = [(_low(word), kind) for kind, group in words.items() for word in group]
        self._kinds = {word.rstrip("*"): kind for word, kind in listed}
        self._whole = frozenset(word for word, _ in listed if not word.endswith("*"))
        self._pattern = Pattern("|".join(map(escape, sorted(self._kinds, key=len, reverse=True))))

    def places(self, text: str) -> Iterator[tuple[Kind, int, int]]:
        """Yield kind and place of each word, from left to right."""
        for found in self._pattern.finditer(text):
            start, end = found.start, found.end
            word = text[start:end]
            if not _WITHOUT_SPACES.match(word):
                if (
                    start
                    and text[start - 1].isalpha()
                    and not _WITHOUT_SPACES.match(text, start - 1)
                ):
                    continue
                if word in self._whole and text[end : end + 1].isalpha():
                    continue
            yield self._kinds[word], start, end


def context_of(text: str, start: int, end: int, domains: Domains) -> Context:
    """Say what the words around the digits from `start` to `end` make of them: the nearest decide.

    Only words of the same sentence count. A carrier's name counts where it stands right before.
    """
    words = _words(domains)
    before, after = text[max(start - _BEFORE, 0) : start], text[end : end + _AFTER]
    if _is_unit(before, after, domains):
        return Context(Kind.AMOUNT, 0)
    nearest = Context(Kind.UNKNOWN, _FAR)
    stops = [stop.end() for stop in _STOP.finditer(before)]
    before = _low(before[stops[-1] - 1 if stops else 0 :])
    for kind, _, place in words.places(before):
        distance = len(before) - place
        if kind is not Kind.CARRIER or distance <= _CARRIER_GAP:
            nearest = Context(kind, distance)
    if nearest.distance > _CARRIER_GAP:
        stop = _SENTENCE_END.search(after)
        for kind, place, _ in words.places(_low(after[: stop and stop.start()])):
            if kind is not Kind.CARRIER:
                return min(nearest, Context(kind, place), key=lambda context: context.distance)
    return nearest


@lru_cache(maxsize=4)
def _words(domains: Domains) -> _Words:
    words = domains.phones
    return _Words(
        {
            Kind.CARRIER: words.carriers,
            Kind.IDENTIFIER: words.identifier,
            Kind.PHONE: words.phone,
        }
    )


@lru_cache(maxsize=4)
def _units(domains: Domains) -> frozenset[str]:
    return frozenset(map(_low, domains.phones.unit))


def _low(text: str) -> str:
    """Lower a text as folded text is: Turkish has one `i` in it."""
    return text.lower().replace("ı", "i")


def _is_unit(before: str, after: str, domains: Domains) -> bool:
    units = _units(domains)
    left, right = _UNIT_BEFORE.search(before[-_UNIT_LENGTH:]), _UNIT_AFTER.match(after)
    return bool((left and _low(left[1]) in units) or (right and _low(right[1]) in units))
