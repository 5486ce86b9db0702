"""Content that runs, asks for input or loads something by itself.

A message is to be read. Scripts, event handlers (`onclick`), forms, frames, objects, sound, video,
pages that turn over by themselves (`<meta http-equiv="refresh">`), `javascript:` and `vbscript:`
addresses, imported style sheets (`@import`) and CSS that runs (`expression()`) are stripped by mail
programs or endanger the reader. Disguises a browser sees through are seen through:
character references, tabs in the address, escapes and comments in the style.

## Not flagged
Buttons and input fields outside of a form, which do nothing. A refresh that no browser obeys.

## How to fix
Delete it. In place of a form, ask for a reply; in place of a video, show the step as a picture.

## W3C test cases
ACT rule bc659a has 15 cases. Three are judged otherwise on purpose: a refresh at once, or after
more than 20 hours, passes there, for it is about the time to read a page. A message has no reason
to turn into another page at any time.
"""

from collections.abc import Iterator
from itertools import chain, islice

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Severity
from app.domain.span import BODY, Span
from app.message.html_names import VOID
from app.message.style_effect import MOST_PLACES
from app.message.tree import Document, Element
from app.rules.contract import Example, RuleContext, rule
from app.rules.markup._active_elements import ACTIVE_TAGS, ActiveElements
from app.rules.markup._scripts import (
    URL_ATTRIBUTES,
    is_event_handler,
    is_script_url,
    script_in_css,
)
from app.rules.style_edits import without_attribute


@rule(
    severity=Severity.ERROR,
    clauses=("presend",),
    since="0.1.0",
    examples=(
        Example.flagged('<p>Which day?</p>⟦<script>⟧document.title="day"</script>'),
        Example.flagged('<p ⟦onmouseover="this.title=1"⟧>Brass or steel?</p>'),
        Example.flagged(
            '⟦<form action="https://www.amazon.fr/">⟧<p>Quel prénom ?</p><input name="p"></form>'
        ),
        Example.flagged('<a ⟦href=" Java&#x53;cript:window.print()"⟧>Print this page</a>'),
        Example.flagged('⟦<meta http-equiv="refresh" content="30">⟧<p>Your parcel is late.</p>'),
        Example.flagged('<style>⟦@import url("https://a.example/m.css");⟧</style><p>Late.</p>'),
        Example.flagged('<p ⟦style="width:expression(alert(1))"⟧>Your parcel is late.</p>'),
        Example.allowed('<p><a href="https://www.amazon.com/your-orders/">Your orders</a></p>'),
        Example.allowed('<style>p{scroll-behavior:smooth}</style><p title="on Monday">Late.</p>'),
        Example.allowed("<p>Enter javascript:alert(1) into the address bar.</p>", why="a text"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for everything that is active."""
    document = ctx.message.document
    active = ActiveElements(document)
    elements = (_element_hit(element, document) for element in active.outermost)
    yield from islice(chain(elements, _attributes(ctx, active), _styles(ctx)), MOST_PLACES)


def _element_hit(element: Element, document: Document) -> Hit:
    tag, end_tag, outer = element.span, element.end_tag_span, element.outer_span
    fix: Fix | None = None
    if element.tag == "form":
        if tag is not None and end_tag is not None:
            fix = Fix.review("Take the form away, and ask for a reply", Edit(tag), Edit(end_tag))
    elif outer is not None and (element.tag in VOID or (end_tag and document.is_in_order)):
        fix = Fix.safe(f"Delete the <{element.tag}>", Edit(outer))
    return Hit(ACTIVE_TAGS[element.tag], tag, fix=fix)


def _attributes(ctx: RuleContext, active: ActiveElements) -> Iterator[Hit]:
    document = ctx.message.document
    source = ctx.message.fields[BODY].normalised
    names = document.attribute_names
    events = frozenset(filter(is_event_handler, names))
    for element in document.having(*events, *URL_ATTRIBUTES):
        for name, value in element.attrs.items():
            if name in events:
                message, title = "An event handler runs a script.", "Delete the event handler"
            elif name in URL_ATTRIBUTES and is_script_url(value):
                message, title = "The address runs a script.", "Delete the address"
            else:
                continue
            if not active.goes_with_one(element):
                edits = without_attribute(element, name, source)
                fix = Fix.safe(title, *edits) if edits else None
                yield Hit(message, element.attribute_span(name), fix=fix)


def _styles(ctx: RuleContext) -> Iterator[Hit]:
    source = ctx.message.fields[BODY].normalised
    for sheet in ctx.message.styles.sheets:
        for imported in sheet.imports:
            deletion = Fix.safe("Delete the import", Edit(imported.span))
            yield Hit("A style sheet is loaded from elsewhere.", imported.span, fix=deletion)
        found = script_in_css(source[sheet.span.start : sheet.span.end])
        if found is not None:
            start = sheet.span.start
            yield Hit("The style runs a script.", Span(BODY, start + found[0], start + found[1]))
    for element in ctx.message.document.having("style"):
        if script_in_css(element.attrs["style"]) is not None:
            edits = without_attribute(element, "style", source)
            fix = Fix.review("Delete the style", *edits) if edits else None
            yield Hit("The style runs a script.", element.attribute_span("style"), fix=fix)
