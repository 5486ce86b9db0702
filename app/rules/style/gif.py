"""GIF picture.

Amazon allows no GIFs, moving or not. A picture counts as one by its address (`.gif`), its declared
type, its data URI, or the bytes of an attached file; pictures in `srcset` and in CSS count too.

## Not flagged
A link to a GIF shows nothing by itself. PNG and JPEG files, whatever they depict.

## How to fix
Save the picture as PNG or JPEG.
"""

from collections.abc import Iterator
from typing import Final
from urllib.parse import unquote

from app.domain.file_kind import FileKind
from app.domain.finding import Hit, Unknown
from app.domain.severity import Severity
from app.domain.span import Span, attachment_filename
from app.rules.contract import Example, RuleContext, rule
from app.rules.style._overrides import unread_styles
from app.rules.style._pictures import pictures

_ENDING: Final = ".gif"
_TYPE: Final = "image/gif"
# "GIF8", with which every GIF begins, in base64.
_BASE64: Final = "r0lgod"


@rule(
    severity=Severity.ERROR,
    clauses=("styling",),
    since="0.1.0",
    examples=(
        Example.flagged('<img ⟦src="https://a.example/hinge.GIF?v=3"⟧ width="240" alt="A hinge">'),
        Example.flagged('<img ⟦src="data:image/gif;base64,R0lGODlhAQABAAAAACw="⟧ alt="A hinge">'),
        Example.flagged(
            '<img src="https://a.example/h.png" ⟦srcset="https://a.example/h.gif 2x"⟧ alt="Hinge">'
        ),
        Example.flagged('<p style="⟦background-image:url(https://a.example/w.gif)⟧">Hello</p>'),
        Example.flagged(
            "<p>The drawing is attached.</p>",
            given={
                "message": {
                    "attachments": [{"filename": "⟦hinge.gif⟧", "content_type": "image/gif"}]
                }
            },
        ),
        Example.allowed('<img src="https://a.example/hinge.png" width="240" alt="A hinge">'),
        Example.allowed('<img src="https://a.example/gif/hinge.jpg" width="240" alt="A hinge">'),
        Example.allowed('<a href="https://www.amazon.de/x.gif">the drawing on Amazon</a>'),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every GIF that a message shows or carries."""
    seen: set[Span] = set()
    for picture in pictures(ctx):
        declared_type = picture.element.attrs.get("type", "").strip().lower()
        if _is_gif(picture.address) or declared_type == _TYPE:
            if picture.span not in seen:
                yield Hit("Shows a GIF.", picture.span)
            seen.add(picture.span)
    files = zip(ctx.message.declared.attachments, ctx.message.attachments, strict=False)
    for index, (declared, opened) in enumerate(files):
        is_gif = (declared.content_type or "").strip().lower().startswith(_TYPE)
        if is_gif or opened.kind is FileKind.GIF or _is_gif(declared.filename):
            span = Span(attachment_filename(index), 0, len(declared.filename))
            yield Hit("Attaches a GIF.", span)
    yield from unread_styles(ctx)


def _is_gif(address: str) -> bool:
    lower = address.lower()
    if lower.startswith("data:"):
        head, _, data = lower.partition(",")
        return _TYPE in head or data.lstrip().startswith(_BASE64)
    path = lower.partition("#")[0].partition("?")[0]
    return any(unquote(part).rstrip().endswith(_ENDING) for part in (path, lower))
