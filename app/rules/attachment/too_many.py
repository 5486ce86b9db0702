"""The message has more than five attached files.

No channel takes more.

## Not flagged
Five files and fewer; what a message type takes on the messaging API is
`attachment-not-accepted`.

## How to fix
Put what belongs together into one PDF.
"""

from collections.abc import Iterator

from app.domain.finding import Hit
from app.domain.severity import Severity
from app.rules.contract import Example, RuleContext, rule


def _with(count: int, channel: str = "email") -> dict[str, object]:
    files = [{"filename": f"manual_{n}.pdf", "purpose": "instructions"} for n in range(count)]
    return {"message": {"attachments": files, "channel": channel}}


@rule(
    severity=Severity.ERROR,
    clauses=("messaging-api-limits", "no-needless-attachments"),
    since="0.1.0",
    examples=(
        Example.flagged("All manuals.", given=_with(6)),
        Example.flagged("Alle Anleitungen.", given=_with(10)),
        Example.flagged("Toutes les notices.", given=_with(6, "contact_buyer")),
        Example.allowed("All manuals.", given=_with(5)),
        Example.allowed("The manual.", given=_with(1)),
        Example.allowed("No manual."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit]:
    """Count the files."""
    most = ctx.policy.limits.attachments.files
    count = len(ctx.message.declared.attachments)
    if count > most:
        yield Hit(f"The message has {count} files; Amazon takes {most}.")
