"""Places of text that the parser moved: a second parse in which every text carries a mask.

Each run of text is replaced by as many characters: a private-use one that names the run, and
fillers. Tree construction looks at no text but white space, so the masked source gives the same
tree, and wherever the parser moves a run, the mask says where it came from. A place is taken only
where the unmasked text is the one that the original source gave.
"""

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

import turbohtml
from turbohtml import TokenType

from app.message.html_names import RAW_TEXT
from app.message.references import decoded_pieces
from app.message.token_places import placed_tokens
from app.message.tree import Document, TextNode, TextPiece

_FIRST: Final = 0xF0000
_COUNT: Final = 0xFFFE
_FILLER: Final = "\U0010fffd"
_STAND_IN: Final = "\ue000"
_MASK: Final = re.compile("[\U000f0000-\U000ffffd]")
_RESERVED: Final = re.compile("[\U000f0000-\U000ffffd\U0010fffd]")
_LEADING_WHITE: Final = re.compile(
    r"(?:[ \t\n\f]++|&(?:Tab|NewLine);"
    r"|&#(?:0*+(?:9|10|12|32)|[xX]0*+(?:9|[aA]|[cC]|20))(?:;|(?![0-9a-fA-F;])))*+"
)
_END_TAGS: Final = re.compile(r"(?:</[^<>]*+>)*+")
_NOSCRIPT: Final = re.compile("<(/?)noscript", re.IGNORECASE)
_SEARCHED: Final = 64
_LONGEST_REFERENCE: Final = 40
_UNMASKED: Final = RAW_TEXT | {"title", "textarea"}


class _Run(NamedTuple):
    """A run of text between `start` and `end`; its mask stands where its first letter does."""

    start: int
    letter: int
    end: int


def place_by_masks(source: str, document: Document) -> None:
    """Place every text node of a document whose tree is not in the order of its source."""
    masked, runs = _mask(source)
    tree = turbohtml.parse(masked, positions=False, allow_declarative_shadow_roots=False)
    texts = iter([node.data for node in tree.descendants if isinstance(node, turbohtml.Text)])
    last = 0
    for _, node in document.walk:
        if isinstance(node, TextNode):
            _place(node, next(texts, ""), runs, source, last)
            last = node.end
        elif node.start_end is not None and node.start_end > last:
            last = node.start_end


def _place(node: TextNode, masked: str, runs: list[_Run], source: str, last: int) -> None:
    for position, (start, letter, end) in _masks_in(masked, runs):
        if position == letter - start and source[start:end] == node.text:
            node.start, node.end, node.mapped = start, end, None
            return
        break
    if node.parent.tag in _UNMASKED:
        last = node.parent.start_end or last
    else:
        ends = _END_TAGS.match(source, last)
        last = ends.end() if ends is not None else last
    pieces = _unmask(masked, runs, source, last)
    if "".join([piece.text for piece in pieces]) != node.text:
        pieces = _place_unmasked(node.text, source, last)
    node.place(pieces)


def _masks_in(masked: str, runs: list[_Run]) -> Iterator[tuple[int, _Run]]:
    """Yield where masks stand, each with its run."""
    for mask in _MASK.finditer(masked):
        index = ord(mask.group()) - _FIRST
        # A character reference in raw text can decode to what looks like a mask.
        if index < len(runs):
            yield mask.start(), runs[index]


def _mask(source: str) -> tuple[str, list[_Run]]:
    parts: list[str] = []
    runs: list[_Run] = []
    done = 0
    for start, end in _text_runs(source):
        parts.append(_without_masks(source[done:start]))
        white = _LEADING_WHITE.match(source, start, end)
        letter = white.end() if white is not None else start
        if letter < end and len(runs) < _COUNT:
            parts.append(source[start:letter])
            parts.append(chr(_FIRST + len(runs)) + _FILLER * (end - letter - 1))
            runs.append(_Run(start, letter, end))
            done = end
        else:
            done = start
    parts.append(_without_masks(source[done:]))
    return "".join(parts), runs


def _text_runs(source: str) -> Iterator[tuple[int, int]]:
    """Yield where text stands between tags, raw text apart."""
    # The tokenizer takes the content of noscript for raw text, which the parser does not, and
    # gives no token for an end tag without a name.
    tokenized = _NOSCRIPT.sub(r"<\1noscribe", source).replace("</>", "<!>")
    run_start = run_end = -1
    raw_tag: str | None = None
    for kind, tag, start, end in placed_tokens(tokenized):
        if kind is TokenType.TEXT or kind is TokenType.CHARACTER_REFERENCE:
            if raw_tag is None:
                run_start = start if run_start < 0 else run_start
                run_end = end
            continue
        if run_start >= 0:
            yield run_start, run_end
            run_start = -1
        if kind is TokenType.START_TAG and tag in _UNMASKED:
            raw_tag = tag
        elif kind is TokenType.END_TAG and tag == raw_tag:
            raw_tag = None
    if run_start >= 0:
        yield run_start, run_end


def _without_masks(markup: str) -> str:
    return markup if markup.isascii() else _RESERVED.sub(_STAND_IN, markup)


def _unmask(masked: str, runs: list[_Run], source: str, last: int) -> list[TextPiece]:
    """Give the pieces of a masked text; what no run explains is placed behind `last`."""
    pieces: list[TextPiece] = []
    position = 0
    for mask, (start, letter, end) in _masks_in(masked, runs):
        loose = masked[position:mask]
        white = decoded_pieces(source[start:letter], start)
        known = "".join([piece.text for piece in white])
        if loose.endswith(known):
            loose = loose.removesuffix(known)
        else:
            white = []
        if loose:
            pieces.extend(_place_unmasked(loose, source, last))
        pieces.extend(white)
        pieces.extend(decoded_pieces(source[letter:end], letter))
        last = end
        position = mask + end - letter
    if position < len(masked):
        pieces.extend(_place_unmasked(masked[position:], source, last))
    return pieces


def _place_unmasked(text: str, source: str, start: int) -> list[TextPiece]:
    """Place text that carries no mask: white space, raw text, a CDATA section.

    It begins a little behind `start` at most, or is all the rest of the source, as `<plaintext>`
    has it. What is not found there gets an empty place.
    """
    found = source.find(text, start, start + len(text) + _SEARCHED)
    if found < 0 and source.endswith(text):
        found = len(source) - len(text)
    if found >= 0:
        return [TextPiece(text, found, found + len(text))]
    if not text.startswith("\n") and source.startswith("\n", start):
        start += 1
    window = source[start : start + _LONGEST_REFERENCE * (len(text) + 1)]
    pieces: list[TextPiece] = []
    missing = len(text)
    for piece in decoded_pieces(window, start):
        if len(piece.text) > missing:
            cut = piece.source_start + missing
            pieces.append(TextPiece(piece.text[:missing], piece.source_start, cut))
            break
        pieces.append(piece)
        missing -= len(piece.text)
        if not missing:
            break
    if "".join([piece.text for piece in pieces]) == text:
        return pieces
    return [TextPiece(text, start, start)]
