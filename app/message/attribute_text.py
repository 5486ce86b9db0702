"""The decoded value of an attribute, with its way back to the source."""

import turbohtml

from app.domain.span import Span
from app.message.text_map import TextMap


def attribute_map(value: str, span: Span, source: str) -> TextMap:
    """Map an attribute's decoded `value` onto the source, where `span` holds name and value."""
    raw = source[span.start : span.end]
    quoted = raw.partition("=")[2].strip(" \t\n\f")
    if quoted[:1] in ("'", '"'):
        quoted = quoted[1:-1]
    start = span.start + raw.rfind(quoted) if quoted else span.end
    if quoted == value:
        return TextMap.identity(value, start)
    return _decoded(value, quoted, start)


def _decoded(value: str, quoted: str, start: int) -> TextMap:
    texts: list[str] = []
    text_starts: list[int] = []
    source_starts: list[int] = []
    length = 0
    for token in turbohtml.tokenize(quoted, resolve_references=False):
        text = token.data or ""
        texts.append(text)
        text_starts.append(length)
        source_starts.append(start + token.col if token.line == 1 else -1)
        length += len(text)
    if "".join(texts) != value or -1 in source_starts:
        return TextMap(value, (0,), (start,), (start + len(quoted),))
    ends = [*source_starts[1:], start + len(quoted)]
    return TextMap(value, tuple(text_starts), tuple(source_starts), tuple(ends))
