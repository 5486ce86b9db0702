"""An attached file serves none of the purposes that Amazon names.

Files are invoices, instructions, warranties, shipping labels, custom designs and legal papers.
What the caller declares counts; where he declares nothing or `other`, the file's name may still
tell that it is one of these. A picture of one pixel serves none.

## Severity
An error; a warning where no purpose is declared and the name tells nothing.

## Not flagged
A file without a declared purpose in a reply, which may be what the buyer asked for, or in a
message whose type is that of a file: an invoice, a warranty, a customization, a legal disclosure.
Advertising under a permitted purpose, which is `attachment-content-mismatch`.

## How to fix
Leave the file out, or declare what it is.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.finding import Hit
from app.domain.message_type import AttachmentPurpose, Initiative, MessageType
from app.domain.opened import OpenedAttachment
from app.domain.severity import Severity
from app.domain.vocabulary import FileTopic
from app.rules.attachment._files import AttachedFile, attached_files, topics
from app.rules.contract import Example, RuleContext, rule

_FOREIGN: Final = frozenset(
    (FileTopic.COUPON, FileTopic.REVIEW, FileTopic.ADVERTISING, FileTopic.PICTURE)
)
_FILE_TYPES: Final = frozenset(
    (
        MessageType.INVOICE,
        MessageType.WARRANTY,
        MessageType.CUSTOMIZATION,
        MessageType.LEGAL_DISCLOSURE,
    )
)


def _with(filename: str, purpose: str | None, **message: object) -> dict[str, object]:
    files = [{"filename": filename, "purpose": purpose}]
    return {"message": {"attachments": files, **message}}


@rule(
    severity=Severity.ERROR,
    also=(Severity.WARNING,),
    clauses=("no-needless-attachments",),
    since="0.1.0",
    examples=(
        Example.flagged("Anbei der Herbst.", given=_with("⟦Katalog_Herbst.pdf⟧", "other")),
        Example.flagged("Your ring is ready.", given=_with("⟦your_ring_1.jpg⟧", "other")),
        Example.flagged("Vår lookbook.", given=_with("⟦lookbook-var-2026.pdf⟧", None)),
        Example.flagged(
            "See the file.", given=_with("⟦IMG_2031.jpg⟧", None), severity=Severity.WARNING
        ),
        Example.allowed("The invoice.", given=_with("RE-2026-00817.pdf", "invoice")),
        Example.allowed("So geht der Aufbau.", given=_with("Montageanleitung.pdf", "other")),
        Example.allowed("The label.", given=_with("return_label_ups.pdf", None)),
        Example.allowed("As you asked.", given=_with("IMG_2031.jpg", None, initiative="reply")),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit]:
    """Weigh the declared purpose and the name of each file."""
    for file in attached_files(ctx):
        if _is_single_pixel(file.opened):
            yield Hit("The picture is a single pixel, which only tracks.", file.span)
            continue
        severity = _severity(ctx, file)
        if severity is not None:
            yield Hit(
                "The file is no invoice, instruction, warranty, label, design or legal paper.",
                file.span,
                severity,
            )


def _severity(ctx: RuleContext, file: AttachedFile) -> Severity | None:
    purpose = file.declared.purpose
    if purpose not in (None, AttachmentPurpose.OTHER):
        return None
    found = topics(file.declared.filename, ctx.policy.vocabulary.files)
    if found - _FOREIGN and not found & {FileTopic.COUPON, FileTopic.REVIEW}:
        return None
    if found or purpose is AttachmentPurpose.OTHER:
        return Severity.ERROR
    declared = ctx.message.declared
    if declared.initiative is Initiative.REPLY or declared.message_type in _FILE_TYPES:
        return None
    return Severity.WARNING


def _is_single_pixel(opened: OpenedAttachment) -> bool:
    return opened.width == opened.height == 1
