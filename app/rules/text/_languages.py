"""In which language each part of a passage is, for rules that read words."""

from collections.abc import Container, Iterator

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


def likely_languages(ctx: RuleContext, known: Container[str]) -> tuple[str, ...]:
    """Give those of some languages that the message may be in, the likeliest first.

    A text that tells its language is in that one, or in parts in the buyer's. For one that is too
    short to tell, the caller's word and the buyer's language count, then those of the store.
    """
    own, buyers = ctx.message.language.tag, base_language(ctx.facts.buyer.language)
    if ctx.message.language.is_reliable:
        if own == buyers or buyers not in known:
            return (own,) if own is not None and own in known else ()
        return _of((own, buyers), known)
    told = _of((base_language(ctx.message.declared.language), buyers), known)
    return told or _of((*_store_languages(ctx), own), known)


def _of(tags: tuple[str | None, ...], known: Container[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for tag in tags if tag is not None and tag in known))


def _store_languages(ctx: RuleContext) -> tuple[str, ...]:
    name = ctx.facts.order.marketplace if ctx.facts.order is not None else None
    store = ctx.policy.marketplaces.find(name) if name is not None else None
    return store.languages if store is not None else ()
