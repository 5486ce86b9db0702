"""Colours as CSS and HTML write them, and how well one stands out against another."""

import math
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final

from app.text.tables import read_tables

_CACHED_VALUES: Final = 1024
_LONGEST_VALUE: Final = 128
_FULL: Final = 255
_HEX_LENGTHS: Final = frozenset((3, 4, 6, 8))
_SHORT_HEX: Final = 4
_CHANNELS: Final = 3
_CHANNEL_DIGITS: Final = 2
_KEPT_LEGACY_DIGITS: Final = 8
_HEX_DIGITS: Final = frozenset("0123456789abcdefABCDEF")

_FUNCTION: Final = re.compile(r"(rgb|hsl)a?\(([^()]*)\)")
_NUMBER: Final = re.compile(r"([+-]?(?:[0-9]+(?:\.[0-9]+)?|\.[0-9]+)(?:e[+-]?[0-9]+)?)([%a-z]*)")
_DEGREES: Final = {"": 1.0, "deg": 1.0, "grad": 0.9, "rad": 57.29577951308232, "turn": 360.0}

# WCAG 2.2, "relative luminance" and "contrast ratio".
_LINEAR_BELOW: Final = 0.04045
_FLARE: Final = 0.05


@dataclass(frozen=True, slots=True)
class Colour:
    """An sRGB colour: red, green and blue from 0 to 255, alpha from 0 (transparent) to 1."""

    r: int
    g: int
    b: int
    a: float = 1.0


BLACK: Final = Colour(0, 0, 0)
WHITE: Final = Colour(255, 255, 255)
TRANSPARENT: Final = Colour(0, 0, 0, 0.0)


@lru_cache(maxsize=_CACHED_VALUES)
def parse_colour(css: str) -> Colour | None:
    """Read a CSS colour: a name, a hex value, `rgb()`, `hsl()` in both syntaxes or `transparent`.

    None for what a browser would ignore and for what has no colour of its own (`currentcolor`,
    `inherit`). Source: CSS Color Module Level 4.
    """
    if len(css) > _LONGEST_VALUE:
        return None
    value = css.strip(" \t\n\r\f").lower()
    if value == "transparent":
        return TRANSPARENT
    if value.startswith("#"):
        return _from_hex(value[1:])
    function = _FUNCTION.fullmatch(value)
    if function is not None:
        return _from_function(function[1], function[2])
    return _named().get(value)


@lru_cache(maxsize=_CACHED_VALUES)
def parse_legacy_colour(attribute: str) -> Colour | None:
    """Read the colour of an HTML attribute (`bgcolor`, `<font color>`) as browsers do.

    Nearly every string is a colour here. None for an empty one and for `transparent`. Source: HTML
    Standard, "rules for parsing a legacy color value".
    """
    value = attribute.strip(" \t\n\r\f")
    lower = value.lower()
    if not value or lower == "transparent":
        return None
    named = read_tables("colours.toml")["names"].get(lower)
    if named is not None:
        return _from_hex(named[1:])
    if len(value) == _SHORT_HEX and value[0] == "#" and _HEX_DIGITS.issuperset(value[1:]):
        return _from_hex(value[1:])
    return _from_remains(value)


def blend(over: Colour, under: Colour) -> Colour:
    """Give the colour that is seen where one colour is painted over another."""
    if over.a >= 1.0 or under.a <= 0.0:
        return over
    alpha = over.a + under.a * (1.0 - over.a)
    if over.a <= 0.0:
        return under
    share = over.a / alpha
    return Colour(
        _rounded(over.r * share + under.r * (1.0 - share)),
        _rounded(over.g * share + under.g * (1.0 - share)),
        _rounded(over.b * share + under.b * (1.0 - share)),
        alpha,
    )


@lru_cache(maxsize=_CACHED_VALUES)
def relative_luminance(colour: Colour) -> float:
    """Give the relative luminance from 0 (black) to 1 (white); alpha is left out of account."""
    red, green, blue = (_linear(part / _FULL) for part in (colour.r, colour.g, colour.b))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast_ratio(a: Colour, b: Colour) -> float:
    """Give the contrast of two opaque colours, from 1 (none) to 21."""
    darker, lighter = sorted((relative_luminance(a), relative_luminance(b)))
    return (lighter + _FLARE) / (darker + _FLARE)


@cache
def _named() -> dict[str, Colour]:
    tables = read_tables("colours.toml")
    hexes = {**tables["names"], **tables["system"]}
    return {name: Colour(*bytes.fromhex(value[1:])) for name, value in hexes.items()}


def _from_hex(digits: str) -> Colour | None:
    if len(digits) not in _HEX_LENGTHS or not _HEX_DIGITS.issuperset(digits):
        return None
    if len(digits) <= _SHORT_HEX:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue, *alpha = bytes.fromhex(digits)
    return Colour(red, green, blue, alpha[0] / _FULL if alpha else 1.0)


def _from_remains(value: str) -> Colour:
    """Make a colour of any string: what is no hex digit is 0, the thirds are the channels."""
    value = "".join("00" if letter > "\uffff" else letter for letter in value)[:_LONGEST_VALUE]
    digits = "".join(digit if digit in _HEX_DIGITS else "0" for digit in value.removeprefix("#"))
    third = max(-(-len(digits) // _CHANNELS), 1)
    digits = digits.ljust(third * _CHANNELS, "0")
    kept = min(third, _KEPT_LEGACY_DIGITS)
    parts = [digits[end - kept : end] for end in (third, third * 2, third * 3)]
    while len(parts[0]) > _CHANNEL_DIGITS and all(part[0] == "0" for part in parts):
        parts = [part[1:] for part in parts]
    return Colour(*(int(part[:_CHANNEL_DIGITS], 16) for part in parts))


def _from_function(kind: str, arguments: str) -> Colour | None:
    is_legacy = "," in arguments
    if is_legacy:
        fields = arguments.split(",")
    else:
        body, slash, alpha_field = arguments.partition("/")
        fields = body.split()
        if len(fields) != _CHANNELS:
            return None
        if slash:
            fields.append(alpha_field)
    numbers = [
        number for field in fields if (number := _number(field.strip(), is_legacy=is_legacy))
    ]
    if len(numbers) != len(fields) or len(numbers) not in (_CHANNELS, _CHANNELS + 1):
        return None
    alpha = _share(numbers[_CHANNELS], 1.0) if len(numbers) > _CHANNELS else 1.0
    channels = (_rgb if kind == "rgb" else _hsl)(numbers[:_CHANNELS], is_legacy=is_legacy)
    if alpha is None or channels is None:
        return None
    red, green, blue = (_rounded(channel * _FULL) for channel in channels)
    return Colour(red, green, blue, alpha)


def _number(field: str, *, is_legacy: bool) -> tuple[float, str] | None:
    """Read a number with its unit; `none`, which only the newer syntax knows, is 0."""
    if field == "none" and not is_legacy:
        return 0.0, ""
    number = _NUMBER.fullmatch(field)
    return (float(number[1]), number[2]) if number else None


def _share(number: tuple[float, str], full: float) -> float | None:
    """Give a percentage, or a number of which `full` is the most, as a share from 0 to 1."""
    value, unit = number
    if unit not in ("", "%"):
        return None
    return min(max(value / (100.0 if unit else full), 0.0), 1.0)


def _rgb(numbers: list[tuple[float, str]], *, is_legacy: bool) -> list[float] | None:
    if is_legacy and len({unit for _, unit in numbers}) > 1:
        return None
    shares = [share for number in numbers if (share := _share(number, _FULL)) is not None]
    return shares if len(shares) == len(numbers) else None


def _hsl(numbers: list[tuple[float, str]], *, is_legacy: bool) -> list[float] | None:
    (angle, unit), *percentages = numbers
    if is_legacy and any(unit != "%" for _, unit in percentages):
        return None
    saturation, lightness = (_share(number, 100.0) for number in percentages)
    per_unit = _DEGREES.get(unit)
    if per_unit is None or saturation is None or lightness is None or not math.isfinite(angle):
        return None
    sector = angle * per_unit / 30.0 % 12.0
    chroma = saturation * min(lightness, 1.0 - lightness)
    places = [(offset + sector) % 12.0 for offset in (0.0, 8.0, 4.0)]
    return [lightness - chroma * max(-1.0, min(k - 3.0, 9.0 - k, 1.0)) for k in places]


def _linear(share: float) -> float:
    return share / 12.92 if share <= _LINEAR_BELOW else ((share + 0.055) / 1.055) ** 2.4


def _rounded(channel: float) -> int:
    return int(channel + 0.5)
