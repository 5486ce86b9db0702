"""Content that blinks or moves without end.

WCAG lets nothing blink or move by itself for longer than five seconds unless the reader can stop
it, and a message has no such switch. `<blink>`, `<marquee>`, `text-decoration:blink`, CSS
animations that repeat without end (`infinite`) and SVG animations that do so
(`repeatCount="indefinite"`) are flagged. Moving GIFs are `style-gif`.

## Not flagged
Animations that end. An animation that is declared for nothing in the message, or switched off
(`animation:none`). One that only runs while the pointer rests on something.

## How to fix
Delete the animation.

## W3C test cases
The suite of the W3C's ACT rules has no case for this rule.
"""

import re
from collections.abc import Iterator
from itertools import chain, islice
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import NotEvaluatedReason, Severity
from app.domain.span import BODY
from app.message.style_effect import MOST_PLACES, Override
from app.message.tree import Element
from app.rules.contract import Example, RuleContext, rule
from app.rules.style_edits import removal

_TAGS: Final = ("blink", "marquee")
_SVG: Final = ("animate", "animatetransform", "animatemotion", "animatecolor", "set")
_PREFIXES: Final = ("", "-webkit-", "-moz-", "-o-")
_ENDLESS: Final = re.compile(r"(?:^|[\s,])infinite(?:$|[\s,])")
_WITHOUT_END: Final = "indefinite"


@rule(
    severity=Severity.ERROR,
    clauses=("wcag-moving-content", "styling"),
    since="0.1.0",
    examples=(
        Example.flagged("⟦<marquee>⟧Please tell us your gate code</marquee>"),
        Example.flagged("<p>Late: ⟦<BLINK>⟧please answer</BLINK></p>"),
        Example.flagged(
            "<style>@keyframes p{50%{opacity:.5}}.p{⟦animation:p 1s infinite⟧}</style>"
            '<p class="p">Late.</p>'
        ),
        Example.flagged(
            '<svg width="60" height="60"><circle r="20">⟦<animate attributeName="opacity" '
            'values="1;0;1" dur="0.4s" repeatCount="indefinite"/>⟧</circle></svg>'
        ),
        Example.allowed('<p style="animation:fade 1s 1">Your parcel is late.</p>'),
        Example.allowed('<p style="animation:none">Your parcel is late.</p>'),
        Example.allowed(
            "<style>.p{animation:p 1s infinite}</style><p>Your parcel is late.</p>",
            why="nothing in the message is of that class",
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every thing that blinks or moves without end."""
    found = chain(_elements(ctx), _animations(ctx))
    yield from islice(found, MOST_PLACES)
    if ctx.message.styles.limit_reached:
        yield Unknown(NotEvaluatedReason.LIMIT_REACHED)


def _elements(ctx: RuleContext) -> Iterator[Hit]:
    document = ctx.message.document
    for element in document.all(*_TAGS):
        if not element.style.is_hidden:
            yield Hit("Blinks or moves without end.", element.span, fix=_untagged(element))
    for tag in document.by_tag:
        if tag.lower() in _SVG:
            for element in document.by_tag[tag]:
                if _is_endless(element) and element.span is not None:
                    fix = Fix.review("Delete the animation", Edit(element.span))
                    yield Hit("Moves without end.", element.span, fix=fix)


def _untagged(element: Element) -> Fix | None:
    tag, end_tag = element.span, element.end_tag_span
    if tag is None or end_tag is None:
        return None
    return Fix.review("Show the text at rest", Edit(tag), Edit(end_tag))


def _is_endless(element: Element) -> bool:
    attrs = {name.lower(): value.strip().lower() for name, value in element.attrs.items()}
    return _WITHOUT_END in (attrs.get("repeatcount"), attrs.get("repeatdur"))


def _animations(ctx: RuleContext) -> Iterator[Hit]:
    source = ctx.message.fields[BODY].normalised
    declared = ctx.message.styles.declared
    places: set[object] = set()
    for name in _names():
        for element in declared.get(name, ()):
            own = element.own_style
            stated = own.winners[name] if own is not None else None
            if own is None or stated is None or element.style.is_hidden:
                continue
            if name.endswith("text-decoration"):
                is_endless = "blink" in stated.value.split()
            else:
                is_endless = _ENDLESS.search(stated.value) is not None and not _is_off(
                    element, name
                )
            override = Override(element, own, stated)
            if is_endless and override.span not in places:
                places.add(override.span)
                edits = removal(override, source)
                fix = Fix.review("Delete the animation", *edits) if edits else None
                yield Hit("Moves without end.", override.span, fix=fix)


def _names() -> Iterator[str]:
    for prefix in _PREFIXES:
        yield f"{prefix}animation"
        yield f"{prefix}animation-iteration-count"
    yield "text-decoration"


def _is_off(element: Element, name: str) -> bool:
    """Tell whether the animation that a count belongs to is none."""
    own = element.own_style
    if own is None or not name.endswith("count"):
        return False
    prefix = name.removesuffix("-iteration-count")
    for one in (f"{prefix}-name", prefix):
        if one in own.winners:
            return own.winners[one].value == "none"
    return True
