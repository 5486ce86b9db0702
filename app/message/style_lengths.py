"""Lengths, font sizes and the `font` shorthand, turned into CSS pixels."""

import math
import re
from functools import lru_cache
from typing import Final, NamedTuple

from app.message.css_text import split_values

_CACHED: Final = 1024
_LONGEST: Final = 200
_NUMBER: Final = re.compile(r"([+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:e[+-]?[0-9]+)?)([a-z%]*)")
_PIXELS: Final = {
    "px": 1.0,
    "": 1.0,
    "pt": 96 / 72,
    "pc": 16.0,
    "in": 96.0,
    "cm": 96 / 2.54,
    "mm": 96 / 25.4,
    "q": 96 / 101.6,
    "rem": 16.0,
}
# What a usual face measures: half an em high without ascenders, half an em wide.
_EMS: Final = {"em": 1.0, "ex": 0.5, "ch": 0.5, "cap": 0.7, "ic": 1.0, "lh": 1.2}
_OF_WIDTH: Final = frozenset(("%", "vw", "vi", "svw", "lvw", "dvw"))
_MOST_PX: Final = 1e6

_SIZES: Final = {
    "xx-small": 9.0,
    "x-small": 10.0,
    "small": 13.0,
    "medium": 16.0,
    "large": 18.0,
    "x-large": 24.0,
    "xx-large": 32.0,
    "xxx-large": 48.0,
}
_STEP: Final = 1.2
_HTML_SIZES: Final = ("x-small", "small", "medium", "large", "x-large", "xx-large", "xxx-large")
_HTML_DEFAULT: Final = 3

_OPERATOR: Final = re.compile(r"\s([+-])\s|([*/])")
_FUNCTIONS: Final = ("min", "max", "clamp", "calc")
_WEIGHTS: Final = {"normal": 400, "bold": 700}
_HEAVIEST: Final = 1000
_BOLD: Final = 700
_LIGHT: Final = 400


class Basis(NamedTuple):
    """What relative lengths refer to, in CSS pixels."""

    em_px: float
    percent_px: float


class Font(NamedTuple):
    """What a `font` shorthand states; empty where it only resets."""

    size: str = ""
    line_height: str = ""
    family: str = ""
    weight: str = ""
    posture: str = ""


@lru_cache(maxsize=_CACHED)
def _unit(value: str) -> tuple[float, str] | None:
    number = _NUMBER.fullmatch(value)
    return (float(number[1]), number[2]) if number is not None else None


def length_px(value: str, basis: Basis) -> float | None:
    """Give a length in CSS pixels, None for a keyword and for what a browser would ignore.

    Percentages and widths of the window refer to `basis.percent_px`. `calc()`, `min()`, `max()` and
    `clamp()` are read where they hold no brackets of their own.
    """
    if len(value) > _LONGEST:
        return None
    if value.endswith(")"):
        return _function_px(value, basis)
    unit = _unit(value)
    return _unit_px(unit, basis) if unit is not None else None


def _unit_px(unit: tuple[float, str], basis: Basis) -> float | None:
    number, name = unit
    if name in _PIXELS:
        pixels = number * _PIXELS[name]
    elif name in _EMS:
        pixels = number * _EMS[name] * basis.em_px
    elif name in _OF_WIDTH:
        pixels = number * basis.percent_px / 100
    else:
        return None
    return max(min(pixels, _MOST_PX), -_MOST_PX) if math.isfinite(pixels) else None


def _function_px(value: str, basis: Basis) -> float | None:
    name, _, inside = value[:-1].partition("(")
    if name.removeprefix("-webkit-").removeprefix("-moz-") not in _FUNCTIONS or "(" in inside:
        return None
    arguments = [_sum_px(argument, basis) for argument in inside.split(",")]
    known = [argument for argument in arguments if argument is not None]
    if len(known) != len(arguments):
        return None
    if name == "max":
        return max(known)
    if name == "clamp":
        return max(known[0], min(known[1:])) if len(known) > 1 else known[0]
    return min(known)


def _sum_px(text: str, basis: Basis) -> float | None:
    """Work out sums and products; a product counts before a sum."""
    total = 0.0
    term: float | None = None
    sign, operator = 1.0, ""
    position = 0
    text = text.strip()
    for match in [*_OPERATOR.finditer(text), None]:
        operand = _unit(text[position : match.start() if match is not None else None].strip())
        if operand is None:
            return None
        term = _product(term, operator, operand, basis)
        if term is None:
            return None
        if match is None or match[1]:
            total += sign * term
            sign, term, operator = (
                (-1.0 if match is not None and match[1] == "-" else 1.0),
                None,
                "",
            )
        else:
            operator = match[2]
        position = match.end() if match is not None else len(text)
    return total


def _product(
    term: float | None, operator: str, operand: tuple[float, str], basis: Basis
) -> float | None:
    pixels = _unit_px(operand, basis)
    if pixels is None or term is None:
        return pixels
    if operator == "*":
        return term * pixels
    return term / pixels if pixels else None


def font_size_px(value: str, parent_px: float) -> float | None:
    """Give a font size in CSS pixels, relative ones by the parent's; None where it is no size."""
    keyword = _SIZES.get(value)
    if keyword is not None:
        return keyword
    if value == "larger":
        return parent_px * _STEP
    if value == "smaller":
        return parent_px / _STEP
    pixels = length_px(value, Basis(parent_px, parent_px))
    return pixels if pixels is not None and pixels >= 0 else None


def html_font_size(value: str) -> str | None:
    """Give the CSS size that `<font size>` means, None where the attribute says nothing."""
    number = _NUMBER.match(value.strip())
    if number is None or len(number[1]) > len("+100"):
        return None
    step = int(float(number[1]))
    if value.strip()[0] in "+-":
        step += _HTML_DEFAULT
    return _HTML_SIZES[max(min(step, len(_HTML_SIZES)), 1) - 1]


def font_weight(value: str, parent: int) -> int | None:
    """Give a font weight from 1 to 1000."""
    if value in _WEIGHTS:
        return _WEIGHTS[value]
    if value == "bolder":
        return max(parent, _BOLD)
    if value == "lighter":
        return min(parent, _LIGHT)
    unit = _unit(value)
    return int(unit[0]) if unit and not unit[1] and 1 <= unit[0] <= _HEAVIEST else None


@lru_cache(maxsize=_CACHED)
def font_shorthand(value: str) -> Font:
    """Read a `font` shorthand; system fonts such as `caption` state a family and nothing else."""
    parts = split_values(value)
    weight = posture = ""
    for index, part in enumerate(parts):
        size, slash, line_height = part.partition("/")
        if font_size_px(size, 16.0) is not None and size not in _WEIGHTS and not _is_weight(part):
            rest = parts[index + 1 :]
            if slash and not line_height and rest:
                line_height, rest = rest[0], rest[1:]
            elif rest and rest[0].startswith("/"):
                line_height = rest[0][1:] or (rest[1] if len(rest) > 1 else "")
                rest = rest[1:] if rest[0] != "/" else rest[2:]
            return Font(size, line_height, " ".join(rest), weight, posture)
        if part in ("bold", "bolder", "lighter") or _is_weight(part):
            weight = part
        elif part in ("italic", "oblique"):
            posture = part
    return Font(family=value)


def _is_weight(part: str) -> bool:
    return part.isdecimal() and len(part) in (3, 4) and part.endswith("00")
