"""Emoji in subject or body.

Amazon allows no emoji in messages: pictures of Unicode's emoji list, flags, keycaps and skin tones,
written as characters or as character references, in the subject, the text, alternative texts,
titles and hidden parts. Characters that are shown as text and could be meant as a picture (`❤`,
`☺`), and emoticons made of punctuation (`:-)`), are a warning: a person should look.

## Not flagged
`©`, `®` and `™`, arrows, bullets, check marks, digits, and everything else in common use that is
shown as text.

## How to fix
Delete the emoji. In an engraving or another text the buyer ordered, describe it in words.
"""

from collections.abc import Iterator
from itertools import islice
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Severity
from app.domain.span import Span
from app.message.passage import Passage, PassageKind
from app.rules.contract import Example, RuleContext, rule
from app.text.emoji import EmojiHit, find_emoji

_KINDS: Final = (
    PassageKind.SUBJECT,
    PassageKind.BODY,
    PassageKind.HIDDEN,
    PassageKind.ALT,
    PassageKind.TITLE,
    PassageKind.VALUE,
)
_MOST_PLACES: Final = 100
_W: Final = Severity.WARNING


@rule(
    severity=Severity.ERROR,
    also=(_W,),
    clauses=("styling",),
    since="0.1.0",
    examples=(
        Example.flagged("<p>We come on Friday ⟦👍🏽⟧ at nine.</p>"),
        Example.flagged("<p>We come on Friday ⟦&#128666;⟧.</p>"),
        Example.flagged(
            "<p>We come on Friday.</p>", given={"message": {"subject": "⟦📦⟧ Your delivery"}}
        ),
        Example.flagged("<p>Step ⟦1️⃣⟧: check the name.</p>"),
        Example.flagged("<p>We come on Friday ⟦:-)⟧</p>", severity=_W, why="an emoticon"),
        Example.flagged("<p>Please answer ⟦❤⟧</p>", severity=_W, why="a bare heart"),
        Example.allowed("<p>✓ cable • adapter • Velcro® strap → all in one box. © Voltline™</p>"),
        Example.allowed("<p>The ratio is 1:8 (see page 8), 3 # 4 * 5.</p>"),
        Example.allowed("<p>We come on Friday.</p>"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Yield a hit for every emoji."""
    yield from islice(_hits(ctx), _MOST_PLACES)


def _hits(ctx: RuleContext) -> Iterator[Hit]:
    for passage in ctx.message.of_kind(*_KINDS):
        for emoji in find_emoji(passage.text):
            span = passage.span(emoji.start, emoji.end)
            source = ctx.message.fields[passage.field].normalised[span.start : span.end]
            edit = Edit(_with_blank(passage, emoji, span))
            if emoji.is_text_style:
                fix = Fix.review("Delete the emoticon", edit)
                yield Hit("Holds what may be meant as an emoji.", span, _W, fix=fix)
            elif "<" in source:
                yield Hit("Holds an emoji.", span)
            else:
                yield Hit("Holds an emoji.", span, fix=Fix.safe("Delete the emoji", edit))


def _with_blank(passage: Passage, emoji: EmojiHit, span: Span) -> Span:
    """Widen an emoji's place to the blank before it where it would leave two, or one at the end."""
    text, before = passage.text, emoji.start - 1
    is_before_gap = text[emoji.end : emoji.end + 1] in ("", " ", "\n", ".", ",", "!", "?")
    if before < 0 or text[before] != " " or not is_before_gap:
        return span
    blank = passage.span(before, emoji.start)
    return Span(span.field, blank.start, span.end) if blank.end == span.start else span
