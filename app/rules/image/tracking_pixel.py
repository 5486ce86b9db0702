"""Tracking pixel.

A picture of one pixel, or one that is hidden, shows nothing; it is loaded to tell the sender that,
when and where the message was opened. Amazon forbids tracking in messages.

## Not flagged
Thin lines and small icons. A pixel embedded as a data URI loads nothing, but it serves no buyer
either, and a reviewer looks no further than its size: it counts.

## How to fix
Delete the picture.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Severity
from app.message.images import Image
from app.rules.contract import Example, RuleContext, rule


@rule(
    severity=Severity.ERROR,
    clauses=("no-tracking",),
    since="0.1.0",
    examples=(
        Example.flagged('⟦<img src="https://t.example/o.png?id=1" width="1" height="1" alt="">⟧'),
        Example.flagged('⟦<img src="https://t.example/o.png" style="display:none" alt="">⟧'),
        Example.flagged('⟦<img src="https://t.example/o" style="width:1px;height:1px" alt="">⟧'),
        Example.allowed('<img src="https://a.example/plan.png" width="400" alt="Assembly plan">'),
        Example.flagged('⟦<img src="data:image/gif;base64,R0lGO" width="1" height="1" alt="">⟧'),
        Example.allowed('<img src="https://a.example/tick.png" width="12" height="12" alt="Yes">'),
        Example.allowed('<img src="https://a.example/line.png" width="500" height="1" alt="">'),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every picture from elsewhere that is too small or too hidden to be seen."""
    for image in ctx.message.images:
        if image.element.style.is_hidden or _is_pixel(image):
            yield Hit(
                "A picture that nobody sees tells that the message was opened.",
                image.span,
                fix=Fix.safe("Delete the picture", Edit(image.span)),
            )


def _is_pixel(image: Image) -> bool:
    sizes = dict.fromkeys(("width", "height"), "")
    for name in sizes:
        sizes[name] = image.element.attrs.get(name, "").strip().lower()
    for declaration in image.element.declarations:
        if declaration.name in sizes:
            sizes[declaration.name] = declaration.value
    return all(_is_at_most_a_pixel(value) for value in sizes.values())


def _is_at_most_a_pixel(value: str) -> bool:
    return value.removesuffix("px").strip() in ("0", "1", "0.0", "1.0", "0pt", "1pt", "0em", "0%")
