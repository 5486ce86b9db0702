"""Files are opened in a process of their own, which is replaced when a file takes it down."""

from collections.abc import Iterator
from dataclasses import replace

import pytest

from app.attachments.bounds import OpeningLimits
from app.attachments.opener import AttachmentOpener
from app.attachments.opening import open_content
from app.domain.file_kind import FileKind
from app.domain.opened import Unreadable
from app.domain.submission import DeclaredAttachment
from tests.attachments import builders

LIMITS = OpeningLimits()
INVOICE = builders.pdf(builders.INVOICE_LINES, link="https://oakline.example/")


@pytest.fixture(scope="module")
def opener() -> Iterator[AttachmentOpener]:
    with AttachmentOpener(LIMITS) as opener:
        yield opener


def file(content: bytes | None) -> DeclaredAttachment:
    return DeclaredAttachment("a.pdf", content=content)


@pytest.mark.parametrize(
    "content",
    [
        INVOICE,
        builders.docx("Zeile 1", "第二行", more={"word/vbaProject.bin": b""}),
        builders.changed_pdf("setup.exe"),
        builders.changed_pdf("locked"),
        builders.png(1, 1),
        b"",
        b"x" * 3_000_000,
    ],
)
def test_answer_is_the_same_as_without_a_process(opener: AttachmentOpener, content: bytes) -> None:
    assert opener.open_all([file(content)]) == (open_content(content, LIMITS),)


def test_files_are_answered_in_order(opener: AttachmentOpener) -> None:
    found = opener.open_all([file(builders.png(2, 2)), file(None), file(INVOICE)])
    assert [answer.kind for answer in found] == [FileKind.PNG, None, FileKind.PDF]


def test_file_that_keeps_the_process_busy_is_given_up_and_the_next_one_is_opened() -> None:
    limits = replace(LIMITS, seconds=0.5)
    with AttachmentOpener(limits) as opener:
        assert opener.open_all([file(INVOICE)])[0].unreadable is None
        busy = file(builders.busy_pdf(1_500_000))
        given_up, after = opener.open_all([busy, file(INVOICE)])
        assert (given_up.kind, given_up.unreadable) == (FileKind.PDF, Unreadable.TOO_LONG)
        assert after.unreadable is None


def test_file_that_needs_more_memory_than_there_is_is_given_up() -> None:
    tags = b"<a>" + b"<b/>" * 4_000_000 + b"</a>"
    hungry = file(builders.docx("a", more={"word/header2.xml": tags}))
    with AttachmentOpener(replace(LIMITS, memory_bytes=60_000_000)) as opener:
        given_up, after = opener.open_all([hungry, file(INVOICE)])
    assert given_up.unreadable is Unreadable.TOO_LONG
    assert after.unreadable is None


def test_closed_opener_opens_again() -> None:
    opener = AttachmentOpener(LIMITS)
    try:
        opener.open_all([file(INVOICE)])
        opener.close()
        assert opener.open_all([file(INVOICE)])[0].unreadable is None
    finally:
        opener.close()
