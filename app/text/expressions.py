"""The little language in which lexicons write expressions; `docs/lexicons.md` explains it.

An expression is a row of elements. An element is a word (`review`), a stem (`review*`), a part of a
word (`*bewertung*`), several of these as alternatives (`leave|write`), a named group of words
(`<you>`), a number (`#`) or a sign (`%`). Alternatives of several words stand in parentheses
(`(leave|put up) a review`), an element in brackets (`[kindly]`) may be absent, and `~3` lets up to
three other words stand between its neighbours. In a language without spaces there are no stems,
elements follow one another directly, and `~3` counts characters.
"""

import itertools
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

NUMBER: Final = "#"
SIGNS: Final = "%€$£¥₺"
_MAX_ELEMENTS: Final = 9
_MAX_GAP: Final = 12
_MAX_PATHS: Final = 256
_STAR: Final = "\uffdc"  # a letter that no lexicon holds, in place of a star
_TOKEN: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|[^\s()\[\]]+")
_ASCII_SEPARATORS: Final = {
    code: " " for code in range(128) if not chr(code).isalnum() and chr(code) not in SIGNS
}
_MARKS: Final = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670"
_SEPARATOR: Final = re.compile(rf"[^\w{SIGNS}{_MARKS}]|_")
_FEW_SEPARATORS: Final = 40


class ExpressionError(Exception):
    """An expression cannot be read; the exception holds its text."""


@dataclass(frozen=True, slots=True)
class Element:
    """One word of an expression: what it may be, and how many words may stand before it."""

    patterns: frozenset[str]
    gap: int


Path = tuple[Element, ...]


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


class ExpressionReader:
    """Reads the expressions of one lexicon.

    `plain` brings a word into the form in which words are compared.
    """

    def __init__(
        self,
        groups: Mapping[str, Sequence[str]],
        plain: Callable[[str], str],
        *,
        is_segmented: bool,
    ) -> None:
        self._groups = groups
        self._plain = plain
        self._is_segmented = is_segmented

    def paths(self, expression: str) -> list[Path]:
        """Spell out an expression: one path for each choice of its alternatives.

        Raises:
            ExpressionError: it is not written as expressions are.
        """
        choices: list[list[Path]] = []
        gap = 0
        for token in _TOKEN.findall(expression):
            if token.startswith("~") and token[1:].isdigit():
                gap = int(token[1:])
                if not choices or gap > _MAX_GAP:
                    raise ExpressionError(expression)
                continue
            rows = [self._row(part, gap) for part in _parts(token)]
            choices.append([*rows, ()] if token.startswith("[") else rows)
            gap = 0
        paths: list[Path] = [sum(path, ()) for path in itertools.product(*choices)]
        paths = [path for path in paths if path]
        if gap or not paths or len(paths) > _MAX_PATHS or max(map(len, paths)) > _MAX_ELEMENTS:
            raise ExpressionError(expression)
        return paths

    def word(self, text: str) -> str:
        """Read a single word.

        Raises:
            ExpressionError: it is none, or several.
        """
        words = self._words(text)
        if len(words) != 1:
            raise ExpressionError(text)
        return words[0]

    def _row(self, words: Sequence[str], gap: int) -> Path:
        """Give the elements of words in a row: `don't` is two, `leave|write` is one."""
        elements: list[Element] = []
        for word in words:
            alternatives = word.split("|")
            if len(alternatives) == 1 and not word.startswith("<"):
                elements.extend(Element(frozenset((part,)), 0) for part in self._words(word))
            else:
                elements.append(Element(frozenset(self._either(alternatives)), 0))
        return (Element(elements[0].patterns, gap), *elements[1:])

    def _either(self, alternatives: Sequence[str]) -> Iterable[str]:
        for alternative in alternatives:
            if alternative.startswith("<"):
                yield from self._group(alternative)
            else:
                yield self.word(alternative)

    def _group(self, token: str) -> Iterable[str]:
        members = self._groups.get(token[1:-1])
        if members is None or not token.endswith(">"):
            raise ExpressionError(token)
        return (self.word(member) for member in members)

    def _words(self, token: str) -> list[str]:
        plain = self._plain(token)
        if plain == NUMBER or not self._is_segmented:
            words = [plain]
        else:
            words = separated(plain.replace("*", _STAR)).replace(_STAR, "*").split()
        bare = all(word.strip("*") for word in words)
        if not words or not bare or (not self._is_segmented and "*" in plain):
            raise ExpressionError(token)
        return words


def _parts(token: str) -> list[list[str]]:
    """Cut a written token into its alternatives, each a row of words.

    Alternatives of one word each stay together as one element.
    """
    if token[0] not in "([":
        return [[token]]
    rows = [part.split() for part in token[1:-1].split("|")]
    if not all(rows):
        raise ExpressionError(token)
    single = [row[0] for row in rows if len(row) == 1]
    longer = [row for row in rows if len(row) > 1]
    return [["|".join(single)], *longer] if single else longer


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
