"""Typeface that differs from the default.

Amazon shows messages in its own typeface. `font-family`, the `font` shorthand, `<font face>` and
web fonts (`@font-face`, a linked or imported font sheet) override it.

## Not flagged
`inherit` and the other ways back to the default. A declaration is looked at where it reaches text;
web fonts are reported where they are loaded, for that is a request to another server as well. A
linked or imported sheet counts as a font sheet when its address says so.

## How to fix
Delete the declaration; a `font` shorthand keeps its size.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Severity
from app.domain.span import Span
from app.message.style_effect import Effect, overrides
from app.message.style_lengths import font_shorthand
from app.message.style_values import Stated
from app.message.tree import Element
from app.rules.contract import Example, RuleContext, rule
from app.rules.style._overrides import (
    body_source,
    keyword_effect,
    override_hit,
    unread_styles,
    without_font_override,
)


@rule(
    severity=Severity.ERROR,
    clauses=("styling",),
    since="0.1.0",
    examples=(
        Example.flagged('<p style="⟦font-family:Georgia, serif⟧">Your parcel is late.</p>'),
        Example.flagged('<font ⟦face="Arial"⟧>Your parcel is late.</font>'),
        Example.flagged(
            "<style>⟦@font-face{font-family:B;src:url(https://a.example/b.woff2)}⟧</style>"
            "<p>Your parcel is late.</p>"
        ),
        Example.flagged(
            '⟦<link rel="stylesheet" href="https://fonts.example/css?family=Roboto">⟧'
            "<p>Your parcel is late.</p>"
        ),
        Example.flagged('<p style="⟦font:bold 14px Verdana⟧">Your parcel is late.</p>'),
        Example.allowed('<p style="font-family:inherit">Your parcel is late.</p>'),
        Example.allowed("<p>Set in <b>bold</b> and in <code>fixed width</code>.</p>"),
        Example.allowed(
            '<div style="font-family:Arial"></div><p>Your parcel is late.</p>',
            why="no text is set in it",
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every typeface in effect on text, and for every web font."""
    source = body_source(ctx)
    for override in overrides(ctx.message.styles, ("font-family", "font"), _effect):
        yield override_hit(
            ctx.message.styles,
            override,
            "Sets the typeface.",
            "Delete the typeface",
            without_font_override(override, source),
        )
    for span in _web_fonts(ctx):
        yield Hit("Loads a web font.", span, fix=Fix.safe("Delete the web font", Edit(span)))
    yield from unread_styles(ctx)


def _effect(_element: Element, stated: Stated) -> Effect:
    value = stated.value
    known = keyword_effect(value)
    if known is not None:
        return known
    if stated.name == "font" and not font_shorthand(value).family:
        return Effect.NONE
    return Effect.OVERRIDE


def _web_fonts(ctx: RuleContext) -> Iterator[Span]:
    for sheet in ctx.message.sheets:
        yield from (place.span for place in sheet.font_faces)
        yield from (place.span for place in sheet.imports if "font" in place.value.lower())
    for link in ctx.message.document.all("link"):
        relation = link.attrs.get("rel", "").lower().split()
        is_sheet = "stylesheet" in relation or "preload" in relation
        if is_sheet and "font" in link.attrs.get("href", "").lower() and link.span is not None:
            yield link.span
