"""Reading a text for concepts: one pass over its words, linear whatever it holds."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from app.domain.concept import Concept
from app.text.lexicon import Lexicon, Node, Word, separated

_MAX_WORDS: Final = 12_000
_MAX_STEPS: Final = 96  # a repeated word must not multiply the ways through an expression


class Mention(NamedTuple):
    """Words that speak of a concept, by their offsets in the folded text."""

    start: int
    end: int
    concept: Concept


class Scan(NamedTuple):
    """All mentions in a text, by their start; not complete where the text held too many."""

    mentions: list[Mention]
    is_complete: bool


class _Slot(NamedTuple):
    """A known word at its place. In a text without spaces, each character is a place.

    `places` are those it takes, `following` is the next one; `shorter` is a known word that the
    same place begins with, in a text without spaces.
    """

    word: Word
    start: int
    end: int
    places: Iterable[int]
    following: int
    shorter: "_Slot | None"


class _Match(NamedTuple):
    weight: int
    slots: tuple[_Slot, ...]
    concepts: tuple[Concept, ...]


_Slots = dict[int, _Slot]
SameSentence = Callable[[int, int], bool]


def scan(text: str, lexicon: Lexicon, same_sentence: SameSentence) -> Scan:
    """Find the mentions in a folded text.

    The longest expression wins and masks what it shares words with; an expression does not reach
    from one sentence into the next, which `same_sentence` tells of two offsets.
    """
    slots: _Slots = {}
    is_complete = (_spaced if lexicon.is_segmented else _unspaced)(text, lexicon, slots)
    taken: set[int] = set()
    mentions: list[Mention] = []
    for match in _expressions(slots, same_sentence):
        places = [place for slot in match.slots for place in slot.places]
        if taken.isdisjoint(places):
            taken.update(places)
            start, end = match.slots[0].start, match.slots[-1].end
            mentions.extend(Mention(start, end, concept) for concept in match.concepts)
    mentions.extend(_single_words(slots, taken))
    mentions.sort()
    return Scan(mentions, is_complete)


def _spaced(text: str, lexicon: Lexicon, slots: _Slots) -> bool:
    tokens = separated(text).split(" ")
    words: Sequence[Word | None] = list(map(lexicon.known.__getitem__, tokens))
    ends = list(accumulate(map(len, tokens)))
    place = 0
    for index, word in enumerate(words):
        if word is not None:
            end = ends[index] + index
            start = end - len(tokens[index])
            slots[place] = _Slot(word, start, end, (place,), place + 1, None)
            place += 1
            if len(slots) >= _MAX_WORDS:
                return False
        elif tokens[index]:
            place += 1
    return True


def _unspaced(text: str, lexicon: Lexicon, slots: _Slots) -> bool:
    if lexicon.literals is None:
        return True
    for found in lexicon.literals.finditer(text):
        start, end = found.span(1)
        longest = text[start:end]
        slot: _Slot | None = None
        for literal in lexicon.shorter(longest):
            word = lexicon.known[literal]
            if word is not None:
                end = start + len(literal)
                slot = _Slot(word, start, end, range(start, end), end, slot)
        if slot is not None:
            slots[start] = slot
            if len(slots) >= _MAX_WORDS:
                return False
    return True


def _expressions(slots: _Slots, same_sentence: SameSentence) -> list[_Match]:
    """Find the longest expression from each word on, the longest of all first."""
    found: list[_Match] = []
    for first in slots.values():
        slot: _Slot | None = first
        best: _Match | None = None
        while slot is not None:
            for node in slot.word.starts:
                for path, concepts in _walk(node, slot, slots):
                    weight = sum(len(range(s.start, s.end)) for s in path)
                    if (best is None or weight > best.weight) and same_sentence(
                        slot.start, path[-1].end
                    ):
                        best = _Match(weight, path, concepts)
            slot = slot.shorter
        if best is not None:
            found.append(best)
    found.sort(key=_weight, reverse=True)
    return found


def _weight(match: _Match) -> int:
    return match.weight


def _walk(
    node: Node, slot: _Slot, slots: _Slots
) -> Iterator[tuple[tuple[_Slot, ...], tuple[Concept, ...]]]:
    """Follow a trie from a word on; its depth and gaps are the lexicon's, not the text's."""
    stack: list[tuple[Node, tuple[_Slot, ...]]] = [(node, (slot,))]
    steps = 0
    while stack and steps < _MAX_STEPS:
        steps += 1
        node, path = stack.pop()
        if node.concepts:
            yield path, node.concepts
        following = path[-1].following
        for gap, edges in node.edges.items():
            for place in range(following, following + gap + 1):
                candidate = slots.get(place)
                while candidate is not None:
                    for element in candidate.word.elements:
                        child = edges.get(element)
                        if child is not None:
                            stack.append((child, (*path, candidate)))
                    candidate = candidate.shorter


def _single_words(slots: _Slots, taken: set[int]) -> Iterator[Mention]:
    reach = -1
    for place, slot in slots.items():
        if slot.start < reach or not slot.word.concepts or place in taken:
            continue
        if taken.isdisjoint(slot.places):
            for concept in slot.word.concepts:
                yield Mention(slot.start, slot.end, concept)
            reach = slot.end
