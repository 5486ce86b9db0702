"""Text that a buyer cannot see.

What a buyer cannot see was written for a filter, a tracker or another reader. Text counts as hidden
by `display:none`, `visibility:hidden`, `opacity:0`, the `hidden` attribute, a font size under 4
pixels, the colour of what is behind it, a place off the screen, a box without height that cuts off
what does not fit, a clip that leaves nothing, and `mso-hide:all`. Other rules read hidden text as
well.

## Not flagged
Hidden parts without a letter or digit, such as the spacers and blanks that mail tools put there.
Parts that no mail program shows by their nature: the title, style sheets, scripts. White text on a
background picture: what is behind it is not known.

A preview line hidden at the top of a message is flagged too: mail programs show it in their lists,
so it belongs into the visible text.

## How to fix
Delete the hidden part, or show it.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import NotEvaluatedReason, Severity
from app.domain.span import BODY, Span
from app.message.style_defaults import NOT_RENDERED
from app.message.style_effect import MOST_PLACES
from app.message.tree import Element, TextNode
from app.rules.contract import Example, RuleContext, rule

_LETTER: Final = re.compile(r"[^\W_]")


@rule(
    severity=Severity.WARNING,
    clauses=("presend",),
    since="0.1.0",
    examples=(
        Example.flagged('<div style="display:none">⟦Pick a day⟧</div><p>Your parcel is late.</p>'),
        Example.flagged(
            '<p>Late. <span style="visibility:hidden">⟦404-7338489-5608579⟧</span></p>'
        ),
        Example.flagged('<p>Late.</p><p style="color:#fff">⟦Campaign 7781⟧</p>'),
        Example.flagged('<p>Late.</p><p style="position:absolute;left:-9999px">⟦batch 118⟧</p>'),
        Example.flagged('<p>Late.</p><div style="font-size:1px">⟦queue <b>4471⟧</b></div>'),
        Example.allowed('<p>Late.</p><div style="display:none">&nbsp;&zwnj;&nbsp;</div>'),
        Example.allowed('<div style="font-size:0"><div style="font-size:13px">Late.</div></div>'),
        Example.allowed(
            '<div style="background:url(https://a.example/dark.png);color:#fff">Late.</div>',
            why="the picture may be dark",
        ),
        Example.allowed("<html><head><title>Delivery</title></head><body>Late.</body></html>"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every part that hides text."""
    hidden: dict[Element, list[TextNode]] = {}
    for node in _hidden_texts(ctx):
        origin = _origin(node.parent)
        if origin is not None:
            hidden.setdefault(origin, []).append(node)
    for origin, nodes in islice(hidden.items(), MOST_PLACES):
        if _LETTER.search("".join(node.text for node in nodes)):
            span = _words_span(ctx, nodes)
            outer = origin.outer_span if origin.end_tag_span is not None else None
            fix = Fix.review("Delete the hidden part", Edit(outer)) if outer is not None else None
            text = " ".join(" ".join(node.text for node in nodes).split())
            yield Hit("A buyer cannot see this text.", span, fix=fix, text=text)
    if ctx.message.styles.limit_reached:
        yield Unknown(NotEvaluatedReason.LIMIT_REACHED)


def _hidden_texts(ctx: RuleContext) -> Iterator[TextNode]:
    for _, node in ctx.message.document.walk:
        if isinstance(node, TextNode) and node.parent.style.is_hidden and node.text.strip():
            yield node


def _origin(element: Element) -> Element | None:
    """Give the outermost element that hides; None inside what is never shown anyway."""
    origin = None
    node: Element | None = element
    while node is not None:
        if node.tag in NOT_RENDERED:
            return None
        if node.style.is_hidden:
            origin = node
        node = node.parent
    return origin


def _words_span(ctx: RuleContext, nodes: list[TextNode]) -> Span:
    """Give the place from the first hidden word to the last one."""
    start = min(node.start for node in nodes)
    end = max(node.end for node in nodes)
    source = ctx.message.fields[BODY].normalised[start:end]
    return Span(BODY, start + len(source) - len(source.lstrip()), start + len(source.rstrip()))
