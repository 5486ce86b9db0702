"""A placeholder was not filled in.

The buyer reads `{{first_name}}` or `[Buyer Name]` where his name should stand. The styles of the
usual mail-merge tools count: `{{x}}`, `{x}`, `${x}`, `[[x]]`, `%%x%%`, `%x%`, `$X$`, `<<x>>`,
`*|X|*`, `<%= x %>`, `__X__`; square and angle brackets where the words inside name a value or tell
the writer to insert one. Links and tooltips are looked at as well as the text.

## Not flagged
Templates, which are declared as such. Brackets that are meant: `[RAL 7016]`, `[x]`, `[1]`,
`[Important]`, and a label before its value.

## How to fix
Fill in the value. Where the placeholder stands for the order id and the order is known, the fix
does that.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.finding import Hit
from app.domain.fix import Edit, Fix
from app.domain.severity import Confidence, Severity
from app.domain.vocabulary import Meaning
from app.message.links import LinkKind
from app.message.placeholders import Placeholder
from app.rules.contract import Example, RuleContext, rule

_TEMPLATE: Final = {"message": {"is_template": True}}
_TARGET_STYLES: Final = ("{{", "${", "%%", "*|", "<%", "[[", "<<")


@rule(
    severity=Severity.ERROR,
    clauses=("finished-text",),
    since="0.1.0",
    examples=(
        Example.flagged("Dear ⟦{{first_name}}⟧, the carrier comes on ⟦[DELIVERY_DATE]⟧."),
        Example.flagged("Guten Tag ⟦{Vorname}⟧, passt Ihnen Freitag?"),
        Example.flagged("亲爱的⟦[客户姓名]⟧：请补充地址。"),
        Example.flagged("<p>Dear ⟦<<Buyer Name>>⟧, which colour?</p>"),
        Example.flagged('<a href="⟦{{return_link}}⟧">Your return label</a>'),
        Example.flagged("Hello ⟦*|FNAME|*⟧, the return has arrived."),
        Example.allowed("Dear {{first_name}}, order {{order_id}}.", given=_TEMPLATE),
        Example.allowed("The frame is grey [RAL 7016], see note [1]; tick [x] if that suits."),
        Example.allowed("【ご注文番号】249-1234567-1234567", why="a label before its value"),
        Example.allowed("A size {S, M, L} costs $20 or 50% of that."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit]:
    """Report every placeholder of a message that is no template."""
    if ctx.message.declared.is_template:
        return
    for found in ctx.message.placeholders:
        yield Hit(
            "A placeholder was not filled in.",
            found.span,
            confidence=Confidence.HIGH if found.is_certain else Confidence.MEDIUM,
            fix=_fix(ctx, found),
        )
    for link in ctx.message.links:
        if link.kind is LinkKind.ELEMENT and any(style in link.raw for style in _TARGET_STYLES):
            yield Hit("The link's target is a placeholder that was not filled in.", link.span)


def _fix(ctx: RuleContext, found: Placeholder) -> Fix:
    if found.meaning is Meaning.ORDER_ID and ctx.facts.order is not None:
        return Fix.safe("Insert the order id", Edit(found.span, ctx.facts.order.order_id))
    return Fix.review("Delete the placeholder, or fill it in", Edit(found.span))
