"""Order ids in a text: Amazon's 17 digits in 3-7-7, digital ids, and attempts at either."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from operator import itemgetter
from typing import Final

from app.domain.span import Span
from app.domain.vocabulary import OrderNumberWords
from app.message.passage import Passage, PassageKind
from app.text.patterns import Pattern, Subject, escape

_DASHES: Final = "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u30fc\ufe63\uff0d"
_UNSEEN: Final = "\u200b-\u200f\u2060\u2066-\u2069\u202a-\u202e\ufeff"
_SPACES: Final = " \u00a0\u2007\u202f\u3000"
_TIGHT_DASH: Final = rf"[{_UNSEEN}]*[\{_DASHES}][{_UNSEEN}]*"
_DASH: Final = rf"[{_SPACES}{_UNSEEN}]{{0,2}}[\{_DASHES}][{_SPACES}{_UNSEEN}]{{0,2}}"
_MARK: Final = r"[\p{Nd}A-Za-z]"

# Whatever could be meant as an order id: three groups, groups with dashes, one long number.
_CANDIDATE: Final = Pattern(
    rf"([Dd]?\p{{Nd}}{{2,3}}(?:{_DASH}\p{{Nd}}{{7}}{_DASH}|[{_SPACES}]\p{{Nd}}{{7}}[{_SPACES}])"
    r"\p{Nd}{7}"
    rf"|[DdOoIl]?\p{{Nd}}{_MARK}{{1,4}}{_TIGHT_DASH}{_MARK}{{3,15}}(?:{_TIGHT_DASH}{_MARK}{{3,9}})?"
    rf"|\p{{Nd}}{{10}}{_TIGHT_DASH}\p{{Nd}}{{7}}"
    r"|\p{Nd}{15,19})(?:[^\p{Nd}A-Za-z]|$)"
)
# Nearly every number is written so; led by its dash, it is found at the speed of a plain search.
_USUAL: Final = re.compile(r"-[0-9]{7}-[0-9]{7}(?![0-9A-Za-z])")
_USUAL_FIRST: Final = re.compile(r"(?:[Dd][0-9]{2}|[0-9]{3})\Z")
_LONG_NUMERAL: Final = Pattern(r"\p{Nd}{4}")

_WINDOW: Final = 32
_NEARBY: Final = 14
_SENTENCE_ENDS: Final = frozenset(".!?\n。！？؟;；")
_GROUPS: Final = (3, 7, 7)
_DIGITS: Final = sum(_GROUPS)
_DIGITAL_LETTER: Final = "D"
_MOST_LETTERS: Final = 4
_MOST: Final = 1_000
_BLANK: Final = "\0"

_Place = tuple[int, int, str | None]
_LONGEST_FIRST: Final = 4
_SHORTEST: Final = (2, 5, 4)
_RUN_TOGETHER: Final = ((3, 7), (3, 14), (10, 7))
_FEWEST_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class OrderId:
    """A number that is, or is meant to be, an order's.

    `number` is its usual form, "028-1234567-1234567" or "D01-1234567-1234567"; None where it is
    malformed. `kind` is that of the passage it stands in.
    """

    span: Span
    text: str
    number: str | None
    kind: PassageKind

    @property
    def is_run_together(self) -> bool:
        """Tell whether nothing parts the groups of digits."""
        return self.text.isdecimal()


class OrderIdFinder:
    """Finds order ids with the words that announce them; make it once.

    Of a passage's candidates, the first thousand are looked at.
    """

    def __init__(self, words: OrderNumberWords) -> None:
        self._order = _word_pattern(words.order)
        self._other = _word_pattern(words.other)

    def find(self, passages: Iterable[Passage]) -> Iterator[OrderId]:
        """Yield the order ids of these passages, in order."""
        for passage in passages:
            text = passage.text
            usual = list(islice(_usual(text), _MOST))
            places: list[_Place] = [(a, b, text[a:b].upper()) for a, b in usual]
            subject = Subject(_without(text, usual) if usual else text)
            if _LONG_NUMERAL.is_in(subject):
                places += self._unusual(subject)
                places.sort(key=itemgetter(0))
            for start, end, number in places:
                yield OrderId(passage.span(start, end), text[start:end], number, passage.kind)

    def _unusual(self, subject: Subject) -> Iterator[_Place]:
        text = subject.text
        for found in islice(_CANDIDATE.finditer(subject), _MOST):
            start, end = found.groups[0] or (found.start, found.end)
            if _is_cut_off(text, start):
                continue
            groups = _groups(text[start:end])
            number = _well_formed(groups)
            if self._is_meant(text, start, end, groups, is_well_formed=number is not None):
                yield start, end, number

    def _is_meant(
        self, text: str, start: int, end: int, groups: list[str], *, is_well_formed: bool
    ) -> bool:
        if is_well_formed and len(groups) > 1:
            return True
        announced = self._announced(text, start, end)
        if announced is None:
            return _has_shape(groups)
        return announced and (is_well_formed or _has_shape(groups) or _resembles(groups))

    def _announced(self, text: str, start: int, end: int) -> bool | None:
        """Tell whether the words beside a number announce an order's, another's, or nothing."""
        before = text[max(0, start - _WINDOW) : start]
        order, other = _last_end(self._order, before), _last_end(self._other, before)
        if order is not None or other is not None:
            return (order or 0) >= (other or 0)
        after = text[end : end + _WINDOW]
        follows = self._order.search(after)
        if follows is not None and follows.start <= _NEARBY:
            return not _SENTENCE_ENDS.intersection(after[: follows.start]) or None
        return None


def _usual(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places of numbers written as Amazon writes them."""
    for rest in _USUAL.finditer(text):
        at = rest.start()
        first = _USUAL_FIRST.search(text, max(at - _GROUPS[0], 0), at)
        if first is not None and not _is_cut_off(text, first.start()):
            yield first.start(), rest.end()


def _without(text: str, places: list[tuple[int, int]]) -> str:
    """Blank out places, so that what stands between them keeps its offsets."""
    pieces: list[str] = []
    position = 0
    for start, end in places:
        pieces += (text[position:start], _BLANK * (end - start))
        position = end
    return "".join((*pieces, text[position:]))


def normal_order_id(text: str) -> str | None:
    """Give an order id in its usual form, None where the text is none."""
    return _well_formed(_groups(text))


def _word_pattern(beginnings: Iterable[str]) -> Pattern:
    """Match beginnings at the start of a word, those of scripts without such starts anywhere."""
    spaced = sorted({word for word in beginnings if _is_spaced_script(word)})
    dense = sorted({word for word in beginnings if not _is_spaced_script(word)})
    parts = [rf"(?:^|[^\pL\pM])(?:{'|'.join(map(escape, spaced))})"] if spaced else []
    parts += map(escape, dense)
    return Pattern(f"(?i)(?:{'|'.join(parts)})")


def _is_spaced_script(word: str) -> bool:
    return unicodedata.name(word[0], "").startswith("LATIN")


def _last_end(pattern: Pattern, text: str) -> int | None:
    """Give where the last match ends, of those that no sentence's end parts from the text's end."""
    end = None
    for found in pattern.finditer(text):
        end = found.end
    if end is None or any(mark in text[end:] for mark in "!?\n。！？؟"):
        return None
    return end


def _is_cut_off(text: str, start: int) -> bool:
    """Tell whether letters or digits right before a candidate make it a part of more."""
    if start == 0:
        return False
    before = text[start - 1]
    return (before.isalnum() and before.isascii()) or (
        before in _DASHES and start > 1 and text[start - 2].isdigit()
    )


def _groups(text: str) -> list[str]:
    """Split a candidate at what separates its groups; digits of every script become ASCII."""
    plain = "".join(_plain(character) for character in text)
    groups = plain.split()
    if len(groups) == 1 and len(plain) == _DIGITS and plain.isdigit():
        return [plain]
    return groups


def _plain(character: str) -> str:
    if character.isascii() and character.isalnum():
        return character.upper()
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return "" if unicodedata.category(character) == "Cf" else " "


def _well_formed(groups: list[str]) -> str | None:
    if len(groups) == 1 and len(groups[0]) == _DIGITS and groups[0].isdigit():
        number = groups[0]
        groups = [number[:3], number[3:10], number[10:]]
    if tuple(map(len, groups)) != _GROUPS:
        return None
    first, *rest = groups
    is_numbered = first.removeprefix(_DIGITAL_LETTER).isdigit() and all(g.isdigit() for g in rest)
    return "-".join(groups) if is_numbered else None


def _has_shape(groups: list[str]) -> bool:
    """Tell whether groups are 3-7-7 but for a digit too many or few, or letters among them."""
    if len(groups) != len(_GROUPS):
        return False
    close = all(abs(len(g) - size) <= 1 for g, size in zip(groups, _GROUPS, strict=True))
    return close and _is_mostly_digits(groups)


def _resembles(groups: list[str]) -> bool:
    """Tell whether groups, announced as an order's number, are an attempt at 3-7-7."""
    sizes = tuple(map(len, groups))
    if len(sizes) == len(_GROUPS):
        is_long = all(size >= least for size, least in zip(sizes, _SHORTEST, strict=True))
        return is_long and sizes[0] <= _LONGEST_FIRST and _is_mostly_digits(groups)
    return all(g.isdigit() for g in groups) and (len(sizes) == 1 or sizes in _RUN_TOGETHER)


def _is_mostly_digits(groups: list[str]) -> bool:
    joined = "".join(groups)
    digits = sum(character.isdigit() for character in joined)
    return digits >= _FEWEST_DIGITS and len(joined) - digits <= _MOST_LETTERS
