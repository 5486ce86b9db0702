"""The message is offensive.

Amazon allows no offensive content. Profanity, slurs, sexual and violent words and insults are
looked for in the message's language, and those that everybody understands in every language; also
where their letters are hidden, spaced out or replaced (`f*ck`, `sh1t`).

## Severity
An error; a warning for mild words such as `damn` or `crap`.

## Not flagged
Words that only look alike: stopcocks, Scunthorpe, kill switches, a Bloody Mary, the German `dick`.
Words of the list inside phrases that are innocent.

## Not evaluated
A text in a language without a list; what offends in every language is looked for all the same.

## How to fix
Say it politely, or leave it out.
"""

from collections.abc import Iterator
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.language_tag import base_language
from app.domain.severity import NotEvaluatedReason, Severity
from app.message.language import guess_paragraphs
from app.message.passage import Passage
from app.policy.offensive import ANY_LANGUAGE, OffensiveWords, load_offensive_words
from app.rules.contract import Example, RuleContext, rule
from app.text.patterns import Subject

_Place = tuple[int, int, Severity]
_FILE: Final = {
    "message": {"attachments": [{"filename": "⟦fuck⟧-off.pdf", "content_type": "application/pdf"}]}
}


@rule(
    severity=Severity.ERROR,
    also=(Severity.WARNING,),
    clauses=("no-sensitive-content",),
    since="0.1.0",
    examples=(
        Example.flagged("Your complaint is ⟦bullshit⟧, and you know it."),
        Example.flagged("<p>Please do not ⟦f*ck⟧ with our support team again.</p>"),
        Example.flagged("Sie sind ein ⟦Arschloch⟧, und das Paket bleibt hier."),
        Example.flagged("Votre colis est perdu, alors ⟦ferme ta gueule⟧ et attends."),
        Example.flagged("Il pacco è in ritardo, che ⟦cazzo⟧ vuole da noi?"),
        Example.flagged("Twoja opinia to ⟦gówno⟧, a ty nic nie rozumiesz."),
        Example.flagged("お前みたいな客は⟦死ね⟧。返品はお断りします。"),
        Example.flagged("The screen protector is in the box.", given=_FILE),
        Example.flagged(
            "The ⟦damn⟧ courier has lost your parcel again.", severity=Severity.WARNING
        ),
        Example.flagged(
            "Die ⟦verdammte⟧ Schraube fehlt auch in diesem Paket.", severity=Severity.WARNING
        ),
        Example.allowed("The stopcock, the kill switch and the shot glasses go to Scunthorpe."),
        Example.allowed("Das Brett ist 3 cm dick, der Hahn ist aus Messing."),
        Example.allowed("Vi skickar det på fredag, fart och slut på lagret."),
        Example.allowed("The recipe card for the Bloody Mary mix is in the box."),
        Example.allowed("Le pédalier et la vis de la pédale sont dans le sachet."),
        Example.allowed("お客様の声をお待ちしております。"),
    ),
)
def check(ctx: RuleContext) -> Iterator[Hit | Unknown]:
    """Look for listed words in every text of the message."""
    lists = load_offensive_words()
    guess = ctx.message.language
    languages = _languages(ctx, lists)
    if guess.is_reliable and guess.tag not in lists:
        yield Unknown(NotEvaluatedReason.UNSUPPORTED_LANGUAGE)
    for passage in ctx.message.passages:
        text = passage.folded.text
        if not text:
            continue
        subject = Subject(text)
        for language in languages:
            if lists[language].trigger.is_in(subject):
                yield from _hits(ctx, passage, subject, language)


def _languages(ctx: RuleContext, lists: dict[str, OffensiveWords]) -> tuple[str, ...]:
    """Give the languages whose lists apply: the text's, and the buyer's where it is another."""
    tags = (ctx.message.language.tag, base_language(ctx.facts.buyer.language))
    known = tuple(dict.fromkeys(tag for tag in tags if tag is not None and tag in lists))
    return known or (ANY_LANGUAGE,)


def _hits(ctx: RuleContext, passage: Passage, subject: Subject, language: str) -> Iterator[Hit]:
    lists = load_offensive_words()
    first = _languages(ctx, lists)[0]
    names = dict.fromkeys((ANY_LANGUAGE, language)) if language == first else (language,)
    end = 0
    for place in sorted(place for name in names for place in _places(lists[name], subject)):
        if place[0] < end or (language != first and not _is_in(ctx, passage, place, language)):
            continue
        end = place[1]
        span = passage.folded_span(place[0], place[1])
        word = subject.text[place[0] : place[1]]
        yield Hit(f"“{word}” has no place in a message to a buyer.", span, severity=place[2])


def _places(words: OffensiveWords, subject: Subject) -> Iterator[_Place]:
    innocent = list(words.innocent.find(subject))
    for severity, phrases in ((Severity.ERROR, words.severe), (Severity.WARNING, words.mild)):
        for start, end in phrases.find(subject):
            if not any(left <= start and end <= right for left, right in innocent):
                yield start, end, severity
    if words.masked is not None:
        for found in words.masked.finditer(subject):
            if found.groups[0] is not None:
                yield (*found.groups[0], Severity.ERROR)


def _is_in(ctx: RuleContext, passage: Passage, place: _Place, language: str) -> bool:
    """Tell whether a place lies in a part of the text that is in the language."""
    start, end = passage.folded.source_range(place[0], place[1])
    stretches = guess_paragraphs(passage.text, ctx.message.language)
    return any(s.start <= start and end <= s.end and s.guess.tag == language for s in stretches)
