"""Link without a name, or with one that says nothing.

A buyer who moves from link to link hears their names only. A link is named by its text, by the
alternative of a picture inside it, by `aria-label`, or by a title. A link without any of these
leads somewhere nobody is told; "click here" alone (in any of the supported languages) says no more.

## Severity
An error where there is no name, a warning where the name fits every link.

## Not flagged
Links hidden from everyone or from screen readers, and anchors without a target. A longer text that
holds such words ("read more about the warranty").

## How to fix
Say in the link's text what is behind it: "your invoice", "the return label".

## W3C test cases
All 27 cases of ACT rule c487ae are judged as the W3C judges them.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.severity import NotEvaluatedReason, Severity
from app.domain.span import BODY, Span
from app.message.style import is_blank
from app.message.style_effect import MOST_PLACES
from app.message.tree import Element, TextNode
from app.policy.link_words import vague_link_texts
from app.rules.accessibility._names import Names, role_of
from app.rules.contract import Example, RuleContext, rule
from app.text.fold import fold

_LINK_ROLES: Final = frozenset(
    ("link", "doc-backlink", "doc-biblioref", "doc-glossref", "doc-noteref")
)
_MARKS: Final = " \n.,:;!?…>»›→-–—[]()。！？、」「\"'"
_LONGEST_VAGUE: Final = 60
_ORDERS: Final = "https://www.amazon.com/your-orders/"


@rule(
    severity=Severity.ERROR,
    also=(Severity.WARNING,),
    clauses=("wcag-link-purpose", "styling"),
    since="0.1.0",
    examples=(
        Example.flagged(f'<p>See ⟦<a href="{_ORDERS}"></a>⟧ please.</p>'),
        Example.flagged(f'<p>⟦<a href="{_ORDERS}">&nbsp;</a>⟧Your label is there.</p>'),
        Example.flagged(f'⟦<a href="{_ORDERS}"><img src="a.png" alt=""></a>⟧'),
        Example.flagged(
            f'Your receipt: <a href="{_ORDERS}">⟦Click here⟧</a>.', severity=Severity.WARNING
        ),
        Example.flagged(f'領収書は<a href="{_ORDERS}">⟦こちら⟧</a>。', severity=Severity.WARNING),
        Example.allowed(f'<a href="{_ORDERS}">Your orders</a>'),
        Example.allowed(f'<a href="{_ORDERS}"><img src="a.png" alt="Return label"></a>'),
        Example.allowed(f'<a href="{_ORDERS}" aria-label="Return label">Here</a>'),
        Example.allowed('<a name="top"></a>Your parcel is late.', why="it leads nowhere"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every link without a name that says where it leads."""
    document = ctx.message.document
    names = Names(document)
    links = (element for element in _links(ctx) if names.is_exposed(element))
    found = (hit for link in links if (hit := _hit(link, names)) is not None)
    yield from islice(found, MOST_PLACES)
    if names.is_exhausted:
        yield Unknown(NotEvaluatedReason.LIMIT_REACHED)


def _links(ctx: RuleContext) -> Iterator[Element]:
    document = ctx.message.document
    for element in document.all("a", "area"):
        if "href" in element.attrs:
            yield element
    for element in document.having("role"):
        if role_of(element) in _LINK_ROLES and "href" not in element.attrs:
            yield element


def _hit(link: Element, names: Names) -> Hit | None:
    name = names.of(link)
    if is_blank(name):
        message = "The link has no text: nothing says where it leads."
        return None if names.is_exhausted else Hit(message, link.outer_span)
    if len(name) <= _LONGEST_VAGUE and fold(name).text.strip(_MARKS) in vague_link_texts():
        message = "The link's text does not say where it leads."
        return Hit(message, _text_span(link), severity=Severity.WARNING)
    return None


def _text_span(link: Element) -> Span | None:
    """Give the place of a link's words, the whole link where its name comes from an attribute."""
    texts = [node for node in link.descendants() if isinstance(node, TextNode)]
    solid = [node for node in texts if not is_blank(node.text)]
    if not solid:
        return link.outer_span
    first, last = solid[0], solid[-1]
    start, end = first.start, last.end
    if first.mapped is None:
        start += len(first.text) - len(first.text.lstrip())
    if last.mapped is None:
        end -= len(last.text) - len(last.text.rstrip())
    return Span(BODY, start, end) if start < end else link.outer_span
