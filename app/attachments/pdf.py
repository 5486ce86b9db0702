"""Reading PDF files: text a page, links, what acts, what is embedded.

qpdf (through pikepdf) gives the objects, however the file stores or breaks them; PDFium, the reader
of a browser, gives the text as a buyer sees it.
"""

import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Final

import pikepdf
import pypdfium2

from app.attachments.bounds import FileBrokenError, FileEncryptedError, FileTooLongError
from app.attachments.kinds import kind_of_bytes
from app.attachments.reading import Reading
from app.domain.file_kind import FileKind
from app.domain.opened import Danger

_ACTING: Final = (b"/JavaScript", b"/JS", b"/Launch", b"/RichMedia", b"/EmbeddedFile", b"/EF")
_ACTIVE_KINDS: Final = frozenset((FileKind.EXECUTABLE, FileKind.SCRIPT, FileKind.ARCHIVE))
_CLOSING: Final = b"%%EOF"
_CLOSING_REACH: Final = 2_048
_HEAD: Final = 4_096
_DEEPEST: Final = 20
_CHECK_EVERY: Final = 256
_ODD_OBJECT: Final = (pikepdf.PdfError, AttributeError, KeyError, TypeError, ValueError)


def read_pdf(content: bytes, reading: Reading) -> None:
    """Read a document; what acts is looked for first, for it matters most.

    Raises:
        FileBrokenError: it has no pages, or ends before its end.
        FileEncryptedError: it opens with a password only.
        FileTooLongError: it has more pages or objects than are read.
    """
    try:
        pdf = pikepdf.open(BytesIO(content), suppress_warnings=True)
    except pikepdf.PasswordError as error:
        raise FileEncryptedError from error
    except pikepdf.PdfError as error:
        raise FileBrokenError from error
    with pdf:
        reading.pages = len(pdf.pages)
        if not reading.pages:
            raise FileBrokenError
        _note_dangers(pdf, reading)
        _read_annotations(pdf, reading)
        _read_pages(_readable(content, pdf), reading)
    if _CLOSING not in content[-_CLOSING_REACH:]:
        raise FileBrokenError
    if reading.pages > reading.limits.pages:
        raise FileTooLongError


def _note_dangers(pdf: pikepdf.Pdf, reading: Reading) -> None:
    for number, item in enumerate(pdf.objects):
        if number >= reading.limits.objects:
            raise FileTooLongError
        if number % _CHECK_EVERY == 0:
            reading.deadline.check()
        try:
            _note_object(item, reading)
        except _ODD_OBJECT:
            continue


def _note_object(item: pikepdf.Object, reading: Reading) -> None:
    is_stream = isinstance(item, pikepdf.Stream)
    held = item.stream_dict if is_stream else item
    if not isinstance(held, pikepdf.Dictionary | pikepdf.Array):
        return
    written = held.unparse(resolved=True)
    if not any(name in written for name in _ACTING):
        return
    if is_stream and held.get("/Type") == pikepdf.Name.EmbeddedFile:
        _note_embedded(item.read_raw_bytes(), held, reading)
    for inner in _direct(held):
        _note_action(inner, reading)


def _direct(item: pikepdf.Object) -> Iterator[pikepdf.Dictionary]:
    """Yield a dictionary and those inside of it that are no objects of their own."""
    stack: list[tuple[object, int]] = [(item, 0)]
    while stack:
        current, depth = stack.pop()
        children: list[object] = []
        if isinstance(current, pikepdf.Dictionary):
            yield current
            children = [value for _, value in current.items()]
        elif isinstance(current, pikepdf.Array):
            children = list(current)
        if depth < _DEEPEST:
            stack += (
                (child, depth + 1)
                for child in children
                if isinstance(child, pikepdf.Object) and not child.is_indirect
            )


def _note_action(item: pikepdf.Dictionary, reading: Reading) -> None:
    action = item.get("/S")
    if action == "/JavaScript" or "/JS" in item:
        reading.add_danger(Danger.JAVASCRIPT)
    if action == "/Launch":
        reading.add_danger(Danger.LAUNCH_ACTION)
    if item.get("/Subtype") == "/RichMedia":
        reading.add_danger(Danger.EMBEDDED_OBJECT)
    if "/EF" in item:
        reading.add_embedded(str(item.get("/UF", item.get("/F", ""))))


def _note_embedded(raw: bytes, entry: pikepdf.Object, reading: Reading) -> None:
    """Look at the first bytes of an embedded file, whatever its name says."""
    if entry.get("/Filter") == pikepdf.Name.FlateDecode:
        try:
            raw = zlib.decompressobj().decompress(raw, _HEAD)
        except zlib.error:
            return
    if kind_of_bytes(raw[:_HEAD]) in _ACTIVE_KINDS:
        reading.add_danger(Danger.EMBEDDED_FILE)


def _read_annotations(pdf: pikepdf.Pdf, reading: Reading) -> None:
    for number, page in enumerate(pdf.pages, 1):
        if number > reading.limits.pages:
            return
        reading.deadline.check()
        annotations = page.obj.get("/Annots")
        if isinstance(annotations, pikepdf.Array):
            for annotation in annotations:
                if isinstance(annotation, pikepdf.Dictionary):
                    _read_annotation(annotation, number, reading)


def _read_annotation(annotation: pikepdf.Dictionary, page: int, reading: Reading) -> None:
    """Read where a link leads, and what stands in a note or a form field."""
    try:
        action = annotation.get("/A")
        if isinstance(action, pikepdf.Dictionary) and "/URI" in action:
            reading.add_link(str(action["/URI"]), page=page)
        kind = annotation.get("/Subtype")
        if kind == "/FreeText":
            reading.add_text(str(annotation.get("/Contents", "")), page=page)
        elif kind == "/Widget" and isinstance(annotation.get("/V"), pikepdf.String):
            reading.add_text(str(annotation["/V"]), page=page)
    except _ODD_OBJECT:
        return


def _readable(content: bytes, pdf: pikepdf.Pdf) -> pypdfium2.PdfDocument:
    """Open the document with PDFium, mended by qpdf where PDFium refuses it."""
    try:
        return pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError:
        mended = BytesIO()
        try:
            pdf.save(mended)
            return pypdfium2.PdfDocument(mended.getvalue())
        except (pikepdf.PdfError, pypdfium2.PdfiumError) as error:
            raise FileBrokenError from error


def _read_pages(document: pypdfium2.PdfDocument, reading: Reading) -> None:
    try:
        for index in range(min(len(document), reading.limits.pages)):
            reading.deadline.check()
            try:
                page = document[index]
                text_page = page.get_textpage()
            except pypdfium2.PdfiumError as error:
                raise FileBrokenError from error
            try:
                reading.add_text(text_page.get_text_range(), page=index + 1)
            finally:
                text_page.close()
                page.close()
    finally:
        document.close()
