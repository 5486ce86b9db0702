"""Makes the files that the tests open: as common tools write them, and as no tool would."""

import struct
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from io import BytesIO

import pikepdf
from fpdf import FPDF

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATED = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

INVOICE_LINES = (
    "Oakline Furniture GmbH, Lindenallee 14, 20144 Hamburg",
    "Telephone +49 40 5559 0147, service@oakline.example, www.oakline.example",
    "Invoice RE-2026-00817, order 028-1234567-1234567",
    "1 bookcase, oak: 249.00 EUR. VAT 19 %: 39.76 EUR. Total: 249.00 EUR",
    "IBAN DE89 3704 0044 0532 0130 00. Paid through Amazon.",
)


def pdf(*pages: Iterable[str], link: str | None = None) -> bytes:
    """Print pages of lines, the first line of the first page as a link where one is given."""
    document = FPDF()
    document.set_font("Helvetica", size=11)
    for number, lines in enumerate(pages):
        document.add_page()
        for line_number, line in enumerate(lines):
            target = link if number == line_number == 0 and link else ""
            document.cell(0, 8, line, link=target, new_x="LMARGIN", new_y="NEXT")
    return bytes(document.output())


def changed_pdf(change: str) -> bytes:
    """Make a PDF of one page that holds something beyond text."""
    document = pikepdf.open(BytesIO(pdf(["Assembly, page one"])))
    name, text, entry = pikepdf.Name, pikepdf.String, pikepdf.Dictionary
    if change == "javascript":
        document.Root.OpenAction = entry(S=name.JavaScript, JS=text("app.alert(1)"))
    elif change == "launch":
        action = entry(S=name.Launch, F=text("calc.exe"))
        document.pages[0].obj.AA = entry(O=action)
    elif change in ("setup.exe", "factur-x.xml"):
        content = b"MZ" + bytes(200) if change.endswith("exe") else b"<?xml version='1.0'?><a/>"
        document.attachments[change] = pikepdf.AttachedFileSpec(
            document,
            content,
            filename=change,
            description="",
            mime_type="",
            creation_date="",
            mod_date="",
        )
    elif change == "note":
        note = entry(
            Type=name.Annot,
            Subtype=name.FreeText,
            Rect=pikepdf.Array([0, 0, 200, 50]),
            Contents=text("Use code SPRING15 for your next order"),
        )
        document.pages[0].obj.Annots = pikepdf.Array([note])
    result = BytesIO()
    if change == "locked":
        document.save(result, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    elif change == "protected":
        document.save(result, encryption=pikepdf.Encryption(user="", owner="secret"))
    else:
        document.save(result, object_stream_mode=pikepdf.ObjectStreamMode.generate)
    return result.getvalue()


def busy_pdf(operations: int) -> bytes:
    """Make a small PDF whose only page draws very much."""
    document = pikepdf.new()
    document.add_blank_page()
    drawing = b"0 0 m 9 9 l S BT /F 1 Tf (a) Tj ET\n" * operations
    document.pages[0].obj.Contents = pikepdf.Stream(document, drawing)
    result = BytesIO()
    document.save(result, compress_streams=True)
    return result.getvalue()


def archive(members: Mapping[str, bytes | str]) -> bytes:
    """Make a ZIP file."""
    result = BytesIO()
    with zipfile.ZipFile(result, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in members.items():
            file.writestr(name, content)
    return result.getvalue()


def docx(*paragraphs: str, more: Mapping[str, bytes | str] | None = None, links: str = "") -> bytes:
    """Make a Word document with a header; `links` are relationships of its main part."""
    body = "".join(
        p if p.startswith("<w:") else f'<w:p><w:r><w:t xml:space="preserve">{p}</w:t></w:r></w:p>'
        for p in paragraphs
    )
    return archive(
        {
            "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/'
            'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>',
            "_rels/.rels": _relations(_relation("d", "officeDocument", "word/document.xml")),
            "word/document.xml": f'<w:document xmlns:w="{WORD}" xmlns:r="{RELATED}">'
            f"<w:body>{body}<w:sectPr/></w:body></w:document>",
            "word/_rels/document.xml.rels": _relations(links),
            "word/styles.xml": f'<w:styles xmlns:w="{WORD}"/>',
            "word/settings.xml": f'<w:settings xmlns:w="{WORD}"/>',
            "word/header1.xml": f'<w:hdr xmlns:w="{WORD}"><w:p><w:r><w:t>Oakline</w:t></w:r></w:p>'
            "</w:hdr>",
            **(more or {}),
        }
    )


def outside(identifier: str, kind: str, target: str) -> str:
    """Make a relationship to something outside of the document."""
    return _relation(identifier, kind, target, ' TargetMode="External"')


def settings_relations(*relations: str) -> dict[str, bytes | str]:
    """Make the part that says what a document's settings refer to."""
    return {"word/_rels/settings.xml.rels": _relations("".join(relations))}


def odt(*paragraphs: str, more: Mapping[str, bytes | str] | None = None) -> bytes:
    """Make an OpenDocument text."""
    text = "urn:oasis:names:tc:opendocument:xmlns:text:1.0"
    office = "urn:oasis:names:tc:opendocument:xmlns:office:1.0"
    script = "urn:oasis:names:tc:opendocument:xmlns:script:1.0"
    body = "".join(p if p.startswith("<text:") else f"<text:p>{p}</text:p>" for p in paragraphs)
    return archive(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "META-INF/manifest.xml": "<manifest/>",
            "content.xml": f'<office:document-content xmlns:office="{office}" xmlns:text="{text}" '
            f'xmlns:script="{script}" xmlns:xlink="http://www.w3.org/1999/xlink">'
            f"<office:body><office:text>{body}</office:text></office:body>"
            "</office:document-content>",
            **(more or {}),
        }
    )


def doc(text: str, *, storages: Iterable[str] = (), flags: int = 0x0200) -> bytes:
    """Make a Word 97 document: an OLE container with the document and its table of pieces."""
    encoded = text.encode("utf-16-le")
    pieces = struct.pack("<II", 0, len(text)) + struct.pack("<HIH", 0, 2_048, 0)
    table = b"\x02" + struct.pack("<I", len(pieces)) + pieces
    head = bytearray(2_048)
    struct.pack_into("<H", head, 10, flags)
    struct.pack_into("<II", head, 0x01A2, 0, len(table))
    document = bytes(head) + encoded
    streams = {"WordDocument": document, "1Table": table}
    return ole(streams, storages)


def ole(streams: Mapping[str, bytes], storages: Iterable[str] = ()) -> bytes:
    """Make an OLE container; every stream is laid in sectors of its own."""
    entries = [_entry("Root Entry", 5, 0xFFFFFFFE, 0)]
    sectors: list[bytes] = []
    fat: list[int] = []
    for name, content in streams.items():
        padded = content.ljust(4_096, b"\0")
        blocks = [padded[i : i + 512].ljust(512, b"\0") for i in range(0, len(padded), 512)]
        entries.append(_entry(name, 2, len(sectors), len(padded)))
        fat += [*range(len(sectors) + 1, len(sectors) + len(blocks)), 0xFFFFFFFE]
        sectors += blocks
    entries += [_entry(name, 1, 0, 0) for name in storages]
    directory = b"".join(entries)
    directory_start = len(sectors)
    blocks = [directory[i : i + 512].ljust(512, b"\0") for i in range(0, len(directory), 512)]
    fat += [*range(directory_start + 1, directory_start + len(blocks)), 0xFFFFFFFE]
    sectors += blocks
    fat_start = len(sectors)
    fat.append(0xFFFFFFFD)
    if len(fat) > 128:
        message = "the container is larger than one sector of its table tells"
        raise ValueError(message)
    sectors.append(struct.pack("<128I", *fat, *[0xFFFFFFFF] * (128 - len(fat))))
    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    struct.pack_into("<HHHHH", head, 24, 0x3E, 3, 0xFFFE, 9, 6)
    struct.pack_into("<IIIIIIIIII", head, 40, 0, 1, directory_start, 0, 4_096, *_NO_MORE, fat_start)
    struct.pack_into("<108I", head, 80, *[0xFFFFFFFF] * 108)
    return bytes(head) + b"".join(sectors)


_NO_MORE = (0xFFFFFFFE, 0, 0xFFFFFFFE, 0)


def png(width: int, height: int) -> bytes:
    """Make a grey PNG picture."""
    rows = b"".join(b"\0" + bytes(width) for _ in range(height))
    return (
        b"\x89PNG\r\n\x1a\n"
        + _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + _chunk(b"IDAT", zlib.compress(rows))
        + _chunk(b"IEND", b"")
    )


def jpeg(width: int, height: int) -> bytes:
    """Make what is whole of a JPEG picture as far as its size goes."""
    frame = struct.pack(">BHHB", 8, height, width, 1) + b"\x01\x11\x00"
    return (
        b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"
        b"\xff\xc0"
        + struct.pack(">H", len(frame) + 2)
        + frame
        + b"\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00"
        + bytes(40)
        + b"\xff\xd9"
    )


def gif(width: int, height: int) -> bytes:
    """Make a GIF picture of one frame."""
    return (
        b"GIF89a"
        + struct.pack("<HHBBB", width, height, 0x80, 0, 0)
        + bytes(6)
        + b"\x2c"
        + struct.pack("<HHHHB", 0, 0, width, height, 0)
        + b"\x02\x02\x44\x01\x00\x3b"
    )


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def _entry(name: str, kind: int, start: int, size: int) -> bytes:
    encoded = name.encode("utf-16-le")
    entry = bytearray(128)
    entry[: len(encoded)] = encoded
    struct.pack_into("<HB", entry, 64, len(encoded) + 2, kind)
    struct.pack_into("<II", entry, 116, start, size)
    return bytes(entry)


def _relation(identifier: str, kind: str, target: str, mode: str = "") -> str:
    return f'<Relationship Id="{identifier}" Type="{RELATED}/{kind}" Target="{target}"{mode}/>'


def _relations(inner: str) -> str:
    return f'<Relationships xmlns="{RELATIONS}">{inner}</Relationships>'
