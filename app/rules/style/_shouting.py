"""Lines in capitals, and long underlined stretches."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import Final

from app.domain.finding import Hit
from app.domain.span import Span
from app.message.passage import Passage
from app.message.style_effect import MOST_PLACES, Effect, Override, overrides
from app.message.style_values import Stated
from app.message.tree import Element, TextNode
from app.policy.model import StyleLimits
from app.rules.contract import RuleContext

_WORD: Final = re.compile(r"[^\W\d_]{2,}")
# Holds two capitals, with some small letters of the alphabets in which both alternate.
_CAPITALS: Final = re.compile("[A-ZÀ-ÖØ-Þ\u0100-\u024f\u0386-\u03ab\u0400-\u042f\u1e00-\u1eff]{2}")
_ENDS: Final = (".", "!", "?", "…")
_UNDERLINING: Final = ("u", "ins")
_UNDERLINES: Final = ("text-decoration", "text-decoration-line")


def shouted(ctx: RuleContext) -> Iterator[Hit]:
    """Yield a hit for every line in capitals."""
    limits = ctx.policy.limits.style
    if not _CAPITALS.search(ctx.message.body.text):
        return
    for span in islice(_shouted_lines(ctx.message.body, limits), MOST_PLACES):
        yield Hit("Writes a whole line in capitals.", span)


def capitalised(ctx: RuleContext) -> Iterator[Hit]:
    """Yield a hit for every declaration that makes capitals of a text."""
    styles = ctx.message.styles
    if "text-transform" in styles.declared:
        long = _long_lines(ctx, ctx.policy.limits.style.shouted_words)
        for override in overrides(styles, ("text-transform",), _capitals):
            if override.element.opened_at in long:
                yield Hit("Shows text in capitals.", override.span)


def _shouted_lines(body: Passage, limits: StyleLimits) -> Iterator[Span]:
    for line in body.lines:
        text = body.text[line.start : line.end]
        is_sentence = text.rstrip().endswith(_ENDS)
        words = limits.shouted_sentence_words if is_sentence else limits.shouted_words
        if _is_shouted(text, words, limits.shouted_share):
            start = line.start + len(text) - len(text.lstrip())
            yield body.span(start, line.start + len(text.rstrip()))


def _is_shouted(text: str, words: int, share: float) -> bool:
    common = text.count("e") + text.count("a") + text.count("n") + text.count("i")
    if common > (1 - share) * len(text):
        return False  # so many small letters are too many, and that is quickly told
    upper = sum(map(str.isupper, text))
    if upper < words:
        return False
    cased = upper + sum(map(str.islower, text))
    capitals = [word for word in _WORD.findall(text) if word.isupper()]
    return upper >= share * cased and len(capitals) >= words


def _capitals(_element: Element, stated: Stated) -> Effect:
    if stated.value == "uppercase":
        return Effect.OVERRIDE
    return Effect.NONE if stated.value in ("inherit", "unset") else Effect.DEFAULT


def _long_lines(ctx: RuleContext, words: int) -> set[int]:
    """Give the elements, by where they open, around a text of so many words with capitals."""
    found: set[int] = set()
    for text in ctx.message.styles.texts:
        has_case = text.text.upper() != text.text.lower()
        if has_case and len(_WORD.findall(text.text)) >= words:
            element: Element | None = text.parent
            while element is not None and element.opened_at not in found:
                found.add(element.opened_at)
                element = element.parent
    return found


def underlined(ctx: RuleContext) -> Iterator[Hit]:
    """Yield a hit for every element that underlines more than a few words outside of links."""
    by_tag, declared = ctx.message.document.by_tag, ctx.message.styles.declared
    if declared.keys().isdisjoint(_UNDERLINES) and by_tag.keys().isdisjoint(_UNDERLINING):
        return
    words: dict[Element, int] = {}
    for text in ctx.message.styles.texts:
        style = text.parent.style
        if style.is_underlined and not style.is_hidden:
            origin = _origin(text)
            if origin is not None:
                words[origin] = words.get(origin, 0) + len(_WORD.findall(text.text))
    least = ctx.policy.limits.style.underlined_words
    long = (element for element, count in words.items() if count >= least)
    for element in islice(long, MOST_PLACES):
        own = element.own_style
        stated = next(iter(own.strongest_first(_UNDERLINES)), None) if own is not None else None
        override = Override(element, own, stated) if own is not None and stated else None
        yield Hit("Underlines a long stretch.", override.span if override else element.span)


def _origin(text: TextNode) -> Element | None:
    """Give the outermost element that underlines a text, None inside a link."""
    element: Element | None = text.parent
    origin = None
    while element is not None and element.style.is_underlined:
        if element.tag == "a" and "href" in element.attrs:
            return None
        origin = element
        element = element.parent
    return origin
