"""The message type takes no files on Amazon's messaging API, or needs one.

Each operation says how many files it takes: an invoice or a warranty needs at least one, a question
about the order takes none.

## Not flagged
Other channels.

## How to fix
Leave the files out, add the missing one, or choose the type or the channel that takes them.
"""

from collections.abc import Iterator

from app.domain.finding import Hit
from app.domain.message_type import Channel
from app.domain.severity import Severity
from app.rules.contract import Example, RuleContext, rule


def _with(message_type: str, count: int, channel: str = "messaging_api") -> dict[str, object]:
    files = [{"filename": f"invoice_{n}.pdf", "purpose": "invoice"} for n in range(count)]
    return {"message": {"attachments": files, "channel": channel, "message_type": message_type}}


@rule(
    severity=Severity.ERROR,
    clauses=("messaging-api-limits", "no-needless-attachments"),
    since="0.1.0",
    examples=(
        Example.flagged("Which colour?", given=_with("order_information", 1)),
        Example.flagged("", given=_with("invoice", 0), why="an invoice needs its file"),
        Example.flagged("Friday or Monday?", given=_with("delivery_scheduling", 2)),
        Example.allowed("", given=_with("invoice", 1)),
        Example.allowed("Which text?", given=_with("customization", 3)),
        Example.allowed("Which colour?", given=_with("order_information", 1, "email")),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit]:
    """Compare the number of files with what the type's operation takes."""
    declared = ctx.message.declared
    if declared.channel is not Channel.MESSAGING_API:
        return
    row = ctx.policy.message_types[declared.message_type]
    count = len(declared.attachments)
    if count < row.files_min:
        yield Hit("This message type needs a file on Amazon's messaging API.")
    elif row.files_max == 0 and count:
        yield Hit("This message type takes no files on Amazon's messaging API.")
    elif row.files_max is not None and row.files_max < count <= ctx.policy.limits.attachments.files:
        yield Hit(f"This message type takes {row.files_max} files on Amazon's messaging API.")
