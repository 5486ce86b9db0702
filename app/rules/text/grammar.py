"""A sentence has a grammatical mistake.

Amazon's styling rules ask for correct grammar. Only mistakes that a buyer notices are reported, and
only such as are nearly never right: a verb that does not agree with its subject, a wrong form after
`does not` or `can`, `a` before a vowel, a word written twice, `their` for `there`.

## Not flagged
Missing articles, word order and style. Words in quotation marks and brackets.

## Not evaluated
Languages other than English; a text too long to be read to its end.

## How to fix
Write the sentence as the finding says.
"""

from collections.abc import Iterator
from functools import cache
from typing import Final

from app.domain.facts import Fact
from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Confidence, NotEvaluatedReason, Severity
from app.message.passage import Passage, PassageKind
from app.policy.grammar import load_grammar_rules
from app.rules.contract import Example, RuleContext, rule
from app.rules.text._languages import stretches
from app.text.grammar import Flaw, Grammar, has_grammar_checker

_LANGUAGE: Final = "en"
_LONGEST: Final = 8_000
_MOST: Final = 50


@rule(
    severity=Severity.WARNING,
    clauses=("styling",),
    since="0.1.0",
    examples=(
        Example.flagged("We ⟦has⟧ packed the lamp for you and it leaves tomorrow."),
        Example.flagged("The lamp does not ⟦requires⟧ a bulb, and it comes with a plug."),
        Example.flagged("<p>Can you <i>⟦sent⟧</i> us your house number before Friday?</p>"),
        Example.flagged("The driver brings ⟦the the⟧ table up to your flat on Monday."),
        Example.flagged("Most of our customers ⟦takes⟧ the two chairs in the same colour."),
        Example.allowed("She has packed the lamp, and it leaves our warehouse tomorrow."),
        Example.allowed("Please review the proof and tell us whether it is right for you."),
        Example.allowed("The engraving will read “We is family”, as you wrote to us."),
        Example.allowed("Der Fahrer bringt die Tisch am Montag zu Ihnen.", why="not English"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Proofread the English parts of the subject and of the visible body."""
    reasons: dict[NotEvaluatedReason, Unknown] = {}
    found = 0
    for passage in ctx.message.of_kind(PassageKind.SUBJECT, PassageKind.BODY):
        text = passage.text[:_LONGEST]
        if len(text) < len(passage.text):
            _note(reasons, NotEvaluatedReason.LIMIT_REACHED)
        for start, end, language in stretches(ctx, passage, text):
            if language != _LANGUAGE:
                unknown = NotEvaluatedReason.UNSUPPORTED_LANGUAGE
                _note(reasons, unknown if language else NotEvaluatedReason.MISSING_FACT)
            elif not has_grammar_checker():
                _note(reasons, NotEvaluatedReason.RESOURCE_MISSING)
            else:
                proofread = _grammar().check(text[start:end])
                if not proofread.is_complete:
                    _note(reasons, NotEvaluatedReason.LIMIT_REACHED)
                for flaw in proofread.flaws[: _MOST - found]:
                    yield _hit(passage, start, flaw)
                    found += 1
    yield from reasons.values()


@cache
def _grammar() -> Grammar:
    return Grammar(load_grammar_rules())


def _note(reasons: dict[NotEvaluatedReason, Unknown], reason: NotEvaluatedReason) -> None:
    missing = (Fact.BUYER_LANGUAGE,) if reason is NotEvaluatedReason.MISSING_FACT else ()
    reasons[reason] = Unknown(reason, missing)


def _hit(passage: Passage, offset: int, flaw: Flaw) -> Hit:
    span = passage.span(offset + flaw.start, offset + flaw.end)
    fix = None
    if flaw.instead:
        fix = Fix.review(f"Write “{flaw.instead}”", Edit(span, flaw.instead))
    return Hit(flaw.says, span, confidence=Confidence.MEDIUM, fix=fix)
