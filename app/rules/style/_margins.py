"""Which declarations push a text in from the sides, by how much, and how to bring them down."""

import math
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from app.domain.fix import Edit, Fix
from app.message.style_boxes import AUTO, CELLS, TABLE_PARTS, Boxes, pick_sides
from app.message.style_defaults import PLAIN, TAG_DEFAULTS
from app.message.style_effect import Override
from app.message.style_lengths import Basis, length_px
from app.message.style_values import Origin
from app.message.tree import Element
from app.rules.style_edits import replacement, without_attribute

_NAMES: Final = (("margin_left", "padding_left"), ("margin_right", "padding_right"))
_VERTICAL: Final = ((0, 0), (0, 0), (0, 2), (0, 2))


class Inset(NamedTuple):
    """A declaration's part in the distance of a text from one edge."""

    override: Override
    pixels: float


def insets(holder: Element, boxes: Boxes, *, is_left: bool) -> list[Inset]:
    """Give the declarations that push a text in from one side."""
    return [
        inset
        for element in (holder, *holder.ancestors())
        for inset in _of_element(element, boxes, is_left=is_left)
        if inset.pixels > 0
    ]


def _of_element(element: Element, boxes: Boxes, *, is_left: bool) -> Iterator[Inset]:
    if element.tag in TABLE_PARTS:
        return
    inside, around = boxes.box(element), boxes.around(element)
    pixels = inside.left_px - around.left_px if is_left else inside.right_px - around.right_px
    margin_name, padding_name = _NAMES[0 if is_left else 1]
    sources = _sources(element)
    basis = Basis(element.style.font_size_px, around.width_px)
    padding = sources.get(padding_name) or (_cell_padding(element) if pixels else None)
    padding_px = TAG_DEFAULTS.get(element.tag, PLAIN).indent_px
    if padding is not None:
        padding_px = length_px(_value(padding, is_left=is_left), basis) or 0.0
        yield Inset(padding, padding_px)
    margin = sources.get(margin_name)
    if margin is not None and element.tag not in CELLS:
        written = _value(margin, is_left=is_left)
        margin_px = pixels - padding_px if written == AUTO else length_px(written, basis)
        yield Inset(margin, margin_px or 0.0)


def _sources(element: Element) -> dict[str, Override]:
    """Give the declarations that decide on the four horizontal sides."""
    sources: dict[str, Override] = {}
    own = element.own_style
    for name, stated in own.winners.items() if own is not None else ():
        if own is None or not name.startswith(("margin", "padding")):
            continue
        picked = pick_sides(name, stated.value)
        kind = "margin" if name.startswith("margin") else "padding"
        for side, value in zip(("left", "right"), picked or (), strict=False):
            if value:
                sources[f"{kind}_{side}"] = Override(element, own, stated)
    return sources


def _cell_padding(cell: Element) -> Override | None:
    """Give the `cellpadding` that holds for a cell."""
    if cell.tag not in CELLS:
        return None
    table = next((one for one in cell.ancestors() if one.tag == "table"), None)
    own = table.own_style if table is not None else None
    if table is None or own is None or "cellpadding" not in own.winners:
        return None
    return Override(table, own, own.winners["cellpadding"])


def _value(override: Override, *, is_left: bool) -> str:
    stated = override.stated
    picked = pick_sides(stated.name, stated.value) or (stated.value, stated.value)
    return picked[0 if is_left else 1]


def narrowing(holder: Element, boxes: Boxes, limit: float, source: str) -> Fix | None:
    """Bring the distances of a text from both edges under a limit, all parts in proportion."""
    box = boxes.box(holder)
    left = insets(holder, boxes, is_left=True)
    right = insets(holder, boxes, is_left=False)
    scale = min(_scale(box.left_px, left, limit), _scale(box.right_px, right, limit))
    if scale <= 0:
        return None
    wanted: dict[int, Override] = {}
    pixels: dict[int, list[int | None]] = {}
    for side, parts in enumerate((left, right)):
        for override, size in parts:
            key = id(override.stated)
            wanted[key] = override
            pixels.setdefault(key, [None, None])[side] = math.floor(size * scale)
    edits = [_rewritten(one, pixels[key], source) for key, one in wanted.items()]
    if not all(edits):
        return None
    flat = dict.fromkeys(edit for some in edits for edit in some)
    return Fix.safe("Make the margins smaller", *flat)


def _scale(total: float, parts: Iterable[Inset], limit: float) -> float:
    stated = sum(part.pixels for part in parts)
    if total <= limit or stated <= 0:
        return 1.0
    return (limit - (total - stated)) / stated


def _rewritten(override: Override, sides: list[int | None], source: str) -> tuple[Edit, ...]:
    """Write a declaration with other horizontal sides; a side that pushes nothing in stays."""
    stated = override.stated
    if stated.origin is Origin.ATTRIBUTE and stated.attribute == "align":
        return without_attribute(override.element, "align", source)
    left, right = (None if side is None else f"{side}px" for side in sides)
    if stated.origin is Origin.ATTRIBUTE:
        return replacement(override, (left or right or "0").removesuffix("px"), source)
    mark = " !important" if stated.is_important else ""
    return replacement(override, _text(stated.name, stated.value, left, right) + mark, source)


def _text(name: str, value: str, left: str | None, right: str | None) -> str:
    old_left, old_right = pick_sides(name, value) or ("", "")
    new_left, new_right = left or old_left, right or old_right
    if name.endswith(("left", "inline-start")):
        return f"{name}:{new_left}"
    if name.endswith(("right", "inline-end")):
        return f"{name}:{new_right}"
    if name.endswith("inline"):
        return f"{name}:{new_left} {new_right}"
    parts = value.split() if "(" not in value else [value]
    top, bottom = (parts[index] for index in _VERTICAL[len(parts) - 1])
    return f"{name}:{top} {new_right} {bottom} {new_left}"
