"""The contact words, ready to be found, and the sentences they are looked for in."""

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from app.domain.vocabulary import ContactWords
from app.meaning.reading import PassageReading, Sentence
from app.text.word_list import WordList


@dataclass(frozen=True, slots=True)
class Lists:
    """`ContactWords`, compiled."""

    apps: WordList
    ambiguous_apps: WordList
    invitations: WordList
    joining: WordList
    innocent: WordList
    visits: WordList
    shops: WordList
    services: WordList


@lru_cache(maxsize=4)
def lists_of(words: ContactWords) -> Lists:
    """Compile the words once for all messages."""
    return Lists(
        apps=WordList(words.apps),
        ambiguous_apps=WordList(words.ambiguous_apps),
        invitations=WordList(words.invitations),
        joining=WordList(words.joining),
        innocent=WordList(words.innocent),
        visits=WordList(words.visits),
        shops=WordList(words.shops),
        services=WordList(words.services),
    )


def words_of(reading: PassageReading, sentence: Sentence) -> str:
    """Give a sentence's folded words."""
    return reading.passage.folded.text[sentence.start : sentence.end]


def by_sentence(
    reading: PassageReading, words: WordList
) -> Iterator[tuple[Sentence, list[tuple[int, int]]]]:
    """Yield the sentences in which listed words stand, with their places in the folded passage."""
    sentences = reading.sentences
    if not sentences:
        return
    starts = [sentence.start for sentence in sentences]
    found: dict[int, list[tuple[int, int]]] = {}
    for start, end in words.places(reading.passage.folded.text):
        found.setdefault(max(bisect_right(starts, start) - 1, 0), []).append((start, end))
    for index in sorted(found):
        yield sentences[index], found[index]


def sentence_at(reading: PassageReading, offset: int) -> Sentence | None:
    """Give the sentence in which an offset of the folded passage lies."""
    starts = [sentence.start for sentence in reading.sentences]
    index = bisect_right(starts, offset) - 1
    return reading.sentences[index] if index >= 0 else None
