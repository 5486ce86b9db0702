"""Text that stands out too little from its background.

WCAG asks for a contrast of 4.5:1 between text and what is behind it, and of 3:1 for large text (24
pixels, or 18.66 pixels in bold). Colours, transparency and opacity are counted as they come out on
the screen; on a gradient the best place counts.

## Not flagged
Text that cannot be seen at all (`markup-hidden-text`), disabled controls and their labels,
stretches without a letter or digit, and single signs that have a name for screen readers
(`aria-label`). Text over a background picture is judged by the background colour stated with it;
where none is stated, what is behind the text is not known. A shadow all round the letters counts as
what is behind them.

## How to fix
Delete the colour, or the background: black on white is 21:1.

## W3C test cases
Of the 32 cases of ACT rule afw4f7, all are judged as the W3C judges them.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.fix import Fix
from app.domain.severity import NotEvaluatedReason, Severity
from app.domain.span import BODY, Span
from app.message.style_compute import TEXT_COLOURS
from app.message.style_effect import MOST_PLACES, Override
from app.message.style_values import ComputedStyle
from app.message.tree import Element, TextNode
from app.policy.model import AccessibilityLimits
from app.rules.accessibility._contrast import SwitchedOff, best_contrast, is_language
from app.rules.contract import Example, RuleContext, rule
from app.rules.style_edits import removal

_BACKGROUNDS: Final = ("background-color", "background", "background-image", "opacity")
_LONGEST_TEXT: Final = 200
_MOST_TEXTS: Final = 5 * MOST_PLACES
_BOLD: Final = 700


@rule(
    severity=Severity.ERROR,
    clauses=("wcag-contrast", "styling"),
    since="0.1.0",
    examples=(
        Example.flagged('<p style="⟦color:#999999⟧">The unit number is missing.</p>'),
        Example.flagged('<p><font ⟦color="orange"⟧>The unit number</font> is missing.</p>'),
        Example.flagged('<div style="⟦background:#444444⟧;padding:8px">Is Friday right?</div>'),
        Example.flagged('<p style="⟦opacity:.3⟧">Is Friday right?</p>'),
        Example.allowed('<p style="color:#595959">The unit number is missing.</p>'),
        Example.allowed('<p style="color:#888;font-size:24px">Large text</p>', why="3.5:1"),
        Example.allowed('<p style="color:#fff">Campaign 7781</p>', why="it cannot be seen at all"),
        Example.allowed(
            '<p style="color:#fff;background:url(https://a.example/dark.png)">Is Friday right?</p>',
            why="the picture may be dark",
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every declaration that leaves text with too little contrast."""
    limits = ctx.policy.limits.accessibility
    weak: dict[int, float] = {}
    places: dict[Span | None, Hit] = {}
    switched_off = SwitchedOff(ctx.message.document)
    styles = ctx.message.styles
    has_shadows = "text-shadow" in styles.declared
    found = (text for text in styles.texts if _is_weak(text, limits, weak, has_shadows=has_shadows))
    for text in islice(found, _MOST_TEXTS):
        if not is_language(text) or switched_off.holds(text.parent):
            continue
        hit = _hit(ctx, text, weak[id(text.parent.style)], _needed(text.parent.style, limits))
        places.setdefault(hit.span, hit)
        if len(places) == MOST_PLACES:
            break
    yield from places.values()
    if styles.limit_reached:
        yield Unknown(NotEvaluatedReason.LIMIT_REACHED)


def _needed(style: ComputedStyle, limits: AccessibilityLimits) -> float:
    least = limits.large_bold_text_px if style.font_weight >= _BOLD else limits.large_text_px
    return limits.large_text_contrast if style.font_size_px >= least else limits.contrast


def _is_weak(
    text: TextNode, limits: AccessibilityLimits, weak: dict[int, float], *, has_shadows: bool
) -> bool:
    """Tell whether a text's contrast is too low; asked once for each style that texts share."""
    style = text.parent.style
    if style.is_hidden:
        return False
    known = weak.get(id(style))
    if known is None:
        known = best_contrast(text.parent, has_shadows=has_shadows)
        weak[id(style)] = known
    return known < _needed(style, limits)


def _hit(ctx: RuleContext, text: TextNode, contrast: float, needed: float) -> Hit:
    message = f"The text has a contrast of {contrast:.2f}:1; it needs {needed:g}:1."
    shown = " ".join(text.text.split())[:_LONGEST_TEXT]
    override = _cause(text.parent)
    if override is None:
        return Hit(message, text.parent.span, text=shown)
    edits = removal(override, ctx.message.fields[BODY].normalised)
    fix = Fix.review("Use the default colours", *edits) if edits else None
    return Hit(message, override.span, fix=fix, text=shown)


def _cause(element: Element) -> Override | None:
    """Give the declaration nearest to a text that sets its colour, else its background."""
    for names in (TEXT_COLOURS, _BACKGROUNDS):
        for node in (element, *element.ancestors()):
            own = node.own_style
            if own is not None and not own.winners.keys().isdisjoint(names):
                return Override(node, own, next(iter(own.strongest_first(names))))
    return None
