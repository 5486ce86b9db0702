"""Picture over 80 % of the message's width.

Amazon lets a picture or graphic take at most 80 % of the message's maximum width. That is the
`max-width`, else the width in pixels, of the outermost element that holds all the text, else 600
pixels. What counts is the width a picture is given, in pixels or as a share of what holds it: 100 %
of a narrow table cell may be little. Exactly 80 % is inside.

## Not flagged
A picture without a width: its file decides, and a message does not show the file. A background
picture is styling (`style-excessive-styling`), not a picture.

## How to fix
Give the picture a smaller width. The fix sets it to the limit and scales the height with it.
"""

import math
from collections.abc import Iterator
from itertools import islice
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Severity
from app.message.style_effect import MOST_PLACES, Override
from app.message.style_lengths import Basis, length_px
from app.message.style_values import Origin
from app.message.tree import Element
from app.rules.contract import Example, RuleContext, rule
from app.rules.style._overrides import body_source, unread_styles
from app.rules.style_edits import replacement, with_attribute

# What rounding may add to a width in pixels.
_SLACK: Final = 0.01


@rule(
    severity=Severity.ERROR,
    clauses=("styling",),
    since="0.1.0",
    examples=(
        Example.flagged('<img src="https://a.example/p.png" ⟦width="600"⟧ alt="Your name plate">'),
        Example.flagged(
            "<style>img{⟦width:100%⟧}</style>"
            '<img src="https://a.example/p.png" alt="Your name plate">'
        ),
        Example.flagged(
            '<div style="max-width:400px"><p>Your name plate:</p>'
            '<img src="https://a.example/p.png" ⟦width="350"⟧ alt="Name plate"></div>',
            why="350 of 400 pixels",
        ),
        Example.flagged('<svg ⟦width="560"⟧ height="200" role="img" aria-label="Curtain"></svg>'),
        Example.allowed('<img src="https://a.example/p.png" width="480" alt="Your name plate">'),
        Example.allowed(
            '<table width="600"><tr><td width="200"><img src="https://a.example/p.png" '
            'style="width:100%" alt="Step 4"></td><td>The peg goes into the hole.</td></tr></table>'
        ),
        Example.allowed(
            '<img src="https://a.example/p.png" style="max-width:100%" alt="Your name plate">',
            why="no width is stated",
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every picture that is given too great a width."""
    styles = ctx.message.styles
    pictures = list(ctx.message.document.all("img", "svg", "canvas"))
    if pictures:
        limit = ctx.policy.limits.style.image_share * styles.max_width_px
        wide = (
            (element, width)
            for element in pictures
            if not element.style.is_hidden
            and (width := styles.boxes.stated_width_px(element)) is not None
            and width > limit + _SLACK
        )
        places: dict[object, Hit] = {}
        for element, width in islice(wide, MOST_PLACES):
            hit = _hit(ctx, element, width, limit)
            places.setdefault(hit.span, hit)
        yield from places.values()
    yield from unread_styles(ctx)


def _hit(ctx: RuleContext, element: Element, width: float, limit: float) -> Hit:
    message = f"The picture is {width:g} px wide; {limit:g} px are allowed here."
    own = element.own_style
    stated = own.winners.get("width") or own.winners.get("min-width") if own is not None else None
    if own is None or stated is None:
        return Hit(message, element.span)
    override = Override(element, own, stated)
    edits = _narrower(ctx, override, width, limit)
    fix = Fix.safe("Make the picture narrower", *edits) if edits else None
    return Hit(message, override.span, fix=fix)


def _narrower(ctx: RuleContext, override: Override, width: float, limit: float) -> tuple[Edit, ...]:
    """Set the width to the limit, a share as a share, and scale a height that stands beside it."""
    source = body_source(ctx)
    element, stated = override.element, override.stated
    target = f"{math.floor(limit)}px"
    if stated.value.endswith("%"):
        around = ctx.message.styles.boxes.around(element).width_px
        target = f"{math.floor(100 * limit / around)}%" if around > limit else target
    if stated.origin is not Origin.ATTRIBUTE:
        mark = " !important" if stated.is_important else ""
        edits = replacement(override, f"{stated.name}:{target}{mark}", source)
    else:
        edits = replacement(override, target.removesuffix("px"), source)
    height = override.own.winners.get("height")
    if not edits or height is None or height.origin is not Origin.ATTRIBUTE:
        return edits
    pixels = length_px(height.value, Basis(16.0, 0.0))
    if not pixels or target.endswith("%"):
        return edits
    scaled = str(max(round(pixels * limit / width), 1))
    return edits + with_attribute(element, "height", scaled, source)
