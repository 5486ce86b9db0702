"""Telephone numbers whose digits are spoken: `null eins sieben`, `zéro six douze`, `〇三の五五`.

A run of number words and digits becomes the digits that a listener would write down; then it is
judged like any other number, only that nobody says seven digits one by one without reason.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final

from app.domain.domains import Domains, NumberWords
from app.domain.severity import Confidence
from app.message.address_types import PhoneNumber
from app.message.phone_context import Kind, context_of
from app.message.phones import plan_of
from app.text.patterns import Pattern, Subject, escape

MAX_RUNS: Final = 200
"""Runs of number words in one text that are looked at."""

_FEWEST_DIGITS: Final = 7
_MOST_DIGITS: Final = 15
_FEWEST_WORDS: Final = 3
_UNANNOUNCED_WORDS: Final = 6
_LONGEST_RUN: Final = 40
_LONGEST_SIGNS: Final = 60
_LONGEST_GLUED: Final = 200
_GLUED_LENGTH: Final = 3
_TEN: Final = 10
_TOKEN: Final = re.compile(r"[^\W\d_]+|\d+")
_WORD: Final = re.compile(r"[^\W\d_]")
_BETWEEN: Final = re.compile(r"[ ,.;:/|()…–+\-،、]{0,4}")
_CLOSE: Final = frozenset((" ", "-", "–"))
_DIGITS_BEFORE: Final = re.compile(r"[+(]?\d[\d ()/.-]*[ ,-]{1,3}$")
_LOOK_BACK: Final = 24
_WITHOUT_SPACES: Final = re.compile(r"[\u3040-\u30ff]")
_SIGN_GAP: Final = r"[のノ\-ー‐–—・、,. ()]{0,3}"


@dataclass(slots=True)
class _Run:
    """A run of spoken numbers under way; `words` counts those that were not digits."""

    start: int
    end: int
    digits: str = ""
    words: int = 0
    pending: int = 0
    times: int = 1

    def add(self, number: int, *, is_close: bool) -> None:
        """Take the next number; a unit right after tens or hundreds fills their zeros."""
        self.words += 1
        zeros = len(str(self.pending)) - len(str(self.pending).rstrip("0")) if self.pending else 0
        if is_close and 0 < number < _TEN**zeros:
            self.pending += number
            return
        self.flush()
        if number < _TEN:
            self.digits += str(number) * self.times
            self.times = 1
        else:
            self.pending = number

    def flush(self) -> None:
        """Write down the number that no unit follows."""
        if self.pending:
            self.digits += str(self.pending)
            self.pending = 0


@dataclass(frozen=True, slots=True)
class _Forms:
    """The patterns of runs, made from the words; `heads` begin numbers of several words."""

    pair: Pattern
    glued: Pattern
    glued_word: Pattern
    signs: Pattern
    heads: dict[str, tuple[str, ...]]


def trigger_sources(domains: Domains) -> tuple[str, ...]:
    """Give patterns one of which matches wherever `find_spelled_phones` could find anything."""
    forms = _forms(domains)
    return (forms.pair.source, forms.glued.source, forms.signs.source)


def find_spelled_phones(
    subject: Subject, regions: tuple[str, ...], domains: Domains
) -> list[PhoneNumber]:
    """Find the telephone numbers that are spoken in a folded text."""
    runs = sorted(_runs(subject, domains), key=lambda run: run.start)
    phones: list[PhoneNumber] = []
    for run in runs:
        phone = _judge(subject.text, run, regions, domains)
        if phone is not None and (not phones or phones[-1].end <= phone.start):
            phones.append(phone)
    return phones


@lru_cache(maxsize=4)
def _forms(domains: Domains) -> _Forms:
    words = domains.numbers
    simple = _any(words.simple)
    long = _any(word for word in words.digits if len(word) >= _GLUED_LENGTH)
    gap = r"[ ,.;:/|()…–+\-،、]{1,4}"
    unspaced = _any(word for word in words.digits if _WITHOUT_SPACES.match(word))
    sign = "".join(words.signs)
    heads: dict[str, list[str]] = {}
    for phrase in sorted(words.values, key=len, reverse=True):
        head, blank, _ = phrase.partition(" ")
        if blank:
            heads.setdefault(head, []).append(phrase)
    return _Forms(
        pair=Pattern(rf"(?:^|[^\pL])(?:{simple}){gap}(?:{simple})(?:[^\pL]|$)"),
        glued=Pattern(
            rf"(?:{long}){{{_FEWEST_DIGITS},}}"
            rf"|(?:(?:{unspaced}){_SIGN_GAP}){{{_FEWEST_DIGITS - 1},}}(?:{unspaced})"
        ),
        glued_word=Pattern(rf"{long}|{unspaced}"),
        signs=Pattern(
            rf"(?:[{sign}\p{{Nd}}]{_SIGN_GAP})*"
            rf"[{sign}](?:{_SIGN_GAP}[{sign}]){{3,}}(?:{_SIGN_GAP}[{sign}\p{{Nd}}])*"
        ),
        heads={head: tuple(phrases) for head, phrases in heads.items()},
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(escape(word) for word in sorted(words, key=len, reverse=True))


def _runs(subject: Subject, domains: Domains) -> Iterator[_Run]:
    text, forms, words = subject.text, _forms(domains), domains.numbers
    end = 0
    for found in islice(forms.pair.finditer(subject), MAX_RUNS):
        word = _WORD.search(text, max(found.start, end), found.end)
        if word is not None:
            run = _listen(text, word.start(), forms, words)
            end = max(run.end, found.end)
            yield run
    for found in islice(forms.glued.finditer(subject), MAX_RUNS):
        if found.end - found.start > _LONGEST_GLUED:
            continue
        spoken = text[found.start : found.end]
        run = _Run(found.start, found.end)
        for part in forms.glued_word.finditer(spoken):
            run.add(words.values[spoken[part.start : part.end]], is_close=False)
        yield run
    for found in islice(forms.signs.finditer(subject), MAX_RUNS):
        if found.end - found.start <= _LONGEST_SIGNS:
            yield _read_signs(text, found.start, found.end, words)


def _listen(text: str, start: int, forms: _Forms, words: NumberWords) -> _Run:
    """Follow a run of spoken numbers from its first word on."""
    run = _Run(start, start)
    before = _DIGITS_BEFORE.search(text[max(start - _LOOK_BACK, 0) : start])
    if before is not None:
        run.start -= len(before[0])
        run.digits = _decimals(before[0])
    position, is_close = start, False
    for _ in range(_LONGEST_RUN):
        token = _TOKEN.match(text, position)
        if token is None:
            break
        position, number = _number_at(text, token, forms, words)
        if number is not None:
            run.add(number, is_close=is_close)
            run.end = position
        elif token[0].isdecimal():
            run.flush()
            run.digits += _decimals(token[0])
            run.end = position
        elif token[0] in words.repeats:
            run.times = words.repeats[token[0]]
        elif token[0] not in words.joiners:
            break
        gap = _BETWEEN.match(text, position)
        gap_end = gap.end() if gap else position
        is_joiner = number is None and is_close
        is_close = text[position:gap_end] in _CLOSE and (number is not None or is_joiner)
        position = gap_end
    run.flush()
    return run


def _number_at(
    text: str, token: re.Match[str], forms: _Forms, words: NumberWords
) -> tuple[int, int | None]:
    """Give the end of the number that begins with a token, and the number; None if it is none."""
    word = token[0]
    if word in forms.heads:
        ahead = text[token.start() : token.start() + _LOOK_BACK].replace("-", " ")
        for phrase in forms.heads[word]:
            if ahead.startswith(phrase) and not ahead[len(phrase) : len(phrase) + 1].isalpha():
                return token.start() + len(phrase), words.values[phrase]
    return token.end(), words.values.get(word)


def _read_signs(text: str, start: int, end: int, words: NumberWords) -> _Run:
    run = _Run(start, end)
    for sign in text[start:end]:
        if sign in words.signs:
            run.words += 1
            run.digits += str(words.signs[sign])
        elif sign.isdecimal():
            run.digits += str(unicodedata.digit(sign))
    return run


def _decimals(text: str) -> str:
    return "".join(str(unicodedata.digit(mark)) for mark in text if mark.isdecimal())


def _judge(text: str, run: _Run, regions: tuple[str, ...], domains: Domains) -> PhoneNumber | None:
    digits = run.digits
    if not _FEWEST_DIGITS <= len(digits) <= _MOST_DIGITS or run.words < _FEWEST_WORDS:
        return None
    if digits[0] != "0" and _counts_up(digits[:_FEWEST_DIGITS]):
        return None
    context = context_of(text, run.start, run.end, domains)
    if context.kind in (Kind.IDENTIFIER, Kind.AMOUNT):
        return None
    plan = plan_of(digits, regions, domains)
    if plan is None:
        if context.kind is not Kind.PHONE and run.words < _UNANNOUNCED_WORDS:
            return None
        return PhoneNumber(run.start, run.end, digits, None, Confidence.MEDIUM)
    confidence = Confidence.HIGH if context.kind is Kind.PHONE else Confidence.MEDIUM
    return PhoneNumber(run.start, run.end, plan.international_number, plan.region, confidence)


def _counts_up(digits: str) -> bool:
    return all(int(right) - int(left) == 1 for left, right in pairwise(digits))
