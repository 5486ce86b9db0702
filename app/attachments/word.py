"""Reading Word documents of the ZIP kind: paragraphs, links, macros, what is fetched."""

from collections.abc import Iterator
from typing import Final

from lxml import etree

from app.attachments.bounds import FileBrokenError
from app.attachments.containers import Container
from app.attachments.reading import Reading
from app.domain.opened import Danger

_WORD: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT: Final = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_RELATED: Final = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_RELATED_STRICT: Final = "{http://purl.oclc.org/ooxml/officeDocument/relationships}"
_MAIN: Final = "word/document.xml"
_MORE: Final = ("word/header", "word/footer", "word/footnotes", "word/endnotes", "word/comments")
_LINK: Final = "/hyperlink"
_LOADED: Final = (
    "/attachedTemplate",
    "/oleObject",
    "/frame",
    "/subDocument",
    "/aFChunk",
    "/mailMergeSource",
)
_FETCHING_FIELDS: Final = ("DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "IMPORT")
_EMBEDDED: Final = ("word/activeX/", "word/embeddings/oleObject")
_BREAKS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_word(container: Container, reading: Reading) -> None:
    """Read a document; main text first, then headers, footers and notes."""
    _note_dangers(container, reading)
    stories = [_MAIN, *(n for n in container.names if n.startswith(_MORE) and n.endswith(".xml"))]
    paragraph = 0
    for story in stories:
        targets = _targets(container, story, reading)
        for element in _paragraphs(container.xml(story)):
            paragraph += 1
            reading.add_text(_text(element), paragraph=paragraph)
            for target, label in _links(element, targets, reading):
                reading.add_link(target, label, paragraph=paragraph)


def has_macros(container: Container) -> bool:
    """Tell whether any office document carries Visual Basic."""
    return any(name.rsplit("/", 1)[-1].lower() == "vbaproject.bin" for name in container.names)


def _note_dangers(container: Container, reading: Reading) -> None:
    if has_macros(container):
        reading.add_danger(Danger.MACRO)
    if any(name.startswith(_EMBEDDED) for name in container.names):
        reading.add_danger(Danger.EMBEDDED_OBJECT)
    if "word/settings.xml" in container.names:
        _targets(container, "word/settings.xml", reading)


def _targets(container: Container, story: str, reading: Reading) -> dict[str, str]:
    """Give the outside targets of a part's links by id; what is loaded from outside is a danger."""
    folder, _, name = story.rpartition("/")
    relations = f"{folder}/_rels/{name}.rels"
    if relations not in container.names:
        return {}
    links = {}
    for relation in container.xml(relations):
        if relation.get("TargetMode") != "External":
            continue
        kind, target = relation.get("Type", ""), relation.get("Target", "")
        if kind.endswith(_LINK):
            links[relation.get("Id", "")] = target
        elif kind.endswith(_LOADED):
            reading.add_danger(Danger.REMOTE_TEMPLATE)
        else:
            reading.add_link(target)
    return links


def _paragraphs(root: etree._Element) -> Iterator[etree._Element]:
    yield from root.iter(f"{_WORD}p", f"{_STRICT}p")


def _text(paragraph: etree._Element) -> str:
    """Join the runs of a paragraph, but not those of a paragraph in a box inside of it."""
    parts = []
    skipped: etree._Element | None = None
    for event, element in etree.iterwalk(paragraph, events=("start", "end")):
        if event == "end":
            if element is skipped:
                skipped = None
            continue
        if skipped is not None or not isinstance(element.tag, str):
            continue
        name = etree.QName(element).localname
        if name == "p" and element is not paragraph:
            skipped = element
        elif name == "t":
            parts.append(element.text or "")
        elif name in _BREAKS:
            parts.append(_BREAKS[name])
    return "".join(parts)


def _links(
    paragraph: etree._Element, targets: dict[str, str], reading: Reading
) -> Iterator[tuple[str, str]]:
    for link in paragraph.iter(f"{_WORD}hyperlink", f"{_STRICT}hyperlink"):
        key = link.get(f"{_RELATED}id") or link.get(f"{_RELATED_STRICT}id") or ""
        if key in targets:
            yield targets[key], _text(link)
    instructions = ["".join(run.text or "" for run in _named(paragraph, "instrText"))]
    instructions += (
        simple.get(f"{_WORD}instr") or simple.get(f"{_STRICT}instr") or ""
        for simple in _named(paragraph, "fldSimple")
    )
    for instruction in instructions:
        words = instruction.replace('"', " ").split()
        if words and words[0].upper() == "HYPERLINK":
            yield from ((word, "") for word in words[1:] if ":" in word)
        elif words and words[0].upper() in _FETCHING_FIELDS:
            reading.add_danger(Danger.REMOTE_TEMPLATE)


def _named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    yield from element.iter(f"{_WORD}{name}", f"{_STRICT}{name}")


def is_word(container: Container) -> bool:
    """Tell whether the container holds a Word document."""
    if _MAIN in container.names:
        return True
    if "[Content_Types].xml" not in container.names:
        return False
    if any(name.startswith("word/") for name in container.names):
        raise FileBrokenError
    return False
