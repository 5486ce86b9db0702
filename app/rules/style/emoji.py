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
_KEYS: Final = frozenset("0123456789#*")
# What may follow a blank that is left over.
_GAPS: Final = ("", " ", "\n", ".", ",", "!", "?", ";", ":", ")")
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
            if emoji.is_text_style:
                fix = Fix.review("Delete the emoticon", Edit(span))
                yield Hit("Holds what may be meant as an emoji.", span, _W, fix=fix)
            else:
                yield Hit("Holds an emoji.", span, fix=_fix(ctx, passage, emoji, span))


def _fix(ctx: RuleContext, passage: Passage, emoji: EmojiHit, span: Span) -> Fix | None:
    """Delete an emoji with a blank that would be left over; a keycap leaves its key."""
    if "<" in ctx.message.fields[passage.field].normalised[span.start : span.end]:
        return None
    key = passage.text[emoji.start]
    if key in _KEYS:
        return Fix.safe("Write the digit as text", Edit(span, key))
    return Fix.safe("Delete the emoji", Edit(_with_blank(passage, emoji, span)))


def _with_blank(passage: Passage, emoji: EmojiHit, span: Span) -> Span:
    """Widen an emoji's place to the blank beside it where it would leave two, or one at an end."""
    text = passage.text
    before, after = text[emoji.start - 1 : emoji.start], text[emoji.end : emoji.end + 1]
    if before == " " and after in _GAPS:
        blank = passage.span(emoji.start - 1, emoji.start)
        return Span(span.field, blank.start, span.end) if blank.end == span.start else span
    if after == " " and before in ("", "\n"):
        blank = passage.span(emoji.end, emoji.end + 1)
        return Span(span.field, span.start, blank.end) if blank.start == span.end else span
    return span
