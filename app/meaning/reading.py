"""A message read for meaning: each passage in its sentences, each sentence with its mentions."""

from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from app.domain.concept import Concept
from app.domain.span import Span
from app.message.language import LanguageGuess, guess_paragraphs
from app.message.parsed import ParsedMessage
from app.message.passage import Passage, PassageKind
from app.text.concepts import Mention, SameSentence, scan
from app.text.draft import OffsetMap
from app.text.lexicon import Lexicon

DEFAULT_LANGUAGE: Final = "en"
_SHORT: Final = 6
_NONE: Final[tuple[Mention, ...]] = ()


Found = tuple[Mention, ...]
_SHOWN: Final = frozenset((Concept.PUBLIC, Concept.VISIBLE, Concept.WROTE))
_SAID: Final = frozenset((Concept.OPINION, Concept.TELL, Concept.WROTE))
_HEARD: Final = frozenset((Concept.PUBLIC, Concept.OTHERS))
_TALK: Final = frozenset((Concept.REVIEW, Concept.TOP_RATING, Concept.STARS)) | _SAID


class Sentence:
    """A sentence with what it mentions; offsets count the passage's folded text."""

    __slots__ = ("_talk", "end", "index", "is_heading", "is_question", "named", "start")

    def __init__(self, index: int, start: int, end: int) -> None:
        self.index = index
        self.start = start
        self.end = end
        self.is_question = False
        self.is_heading = False
        self.named: dict[Concept, list[Mention]] = {}
        self._talk: Found | None = None

    def has(self, *concepts: Concept) -> bool:
        """Tell whether any of the concepts is mentioned."""
        named = self.named
        for concept in concepts:  # noqa: SIM110 -- a generator costs more than this whole loop
            if concept in named:
                return True
        return False

    @property
    def talk(self) -> Found:
        """Talk of a review: by its name, or as words put where other buyers read them."""
        if self._talk is None:
            self._talk = self._review_talk() if not _TALK.isdisjoint(self.named) else ()
        return self._talk

    def _review_talk(self) -> Found:
        named = self.named
        if Concept.REVIEW in named or Concept.TOP_RATING in named:
            return tuple(self.all(Concept.REVIEW, Concept.TOP_RATING))
        if Concept.STARS in named and not _SHOWN.isdisjoint(named):
            return tuple(self.all(Concept.STARS, *_SHOWN))
        if not _SAID.isdisjoint(named) and not _HEARD.isdisjoint(named):
            return tuple(self.all(*_SAID, *_HEARD))
        return ()

    def all(self, *concepts: Concept) -> Sequence[Mention]:
        """Give the mentions of these concepts, by their place."""
        if len(concepts) == 1:
            return self.named.get(concepts[0], _NONE)
        found = [m for concept in concepts for m in self.named.get(concept, _NONE)]
        found.sort()
        return found

    def first(self, *concepts: Concept) -> Mention | None:
        """Give the first mention of any of the concepts."""
        found = self.all(*concepts)
        return found[0] if found else None


@dataclass(frozen=True)
class PassageReading:
    """A passage, read: its sentences in order, and all concepts that it mentions anywhere."""

    passage: Passage
    sentences: tuple[Sentence, ...]
    named: frozenset[Concept]
    is_complete: bool

    @cached_property
    def talks_of_reviews(self) -> bool:
        """Whether any sentence talks of a review."""
        return any(sentence.talk for sentence in self.sentences)

    @cached_property
    def is_open_to_all(self) -> bool:
        """Whether the passage says that every answer is welcome."""
        return any(
            Concept.EITHER_WAY in sentence.named
            or (Concept.POSITIVE in sentence.named and Concept.NEGATIVE in sentence.named)
            for sentence in self.sentences
        )

    def around(self, sentence: Sentence, back: int, ahead: int) -> tuple[Sentence, ...]:
        """Give a sentence with as many before and after it."""
        index = sentence.index
        return self.sentences[max(index - back, 0) : index + ahead + 1]

    def before(self, sentence: Sentence, count: int) -> tuple[Sentence, ...]:
        """Give the sentences before one, the nearest last."""
        return self.sentences[max(sentence.index - count, 0) : sentence.index]

    def after(self, sentence: Sentence, count: int) -> tuple[Sentence, ...]:
        """Give the sentences that follow one."""
        return self.sentences[sentence.index + 1 : sentence.index + 1 + count]

    def all(self, *concepts: Concept) -> Found:
        """Give the mentions of these concepts anywhere in the passage."""
        return tuple(m for sentence in self.sentences for m in sentence.all(*concepts))

    def words(self, mention: Mention) -> str:
        """Give a mention's words as the buyer reads them, white space made single."""
        start, end = self.passage.folded.source_range(mention.start, mention.end)
        return " ".join(self.passage.text[start:end].split())

    def sentence_span(self, *sentences: Sentence) -> Span:
        """Give the place from the first word of these sentences to the last."""
        folded = self.passage.folded.text
        start = min(sentence.start for sentence in sentences)
        end = max(sentence.end for sentence in sentences)
        while start < end and folded[start].isspace():
            start += 1
        while end > start and folded[end - 1].isspace():
            end -= 1
        return self.passage.folded_span(start, end)


@dataclass(frozen=True, slots=True)
class Reading:
    """All passages of a message, read.

    `is_supported` is false where the message, or a good part of it, is in a language that has no
    lexicon; `is_complete` where a passage held more known words than are looked at.
    """

    passages: tuple[PassageReading, ...]
    named: frozenset[Concept]
    is_supported: bool
    is_complete: bool

    def of_kind(self, *kinds: PassageKind) -> Iterator[PassageReading]:
        """Yield the readings of the passages of these kinds, in order."""
        return (reading for reading in self.passages if reading.passage.kind in kinds)


def read_message(
    message: ParsedMessage, lexicons: Mapping[str, Lexicon], expected: str | None
) -> Reading:
    """Read a message with the lexicons of its languages.

    `expected` is the buyer's language, which short texts are taken to be in where nothing else
    tells.
    """
    whole = _base_language(message, lexicons, expected)
    fallback = tuple(dict.fromkeys((whole, DEFAULT_LANGUAGE)))
    readings = []
    supported = True
    for passage in message.passages:
        if passage.kind in (PassageKind.BODY, PassageKind.HIDDEN, PassageKind.ATTACHMENT):
            parts, known = _parts(passage, message.language, whole, lexicons)
            supported = supported and known
        else:
            parts = [(0, len(passage.folded.text), fallback)]
        readings.append(_read(passage, parts, lexicons))
    return Reading(
        passages=tuple(readings),
        named=frozenset().union(*(reading.named for reading in readings)),
        is_supported=supported,
        is_complete=all(reading.is_complete for reading in readings),
    )


_Part = tuple[int, int, tuple[str, ...]]


def _base_language(
    message: ParsedMessage, lexicons: Mapping[str, Lexicon], expected: str | None
) -> str:
    guess = message.language
    if guess.tag in lexicons and guess.tag is not None:
        return guess.tag
    for declared in (message.declared.language, expected):
        tag = (declared or "").partition("-")[0].lower()
        if tag in lexicons:
            return tag
    return DEFAULT_LANGUAGE


def _parts(
    passage: Passage, guess: LanguageGuess, whole: str, lexicons: Mapping[str, Lexicon]
) -> tuple[list[_Part], bool]:
    """Cut a passage into stretches with their lexicons, and tell whether all have one."""
    text, folded = passage.text, passage.folded.text
    stretches = guess_paragraphs(text, guess)
    parts: list[_Part] = []
    if len(stretches) == 1:
        parts.append((0, len(folded), (whole,)))
        return parts, not guess.is_reliable or guess.tag == whole
    is_supported = True
    for stretch in stretches:
        tag = stretch.guess.tag
        if tag is None or tag not in lexicons:
            is_supported = is_supported and not stretch.guess.is_reliable
            tag = whole
        start, end = to_folded(passage, stretch.start), to_folded(passage, stretch.end)
        parts.append((start, end, (tag,)))
    return parts, is_supported


def _read(
    passage: Passage, parts: Sequence[_Part], lexicons: Mapping[str, Lexicon]
) -> PassageReading:
    sentences = _sentences(passage)
    starts = [sentence.start for sentence in sentences]
    folded = passage.folded.text
    is_complete = True

    def same_sentence(start: int, end: int) -> bool:
        return bisect_right(starts, start) == bisect_right(starts, end - 1)

    for start, end, tags in parts:
        for tag in tags:
            text = folded if end - start == len(folded) else folded[start:end]
            shift = _shifted(same_sentence, start) if start else same_sentence
            found = scan(text, lexicons[tag], shift)
            is_complete = is_complete and found.is_complete
            _distribute(found.mentions, start, sentences, starts)
    named: set[Concept] = set()
    for sentence in sentences:
        named.update(sentence.named)
    return PassageReading(passage, sentences, frozenset(named), is_complete)


def _shifted(same: SameSentence, offset: int) -> SameSentence:
    return lambda start, end: same(start + offset, end + offset)


def _distribute(
    mentions: list[Mention], offset: int, sentences: Sequence[Sentence], starts: list[int]
) -> None:
    index = 0
    last = len(starts) - 1
    for found in mentions:
        mention = Mention(found[0] + offset, found[1] + offset, found[2]) if offset else found
        while index < last and starts[index + 1] <= mention.start:
            index += 1
        sentence = sentences[index]
        known = sentence.named.get(mention.concept)
        if known is None:
            sentence.named[mention.concept] = [mention]
        else:
            known.append(mention)


def _sentences(passage: Passage) -> tuple[Sentence, ...]:
    """Give the sentences; one without a letter (`2.`, `-`) is the beginning of the next."""
    sentences: list[Sentence] = []
    folded = passage.folded
    text = passage.text
    waiting: int | None = None
    for found in passage.sentences:
        if found.end - found.start < _SHORT and not any(
            map(str.isalpha, text[found.start : found.end])
        ):
            waiting = found.start if waiting is None else waiting
            continue
        start = found.start if waiting is None else waiting
        waiting = None
        end = found.end
        if folded.maps:
            start, end = to_folded(passage, start), to_folded(passage, end)
        sentence = Sentence(len(sentences), start, end)
        sentence.is_question = found.is_question
        sentence.is_heading = found.is_heading
        sentences.append(sentence)
    if not sentences:
        sentences.append(Sentence(0, 0, len(folded.text)))
    return tuple(sentences)


def to_folded(passage: Passage, offset: int) -> int:
    """Turn an offset of a passage's text into one of its folded text."""
    for step in passage.folded.maps:
        offset = _forward(step, offset)
    return min(offset, len(passage.folded.text))


def _forward(step: OffsetMap, offset: int) -> int:
    piece = min(bisect_right(step.origins, offset), len(step.starts)) - 1
    start = step.starts[piece]
    return start if piece % 2 else start + offset - step.origins[piece]
