"""Picture that has nothing to do with the order.

Amazon allows a brand's logo, instructions and custom designs; other pictures are decoration or
advertising. Only the caller can say what a picture shows, so only the declared role counts.

## Not flagged
Pictures without a declared role. A picture of the purchased product is `image-purchased-product`
and not both.

## How to fix
Delete the picture, or declare what it is.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.message_type import ImageRole
from app.domain.severity import Severity
from app.message.link_class import is_catalogue_image
from app.rules.contract import Example, RuleContext, rule


def _declared(role: str) -> dict[str, object]:
    return {"message": {"images": [{"src": "https://a.example/x.png", "role": role}]}}


_IMAGE = '<img src="https://a.example/x.png" alt="Picture">'


@rule(
    severity=Severity.WARNING,
    clauses=("no-product-images",),
    since="0.1.0",
    examples=(
        Example.flagged(f"⟦{_IMAGE}⟧", given=_declared("other")),
        Example.flagged(f"<p>Best wishes ⟦{_IMAGE}⟧</p>", given=_declared("other")),
        Example.flagged(f"<table><tr><td>⟦{_IMAGE}⟧</table>", given=_declared("other")),
        Example.allowed(_IMAGE, given=_declared("logo")),
        Example.allowed(_IMAGE, given=_declared("instruction")),
        Example.allowed(_IMAGE, why="Nobody said what it shows"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every picture declared as none of the permitted kinds."""
    for image in ctx.message.images:
        in_catalogue = image.url is not None and is_catalogue_image(image.url, ctx.policy.domains)
        if image.role is ImageRole.OTHER and not in_catalogue:
            yield Hit(
                "The picture is no logo, instruction or custom design.",
                image.span,
                fix=Fix.review("Delete the picture", Edit(image.span)),
            )
