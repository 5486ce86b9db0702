"""How rules about meaning answer: quoting what they read, or saying that they could not read it."""

from collections.abc import Iterator, Sequence
from typing import Final

from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Confidence, NotEvaluatedReason, Severity
from app.meaning.reading import PassageReading, Reading, Sentence
from app.text.concepts import Mention

_QUOTED: Final = 3
_LONGEST_QUOTE: Final = 60


def unread(reading: Reading) -> Iterator[Unknown]:
    """Say that a rule about meaning cannot answer: no lexicon for the language, or too much text."""
    if not reading.is_supported:
        yield Unknown(NotEvaluatedReason.UNSUPPORTED_LANGUAGE)
    if not reading.is_complete:
        yield Unknown(NotEvaluatedReason.LIMIT_REACHED)


def quoted(reading: PassageReading, mentions: Sequence[Mention]) -> str:
    """Quote the words of some mentions, each once, in their order: “if”, “happy”."""
    words = dict.fromkeys(reading.words(mention) for mention in sorted(mentions))
    short = [
        word if len(word) <= _LONGEST_QUOTE else f"{word[:_LONGEST_QUOTE].rstrip()}…"
        for word in words
    ]
    return ", ".join(f"“{word}”" for word in short[:_QUOTED])


def hit_on(
    reading: PassageReading,
    message: str,
    mentions: Sequence[Mention],
    *,
    confidence: Confidence = Confidence.HIGH,
    severity: Severity | None = None,
) -> Hit:
    """Make a hit that spans the mentions, with a fix that deletes the sentences they stand in."""
    start = min(mention.start for mention in mentions)
    end = max(mention.end for mention in mentions)
    touched = [s for s in reading.sentences if s.start < end and start < s.end]
    return Hit(
        message,
        reading.span(*mentions),
        severity=severity,
        confidence=confidence,
        fix=deletion(reading, touched),
    )


def deletion(reading: PassageReading, sentences: Sequence[Sentence]) -> Fix | None:
    """Offer to delete sentences; None where there is nothing to delete."""
    if not sentences:
        return None
    title = "Delete the sentence" if len(sentences) == 1 else "Delete the sentences"
    return Fix.review(title, Edit(reading.sentence_span(*sentences)))
