"""Margin over 20 % of the message's width.

Amazon lets the margins at the sides of the text take at most 20 % of the message's maximum width
each. What counts is the distance from the message's edge to the text on one side: the margins and
paddings of everything around it, `auto` by what it comes to, shares by what they are shares of. The
maximum width is the `max-width`, else the width in pixels, of the outermost element that holds all
the text, else 600 pixels. Exactly 20 % is inside.

## Not flagged
Margins above and below. `margin:0 auto` on the message's own outermost box. The indents that lists
and quotations have by themselves, where the message adds none; with margins of its own they add up.
The position of a table cell within its row.

## How to fix
Make the margins smaller. The fix brings all margins and paddings around the text down in the same
proportion, until they are inside the limit.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.severity import Severity
from app.domain.span import Span
from app.message.style_boxes import Box, Boxes
from app.message.style_effect import MOST_PLACES
from app.message.tree import Element
from app.rules.contract import Example, RuleContext, rule
from app.rules.style._margins import insets, narrowing
from app.rules.style._overrides import body_source, unread_styles

# What rounding may add to a distance in pixels.
_SLACK: Final = 0.01


@rule(
    severity=Severity.ERROR,
    clauses=("styling",),
    since="0.1.0",
    examples=(
        Example.flagged('<div style="⟦padding:0 150px⟧"><p>Your parcel is late.</p></div>'),
        Example.flagged(
            '<div style="max-width:600px;margin:0 auto"><div style="width:300px;⟦margin:0 auto⟧">'
            "<p>Your parcel is late.</p></div></div>"
        ),
        Example.flagged(
            '<table width="100%" ⟦cellpadding="130"⟧><tr><td>Your parcel is late.</td></tr></table>'
        ),
        Example.flagged(
            '<table width="600"><tr><td style="⟦padding-left:80px⟧"><div style="padding-left:60px">'
            "Your parcel is late.</div></td></tr></table>",
            why="80 and 60 are more than 120",
        ),
        Example.allowed('<div style="padding:0 120px"><p>Your parcel is late.</p></div>'),
        Example.allowed('<div style="margin:200px 0"><p>Your parcel is late.</p></div>'),
        Example.allowed(
            '<div style="max-width:1000px"><div style="padding-left:150px">Late.</div></div>'
        ),
        Example.allowed(
            '<table width="600" align="center" style="margin:0 auto"><tr>'
            '<td style="padding:24px 32px">Your parcel is late.</td></tr></table>'
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for the greatest of the margins that together push a text in too far."""
    styles = ctx.message.styles
    if any(name.startswith(("margin", "padding", "cellpad")) for name in styles.declared):
        limit = ctx.policy.limits.style.margin_share * styles.max_width_px
        source = body_source(ctx)
        pushed = (
            holder
            for holder in styles.text_parents
            if not holder.style.is_hidden and _greater(styles.boxes.box(holder)) > limit + _SLACK
        )
        places: dict[Span | None, Hit] = {}
        for holder in islice(pushed, MOST_PLACES):
            hit = _hit(holder, styles.boxes, limit, source)
            if hit is not None:
                places.setdefault(hit.span, hit)
        yield from places.values()
    yield from unread_styles(ctx)


def _greater(box: Box) -> float:
    return max(box.left_px, box.right_px)


def _hit(holder: Element, boxes: Boxes, limit: float, source: str) -> Hit | None:
    """Make a hit at the greatest margin; None where no declaration pushes the text in."""
    box = boxes.box(holder)
    parts = insets(holder, boxes, is_left=box.left_px >= box.right_px)
    if not parts:
        return None
    message = f"The text stands {_greater(box):g} px in; {limit:g} px are allowed here."
    span = max(parts, key=lambda part: part.pixels).override.span
    return Hit(message, span, fix=narrowing(holder, boxes, limit, source))
