"""Picture without a text alternative.

A buyer who cannot see a picture hears its alternative text instead. Every `<img>` and every
`<input type="image">` needs an `alt` attribute; an empty one says that the picture is decoration. A
picture drawn in SVG or by CSS that is marked as one (`role="img"`) needs a `<title>` or an
`aria-label`. A file name (`alt="plan-2.png"`) or mere blanks are no alternative.

## Not flagged
Pictures that are hidden from everyone or from screen readers (`aria-hidden="true"`), decoration
(`alt=""`, `role="presentation"`), and pictures named by `aria-label` or `aria-labelledby`. SVG
drawings without a role.

## How to fix
Write what the picture tells into `alt`; leave it empty if it tells nothing.

## W3C test cases
Of the 28 cases of the ACT rules 23a2a8 and 7d6734, one is judged otherwise on purpose: an `<img>`
with a `title` and no `alt` passes there. A title shows on pointing at the picture, which is not to
be had by touch or keyboard, so it is no alternative here.
"""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import NotEvaluatedReason, Severity
from app.domain.span import BODY, Span
from app.message.style import is_blank
from app.message.style_effect import MOST_PLACES
from app.message.tree import Element
from app.rules.accessibility._names import Names, is_presentational, role_of
from app.rules.contract import Example, RuleContext, rule

_GRAPHIC_ROLES: Final = frozenset(("img", "image", "graphics-document", "graphics-symbol"))
_FILE_NAME: Final = re.compile(
    r"\s*[^\s/]+\.(?:png|jpe?g|gif|webp|svg|bmp|tiff?|heic|avif)\s*", re.IGNORECASE
)


@rule(
    severity=Severity.ERROR,
    clauses=("wcag-text-alternatives", "styling"),
    since="0.1.0",
    examples=(
        Example.flagged('<p>See: ⟦<img src="https://a.example/bolt.png" width="260">⟧</p>'),
        Example.flagged('⟦<img src="https://a.example/plan.png" title="Plan">⟧'),
        Example.flagged('⟦<img src="https://a.example/plan-2.png" alt="plan-2.png">⟧'),
        Example.flagged('⟦<img src="https://a.example/plan.png" alt=" ">⟧'),
        Example.flagged('⟦<svg role="img" width="40">⟧<circle r="9"></circle></svg>'),
        Example.allowed('<img src="https://a.example/plan.png" alt="The bolt goes on the left">'),
        Example.allowed('<img src="https://a.example/line.png" alt="">', why="decoration"),
        Example.allowed('<img src="https://a.example/plan.png" aria-label="Plan of the room">'),
        Example.allowed('<svg role="img"><title>A circle</title><circle r="9"></circle></svg>'),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every picture without an alternative."""
    document = ctx.message.document
    names = Names(document)
    bare = (image for image in document.all("img") if _lacks_alternative(image, names))
    yield from (_image_hit(image) for image in islice(bare, MOST_PLACES))
    others = (
        element
        for element in document.having("role", "type")
        if _is_other_picture(element) and names.is_exposed(element) and _is_nameless(element, names)
    )
    for element in islice(others, MOST_PLACES):
        yield Hit("The picture has no text alternative.", element.span)
    if names.is_exhausted:
        yield Unknown(NotEvaluatedReason.LIMIT_REACHED)


def _lacks_alternative(image: Element, names: Names) -> bool:
    alternative = image.attrs.get("alt")
    if alternative is not None:
        is_none = bool(alternative) and is_blank(alternative)
        if not is_none and not _FILE_NAME.fullmatch(alternative):
            return False
    return names.is_exposed(image) and not is_presentational(image) and is_blank(names.label(image))


def _image_hit(image: Element) -> Hit:
    alternative = image.attrs.get("alt")
    if alternative is None:
        fix = None
        if image.start is not None:
            place = image.start + 1 + len(image.tag)
            edit = Edit(Span(BODY, place, place), ' alt=""')
            fix = Fix.review("Mark the picture as decoration, if it is that", edit)
        return Hit("The picture has no text alternative.", image.span, fix=fix)
    if is_blank(alternative):
        return Hit("The picture's text alternative is blank.", image.span)
    return Hit("The picture's text alternative is a file name.", image.span)


def _is_other_picture(element: Element) -> bool:
    if element.tag == "img":
        return False
    if element.tag == "input":
        return element.attrs.get("type", "").strip().lower() == "image"
    return role_of(element) in _GRAPHIC_ROLES


def _is_nameless(element: Element, names: Names) -> bool:
    """Tell whether a picture that is no `<img>` has no name; its content is no name either."""
    if not is_blank(names.label(element)):
        return False
    if element.tag == "input":
        return is_blank(element.attrs.get("alt", ""))
    titles = (child for child in element.each_child() if isinstance(child, Element))
    return all(is_blank(child.text_content()) for child in titles if child.tag == "title")
