"""A notice's text, made comparable: sentences in small letters, without accents and punctuation."""

import re
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Final

_MOST_CHARACTERS: Final = 32_768
_ASCII_RANGE: Final = 128
_FIRST_YEAR: Final = 1000
_LAST_DAY: Final = 31
_HYPHENS: Final = dict.fromkeys(map(ord, "‐‑‒–—−\u00ad"), "-")
_SENTENCE_END: Final = re.compile(r"(?<!\b\d)(?<!\b\d\d)[.!?؟]+(?=\s)|[。！？]|\n\s*\n|;\s")
_PUNCTUATION: Final = re.compile(r"[^\w.:/+-]|_|(?<!\d)[.:/+]|[.:/](?!\d)|(?<!\d)-|-(?!\d)")
_ORDER_ID: Final = re.compile(r"(?<![\w-])(?:[0-9]{3}|[A-Z][0-9]{2})-[0-9]{7}-[0-9]{7}(?![\w-])")
_ISO: Final = re.compile(
    r"(?<!\d)(\d{4})[-/](\d{1,2})[-/](\d{1,2})"
    r"(?:[t ](\d{2}):(\d{2})(?::\d{2})?(?: ?(z|utc|gmt|[+-]\d{2}:?\d{2}))?)?(?!\d)"
)
_NUMERIC: Final = re.compile(r"(?<!\d)(\d{1,2})[./-](\d{1,2})[./-](\d{4})(?!\d)")
_CJK_DATE: Final = re.compile(r"(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日")


def plain(text: str) -> str:
    """Normalise what mails write in many ways: forms, hyphens, line ends, quoted lines."""
    text = unicodedata.normalize("NFKC", text[:_MOST_CHARACTERS]).translate(_HYPHENS)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\n".join(line for line in lines if not line.lstrip().startswith(">"))


def fold(text: str) -> str:
    """Fold a text so that words compare; a space stands before, between and after all words."""
    text = text.casefold().replace("ı", "i")
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(_ascii_digit(c) for c in decomposed if not unicodedata.combining(c))
    return f" {' '.join(_PUNCTUATION.sub(' ', text).split())} "


def _ascii_digit(character: str) -> str:
    if ord(character) < _ASCII_RANGE or not character.isdecimal():
        return character
    return str(unicodedata.decimal(character))


def sentences_of(text: str) -> list[str]:
    """Split a plain text into folded sentences; a single line end does not end one."""
    folded = (fold(part) for part in _SENTENCE_END.split(text))
    return [sentence for sentence in folded if sentence.strip()]


def order_ids_in(text: str) -> list[str]:
    """Give the order ids of a plain text, each once, in their order."""
    return list(dict.fromkeys(_ORDER_ID.findall(text.upper())))


def ends_of_days_in(sentence: str, months: tuple[str, ...]) -> list[datetime]:
    """Give the instants at which the dates in a folded sentence are over, in UTC.

    A date with a time is over at that time. Where day and month could be either, the later counts.
    """
    found = [_iso(match) for match in _ISO.finditer(sentence)]
    for match in _NUMERIC.finditer(sentence):
        first, second, year = (int(part) for part in match.groups())
        readings = (_end_of_day(year, second, first), _end_of_day(year, first, second))
        found.append(max((reading for reading in readings if reading), default=None))
    in_cjk = (map(int, match.groups()) for match in _CJK_DATE.finditer(sentence))
    found += [_end_of_day(year, month, day) for year, month, day in in_cjk]
    found += _named_dates(sentence.split(), months)
    return [instant for instant in found if instant is not None]


def _iso(match: re.Match[str]) -> datetime | None:
    year, month, day, hour, minute, zone = match.groups()
    if hour is None:
        return _end_of_day(int(year), int(month), int(day))
    offset = "+00:00" if zone in (None, "z", "utc", "gmt") else zone
    text = f"{year}-{int(month):02}-{int(day):02}T{hour}:{minute}{offset}"
    try:
        return datetime.fromisoformat(text).astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _named_dates(words: list[str], months: tuple[str, ...]) -> list[datetime | None]:
    """Find `21 december 2026`, `21 de diciembre de 2026`, `december 21, 2026`."""
    found = []
    for index, word in enumerate(words):
        number = next((n for n, month in enumerate(months, 1) if word.startswith(month)), None)
        if number is None:
            continue
        near = [_number(other) for other in words[max(index - 2, 0) : index + 4]]
        years = [n for n in near if n is not None and n >= _FIRST_YEAR]
        days = [n for n in near if n is not None and n <= _LAST_DAY]
        if years and days:
            found.append(_end_of_day(years[0], number, days[0]))
    return found


def _number(word: str) -> int | None:
    """Read `21`, `21.`, `21st`."""
    digits = re.match(r"\d{1,4}(?!\d)", word)
    return int(digits.group()) if digits is not None else None


def _end_of_day(year: int, month: int, day: int) -> datetime | None:
    try:
        return datetime(year, month, day, tzinfo=UTC) + timedelta(days=1)
    except (ValueError, OverflowError):
        return None
