"""Slip in the markup that changes what a buyer sees.

A `<b>` that is never closed makes the rest of the letter bold, a link without an end takes in the
next paragraph, an unclosed comment or a missing quote hides all that follows, and text inside a
table but outside of its cells is shown before it. Mail programs mend these in their own ways, so
nobody knows what the buyer sees.

## Not flagged
What changes nothing: stray end tags, end tags that HTML lets one leave out (`</p>`, `</li>`,
`</td>`), a wrapper around the message that is not closed at its very end, and elements that overlap
but are all closed.

## How to fix
Close the element where it should end; close the comment or the quotation mark; put the text into a
cell.
"""

from collections.abc import Iterator
from itertools import islice

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Severity
from app.domain.span import BODY, Span
from app.message.style import is_blank
from app.message.style_effect import MOST_PLACES
from app.message.tree import Document, Element, TextNode
from app.rules.contract import Example, RuleContext, rule
from app.rules.markup._lost import (
    moved_text,
    stray_cell,
    swallowing_tags,
    unclosed_comment,
    unfinished_tag,
)
from app.rules.markup._unclosed import reaching_too_far


@rule(
    severity=Severity.WARNING,
    clauses=("presend",),
    since="0.1.0",
    examples=(
        Example.flagged("<p>Hello,</p><p>on ⟦<b>⟧Friday.</p><p>Two men bring the sofa.</p>"),
        Example.flagged("⟦<h2>⟧Your delivery<p>Friday from 8 to 12.</p><p>Is that right?</p>"),
        Example.flagged("<p>The day is fixed.</p>⟦<!-- day --<p>Friday from 8 to 12.</p>⟧"),
        Example.flagged('<p>Hello,</p>⟦<a href="https://www.amazon.fr/>See the return</a> here.⟧'),
        Example.flagged("<table>⟦We send these parts:⟧<tr><td>two hinges</td></tr></table>"),
        Example.flagged("<div><tr>⟦<td>⟧Hinge</td><td>4</td></tr></div>"),
        Example.allowed("<p>On <b>Friday.</p></b></div><p>Two men bring the sofa.</p>"),
        Example.allowed("<ul><li>two hinges<li>a key</ul><p>Please check."),
        Example.allowed('<div><font face="Arial"><p>Hello,</p><p>your sofa is here.</p>'),
        Example.allowed("<b>Please <i>answer</b> soon.</i>", why="they overlap but are closed"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every slip that shows."""
    document = ctx.message.document
    source = ctx.message.fields[BODY].normalised
    yield from islice(_hits(ctx, document, source), MOST_PLACES)


def _hits(ctx: RuleContext, document: Document, source: str) -> Iterator[Hit]:
    comment = unclosed_comment(document, source) if "<!--" in source else None
    if comment is not None:
        yield Hit("The comment is never closed and hides all that follows.", comment)
    if document.unclosed:
        texts = ctx.message.styles.texts
        for element in reaching_too_far(document, source, texts[0].start if texts else 0):
            message = f"The <{element.tag}> is never closed and takes in what follows."
            yield Hit(message, element.span, fix=_closing(element))
    for element in swallowing_tags(document):
        yield Hit("The tag is not finished and swallows what follows.", element.span)
    if not document.is_in_order:
        yield from _disordered(document, source)


def _disordered(document: Document, source: str) -> Iterator[Hit]:
    rest = unfinished_tag(source)
    if rest is not None:
        yield Hit("The tag is never finished and hides all that follows.", rest)
    for span in moved_text(document):
        yield Hit("Text in a table but outside of its cells is shown before the table.", span)
    cell = stray_cell(document, source)
    if cell is not None:
        yield Hit("A table cell outside of a table: its text runs into the next.", cell)


def _closing(element: Element) -> Fix | None:
    """Close an element after the first text inside."""
    for node in element.descendants():
        if isinstance(node, TextNode) and not is_blank(node.text):
            end = node.end - (len(node.text) - len(node.text.rstrip()) if not node.mapped else 0)
            tag = f"</{element.tag}>"
            return Fix.review(f"Close the <{element.tag}>", Edit(Span(BODY, end, end), tag))
    return None
