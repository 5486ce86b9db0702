"""Reading OpenDocument texts: paragraphs, links, macros, what is loaded from elsewhere."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from app.attachments.bounds import FileEncryptedError
from app.attachments.containers import Container
from app.attachments.reading import Reading
from app.domain.opened import Danger

_TEXT: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LINKED: Final = "{http://www.w3.org/1999/xlink}href"
_SCRIPT: Final = "{urn:oasis:names:tc:opendocument:xmlns:script:1.0}"
_MACRO_FOLDERS: Final = ("Basic/", "Scripts/")
_OBJECT: Final = "Object "
_BREAKS: Final = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "}
_OUTSIDE: Final = (
    "http:",
    "https:",
    "ftp:",
    "mailto:",
    "tel:",
    "file:",
    "//",
    "vnd.sun.star.script:",
)


def is_open_document(container: Container) -> bool:
    """Tell whether the container holds an OpenDocument text."""
    return (
        "content.xml" in container.names
        and "mimetype" in container.names
        and (container.read("mimetype").startswith(b"application/vnd.oasis.opendocument.text"))
    )


def read_open_document(container: Container, reading: Reading) -> None:
    """Read a document: its text, then what headers and footers say."""
    if any(name.startswith(_MACRO_FOLDERS) and not name.endswith("/") for name in container.names):
        reading.add_danger(Danger.MACRO)
    if any(name.startswith(_OBJECT) and name.endswith(".bin") for name in container.names):
        reading.add_danger(Danger.EMBEDDED_OBJECT)
    if "META-INF/manifest.xml" in container.names:
        manifest = container.read("META-INF/manifest.xml")
        if b"encryption-data" in manifest:
            raise FileEncryptedError
    paragraph = 0
    for name in ("content.xml", "styles.xml"):
        if name not in container.names:
            continue
        root = container.xml(name)
        if next(root.iter(f"{_SCRIPT}event-listener"), None) is not None:
            reading.add_danger(Danger.MACRO)
        for element in root.iter(f"{_TEXT}p", f"{_TEXT}h"):
            paragraph += 1
            reading.add_text("".join(_texts(element)), paragraph=paragraph)
            for target, label in _links(element):
                reading.add_link(target, label, paragraph=paragraph)


def _texts(paragraph: etree._Element) -> Iterator[str]:
    """Yield the text of a paragraph, but not that of a paragraph in a frame inside of it."""
    inner: etree._Element | None = None
    for event, element in etree.iterwalk(paragraph, events=("start", "end")):
        if event == "start":
            if inner is not None:
                continue
            if element is not paragraph and element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
                inner = element
                continue
            yield _BREAKS.get(element.tag, "")
            yield element.text or ""
        else:
            if element is inner:
                inner = None
            if inner is None and element is not paragraph:
                yield element.tail or ""


def _links(paragraph: etree._Element) -> Iterator[tuple[str, str]]:
    for element in paragraph.iter():
        target = element.get(_LINKED, "") if isinstance(element.tag, str) else ""
        if target.lower().startswith(_OUTSIDE):
            yield target, "".join(_texts(element))
