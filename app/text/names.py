"""Names that machines and people give to files and fields, spelled out as words.

A name such as `Rechnung_2024-11.pdf`, `buyerFirstName` or `{{ORDER_ID}}` becomes lower-case words
without accents, each between two spaces, so that looking for words is looking for a substring.
Names are short: what lies beyond 500 characters is not read.
"""

import unicodedata
from typing import Final

_LONGEST: Final = 500
_UNDECOMPOSED: Final = str.maketrans({"ł": "l", "ø": "o", "ı": "i", "đ": "d", "æ": "ae", "œ": "oe"})


def spell_out(name: str) -> str:
    """Give the words of a name, folded, each between spaces; the empty name gives one space."""
    return " " + "".join(f"{word} " for word in _words(_fold(_split_camel_case(name))))


def needle(entry: str) -> str:
    """Turn an entry of a word list into what `spell_out` holds.

    `coupon` is the whole word, `coupon*` its beginning, `*coupon*` stands anywhere; an entry may be
    several words. Scripts that put no spaces between words always stand anywhere.
    """
    open_left, open_right = entry.startswith("*"), entry.endswith("*")
    words = spell_out(entry.strip("*")).strip()
    if not words.isascii() and _is_unspaced(words):
        return words
    return f"{'' if open_left else ' '}{words}{'' if open_right else ' '}"


def _split_camel_case(name: str) -> str:
    """Part words that only a capital or a digit parts."""
    pieces = []
    before = ""
    for character in name[:_LONGEST]:
        if (before.islower() and character.isupper()) or (
            before.isalnum() and character.isalnum() and before.isdigit() != character.isdigit()
        ):
            pieces.append(" ")
        pieces.append(character)
        before = character
    return "".join(pieces)


def _fold(text: str) -> str:
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_UNDECOMPOSED)


def _words(text: str) -> list[str]:
    return "".join(c if c.isalnum() else " " for c in text).split()


def _is_unspaced(text: str) -> bool:
    return any("\u3040" <= character <= "\u9fff" for character in text)
