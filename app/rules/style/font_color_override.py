"""Text colour that differs from the default.

Amazon shows text in black. `color` in a style attribute or style sheet, `<font color>`,
`<body text>` and the link colours of `<body>` override it; a dark grey does so as much as a red,
and so does a colour of its own on a link.

## Not flagged
Black however it is written, `inherit`, `currentColor`, the default blue of links, and the colour
that is in effect anyway. A declaration is looked at where it reaches text. White text on white
counts although nobody sees it (`markup-hidden-text` reports it as well).

## How to fix
Delete the declaration. Where the text stands on a dark background, that has to go too.
"""

from collections.abc import Iterator
from itertools import chain
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Severity
from app.message.style_compute import TEXT_COLOURS
from app.message.style_defaults import TAG_DEFAULTS, default_key
from app.message.style_effect import MOST_PLACES, Effect, Override, overrides
from app.message.style_values import Stated
from app.message.tree import Element
from app.rules.contract import Example, RuleContext, rule
from app.rules.style._overrides import body_source, keyword_effect, override_hit, unread_styles
from app.rules.style_edits import removal, without_attribute
from app.text.colour import BLACK, parse_colour, parse_legacy_colour

_LINK_COLOURS: Final = {"link": "#0000ee", "vlink": "#551a8b", "alink": "#ee0000"}


@rule(
    severity=Severity.ERROR,
    clauses=("styling",),
    since="0.1.0",
    examples=(
        Example.flagged('<p style="⟦color:#333333⟧">Your parcel is late.</p>'),
        Example.flagged('<p><font ⟦color="#cc0000"⟧>Your parcel is late.</font></p>'),
        Example.flagged("<style>.n{⟦color:rgb(0,64,128)⟧}</style><p class=n>Parcel late.</p>"),
        Example.flagged(
            '<a href="https://www.amazon.de/your-orders/" style="⟦color:#067d62⟧">Your orders</a>'
        ),
        Example.flagged('<body ⟦text="#1a1a66"⟧><p>Your parcel is late.</p></body>'),
        Example.allowed('<p style="color:#000">Your <span style="color:inherit">parcel</span></p>'),
        Example.allowed('<p style="color:currentColor">Your parcel is late.</p>'),
        Example.allowed(
            '<div style="color:#333"><p style="color:black">Your parcel is late.</p></div>',
            why="the grey reaches no text",
        ),
        Example.allowed("<style>a:link{color:#0000ee}</style><p>Your parcel is late.</p>"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every colour in effect on text that is not the default."""
    source = body_source(ctx)
    repeated: list[Override] = []

    def effect(element: Element, stated: Stated) -> Effect:
        judged = _effect(element, stated)
        if judged is Effect.OVERRIDE and _is_in_effect(element, stated) and element.own_style:
            if len(repeated) < MOST_PLACES:
                repeated.append(Override(element, element.own_style, stated))
            return Effect.NONE
        return judged

    styles = ctx.message.styles
    found = overrides(styles, TEXT_COLOURS, effect, resets=_has_own_default, with_camouflaged=True)
    for override in list(found):
        inside = (one for one in repeated if override.element in one.element.ancestors())
        edits = chain.from_iterable(removal(one, source) for one in (override, *inside))
        unique = tuple(dict.fromkeys(edits))
        title = "Delete the text colour"
        yield override_hit(styles, override, "Sets a text colour.", title, unique)
    yield from _link_colours(ctx, source)
    yield from unread_styles(ctx)


def _effect(element: Element, stated: Stated) -> Effect:
    value = stated.value
    if value == "currentcolor":
        return Effect.NONE
    known = keyword_effect(value)
    if known is not None:
        return known
    colour = parse_colour(value)
    if colour is None:
        return Effect.OVERRIDE if "var(" in value else Effect.NONE
    default = TAG_DEFAULTS.get(default_key(element.tag, element.attrs))
    if colour == BLACK or (default is not None and colour == default.color):
        return Effect.DEFAULT
    return Effect.OVERRIDE


def _is_in_effect(element: Element, stated: Stated) -> bool:
    """Tell whether the colour only repeats what the element takes over."""
    if element.parent is None or _has_own_default(element):
        return False
    return parse_colour(stated.value) == element.parent.style.color


def _has_own_default(element: Element) -> bool:
    """Tell whether the tag brings a colour of its own along, as links do."""
    default = TAG_DEFAULTS.get(default_key(element.tag, element.attrs))
    return default is not None and default.color is not None


def _link_colours(ctx: RuleContext, source: str) -> Iterator[Hit]:
    """Look at the link colours of `<body>`, which no declaration stands for."""
    has_links = any("href" in link.attrs for link in ctx.message.document.all("a"))
    for body in ctx.message.document.all("body") if has_links else ():
        for name, default in _LINK_COLOURS.items():
            colour = parse_legacy_colour(body.attrs.get(name, ""))
            if colour not in (None, BLACK, parse_colour(default)):
                edits: tuple[Edit, ...] = without_attribute(body, name, source)
                fix = Fix.safe("Delete the link colour", *edits) if edits else None
                yield Hit("Sets the colour of links.", body.attribute_span(name), fix=fix)
