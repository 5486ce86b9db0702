"""Undoing look-alike letters and spaced letters, and telling cheaply whether a text has either."""

import re
from functools import cache
from itertools import pairwise
from typing import Final

from app.text.characters import letter_pairs
from app.text.draft import Draft, MarkKind
from app.text.tables import read_tables, read_words

LATIN: Final = "A-Za-zÀ-ÖØ-öø-ɏ"
# Letters of scripts whose words are runs of letters; East Asian ones often stand spaced.
_LETTER: Final = f"{LATIN}Ͱ-ԯԱ-Ֆա-ևא-תء-ي٠-٩پچژگḀ-ỿ"
_SEPARATOR: Final = "\n"
_FEWEST_SPACED: Final = 4
_LONGEST_ACRONYM: Final = 5
_LOOK_BACK: Final = 24
_JUDGED: Final = 500  # no letter to a buyer holds more; joining all costs less than judging each

_GAPS: Final = r" |[.\-_*·•~]| [.\-_*·•~] "
_SPACED: Final = re.compile(
    rf"(?<![{_LETTER}0-9])"
    rf"([{_LETTER}](?=({_GAPS})[{_LETTER}])(?:\2[{_LETTER}]){{3,}}(?![{_LETTER}0-9])"
    rf"(?: {{2,3}}[{_LETTER}](?: [{_LETTER}])*(?![{_LETTER}0-9]))*)"
)
_WIDE_BLANK: Final = re.compile(" {2,}")
_GAP_SIGNS: Final = re.compile(r"[ .\-_*·•~]+")
_NO_LETTER: Final = re.compile(f"[^{_LETTER}]+")
_VOWEL: Final = re.compile("[aeiouyà-æè-ïò-öø-ýÿāăąēĕėęěĩīĭįıōŏőœũūŭůűųŷ]", re.IGNORECASE)
_NOT_LATIN: Final = re.compile(f"[^{LATIN}]")


def spaced_source() -> str:
    """Give the RE2 pattern that a text with spaced-out letters matches, and few others."""
    edge = f"(?:^|$|[^{_LETTER}0-9])"
    rows = (
        f"[{_LETTER}](?:{re.escape(gap)}[{_LETTER}]){{{_FEWEST_SPACED - 1}}}"
        for gap in (" ", *".-_*·•~", *(f" {sign} " for sign in ".-_*·•~"))
    )
    return f"{edge}(?:{'|'.join(rows)}){edge}"


def join_spaced(draft: Draft) -> None:
    """Join words whose letters stand apart, all separated alike; two blanks end a word."""
    pieces = _SPACED.split(draft.text)
    del pieces[2::3]
    found = pieces[1::2]
    if len(found) > _JUDGED:
        new = _GAP_SIGNS.sub("", _SEPARATOR.join(found)).split(_SEPARATOR)
    else:
        new = [_joined(spaced, pieces[2 * i]) for i, spaced in enumerate(found)]
    draft.replace(pieces, new, MarkKind.SPACED_OUT)


def mixed_source() -> str:
    """Give the RE2 pattern that a text with a Latin letter beside a look-alike matches."""
    alike = _look_alikes()
    return f"[{LATIN}][{alike}]|[{alike}][{LATIN}]"


def fold_look_alikes(draft: Draft) -> None:
    """Fold letters of other scripts to the Latin ones they look like, in words that mix both."""
    draft.substitute(_mixed_word(), _latinised, MarkKind.MIXED_SCRIPT)


def _joined(spaced: str, before: str) -> str:
    words = [_NO_LETTER.sub("", word) for word in _WIDE_BLANK.split(spaced)]
    first = words[0]
    if not _is_word(first) or (
        spaced[1] == "." and len(first) <= _LONGEST_ACRONYM and first.isupper()
    ):
        return spaced
    if first[0] in "aA" and spaced[1] == " " and _is_article(first.lower(), before):
        words[0] = f"{first[0]} {first[1:]}"
    return " ".join(words)


def _is_word(letters: str) -> bool:
    """Tell a word from a list of letters (`A B C D`, `x x x x`) and from an abbreviation."""
    codes = [ord(letter) for letter in letters]
    steps = {after - before for before, after in pairwise(codes)}
    if steps <= {0} or steps == {1}:
        return False
    return bool(_VOWEL.search(letters) or _NOT_LATIN.search(letters))


def _is_article(word: str, before: str) -> bool:
    """Tell whether the first letter of spaced ones is the English article before another word."""
    spacing = read_words("spacing.toml")
    if len(word) <= _FEWEST_SPACED or word.startswith(spacing["own_a"]):
        return False
    words_before = before[-_LOOK_BACK:].lower().split()
    return bool(words_before) and words_before[-1] in spacing["before_article"]


@cache
def _to_latin() -> dict[int, str]:
    tables = read_tables("homoglyphs.toml")
    return {code: letter for table in tables.values() for code, letter in letter_pairs(table)}


@cache
def _look_alikes() -> str:
    return "".join(map(chr, sorted(_to_latin())))


@cache
def _mixed_word() -> re.Pattern[str]:
    alike = _look_alikes()
    return re.compile(
        rf"(?<![{_LETTER}])((?:[{LATIN}]+[{alike}]|[{alike}]+[{LATIN}])[{LATIN}{alike}]*)(?![{_LETTER}])"
    )


def _latinised(words: list[str]) -> list[str]:
    return _SEPARATOR.join(words).translate(_to_latin()).split(_SEPARATOR)
