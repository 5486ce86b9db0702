"""Words that are typing errors: no dictionary knows them, and a common word is one slip away."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final, TypeVar

from app.text.dictionaries import Dictionary
from app.text.quotations import Quotations
from app.text.tables import read_tables
from app.text.typos import Typos, without_accents

_Value = TypeVar("_Value")

_REMEMBERED: Final = 50_000
_LOOKUPS: Final = 400
_MEANINGS: Final = 25
_FOREIGN_SHARE: Final = 0.3
_FEW_WORDS: Final = 8
_WORD_LENGTHS: Final = range(4, 29)
_MARKS: Final = ".,;:!?()\"“”„‘«»…–—-*•·¡¿'’"
_SENTENCE_ENDS: Final = ".!?\n\r•*>"
_DRAWN_OUT: Final = re.compile(r"(.)\1\1")
_CODE_MARKS: Final = "@/\\_#"
_BEFORE_WORD: Final = " \t\"'“„«("
_LEAD: Final = 40
_ARTICLE: Final = 6


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A misspelt word by its offsets, and the word that was probably meant."""

    start: int
    end: int
    meant: str


@dataclass(frozen=True, slots=True)
class Spelling:
    """The misspellings of a text; not complete where it held too many words never seen before."""

    misspellings: tuple[Misspelling, ...]
    is_complete: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a dictionary lacks: frequent misspellings with what is meant, and words that are right.

    All are in lower case.
    """

    wrong: Mapping[str, str]
    right: frozenset[str]


class Speller:
    """The spelling of one language.

    `foreign` knows the language that loanwords come from. Words once judged are remembered, up to
    a limit. Safe to share between threads.
    """

    def __init__(
        self,
        language: str,
        dictionary: Dictionary,
        typos: Typos,
        vocabulary: Vocabulary,
        foreign: Dictionary | None = None,
    ) -> None:
        tables = read_tables("dictionaries.toml")
        pairs = tables["transliterations"].get(language, "").split()
        self._transliterations = [pair.split("=") for pair in pairs]
        self._name_titles = frozenset(tables["before_names"].get(language, "").split())
        self._capitals_are_nouns = language in tables["before_names"]
        self._enclitics = tables["enclitics"].get(language, "").split()
        self._elides = language in tables["elision"]["languages"].split()
        self._dictionary = dictionary
        self._typos = typos
        self._vocabulary = vocabulary
        self._foreign = foreign
        self._right: dict[str, None] = {}
        self._meanings: dict[str, str | None] = {}

    def check(self, text: str, accepted: frozenset[str] = frozenset()) -> Spelling:
        """Find the misspelt words of a text; `accepted` holds right words in lower case."""
        pieces = {piece.strip(_MARKS) for piece in set(text.split())}
        unknown, is_complete = self._unknown(sorted(pieces - self._right.keys()), accepted)
        if len(unknown) > max(_FEW_WORDS, _FOREIGN_SHARE * len(pieces)):
            return Spelling((), is_complete=is_complete)  # another language, or no prose
        doubtful: dict[str, str] = {}
        for number, word in enumerate(unknown):
            if word not in self._meanings:
                if number >= _MEANINGS:
                    is_complete = False
                    break
                _remember(self._meanings, word, self._meant(word))
            meant = self._meanings[word]
            if meant is not None:
                doubtful[word] = meant
        found = sorted(self._located(text, doubtful), key=lambda found: found.start)
        return Spelling(tuple(found), is_complete)

    def _unknown(self, pieces: Iterable[str], accepted: frozenset[str]) -> tuple[list[str], bool]:
        """Give the words that are not right, and whether all were looked at."""
        unknown: list[str] = []
        lookups = 0
        for piece in pieces:
            for word in self._words(piece):
                if word in self._right or word.lower() in accepted:
                    continue
                if word not in self._meanings:
                    lookups += 1
                    if lookups > _LOOKUPS:
                        return unknown, False
                    if self._is_right(word):
                        _remember(self._right, word, None)
                        continue
                unknown.append(word)
        return unknown, True

    def _is_right(self, word: str) -> bool:
        lower = word.lower()
        if lower in self._vocabulary.wrong:
            return False
        if lower[1:] != word[1:] or len(word) not in _WORD_LENGTHS or _DRAWN_OUT.search(word):
            return True  # an acronym, a code, a brand or a cry, but no slip
        if lower in self._vocabulary.right:
            return True
        knows = self._dictionary.knows
        if any(knows(form) for form in dict.fromkeys((word, lower, lower.capitalize()))):
            return True
        if any(knows(form) or knows(form.capitalize()) for form in self._variants(lower)):
            return True
        return self._foreign is not None and self._foreign.knows(lower)

    def _variants(self, word: str) -> Iterator[str]:
        """Give what the word is where letters stand for others, and without pronouns at its end."""
        whole = word
        for written, letter in self._transliterations:
            if written in word:
                whole = whole.replace(written, letter)
                yield word.replace(written, letter)
        if whole != word:
            yield whole
        for pronoun in self._enclitics:
            if word.endswith(pronoun):
                stem = word.removesuffix(pronoun)
                yield stem
                yield without_accents(stem)

    def _meant(self, word: str) -> str | None:
        """Give what was meant by a word that is not right, None where nothing is likely."""
        known = self._vocabulary.wrong.get(word.lower())
        if known is not None:
            return known
        for correction in self._typos.corrections(word):
            for form in (correction.word, correction.word.capitalize()):
                if self._dictionary.knows(form):
                    return correction.word
        return None

    def _located(self, text: str, doubtful: Mapping[str, str]) -> Iterator[Misspelling]:
        if not doubtful:
            return
        quotations = Quotations(text)
        for word, meant in doubtful.items():
            start = text.find(word)
            while start >= 0:
                end = start + len(word)
                if self._is_prose(text, start, end) and start not in quotations:
                    yield Misspelling(start, end, _like(word, meant))
                start = text.find(word, end)

    def _is_prose(self, text: str, start: int, end: int) -> bool:
        """Tell whether a whole word stands there that is no name and no part of a code."""
        before, after = text[:start][-1:], text[end : end + 1]
        if before.isalnum() or after.isalnum() or (before and before in _CODE_MARKS):
            return False
        if after and after in _CODE_MARKS:
            return False
        if text[start].islower():
            return True
        lead = text[max(start - _LEAD, 0) : start].rstrip(_BEFORE_WORD)
        if self._capitals_are_nouns:
            return lead.rpartition(" ")[2].strip(".\n").lower() not in self._name_titles
        return not lead or lead[-1] in _SENTENCE_ENDS

    def _words(self, piece: str) -> Iterable[str]:
        """Give the words of a piece of text that stands between spaces."""
        if piece.isalpha():
            return (piece,)
        if not self._elides:
            return ()
        parts = (_unelided(part) for part in piece.replace("’", "'").split("-"))
        return [part for part in parts if part.isalpha() and part.islower()]


def _unelided(part: str) -> str:
    """Take `l'` and `dell'` off a word."""
    article, apostrophe, word = part.partition("'")
    return word if apostrophe and len(article) <= _ARTICLE else part


def _remember(memory: dict[str, _Value], word: str, value: _Value) -> None:
    if len(memory) >= _REMEMBERED:
        memory.clear()
    memory[word] = value


def _like(word: str, meant: str) -> str:
    """Begin what was meant with a capital where the word does."""
    return meant[0].upper() + meant[1:] if word[0].isupper() else meant
