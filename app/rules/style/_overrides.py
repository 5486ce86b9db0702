"""What the rules about overridden defaults share: judging values, and hits with fixes."""

from collections.abc import Iterator
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Confidence, NotEvaluatedReason
from app.domain.span import BODY
from app.message.style import StyleResult
from app.message.style_effect import Effect, Override
from app.message.style_lengths import font_shorthand
from app.rules.contract import RuleContext
from app.rules.style_edits import removal, replacement

TAKES_OVER: Final = frozenset(("inherit", "unset"))
GOES_BACK: Final = frozenset(("initial", "revert", "revert-layer"))


def keyword_effect(value: str) -> Effect | None:
    """Judge a value that every property knows, None where it is another one."""
    if value in TAKES_OVER:
        return Effect.NONE
    return Effect.DEFAULT if value in GOES_BACK else None


def body_source(ctx: RuleContext) -> str:
    """Give the body in which the spans of declarations count."""
    return ctx.message.fields[BODY].normalised


def unread_styles(ctx: RuleContext) -> Iterator[Unknown]:
    """Say that a part of the styling was left out, where it was."""
    if ctx.message.styles.limit_reached:
        yield Unknown(NotEvaluatedReason.LIMIT_REACHED)


def override_hit(
    styles: StyleResult, override: Override, message: str, title: str, edits: tuple[Edit, ...]
) -> Hit:
    """Make a hit of an override; what holds in some views only is a little less sure.

    Nothing hidden is brought to light without a person looking: a colour that hides its text stays.
    """
    confidence = Confidence.MEDIUM if override.is_conditional else Confidence.HIGH
    make = Fix.review if id(override.element) in styles.camouflages else Fix.safe
    fix = make(title, *edits) if edits else None
    return Hit(message, override.span, confidence=confidence, fix=fix)


def without_font_override(override: Override, source: str) -> tuple[Edit, ...]:
    """Take out a line height or a typeface; a `font` shorthand keeps its size, weight and slant."""
    stated = override.stated
    if stated.name != "font":
        return removal(override, source)
    font = font_shorthand(stated.value)
    kept = [("font-size", font.size), ("font-weight", font.weight), ("font-style", font.posture)]
    mark = " !important" if stated.is_important else ""
    text = ";".join(f"{name}:{value}{mark}" for name, value in kept if value)
    return replacement(override, text, source) if text else removal(override, source)
