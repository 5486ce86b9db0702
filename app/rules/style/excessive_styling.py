"""Styling beyond plain emphasis.

A message to a buyer is a letter, not an advertisement: backgrounds, frames, paragraphs in capitals
and long underlined stretches draw attention to themselves. A person should look whether they are
needed.

## Not flagged
Plain emphasis: bold, italics, a few words underlined or in capitals. A background equal to what is
behind it, and white, the page's own. Frames of data tables and their cells, `<hr>`, the bar that
mail programs draw beside a quotation, and frames that cannot be seen (no width, no style,
transparent). Links, which are underlined by default. A name, a heading or a line of an address in
capitals: fewer than eight words are no paragraph, or fewer than four that end like a sentence.
Scripts without capitals.

## How to fix
Delete the background or frame, write capitals as ordinary text, and underline nothing but a few
words.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.severity import Severity
from app.rules.contract import Example, RuleContext, rule
from app.rules.style._decoration import backgrounds, frames
from app.rules.style._overrides import unread_styles
from app.rules.style._shouting import capitalised, shouted, underlined

_W = Severity.WARNING


@rule(
    severity=_W,
    clauses=("no-heavy-styling",),
    since="0.1.0",
    examples=(
        Example.flagged('<div style="⟦background-color:#fff3cd⟧;padding:12px">Late.</div>'),
        Example.flagged('<div style="⟦border:2px solid black⟧">Your parcel is late.</div>'),
        Example.flagged("<p>⟦YOUR PARCEL IS LATE AND WE ARE SORRY⟧</p>"),
        Example.flagged("<p>⟦<u>⟧Please be at home on Friday between nine and one.</u></p>"),
        Example.flagged(
            '<p style="⟦text-transform:uppercase⟧">Your new parcel is late today, we are sorry.</p>'
        ),
        Example.flagged(
            "<p>Late: <a href=\"https://www.amazon.de/x\" style='⟦background:#f90⟧'>x</a>"
        ),
        Example.allowed("<p><b>Friday</b>, the <u>third</u> floor, <em>not</em> the second.</p>"),
        Example.allowed('<p style="background:#fff">Your parcel is late.</p>'),
        Example.allowed(
            '<table border="1"><tr><th>Part</th><th>Number</th></tr>'
            '<tr><td style="border:1px solid black">Dowel</td><td>12</td></tr></table>'
        ),
        Example.allowed("<p>The adapter is marked INPUT 100-240 V AC and OUTPUT 12 V DC.</p>"),
        Example.flagged("<p>⟦PLEASE READ THIS NOW!⟧</p>"),
        Example.allowed("<h2>HOW TO WASH YOUR NEW BLANKET</h2><p>At 30 degrees.</p>"),
        Example.allowed("<p>Oakline</p><hr><p>12 Mill Lane</p><p>LEEDS LS1 4AP</p>"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every background, frame, shouted line and long underlined stretch."""
    yield from backgrounds(ctx)
    yield from frames(ctx)
    yield from shouted(ctx)
    yield from capitalised(ctx)
    yield from underlined(ctx)
    yield from unread_styles(ctx)
