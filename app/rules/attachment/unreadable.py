"""An attached file could not be looked at as a whole.

It is encrypted, empty, cut short or broken, or it is longer than what is looked at, so that neither
the check nor, often enough, the buyer can read it.

## Not flagged
Files whose content was not sent. PDF files that are only protected against changes.

## How to fix
Save the file anew, without a password.
"""

from collections.abc import Iterator

from app.domain.finding import Hit
from app.domain.severity import Severity
from app.rules.attachment._files import attached_files
from app.rules.contract import Example, RuleContext, rule


def _with(filename: str, content_base64: str | None) -> dict[str, object]:
    file = {"filename": filename, "purpose": "invoice", "content_base64": content_base64}
    return {"message": {"attachments": [file]}}


@rule(
    severity=Severity.WARNING,
    clauses=("presend",),
    since="0.1.0",
    examples=(
        Example.flagged("Your invoice.", given=_with("⟦invoice.pdf⟧", "JVBERi0xLjcKZW5kc3RyZWFt")),
        Example.flagged("Your invoice.", given=_with("⟦invoice.jpg⟧", "/9j/4AAQSkZJRgABAQ==")),
        Example.flagged("Your invoice.", given=_with("⟦invoice.docx⟧", "UEsDBBQAAAAIAA==")),
        Example.allowed("Your invoice.", given=_with("invoice.pdf", None)),
        Example.allowed("Your invoice.", given=_with("invoice.txt", "SW52b2ljZSA4ODI=")),
        Example.allowed("Votre facture.", given=_with("facture.txt", "RmFjdHVyZSDpbGUgODgy")),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit]:
    """Report what opening the files could not do."""
    for file in attached_files(ctx):
        if file.opened.unreadable is not None:
            reason = file.opened.unreadable.value
            yield Hit(f"The file could not be read as a whole: {reason}.", file.span)
