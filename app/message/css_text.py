"""The syntax of CSS, as far as declarations need it, with the place of every declaration kept."""

import re
from functools import lru_cache
from typing import Final, NamedTuple

from app.message.style_values import Origin, Stated

_CACHED_TEXTS: Final = 1024
_LONGEST_CACHED: Final = 400

_SPECIAL: Final = re.compile(r"[\"'\\(]|/\*")
_OPAQUE: Final = re.compile(
    r"/\*.*?(?:\*/|\Z)"
    r"|\"[^\"\\\n]*(?:\\.[^\"\\\n]*)*\"?"
    r"|'[^'\\\n]*(?:\\.[^'\\\n]*)*'?"
    r"|url\(\s*(?![\s\"'])[^)]*",
    re.DOTALL | re.IGNORECASE,
)
_ESCAPE: Final = re.compile(r"\\(?:([0-9a-fA-F]{1,6})[ \t\n\f]?|([^\n]))")
_NAME: Final = re.compile(r"-{0,2}[a-z_][a-z0-9_-]*|--[^\s:;]*")
_SEPARATORS: Final = re.compile(r"[(),]|\s+")
_WHITE: Final = re.compile(r"\s*")
_IMPORTANT: Final = re.compile(r"!\s*important\s*\Z", re.IGNORECASE)
_LAST_CODE_POINT: Final = 0x10FFFF
_SURROGATES: Final = range(0xD800, 0xE000)


class Masked(NamedTuple):
    """A CSS text twice at its length: `clean` without comments, `masked` without strings too."""

    clean: str
    masked: str


class Block(NamedTuple):
    """The declarations of one style attribute or rule, in order, and which of them win within it.

    `normal` and `important` are in the order in which they were set last; `winners` is both.
    """

    stated: tuple[Stated, ...]
    normal: dict[str, Stated]
    important: dict[str, Stated]
    winners: dict[str, Stated]


def mask(text: str) -> Masked:
    """Blank out comments, and strings and URLs with a letter that means nothing to CSS."""
    if not _SPECIAL.search(text):
        return Masked(text, text)
    clean = _OPAQUE.sub(_without_comment, text) if "/*" in text else text
    return Masked(clean, _OPAQUE.sub(_filled, clean))


def _without_comment(match: re.Match[str]) -> str:
    found = match[0]
    return " " * len(found) if found.startswith("/*") else found


def _filled(match: re.Match[str]) -> str:
    found = match[0]
    if found[0] in "uU":
        return found[:4] + "x" * (len(found) - 4)
    return "x" * len(found)


def unescape(text: str) -> str:
    r"""Resolve CSS escapes such as `\6c` and `\-`."""
    return _ESCAPE.sub(_unescaped, text) if "\\" in text else text


def _unescaped(match: re.Match[str]) -> str:
    if match[2] is not None:
        return match[2]
    code = int(match[1], 16)
    is_letter = 0 < code <= _LAST_CODE_POINT and code not in _SURROGATES
    return chr(code) if is_letter else "\ufffd"


def declarations_of(text: str, limit: int) -> Block:
    """Read the declarations of a style attribute's value, at most `limit` of them."""
    if len(text) <= _LONGEST_CACHED:
        return _cached(text, limit)
    return read_block(mask(text), 0, len(text), Origin.INLINE, limit)


@lru_cache(maxsize=_CACHED_TEXTS)
def _cached(text: str, limit: int) -> Block:
    return read_block(mask(text), 0, len(text), Origin.INLINE, limit)


def read_block(
    css: Masked, start: int, end: int, origin: Origin, limit: int, condition: str = ""
) -> Block:
    """Read the declarations between two offsets of a masked text, at most `limit` of them."""
    stated: list[Stated] = []
    position = start
    for part in css.masked[start:end].split(";", limit)[:limit]:
        stop = position + len(part) + 1
        found = _declaration(css, position, stop - 1, part)
        if found is not None:
            following = _WHITE.match(css.clean, min(stop, end), end)
            last = following.end() if following is not None else end
            stated.append(Stated(*found, last, origin, "", condition))
        position = stop
    return block_of(tuple(stated))


def block_of(stated: tuple[Stated, ...]) -> Block:
    """Decide which of some declarations win among themselves."""
    normal: dict[str, Stated] = {}
    important: dict[str, Stated] = {}
    for one in stated:
        layer = important if one.is_important else normal
        layer.pop(one.name, None)
        layer[one.name] = one
    return Block(stated, normal, important, merged(normal, important) if important else normal)


def merged(*layers: dict[str, Stated]) -> dict[str, Stated]:
    """Lay declarations over each other; what was set last stands last, so shorthands work."""
    winners: dict[str, Stated] = {}
    for layer in layers:
        for name, one in layer.items():
            winners.pop(name, None)
            winners[name] = one
    return winners


def _declaration(
    css: Masked, start: int, end: int, part: str
) -> tuple[str, str, bool, int, int] | None:
    """Give name, value, importance, start and end of what stands between two semicolons."""
    colon = part.find(":")
    if colon < 0:
        return None
    name = unescape(css.clean[start : start + colon].strip()).lower()
    if not _NAME.fullmatch(name):
        return None
    written = css.clean[start + colon + 1 : end]
    shown_from = start + len(part) - len(part.lstrip())
    shown_to = start + len(part.rstrip())
    masked_value = part[colon + 1 :]
    is_important = False
    if "!" in masked_value:
        mark = _IMPORTANT.search(masked_value)
        if mark is None:
            return None
        written = written[: mark.start()]
        is_important = True
    value = _normalised(written.strip())
    if not value:
        return None
    return name, value, is_important, shown_from, shown_to


def _normalised(value: str) -> str:
    if not _SPECIAL.search(value):
        return value.lower()
    parts: list[str] = []
    position = 0
    for opaque in _OPAQUE.finditer(value):
        parts.append(unescape(value[position : opaque.start()]).lower())
        parts.append(opaque[0][:4].lower() + opaque[0][4:] if opaque[0][0] in "uU" else opaque[0])
        position = opaque.end()
    parts.append(unescape(value[position:]).lower())
    return "".join(parts)


def split_values(value: str, separator: str = " ") -> list[str]:
    """Split a value at blanks or commas that stand outside of brackets and strings."""
    if "(" not in value and '"' not in value and "'" not in value:
        parts = value.split() if separator == " " else value.split(separator)
        return [part.strip() for part in parts]
    masked = _OPAQUE.sub(_filled, value)
    parts = []
    depth = start = 0
    for match in _SEPARATORS.finditer(masked):
        mark = match[0]
        if mark == "(":
            depth += 1
        elif mark == ")":
            depth -= 1
        elif depth <= 0 and (mark.isspace() if separator == " " else mark == separator):
            parts.append(value[start : match.start()])
            start = match.end()
    parts.append(value[start:])
    return [part.strip() for part in parts if part.strip()]
