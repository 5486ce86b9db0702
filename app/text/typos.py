"""Which common word was meant: the one slip that turns an unknown word into one."""

import unicodedata
from collections import Counter
from collections.abc import Iterator, Mapping
from enum import IntEnum
from typing import Final, NamedTuple

from app.text.tables import read_tables

_COMMON: Final = 400
_SHORT: Final = 4
# Least frequency of the meant word, by the unknown word's length from four letters on; the last
# figure holds for all longer ones. The scale is Zipf's, in hundredths.
_NEVER: Final = 999


class Slip(IntEnum):
    """What went wrong in typing, the likeliest first."""

    REPEATED = 0
    SWAPPED = 1
    ACCENT = 2
    SOUND = 3
    NEAR = 4
    MISSING = 5
    SURPLUS = 6
    WRONG = 7


_LIKELY: Final = Slip.SOUND
_REQUIRED: Final[Mapping[Slip, tuple[int, ...]]] = {
    Slip.REPEATED: (500, 380, 300, 300, 250),
    Slip.SWAPPED: (500, 380, 300, 300, 250),
    Slip.ACCENT: (420, 380, 300, 300, 250),
    Slip.SOUND: (500, 380, 300, 300, 250),
    Slip.NEAR: (_NEVER, 480, 400, 400, 330),
    Slip.MISSING: (_NEVER, 500, 410, 410, 320),
    Slip.SURPLUS: (_NEVER, 480, 400, 400, 320),
    Slip.WRONG: (_NEVER, _NEVER, _NEVER, _NEVER, 430, 430, 380),
}
_CAPITAL: Final = 40
_OWN_LIMIT: Final = 380
_GAP: Final = 130
_ACCENT_GAP: Final = 90


class Correction(NamedTuple):
    """A word that may have been meant, and the slip that would explain what was written."""

    slip: Slip
    frequency: int
    word: str


class Typos:
    """Knows a language's common words and the slips that lead away from them."""

    def __init__(self, language: str, frequencies: Mapping[str, int]) -> None:
        tables = read_tables("dictionaries.toml")
        self._frequencies = frequencies
        self._letters = _letters(frequencies)
        self._alike = tuple(_pairs(tables["alike"].get(language, "")))
        self._near = frozenset(frozenset(pair) for pair in tables["near"]["letters"].split())
        self._caution = int(tables["caution"].get(language, "0"))

    def corrections(self, word: str) -> list[Correction]:
        """Give the common words that one slip turned into `word`, the likeliest first."""
        plain = word.lower()
        own = self._frequencies.get(plain, 0)
        if own >= _OWN_LIMIT or len(plain) < _SHORT:
            return []
        extra = self._caution + (_CAPITAL if word != plain else 0)
        found: dict[str, Correction] = {}
        for slip, candidate in self._slips(plain):
            frequency = self._frequencies.get(candidate)
            if frequency is None or candidate == plain:
                continue
            if self._is_likely(slip, len(plain), frequency - extra, own):
                known = found.get(candidate)
                if known is None or slip < known.slip:
                    found[candidate] = Correction(slip, frequency, candidate)
        return sorted(found.values(), key=_rank)

    def _is_likely(self, slip: Slip, length: int, frequency: int, own: int) -> bool:
        required = _REQUIRED[slip]
        gap = _ACCENT_GAP if slip is Slip.ACCENT else _GAP
        is_common = frequency >= required[min(length - _SHORT, len(required) - 1)]
        return is_common and (not own or frequency - own >= gap)

    def _slips(self, word: str) -> Iterator[tuple[Slip, str]]:
        """Undo every slip; the first and the last letter are seldom wrong."""
        yield from self._sounds(word)
        last = len(word) - 1
        for index, letter in enumerate(word):
            before, after = word[:index], word[index + 1 :]
            if index < last and after[0] != letter:
                yield Slip.SWAPPED, before + after[0] + letter + after[1:]
            if index and word[index - 1] == letter:
                yield Slip.REPEATED, before + after
            elif 0 < index < last:
                yield Slip.SURPLUS, before + after
            yield Slip.REPEATED, before + letter + letter + after
            plain = _without_accent(letter)
            for other in self._letters:
                if index:
                    yield Slip.MISSING, before + other + letter + after
                base = _without_accent(other)
                if base == plain:
                    yield Slip.ACCENT, before + other + after
                elif 0 < index < last:
                    is_near = frozenset((base, plain)) in self._near
                    yield Slip.NEAR if is_near else Slip.WRONG, before + other + after

    def _sounds(self, word: str) -> Iterator[tuple[Slip, str]]:
        for written, meant in self._alike:
            if not written:
                for index in range(len(word)):
                    yield Slip.SOUND, word[:index] + meant + word[index:]
                continue
            index = word.find(written)
            while index >= 0:
                yield Slip.SOUND, word[:index] + meant + word[index + len(written) :]
                index = word.find(written, index + 1)


def _rank(correction: Correction) -> tuple[bool, int]:
    return correction.slip > _LIKELY, -correction.frequency


def _letters(frequencies: Mapping[str, int]) -> tuple[str, ...]:
    """Give the letters that a language's common words are written with."""
    common = [word for word, frequency in frequencies.items() if frequency >= _COMMON]
    counts = Counter(letter for word in common for letter in set(word))
    return tuple(sorted(letter for letter, count in counts.items() if count * 400 > len(common)))


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    for pair in text.split():
        left, _, right = pair.partition("=")
        yield left, right
        yield right, left


_BASE_LETTERS: Final = {"ı": "i", "ł": "l", "ß": "s"}


def without_accents(word: str) -> str:
    """Give the word in letters without accents."""
    return "".join(map(_without_accent, word))


def _without_accent(letter: str) -> str:
    return _BASE_LETTERS.get(letter) or unicodedata.normalize("NFD", letter)[0]
