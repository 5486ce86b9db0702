"""In which language each part of a passage is, for rules that read words."""

from collections.abc import Iterator

from app.domain.language_tag import base_language
from app.message.language import guess_paragraphs
from app.message.passage import Passage, PassageKind
from app.rules.contract import RuleContext


def stretches(
    ctx: RuleContext, passage: Passage, text: str
) -> Iterator[tuple[int, int, str | None]]:
    """Yield the stretches of one language in the beginning of a passage, by offsets.

    Where the text itself does not tell, the caller's word on the message counts, then the buyer's
    language; None where nobody knows. Stretches without letters are left out.
    """
    whole = ctx.message.language
    declared = base_language(ctx.message.declared.language)
    assumed = declared or base_language(ctx.facts.buyer.language) or whole.tag
    if passage.kind is not PassageKind.BODY:
        tag = whole.tag if whole.is_reliable else assumed
        if _has_letters(text):
            yield 0, len(text), tag
        return
    for stretch in guess_paragraphs(text, whole):
        guess = stretch.guess
        if _has_letters(text[stretch.start : stretch.end]):
            yield stretch.start, stretch.end, guess.tag if guess.is_reliable else assumed


def _has_letters(text: str) -> bool:
    return text.lower() != text.upper() or not text.isascii()
