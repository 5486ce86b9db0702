"""An order id is malformed, or it is another order's.

A buyer who reads a number that he does not find in his orders cannot tell what the message is
about. An order id has seventeen digits in groups of three, seven and seven; that of a digital order
begins with the letter D. Flagged is what is announced as an order's number or has nearly its shape,
with digits missing, digits too many, or letters among them; and, where the request names the order,
a well-formed number of another one. Attached files and their names are looked through for other
orders' numbers.

## Severity
An error; a warning where the message names the right order as well, where the digits are right and
run together without dashes, and in attached files and their names.

## Not flagged
Numbers of parcels, phones, accounts, articles and bills. Blanks or other dashes between the
groups.

## How to fix
Put the order's number in place. The fix does so unseen where the two differ by a slip of the keys;
where they have nothing in common, look first whether the message is for this buyer.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.finding import Hit
from app.domain.fix import Edit, Fix
from app.domain.severity import Severity
from app.message.order_ids import OrderId, normal_order_id
from app.message.passage import PassageKind
from app.rules.contract import Example, RuleContext, rule

_ORDER: Final = {"order": {"order_id": "028-1234567-1234567"}}
_SLIPS: Final = 2
_FILES: Final = (PassageKind.ATTACHMENT, PassageKind.FILENAME)


@rule(
    severity=Severity.ERROR,
    also=(Severity.WARNING,),
    clauses=("order-id",),
    since="0.1.0",
    examples=(
        Example.flagged("Your order ⟦028-1234567-123456⟧ lacks a house number."),
        Example.flagged("Order ⟦02B-1234567-1234567⟧: which colour shall we send?"),
        Example.flagged("طلبك رقم ⟦407-55120-9931847⟧: أي مقاس تريد؟"),
        Example.flagged("⟦028-1234567-7654321⟧ numaralı siparişiniz hazır.", given=_ORDER),
        Example.flagged(
            "Box one was ⟦113-5520918-7741006⟧, this is 028-1234567-1234567.",
            given=_ORDER,
            severity=Severity.WARNING,
            why="the right order is named too",
        ),
        Example.flagged(
            "Order ⟦02812345671234567⟧: which colour?", given=_ORDER, severity=Severity.WARNING
        ),
        Example.allowed("Order 028-1234567-1234567: which colour?", given=_ORDER),
        Example.allowed("Order 028 1234567 1234567: which colour?", given=_ORDER),
        Example.allowed("Order 111-2223334-5556667: which colour?", why="no order to compare with"),
        Example.flagged(
            "Order 028-1234567-1234567: the invoice.",
            given={
                **_ORDER,
                "message": {
                    "attachments": [
                        {"filename": "Invoice ⟦113-5550001-7778889⟧.pdf", "purpose": "invoice"}
                    ]
                },
            },
            severity=Severity.WARNING,
        ),
        Example.allowed("Serial number 347-1234567-A, EAN 8001234567890."),
        Example.allowed("お問い合わせ番号は 5014-2278-9033 です。", why="a parcel's number"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit]:
    """Compare every order id with the order, as far as that is known."""
    order = ctx.facts.order
    declared = normal_order_id(order.order_id) if order is not None else None
    found_ids = ctx.message.order_ids
    right = [found for found in found_ids if found.number == declared]
    is_named = any(found.kind.is_read_by_buyer for found in right)
    right_files = {found.span.field for found in right}
    for found in found_ids:
        if found.kind not in _FILES:
            yield from _in_message(found, declared, is_named=is_named)
        elif declared is not None and _is_foreign(found, declared, right_files):
            yield Hit("The file is about another order.", found.span, Severity.WARNING)


def _is_foreign(found: OrderId, declared: str, right_files: set[str]) -> bool:
    return found.number not in (None, declared) and found.span.field not in right_files


def _in_message(found: OrderId, declared: str | None, *, is_named: bool) -> Iterator[Hit]:
    if found.number is None:
        sentence = "This is not a complete order id: it takes 3, 7 and 7 digits."
        yield Hit(sentence, found.span, fix=_fix(found, declared))
    elif declared is not None and found.number != declared:
        sentence = "This is another order than the one the message is for."
        if is_named:
            yield Hit(sentence, found.span, Severity.WARNING)
        else:
            yield Hit(sentence, found.span, fix=_fix(found, declared))
    elif found.is_run_together:
        sentence = "The order id lacks its dashes, so that the buyer cannot find it."
        fix = Fix.safe("Write the order id as Amazon does", Edit(found.span, found.number))
        yield Hit(sentence, found.span, Severity.WARNING, fix=fix)


def _fix(found: OrderId, declared: str | None) -> Fix | None:
    if declared is None:
        return None
    edit = Edit(found.span, declared)
    if _is_slip(found.number or "".join(filter(str.isalnum, found.text)), declared):
        return Fix.safe("Correct the order id", edit)
    return Fix.review("Put in the number of this order", edit)


def _is_slip(written: str, meant: str) -> bool:
    """Tell whether two numbers differ by no more than a slip: two places, or one left out."""
    written, meant = written.replace("-", ""), meant.replace("-", "")
    if len(written) == len(meant):
        return sum(a != b for a, b in zip(written, meant, strict=True)) <= _SLIPS
    short, long = sorted((written, meant), key=len)
    if len(long) - len(short) > 1:
        return False
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))
