"""More than three font sizes.

Amazon allows three distinct font sizes in a message. Counted are the sizes in which text is shown,
in pixels, however they come about: `font-size`, `<font size>`, `<small>`, `<big>` and headings,
which have a size of their own.

## Not flagged
The same size written in several units (`16px`, `12pt`, `1em`). A size that no visible text has,
such as the `font-size:0` with which mail tools close gaps. Raised and lowered figures (`<sup>`,
`<sub>`) without a stated size count as the text around them.

The three sizes that show most of the text are taken as the message's own; the places that bring in
another one are reported.

## How to fix
Give the text one of the message's three sizes.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.fix import Fix
from app.domain.severity import Severity
from app.domain.span import Span
from app.message.style_effect import MOST_PLACES, Override
from app.message.style_values import Origin
from app.message.tree import Element
from app.rules.contract import Example, RuleContext, rule
from app.rules.style._font_sizes import SIZES, KeptSizes, sizes_in_use, stated_size
from app.rules.style._overrides import body_source, unread_styles
from app.rules.style_edits import replacement, without_attribute

_SIZED: Final = frozenset(("h1", "h2", "h3", "h5", "h6", "small", "big"))


@rule(
    severity=Severity.ERROR,
    clauses=("styling",),
    since="0.1.0",
    examples=(
        Example.flagged(
            '<p style="font-size:22px">Delivery appointment</p><p>Hello, which day suits you?</p>'
            '<p style="font-size:18px">Monday or Friday?</p><p style="⟦font-size:11px⟧">No. 5</p>'
        ),
        Example.flagged(
            "<h1>Appointment</h1><h2>Two days to choose</h2><p>Which one suits you?</p>"
            "⟦<small>⟧No. 5</small>"
        ),
        Example.flagged(
            '<font size="5">Your enquiry about a part</font><p>Please send a photograph.</p>'
            '<font size="4">Then we answer</font> <font ⟦size="1"⟧>No. 5</font>'
        ),
        Example.allowed(
            '<h2 style="font-size:20px">Appointment</h2><p style="font-size:15px">Friday?</p>'
            '<p style="font-size:12px">No. 5</p>'
        ),
        Example.allowed(
            '<p style="font-size:16px">One</p><p style="font-size:12pt">size</p>'
            '<p style="font-size:1em">in four</p><p style="font-size:100%">units</p>'
        ),
        Example.allowed(
            "<h1>Area</h1><h2>Room</h2><p>It has 20 m<sup>2</sup>.</p>"
            '<div style="font-size:0"> </div>'
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every place that brings in a font size beyond the allowed number."""
    styles = ctx.message.styles
    most = ctx.policy.limits.style.font_sizes
    has_sizes = not styles.declared.keys().isdisjoint(SIZES) or not _SIZED.isdisjoint(
        ctx.message.document.by_tag
    )
    used = sizes_in_use(styles) if has_sizes else {}
    if len(used) > most:
        by_use = sorted(used, key=lambda size: -sum(used[size].values()))
        kept = KeptSizes(styles, by_use[:most])
        extra = ((holder, size) for size in by_use[most:] for holder in used[size])
        places: dict[Span | None, Hit] = {}
        for holder, size in islice(extra, MOST_PLACES):
            hit = _hit(ctx, holder, size, kept)
            places.setdefault(hit.span, hit)
        yield from places.values()
    yield from unread_styles(ctx)


def _hit(ctx: RuleContext, holder: Element, size: float, kept: KeptSizes) -> Hit:
    message = f"Brings in one more font size ({size:g} px); three are allowed."
    node: Element | None = holder
    while node is not None:
        override = stated_size(node)
        if override is not None:
            return Hit(message, override.span, fix=_fix(ctx, override, kept.nearest(size), kept))
        if node.tag in _SIZED:
            return Hit(message, node.span)
        node = node.parent
    return Hit(message, holder.span)


def _fix(ctx: RuleContext, override: Override, size: float, kept: KeptSizes) -> Fix | None:
    """Write one of the message's sizes instead; sizes further inside make the outcome unsure."""
    source = body_source(ctx)
    element, stated = override.element, override.stated
    if stated.origin is Origin.ATTRIBUTE:
        parent = element.parent
        if parent is None or round(parent.style.font_size_px, 1) != size:
            return None
        edits = without_attribute(element, stated.attribute, source)
    elif stated.name == "font":
        return None
    else:
        mark = " !important" if stated.is_important else ""
        edits = replacement(override, f"font-size:{size:g}px{mark}", source)
    make = Fix.review if kept.has_sizes_inside(element) else Fix.safe
    return make(f"Use {size:g} px", *edits) if edits else None
