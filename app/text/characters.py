"""What single characters fold to, and the steps of folding that need no more than a look at them.

A text is asked once which characters in it are out of the ordinary. Nearly always that is a
handful, each with one letter in its place, and replacing them keeps every offset. Only a character
that vanishes or becomes several costs a map. All steps work on the whole text at once, in C.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from typing import Final

from app.text.draft import Draft, MarkKind
from app.text.tables import Table, read_tables

_SEPARATOR: Final = "\uffff"
_FEW: Final = 24
_MANY: Final = 1500  # no text that people write has as many; each of them costs a little
_CACHED_PLANS: Final = 256

_ORDINARY: Final = (
    r"\x00-\x7f¡-§©¬®°±¶·¿-Þàáâãäåæçèéêëìíîïðñòóôõö÷øùúûüýþÿĀ-įıĴ-ľŁ-ňŊ-žƀ-ƕƗ-ƥƧ-ǃǍ-ǯǴ-ȯ"  # Latin
    r"Α-ΡΤ-ία-ρσ-ώЀ-ҁҊ-ԯԱ-Ֆա-ֆא-ת،؛؟ءؤئابت-غف-هوي٪-٭پچژگ"  # Greek, Cyrillic, Hebrew, Arabic
    r"†-•…‰※₠-₧₩-⃀™℠←-∑∓-∫∱-⌨⌫-␦─-❚❟-➿⬀-⯿"  # signs
    r"\u3001-\u3035ぁ-ゖゝゞァ-ヾㄅ-ㄯ㐀-䶿一-鿿가-힣"  # East Asia
    r"\ue000-\uf8ff\ufdfa\ufdfb\ufffd"  # private use, ligatures of whole sentences
    r"\U0001f000-\U0001f0ff\U0001f1e6-\U0001f1ff\U0001f300-\U0001fbef"  # pictures
    r"\U00020000-\U0002f7ff\U00030000-\U000323af\U00040000-\U000dffff\U000f0000-\U0010fffd"
)
_SOFT_HYPHEN: Final = "\u00ad"
# Invisible, and in no script between two letters or digits of a word for any good reason.
_STRANGE: Final = (
    r"\x00-\x08\x0e-\x1f\x7f\x80-\x84\x86-\x9f\u034f\u200b\u2060-\u2065\u206a-\u206f\ufeff"
    r"\ufff9-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e00ff"
)
# Invisible, and needed by some scripts or beside pictures; strange between Latin letters only.
_JOINING: Final = (
    r"\u061c\u17b4\u17b5\u180b-\u180f\u200c-\u200f\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f"
    r"\U000e0100-\U000e0fff"
)
_INVISIBLE: Final = _SOFT_HYPHEN + _STRANGE + _JOINING
_ARABIC_MARKS: Final = r"\u0610-\u061a\u0640\u064b-\u0652\u0656-\u065f\u0670\u06d6-\u06ed"
# Marks that join the letter before them, or vanish where Unicode has no such letter.
_ACCENTS: Final = r"\u0300-\u036f\u0483-\u0487\u0653-\u0655\u3099\u309a\uff9e\uff9f"
_OVERLAYS: Final = r"\u0488\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f"
_VANISHING: Final = _INVISIBLE + _ARABIC_MARKS + _OVERLAYS + _ACCENTS
_LATIN: Final = r"A-Za-zÀ-ÖØ-öø-ɏ"
_LONGEST_PIECE: Final = 8  # bounds the sorting of stacked accents, which is quadratic

_ASCII: Final = bytes(range(128))
_SPECIAL: Final = re.compile(f"[^{_ORDINARY}]")
_CONTROLS: Final = re.compile(r"([\x00-\x08\x0e-\x1f\x7f]+)")
_HAS_ACCENTS: Final = re.compile(f"[{_ACCENTS}]")
_HAS_OVERRIDE: Final = re.compile("[\u202d\u202e]")
_GONE: Final = re.compile(f"[{_VANISHING}]")
_GONE_AT_START: Final = re.compile(f"(?<={_SEPARATOR})[{_VANISHING}]+")
# A single class comes first in these patterns: that is what `re` finds fast.
_NOT_IN_PLACE: Final = re.compile(
    f"([^{_ORDINARY}][^{_ORDINARY}]{{0,{_LONGEST_PIECE - 1}}}[{_VANISHING}]*)"
)
_ACCENTED: Final = re.compile(rf"(\w[{_ACCENTS}]{{1,{_LONGEST_PIECE}}})")
_STRANGE_IN_WORD: Final = re.compile(
    rf"[{_INVISIBLE}](?<=[^\W_].)(?:(?<=[{_STRANGE}])|[{_SOFT_HYPHEN}{_JOINING}]*[{_STRANGE}])"
    rf"[{_INVISIBLE}]*(?=[^\W_])"
)
_JOINING_IN_WORD: Final = re.compile(
    rf"[{_JOINING}](?<=[{_LATIN}].)[{_SOFT_HYPHEN}{_JOINING}]*(?=[{_LATIN}])"
)
_HAS_STRANGE: Final = re.compile(f"[{_STRANGE}]")
_HAS_JOINING: Final = re.compile(f"[{_JOINING}]")
_OVERRIDDEN: Final = re.compile("([\u202d\u202e][^\u202a-\u202e\u2066-\u2069\n]*)")
_RIGHT_TO_LEFT: Final = "\u202e"
_RIGHT_TO_LEFT_LETTER: Final = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_MIRRORED: Final = str.maketrans("()[]{}<>«»", ")(][}{><»«")
_FULL_WIDTH: Final = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]+")
_STYLED: Final = re.compile(
    r"[\u0250-\u029f\u1d00-\u1d2b\u24b6-\u24e9\ua730\ua731"
    r"\U0001d400-\U0001d7ff\U0001f110-\U0001f149\U0001f150-\U0001f189]+"
)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What is to be done about a set of characters."""

    folded: dict[str, str]
    in_place: dict[str, str]
    changes_length: bool
    has_accents: bool
    has_strange: bool
    has_joining: bool
    has_override: bool
    has_full_width: bool
    has_styled: bool


_PLAN_FOR_MANY: Final = _Plan(
    folded={},
    in_place={},
    changes_length=True,
    has_accents=True,
    has_strange=True,
    has_joining=True,
    has_override=True,
    has_full_width=True,
    has_styled=True,
)


def fold_characters(draft: Draft) -> None:
    """Fold every character that is out of the ordinary; letters keep their case."""
    special = _special_characters(draft.text)
    if _SEPARATOR in special:
        draft.text = draft.text.replace(_SEPARATOR, "\ufffd")
        special -= {_SEPARATOR}
    if not special:
        return
    if len(special) > _MANY:
        plan = _PLAN_FOR_MANY
    else:
        plan = _known_plan(special) if len(special) <= _FEW else _plan(special)
    if plan.has_override:
        draft.substitute(_OVERRIDDEN, _as_displayed, MarkKind.DIRECTION_OVERRIDE)
    _mark(draft, plan)
    draft.text = _replaced_in_place(draft.text, plan.in_place)
    if plan.has_accents:
        draft.substitute(_ACCENTED, _fold_pieces)
    if plan.changes_length:
        draft.substitute(_NOT_IN_PLACE, partial(_fold_known, plan.folded))


def _mark(draft: Draft, plan: _Plan) -> None:
    for is_needed, kind, pattern in (
        (plan.has_strange, MarkKind.ZERO_WIDTH, _STRANGE_IN_WORD),
        (plan.has_joining, MarkKind.ZERO_WIDTH, _JOINING_IN_WORD),
        (plan.has_full_width, MarkKind.FULL_WIDTH, _FULL_WIDTH),
        (plan.has_styled, MarkKind.STYLED_LETTERS, _STYLED),
    ):
        if is_needed:
            draft.mark(kind, _spans(pattern, draft.text))


def _special_characters(text: str) -> frozenset[str]:
    others = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    distinct = "".join(set(others.decode("utf-8", "surrogatepass")))
    return frozenset(_SPECIAL.findall(distinct))


def remove_controls(draft: Draft) -> None:
    """Take out ASCII control characters other than white space."""
    draft.mark(MarkKind.ZERO_WIDTH, _spans(_STRANGE_IN_WORD, draft.text))
    draft.substitute(_CONTROLS, lambda pieces: [""] * len(pieces))


@lru_cache(maxsize=_CACHED_PLANS)
def _known_plan(special: frozenset[str]) -> _Plan:
    return _plan(special)


def _plan(special: frozenset[str]) -> _Plan:
    characters = list(special)
    joined = "".join(characters)
    folded = dict(zip(characters, _fold_pieces(characters), strict=True))
    in_place = {old: new for old, new in folded.items() if len(new) == 1 and new != old}
    return _Plan(
        folded,
        in_place,
        changes_length=any(len(new) != 1 for new in folded.values()),
        has_accents=_HAS_ACCENTS.search(joined) is not None,
        has_strange=_HAS_STRANGE.search(joined) is not None,
        has_joining=_HAS_JOINING.search(joined) is not None,
        has_override=_HAS_OVERRIDE.search(joined) is not None,
        has_full_width=_FULL_WIDTH.search(joined) is not None,
        has_styled=_STYLED.search(joined) is not None,
    )


def _replaced_in_place(text: str, in_place: dict[str, str]) -> str:
    if len(in_place) > _FEW:
        return text.translate({ord(old): new for old, new in in_place.items()})
    for old, new in in_place.items():
        text = text.replace(old, new)
    return text


def _fold_known(known: dict[str, str], pieces: list[str]) -> list[str]:
    """Fold stretches that are mostly single characters whose form is known already."""
    if len(pieces) <= _FEW and all(piece in known for piece in pieces):
        return [known[piece] for piece in pieces]
    return _fold_pieces(pieces)


def _fold_pieces(pieces: list[str]) -> list[str]:
    """Fold short stretches, all in one go; letters keep their case where that is one letter's."""
    own = _own_forms()
    joined = _GONE_AT_START.sub("", _SEPARATOR + _SEPARATOR.join(pieces))[1:].translate(own)
    normal = _GONE.sub("", unicodedata.normalize("NFKC", joined).translate(own))
    lower, cased = normal.lower(), unicodedata.normalize("NFC", normal.casefold())
    parts = normal.split(_SEPARATOR)
    if lower == cased:
        return parts
    triples = zip(parts, lower.split(_SEPARATOR), cased.split(_SEPARATOR), strict=True)
    return [part if low == folded else folded for part, low, folded in triples]


def _spans(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    return (match.span() for match in pattern.finditer(text))


def _as_displayed(pieces: list[str]) -> list[str]:
    """Turn round what a right-to-left override shows turned round; drop the control itself."""
    return [
        piece[1:]
        if piece[0] != _RIGHT_TO_LEFT or _RIGHT_TO_LEFT_LETTER.search(piece)
        else piece[:0:-1].translate(_MIRRORED)
        for piece in pieces
    ]


@cache
def _own_forms() -> dict[int, str]:
    tables = read_tables("characters.toml")
    return {code: form for table in tables.values() for code, form in letter_pairs(table)}


def letter_pairs(table: Table) -> Iterator[tuple[int, str]]:
    """Yield the code points of a table's keys, each with its letter of the value."""
    for letters, forms in table.items():
        same = forms * len(letters) if len(forms) == 1 else forms
        for letter, form in zip(letters, same, strict=True):
            yield ord(letter), form
