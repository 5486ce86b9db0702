"""An attached file holds something that acts on its own.

Programs, scripts, archives and documents with macros can do harm on the buyer's machine, and mail
filters drop them. By name and declared type these are known at sight; a file whose content was sent
is looked into as well: macros, JavaScript, actions that start a program, embedded files that can
run, templates that are loaded from elsewhere, and a second file hidden behind the first.

## Not flagged
Links, which belong to their own rules. Data that electronic invoices embed.

## Not evaluated
A file that is longer or more complex than what is looked at.

## How to fix
Save the document as PDF, without macros or scripts.
"""

from collections.abc import Iterator

from app.domain.file_kind import FileKind, FileTypes
from app.domain.finding import Hit, Unknown
from app.domain.opened import Danger, Unreadable
from app.domain.severity import NotEvaluatedReason, Severity
from app.rules.attachment._files import AttachedFile, attached_files
from app.rules.contract import Example, RuleContext, rule


def _with(filename: str, content_type: str | None = None) -> dict[str, object]:
    file = {"filename": filename, "content_type": content_type, "purpose": "instructions"}
    return {"message": {"attachments": [file]}}


@rule(
    severity=Severity.ERROR,
    clauses=("presend",),
    since="0.1.0",
    examples=(
        Example.flagged("Please run this.", given=_with("⟦LabelPro_Setup.exe⟧")),
        Example.flagged("Hier die Anleitung.", given=_with("⟦Anleitung.docm⟧")),
        Example.flagged("All manuals in one file.", given=_with("⟦manuals.zip⟧")),
        Example.flagged("The invoice.", given=_with("⟦invoice⟧", "application/javascript")),
        Example.allowed("Here is the manual.", given=_with("manual.pdf", "application/pdf")),
        Example.allowed("Voici la notice.", given=_with("notice.docx")),
        Example.allowed(
            "Here is the list.", given=_with("list.xlsx"), why="of the wrong type only"
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Look at names, declared types and what was found inside."""
    types = ctx.policy.vocabulary.file_types
    for file in attached_files(ctx):
        sentence = _inside(file, types) or _by_name(file, types)
        if sentence is not None:
            yield Hit(sentence, file.span)
        elif file.opened.unreadable is Unreadable.TOO_LONG:
            yield Unknown(NotEvaluatedReason.LIMIT_REACHED)


def _by_name(file: AttachedFile, types: FileTypes) -> str | None:
    for kind in (file.named, file.declared_kind):
        if kind in types.active:
            return f"The file is {_with_article(kind)}."
    return None


def _inside(file: AttachedFile, types: FileTypes) -> str | None:
    dangers = list(file.opened.dangers)
    if any(_can_run(name, types) for name in file.opened.embedded):
        dangers.append(Danger.EMBEDDED_FILE)
    if not dangers:
        return None
    return f"The file holds {', '.join(dict.fromkeys(dangers))}."


def _can_run(name: str, types: FileTypes) -> bool:
    ending = name.rpartition(".")[2].strip().lower()
    return types.by_ending.get(ending) in types.active


def _with_article(kind: FileKind | None) -> str:
    name = str(kind)
    return f"an {name}" if name[0] in "aeiou" else f"a {name}"
