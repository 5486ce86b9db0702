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
from app.domain.severity import NotEvaluatedReason, Severity
from app.message.language import guess_paragraphs
from app.message.passage import Passage
from app.policy.offensive import ANY_LANGUAGE, load_offensive_words
from app.rules.contract import Example, RuleContext, rule
from app.rules.text._languages import likely_languages
from app.text.offensive import Offence, find_offences
from app.text.patterns import Subject

_LOOKED_AT: Final = 20_000
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
        Example.flagged("返品はお断りします。早く⟦死ね⟧。"),
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
    languages = likely_languages(ctx, lists)
    if guess.tag not in languages:
        languages = (*languages, ANY_LANGUAGE)
    if guess.is_reliable and guess.tag not in lists:
        yield Unknown(NotEvaluatedReason.UNSUPPORTED_LANGUAGE)
    for passage in ctx.message.passages:
        text = passage.folded.text
        if not text:
            continue
        subject = Subject(text)
        found: list[Offence] = []
        for language in languages:
            offences = list(find_offences(subject, lists[language]))
            is_other = guess.is_reliable and language not in (guess.tag, ANY_LANGUAGE)
            if offences and is_other:
                offences = list(_within(ctx, passage, offences, language))
            found.extend(offences)
        if found:
            yield from _hits(passage, sorted(found), languages)


def _within(
    ctx: RuleContext, passage: Passage, offences: list[Offence], language: str
) -> Iterator[Offence]:
    """Yield those that lie in a part of the text that is in the language."""
    stretches = guess_paragraphs(passage.text[:_LOOKED_AT], ctx.message.language)
    for offence in offences:
        start, end = passage.folded.source_range(offence.start, offence.end)
        if any(s.start <= start and end <= s.end and s.guess.tag == language for s in stretches):
            yield offence


def _hits(passage: Passage, offences: list[Offence], languages: tuple[str, ...]) -> Iterator[Hit]:
    lists = load_offensive_words()
    spelled = [word for language in languages for word in lists[language].spelled]
    last = 0
    for offence in offences:
        start, end = passage.folded.source_range(offence.start, offence.end)
        written = passage.text[start:end]
        if offence.start < last or any(word in written.lower() for word in spelled):
            continue
        last = offence.end
        yield Hit(
            f"“{written}” has no place in a message to a buyer.",
            passage.span(start, end),
            severity=Severity.WARNING if offence.is_mild else Severity.ERROR,
        )
