r"""The one door to regular expressions over text that a user wrote.

Every pattern runs on RE2, so that matching is linear in the text whatever the text holds. RE2 reads
UTF-8 and Presend counts code points: every offset that leaves this module is a code point's, and an
ASCII text needs no conversion. In RE2 `\b`, `\w`, `\d` and `\s` mean ASCII; `\pL` is a letter.
"""

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, Protocol, cast

import re2

_MIB: Final = 1 << 20
_PATTERN_MEMORY: Final = 8 * _MIB
_SET_MEMORY: Final = 64 * _MIB
_UNUSED: Final = -1

PatternError: Final = re2.error


class Subject:
    """A text made ready for matching; make it once where many patterns ask about the same text."""

    __slots__ = ("data", "is_ascii", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.is_ascii = text.isascii()
        # A lone surrogate has no UTF-8; the "?" that stands in for it keeps the offsets right.
        self.data = text.encode("utf-8", "replace")

    def byte_offset(self, index: int) -> int:
        """Give the UTF-8 offset of a code point offset."""
        if self.is_ascii:
            return min(index, len(self.data))
        return len(self.text[:index].encode("utf-8", "replace"))


class Found(NamedTuple):
    """A match by its offsets; `groups` holds those of groups, None where one took no part."""

    start: int
    end: int
    groups: tuple[tuple[int, int] | None, ...]


class _Match(Protocol):
    def span(self, group: int = 0) -> tuple[int, int]: ...


class _Compiled(Protocol):
    groups: int

    def search(self, text: bytes, pos: int, endpos: int) -> _Match | None: ...
    def finditer(self, text: bytes, pos: int, endpos: int) -> Iterator[_Match]: ...


class _CompiledSet(Protocol):
    def Add(self, pattern: str) -> int: ...  # noqa: N802 - RE2's own name
    def Compile(self) -> None: ...  # noqa: N802 - RE2's own name
    def Match(self, text: bytes) -> list[int] | None: ...  # noqa: N802 - RE2's own name


class Pattern:
    """One compiled pattern.

    `source` is RE2's syntax, case-sensitive unless it says `(?i)`. Raises `PatternError` where RE2
    refuses it. Texts may be given as `str`, or as a `Subject` that is shared between patterns.
    """

    __slots__ = ("_compiled", "_group_numbers", "source")

    def __init__(self, source: str) -> None:
        self.source = source
        options = _options(_PATTERN_MEMORY)
        self._compiled = cast("_Compiled", re2.compile(source, options))
        self._group_numbers = range(1, self._compiled.groups + 1)

    def is_in(self, text: str | Subject) -> bool:
        """Tell whether the pattern matches anywhere."""
        data = _subject(text).data
        return self._compiled.search(data, 0, len(data)) is not None

    def search(self, text: str | Subject, start: int = 0, end: int | None = None) -> Found | None:
        """Give the first match between two offsets; anchors and boundaries see beyond them."""
        return next(self.finditer(text, start, end), None)

    def finditer(
        self, text: str | Subject, start: int = 0, end: int | None = None
    ) -> Iterator[Found]:
        """Yield the matches between two offsets from left to right, none overlapping another."""
        subject = _subject(text)
        first = subject.byte_offset(start) if start else 0
        last = len(subject.data) if end is None else subject.byte_offset(end)
        matches = self._compiled.finditer(subject.data, first, last)
        if subject.is_ascii:
            return (self._found(match) for match in matches)
        return self._converted(subject.data, matches)

    def _found(self, match: _Match) -> Found:
        start, end = match.span()
        if not self._group_numbers:
            return Found(start, end, ())
        spans = (match.span(number) for number in self._group_numbers)
        return Found(start, end, tuple(None if span[0] == _UNUSED else span for span in spans))

    def _converted(self, data: bytes, matches: Iterator[_Match]) -> Iterator[Found]:
        """Count code points from match to match, so that the whole text is decoded once."""
        known_byte = known_point = 0
        for match in matches:
            found = self._found(match)
            if _is_inside_code_point(data, found.start):
                continue
            known_point += _code_points(data, known_byte, found.start)
            known_byte = found.start
            groups = (
                span and _convert(data, found.start, known_point, span) for span in found.groups
            )
            end = known_point + _code_points(data, found.start, found.end)
            yield Found(known_point, end, tuple(groups))


class PatternSet:
    """Many patterns asked in one pass which of them match; matches are numbered as given.

    RE2's set answers "none" too when it runs out of memory. An empty pattern, which matches every
    text, is its canary: where that one is missing from the answer, each pattern is asked alone.
    """

    __slots__ = ("_compiled", "_singles", "_sources")

    def __init__(self, sources: Sequence[str]) -> None:
        self._sources = tuple(sources)
        self._singles: tuple[Pattern, ...] = ()
        options = _options(_SET_MEMORY)
        options.never_capture = True
        self._compiled = cast("_CompiledSet", re2.Set.SearchSet(options))
        for source in self._sources:
            self._compiled.Add(source)
        self._compiled.Add("")
        self._compiled.Compile()

    def matching(self, text: str | Subject) -> list[int]:
        """Give the numbers of the patterns that match anywhere, in ascending order."""
        subject = _subject(text)
        numbers = self._compiled.Match(subject.data)
        if numbers is None or len(self._sources) not in numbers:
            return self._asked_one_by_one(subject)
        numbers.remove(len(self._sources))
        numbers.sort()
        return numbers

    def _asked_one_by_one(self, subject: Subject) -> list[int]:
        if not self._singles:
            self._singles = tuple(Pattern(source) for source in self._sources)
        return [number for number, single in enumerate(self._singles) if single.is_in(subject)]


def escape(text: str) -> str:
    """Quote a text so that a pattern matches it letter for letter."""
    return cast("str", re2.escape(text))


def _options(memory: int) -> re2.Options:
    options = re2.Options()
    options.max_mem = memory
    options.log_errors = False
    return options


def _subject(text: str | Subject) -> Subject:
    return text if isinstance(text, Subject) else Subject(text)


def _code_points(data: bytes, start: int, end: int) -> int:
    return len(data[start:end].decode("utf-8"))


def _is_inside_code_point(data: bytes, offset: int) -> bool:
    """Tell whether an empty match stands between the bytes of one character."""
    return offset < len(data) and data[offset] & 0xC0 == 0x80  # noqa: PLR2004 - UTF-8's own mark


def _convert(data: bytes, byte: int, point: int, span: tuple[int, int]) -> tuple[int, int]:
    """Convert a group's span, given a byte offset not after it and its code point offset."""
    start = point + _code_points(data, byte, span[0])
    return start, start + _code_points(data, span[0], span[1])
