"""Words are written so that a filter cannot read them.

Invisible characters inside words, letters of another alphabet that look Latin, styled letters, text
that is shown in reverse, letters with gaps between them: an honest message needs none of that, and
Amazon's filters look for it.

## Not flagged
Soft hyphens, joiners in scripts that need them, full-width letters in East Asian text, initials,
units such as µm and kΩ. What a contact or review rule reports at the same place.

## How to fix
Write the word as it is usually written. The fix takes invisible characters out.
"""

import re
from collections.abc import Iterator
from typing import Final

from app.domain.finding import Hit
from app.domain.fix import Edit, Fix
from app.domain.severity import Severity
from app.message.passage import Passage, PassageKind
from app.rules.contract import Example, RuleContext, rule
from app.text.fold import Mark, MarkKind

_EAST_ASIAN: Final = re.compile("[\u3040-\u9fff]")
_SENTENCES: Final = {
    MarkKind.ZERO_WIDTH: "There are invisible characters inside a word.",
    MarkKind.MIXED_SCRIPT: "A word mixes letters of two alphabets that look alike.",
    MarkKind.DIRECTION_OVERRIDE: "A control character reverses how the text is shown.",
    MarkKind.SPACED_OUT: "The letters of a word are pulled apart.",
    MarkKind.FULL_WIDTH: "A word is written in full-width letters.",
    MarkKind.STYLED_LETTERS: "A word is written in symbols that look like letters.",
}


@rule(
    severity=Severity.WARNING,
    clauses=("presend",),
    since="0.1.0",
    yields_to=("contact", "review"),
    examples=(
        Example.flagged("The ⟦re\u200bfund⟧ goes through Amazon."),
        Example.flagged("Die ⟦Rеchnung⟧ liegt bei.", why="the first e is Cyrillic"),
        Example.flagged("Le ⟦r e t o u r⟧ de la commande est accepté."),
        Example.flagged("Nos falta el ⟦\u202eoremún⟧\u202c en su pedido."),
        Example.allowed("Die Dampf\u00adschiff\u00adfahrt beginnt um neun."),
        Example.allowed("Der Widerstand hat 4,7 kΩ, das Kabel ist 50 µm dick."),
        Example.allowed("サイズは Ｍ、素材はＡＢＳ樹脂です。"),
        Example.allowed("Please pick a size: S, M, L or XL (see the U.S. chart)."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit]:
    """Report the disguises that folding undid."""
    for passage in ctx.message.passages:
        if passage.kind is PassageKind.ATTACHMENT:
            continue
        marks = passage.folded.marks
        if not marks:
            continue
        is_east_asian = _EAST_ASIAN.search(passage.text) is not None
        reported = 0
        for mark in sorted(marks, key=lambda mark: mark.start):
            if mark.start < reported or not _is_odd(mark, is_east_asian=is_east_asian):
                continue
            start, end = _word_around(passage.text, mark)
            reported = end
            yield Hit(_SENTENCES[mark.kind], passage.span(start, end), fix=_fix(passage, mark))


def _is_odd(mark: Mark, *, is_east_asian: bool) -> bool:
    """Tell whether the disguise is one: full-width letters belong to East Asian text."""
    if mark.kind is MarkKind.FULL_WIDTH:
        return not is_east_asian
    return mark.kind in _SENTENCES


def _word_around(text: str, mark: Mark) -> tuple[int, int]:
    """Widen an invisible character's place to the word that it stands in."""
    start, end = mark.start, mark.end
    if mark.kind is MarkKind.ZERO_WIDTH:
        while start > 0 and not text[start - 1].isspace() and text[start - 1].isalnum():
            start -= 1
        while end < len(text) and text[end].isalnum():
            end += 1
    return start, end


def _fix(passage: Passage, mark: Mark) -> Fix | None:
    if mark.kind is MarkKind.ZERO_WIDTH:
        edit = Edit(passage.span(mark.start, mark.end))
        return Fix.safe("Take out the invisible characters", edit)
    return None
