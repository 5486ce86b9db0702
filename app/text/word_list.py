"""Finding the words of a list in a folded text."""

from collections.abc import Iterable, Iterator
from typing import Final

from app.text.fold import fold
from app.text.patterns import Pattern, Subject, escape

_NOTHING: Final = r"[^\x00-\x{10FFFF}]"
_UNSPACED: Final = (("\u0600", "\u06ff"), ("\u2e80", "\u9fff"), ("\uac00", "\ud7af"))


class WordList:
    """Words and expressions as one pattern over folded text.

    An entry is a whole word or several; a `*` behind a word stands for any ending. In scripts that
    put no spaces between words, and in Arabic, whose short words are written together with the
    next, an entry matches anywhere, and a Latin word may touch such a script.
    """

    __slots__ = ("_anywhere", "_bounded")

    def __init__(self, entries: Iterable[str]) -> None:
        folded = {_source(entry): entry for entry in entries}
        ordered = sorted(folded, key=len, reverse=True)
        anywhere = [source for source in ordered if _is_unspaced(folded[source])]
        bounded = [source for source in ordered if not _is_unspaced(folded[source])]
        self._anywhere = Pattern("|".join(anywhere) or _NOTHING)
        words = "|".join(bounded) or _NOTHING
        self._bounded = Pattern(rf"(?:^|[^\p{{Latin}}\pN])({words})(?:$|[^\p{{Latin}}\pN])")

    def is_in(self, text: str | Subject) -> bool:
        """Tell whether any entry stands in a folded text."""
        return self._bounded.is_in(text) or self._anywhere.is_in(text)

    def places(self, text: str | Subject) -> Iterator[tuple[int, int]]:
        """Yield where entries stand in a folded text, unspaced ones last."""
        for found in self._bounded.finditer(text):
            if found.groups[0] is not None:
                yield found.groups[0]
        for found in self._anywhere.finditer(text):
            yield found.start, found.end


def _source(entry: str) -> str:
    return r"\pL*".join(escape(fold(part).text) for part in entry.split("*"))


def _is_unspaced(entry: str) -> bool:
    return any(low <= character <= high for character in entry for low, high in _UNSPACED)
