"""Telephone numbers in a text.

Every run of at least seven digits is looked at. A number of an order, a date or a time of day is
cut out first; then the words beside the run decide (`Tel.`, `Sendungsnummer`), and without such
words the way it is written: a number counts if a numbering plan knows it and its groups are those
of the plan, or if it begins as only telephone numbers do. A bare run of digits without a word is
never more than a suspicion.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice, pairwise
from typing import Final

from turbohtml.clean import LinkDetector, LinkSpan, PhoneGrouping, PhoneNumbers, PhoneType
from turbohtml.clean import PhoneNumber as KnownNumber

from app.domain.domains import Domains
from app.domain.severity import Confidence
from app.message.address_types import PhoneNumber
from app.message.phone_context import Context, Kind, context_of
from app.text.patterns import Pattern, Subject

MAX_CANDIDATES: Final = 1000
"""Runs of digits in one text that are looked at."""

MAX_REGIONS: Final = 8
"""Countries whose numbering plans are asked, the first ones of those given."""

_LONGEST_RUN: Final = 400
_FEWEST: Final = 7
_MOST: Final = 15
_MOST_ANNOUNCED: Final = 13
_NATIONAL: Final = range(9, 13)
_SHORT_GAP: Final = 4
_LIST_LENGTH: Final = 4
_BARCODE_LENGTHS: Final = frozenset((8, 12, 13, 14))
_NATIVE_REGIONS: Final = 2

# Spaces, marks of direction, dashes and what else stands between the digits of one number.
_GAP: Final = (
    r"[ \t\x{a0}\x{2007}-\x{2015}\x{202a}-\x{202f}\x{2060}\x{2066}-\x{2069}\x{2212}\x{30fb}\x{30fc}"
    r"\x{ff08}\x{ff09}\x{ff0d}-\x{ff0f}\x{3000}\x{fe0f}\x{20e3}\x{b7}\x{2022}()\[\]\-./_~*|]"
)
_CANDIDATE: Final = Pattern(rf"[(（]?[+＋]?[(（]?\p{{Nd}}(?:{_GAP}{{0,4}}\p{{Nd}}){{6,}}")
_ORDER_ID: Final = re.compile(r"\d{3}-\d{7}-\d{7}")
_NOISE: Final = re.compile(
    r"(?<!\d)(?:\d{3}-\d{7}-\d{7}"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d|(?:19|20)\d\d[./-]\d{1,2}[./-]\d{1,2}"
    r"|\d{1,2}\.\d\d ?[-–] ?\d{1,2}\.\d\d|(?:19|20)\d\d ?[-–/] ?(?:19|20)\d\d)(?!\d)"
)
_DECIMAL: Final = re.compile(r"\d\.\d+")
_GROUP: Final = re.compile(r"\d+")
_STRONG_MARKS: Final = frozenset("()-")
_HOTLINES: Final = frozenset((PhoneType.TOLL_FREE, PhoneType.SHARED_COST))
_MOBILE: Final = frozenset((PhoneType.MOBILE, PhoneType.FIXED_LINE_OR_MOBILE))


@dataclass(frozen=True, slots=True)
class _Number:
    """A run of digits with what the numbering plans say of it."""

    written: str
    digits: str
    groups: tuple[str, ...]
    plan: LinkSpan | None
    is_exact: bool
    is_native: bool

    @property
    def has_plus(self) -> bool:
        return "+" in self.written

    @property
    def is_mobile(self) -> bool:
        return self._is_of(_MOBILE)

    @property
    def is_hotline(self) -> bool:
        return len(self.groups) > 1 and self._is_of(_HOTLINES)

    def _is_of(self, types: frozenset[PhoneType]) -> bool:
        phone = self.plan.phone if self.plan else None
        return phone is not None and phone.type in types


@dataclass(frozen=True, slots=True)
class _Plans:
    """Numbering plans of some countries, asked loosely and for exact groups."""

    loose: LinkDetector
    exact: LinkDetector
    native: tuple[str, ...]

    def number(self, written: str) -> _Number:
        """Ask about one number, written with ASCII digits."""
        groups = tuple(_GROUP.findall(written))
        digits = "".join(groups)
        plan = _whole(self.loose.find(written), written)
        if plan is None and len(groups) > 1:
            compact = "+" + digits if "+" in written else digits
            plan = _whole(self.loose.find(compact), compact)
        is_exact = plan is not None and _whole(self.exact.find(written), written) is not None
        region = plan.phone.region if plan and plan.phone else None
        return _Number(written, digits, groups, plan, is_exact, region in self.native)


def find_phones(
    subject: Subject, regions: tuple[str, ...], domains: Domains
) -> tuple[list[PhoneNumber], bool]:
    """Find the telephone numbers of a text, and tell whether all of it was looked at.

    `regions` are the countries whose national ways of writing numbers are expected, the likeliest
    first.
    """
    text = subject.text
    candidates = _CANDIDATE.finditer(subject)
    phones = []
    for candidate in islice(candidates, MAX_CANDIDATES):
        for start, end in _pieces(text, candidate.start, candidate.end):
            phone = _judge(text, start, end, _ascii(text[start:end]), regions, domains)
            if phone is not None:
                phones.append(phone)
    return phones, next(candidates, None) is None


def plan_of(digits: str, regions: tuple[str, ...], domains: Domains) -> KnownNumber | None:
    """Give the number that digits are in a numbering plan of these countries; None if in none."""
    plan = _plans(regions or domains.phones.default_regions).number(digits).plan
    return plan.phone if plan is not None else None


def _judge(
    text: str, start: int, end: int, written: str, regions: tuple[str, ...], domains: Domains
) -> PhoneNumber | None:
    """Judge whether a stretch of text, which says the digits `written`, is a telephone number."""
    if _is_part_of_more(text, start, end):
        return None
    number = _plans(regions or domains.phones.default_regions).number(written)
    confidence = _confidence(number, context_of(text, start, end, domains))
    if confidence is None:
        return None
    phone = number.plan.phone if number.plan else None
    if phone is None:
        value = "+" + number.digits if number.has_plus else number.digits
        return PhoneNumber(start, end, value, None, confidence)
    return PhoneNumber(start, end, phone.international_number, phone.region, confidence)


@lru_cache(maxsize=256)
def _plans(regions: tuple[str, ...]) -> _Plans:
    regions = regions[:MAX_REGIONS]
    loose = PhoneNumbers(regions=regions, ignore_numbers_after=())
    exact = PhoneNumbers(regions=regions, ignore_numbers_after=(), grouping=PhoneGrouping.EXACT)
    return _Plans(
        LinkDetector(emails=False, bare_domains=False, phones=loose),
        LinkDetector(emails=False, bare_domains=False, phones=exact),
        regions[:_NATIVE_REGIONS],
    )


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Cut orders' numbers, dates and hours out of a run; cut a run of several numbers up."""
    run = text[start:end]
    if len(run) > _LONGEST_RUN or _ORDER_ID.fullmatch(run):
        return
    position = 0
    for noise in _NOISE.finditer(run):
        yield from _numbers(run, position, noise.start(), start)
        position = noise.end()
    yield from _numbers(run, position, len(run), start)


def _numbers(run: str, start: int, end: int, offset: int) -> Iterator[tuple[int, int]]:
    part = run[start:end]
    count = sum(map(str.isdecimal, part))
    if count < _FEWEST:
        return
    if count <= _MOST:
        left = len(part) - len(part.lstrip(" -./|*·•"))
        yield offset + start + left, offset + start + len(part.rstrip(" -./|*·•(["))
        return
    for found in _several(part):
        yield offset + start + found[0], offset + start + found[1]


def _several(part: str) -> Iterator[tuple[int, int]]:
    """Cut a run of numbers at its widest gaps."""
    start = 0
    for gap in re.finditer(r"[^\d(]{2,}(?=[\d(])| (?=[0(+])", part):
        if _FEWEST <= sum(map(str.isdecimal, part[start : gap.start()])) <= _MOST:
            yield start, gap.start()
        start = gap.end()
    if _FEWEST <= sum(map(str.isdecimal, part[start:])) <= _MOST:
        yield start, len(part)


def _ascii(written: str) -> str:
    """Write full-width and other scripts' digits and signs as ASCII."""
    if written.isascii():
        return written
    written = unicodedata.normalize("NFKC", written)
    return "".join(
        str(unicodedata.digit(mark)) if mark.isdecimal() else mark if mark.isascii() else " "
        for mark in written
    )


def _whole(spans: list[LinkSpan], written: str) -> LinkSpan | None:
    """Give the span that holds all digits of what was written."""
    if len(spans) != 1:
        return None
    span = spans[0]
    rest = written[: span.start] + written[span.end :]
    return None if any(map(str.isdecimal, rest)) else span


def _is_part_of_more(text: str, start: int, end: int) -> bool:
    """Tell whether the digits are cut out of something longer: a code, an amount, a time."""
    before, after = text[max(start - 2, 0) : start], text[end : end + 2]
    last, next_ = before[-1:], after[:1]
    if last and (_is_latin(last) or last in "#@=&€$£¥_№" or last.isdecimal()):
        return not _is_announcing(text, start)
    if last in ("-", "/", ".", ",", ":") and before[:-1].isalnum() and text[start] != "+":
        return last != ":" or before[:-1].isdecimal()
    if next_ and (next_ in "@€$£¥%°_=" or next_.isdecimal()):
        return True
    if _is_latin(next_):
        return True
    return (
        next_ in (",", ":", "-")
        and after[1:].isalnum()
        and not (next_ == ":" and after[1:].isalpha())
    )


def _is_latin(mark: str) -> bool:
    return mark.isalpha() and mark < "\u0250"


def _is_announcing(text: str, start: int) -> bool:
    """Tell whether the letters right before the digits are `Tel` or the like."""
    return text[max(start - 3, 0) : start].lower() in ("tel", "fon", "ax:")


def _confidence(number: _Number, context: Context) -> Confidence | None:
    """Say how surely digits are a phone number, by their neighbours and by how they are written."""
    if number.has_plus:
        if number.plan or context.kind is Kind.PHONE:
            return Confidence.HIGH
        return Confidence.MEDIUM if len(number.groups) > 1 else Confidence.LOW
    if context.kind in (Kind.IDENTIFIER, Kind.AMOUNT) or _is_measure(number):
        return None
    if context.kind is Kind.PHONE:
        return _announced(number, context)
    is_parcel = context.kind is Kind.CARRIER and not (number.is_exact or number.is_hotline)
    return None if is_parcel or _is_barcode(number) else _unannounced(number)


def _announced(number: _Number, context: Context) -> Confidence | None:
    """Judge a number that a word calls a telephone's."""
    if number.plan:
        return Confidence.HIGH
    if len(number.digits) > _MOST_ANNOUNCED:
        return None
    is_shaped = number.digits[0] == "0" or not _STRONG_MARKS.isdisjoint(number.written)
    return Confidence.MEDIUM if is_shaped or context.distance <= _SHORT_GAP else None


def _unannounced(number: _Number) -> Confidence | None:
    """Judge a number that no word speaks of."""
    if number.plan is None:
        return None
    has_trunk = number.digits[0] == "0"
    is_long = len(number.digits) in _NATIONAL
    if len(number.groups) == 1:
        if number.is_mobile and has_trunk:
            return Confidence.MEDIUM
        return Confidence.LOW if has_trunk or (number.is_mobile and number.is_native) else None
    if number.is_exact and is_long:
        is_strong = has_trunk or not _STRONG_MARKS.isdisjoint(number.written)
        threes = not is_strong and {len(group) for group in number.groups} == {3}
        return Confidence.HIGH if is_strong else Confidence.LOW if threes else Confidence.MEDIUM
    has_area = has_trunk or "(" in number.written
    return Confidence.MEDIUM if has_area and is_long else None


def _is_measure(number: _Number) -> bool:
    """Tell a decimal fraction, or groups that go up or down in even steps, as sizes do."""
    if _DECIMAL.fullmatch(number.written):
        return True
    if len(number.groups) < _LIST_LENGTH or number.is_exact:
        return False
    steps = {int(right) - int(left) for left, right in pairwise(number.groups)}
    return len(steps) == 1 and steps != {0}


def _is_barcode(number: _Number) -> bool:
    """Tell whether the last digit of a bare run is the check digit of a trade item's number."""
    digits = number.digits
    if len(number.groups) > 1 or len(digits) not in _BARCODE_LENGTHS:
        return False
    weighted = sum(
        int(digit) * (3 if place % 2 else 1) for place, digit in enumerate(reversed(digits))
    )
    return weighted % 10 == 0
