"""Offensive words in a folded text, and the innocent ones that look like them."""

from collections.abc import Iterator
from itertools import islice
from typing import Final, NamedTuple

from app.text.patterns import Pattern, Subject
from app.text.phrases import Phrases

_MOST: Final = 50


class OffensiveWords(NamedTuple):
    """A language's list, with what offends in every language.

    Nothing is offensive that shares a word with an `innocent` phrase. `masked` finds words whose
    letters were starred out. `trigger` tells in one pass whether any of the three can match. A
    place whose unfolded text holds one of `spelled` is another word that folding made alike.
    """

    severe: Phrases
    mild: Phrases
    masked: Pattern
    innocent: Phrases
    trigger: Pattern
    spelled: tuple[str, ...]


class Offence(NamedTuple):
    """An offensive word by its offsets in the folded text."""

    start: int
    is_mild: bool
    end: int


def find_offences(subject: Subject, words: OffensiveWords) -> Iterator[Offence]:
    """Yield the offensive words of a folded text, some of them twice."""
    if not words.trigger.is_in(subject):
        return
    innocent = list(words.innocent.find(subject))
    for phrases in (words.severe, words.mild):
        for start, end in phrases.find(subject):
            if not any(left < end and start < right for left, right in innocent):
                yield Offence(start, phrases is words.mild, end)
    for found in islice(words.masked.finditer(subject), _MOST):
        if found.groups[0] is not None:
            yield Offence(found.groups[0][0], is_mild=False, end=found.groups[0][1])
