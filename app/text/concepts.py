"""Reading a text for concepts: one pass over its words, linear whatever it holds."""

from collections.abc import Callable, Iterator, Sequence
from itertools import accumulate
from typing import Final, NamedTuple

from app.domain.concept import Concept
from app.text.lexicon import Lexicon, Tables, Word, separated

_MAX_WORDS: Final = 12_000
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


class _Match(NamedTuple):
    """An expression: how many characters its words have, and which words they are."""

    weight: int
    path: tuple[int, ...]
    concepts: tuple[Concept, ...]


SameSentence = Callable[[int, int], bool]
_Concepts = tuple[Concept, ...]


def scan(text: str, lexicon: Lexicon, same_sentence: SameSentence) -> Scan:
    """Find the mentions in a folded text.

    Of the expressions that begin with a word the longest is taken. One of a masking concept takes
    its words away from all that are shorter. An expression does not reach from one sentence into
    the next, which `same_sentence` tells of two offsets.
    """
    scanner = _Words if lexicon.is_segmented else _Letters
    return scanner(text, lexicon, same_sentence).scan()


class _Words:
    """The scan of a text whose words stand apart; places are indices of words."""

    def __init__(self, text: str, lexicon: Lexicon, same_sentence: SameSentence) -> None:
        self._lexicon = lexicon
        self._same_sentence = same_sentence
        self._tokens = separated(text).split(" ")
        self._patterns = [*map(lexicon.patterns.__getitem__, self._tokens), (), ()]
        self._ends = list(accumulate(map(len, self._tokens)))
        self._steps = 0

    def scan(self) -> Scan:
        lexicon = self._lexicon
        hits = [
            (place, word)
            for place, word in enumerate(map(lexicon.known.__getitem__, self._tokens))
            if word is not None
        ]
        is_complete = len(hits) <= _MAX_WORDS
        matches: list[_Match] = []
        singles: list[tuple[int, _Concepts]] = []
        for place, word in hits if is_complete else hits[:_MAX_WORDS]:
            if word.concepts:
                singles.append((place, word.concepts))
            if word.reach and self._may_go_on(place, word):
                match = self._expression(place, word.tables)
                if match is not None:
                    matches.append(match)
        return Scan(self._mentions(matches, singles), is_complete)

    def _may_go_on(self, place: int, word: Word) -> bool:
        """Tell whether one of the words that can come next stands where it can."""
        patterns = self._patterns
        following = word.following
        if word.reach == 1:
            near = patterns[place + 1] or patterns[place + 2]
            return bool(near) and not following.isdisjoint(near)
        for near in patterns[place + 1 : place + 2 * word.reach + 1]:
            if near and not following.isdisjoint(near):
                return True
        return False

    def _mentions(
        self, matches: list[_Match], singles: list[tuple[int, _Concepts]]
    ) -> list[Mention]:
        matches.sort(key=_weight, reverse=True)
        masking = self._lexicon.masking
        taken: set[int] = set()
        mentions: list[Mention] = []
        for match in matches:
            if taken.isdisjoint(match.path):
                if not masking.isdisjoint(match.concepts):
                    taken.update(match.path)
                start, end = self._start(match.path[0]), self._end(match.path[-1])
                mentions.extend(Mention(start, end, concept) for concept in match.concepts)
        for place, concepts in singles:
            if place not in taken:
                end = self._ends[place] + place
                start = end - len(self._tokens[place])
                mentions.extend(Mention(start, end, concept) for concept in concepts)
        mentions.sort()
        return mentions

    def _start(self, place: int) -> int:
        return self._ends[place] + place - len(self._tokens[place])

    def _end(self, place: int) -> int:
        return self._ends[place] + place

    def _expression(self, place: int, tables: Tables) -> _Match | None:
        """Find the longest expression from a word on."""
        self._steps = 0
        best: _Match | None = None
        for path, concepts in self._follow(tables, place):
            weight = len(self._tokens[place]) + sum(len(self._tokens[other]) for other in path)
            if best is None or weight > best.weight:
                if self._same_sentence(self._start(place), self._end(path[-1])):
                    best = _Match(weight, (place, *path), concepts)
            elif weight == best.weight and path == best.path[1:]:
                best = best._replace(concepts=tuple(dict.fromkeys((*best.concepts, *concepts))))
        return best

    def _follow(self, tables: Tables, place: int) -> Iterator[tuple[tuple[int, ...], _Concepts]]:
        tokens, patterns = self._tokens, self._patterns
        last = len(tokens) - 1
        for gap, table in tables:
            left = gap
            following = place
            while left >= 0 and following < last and self._steps < _MAX_STEPS:
                following += 1
                if not tokens[following]:
                    continue
                left -= 1
                self._steps += 1
                for pattern in patterns[following]:
                    for node in table.get(pattern, ()):
                        if node.concepts:
                            yield (following,), node.concepts
                        if node.tables:
                            for path, concepts in self._follow(node.tables, following):
                                yield (following, *path), concepts


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
                end = place + len(literal)
                own = tuple(range(place, end))
                if word.concepts:
                    matches.append(_Match(len(literal), own, word.concepts))
                matches.extend(self._expressions(own, word.tables))
        matches.sort(key=_weight, reverse=True)
        return Scan(_unmasked(matches, self._lexicon.masking), is_complete)

    def _find_words(self) -> bool:
        literals = self._lexicon.literals
        if literals is None:
            return True
        for found in literals.finditer(self._text):
            self._at[found.start()] = self._lexicon.shorter(found.group(1))
            if len(self._at) >= _MAX_WORDS:
                return False
        return True

    def _expressions(self, own: tuple[int, ...], tables: Tables) -> Iterator[_Match]:
        self._steps = 0
        for path, concepts in self._follow(tables, own):
            if self._same_sentence(path[0], path[-1] + 1):
                yield _Match(len(path), path, concepts)

    def _follow(
        self, tables: Tables, path: tuple[int, ...]
    ) -> Iterator[tuple[tuple[int, ...], _Concepts]]:
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
    return match.weight


def _unmasked(matches: Sequence[_Match], masking: frozenset[Concept]) -> list[Mention]:
    """Keep what no longer match has masked."""
    taken: dict[int, tuple[int, ...]] = {}
    mentions: list[Mention] = []
    for match in matches:
        if all(taken.get(place, match.path) == match.path for place in match.path):
            if not masking.isdisjoint(match.concepts):
                taken.update(dict.fromkeys(match.path, match.path))
            start, end = match.path[0], match.path[-1] + 1
            mentions.extend(Mention(start, end, concept) for concept in match.concepts)
    mentions.sort()
    return mentions
