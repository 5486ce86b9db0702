"""Folding: the form of a text in which rules compare words, with the way back to the text itself.

Folded text is in lower case and compatibility form (NFKC), quotes and dashes are ASCII, white space
is one blank or one line feed, and what disguises a word is undone: invisible characters, look-alike
letters of other scripts, reversed text, spaced-out letters, digits in the place of letters.

Most texts need next to none of that. One pass over the text finds out which steps it needs.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from app.text.characters import fold_characters, remove_controls
from app.text.disguise import fold_look_alikes, join_spaced, mixed_source, spaced_source
from app.text.draft import Draft, Mark, MarkKind, OffsetMap, source_range
from app.text.leetspeak import leetspeak_source, read_leetspeak
from app.text.patterns import PatternSet

__all__ = ["Folded", "Mark", "MarkKind", "fold", "strip_marks"]

_LINE_FEEDS: Final = re.compile(r"(\n[ \n]+)")
_WHITE: Final = re.compile(r"([ \n][ \n]+)")
_BLANKS: Final = (("\t", " "), ("\v", " "), ("\f", " "), ("\r", "\n"))
_CONTROL, _WHITE_SPACE, _SPACED, _MIXED, _LEET = range(5)


@dataclass(frozen=True, slots=True)
class Folded:
    """A text as rules match it, and the way back; all offsets are code points.

    `marks` are the disguises that were undone, by their place in the source; at most a hundred of a
    kind. `maps` lead back from `text` to `source`, the last one first.
    """

    text: str
    source: str
    marks: tuple[Mark, ...] = ()
    maps: tuple[OffsetMap, ...] = ()

    def start(self, index: int) -> int:
        """Give the source offset where the folded character `index` begins (or the text ends)."""
        for offsets in reversed(self.maps):
            index = offsets.start(index)
        return index

    def end(self, index: int) -> int:
        """Give the source offset just after what the folded characters before `index` came from."""
        for offsets in reversed(self.maps):
            index = offsets.end(index)
        return index

    def source_range(self, start: int, end: int) -> tuple[int, int]:
        """Give the source range of a folded one; it is not empty unless the folded one is."""
        if start == end:
            start = self.start(start)
            return start, start
        return source_range(self.maps, start, end)


def fold(text: str) -> Folded:
    """Fold a text; linear in its length."""
    draft = Draft(text)
    if not text.isascii():
        fold_characters(draft)
    needs = _needs().matching(draft.text)
    if needs:
        _undo(draft, needs)
    marks = tuple(sorted(draft.marks, key=lambda mark: mark.start)) if draft.marks else ()
    folded = draft.text.lower().replace("ı", "i")
    return Folded(folded, text, marks, tuple(draft.maps))


def strip_marks(text: str) -> str:
    """Take the diacritics off Latin letters; every offset stays as it is."""
    if text.isascii():
        return text
    for letter in set(_MARKED.findall(text)):
        text = text.replace(letter, _bare(letter))
    return text


def _undo(draft: Draft, needs: Sequence[int]) -> None:
    """Take the steps that a text needs; words that were put together are looked at anew."""
    if _CONTROL in needs:
        remove_controls(draft)
        needs = _needs().matching(draft.text)
    if _SPACED in needs:
        join_spaced(draft)
        needs = _needs().matching(draft.text)
    if _MIXED in needs:
        fold_look_alikes(draft)
        needs = _needs().matching(draft.text)
    if _LEET in needs:
        read_leetspeak(draft)
    if _WHITE_SPACE in needs:
        _collapse_white_space(draft)


def _collapse_white_space(draft: Draft) -> None:
    for blank, kept in _BLANKS:
        draft.text = draft.text.replace(blank, kept)
    is_plain = "  " not in draft.text and " \n" not in draft.text
    runs = _LINE_FEEDS if is_plain else _WHITE
    draft.substitute(runs, lambda found: ["\n" if "\n" in run else " " for run in found])


@cache
def _needs() -> PatternSet:
    return PatternSet(
        (
            r"[\x00-\x08\x0e-\x1f\x7f]",
            r"[ \t\n\v\f\r]{2}|[\t\v\f\r]",
            spaced_source(),
            mixed_source(),
            leetspeak_source(),
        )
    )


_MARKED: Final = re.compile("[À-ÖØ-öø-ɏḀ-ỿ]")
_BARE: Final = {"ł": "l", "ø": "o", "đ": "d", "ħ": "h", "ŧ": "t", "ð": "d", "þ": "t"}


@lru_cache(maxsize=1024)
def _bare(letter: str) -> str:
    base = unicodedata.normalize("NFD", letter)[0]
    return _BARE.get(base, base)
