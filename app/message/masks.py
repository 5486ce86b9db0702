"""Places of text that the parser moved: a second parse in which every text carries a mask.

Each run of text is replaced by as many characters: a private-use one that names the run, and
fillers. Tree construction looks at no text but white space, so the masked source gives the same
tree, and wherever the parser moves a run, the mask says where it came from.
"""

import re
from typing import Final, NamedTuple

import turbohtml
from turbohtml import TokenType

from app.message.reader import RAW_TEXT
from app.message.references import decoded_pieces
from app.message.tree import Document, TextNode, TextPiece

_FIRST_MASK: Final = 0xF0000
_MASKS: Final = 0xFFFE
_FILLER: Final = "\U0010fffd"
_STAND_IN: Final = "\ue000"
_MASK: Final = re.compile("[\U000f0000-\U000ffffd]")
_RESERVED: Final = re.compile("[\U000f0000-\U000ffffd\U0010fffd]")
_WHITE: Final = " \t\n\f"
_TITLES: Final = frozenset(("title", "textarea"))


class _Run(NamedTuple):
    """A run of text: the white space it begins with, which stays as it is, and the masked rest."""

    white: list[TextPiece]
    solid: list[TextPiece]
"""..."""
