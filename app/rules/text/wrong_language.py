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
_MARKS: Final = ".,;:!?()\"'„“”«»"
_LATIN: Final = "\u024f"
_LOOKED_AT: Final = 20_000
_GERMAN: Final = {"buyer": {"language": "de-DE"}}
_ENGLISH: Final = {"buyer": {"language": "en-GB"}}
_FRENCH: Final = {"buyer": {"language": "fr-FR"}}
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
        Example.flagged("ご希望の配達日をお知らせください。", given=_FRENCH),
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
        Example.allowed("DHL 00340434161094042557", given=_GERMAN),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Compare the text's language with the buyer's, else with those of the marketplace."""
    guess = ctx.message.language
    wanted = base_language(ctx.facts.buyer.language)
    if wanted is None:
        yield from _against_store(ctx, guess)
    elif guess.tag is not None and (guess.tag != wanted or not guess.is_reliable):
        yield from _against_buyer(ctx, guess, wanted)


def _against_buyer(ctx: RuleContext, guess: LanguageGuess, wanted: str) -> Iterator[Hit]:
    text = ctx.message.body.text[:_LOOKED_AT]
    lengths: dict[str, int] = {}
    for stretch in guess_paragraphs(text, guess):
        tag = stretch.guess.tag
        if tag is not None and (stretch.guess.is_reliable or tag == wanted):
            lengths[tag] = lengths.get(tag, 0) + stretch.end - stretch.start
    own = lengths.pop(wanted, 0)
    tag = max(lengths, key=lambda name: lengths[name], default=guess.tag)
    if tag is None or tag == wanted:
        return
    names = f"{language_name(tag)}, and the buyer reads {language_name(wanted)}"
    words = _words(text)
    if own:
        if sum(lengths.values()) > own:
            yield _warning(f"Most of the message is in {names}.", Confidence.MEDIUM)
    elif words < _FEW_WORDS:
        return
    elif lengths and (words >= _PLENTY_OF_WORDS or not are_similar(tag, wanted)):
        yield Hit(f"The message is in {names}.")
    else:
        yield _warning(f"The message seems to be in {names}.", Confidence.LOW)


def _warning(sentence: str, confidence: Confidence) -> Hit:
    return Hit(sentence, severity=Severity.WARNING, confidence=confidence)


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


def _words(text: str) -> int:
    """Count the words that are no names: without a capital, or in a script without capitals."""
    words = (piece.strip(_MARKS) for piece in text.split())
    count = sum(word.isalpha() and not word[0].isupper() for word in words)
    if text.isascii() or count >= _PLENTY_OF_WORDS:
        return count
    return max(count, sum(letter.isalpha() and letter > _LATIN for letter in text) // 2)
