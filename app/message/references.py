"""Character references in a stretch of text: what they decode to, piece by piece."""

import re
from itertools import accumulate
from typing import Final

import turbohtml

from app.message.tree import TextPiece

_REFERENCE: Final = re.compile(r"(&(?:#[0-9]++|#[xX][0-9a-fA-F]++|[a-zA-Z][a-zA-Z0-9]*+);?)")
_SEPARATOR: Final = "\0"


def decoded_pieces(raw: str, start: int) -> list[TextPiece]:
    """Decode source text that stands at the offset `start` and holds no markup.

    A name without a semicolon may be longer than the reference it begins with (`&notice`); it is
    one piece then.
    """
    if "&" not in raw:
        return [TextPiece(raw, start, start + len(raw))] if raw else []
    parts = _REFERENCE.split(raw)
    ends = list(accumulate(map(len, parts), initial=start))
    references = parts[1::2]
    if references:
        parts[1::2] = _decode(references)
    return [
        TextPiece(text, piece_start, piece_end)
        for text, piece_start, piece_end in zip(parts, ends, ends[1:], strict=False)
        if text
    ]


def _decode(references: list[str]) -> list[str]:
    decoded = turbohtml.unescape(_SEPARATOR.join(references)).split(_SEPARATOR)
    if "" not in decoded:
        return decoded
    # A reference to a control character is dropped there, but not by the parser.
    return [
        text or "".join([token.data or "" for token in turbohtml.tokenize(reference)])
        for text, reference in zip(decoded, references, strict=True)
    ]
