"""Finding emoji: the pictures that Unicode defines, and what people type in their place.

A picture is what emoji-test.txt lists as fully or minimally qualified or as a component, and an
unqualified sequence only with a character in it that is shown as a picture by itself. Bare
characters that are shown as text (`❤`, `☺`) and emoticons (`:-)`) are text style; letter-like
signs, arrows, bullets, checks and digits are neither.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from heapq import merge
from itertools import chain
from operator import attrgetter
from typing import Final, NamedTuple

from app.text.emoticons import find_emoticons
from app.text.tables import read_words

_TEXT_STYLE: Final = "\ufe0e"
_PICTURE_STYLE: Final = "\ufe0f"
_JOINER: Final = "\u200d"
_KEYCAP: Final = re.compile("[0-9#*]\ufe0f?\u20e3")
_MODIFIER: Final = "\U0001f3fb-\U0001f3ff"
_REGIONAL: Final = "\U0001f1e6-\U0001f1ff"
_TAGS: Final = "\U000e0020-\U000e007f"
_PICTOGRAPHS_START: Final = "\U0001f300"
# Holds every emoji and little else; `re` skips over its complement fastest.
_OUT_OF_THE_ORDINARY: Final = (
    "[^\x00-\xa8\xaa-\xad\xaf-\u203b\u2c00-\u302f\u3031-\u303c\u303e-\u3296\u329a-\uffff]"
)


class EmojiHit(NamedTuple):
    """An emoji's place in code points; `is_text_style` for what is shown as text."""

    start: int
    end: int
    is_text_style: bool


@dataclass(frozen=True, slots=True)
class _Classes:
    """The characters, compiled once."""

    sequence: re.Pattern[str]
    picture: re.Pattern[str]
    pictures: frozenset[str]
    typed: frozenset[str]

    def is_picture(self, sequence: str) -> bool:
        """Tell whether a sequence is shown as a picture."""
        if len(sequence) == 1:
            return sequence in self.pictures
        return self.picture.search(sequence) is not None


def find_emoji(text: str) -> Iterator[EmojiHit]:
    """Yield emoji and emoticons by their place; linear in the text's length."""
    typed = [EmojiHit(start, end, is_text_style=True) for start, end in find_emoticons(text)]
    if text.isascii():
        return iter(typed)
    has_keycaps = "\u20e3" in text
    if not (typed or has_keycaps):
        return _sequences(text)
    keycaps = _keycaps(text) if has_keycaps else ()
    return merge(_sequences(text), keycaps, typed, key=attrgetter("start"))


def _sequences(text: str) -> Iterator[EmojiHit]:
    classes = _classes()
    for match in classes.sequence.finditer(text):
        sequence = match[0]
        start, end = match.span()
        if classes.is_picture(sequence):
            yield EmojiHit(start, end, is_text_style=False)
        elif sequence[0] >= _PICTOGRAPHS_START or sequence[0] in classes.typed:
            yield EmojiHit(start, end, is_text_style=True)


def _keycaps(text: str) -> Iterator[EmojiHit]:
    for match in _KEYCAP.finditer(text):
        is_text_style = _PICTURE_STYLE not in match[0]
        yield EmojiHit(match.start(), match.end(), is_text_style)


@cache
def _classes() -> _Classes:
    data = read_words("emoji.toml")
    pictures = _class_of(data["pictures"])
    codes = chain.from_iterable(range(a, b + 1) for a, b in _ends(data["pictures"]))
    typed = frozenset(read_words("emoticons.toml")["pictographs"])
    base = f"{pictures}{_class_of(data['text_by_default'])}{''.join(sorted(typed))}"
    tail = f"[{_TEXT_STYLE}{_PICTURE_STYLE}]?[{_MODIFIER}]?[{_TAGS}]*+"
    sequence = (
        f"{_OUT_OF_THE_ORDINARY}(?<=[{base}{_REGIONAL}])(?:(?<=[{_REGIONAL}])[{_REGIONAL}]"
        f"|(?<![{_REGIONAL}]){tail}(?:{_JOINER}[{base}]{tail})*+)"
    )
    picture = f"[{pictures}{_REGIONAL}](?!{_TEXT_STYLE})|{_PICTURE_STYLE}"
    return _Classes(re.compile(sequence), re.compile(picture), frozenset(map(chr, codes)), typed)


def _ends(ranges: Iterable[str]) -> Iterator[tuple[int, int]]:
    for part in ranges:
        first, _, last = part.partition("-")
        yield int(first, 16), int(last or first, 16)


def _class_of(ranges: Iterable[str]) -> str:
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in _ends(ranges))
