"""Line height that differs from the default.

Amazon sets the distance of lines itself, so that every message can be read on every screen. Any
`line-height` with a value of its own overrides that, in a style attribute, in a style sheet and in
the `font` shorthand (`font:14px/1.6 …`).

## Not flagged
`normal`, `inherit` and the other ways back to the default. The `font` shorthand without a line
height resets it as a side effect and states none. `mso-line-height-rule` is no line height. A
declaration is looked at where it reaches text: one in a rule that selects nothing, on an empty
spacer or undone before any words follow is a mail tool's reset and changes nothing for the buyer.

A line height for telephones or for dark pages only (`@media`) counts: some buyers read that view.

## How to fix
Delete the declaration.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.severity import Severity
from app.message.style_effect import Effect, overrides
from app.message.style_lengths import Basis, font_shorthand, length_px
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
        Example.flagged('<p style="⟦line-height:1.5⟧">Your parcel is late.</p>'),
        Example.flagged("<style>p { ⟦line-height: 22px⟧; }</style><p>Your parcel is late.</p>"),
        Example.flagged('<p style="⟦font:14px/1.6 Verdana⟧">Your parcel is late.</p>'),
        Example.flagged(
            "<style>@media (max-width:480px){p{⟦line-height:2⟧}}</style><p>Parcel delayed.</p>",
            why="buyers on a telephone see it",
        ),
        Example.allowed('<p style="line-height:normal">Your parcel is late.</p>'),
        Example.allowed(
            '<p style="font:14px Verdana">Your parcel is late.</p>',
            why="the shorthand states no line height",
        ),
        Example.allowed(
            "<style>.ExternalClass{line-height:100%}</style><p>Your parcel is late.</p>",
            why="a mail tool's reset that selects nothing",
        ),
        Example.allowed(
            '<div style="line-height:20px;height:20px">&nbsp;</div><p>Your parcel is late.</p>',
            why="a spacer holds no text",
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every line height in effect on text."""
    source = body_source(ctx)
    for override in overrides(ctx.message.styles, ("line-height", "font"), _effect):
        yield override_hit(
            ctx.message.styles,
            override,
            "Sets the line height.",
            "Delete the line height",
            without_font_override(override, source),
        )
    yield from unread_styles(ctx)


def _effect(_element: Element, stated: Stated) -> Effect:
    value = stated.value
    if stated.name == "font":
        value = font_shorthand(value).line_height or value
        if value == stated.value:
            return keyword_effect(value) or Effect.DEFAULT
    known = Effect.DEFAULT if value == "normal" else keyword_effect(value)
    if known is not None:
        return known
    is_length = length_px(value, Basis(16.0, 16.0)) is not None or "var(" in value
    return Effect.OVERRIDE if is_length else Effect.NONE
