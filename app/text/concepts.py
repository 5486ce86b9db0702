"""Reading a text for concepts: one pass over its words, linear whatever it holds."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate, chain
from typing import Final, NamedTuple

from app.domain.concept import Concept
from app.text.expressions import separated
from app.text.lexicon import Lexicon, Tables

_MAX_WORDS: Final = 6_000
_MAX_LITERALS: Final = 3_000
_MAX_STEPS: Final = 200  # a repeated word must not multiply the ways through an expression


class Mention(NamedTuple):
    """Words that speak of a concept, by their offsets in the folded text."""

    start: int
    end: int
    concept: Concept


class Scan(NamedTuple):
    """All mentions in a text, by their start; not complete where the text held too many."""

    mentions: list[Mention]
    is_complete: bool


# An expression: how many characters its words have, which words they are, what it says, and where.
_Match = tuple[int, tuple[int, ...], tuple[Concept, ...], int, int]
SameSentence = Callable[[int, int], bool]
_make: Final = tuple.__new__  # half the price of calling the class


def scan(text: str, lexicon: Lexicon, same_sentence: SameSentence) -> Scan:
    """Find the mentions in a folded text.

    Of the expressions of a concept that lead through a word the longest is taken. One of a masking
    concept takes its words away from all that are shorter. An expression does not reach from one
    sentence into the next, which `same_sentence` tells of two offsets.
    """
    scanner = _Words if lexicon.is_segmented else _Letters
    return scanner(text, lexicon, same_sentence).scan()


class _Words:
    """The scan of a text whose words stand apart; places are indices of words."""

    def __init__(self, text: str, lexicon: Lexicon, same_sentence: SameSentence) -> None:
        self._lexicon = lexicon
        self._same_sentence = same_sentence
        self._tokens = separated(text).split(" ")
        self._patterns = list(map(lexicon.patterns.__getitem__, self._tokens))
        self._patterns += [(), ()]
        self._ends = list(accumulate(map(len, self._tokens)))
        self._paths: list[tuple[tuple[int, ...], tuple[Concept, ...]]] = []
        self._steps = 0

    def scan(self) -> Scan:
        known = map(self._lexicon.known.__getitem__, self._tokens)
        hits = [(place, word) for place, word in enumerate(known) if word is not None]
        is_complete = len(hits) <= _MAX_WORDS
        matches: list[_Match] = []
        singles: list[tuple[int, tuple[Concept, ...]]] = []
        patterns = self._patterns
        for place, word in hits if is_complete else hits[:_MAX_WORDS]:
            if word.concepts:
                singles.append((place, word.concepts))
            right, left = word.right, word.left
            if right is not None:
                first = right.first
                if right.reach == 1:
                    near = patterns[place + 1] or patterns[place + 2]
                    goes = near and not first.isdisjoint(near)
                else:
                    goes = not first.isdisjoint(chain(*patterns[place + 1 : place + right.span]))
                if goes:
                    self._steps = 0
                    self._go_right(right.tables, (place,))
            if left is not None:
                first = left.first
                if not first.isdisjoint(chain(*patterns[max(place - left.span, 0) : place])):
                    self._steps = 0
                    self._go_left(left.tables, (place,))
            if self._paths:
                self._longest(matches)
                self._paths.clear()
        return Scan(self._mentions(matches, singles), is_complete)

    def _go_right(self, tables: Tables, path: tuple[int, ...]) -> None:
        """Follow expressions to the right, and from where they end to the left."""
        tokens, patterns = self._tokens, self._patterns
        last = len(tokens) - 1
        for gap, table in tables:
            place, left = path[-1], gap
            while left >= 0 and place < last and self._steps < _MAX_STEPS:
                place += 1
                if not tokens[place]:
                    continue
                left -= 1
                self._steps += 1
                for pattern in patterns[place]:
                    for node in table.get(pattern, ()):
                        longer = (*path, place)
                        if node.concepts:
                            self._paths.append((longer, node.concepts))
                        if node.left is not None:
                            self._go_left(node.left.tables, longer)
                        if node.tables:
                            self._go_right(node.tables, longer)

    def _go_left(self, tables: Tables, path: tuple[int, ...]) -> None:
        """Follow what has to stand before an expression, from right to left."""
        tokens, patterns = self._tokens, self._patterns
        for gap, table in tables:
            place, left = path[0], gap
            while left >= 0 and place > 0 and self._steps < _MAX_STEPS:
                place -= 1
                if not tokens[place]:
                    continue
                left -= 1
                self._steps += 1
                for pattern in patterns[place]:
                    for node in table.get(pattern, ()):
                        longer = (place, *path)
                        if node.concepts:
                            self._paths.append((longer, node.concepts))
                        if node.tables:
                            self._go_left(node.tables, longer)

    def _longest(self, matches: list[_Match]) -> None:
        """Add the expressions found through a word, for each concept the longest."""
        tokens, ends = self._tokens, self._ends
        best: dict[tuple[Concept, ...], _Match] = {}
        for path, concepts in self._paths:
            first, last = path[0], path[-1]
            start = ends[first] + first - len(tokens[first])
            end = ends[last] + last
            weight = sum([len(tokens[place]) for place in path])
            known = best.get(concepts)
            if (known is None or weight > known[0]) and self._same_sentence(start, end):
                best[concepts] = (weight, path, concepts, start, end)
        matches.extend(best.values())

    def _mentions(
        self, matches: list[_Match], singles: list[tuple[int, tuple[Concept, ...]]]
    ) -> list[Mention]:
        matches.sort(key=_weight, reverse=True)
        tokens, ends = self._tokens, self._ends
        masking = self._lexicon.masking
        taken: set[int] = set()
        mentions: list[Mention] = []
        for _, path, concepts, start, end in matches:
            if taken.isdisjoint(path):
                if not masking.isdisjoint(concepts):
                    taken.update(path)
                mentions.extend([_make(Mention, (start, end, concept)) for concept in concepts])
        for place, concepts in singles:
            if place not in taken:
                end = ends[place] + place
                start = end - len(tokens[place])
                mentions.extend([_make(Mention, (start, end, concept)) for concept in concepts])
        mentions.sort()
        return mentions


class _Letters:
    """The scan of a text without spaces; places are offsets, words are found at every letter."""

    def __init__(self, text: str, lexicon: Lexicon, same_sentence: SameSentence) -> None:
        self._lexicon = lexicon
        self._same_sentence = same_sentence
        self._text = text
        self._at: dict[int, tuple[str, ...]] = {}
        self._steps = 0

    def scan(self) -> Scan:
        is_complete = self._find_words()
        matches: list[_Match] = []
        known = self._lexicon.known
        for place, literals in self._at.items():
            for literal in literals:
                word = known[literal]
                if word is None:
                    continue
                own = tuple(range(place, place + len(literal)))
                if word.concepts:
                    matches.append((len(literal), own, word.concepts, place, own[-1] + 1))
                if word.right is not None:
                    matches.extend(self._expressions(own, word.right.tables))
        matches.sort(key=_weight, reverse=True)
        return Scan(_unmasked(matches, self._lexicon.masking), is_complete)

    def _find_words(self) -> bool:
        literals = self._lexicon.literals
        if literals is None:
            return True
        for found in literals.finditer(self._text):
            self._at[found.start()] = self._lexicon.shorter(found.group(1))
            if len(self._at) >= _MAX_LITERALS:
                return False
        return True

    def _expressions(self, own: tuple[int, ...], tables: Tables) -> Iterator[_Match]:
        self._steps = 0
        for path, concepts in self._follow(tables, own):
            if self._same_sentence(path[0], path[-1] + 1):
                yield len(path), path, concepts, path[0], path[-1] + 1

    def _follow(
        self, tables: Tables, path: tuple[int, ...]
    ) -> Iterator[tuple[tuple[int, ...], tuple[Concept, ...]]]:
        patterns = self._lexicon.patterns
        for gap, table in tables:
            for place in range(path[-1] + 1, path[-1] + gap + 2):
                for literal in self._at.get(place, ()):
                    self._steps += 1
                    if self._steps > _MAX_STEPS:
                        return
                    longer = (*path, *range(place, place + len(literal)))
                    for pattern in patterns[literal]:
                        for node in table.get(pattern, ()):
                            if node.concepts:
                                yield longer, node.concepts
                            yield from self._follow(node.tables, longer)


def _weight(match: _Match) -> int:
    return match[0]


def _unmasked(matches: Sequence[_Match], masking: frozenset[Concept]) -> list[Mention]:
    """Keep what no longer match has masked."""
    taken: dict[int, tuple[int, ...]] = {}
    mentions: list[Mention] = []
    for _, path, concepts, start, end in matches:
        if all(taken.get(place, path) == path for place in path):
            if not masking.isdisjoint(concepts):
                taken.update(dict.fromkeys(path, path))
            mentions.extend(Mention(start, end, concept) for concept in concepts)
    mentions.sort()
    return mentions
