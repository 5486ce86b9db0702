"""An attached file is not what it is declared to be.

Its bytes, its name and its declared type contradict each other; a second ending hides the first;
its size is another than declared; or it is declared an invoice, a manual or a warranty and, by its
name or by what the message says of it, holds a coupon, a request for reviews or advertising.

## Not flagged
Kinds that cannot be told apart by their bytes, such as a table saved as text. A file that is cut
short or encrypted, which is `attachment-unreadable`.

## How to fix
Send the file under its own name and kind, and leave advertising out.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.file_kind import FileKind, FileTypes
from app.domain.finding import Hit
from app.domain.message_type import AttachmentPurpose
from app.domain.severity import Confidence, Severity
from app.domain.vocabulary import FileTopic
from app.rules.attachment._announced import announces_coupon
from app.rules.attachment._files import AttachedFile, attached_files, topics
from app.rules.attachment._kinds import UNMISTAKABLE, are_alike, are_called_alike
from app.rules.contract import Example, RuleContext, rule

_REORDERING: Final = "\u202d\u202e\u2066\u2067\u2068"
_CONTAINERS: Final = frozenset((FileKind.ARCHIVE, FileKind.DOC, FileKind.OFFICE))
_SELLING: Final = {
    FileTopic.COUPON: "a coupon",
    FileTopic.REVIEW: "about reviews",
    FileTopic.ADVERTISING: "advertising",
}
_PERMITTED_TOPICS: Final = frozenset(
    FileTopic(purpose) for purpose in AttachmentPurpose if purpose is not AttachmentPurpose.OTHER
)


def _with(filename: str, content_type: str | None = None, **given: object) -> dict[str, object]:
    file = {"filename": filename, "content_type": content_type, "purpose": "invoice", **given}
    return {"message": {"attachments": [file]}}


@rule(
    severity=Severity.ERROR,
    clauses=("no-needless-attachments",),
    since="0.1.0",
    examples=(
        Example.flagged("The invoice.", given=_with("⟦Invoice_0093.pdf.js⟧")),
        Example.flagged("Die Rechnung.", given=_with("⟦Rechnung.pdf⟧", "image/png")),
        Example.flagged("Su factura.", given=_with("⟦Factura_con_vale_descuento.pdf⟧")),
        Example.flagged("发票见附件。", given=_with("⟦五星好评返现.pdf⟧")),
        Example.flagged(
            "The invoice.", given=_with("⟦invoice.pdf⟧", content_base64="R0lGODlhAQABAA==")
        ),
        Example.flagged(
            "The invoice.",
            given=_with("⟦invoice.txt⟧", content_base64="SW52b2ljZQ==", size_bytes=48213),
        ),
        Example.flagged(
            "On the second page is a 15% voucher for your next purchase.",
            given=_with("⟦invoice_33817.pdf⟧"),
        ),
        Example.allowed("The invoice.", given=_with("invoice_2026.03.pdf", "application/pdf")),
        Example.allowed("The invoice.", given=_with("invoice.csv", content_base64="YSxiCjEsMgo=")),
        Example.allowed(
            "Die Rechnung.", given=_with("RE-2026-00817.pdf", "application/octet-stream")
        ),
        Example.allowed("Please look at it.", given=_with("proof_for_review.pdf")),
        Example.allowed("Der Brief.", given=_with("Brief.docx", "application/msword")),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit]:
    """Hold name, declared type, bytes, size and purpose of each file against each other."""
    types = ctx.policy.vocabulary.file_types
    files = tuple(attached_files(ctx))
    contradicted = False
    for file in files:
        sentence = (
            _hidden_ending(file, types)
            or _contradiction(file)
            or _other_size(file)
            or _other_topic(ctx, file)
        )
        if sentence is not None:
            contradicted = True
            yield Hit(sentence, file.span)
    harmless = next((file for file in files if _is_declared_harmless(file)), None)
    if harmless is not None and not contradicted and announces_coupon(ctx):
        sentence = "By the message's own words the file holds a coupon."
        yield Hit(sentence, harmless.span, confidence=Confidence.MEDIUM)


def _hidden_ending(file: AttachedFile, types: FileTypes) -> str | None:
    """Find an ending that is there to be read in place of the last one."""
    if any(character in file.declared.filename for character in _REORDERING):
        return "A control character in the name changes the order in which it is shown."
    if len(file.endings) > 1 and file.named is not None:
        before = types.by_ending.get(file.endings[-2])
        is_bait = before in UNMISTAKABLE or (before is not None and file.named in types.active)
        if is_bait and before is not None and not are_called_alike(before, file.named):
            return f"The name reads like a {before}, and its last ending makes it a {file.named}."
    return None


def _contradiction(file: AttachedFile) -> str | None:
    named, declared, real = file.named, file.declared_kind, file.opened.kind
    if named is not None and declared is not None and not are_called_alike(named, declared):
        return f"By its name the file is a {named}, by its declared type a {declared}."
    promised = named or declared
    if promised is None or real is None or are_alike(promised, real):
        return None
    if file.opened.unreadable is not None and real in _CONTAINERS:
        return None
    if real is FileKind.OTHER and (promised not in UNMISTAKABLE or not file.opened.size_bytes):
        return None
    return f"The file is said to be a {promised}, and its bytes are those of a {real}."


def _other_size(file: AttachedFile) -> str | None:
    said, content = file.declared.size_bytes, file.declared.content
    if said is None or content is None or said == len(content):
        return None
    return f"The file has {len(content):,} bytes, not {said:,} as declared."


def _other_topic(ctx: RuleContext, file: AttachedFile) -> str | None:
    """Tell whether a file of a permitted purpose is by its name something that sells."""
    if not _is_declared_harmless(file):
        return None
    found = topics(file.declared.filename, ctx.policy.vocabulary.files)
    for topic, said in _SELLING.items():
        is_beside = topic is FileTopic.ADVERTISING and found & _PERMITTED_TOPICS
        if topic in found and not is_beside:
            return f"By its name the file is {said}, whatever it is declared to be."
    return None


def _is_declared_harmless(file: AttachedFile) -> bool:
    return file.declared.purpose not in (None, AttachmentPurpose.OTHER)
