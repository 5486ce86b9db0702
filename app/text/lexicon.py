"""Lexicons: which words of a language speak of which concept, compiled for one pass over a text.

An expression is a row of elements. An element is a word (`review`), a stem (`review*`), a part of a
word (`*bewertung*`), several of these as alternatives (`leave|write`), a named group of words
(`<you>`), a number (`#`) or a sign (`%`). Alternatives of several words stand in parentheses
(`(leave|put up) a review`), an element in brackets (`[kindly]`) may be absent, and `~3` lets up to
three other words stand between its neighbours. In a language without spaces there are
no stems, elements follow one another directly, and `~3` counts characters.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeVar

from app.domain.concept import Concept
from app.domain.errors import PolicyDataError

NUMBER: Final = "#"
SIGNS: Final = "%€$£¥₺"
_Known = TypeVar("_Known")
_MAX_ELEMENTS: Final = 9
_MAX_GAP: Final = 12
_MAX_PATHS: Final = 256
_MAX_WORD: Final = 40
_MIN_AFTER_PREFIX: Final = 2
_MEMO_SIZE: Final = 50_000
_STAR: Final = "\uffdc"  # a letter that no lexicon holds, in place of a star


_TOKEN: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[^\s()\[\]]+")


@dataclass(frozen=True, slots=True)
class LexiconSource:
    """A lexicon as its author wrote it.

    `letters` says what is read as what before words are compared (`ä` as `ae`, an accent as
    nothing); `prefixes` are clitics that can stand before any word; `holes` are the concepts that
    this lexicon does not name, each with its reason.
    """

    language: str
    is_segmented: bool
    concepts: Mapping[Concept, tuple[str, ...]]
    groups: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    letters: Mapping[str, str] = field(default_factory=dict)
    prefixes: tuple[str, ...] = ()
    holes: Mapping[Concept, str] = field(default_factory=dict)


Tables = tuple[tuple[int, Mapping[str, tuple["Node", ...]]], ...]


class Word:
    """What a lexicon knows of a word form that says something or begins an expression.

    `concepts` are what it says when it stands alone; `tables` lead on into longer expressions, of
    which `following` are the patterns of the next word and `reach` is how far away that may be.
    """

    __slots__ = ("concepts", "following", "reach", "tables")

    def __init__(self, concepts: tuple[Concept, ...], tables: Tables) -> None:
        self.concepts = concepts
        self.tables = tables
        self.following = frozenset(pattern for _, table in tables for pattern in table)
        self.reach = 1 + max((gap for gap, _ in tables), default=-1)


class Node:
    """A state on the way through an expression.

    `tables` hold, for each number of words that may be left out before the next element, the states
    that follow by the patterns of that element. `concepts` are what an expression ending here says.
    """

    __slots__ = ("children", "concepts", "tables")

    def __init__(self) -> None:
        self.concepts: tuple[Concept, ...] = ()
        self.children: dict[_Element, Node] = {}
        self.tables: Tables = ()

    def seal(self) -> None:
        """Lay out the children for look-up, once all expressions are in."""
        by_gap: dict[int, dict[str, tuple[Node, ...]]] = {}
        for element, child in self.children.items():
            table = by_gap.setdefault(element.gap, {})
            for pattern in element.patterns:
                table[pattern] = (*table.get(pattern, ()), child)
            child.seal()
        self.tables = tuple(sorted(by_gap.items()))


@dataclass(frozen=True, slots=True)
class _Element:
    patterns: frozenset[str]
    gap: int


class _Patterns:
    """The word patterns of a lexicon, and which of them a word form matches."""

    def __init__(self) -> None:
        self.exact: set[str] = set()
        self.prefixes: set[str] = set()
        self.infixes: set[str] = set()
        self._lengths: tuple[int, ...] = ()
        self._infix: re.Pattern[str] | None = None

    def add(self, pattern: str) -> None:
        if pattern.startswith("*"):
            self.infixes.add(pattern)
        elif pattern.endswith("*"):
            self.prefixes.add(pattern)
        else:
            self.exact.add(pattern)

    def seal(self) -> None:
        self._lengths = tuple(sorted({len(prefix) for prefix in self.prefixes}, reverse=True))
        cores = {pattern.strip("*") for pattern in self.infixes}
        if cores:
            self._infix = re.compile(f"(?=({trie_pattern(cores)}))")

    def matching(self, form: str) -> list[str]:
        """Give the patterns that a form matches, the most telling first."""
        found = [form] if form in self.exact else []
        for length in self._lengths:
            stem = form[: length - 1] + "*"
            if length - 1 <= len(form) and stem in self.prefixes:
                found.append(stem)
        if self._infix is not None:
            found.extend(self._inside(form, self._infix))
        return found

    def _inside(self, form: str, infix: re.Pattern[str]) -> list[str]:
        found = []
        for match in infix.finditer(form):
            longest = match.group(1)
            for end in range(len(longest), 0, -1):
                core = longest[:end]
                if f"*{core}*" in self.infixes:
                    found.append(f"*{core}*")
                if f"*{core}" in self.infixes and match.start() + end == len(form):
                    found.append(f"*{core}")
        return sorted(found, key=len, reverse=True)


class Lexicon:
    """A compiled lexicon.

    `known` answers what a word form of a folded text says or begins, `patterns` which patterns it
    matches. Expressions of the `masking` concepts take their words away from shorter ones.
    """

    def __init__(
        self, source: LexiconSource, masking: frozenset[Concept], fold: Callable[[str], str]
    ) -> None:
        self.source = source
        self.masking = masking
        self.language = source.language
        self.is_segmented = source.is_segmented
        self._fold = fold
        self._letters = str.maketrans(dict(source.letters))
        self._prefixes = tuple(sorted(map(self._plain, source.prefixes), key=len, reverse=True))
        self._patterns = _Patterns()
        self._alone: dict[str, tuple[Concept, ...]] = {}
        self._root = Node()
        for concept, expressions in source.concepts.items():
            for expression in expressions:
                self._add(concept, expression)
        self._patterns.seal()
        self._root.seal()
        self._starts = dict(self._root.tables).get(0, {})
        self._shorter: dict[str, tuple[str, ...]] = {}
        self.patterns: dict[str, tuple[str, ...]] = _Memo(self._matching)
        self.known: dict[str, Word | None] = _Memo(self._word)
        self.literals = self._literals() if not source.is_segmented else None

    def _plain(self, text: str) -> str:
        return self._fold(text).translate(self._letters)

    # --- compiling

    def _add(self, concept: Concept, expression: str) -> None:
        for path in self._paths(expression):
            if len(path) == 1:
                for pattern in path[0].patterns:
                    self._patterns.add(pattern)
                    known = self._alone.get(pattern, ())
                    if concept not in known:
                        self._alone[pattern] = (*known, concept)
            else:
                self._add_path(concept, path)

    def _add_path(self, concept: Concept, path: tuple[_Element, ...]) -> None:
        node = self._root
        for element in path:
            for pattern in element.patterns:
                self._patterns.add(pattern)
            node = node.children.setdefault(element, Node())
        if concept not in node.concepts:
            node.concepts = (*node.concepts, concept)

    def _paths(self, expression: str) -> Iterable[tuple[_Element, ...]]:
        """Spell out an expression: one path for each choice of its alternatives."""
        choices: list[list[tuple[_Element, ...]]] = []
        gap = 0
        for token in _TOKEN.findall(expression):
            if token.startswith("~") and token[1:].isdigit():
                gap = int(token[1:])
                if not choices or gap > _MAX_GAP:
                    raise self._wrong(expression)
                continue
            rows = [self._row(part, gap) for part in _parts(token)]
            choices.append([*rows, ()] if token.startswith("[") else rows)
            gap = 0
        paths = [sum(path, ()) for path in itertools.product(*choices)]
        paths = [path for path in paths if path]
        if gap or not paths or len(paths) > _MAX_PATHS or max(map(len, paths)) > _MAX_ELEMENTS:
            raise self._wrong(expression)
        return paths

    def _row(self, words: Sequence[str], gap: int) -> tuple[_Element, ...]:
        """Give the elements of words in a row: `don't` is two, `leave|write` is one."""
        elements: list[_Element] = []
        for word in words:
            alternatives = word.split("|")
            if len(alternatives) == 1 and not word.startswith("<"):
                elements.extend(_Element(frozenset((part,)), 0) for part in self._words(word))
            else:
                elements.append(_Element(self._either(alternatives), 0))
        return (_Element(elements[0].patterns, gap), *elements[1:])

    def _either(self, alternatives: Sequence[str]) -> frozenset[str]:
        patterns: list[str] = []
        for alternative in alternatives:
            if alternative.startswith("<"):
                patterns.extend(self._group(alternative))
                continue
            words = self._words(alternative)
            if len(words) != 1:
                raise self._wrong(alternative)
            patterns.extend(words)
        return frozenset(patterns)

    def _group(self, token: str) -> frozenset[str]:
        members = self.source.groups.get(token[1:-1])
        if members is None or not token.endswith(">"):
            raise self._wrong(token)
        words = [self._words(member) for member in members]
        if any(len(word) != 1 for word in words):
            raise self._wrong(token)
        return frozenset(word[0] for word in words)

    def _words(self, token: str) -> list[str]:
        plain = self._plain(token)
        if plain == NUMBER or not self.is_segmented:
            words = [plain]
        else:
            words = separated(plain.replace("*", _STAR)).replace(_STAR, "*").split()
        bare = all(word.strip("*") for word in words)
        if not words or not bare or (not self.is_segmented and "*" in plain):
            raise self._wrong(token)
        return words

    def _wrong(self, expression: str) -> PolicyDataError:
        return PolicyDataError(f"lexicon {self.language}: cannot read “{expression}”")

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
        alone = (self._alone[pattern] for pattern in patterns if pattern in self._alone)
        concepts = next(alone, ()) or _glued_sign(form)
        starts = [node for pattern in patterns for node in self._starts.get(pattern, ())]
        if not concepts and not starts:
            return None
        return Word(concepts, _merged(starts))

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

    def _literals(self) -> re.Pattern[str]:
        """Compile all literals of a language without spaces into one pattern, longest first."""
        words = self._patterns.exact - {NUMBER}
        return re.compile(f"(?=({trie_pattern(words)}|[0-9]+))")


def _parts(token: str) -> list[list[str]]:
    """Cut a written token into its alternatives, each a row of words.

    Alternatives of one word each stay together as one element.
    """
    if token[0] not in "([":
        return [[token]]
    rows = [part.split() for part in token[1:-1].split("|")]
    single = [row[0] for row in rows if len(row) == 1]
    longer = [row for row in rows if len(row) > 1]
    return [["|".join(single)], *longer] if single else longer


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


def _merged(nodes: Sequence[Node]) -> Tables:
    """Lay the tables of several states into one."""
    if len(nodes) == 1:
        return nodes[0].tables
    by_gap: dict[int, dict[str, tuple[Node, ...]]] = {}
    for node in nodes:
        for gap, table in node.tables:
            merged = by_gap.setdefault(gap, {})
            for pattern, following in table.items():
                merged[pattern] = (*merged.get(pattern, ()), *following)
    return tuple(sorted(by_gap.items()))


def _glued_sign(form: str) -> tuple[Concept, ...]:
    """Read `15%` and `€20`, which hold their sign without a space."""
    number = form.strip(SIGNS)
    if len(number) == len(form) or not number.isdigit():
        return ()
    return (Concept.PERCENT,) if form.endswith("%") else (Concept.AMOUNT,)


_ASCII_SEPARATORS: Final = {
    code: " " for code in range(128) if not chr(code).isalnum() and chr(code) not in SIGNS
}
_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
_SEPARATOR: Final = re.compile(rf"[^\w{SIGNS}{_MARKS}]|_")
_FEW_SEPARATORS: Final = 40


def separated(text: str) -> str:
    """Replace each character that separates words by one space, so that offsets stay."""
    if text.isascii():
        return text.translate(_ASCII_SEPARATORS)
    separators = _SEPARATOR.findall("".join(set(text)))
    if len(separators) > _FEW_SEPARATORS:
        return _SEPARATOR.sub(" ", text)
    for separator in separators:
        text = text.replace(separator, " ")
    return text


class _Branch:
    """A node of a trie of words."""

    __slots__ = ("children", "is_end")

    def __init__(self) -> None:
        self.children: dict[str, _Branch] = {}
        self.is_end = False

    def pattern(self) -> str:
        branches = [re.escape(letter) + child.pattern() for letter, child in self.children.items()]
        if not branches:
            return ""
        body = branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
        return f"(?:{body})?" if self.is_end else body


def trie_pattern(words: Iterable[str]) -> str:
    """Write a regular expression for a set of words that prefers the longest and never backtracks.

    It branches on one character at a time, so that a match costs no more than its length.
    """
    root = _Branch()
    for word in words:
        node = root
        for letter in word:
            node = node.children.setdefault(letter, _Branch())
        node.is_end = True
    return root.pattern()
