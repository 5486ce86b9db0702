"""How rules about meaning answer: quoting what they read, or saying that they could not read it."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import Final

from app.domain.concept import Concept
from app.domain.finding import Hit, Unknown
from app.domain.fix import Edit, Fix
from app.domain.severity import Confidence, NotEvaluatedReason, Severity
from app.meaning.reading import Found, PassageReading, Reading, Sentence
from app.text.concepts import Mention

Find = Callable[[PassageReading, Sentence], Found]
_QUOTED: Final = 4
_LONGEST_QUOTE: Final = 60


def unread(reading: Reading) -> Iterator[Unknown]:
    """Say that a rule about meaning cannot answer, without a lexicon or over too much text."""
    if not reading.is_supported:
        yield Unknown(NotEvaluatedReason.UNSUPPORTED_LANGUAGE)
    if not reading.is_complete:
        yield Unknown(NotEvaluatedReason.LIMIT_REACHED)


def first_of(
    reading: Reading, find: Find, at: Collection[Concept], beside: Collection[Concept] = ()
) -> Iterator[tuple[PassageReading, Found]]:
    """Yield what a predicate finds first in each passage.

    It is asked only about sentences that mention a concept of `at`, in passages that mention one of
    `beside` too, where that is given.
    """
    for passage in reading.passages:
        named = passage.named
        if named.isdisjoint(at) or (beside and named.isdisjoint(beside)):
            continue
        for sentence in passage.sentences:
            if not sentence.named.keys().isdisjoint(at):
                found = find(passage, sentence)
                if found:
                    yield passage, found
                    break


def quoted(reading: PassageReading, mentions: Sequence[Mention]) -> str:
    """Quote the words of some mentions, each once, in their order: “if”, “happy”."""
    widest: list[Mention] = []
    for mention in sorted(mentions, key=lambda one: (one.start, -one.end)):
        if not widest or mention.end > widest[-1].end:
            widest.append(mention)
    words = dict.fromkeys(reading.words(mention) for mention in widest)
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
    """Make a hit on the sentences that hold the mentions, with a fix that deletes them."""
    start = min(mention.start for mention in mentions)
    end = max(mention.end for mention in mentions)
    touched = [s for s in reading.sentences if s.start < end and start < s.end]
    span = reading.sentence_span(*touched)
    title = "Delete the sentence" if len(touched) == 1 else "Delete the sentences"
    fix = Fix.review(title, Edit(span))
    return Hit(message, span, severity=severity, confidence=confidence, fix=fix)
