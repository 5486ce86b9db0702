"""Placeholders that a template was not filled in at, in the styles of the usual tools."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Final

from app.domain.message_type import BodyFormat
from app.domain.span import BODY, Span
from app.domain.vocabulary import Meaning, PlaceholderWords
from app.message.passage import Passage, PassageKind
from app.message.source import SourceField
from app.text.names import spell_out
from app.text.patterns import Found, Pattern, escape

_NAME: Final = r"[\pL_@][\pL\pM\pN_ .:|@'’/-]{0,40}"
_FIELD: Final = r"[\pL_][\pL\pN_.-]{1,40}"

# Styles that mean nothing else.
_CERTAIN: Final = Pattern(
    r"\{\{\{?[^{}\n]{1,60}\}?\}\}"
    r"|\$\{[^{}\n]{1,60}\}"
    r"|\{%[^%\n]{1,60}%\}"
    r"|\*\|[^|\n]{1,60}\|\*"
    r"|<%[^%\n]{1,60}%>"
    rf"|%%{_NAME}%%|##{_FIELD}##|@@{_FIELD}@@"
    rf"|\[\[{_NAME}\]\]"
    rf"|<<\s?{_NAME}>>"
    r"|__\p{Lu}[\p{Lu}\pN_]{0,38}[\p{Lu}\pN]__"
    rf"|\{{{_NAME}\}}"
    rf"|%{_FIELD}%"
    rf"|\$[\pL_][\pL\pN_]{{1,40}}\$"
)
# Styles that people use for other things too, so that the words inside decide.
_UNCERTAIN: Final = Pattern(
    r"\[[^\[\]\n]{2,60}\]|［[^［］\n]{1,40}］|【[^【】\n]{1,40}】|<[\pL][^<>\n@/]{1,40}>"
)
_ANGLES: Final = Pattern(rf"<<\s?{_NAME}>>")
_MARKS: Final = ("{", "[", "%", "$", "*|", "<", "__", "##", "@@", "［", "【")
_EDGES: Final = "{}$%*|<>=[]_#@［］【】 "
_LABEL_GAP: Final = " :：\u00a0"
_DOUBTFUL_EDGES: Final = frozenset("%$")
_FULL_WIDTH: Final = frozenset("［【")
_MOST_WORDS: Final = 8
_MOST_OF_A_STYLE: Final = 300


@dataclass(frozen=True, slots=True)
class Placeholder:
    """A place that waits for a value; `kind` is that of the passage it stands in.

    `is_certain` is False where only the words inside tell it from an ordinary bracket.
    """

    span: Span
    text: str
    meaning: Meaning
    kind: PassageKind
    is_certain: bool


class PlaceholderFinder:
    """Finds placeholders and tells what they stand for; make it once.

    Of each style, a passage's first three hundred are looked at: more say nothing new.
    """

    def __init__(self, words: PlaceholderWords) -> None:
        named = [word for _, entries in words.meanings for word in entries]
        self._meanings = tuple((meaning, _any_of(entries)) for meaning, entries in words.meanings)
        self._named = _any_of(named)
        self._only_known = _nothing_but([*named, *words.fillers, *words.instructions])
        links = (entries for meaning, entries in words.meanings if meaning is Meaning.LINK)
        self._openings = (*words.instructions, *(w for e in links for w in e if w[0] == " "))
        self._honorifics = words.honorifics

    def find(
        self, passages: Iterable[Passage], body: SourceField, body_format: BodyFormat
    ) -> Iterator[Placeholder]:
        """Yield the placeholders of these passages, and those that HTML takes for tags."""
        for passage in passages:
            text = passage.text
            if any(mark in text for mark in _MARKS):
                yield from self._in_passage(passage)
        if body_format is BodyFormat.HTML and "<<" in body.normalised:
            yield from self._taken_for_tags(body.normalised)

    def _in_passage(self, passage: Passage) -> Iterator[Placeholder]:
        text = passage.text
        starts: list[int] = []
        ends: list[int] = []
        for found in islice(_CERTAIN.finditer(text), _MOST_OF_A_STYLE):
            if not _is_cut_off(text, found):
                starts.append(found.start)
                ends.append(found.end)
                yield self._placeholder(passage, found, is_certain=True)
        for found in islice(_UNCERTAIN.finditer(text), _MOST_OF_A_STYLE):
            certain = bisect_right(ends, found.start)
            is_inside = certain < len(starts) and starts[certain] < found.end
            if not is_inside and self._is_placeholder(text, found):
                yield self._placeholder(passage, found, is_certain=False)

    def _placeholder(self, passage: Passage, found: Found, *, is_certain: bool) -> Placeholder:
        text = passage.text[found.start : found.end]
        span = passage.span(found.start, found.end)
        return Placeholder(span, text, self._meaning(text), passage.kind, is_certain)

    def _taken_for_tags(self, source: str) -> Iterator[Placeholder]:
        """Yield `<<name>>`, which a browser reads as an element between two signs."""
        for found in islice(_ANGLES.finditer(source), _MOST_OF_A_STYLE):
            text = source[found.start : found.end]
            span = Span(BODY, found.start, found.end)
            yield Placeholder(span, text, self._meaning(text), PassageKind.BODY, is_certain=True)

    def _meaning(self, text: str) -> Meaning:
        name = spell_out(text.strip(_EDGES))
        for meaning, words in self._meanings:
            if words.is_in(name):
                return meaning
        return Meaning.OTHER

    def _is_placeholder(self, text: str, found: Found) -> bool:
        inside = text[found.start + 1 : found.end - 1]
        name = spell_out(inside)
        count = name.count(" ") - 1
        if not 0 < count <= _MOST_WORDS:
            return False
        if _is_field_name(inside):
            return True
        following = text[found.end : found.end + 3].lstrip(_LABEL_GAP)
        if text[found.start] in _FULL_WIDTH:
            return following.startswith(self._honorifics) and self._named.is_in(name)
        if following[:1].isdigit():
            return False
        if count > 1 and name.startswith(self._openings):
            return True
        return self._named.is_in(name) and self._only_known.is_in(name)


def _any_of(needles: Iterable[str]) -> Pattern:
    return Pattern("|".join(map(escape, needles)))


def _nothing_but(needles: Iterable[str]) -> Pattern:
    """Match a spelled-out name that holds no other words than these."""
    spaced, dense = [], []
    for word in needles:
        if word[0] == " " or word[-1] == " " or word.isascii():
            left = "" if word[0] == " " else "[^ ]*"
            right = "" if word[-1] == " " else "[^ ]*"
            spaced.append(f"{left}{escape(word.strip())}{right}")
        else:
            dense.append(escape(word))
    return Pattern(f"^ (?:(?:{'|'.join(spaced)}|(?:{'|'.join(dense)})+) )+$")


def _is_field_name(inside: str) -> bool:
    """Tell whether words are joined as programs join them: `DELIVERY_DATE`."""
    return "_" in inside.strip("_") and inside.replace("_", "").isalnum()


def _is_cut_off(text: str, found: Found) -> bool:
    """Tell whether a `%x%` or `$x$` is a piece of something longer, such as "20%off%"."""
    if text[found.start] not in _DOUBTFUL_EDGES or text[found.start + 1] in "%{":
        return False
    before = text[found.start - 1] if found.start else " "
    after = text[found.end] if found.end < len(text) else " "
    return before.isalnum() or after.isalnum() or before == "%" or after == "%"
