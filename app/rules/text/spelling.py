"""A word is misspelt.

Amazon's styling rules ask for correct spelling. A word counts as a typing error where the
dictionary of the message's language does not know it and one slip away from it there is a common
word: a letter doubled, missing, swapped, without its accent, or one that sounds alike. A word that
is merely rare is none.

## Not flagged
Names, brands, codes, acronyms, words in quotation marks and brackets, loanwords from English, and
whatever `seller.dictionary` lists. British and American spelling are both right; so are `ae`, `oe`,
`ue` and `ss` in German. A noun without its capital is no misspelling here.

## Not evaluated
Japanese, Chinese, Arabic and other languages without a dictionary; a text too long to be read to
its end.

## How to fix
Write the suggested word, or add yours to `seller.dictionary`.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.facts import Fact
from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Confidence, NotEvaluatedReason, Severity
from app.message.passage import Passage, PassageKind
from app.policy.spelling import load_speller, spelling_languages
from app.rules.contract import Example, RuleContext, rule
from app.rules.text._languages import stretches

_LONGEST: Final = 20_000
_MOST: Final = 50
_ENGLISH: Final = {"buyer": {"language": "en-GB"}}
_DUTCH_SUBJECT: Final = {
    "message": {"subject": "Wanneer bent u ⟦thuiss⟧ voor de levering?"},
    "buyer": {"language": "nl-NL"},
}
_ZELTIX: Final = {"seller": {"dictionary": ["recieve"]}, **_ENGLISH}


@rule(
    severity=Severity.WARNING,
    clauses=("styling",),
    since="0.1.0",
    examples=(
        Example.flagged("You will ⟦recieve⟧ the second parcel on Friday.", given=_ENGLISH),
        Example.flagged("<p>Vielen Dank für Ihre <b>⟦Bestelung⟧</b>, sie ist bei uns.</p>"),
        Example.flagged("Nous avons bien ⟦recu⟧ votre demande de retour ce matin."),
        Example.flagged("Abbiamo trovato una ⟦soluzzione⟧ per il suo ordine."),
        Example.flagged("Wij brengen de kast op dinsdag naar uw woning.", given=_DUTCH_SUBJECT),
        Example.flagged("Twoja paczka z ⟦bierzącej⟧ serii czeka na odbiór."),
        Example.flagged("Vi behöver ditt svar ⟦snabt⟧ så att vi kan leverera på fredag."),
        Example.allowed("Your colour sample and your color chart are in the box.", given=_ENGLISH),
        Example.allowed("Your Bakewright mixer by Okonjo & Halloran is ready.", given=_ENGLISH),
        Example.allowed(
            "Please check the engraving: “Helo my dear freind”.",
            given=_ENGLISH,
            why="the buyer's own words",
        ),
        Example.allowed("We will recieve it on Friday.", given=_ZELTIX, why="the seller's word"),
        Example.allowed("Viele Gruesse aus Muenchen, Ihre Schraube liegt bei."),
        Example.allowed("Le powerbank et son câble USB-C sont dans la boîte aux lettres."),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Look up the words of the subject and of the visible body."""
    accepted = frozenset(word.lower() for word in ctx.facts.seller.dictionary)
    unknown: dict[NotEvaluatedReason, Unknown] = {}
    found = 0
    for passage in ctx.message.of_kind(PassageKind.SUBJECT, PassageKind.BODY):
        text = passage.text[:_LONGEST]
        if len(text) < len(passage.text):
            _note(unknown, NotEvaluatedReason.LIMIT_REACHED)
        for start, end, language in stretches(ctx, passage, text):
            if language is None:
                _note(unknown, NotEvaluatedReason.MISSING_FACT)
                continue
            speller = load_speller(language)
            if speller is None:
                is_meant = language in spelling_languages()
                missing = NotEvaluatedReason.RESOURCE_MISSING
                _note(unknown, missing if is_meant else NotEvaluatedReason.UNSUPPORTED_LANGUAGE)
                continue
            spelling = speller.check(text[start:end], accepted)
            if not spelling.is_complete:
                _note(unknown, NotEvaluatedReason.LIMIT_REACHED)
            for error in spelling.misspellings[: _MOST - found]:
                yield _hit(passage, start + error.start, start + error.end, error.meant)
                found += 1
    yield from unknown.values()


def _note(unknown: dict[NotEvaluatedReason, Unknown], reason: NotEvaluatedReason) -> None:
    missing = (Fact.BUYER_LANGUAGE,) if reason is NotEvaluatedReason.MISSING_FACT else ()
    unknown[reason] = Unknown(reason, missing)


def _hit(passage: Passage, start: int, end: int, meant: str) -> Hit:
    span = passage.span(start, end)
    return Hit(
        f"“{passage.text[start:end]}” is probably misspelt: “{meant}”?",
        span,
        confidence=Confidence.MEDIUM,
        fix=Fix.review(f"Write “{meant}”", Edit(span, meant)),
    )
