"""Finding emoticons, the faces typed with punctuation, among all that punctuation is there for.

Times, ratios, addresses, code, comparisons and brackets that close after a colon hold the same
characters; a face is taken for one only where it stands like one.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from itertools import islice
from typing import Final

from app.text.patterns import Pattern, escape
from app.text.tables import read_words

_MOST_CANDIDATES: Final = 1000
_WINDOW: Final = 200
_CONFIRMED_BY_BLANKS: Final = frozenset(("(:", "(-:", "(;", "(-;"))
_OPENING: Final = frozenset("([（")
# Brackets that are no mouths.
_BRACKET: Final = re.compile(r"(?<![:;=：；^'’o-])[()\[\]（）]")
_ENTITY: Final = re.compile(r"&#?\w{1,10}$")
_STARTS_OF_EMOTICONS: Final = frozenset(":;=^<")
_AFTER: Final = frozenset(".!?,;…。！？、)）\"'”’")


def find_emoticons(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of emoticons in code points, of the first thousand that could be one."""
    for found in islice(_pattern().finditer(text), _MOST_CANDIDATES):
        start, end, groups = found
        kind = next(number for number, span in enumerate(groups) if span is not None)
        if _CHECKS[kind](text, start, end) and not _is_in_address(text, start):
            yield start, end


def _is_face(text: str, start: int, end: int) -> bool:
    """Tell whether eyes and a bracket are a face and not a colon beside a bracket."""
    before = text[start - 1 : start]
    has_nose = not _is_bracket(text[start + 1])
    if before in _eyes() or (before.isdigit() and not has_nose):
        return False
    if text[start] == ";" and _ENTITY.search(text, max(start - _WINDOW, 0), start):
        return False
    if not has_nose and (text[start] == "=" or text[end - 1] in "[]") and not _is_blank(before):
        return False
    if text[end - 1] in _OPENING:
        return not _is_closed_later(text, end) and not text[end : end + 1].isalnum()
    return not _is_open_before(text, start)


def _is_spaced_face(text: str, start: int, end: int) -> bool:
    """Tell whether eyes and a letter or sign stand alone."""
    after = text[end : end + 1]
    return _is_blank(text[start - 1 : start]) and (_is_blank(after) or after in _AFTER)


def _is_whole(text: str, start: int, end: int) -> bool:
    before, after = text[start - 1 : start], text[end : end + 1]
    if text[start:end] in _CONFIRMED_BY_BLANKS:
        return _is_blank(before) and _is_blank(after)
    is_apart = before != text[start] and after != text[end - 1]
    return is_apart and not _is_word(before) and not _is_word(after)


def _is_heart(text: str, start: int, end: int) -> bool:
    """Tell a heart from "less than three": nothing that could be counted follows."""
    if text[start - 1 : start].isdigit():
        return False
    rest = text[end : end + _WINDOW].lstrip(" ")
    if rest[1:2].isdigit():
        return False
    return _is_blank(rest[:1]) or rest[0] in _AFTER or rest[0] in _STARTS_OF_EMOTICONS


_CHECKS: Final[tuple[Callable[[str, int, int], bool], ...]] = (
    _is_face,
    _is_spaced_face,
    _is_whole,
    _is_heart,
)


def _is_bracket(letter: str) -> bool:
    return letter in "()[]（）"


def _is_blank(letter: str) -> bool:
    return not letter or letter.isspace()


def _is_word(letter: str) -> bool:
    return letter == "_" or (letter.isascii() and letter.isalnum())


def _is_open_before(text: str, start: int) -> bool:
    """Tell whether the line has a bracket open that the mouth would close."""
    line = text[max(start - _WINDOW, 0) : start].rpartition("\n")[2]
    closed = 0
    for bracket in reversed(_BRACKET.findall(line)):
        closed += -1 if bracket in _OPENING else 1
        if closed < 0:
            return True
    return False


def _is_closed_later(text: str, end: int) -> bool:
    """Tell whether the line closes the bracket that the mouth would open."""
    line = text[end : end + _WINDOW].partition("\n")[0]
    opened = 0
    for bracket in _BRACKET.findall(line):
        opened += 1 if bracket in _OPENING else -1
        if opened < 0:
            return True
    return False


def _is_in_address(text: str, start: int) -> bool:
    before = text[max(start - _WINDOW, 0) : start]
    if _is_blank(before[-1:]):
        return False
    word = before.split()[-1]
    return "://" in word or word.startswith("www.")


@cache
def _eyes() -> frozenset[str]:
    return frozenset(read_words("emoticons.toml")["eyes"])


@cache
def _pattern() -> Pattern:
    """Make one pattern with a group for each kind, in the order of the checks."""
    words = read_words("emoticons.toml")
    eyes, noses = _any(words["eyes"]), _any(words["noses"])
    face = f"{eyes}{noses}?{_any(words['bracket_mouths'])}+"
    spaced = (
        f"{eyes}{noses}?{_any(words['other_mouths'])}"
        f"|{eyes}{noses}{_any(words['mouths_after_nose_only'])}"
    )
    whole = _any(sorted(words["whole"], key=len, reverse=True))
    heart = _any(words["heart"])
    return Pattern(f"({face})|({spaced})|({whole})|({heart})")


def _any(words: Iterable[str]) -> str:
    return f"(?:{'|'.join(map(escape, words))})"
