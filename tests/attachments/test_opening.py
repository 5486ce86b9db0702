"""Ordinary files give their kind, their text by page or paragraph, and their links."""

import pytest

from app.attachments.bounds import OpeningLimits
from app.attachments.opening import open_attachment, open_content
from app.domain.file_kind import FileKind
from app.domain.opened import Danger, OpenedAttachment, Unreadable
from app.domain.submission import DeclaredAttachment
from tests.attachments import builders

LIMITS = OpeningLimits()


def opened(content: bytes) -> OpenedAttachment:
    return open_content(content, LIMITS)


def texts(found: OpenedAttachment) -> list[str]:
    return [found.text[part.start : part.end] for part in found.parts]


def targets(found: OpenedAttachment) -> list[str]:
    return [found.text[link.start : link.end] for link in found.links]


def test_pdf_gives_its_text_a_page_and_its_links() -> None:
    content = builders.pdf(
        ["Your invoice", "249 EUR"], ["Thank you"], link="https://oakline.example/"
    )
    found = opened(content)
    assert (found.kind, found.unreadable, found.dangers) == (FileKind.PDF, None, ())
    assert [part.page for part in found.parts] == [1, 2]
    assert "Your invoice" in texts(found)[0]
    assert texts(found)[1].strip() == "Thank you"
    assert targets(found) == ["https://oakline.example/"]
    assert found.links[0].page == 1


def test_word_document_gives_its_paragraphs_header_and_links() -> None:
    link = '<w:p><w:hyperlink r:id="l"><w:r><w:t>our shop</w:t></w:r></w:hyperlink></w:p>'
    content = builders.docx(
        "Care instructions",
        "",
        "<w:p><w:r><w:t>Wash at</w:t><w:tab/><w:t>40 degrees</w:t></w:r></w:p>",
        link,
        links=builders.outside("l", "hyperlink", "https://oakline.example/care"),
    )
    found = opened(content)
    assert (found.kind, found.unreadable, found.dangers) == (FileKind.DOCX, None, ())
    assert texts(found) == ["Care instructions", "Wash at\t40 degrees", "our shop", "Oakline"]
    assert [part.paragraph for part in found.parts] == [1, 3, 4, 5]
    assert targets(found) == ["https://oakline.example/care"]
    assert found.links[0].label == "our shop"


def test_text_in_a_box_is_read_once() -> None:
    box = (
        "<w:p><w:r><w:t>Outside.</w:t></w:r><w:r><w:txbxContent>"
        "<w:p><w:r><w:t>Inside.</w:t></w:r></w:p></w:txbxContent></w:r></w:p>"
    )
    assert texts(opened(builders.docx(box)))[:2] == ["Outside.", "Inside."]


def test_open_document_gives_its_paragraphs_and_links() -> None:
    content = builders.odt(
        "<text:h>Aufbau</text:h>",
        '<text:p>Siehe <text:a xlink:href="https://oakline.example/">hier</text:a> nach.</text:p>',
    )
    found = opened(content)
    assert (found.kind, found.unreadable, found.dangers) == (FileKind.ODT, None, ())
    assert texts(found) == ["Aufbau", "Siehe hier nach."]
    assert targets(found) == ["https://oakline.example/"]


def test_word_97_document_gives_its_paragraphs_and_links() -> None:
    field = '\x13 HYPERLINK "https://oakline.example/" \x14our page\x15'
    found = opened(builders.doc(f"Montage\rSchritt 1: {field}\r"))
    assert (found.kind, found.unreadable, found.dangers) == (FileKind.DOC, None, ())
    assert texts(found) == ["Montage", "Schritt 1: our page"]
    assert targets(found) == ["https://oakline.example/"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_text_file_is_read_in_its_encoding(encoding: str) -> None:
    found = opened("Größe: 40\r\n\r\nGewicht: 12 kg".encode(encoding))
    assert found.kind is FileKind.TEXT
    assert texts(found) == ["Größe: 40", "Gewicht: 12 kg"]


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (builders.png(30, 20), FileKind.PNG),
        (builders.jpeg(30, 20), FileKind.JPEG),
        (builders.gif(30, 20), FileKind.GIF),
    ],
)
def test_picture_gives_its_size(content: bytes, kind: FileKind) -> None:
    found = opened(content)
    assert (found.kind, found.width, found.height, found.unreadable) == (kind, 30, 20, None)


@pytest.mark.parametrize(
    ("content", "danger"),
    [
        (builders.changed_pdf("javascript"), Danger.JAVASCRIPT),
        (builders.changed_pdf("launch"), Danger.LAUNCH_ACTION),
        (builders.changed_pdf("setup.exe"), Danger.EMBEDDED_FILE),
        (builders.docx("a", more={"word/vbaProject.bin": b"x"}), Danger.MACRO),
        (builders.docx("a", more={"word/embeddings/oleObject1.bin": b"x"}), Danger.EMBEDDED_OBJECT),
        (
            builders.docx(
                "a",
                more=builders.settings_relations(
                    builders.outside("t", "attachedTemplate", "https://evil.example/t.dotm")
                ),
            ),
            Danger.REMOTE_TEMPLATE,
        ),
        (
            builders.docx("<w:p><w:r><w:instrText>DDEAUTO c:\\\\cmd.exe</w:instrText></w:r></w:p>"),
            Danger.REMOTE_TEMPLATE,
        ),
        (builders.odt("a", more={"Basic/Standard/Module1.xml": "<m/>"}), Danger.MACRO),
        (builders.doc("a\r", storages=("Macros",)), Danger.MACRO),
        (b"MZ" + bytes(200), Danger.PROGRAM),
        (b"\x7fELF" + bytes(60), Danger.PROGRAM),
        (b"#!/bin/sh\nrm -r .\n", Danger.SCRIPT),
        (b"<html><script>alert(1)</script></html>", Danger.SCRIPT),
        (builders.archive({"a.txt": "a"}), Danger.ARCHIVE),
        (b"Rar!\x1a\x07\x01\x00", Danger.ARCHIVE),
        (builders.archive({"META-INF/MANIFEST.MF": "", "A.class": b"\xca\xfe"}), Danger.PROGRAM),
    ],
)
def test_what_acts_is_found(content: bytes, danger: Danger) -> None:
    assert danger in opened(content).dangers


def test_data_that_an_electronic_invoice_embeds_is_harmless() -> None:
    found = opened(builders.changed_pdf("factur-x.xml"))
    assert found.embedded == ("factur-x.xml",)
    assert found.dangers == ()


def test_note_on_a_page_is_read_with_the_page() -> None:
    found = opened(builders.changed_pdf("note"))
    assert any("SPRING15" in text for text in texts(found))
    assert {part.page for part in found.parts} == {1}


def test_protection_against_changes_keeps_nobody_from_reading() -> None:
    found = opened(builders.changed_pdf("protected"))
    assert found.unreadable is None
    assert "Assembly" in found.text


@pytest.mark.parametrize(
    "content",
    [
        builders.changed_pdf("locked"),
        builders.ole({"EncryptedPackage": bytes(64), "EncryptionInfo": bytes(64)}),
        builders.doc("a\r", flags=0x0300),
        builders.odt("a", more={"META-INF/manifest.xml": "<m><encryption-data/></m>"}),
    ],
)
def test_encrypted_file_says_so(content: bytes) -> None:
    assert opened(content).unreadable is Unreadable.ENCRYPTED


def test_file_without_content_is_as_declared() -> None:
    found = open_attachment(DeclaredAttachment("a.pdf", size_bytes=12), LIMITS)
    assert (found.size_bytes, found.kind, found.is_opened) == (12, None, False)


def test_empty_file_says_so() -> None:
    assert opened(b"").unreadable is Unreadable.EMPTY
