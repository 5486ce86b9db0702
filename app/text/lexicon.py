"""Lexicons: which words of a language speak of which concept, compiled for one pass over a text."""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from app.domain.concept import Concept
from app.domain.errors import PolicyDataError
from app.text.expressions import (
    NUMBER,
    SIGNS,
    Element,
    ExpressionError,
    ExpressionReader,
    Path,
    trie_pattern,
)

_Known = TypeVar("_Known")
_MAX_WORD: Final = 40
_MIN_AFTER_PREFIX: Final = 2
_MEMO_SIZE: Final = 50_000


@dataclass(frozen=True, slots=True)
class LexiconSource:
    """A lexicon as its author wrote it.

    `letters` says what is read as what before words are compared (`ä` as `ae`, an accent as
    nothing); `prefixes` are clitics that can stand before any word; `common` are words so frequent,
    the most frequent first, that no expression is looked for because of them where it has others;
    `holes` are the concepts that this lexicon does not name, each with its reason.
    """

    language: str
    is_segmented: bool
    concepts: Mapping[Concept, tuple[str, ...]]
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    prefixes: tuple[str, ...] = ()
    common: tuple[str, ...] = ()
    holes: Mapping[Concept, str] = field(default_factory=dict)


Tables = tuple[tuple[int, Mapping[str, tuple["Node", ...]]], ...]


class Node:
    """A state on the way through expressions.

    `tables` hold, for each number of words that may be left out before the next element, the states
    that follow by the patterns of that element. `concepts` are what an expression that ends here
    says. The search begins in the middle of an expression, at its rarest word: `left` is the way
    through what has to stand before that word, nearest first, and None where nothing has to.
    """

    __slots__ = ("children", "concepts", "left", "tables")

    def __init__(self) -> None:
        self.concepts: tuple[Concept, ...] = ()
        self.left: Node | None = None
        self.children: dict[Element, Node] = {}
        self.tables: Tables = ()

    def say(self, concept: Concept) -> None:
        """Let an expression that ends here say a concept."""
        self.concepts = tuple(dict.fromkeys((*self.concepts, concept)))

    def seal(self) -> None:
        """Lay out the children for look-up, once all expressions are in."""
        by_gap: dict[int, dict[str, tuple[Node, ...]]] = {}
        for element, child in self.children.items():
            table = by_gap.setdefault(element.gap, {})
            for pattern in element.patterns:
                table[pattern] = (*table.get(pattern, ()), child)
            child.seal()
        self.tables = tuple(sorted(by_gap.items()))
        if self.left is not None:
            self.left.seal()


class Word:
    """What a lexicon knows of a word form that says something or leads to an expression.

    `concepts` are what it says when it stands alone; `right` leads through what may follow it and
    `left` through what may come before where it ends an expression.
    """

    __slots__ = ("concepts", "left", "right")

    def __init__(self, concepts: tuple[Concept, ...], nodes: Sequence[Node]) -> None:
        self.concepts = concepts
        self.right = _way(nodes)
        self.left = _way([node.left for node in nodes if node.left is not None])


class Way:
    """Where to go from a word: the tables of its states, laid into one.

    `first` are the patterns of the next word, `reach` how many words away that may be, `span` how
    many places, each separator but one of them counted.
    """

    __slots__ = ("first", "reach", "span", "tables")

    def __init__(self, nodes: Sequence[Node]) -> None:
        self.tables = nodes[0].tables if len(nodes) == 1 else _merged(nodes)
        self.first = frozenset(pattern for _, table in self.tables for pattern in table)
        self.reach = 1 + max((gap for gap, _ in self.tables), default=-1)
        self.span = 2 * self.reach + 1


def _way(nodes: Sequence[Node]) -> Way | None:
    way = Way(nodes) if nodes else None
    return way if way is not None and way.reach else None


def _merged(nodes: Sequence[Node]) -> Tables:
    by_gap: dict[int, dict[str, tuple[Node, ...]]] = {}
    for node in nodes:
        for gap, table in node.tables:
            merged = by_gap.setdefault(gap, {})
            for pattern, following in table.items():
                merged[pattern] = (*merged.get(pattern, ()), *following)
    return tuple(sorted(by_gap.items()))


class _Patterns:
    """The word patterns of a lexicon, and which of them a word form matches."""

    def __init__(self) -> None:
        self.exact: set[str] = set()
        self._stems: set[str] = set()
        self._parts: set[str] = set()
        self._lengths: tuple[int, ...] = ()
        self._part: re.Pattern[str] | None = None

    def add(self, pattern: str) -> None:
        if pattern.startswith("*"):
            self._parts.add(pattern)
        elif pattern.endswith("*"):
            self._stems.add(pattern)
        else:
            self.exact.add(pattern)

    def seal(self) -> None:
        self._lengths = tuple(sorted({len(stem) - 1 for stem in self._stems}, reverse=True))
        cores = {pattern.strip("*") for pattern in self._parts}
        if cores:
            self._part = re.compile(f"(?=({trie_pattern(cores)}))")

    def matching(self, form: str) -> list[str]:
        """Give the patterns that a form matches, the most telling first."""
        found = [form] if form in self.exact else []
        for length in self._lengths:
            stem = form[:length] + "*"
            if length <= len(form) and stem in self._stems:
                found.append(stem)
        if self._part is not None:
            found.extend(self._inside(form, self._part))
        return found

    def _inside(self, form: str, part: re.Pattern[str]) -> list[str]:
        found = []
        for match in part.finditer(form):
            longest = match.group(1)
            for end in range(len(longest), 0, -1):
                core = longest[:end]
                if f"*{core}*" in self._parts:
                    found.append(f"*{core}*")
                if f"*{core}" in self._parts and match.start() + end == len(form):
                    found.append(f"*{core}")
        return sorted(found, key=len, reverse=True)


class _Memo(dict[str, _Known]):
    """Word forms already looked up; a text of ever new words cannot make it grow without end."""

    def __init__(self, look_up: Callable[[str], _Known]) -> None:
        super().__init__()
        self._look_up = look_up

    def __missing__(self, form: str) -> _Known:
        if len(self) >= _MEMO_SIZE:
            self.clear()
        known = self[form] = self._look_up(form)
        return known


class Lexicon:
    """A compiled lexicon.

    `known` answers what a word form of a folded text says or leads to, `patterns` which patterns it
    matches. Expressions of the `masking` concepts take their words away from shorter ones.
    """

    def __init__(
        self, source: LexiconSource, masking: frozenset[Concept], fold: Callable[[str], str]
    ) -> None:
        self.source = source
        self.language = source.language
        self.is_segmented = source.is_segmented
        self.masking = masking
        self._fold = fold
        self._letters = str.maketrans(dict(source.letters))
        self._prefixes = tuple(sorted(map(self._plain, source.prefixes), key=len, reverse=True))
        self._patterns = _Patterns()
        self._alone: dict[str, tuple[Concept, ...]] = {}
        self._root = Node()
        self._compile()
        self._starts = dict(self._root.tables).get(0, {})
        self._shorter: dict[str, tuple[str, ...]] = {}
        self.patterns: dict[str, tuple[str, ...]] = _Memo(self._matching)
        self.known: dict[str, Word | None] = _Memo(self._word)
        words = self._patterns.exact - {NUMBER}
        self.literals = (
            None if source.is_segmented else re.compile(f"(?=({trie_pattern(words)}|[0-9]+))")
        )

    def shorter(self, literal: str) -> tuple[str, ...]:
        """Give the literals that a literal begins with, itself last."""
        known = self._shorter.get(literal)
        if known is None:
            if literal.isdecimal():
                return (literal,)
            starts = (literal[:end] for end in range(1, len(literal) + 1))
            known = tuple(start for start in starts if start in self._patterns.exact)
            self._shorter[literal] = known
        return known

    def _plain(self, text: str) -> str:
        return self._fold(text).translate(self._letters)

    # --- compiling

    def _compile(self) -> None:
        source = self.source
        reader = ExpressionReader(source.groups, self._plain, is_segmented=source.is_segmented)
        try:
            common = {reader.word(word): rank for rank, word in enumerate(source.common)}
            for concept, expressions in source.concepts.items():
                for expression in expressions:
                    for path in reader.paths(expression):
                        self._add(concept, path, common)
        except ExpressionError as error:
            message = f"lexicon {self.language}: cannot read “{error}”"
            raise PolicyDataError(message) from error
        self._patterns.seal()
        self._root.seal()

    def _add(self, concept: Concept, path: Path, common: Mapping[str, int]) -> None:
        for element in path:
            for pattern in element.patterns:
                self._patterns.add(pattern)
        if len(path) == 1:
            for pattern in path[0].patterns:
                known = self._alone.get(pattern, ())
                self._alone[pattern] = tuple(dict.fromkeys((*known, concept)))
            return
        anchor = max(range(len(path)), key=lambda i: _rarity(path[i], common))
        node = self._root.children.setdefault(Element(path[anchor].patterns, 0), Node())
        for element in path[anchor + 1 :]:
            node = node.children.setdefault(element, Node())
        if anchor:
            node.left = node.left or Node()
            node = node.left
        for index in range(anchor - 1, -1, -1):
            before = Element(path[index].patterns, path[index + 1].gap)
            node = node.children.setdefault(before, Node())
        node.say(concept)

    # --- answering

    def _matching(self, form: str) -> tuple[str, ...]:
        """Give all patterns that a word form matches, the most telling first."""
        if not form:
            return ()
        form = form[:_MAX_WORD]
        patterns: list[str] = []
        for variant in self._variants(form.translate(self._letters)):
            patterns.extend(self._patterns.matching(variant))
        if form[0].isdigit() or form[-1].isdigit():
            patterns.extend(self._number(form))
        return tuple(patterns)

    def _word(self, form: str) -> Word | None:
        patterns = self.patterns[form]
        concepts = self._concepts(patterns) or _glued_sign(form)
        nodes = [node for pattern in patterns for node in self._starts.get(pattern, ())]
        return Word(concepts, nodes) if concepts or nodes else None

    def _concepts(self, patterns: Iterable[str]) -> tuple[Concept, ...]:
        """Join what the patterns of a word say; a masking concept silences those after it."""
        found: dict[Concept, None] = {}
        for pattern in patterns:
            concepts = self._alone.get(pattern, ())
            found.update(dict.fromkeys(concepts))
            if not self.masking.isdisjoint(concepts):
                break
        return tuple(found)

    def _variants(self, form: str) -> Iterable[str]:
        yield form
        for prefix in self._prefixes:
            if form.startswith(prefix) and len(form) - len(prefix) >= _MIN_AFTER_PREFIX:
                yield form[len(prefix) :]

    def _number(self, form: str) -> list[str]:
        """Give the elements that a number is, and those of the signs that stick to it."""
        if not form.strip(SIGNS).isdigit():
            return []
        candidates = [NUMBER, *(sign for sign in form if sign in SIGNS)]
        return [candidate for candidate in candidates if candidate in self._patterns.exact]


def _rarity(element: Element, common: Mapping[str, int]) -> int:
    """Rate how rare an element is, by its commonest word; those that are not common are equal."""
    return min(common.get(pattern, len(common)) for pattern in element.patterns)


def _glued_sign(form: str) -> tuple[Concept, ...]:
    """Read `15%` and `€20`, which hold their sign without a space."""
    number = form.strip(SIGNS)
    if len(number) == len(form) or not number.isdigit():
        return ()
    return (Concept.PERCENT,) if form.endswith("%") else (Concept.AMOUNT,)
