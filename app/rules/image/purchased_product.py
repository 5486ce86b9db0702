"""Picture of the purchased product.

Amazon adds the product's picture to the message itself; a second one reads as advertising. Known by
the role that the caller declares, or by Amazon's catalogue address (`/images/I/`).

## Not flagged
Proofs of custom designs, assembly drawings and pictures uploaded for a message (`/images/S/`). In
an answer to a buyer who asked, the finding is a warning: sources disagree whether a picture may
help there.

## How to fix
Describe in words what the picture was to show, or delete it.
"""

from collections.abc import Iterator

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.message_type import ImageRole, Initiative
from app.domain.severity import Severity
from app.message.link_class import is_catalogue_image
from app.rules.contract import Example, RuleContext, rule

_CATALOGUE = '<img src="https://m.media-amazon.com/images/I/71abc.jpg" alt="Lamp">'


@rule(
    severity=Severity.ERROR,
    also=(Severity.WARNING,),
    clauses=("no-product-images",),
    since="0.1.0",
    examples=(
        Example.flagged(f"⟦{_CATALOGUE}⟧"),
        Example.flagged(
            '⟦<img src="https://a.example/lamp.png" alt="Your lamp">⟧',
            given={
                "message": {
                    "images": [{"src": "https://a.example/lamp.png", "role": "purchased_product"}]
                }
            },
        ),
        Example.flagged(
            f"⟦{_CATALOGUE}⟧",
            severity=Severity.WARNING,
            given={"message": {"initiative": "reply"}},
            why="The buyer may have asked for it",
        ),
        Example.allowed('<img src="https://m.media-amazon.com/images/S/proof.png" alt="Proof">'),
        Example.allowed('<img src="https://a.example/step-1.png" alt="Step 1">'),
        Example.allowed(
            '<img src="https://a.example/p.png" alt="Your engraving">',
            given={
                "message": {"images": [{"src": "https://a.example/p.png", "role": "custom_design"}]}
            },
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every picture that shows what was bought."""
    is_reply = ctx.message.declared.initiative is Initiative.REPLY
    for image in ctx.message.images:
        declared = image.role is ImageRole.PURCHASED_PRODUCT
        in_catalogue = image.url is not None and is_catalogue_image(image.url, ctx.policy.domains)
        if declared or in_catalogue:
            yield Hit(
                "Shows the purchased product, which Amazon does itself.",
                image.span,
                severity=Severity.WARNING if is_reply else None,
                fix=Fix.review("Delete the picture", Edit(image.span)),
            )
