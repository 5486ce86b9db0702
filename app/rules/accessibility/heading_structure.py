"""Empty heading, or a heading that skips a level.

Screen readers read the headings out as a table of contents. An empty one stands in it as a heading
that says nothing, and a jump from level 2 to level 4 as a section that is missing.

## Not flagged
The first heading may have any level, and going back up is no skip. Headings hidden from everyone or
from screen readers. A text that only looks like a heading.

## How to fix
Delete the empty heading; use the next level, and CSS where its size does not fit.

## W3C test cases
All 15 cases of ACT rule ffd0e9 are judged as the W3C judges them.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import NotEvaluatedReason, Severity
from app.domain.span import BODY
from app.message.html_names import HEADINGS
from app.message.style_effect import MOST_PLACES
from app.message.tree import Document, Element
from app.rules.accessibility._names import Names, role_of
from app.rules.contract import Example, RuleContext, rule
from app.rules.style_edits import renamed

_LEVELS: Final = {tag: level for level, tag in enumerate(HEADINGS, start=1)}
_DEFAULT_LEVEL: Final = 2
_BARE: Final = frozenset(("br", "span", "b", "i", "strong", "em", "font", "wbr"))


@rule(
    severity=Severity.WARNING,
    clauses=("wcag-headings", "styling"),
    since="0.1.0",
    examples=(
        Example.flagged("⟦<h2></h2>⟧<p>Thursday from 8 to 12.</p>"),
        Example.flagged("⟦<h3>&nbsp;<br></h3>⟧<p>Thursday from 8 to 12.</p>"),
        Example.flagged("<h2>Your order</h2><p>Two answers.</p>⟦<h4>⟧Fabric</h4><p>Linen?</p>"),
        Example.flagged(
            '<div role="heading" aria-level="2">Order</div>'
            '⟦<div role="heading" aria-level="4">⟧Colour</div>'
        ),
        Example.allowed("<h3>Your order</h3><p>Two answers.</p><h4>Fabric</h4><p>Linen?</p>"),
        Example.allowed("<h2>Order</h2><h3>Fabric</h3><p>Linen?</p><h2>Delivery</h2>"),
        Example.allowed('<h2><img src="a.png" alt="Delivery"></h2><p>Thursday.</p>'),
        Example.allowed('<h2 aria-hidden="true"></h2><p>Thursday.</p>'),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every empty heading and every skipped level."""
    names = Names(ctx.message.document)
    source = ctx.message.fields[BODY].normalised
    yield from islice(_hits(_headings(ctx.message.document), names, source), MOST_PLACES)
    if names.is_exhausted:
        yield Unknown(NotEvaluatedReason.LIMIT_REACHED)


def _hits(headings: list[tuple[Element, int]], names: Names, source: str) -> Iterator[Hit]:
    above = 0
    for heading, level in headings:
        if not names.is_exposed(heading):
            continue
        if names.is_nameless(heading):
            yield Hit("The heading is empty.", heading.outer_span, fix=_deletion(heading))
            continue
        if above and level > above + 1:
            edits = renamed(heading, f"h{above + 1}", source) if heading.tag in _LEVELS else ()
            fix = Fix.review(f"Make it a heading of level {above + 1}", *edits) if edits else None
            message = f"The heading of level {level} follows one of level {above}."
            yield Hit(message, heading.span, fix=fix)
        above = level


def _headings(document: Document) -> list[tuple[Element, int]]:
    found = [(element, _level(element)) for element in document.all(*HEADINGS)]
    found.extend(
        (element, _level(element))
        for element in document.having("role")
        if role_of(element) == "heading" and element.tag not in _LEVELS
    )
    found.sort(key=lambda pair: pair[0].index)
    return [(element, level) for element, level in found if level]


def _level(element: Element) -> int:
    """Give a heading's level, 0 where a role makes it something else."""
    attrs = element.attrs
    role = role_of(element)
    is_stripped = role in ("none", "presentation") and not _states_aria(attrs)
    if is_stripped or role not in ("", "heading", "none", "presentation"):
        return 0
    stated = attrs.get("aria-level", "").strip()
    if stated.isascii() and stated.isdigit() and int(stated[:3]) > 0:
        return int(stated[:3])
    return _LEVELS.get(element.tag, _DEFAULT_LEVEL)


def _states_aria(attrs: dict[str, str]) -> bool:
    """Tell whether a role of decoration is void, because the element is more than that."""
    return "tabindex" in attrs or any(name.startswith("aria-") for name in attrs)


def _deletion(heading: Element) -> Fix | None:
    """Delete an empty heading where nothing is in it that shows."""
    span = heading.outer_span
    inside = (node.tag for node in heading.descendants() if isinstance(node, Element))
    if span is None or heading.end_tag_span is None or not _BARE.issuperset(inside):
        return None
    return Fix.safe("Delete the empty heading", Edit(span))
