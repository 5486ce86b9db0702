"""Reading Amazon's mails to sellers: what happened, to which order, until when.

What is not surely one of Amazon's notices is unknown, and so is everything that a person writes,
even about opting out.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.history import Notice, NoticeKind
from app.history.notice_text import ends_of_days_in, fold, order_ids_in, plain, sentences_of
from app.message.language import guess_language
from app.policy.notices import NoticeShape, NoticeWords


@dataclass(frozen=True, slots=True)
class _Shape:
    kind: NoticeKind
    sentences: int
    all_of: tuple[tuple[str, ...], ...]
    none_of: tuple[str, ...]

    def is_in(self, text: str) -> bool:
        return _has_each(text, self.all_of) and not _has_any(text, self.none_of)


@dataclass(frozen=True, slots=True)
class _Language:
    first_person: tuple[str, ...]
    lasting: tuple[str, ...]
    period: tuple[str, ...]
    months: tuple[str, ...]
    hours: dict[str, int]
    numbers: dict[str, int]
    duration: re.Pattern[str]
    shapes: tuple[_Shape, ...]


class NoticeReader:
    """Reads notices in all languages that there are words for."""

    def __init__(self, words: Mapping[str, NoticeWords]) -> None:
        self._languages = {tag: _language(one) for tag, one in words.items()}

    def read(self, text: str, subject: str, received_at: datetime) -> Notice:
        """Read a notice; `received_at` is the instant from which its durations count."""
        body = plain(text)
        head = plain(subject)
        sentences = [fold(head), *sentences_of(body)]
        whole = " ".join(sentences)
        languages = self._languages_of(f"{head}\n{body}")
        for kind in (
            NoticeKind.RESTRICTION,
            NoticeKind.OPT_OUT,
            NoticeKind.BLOCKED,
            NoticeKind.COMPLAINT,
        ):
            for language in languages:
                place = _find(kind, language, sentences, whole)
                if place is None:
                    continue
                until = None
                if kind is NoticeKind.RESTRICTION:
                    until = _until(language, sentences, received_at)
                order_id = _order_id(sentences, place, body, head)
                return Notice(kind, order_id, until, received_at)
        return Notice(NoticeKind.UNKNOWN, _order_id(sentences, None, body, head), None, received_at)

    def _languages_of(self, text: str) -> tuple[_Language, ...]:
        """Give the language to read in: words of one mean something else in another."""
        tag = guess_language(text).tag
        if tag is None:
            return tuple(self._languages.values())
        return (self._languages[tag],) if tag in self._languages else ()


def _find(
    kind: NoticeKind, language: _Language, sentences: Sequence[str], whole: str
) -> slice | None:
    """Give the sentences that hold a shape of this kind."""
    for shape in language.shapes:
        if shape.kind is not kind or not _has_each(whole, shape.all_of):
            continue
        for size in range(1, shape.sentences + 1):
            for start in range(len(sentences) - size + 1):
                part = sentences[start : start + size]
                if shape.is_in("".join(part)) and not _is_personal(language, part):
                    return slice(start, start + size)
    return None


def _is_personal(language: _Language, sentences: Iterable[str]) -> bool:
    return any(_has_any(sentence, language.first_person) for sentence in sentences)


def _has_each(text: str, groups: Iterable[Iterable[str]]) -> bool:
    return all(_has_any(text, group) for group in groups)


def _has_any(text: str, words: Iterable[str]) -> bool:
    return any(word in text for word in words)


def _until(language: _Language, sentences: Sequence[str], received_at: datetime) -> datetime | None:
    """Give the end that a notice names where it tells of a restriction; None without one."""
    shapes = [shape for shape in language.shapes if shape.kind is NoticeKind.RESTRICTION]
    telling = [s for s in sentences if any(shape.is_in(s) for shape in shapes)]
    about_it = [s for s in sentences if s not in telling and _has_any(s, language.period)]
    if any(_has_any(sentence, language.lasting) for sentence in (*telling, *about_it)):
        return None
    for part in (telling, about_it):
        ends = [end for sentence in part for end in _ends(language, sentence, received_at)]
        if ends:
            return max(ends)
    return None


def _ends(language: _Language, sentence: str, received_at: datetime) -> Iterator[datetime]:
    yield from ends_of_days_in(sentence, language.months)
    for match in language.duration.finditer(sentence):
        count, unit = match.groups()
        number = language.numbers.get(count) or (int(count) if count.isdigit() else 0)
        yield received_at + timedelta(hours=number * language.hours[unit])


def _order_id(sentences: Sequence[str], place: slice | None, body: str, head: str) -> str | None:
    """Give the order that a notice names: in its telling sentence, its subject, or alone."""
    telling = order_ids_in(" ".join(sentences[place])) if place is not None else []
    for found in (telling, order_ids_in(head), order_ids_in(body)):
        if len(found) == 1:
            return found[0]
    return None


def _language(words: NoticeWords) -> _Language:
    def mark(word: str) -> str:
        """Fold a word as texts are folded, with the space that makes it the beginning of one."""
        folded = fold(word)
        if not words.has_spaces:
            return folded.strip()
        return folded if word.endswith(" ") else folded[:-1]

    def marked(listed: Iterable[str]) -> tuple[str, ...]:
        return tuple(mark(word) for word in listed)

    def shape(one: NoticeShape) -> _Shape:
        groups = tuple(marked(group) for group in one.all_of)
        return _Shape(one.kind, one.sentences, groups, marked(one.none_of))

    hours = {fold(word).strip(): number for word, number in words.units}
    numbers = {fold(word).strip(): number for word, number in words.numbers}
    counts = "|".join(["[0-9]{1,4}", *map(re.escape, sorted(numbers, key=len, reverse=True))])
    units = "|".join(map(re.escape, sorted(hours, key=len, reverse=True)))
    whole = tuple(f"{word} " for word in words.first_person) if words.has_spaces else ()
    return _Language(
        first_person=marked(whole or words.first_person),
        lasting=marked(words.lasting),
        period=marked(words.period),
        months=tuple(fold(month).strip() for month in words.months),
        hours=hours,
        numbers=numbers,
        duration=re.compile(rf"(?<![0-9.])({counts})[ -]?({units})"),
        shapes=tuple(shape(one) for one in words.shapes),
    )
