"""Ways in which a style takes an element out of sight, whatever its text's colour and size."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from app.message.style_lengths import Basis, length_px
from app.message.style_values import Stated

# No window scrolls to the left of or above a message, and no message is moved this far for looks.
_OFF_SCREEN_PX: Final = -500.0
_FAR_PX: Final = 2000.0
_NOTHING_PX: Final = 1.0
_PERCENT_BASE_PX: Final = 600.0
_HALF: Final = 50.0

_OUT_OF_FLOW: Final = frozenset(("absolute", "fixed"))
_CLIPPING: Final = frozenset(("hidden", "clip", "scroll", "auto"))
_SIZES: Final = ("max-height", "height", "width")
_NUMBERS: Final = re.compile(r"-?[0-9]*\.?[0-9]+")
_ARGUMENTS: Final = re.compile(r"([a-z0-9]+)\(([^()]*)\)")


def is_clipped(declared: Mapping[str, Stated], em_px: float) -> bool:
    """Tell whether the declarations of an element hide it and all that is inside."""
    for name, stated in declared.items():
        check = _CHECKS.get(name)
        if check is not None and check(stated.value, declared, Basis(em_px, _PERCENT_BASE_PX)):
            return True
    return False


def _by_overflow(value: str, declared: Mapping[str, Stated], basis: Basis) -> bool:
    return not _CLIPPING.isdisjoint(value.split()) and any(
        (size := _px(declared, name, basis)) is not None and size <= _NOTHING_PX for name in _SIZES
    )


def _by_position(value: str, declared: Mapping[str, Stated], basis: Basis) -> bool:
    if value not in _OUT_OF_FLOW:
        return False
    for name in ("left", "top", "right", "bottom"):
        offset = _px(declared, name, basis)
        if offset is None:
            continue
        if offset <= _OFF_SCREEN_PX or (name in ("left", "right") and offset >= _FAR_PX):
            return True
    return False


def _by_distance(value: str, _declared: Mapping[str, Stated], basis: Basis) -> bool:
    return "-" in value and any(
        (distance := length_px(part, basis)) is not None and distance <= _OFF_SCREEN_PX
        for part in value.split()
    )


def _by_opacity(value: str, _declared: Mapping[str, Stated], _basis: Basis) -> bool:
    number = _NUMBERS.fullmatch(value.removesuffix("%"))
    return number is not None and len(value) < len("0.0000000000") and float(number[0]) <= 0


def _by_clip(value: str, _declared: Mapping[str, Stated], _basis: Basis) -> bool:
    """`rect(top, right, bottom, left)` that leaves a pixel or less."""
    if not value.startswith("rect("):
        return False
    edges = [float(edge) for edge in _NUMBERS.findall(value)[: len("trbl")]]
    if len(edges) < len("trbl"):
        return False
    top, right, bottom, left = edges
    return bottom - top <= _NOTHING_PX or right - left <= _NOTHING_PX


def _by_clip_path(value: str, _declared: Mapping[str, Stated], _basis: Basis) -> bool:
    shape, _, inside = value.partition("(")
    numbers = [float(number) for number in _NUMBERS.findall(inside)[: len("trbl")]]
    if shape == "inset":
        return bool(numbers) and "%" in inside and max(numbers) >= _HALF
    if shape in ("circle", "ellipse"):
        return bool(numbers) and numbers[0] <= 0
    return shape == "polygon" and not any(numbers)


def _by_transform(value: str, _declared: Mapping[str, Stated], basis: Basis) -> bool:
    for name, arguments in _ARGUMENTS.findall(value):
        parts = [part.strip() for part in arguments.split(",")]
        if name.startswith("scale") and "0" in parts:
            return True
        if name.startswith("translate"):
            distances = [length_px(part, basis) or 0.0 for part in parts]
            if min(distances) <= _OFF_SCREEN_PX or max(distances) >= _FAR_PX:
                return True
    return False


def _by_filter(value: str, _declared: Mapping[str, Stated], basis: Basis) -> bool:
    return any(
        name == "opacity" and length_px(argument.strip(), basis) == 0
        for name, argument in _ARGUMENTS.findall(value)
    )


def _by_word(value: str, _declared: Mapping[str, Stated], _basis: Basis) -> bool:
    return value in ("all", "hidden")


def _px(declared: Mapping[str, Stated], name: str, basis: Basis) -> float | None:
    stated = declared.get(name)
    return length_px(stated.value, basis) if stated is not None else None


_CHECKS: Final[dict[str, Callable[[str, Mapping[str, Stated], Basis], bool]]] = {
    "overflow": _by_overflow,
    "overflow-x": _by_overflow,
    "overflow-y": _by_overflow,
    "position": _by_position,
    "margin": _by_distance,
    "margin-left": _by_distance,
    "margin-top": _by_distance,
    "text-indent": _by_distance,
    "opacity": _by_opacity,
    "clip": _by_clip,
    "clip-path": _by_clip_path,
    "transform": _by_transform,
    "filter": _by_filter,
    "mso-hide": _by_word,
    "content-visibility": _by_word,
}
HIDING: Final = frozenset(_CHECKS)
# These hide only where they move an element far to the left or up.
OFFSETS: Final = ("margin", "margin-left", "margin-top")
