"""What the rules of this family share: a file's name taken apart."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.file_kind import FileKind, FileTypes
from app.domain.opened import OpenedAttachment
from app.domain.span import Span, attachment_filename
from app.domain.submission import DeclaredAttachment
from app.domain.vocabulary import FileTopic, FileWords
from app.rules.contract import RuleContext
from app.text.fold import fold
from app.text.names import spell_out


@dataclass(frozen=True, slots=True)
class AttachedFile:
    """A file with what is known of it; `span` is its name's place, `endings` the name's, in order.

    `named` is the kind that the last ending stands for, `declared_kind` that of the declared media
    type; both are None where there is none, or one that says nothing.
    """

    index: int
    declared: DeclaredAttachment
    opened: OpenedAttachment
    span: Span
    endings: tuple[str, ...]
    named: FileKind | None
    declared_kind: FileKind | None


def attached_files(ctx: RuleContext) -> Iterator[AttachedFile]:
    """Yield the files of the message, in order."""
    types = ctx.policy.vocabulary.file_types
    message = ctx.message
    for index, declared in enumerate(message.declared.attachments):
        endings = _endings(declared.filename)
        field = attachment_filename(index)
        yield AttachedFile(
            index=index,
            declared=declared,
            opened=message.attachments[index],
            span=Span(field, 0, len(message.fields[field].normalised)),
            endings=endings,
            named=types.by_ending.get(endings[-1], FileKind.OTHER) if endings else None,
            declared_kind=_declared_kind(declared.content_type, types),
        )


def topics(filename: str, words: FileWords) -> frozenset[FileTopic]:
    """Tell what a file's name says that the file is about."""
    name = spell_out(fold(_stem(filename)).text)
    return frozenset(
        topic for topic, needles in words.topics.items() if any(n in name for n in needles)
    )


def _endings(filename: str) -> tuple[str, ...]:
    """Give what follows the dots of a name, as an operating system reads it."""
    normal = unicodedata.normalize("NFKC", filename)
    visible = "".join(c for c in normal if unicodedata.category(c) not in ("Cf", "Cc"))
    name = visible.replace("\\", "/").rpartition("/")[2].strip(" .")
    return tuple(ending.strip().lower() for ending in name.split(".")[1:])


def _stem(filename: str) -> str:
    name, dot, ending = filename.rpartition(".")
    return name if dot and len(ending.strip()) <= len("settingcontent-ms") else filename


def _declared_kind(content_type: str | None, types: FileTypes) -> FileKind | None:
    if content_type is None:
        return None
    media_type = content_type.partition(";")[0].strip().lower()
    return types.by_media_type.get(media_type)
