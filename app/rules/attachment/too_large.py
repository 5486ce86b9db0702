"""The attached files are larger than 10 MB together.

Amazon takes 10,000,000 bytes a message, all files added up. Where a file's content was sent, its
length counts, else its declared size.

## Not flagged
Files of unknown size count as nothing.

## How to fix
Send the files smaller, for example with pictures of a lower resolution.
"""

from collections.abc import Iterator

from app.domain.finding import Hit
from app.domain.severity import Severity
from app.rules.contract import Example, RuleContext, rule


def _with(*sizes: int | None) -> dict[str, object]:
    files = [
        {"filename": f"manual_{n}.pdf", "size_bytes": size, "purpose": "instructions"}
        for n, size in enumerate(sizes, 1)
    ]
    return {"message": {"attachments": files}}


@rule(
    severity=Severity.ERROR,
    clauses=("no-needless-attachments", "messaging-api-limits"),
    since="0.1.0",
    examples=(
        Example.flagged("Here is the manual.", given=_with(11_410_033)),
        Example.flagged("Both halves of the manual.", given=_with(7_200_455, 6_900_120)),
        Example.flagged("The manual.", given=_with(10_000_001)),
        Example.allowed("The manual.", given=_with(10_000_000)),
        Example.allowed("Both halves of the manual.", given=_with(4_000_000, 5_900_000)),
        Example.allowed("The manual.", given=_with(None)),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit]:
    """Add up the sizes."""
    most = ctx.policy.limits.attachments.total_bytes
    total = sum(opened.size_bytes or 0 for opened in ctx.message.attachments)
    if total > most:
        yield Hit(f"The files have {total:,} bytes together; Amazon takes {most:,}.")
