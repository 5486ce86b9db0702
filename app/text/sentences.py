"""Where sentences end, in every language that Presend reads.

A line always ends one, so does every full-width or Arabic end mark. `.`, `!`, `?` and `…` do before
a blank, but for a full stop after an abbreviation, an initial, an ordinal or the number of a list.
Nothing here depends on the language: an abbreviation of one is rarely a last word in another.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import chain
from typing import Final

from app.text.tables import read_words

_MANY_ENDS: Final = 5000
_COARSE_LENGTH: Final = 80
_SAMPLE: Final = 400
_LOOK_AROUND: Final = 24
_ORDINAL_DIGITS: Final = 2
_SHORT_PART: Final = 2
_ENDING: Final = 2

_MARKS: Final = ".!?…。！？؟۔।"
_CLOSING: Final = "\"'”’»«›)\\]}」』）】〉》"
_END: Final = re.compile(rf"[\n{_MARKS}](?:[{_MARKS}]*[{_CLOSING}]*)")
_COARSE: Final = re.compile(rf"(?s:.){{{_COARSE_LENGTH},}}?(?:[{_MARKS}]+(?!\S)|\n)|(?s:.)+")
_ALWAYS: Final = frozenset("。！？؟۔।")
_EAST_ASIAN: Final = re.compile("[\u3001-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff9f]")
_WORD: Final = re.compile(r"[^\W_]+")
_TO_WORD: Final = re.compile(r"^.*[^\w.°]")


def split_sentences(text: str) -> tuple[tuple[int, int], ...]:
    """Give the sentences of a text as trimmed spans, in order.

    A text with thousands of ends is no letter; there, stretches shorter than a line are not told
    apart, so that no one has to look at as many sentences as there are characters.
    """
    if len(text) > _MANY_ENDS and sum(map(text.count, "\n" + _MARKS)) > _MANY_ENDS:
        ends: Iterator[int] = (match.end() for match in _COARSE.finditer(text))
    else:
        ends = _ends(text)
    spans = []
    start = 0
    for end in chain(ends, (len(text),)):
        part = text[start:end]
        bare = part.strip()
        if bare:
            begin = start + part.index(bare[0])
            spans.append((begin, begin + len(bare)))
        start = end
    return tuple(spans)


def _ends(text: str) -> Iterator[int]:
    length = len(text)
    is_cased = not text[:_SAMPLE].islower()
    for match in _END.finditer(text):
        first, end = match.span()
        mark = text[first]
        if mark == "\n":
            yield first + 1
            continue
        is_single = end - first == 1
        if mark in _ALWAYS or not (is_single or _ALWAYS.isdisjoint(match[0])):
            yield end
            continue
        following = text[end] if end < length else "\n"
        if not following.isspace():
            if mark != "." and _EAST_ASIAN.match(following):
                yield end
        elif following == "\n" or mark in "!?":
            yield end
        elif mark == "…" or not is_single:
            if not (is_cased and _next_word(text, end)[:1].islower()):
                yield end
        elif _is_full_stop(text, first, is_cased=is_cased):
            yield end


def _is_full_stop(text: str, index: int, *, is_cased: bool) -> bool:
    """Tell whether a single full stop before a blank ends a sentence."""
    word = _word_before(text, index)
    if not word.isalpha():
        if word.isdigit():
            return not _is_ordinal(text, index, word, is_cased=is_cased)
        parts = word.split(".")
        if all(part.isalpha() and len(part) <= _SHORT_PART for part in parts):
            return False
    elif len(word) == 1:
        return False
    kinds = _kinds()
    word = word.lower()
    kind = kinds.get(word) or kinds.get(f"{word[-_ENDING:]}$")
    if kind is None:
        return True
    if kind == "at_ends":
        return is_cased and _next_word(text, index)[:1].isupper()
    return kind == "before_numbers" and not _next_word(text, index)[:1].isdigit()


def _is_ordinal(text: str, index: int, number: str, *, is_cased: bool) -> bool:
    """Tell the number of a day, a storey or an item of a list from one that ends a sentence."""
    if len(number) > _ORDINAL_DIGITS:
        return False
    start = index - len(number)
    following = _next_word(text, index)
    if start == 0 or text[start - 1] == "\n" or following[:1].isdigit():
        return True
    if is_cased and following[:1].islower():
        return True
    return following.lower() in read_words("sentences.toml")["after_ordinals"]


def _word_before(text: str, index: int) -> str:
    """Give the last word before a place, full stops within it included."""
    words = text[max(index - _LOOK_AROUND, 0) : index].split()
    if not words:
        return ""
    word = words[-1]
    return word if word.isalnum() else _TO_WORD.sub("", word)


def _next_word(text: str, index: int) -> str:
    match = _WORD.search(text, index, index + _LOOK_AROUND)
    return match[0] if match else ""


@cache
def _kinds() -> dict[str, str]:
    """Give for a word the list it stands in; the end of a word has `$` after it."""
    words = read_words("sentences.toml")
    lists = ("abbreviations", "at_ends", "before_numbers")
    kinds = {word: kind for kind in lists for word in words[kind]}
    endings = words["endings_before_numbers"]
    return kinds | {f"{ending[-_ENDING:]}$": "before_numbers" for ending in endings}
