"""An attached file is of a kind that messages do not carry.

Amazon takes text files, PDF and Word documents, JPEG and PNG pictures. The last ending of the name
decides; without one, the declared media type or the bytes do.

## Not flagged
GIF pictures, which are `style-gif`. Programs, scripts, archives and documents with macros, which
are `attachment-active-content`. A file whose bytes are of another kind than its name says, which is
`attachment-content-mismatch`.

## How to fix
Save the file as PDF.
"""

from collections.abc import Iterator

from app.domain.file_kind import FileKind
from app.domain.finding import Hit
from app.domain.severity import Severity
from app.rules.attachment._files import AttachedFile, attached_files
from app.rules.contract import Example, RuleContext, rule


def _with(filename: str, content_type: str | None = None) -> dict[str, object]:
    file = {"filename": filename, "content_type": content_type, "purpose": "instructions"}
    return {"message": {"attachments": [file]}}


@rule(
    severity=Severity.ERROR,
    clauses=("no-needless-attachments",),
    since="0.1.0",
    examples=(
        Example.flagged("Here is the parts list.", given=_with("⟦parts_list.xlsx⟧")),
        Example.flagged("Hier ist die Zeichnung.", given=_with("⟦Zeichnung.webp⟧")),
        Example.flagged("Voici la notice.", given=_with("⟦notice⟧", "video/mp4")),
        Example.allowed("Here is the manual.", given=_with("manual.PDF", "application/pdf")),
        Example.allowed("Here is the photo.", given=_with("assembly_step_3.jpeg")),
        Example.allowed("Here is the file.", given=_with("instructions.exe"), why="active content"),
        Example.allowed(
            "Here is the file.", given=_with("instructions.gif"), why="a matter of style"
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit]:
    """Look at each file's kind."""
    types = ctx.policy.vocabulary.file_types
    elsewhere = {*types.permitted, *types.active, FileKind.GIF}
    for file in attached_files(ctx):
        kind = _kind(file)
        if kind not in elsewhere:
            yield Hit("Messages carry only txt, pdf, doc, docx, jpg and png files.", file.span)


def _kind(file: AttachedFile) -> FileKind:
    """Give the kind that the file goes by."""
    return file.named or file.declared_kind or file.opened.kind or FileKind.OTHER
