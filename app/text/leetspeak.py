"""Reading digits and signs inside a word as the letters they stand for (`r3v13w`, `$tars`).

A number beside letters is mostly just that: a size, a unit, a model, a code. A word is taken for
disguised only where the digit stands inside it, and where what comes out could be spoken.
"""

import re
from collections.abc import Mapping
from functools import cache
from itertools import islice
from typing import Final

from app.text.disguise import LATIN
from app.text.draft import Draft, MarkKind
from app.text.patterns import Pattern
from app.text.tables import Table, read_tables

_DISTINCT_JUDGED: Final = 1000
_FEWEST_LETTERS: Final = 3
_LONGEST_WORD: Final = 40
_FEW: Final = 32
_SEPARATOR: Final = "\n"

_DIGITS: Final = "013457@$"
# An exclamation mark counts only after the first consonants of a word, where no sentence ends.
_SIGN: Final = rf"(?:[{_DIGITS}]|(?<=\b[b-df-hj-np-tv-z])!|(?<=\b[b-df-hj-np-tv-z]{{2}})!)"
_INSIDE: Final = rf"[013457$]?[{LATIN}]+(?:{_SIGN}{{1,2}}[{LATIN}]+)+[01345]?"
_LEADING: Final = r"\$[a-z]{3,}|0[a-z]{3,}"
_NOT_AFTER: Final = r"(?<![\w@./\\#=&%~$:+])"

_NO_LETTER: Final = re.compile(r"[\d@$!]")
_VOWELS: Final = "aeiouyà-æè-ïò-öø-ýÿ0134@!"
_VOWEL: Final = re.compile(f"[{_VOWELS}]")
_UNSPEAKABLE: Final = re.compile(f"[^{_VOWELS}]{{5}}")
_UNSPEAKABLE_IN_CAPITALS: Final = re.compile(f"[^{_VOWELS}]{{4}}")
_CODE_IN_CAPITALS: Final = re.compile("[AEIOU][034]|[034][AEIOU]|(?!00|11|33|13|31)[0-9]{2}")
_MEASURE: Final = re.compile(r"[1-9]0|^\d+(?:[xh]|m\d)\d|^b0[a-z0-9]{8}$")
_DOUBLE_ELL: Final = re.compile("(?<=[aeiou034@])11")
_ELL: Final = re.compile("(?<=[aeiou034@])1(?=[aeiou0]|$)|(?<=^[bcfgkp])1(?=[aeou0])")


def leetspeak_source() -> str:
    """Give the RE2 pattern that a text with such a word matches, and few others."""
    words = "|".join(map(re.escape, _tables()["words"]))
    inside = rf"[{LATIN}][{_DIGITS}!]{{1,2}}[{LATIN}]"
    return rf"{inside}|\$[a-z]{{3}}|(?:^|[^\pL0-9])(?:0[a-z]{{3}}|{words})"


def read_leetspeak(draft: Draft) -> None:
    """Put letters in the place of digits and signs that stand for them."""
    pieces = _pieces(draft.text)
    if len(pieces) == 1:
        return
    candidates = pieces[1::2]
    distinct = set(candidates)
    if len(distinct) > _DISTINCT_JUDGED:
        # No letter to a buyer: reading every code as a word costs less than judging each.
        joined = _SEPARATOR.join(candidates).lower()
        new = joined.translate(_letters()).split(_SEPARATOR)
    else:
        readings = {word: _reading(word) for word in distinct}
        new = [readings[word] for word in candidates]
    draft.replace(pieces, new, MarkKind.LEETSPEAK)


def _pieces(text: str) -> list[str]:
    """Split a text at candidates, which are every other piece beginning with the second."""
    candidate = _candidate()
    places = list(islice(_gate().finditer(text), _FEW + 1))
    if len(places) > _FEW:
        return candidate.split(text)
    pieces: list[str] = []
    done = 0
    for place in places:
        if place.start < done:
            continue
        limit = min(place.end + _LONGEST_WORD, len(text))
        match = candidate.search(text, max(_word_start(text, place.start), done), limit)
        if match is not None and match.start() < place.end:
            pieces += (text[done : match.start()], match[0])
            done = match.end()
    pieces.append(text[done:])
    return pieces


def _word_start(text: str, index: int) -> int:
    """Go back to the blank before a place, but not far."""
    limit = max(index - _LONGEST_WORD, 0)
    while index > limit and text[index - 1] not in " \n":
        index -= 1
    return index


def _reading(word: str) -> str:
    """Give the word that is meant, in lower case, or the word as it stands."""
    known = _tables()["words"].get(word[0].lower() + word[1:])
    if known is not None:
        return known
    if not _is_disguised(word):
        return word
    spelled = _DOUBLE_ELL.sub("ll", word.lower())
    return _ELL.sub("l", spelled).translate(_letters())


def _is_disguised(word: str) -> bool:
    letters = _NO_LETTER.sub("", word)
    fewest = max(_FEWEST_LETTERS, len(word) - len(letters))
    if not fewest <= len(letters) <= _LONGEST_WORD:
        return False
    if letters.isupper():
        if _CODE_IN_CAPITALS.search(word):
            return False
        unspeakable = _UNSPEAKABLE_IN_CAPITALS
    elif letters[1:].islower():
        unspeakable = _UNSPEAKABLE
    else:
        return False
    low = word.lower()
    if low.startswith(_codes()) or _MEASURE.search(low) or _with_unit().search(low):
        return False
    return _VOWEL.search(low) is not None and unspeakable.search(low) is None


def _tables() -> Mapping[str, Table]:
    return read_tables("leetspeak.toml")


@cache
def _letters() -> dict[int, str]:
    return {ord(sign): letter for sign, letter in _tables()["letters"].items()}


@cache
def _gate() -> Pattern:
    return Pattern(leetspeak_source())


@cache
def _codes() -> tuple[str, ...]:
    return tuple(_tables()["lists"]["codes"].split())


@cache
def _with_unit() -> re.Pattern[str]:
    lists = _tables()["lists"]
    units = "|".join(lists["units"].split())
    letters = "".join(lists["single_letter_units"].split())
    return re.compile(rf"^[^\W\d]+\d+(?:{units})$|^[^\W\d]+\d\d[{letters}]$")


@cache
def _candidate() -> re.Pattern[str]:
    tables = _tables()
    words = "|".join(map(re.escape, sorted(tables["words"], key=len, reverse=True)))
    dots = "|".join(tables["lists"]["dots"].split())
    address = r"[\w.+-]{0,60}(?:@|\.\w)"
    not_before = rf"(?![\w\\#=&%~$]|{address}|[/:?][\w/]|\s?[(\[{{]?\s?(?:{dots})\b)"
    return re.compile(rf"{_NOT_AFTER}({words}|{_INSIDE}|{_LEADING}){not_before}")
