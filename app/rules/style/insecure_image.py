"""Picture over an insecure connection.

Amazon takes pictures over https only. `http:` addresses count in `src`, `srcset`, `background` and
CSS `url()`, and so do addresses without a scheme (`//host/…`), which a mail program may load either
way.

## Not flagged
Pictures inside the message (`data:`, `cid:`). A link to an insecure page is `link-insecure`; the
picture inside a link is reported by both rules, for both break.

## How to fix
Use https, and check that the picture loads: a host may not answer there.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Severity
from app.domain.span import BODY, Span
from app.rules.contract import Example, RuleContext, rule
from app.rules.style._overrides import body_source, unread_styles
from app.rules.style._pictures import pictures

_LONGEST_PLACE: Final = 8192
# Where an address begins: at the start of a value, after a comma of a set, inside `url(`.
_SCHEME: Final = re.compile(
    r"(?:\A[^=\"']*=\s*[\"']?\s*|,\s+|url\(\s*(?:[\"']|&quot;|&#39;)?)(http:)?//", re.IGNORECASE
)


@rule(
    severity=Severity.ERROR,
    clauses=("styling",),
    since="0.1.0",
    examples=(
        Example.flagged('<img ⟦src="http://a.example/mug.png"⟧ width="320" alt="Your mug">'),
        Example.flagged('<IMG ⟦SRC="HTTP://a.example/mug.png"⟧ WIDTH="320" ALT="Your mug">'),
        Example.flagged(
            '<img src="https://a.example/m.png" ⟦srcset="http://a.example/m2.png 2x"⟧ alt="Mug">'
        ),
        Example.flagged('<table ⟦background="http://a.example/p.jpg"⟧><tr><td>Hello</table>'),
        Example.flagged("<p style=\"⟦background:url('//a.example/paper.jpg')⟧\">Hello</p>"),
        Example.allowed('<img src="https://a.example/mug.png" width="320" alt="Your mug">'),
        Example.allowed('<img src="data:image/png;base64,iVBORw0" alt="Your mug">'),
        Example.allowed('<img src="cid:mug@a.example" width="320" alt="Your mug">'),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every place that names a picture over http."""
    source = body_source(ctx)
    places = {p.span: None for p in pictures(ctx) if _is_insecure(p.address)}
    for span in places:
        written = source[span.start : min(span.end, span.start + _LONGEST_PLACE)]
        edits = tuple(
            Edit(_scheme_span(span, found), "https:") for found in _SCHEME.finditer(written)
        )
        fix = Fix.safe("Load the picture over https", *edits) if edits else None
        yield Hit("Loads a picture over an insecure connection.", span, fix=fix)
    yield from unread_styles(ctx)


def _is_insecure(address: str) -> bool:
    lower = address.lower()
    return lower.startswith(("http:", "//", "\\\\"))


def _scheme_span(span: Span, found: re.Match[str]) -> Span:
    end = span.start + found.end() - len("//")
    return Span(BODY, end - len(found[1] or ""), end)
