"""Computing an element's style from its parent's, the tag's default and what is declared."""

import re
from collections.abc import Callable, Mapping
from typing import Final

from app.message.css_text import split_values
from app.message.style_defaults import PLAIN, RESTYLING, TAG_DEFAULTS, TagDefault
from app.message.style_hiding import HIDING, OFFSETS, is_clipped
from app.message.style_lengths import font_shorthand, font_size_px, font_weight
from app.message.style_values import ROOT_STYLE, ComputedStyle, Stated
from app.text.colour import TRANSPARENT, Colour, blend, contrast_ratio, parse_colour

_ALIGNMENTS: Final = frozenset(("start", "end", "left", "right", "center", "justify"))
_PREFIXED: Final = re.compile(r"-(?:webkit|moz|khtml)-")
_PAINTED: Final = re.compile(r"url\(|gradient\(|image-set\(")
# Two colours of equal lightness can still be told apart when a channel differs by this much.
_OTHER_HUE: Final = 64

# Property, the field that holds it, and whether children take it over.
_FIELDS: Final = {
    "display": ("display", False),
    "color": ("color", True),
    "-webkit-text-fill-color": ("color", True),
    "font-size": ("font_size_px", True),
    "font-weight": ("font_weight", True),
    "text-align": ("text_align", True),
    "direction": ("direction", True),
    "white-space": ("white_space", True),
    "text-transform": ("text_transform", True),
    "visibility": ("visibility", True),
}
# The properties that say in which colour text is painted.
TEXT_COLOURS: Final = ("color", "-webkit-text-fill-color")
_WIDE_KEYWORDS: Final = frozenset(("inherit", "initial", "unset", "revert", "revert-layer"))


class _Draft:
    """A style in the making."""

    __slots__ = (
        "background",
        "color",
        "direction",
        "display",
        "font_size_px",
        "font_weight",
        "image",
        "is_underlined",
        "opacity",
        "parent",
        "text_align",
        "text_transform",
        "visibility",
        "white_space",
    )

    def __init__(self, parent: ComputedStyle, default: TagDefault) -> None:
        self.parent = parent
        self.display = default.display
        self.color = default.color or parent.color
        self.background = default.background or TRANSPARENT
        self.image = ""
        self.font_size_px = parent.font_size_px
        if default.font_size:
            self.font_size_px = font_size_px(default.font_size, parent.font_size_px) or 0.0
        self.font_weight = parent.font_weight
        if default.font_weight:
            self.font_weight = font_weight(default.font_weight, parent.font_weight) or 0
        self.text_align = default.text_align or parent.text_align
        self.direction = parent.direction
        self.white_space = default.white_space or parent.white_space
        self.text_transform = parent.text_transform
        self.visibility = parent.visibility
        self.is_underlined = default.is_underlined
        self.opacity = 1.0


def computed_style(
    parent: ComputedStyle,
    tag: str,
    declared: Mapping[str, Stated],
    hidden_font_px: float,
    hidden_contrast: float,
) -> ComputedStyle:
    """Compute a style; `tag` names a row of the tag defaults, `declared` holds what won."""
    default = TAG_DEFAULTS.get(tag, PLAIN)
    if tag not in RESTYLING and not (declared and _is_restyled(declared)):
        return _only_displayed(parent, default.display)
    draft = _Draft(parent, default)
    for name, stated in declared.items():
        setter = _SETTERS.get(name)
        if setter is None:
            continue
        if stated.value in _WIDE_KEYWORDS:
            _set_wide(draft, name, stated.value)
        else:
            setter(draft, stated.value)
    return _finished(draft, declared, hidden_font_px, hidden_contrast)


def _is_restyled(declared: Mapping[str, Stated]) -> bool:
    """Tell whether anything declared can change a computed value; most margins cannot."""
    if not _CHANGING.isdisjoint(declared):
        return True
    return any(name in declared and "-" in declared[name].value for name in OFFSETS)


def _only_displayed(parent: ComputedStyle, display: str) -> ComputedStyle:
    """Give the style of an element that takes over everything else: most elements are such."""
    if display == parent.display:
        return parent
    style = ComputedStyle(display, *parent[1:])
    if display == "none":
        return style._replace(is_hidden=True, is_camouflaged=False, is_clipped=True)
    return style


def text_colour(style: ComputedStyle) -> Colour:
    """Give the colour in which a text is seen: its own over the background, faded as a whole."""
    color = style.color
    if color.a >= 1 and style.opacity >= 1:
        return color
    faded = Colour(color.r, color.g, color.b, color.a * style.opacity)
    return blend(faded, style.background)


def _finished(
    draft: _Draft, declared: Mapping[str, Stated], hidden_font_px: float, hidden_contrast: float
) -> ComputedStyle:
    parent = draft.parent
    opacity = parent.opacity * draft.opacity
    background, image = _backdrop(draft, opacity)
    clipped = (
        parent.is_clipped or draft.display == "none" or is_clipped(declared, draft.font_size_px)
    )
    unseen = clipped or draft.visibility != "visible" or draft.font_size_px < hidden_font_px
    style = ComputedStyle(
        draft.display,
        draft.color,
        background,
        draft.font_size_px,
        draft.font_weight,
        draft.text_align,
        draft.direction,
        draft.white_space,
        opacity,
        unseen,
        False,  # noqa: FBT003 -- by position, for keywords cost as much as all the rest
        clipped,
        draft.visibility,
        draft.text_transform,
        draft.is_underlined or parent.is_underlined,
        image,
    )
    if style == parent:
        return parent
    if unseen or not _is_camouflaged(style, hidden_contrast):
        return style
    return style._replace(is_hidden=True, is_camouflaged=True)


def _backdrop(draft: _Draft, opacity: float) -> tuple[Colour, str]:
    """Give the colour and the image behind the text; an opaque colour covers the parent's image."""
    parent, own = draft.parent, draft.background
    if own.a <= 0:
        return parent.background, draft.image or parent.background_image
    alpha = own.a * opacity
    covers = alpha >= 1
    background = blend(Colour(own.r, own.g, own.b, alpha), parent.background)
    return background, draft.image or ("" if covers else parent.background_image)


def _is_camouflaged(style: ComputedStyle, hidden_contrast: float) -> bool:
    """Tell whether the text has the colour of what is behind it, as far as that is known."""
    if style.background_image:
        return False
    color, behind = text_colour(style), style.background
    if abs(color.g - behind.g) > _OTHER_HUE or abs(color.r - behind.r) > _OTHER_HUE:
        return False
    return contrast_ratio(color, behind) < hidden_contrast


def _set_wide(draft: _Draft, name: str, value: str) -> None:
    """Set `inherit`, `initial` and their kin; `revert` leaves the tag's default."""
    if name in _FIELDS and not value.startswith("revert"):
        target, is_inherited = _FIELDS[name]
        takes_over = value == "inherit" or (value == "unset" and is_inherited)
        setattr(draft, target, getattr(draft.parent if takes_over else _INITIAL, target))


def _set_display(draft: _Draft, value: str) -> None:
    draft.display = value


def _set_color(draft: _Draft, value: str) -> None:
    if value == "currentcolor":
        draft.color = draft.parent.color
        return
    colour = parse_colour(value)
    if colour is not None:
        draft.color = colour


def _set_background_color(draft: _Draft, value: str) -> None:
    colour = draft.color if value == "currentcolor" else parse_colour(value)
    if colour is not None:
        draft.background = colour


def _set_background_image(draft: _Draft, value: str) -> None:
    draft.image = value if _PAINTED.search(value) else ""


def _set_background(draft: _Draft, value: str) -> None:
    draft.background = background_colour(value) or TRANSPARENT
    _set_background_image(draft, value)


def background_colour(value: str) -> Colour | None:
    """Give the colour that a `background` shorthand states."""
    colour = parse_colour(value)
    if colour is not None:
        return colour
    for part in split_values(value):
        colour = parse_colour(part)
        if colour is not None:
            return colour
    return None


def _set_font_size(draft: _Draft, value: str) -> None:
    pixels = font_size_px(value, draft.parent.font_size_px)
    if pixels is not None:
        draft.font_size_px = pixels


def _set_font_weight(draft: _Draft, value: str) -> None:
    weight = font_weight(value, draft.parent.font_weight)
    if weight is not None:
        draft.font_weight = weight


def _set_font(draft: _Draft, value: str) -> None:
    font = font_shorthand(value)
    if font.size:
        _set_font_size(draft, font.size)
        draft.font_weight = font_weight(font.weight or "normal", draft.parent.font_weight) or 0


def _set_text_align(draft: _Draft, value: str) -> None:
    plain = _PREFIXED.sub("", value)
    if plain in _ALIGNMENTS:
        draft.text_align = plain


def _set_direction(draft: _Draft, value: str) -> None:
    if value in ("ltr", "rtl"):
        draft.direction = value


def _set_white_space(draft: _Draft, value: str) -> None:
    draft.white_space = value


def _set_text_transform(draft: _Draft, value: str) -> None:
    draft.text_transform = value


def _set_visibility(draft: _Draft, value: str) -> None:
    if value in ("visible", "hidden", "collapse"):
        draft.visibility = value


def _set_text_decoration(draft: _Draft, value: str) -> None:
    draft.is_underlined = "underline" in value.split()


def _set_opacity(draft: _Draft, value: str) -> None:
    number, is_percent = (value[:-1], True) if value.endswith("%") else (value, False)
    if number.replace(".", "", 1).isdecimal() and len(number) <= len("0.000000000000"):
        draft.opacity = min(float(number) / (100 if is_percent else 1), 1.0)


_INITIAL: Final = ROOT_STYLE._replace(display="inline")
_SETTERS: Final[dict[str, Callable[[_Draft, str], None]]] = {
    "display": _set_display,
    "color": _set_color,
    "-webkit-text-fill-color": _set_color,
    "background": _set_background,
    "background-color": _set_background_color,
    "background-image": _set_background_image,
    "font": _set_font,
    "font-size": _set_font_size,
    "font-weight": _set_font_weight,
    "text-align": _set_text_align,
    "direction": _set_direction,
    "white-space": _set_white_space,
    "text-transform": _set_text_transform,
    "visibility": _set_visibility,
    "text-decoration": _set_text_decoration,
    "text-decoration-line": _set_text_decoration,
    "opacity": _set_opacity,
}
_CHANGING: Final = (frozenset(_SETTERS) | HIDING) - frozenset(OFFSETS)
