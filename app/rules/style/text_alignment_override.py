"""Text alignment that differs from the default.

Amazon aligns text where reading begins. Centred, right-aligned and justified text overrides that:
`text-align`, `align=` on a block or cell, `<center>`. So does a text direction that is not the
script's own, such as `dir="rtl"` on Latin text.

## Not flagged
`left` and `start`; `right` inside right-to-left text, and `dir="rtl"` on Arabic or Hebrew: both are
the default there, and text counts as right-to-left where at least a third of its letters belong to
such a script. `align` on a table or an image moves the box, not the text. An alignment that reaches
no text: on a cell that holds only an image, or undone before any words follow, as mail tools do.
`margin:0 auto` centres a box (see `style-wide-margin` for how far). Table headings and captions are
centred by every browser and by nobody's choice.

`text-align:left` inside right-to-left text is flagged: it turns the default round.

## How to fix
Delete the alignment; `<center>` becomes `<div>`.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.severity import Severity
from app.message.style import StyleResult
from app.message.style_effect import Effect, Override, overrides
from app.message.style_values import Stated
from app.message.tree import Element
from app.rules.contract import Example, RuleContext, rule
from app.rules.style._overrides import body_source, keyword_effect, override_hit, unread_styles
from app.rules.style_edits import removal

_PREFIX: Final = re.compile(r"-(?:webkit|moz|khtml)-")
# Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
_RIGHT_TO_LEFT: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
_ENOUGH: Final = 1 / 3


@rule(
    severity=Severity.ERROR,
    clauses=("styling",),
    since="0.1.0",
    examples=(
        Example.flagged("⟦<center>⟧<p>Your parcel is late.</p></center>"),
        Example.flagged('<p style="⟦text-align:justify⟧">Your parcel is late.</p>'),
        Example.flagged(
            '<table align="center"><tr><td ⟦align="center"⟧>Your parcel is late.</td></tr></table>'
        ),
        Example.flagged('<div ⟦dir="rtl"⟧>Your parcel is late.</div>'),
        Example.allowed('<p align="left">Your parcel is late.</p>'),
        Example.allowed('<div dir="rtl" style="text-align:right">مرحبًا ليلى، الطلب جاهز.</div>'),
        Example.allowed(
            '<table><tr><td align="center"><img src="https://a.example/l.png" alt="Logo"></td>'
            "<td>Your parcel is late.</td></tr></table>",
            why="the cell holds only an image",
        ),
        Example.allowed(
            '<div style="text-align:center"><div style="text-align:left">Late.</div></div>',
            why="the centring is undone before any text",
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every alignment or direction in effect on text that is not its default."""
    source = body_source(ctx)
    styles = ctx.message.styles
    scripts = _Scripts(styles)

    def alignment(element: Element, stated: Stated) -> Effect:
        return _alignment(element, stated, scripts)

    for override in overrides(styles, ("text-align",), alignment):
        edits = removal(override, source)
        yield override_hit(styles, override, "Aligns text.", "Delete the alignment", edits)
    for override in _directions(styles, scripts):
        message = "Turns the direction of the text round."
        edits = removal(override, source)
        yield override_hit(styles, override, message, "Delete the direction", edits)
    yield from unread_styles(ctx)


class _Scripts:
    """Tells which elements hold right-to-left text; counts letters only when first asked."""

    def __init__(self, styles: StyleResult) -> None:
        self._styles = styles
        self._counts: dict[int, list[int]] = {}

    def share(self, element: Element) -> float | None:
        """Give the share of right-to-left letters among an element's, None without letters."""
        if not self._counts:
            self._count()
        right, letters = self._counts.get(id(element), (0, 0))
        return right / letters if letters else None

    def is_right_to_left(self, element: Element) -> bool:
        """Tell whether the text inside an element runs from right to left."""
        return (self.share(element) or 0.0) >= _ENOUGH

    def _count(self) -> None:
        counts = self._counts
        for text in self._styles.texts:
            right = len(_RIGHT_TO_LEFT.findall(text.text))
            letters = right + sum(map(str.isalpha, _RIGHT_TO_LEFT.sub("", text.text)))
            _add(counts, text.parent, right, letters)
        for element in reversed(self._styles.document.elements):
            if element.parent is not None and id(element) in counts:
                _add(counts, element.parent, *counts[id(element)])


def _add(counts: dict[int, list[int]], element: Element, right: int, letters: int) -> None:
    count = counts.setdefault(id(element), [0, 0])
    count[0] += right
    count[1] += letters


def _alignment(element: Element, stated: Stated, scripts: _Scripts) -> Effect:
    value = _PREFIX.sub("", stated.value)
    known = Effect.DEFAULT if value == "start" else keyword_effect(value)
    if known is not None:
        return known
    if value in ("center", "justify"):
        return Effect.OVERRIDE
    is_rtl = element.style.direction == "rtl"
    if value == "end":
        value = "left" if is_rtl else "right"
    if value == "left":
        turned = is_rtl and scripts.is_right_to_left(element)
    elif value == "right":
        turned = not is_rtl and not scripts.is_right_to_left(element)
    else:
        return Effect.NONE
    return Effect.OVERRIDE if turned else Effect.DEFAULT


def _directions(styles: StyleResult, scripts: _Scripts) -> Iterator[Override]:
    for element in styles.declared.get("direction", ()):
        own, parent = element.own_style, element.parent
        if own is None or own.winners["direction"].value != "rtl":
            continue
        share = scripts.share(element)
        is_new = parent is None or parent.style.direction != "rtl"
        if is_new and share is not None and share < _ENOUGH:
            yield Override(element, own, own.winners["direction"])
