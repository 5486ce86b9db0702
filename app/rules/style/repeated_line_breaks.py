"""More than two line breaks in a row.

Amazon allows at most two line breaks in a row, which is one empty line. `<br>` counts one, and so
does a block without contents (`<p>&nbsp;</p>`, `<div><br></div>`); they add up, whatever white
space stands between them. In a plain text, and in preformatted HTML, every line feed counts; CRLF
is one.

## Not flagged
Line feeds in the source of ordinary HTML, which browsers turn into a blank. Hidden parts. Space
above and below paragraphs. Blocks that hold a picture or a line.

## How to fix
Delete the breaks beyond the second.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.message_type import BodyFormat
from app.domain.severity import Severity
from app.domain.span import BODY, Span
from app.message.style_effect import MOST_PLACES
from app.rules.contract import Example, RuleContext, rule
from app.rules.style._breaks import BLOCKS, Break, line_feeds, runs_of_breaks

_PREFORMATTED: Final = ("pre", "textarea", "listing", "xmp")


@rule(
    severity=Severity.ERROR,
    clauses=("styling",),
    since="0.1.0",
    examples=(
        Example.flagged("Hello Greg,⟦<br><br><br>⟧one shelf was damaged."),
        Example.flagged("<p>Hello</p>⟦<p>&nbsp;</p><p>&nbsp;</p><p>&nbsp;</p>⟧<p>Late.</p>"),
        Example.flagged("<div>Hello</div>⟦<br><div><br></div><p>&nbsp;</p>⟧<div>Late.</div>"),
        Example.flagged(
            "Hello⟦\n\n\n\n⟧Your parcel is late.", given={"message": {"format": "text"}}
        ),
        Example.flagged("<pre>Step 1⟦\n\n\n⟧Step 2</pre>"),
        Example.allowed("Hello Ken,<br><br>the plug goes out today.<br><br>Voltline"),
        Example.allowed("<p>Hello</p>\n\n\n\n<p>Your parcel\n\n\nis late.</p>"),
        Example.allowed("<p>Hello</p><p>&nbsp;</p><p>Late.</p><p>&nbsp;</p><p>Voltline</p>"),
        Example.allowed(
            "Hello,\r\n\r\nYour parcel is late.", given={"message": {"format": "text"}}
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every run of too many breaks."""
    most = ctx.policy.limits.style.line_breaks
    if ctx.message.declared.format is BodyFormat.TEXT:
        found = _in_text(ctx.message.fields[BODY].normalised, most)
    else:
        found = _in_html(ctx, most)
    yield from islice(found, MOST_PLACES)


def _in_text(text: str, most: int) -> Iterator[Hit]:
    for feeds in line_feeds(text) if text.count("\n") > most else ():
        if feeds.number > most:
            span = Span(BODY, feeds.start, feeds.end)
            yield _hit(span, feeds.number, (Edit(span, "\n" * most),))


def _in_html(ctx: RuleContext, most: int) -> Iterator[Hit]:
    document, counts = ctx.message.document, ctx.message.styles.text_counts
    by_tag = document.by_tag
    declared = ctx.message.styles.declared
    if "white-space" not in declared and by_tag.keys().isdisjoint(_PREFORMATTED):
        empty = sum(id(block) not in counts for tag in BLOCKS for block in by_tag.get(tag, ()))
        if empty + len(by_tag.get("br", ())) <= most:
            return
    for run in runs_of_breaks(document):
        number = sum(one.number for one in run)
        ends = [span for span in (run[0].span, run[-1].span) if span] if number > most else []
        if ends:
            # The parser moves what stands in a table outside of its cells: the last may come first.
            start, end = min(span.start for span in ends), max(span.end for span in ends)
            yield _hit(Span(BODY, start, end), number, tuple(_shortened(run, most)))


def _shortened(run: list[Break], most: int) -> Iterator[Edit]:
    """Keep the first breaks of a run and take out the others, of a very long one a part."""
    left = most
    for one in run[: most + MOST_PLACES]:
        span = one.span if one.number > left else None
        if span is not None:
            yield Edit(span, "\n" * left if one.number > 1 else "")
        left = max(left - one.number, 0)


def _hit(span: Span, number: int, edits: tuple[Edit, ...]) -> Hit:
    fix = Fix.safe("Delete the line breaks beyond the second", *edits)
    return Hit(f"There are {number} line breaks in a row; two are allowed.", span, fix=fix)
