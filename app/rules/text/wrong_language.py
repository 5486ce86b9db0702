"""The message is not written in the buyer's language.

Amazon asks that a buyer is written to in the language he prefers. What counts is the visible text
of the body; names, codes, addresses, numbers and words in capitals say nothing about its language.

## Severity
An error where the text is reliably in another language than the buyer's. A warning where that is
unsure: the text is short, mixed, or in a language easily taken for the buyer's. A warning, too,
where a message in two languages, one of them the buyer's, is mostly in the other; and where only
the marketplace is known and its buyers read other languages.

## Not flagged
Variants of one language: Brazilian and European Portuguese, simplified and traditional Chinese,
Bokmål and Norwegian. A message in two languages whose greater part is the buyer's. A text of fewer
than four words, which is in no language for certain.

## How to fix
Write in the buyer's language, or put his language first where two are needed.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.facts import Fact
from app.domain.finding import Hit, Unknown
from app.domain.language_tag import base_language
from app.domain.severity import Confidence, Severity
from app.message.language import LanguageGuess, guess_paragraphs
from app.policy.languages import are_similar, language_name
from app.rules.contract import Example, RuleContext, rule

_FEW_WORDS: Final = 4
_PLENTY_OF_WORDS: Final = 15
_GERMAN: Final = {"buyer": {"language": "de-DE"}}
_ENGLISH: Final = {"buyer": {"language": "en-GB"}}
_FRENCH: Final = {"buyer": {"language": "fr-FR"}}
_BRAZILIAN: Final = {"buyer": {"language": "pt-BR"}}
_TAIWANESE: Final = {"buyer": {"language": "zh-Hant"}}
_ITALIAN_STORE: Final = {"order": {"order_id": "028-1234567-1234567", "marketplace": "IT"}}


@rule(
    severity=Severity.ERROR,
    also=(Severity.WARNING,),
    clauses=("buyer-language",),
    since="0.1.0",
    examples=(
        Example.flagged("Please tell us which colour you would like to have.", given=_GERMAN),
        Example.flagged(
            "<p>Wir haben die Rechnung zu Ihrer Bestellung beigefügt.</p>", given=_FRENCH
        ),
        Example.flagged("请告诉我们您希望在哪一天收货。", given=_ENGLISH),
        Example.flagged("ご希望の配達日をお知らせください。", given=_BRAZILIAN),
        Example.flagged(
            "<p>The carrier rings you up the day before he comes, and two men carry the wardrobe "
            "up to your flat without any charge to you.</p>"
            "<p>Der Spediteur ruft Sie am Vortag an.</p>",
            given=_GERMAN,
            severity=Severity.WARNING,
            why="in both languages, but mostly not in the buyer's",
        ),
        Example.flagged(
            "Which name shall we engrave on the bracelet?",
            given=_ITALIAN_STORE,
            severity=Severity.WARNING,
            why="the buyer's language is not known, the store's is",
        ),
        Example.allowed("Bitte teilen Sie uns die gewünschte Farbe mit.", given=_GERMAN),
        Example.allowed(
            "Sua fatura está anexa, com os dados que nos pediu ontem.",
            given={"buyer": {"language": "pt-PT"}},
            why="both are Portuguese",
        ),
        Example.allowed("请告诉我们您希望在哪一天收货。", given=_TAIWANESE),
        Example.allowed(
            "Ihr „Whisper Quiet Pro Gaming Keyboard“ braucht einen neuen Treiber.",
            given=_GERMAN,
            why="a product's name",
        ),
        Example.allowed(
            "<p>Votre fauteuil arrive mardi entre huit heures et midi.</p>"
            "<p>Your armchair arrives on Tuesday.</p>",
            given=_FRENCH,
            why="in both languages, and mostly in the buyer's",
        ),
        Example.allowed("DHL 00340434161094042557", given=_GERMAN, why="no words"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Compare the text's language with the buyer's, else with those of the marketplace."""
    guess = ctx.message.language
    wanted = base_language(ctx.facts.buyer.language)
    if wanted is None:
        yield from _against_store(ctx, guess)
    elif guess.tag is not None and guess.tag != wanted:
        yield from _against_buyer(ctx, guess, guess.tag, wanted)


def _against_buyer(ctx: RuleContext, guess: LanguageGuess, tag: str, wanted: str) -> Iterator[Hit]:
    words = _words(ctx)
    if words < _FEW_WORDS and not guess.is_reliable:
        return
    names = f"{language_name(tag)}, and the buyer reads {language_name(wanted)}"
    share = _share(ctx, guess, wanted)
    if share > 0:
        if share < 1 / 2:
            yield Hit(
                f"Most of the message is in {names}.",
                severity=Severity.WARNING,
                confidence=Confidence.MEDIUM,
            )
    elif guess.is_reliable and (words >= _PLENTY_OF_WORDS or not are_similar(tag, wanted)):
        yield Hit(f"The message is in {names}.")
    else:
        yield Hit(
            f"The message seems to be in {names}.",
            severity=Severity.WARNING,
            confidence=Confidence.LOW,
        )


def _against_store(ctx: RuleContext, guess: LanguageGuess) -> Iterator[Hit | Unknown]:
    order = ctx.facts.order
    name = order.marketplace if order is not None else None
    store = ctx.policy.marketplaces.find(name) if name is not None else None
    if store is None:
        yield Unknown.missing_fact(Fact.BUYER_LANGUAGE)
    elif guess.is_reliable and guess.tag is not None and guess.tag not in store.languages:
        languages = " or ".join(map(language_name, store.languages))
        yield Hit(
            f"The message is in {language_name(guess.tag)}, and buyers of {store.domain} read "
            f"{languages}.",
            severity=Severity.WARNING,
        )


def _share(ctx: RuleContext, guess: LanguageGuess, wanted: str) -> float:
    """Give how much of the text is in the buyer's language, from 0 to 1."""
    text = ctx.message.body.text
    stretches = guess_paragraphs(text, guess)
    wanted_length = sum(s.end - s.start for s in stretches if s.guess.tag == wanted)
    return wanted_length / len(text) if text else 0.0


def _words(ctx: RuleContext) -> int:
    pieces = ctx.message.body.text.split(maxsplit=100)
    return sum(piece.strip(".,;:!?").isalpha() for piece in pieces)
