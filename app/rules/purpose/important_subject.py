"""The subject claims [Important].

Until April 2025 the mark carried a message to buyers who had opted out, and was meant for those
without which an order could not be completed. It no longer does, so that it is never needed;
Amazon names its misuse first among the reasons for a restriction. Any case and each language of
the stores counts, in square, full-width or East Asian brackets.

## Severity
An error. As of a day before 25 April 2025, only where the declared type is not a critical one.

## Not flagged
The word without brackets, and the mark in the body.

## How to fix
Take the mark out of the subject; the fix does that.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.finding import Hit
from app.domain.fix import Edit, Fix
from app.domain.severity import Severity
from app.domain.span import Span
from app.domain.vocabulary import ImportantWords
from app.message.passage import Passage, PassageKind
from app.rules.contract import Example, RuleContext, rule
from app.text.fold import fold
from app.text.names import spell_out

_CLOSING: Final = {"[": "]", "［": "］", "【": "】", "〔": "〕"}
_LONGEST: Final = 40
_MOST_WORDS: Final = 3


def _subject(subject: str, **given: object) -> dict[str, object]:
    return {"message": {"subject": subject, **given}}


_BEFORE: Final = {"options": {"as_of": "2024-05-01"}}


@rule(
    severity=Severity.ERROR,
    clauses=("no-important-subject",),
    since="0.1.0",
    examples=(
        Example.flagged("Which floor?", given=_subject("⟦[IMPORTANT]⟧ Your delivery")),
        Example.flagged("Welche Etage?", given=_subject("Re: ⟦[Wichtig!]⟧ Ihre Bestellung")),
        Example.flagged("番地をお知らせください。", given=_subject("⟦【重要】⟧ご注文について")),
        Example.flagged("请补充地址。", given=_subject("⟦［重要］⟧订单地址")),
        Example.flagged("Which size?", given={**_subject("⟦[Important]⟧ Size"), **_BEFORE}),
        Example.allowed("Which floor?", given=_subject("Important: your delivery on Friday")),
        Example.allowed("[Important] The depot opens at 7.", given=_subject("Your delivery")),
        Example.allowed("Which colour?", given=_subject("Your door [RAL 7016]")),
        Example.allowed(
            "Which floor?",
            given={**_subject("[Important] Slot", message_type="delivery_scheduling"), **_BEFORE},
            why="a critical message of that time",
        ),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit]:
    """Look into the brackets of the subject."""
    words = ctx.policy.vocabulary.important
    row = ctx.policy.message_types[ctx.message.declared.message_type]
    if ctx.policy.as_of < words.never_needed_from and row.is_critical:
        return
    for passage in ctx.message.of_kind(PassageKind.SUBJECT):
        for start, end in _marks(passage, words):
            yield Hit(
                "The subject claims [Important], which no message needs.",
                passage.span(start, end),
                fix=Fix.safe("Take the mark out", Edit(_with_gap(passage, start, end))),
            )


def _marks(passage: Passage, words: ImportantWords) -> Iterator[tuple[int, int]]:
    """Yield the bracketed stretches that hold the word, brackets and all."""
    text = passage.text
    position = 0
    while position < len(text):
        closing = _CLOSING.get(text[position])
        end = text.find(closing, position + 1, position + _LONGEST) if closing else -1
        if end > 0 and _is_claim(text[position + 1 : end], words):
            yield position, end + 1
            position = end
        position += 1


def _is_claim(inside: str, words: ImportantWords) -> bool:
    spelled = spell_out(fold(inside).text).split()
    return len(spelled) <= _MOST_WORDS and any(
        word in words.whole or word.startswith(words.beginnings) for word in spelled
    )


def _with_gap(passage: Passage, start: int, end: int) -> Span:
    """Take the blanks after the mark along, so that none is left at the beginning."""
    text = passage.text
    return passage.span(start, len(text) - len(text[end:].lstrip()))
