"""Whether a media query holds where most buyers read: in a desktop window with a light page."""

import re
from functools import lru_cache
from typing import Final

from app.message.css_text import split_values
from app.message.style_lengths import Basis, length_px

_CACHED: Final = 256
_WINDOW_PX: Final = 1024.0
_BASIS: Final = Basis(16.0, _WINDOW_PX)

_FEATURE: Final = re.compile(r"\(([^()]*)\)")
_RANGE: Final = re.compile(r"([^<>=]*)(<=?|>=?|=)([^<>=]*)")
_BOUNDS: Final = {
    "min-width": ">=",
    "max-width": "<=",
    "min-device-width": ">=",
    "max-device-width": "<=",
}
_MIRRORED: Final = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "=": "="}
_SHOWN: Final = frozenset(("", "all", "screen"))
_UNREAD: Final = frozenset(("print", "speech", "aural", "braille", "tty", "projection", "embossed"))

HOLDS: Final = ""
NEVER: Final = "never"


@lru_cache(maxsize=_CACHED)
def condition_of(query: str) -> str:
    """Judge a media query list.

    `HOLDS` where the desktop view obeys it, `NEVER` where no reader does (print, speech), else the
    query itself: it holds for some readers (a telephone, a dark page).
    """
    outcomes = [_one(part.strip().lower()) for part in split_values(query, ",")]
    if not outcomes or HOLDS in outcomes:
        return HOLDS
    if all(outcome == NEVER for outcome in outcomes):
        return NEVER
    return query.strip()


def _one(query: str) -> str:
    head, features = _FEATURE.sub(" ", query), _FEATURE.findall(query)
    words = [word for word in head.split() if word not in ("and", "only")]
    is_negated = words[:1] == ["not"]
    medium = words[-1] if words and words[-1] != "not" else ""
    if medium in _UNREAD:
        return HOLDS if is_negated and not features else NEVER
    if medium not in _SHOWN or "or" in words:
        return query
    holds = [_holds(feature.strip()) for feature in features]
    if None in holds:
        return query
    if is_negated:
        return NEVER if all(holds) and not features else (HOLDS if not all(holds) else query)
    return HOLDS if all(holds) else query


def _holds(feature: str) -> bool | None:
    """Tell whether a feature is that of the usual view, None where it cannot be said."""
    name, _, value = (part.strip() for part in feature.partition(":"))
    if name == "prefers-color-scheme" and value:
        return value == "light"
    if name in _BOUNDS:
        return _compare(_WINDOW_PX, _BOUNDS[name], value)
    comparison = _RANGE.fullmatch(feature)
    if comparison is None:
        return None
    left, operator, right = comparison[1].strip(), comparison[2], comparison[3].strip()
    if right == "width":
        left, operator, right = right, _MIRRORED[operator], left
    return _compare(_WINDOW_PX, operator, right) if left == "width" else None


def _compare(width: float, operator: str, value: str) -> bool | None:
    limit = length_px(value, _BASIS)
    if limit is None:
        return None
    if operator == "=":
        return width == limit
    if operator.startswith("<"):
        return width < limit or (operator == "<=" and width == limit)
    return width > limit or (operator == ">=" and width == limit)
