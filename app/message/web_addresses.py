"""URLs, names of hosts and mailboxes that are written out in a text.

The name of a host without a scheme is believed where its suffix is a known one in lower case, and
where it is not rather a file (`manual.zip`), an abbreviation (`Dr.med`), a measure (`5.in`) or two
sentences without a space (`Thanks.How`). Suffixes that are words as well are believed by what
stands around them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import islice
from typing import Final

from turbohtml.clean import LinkDetector, LinkSpan

from app.domain.domains import Domains
from app.domain.severity import Confidence
from app.message.address_types import EmailAddress, WebAddress, outside
from app.message.url import MAX_HOST_LENGTH, is_below, registrable_domain
from app.text.patterns import Pattern, Subject, escape

MAX_SPANS: Final = 1000
"""Web and mail addresses of one text that are looked at."""

_NATIVE_REGIONS: Final = 2
_SHORT_NAME: Final = 2
_PIECE: Final = 16_384
_BEFORE: Final = 16
_LAST_WORD: Final = re.compile(r"([^\W\d_]+)[ :]\s?$")
_LONGEST_LOCAL: Final = 64
_LOCAL: Final = re.compile(r"[^\W_][\w.+-]*$")
_SERVICE: Final = re.compile(r"[\w-]+")
_HOST_END: Final = re.compile(r"[/?#:]")
_GOES_ON: Final = re.compile(r" [a-zà-ÿ]|[\w@]|[ :]{1,2}\d")
# What may touch an address without being part of it: Arabic letters, marks of direction and
# zero-width characters, scripts written without spaces, full-width signs.
_GLUE: Final = (
    (0x0600, 0x06FF),
    (0x200B, 0x200F),
    (0x202A, 0x202E),
    (0x2060, 0x2069),
    (0x2E80, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0xFEFF, 0xFEFF),
    (0xFF01, 0xFF0C),
    (0xFF1A, 0xFF20),
    (0xFF3B, 0xFF3F),
    (0xFF5B, 0xFFEF),
)


_FULL_WIDTH: Final = (("＠", "@"), ("．", "."), ("：", ":"), ("／", "/"))
_GLUE_CLASS: Final = "".join(f"\\x{{{first:x}}}-\\x{{{last:x}}}" for first, last in _GLUE)
_GLUED: Final = Pattern(rf"[A-Za-z0-9/][{_GLUE_CLASS}]|[{_GLUE_CLASS}][A-Za-z0-9]")


@dataclass(frozen=True, slots=True)
class WebFindings:
    """What was found; `is_complete` is False where the text held more."""

    urls: tuple[WebAddress, ...]
    bare_domains: tuple[WebAddress, ...]
    emails: tuple[EmailAddress, ...]
    is_complete: bool


def find_web_addresses(subject: Subject, regions: tuple[str, ...], domains: Domains) -> WebFindings:
    """Find the web and mail addresses of a text.

    `regions` are the countries of the message's readers: their suffixes are no mere words.
    """
    urls: list[WebAddress] = []
    bare: list[WebAddress] = []
    emails: list[EmailAddress] = []
    spans = _spans(subject, _detector(domains))
    for span in islice(spans, MAX_SPANS):
        if span.is_email:
            emails.extend(_email(span, domains))
        elif "://" in span.text:
            urls.append(WebAddress(span.start, span.end, span.text))
        else:
            confidence = _believe(subject.text, span, regions, domains)
            if confidence is not None:
                bare.append(WebAddress(span.start, span.end, span.text, confidence))
    if "@" in subject.text:
        emails = sorted([*emails, *_at_services(subject, domains)], key=lambda email: email.start)
    return WebFindings(tuple(urls), tuple(bare), tuple(emails), len(spans) <= MAX_SPANS)


@lru_cache(maxsize=4)
def _detector(domains: Domains) -> LinkDetector:
    return LinkDetector(tlds=domains.bare.extra_suffixes)


@cache
def _mask() -> dict[int, str]:
    return {point: " " for first, last in _GLUE for point in range(first, last + 1)}


def _spans(subject: Subject, detector: LinkDetector) -> list[LinkSpan]:
    """Find spans in the text, with everything apart that may touch one, then behind colons."""
    text = subject.text
    if not subject.is_ascii:
        for sign, ascii_sign in _FULL_WIDTH:
            text = text.replace(sign, ascii_sign)
    spans = _find(text, detector)
    if not subject.is_ascii and ("." in text or "://" in text) and _GLUED.is_in(subject):
        text = text.translate(_mask())
        spans = _merge(_find(text, detector), spans)
    if ":" in text:
        spans = _merge(spans, _find(text.replace(":", " "), detector))
    return spans


def _find(text: str, detector: LinkDetector) -> list[LinkSpan]:
    """Find spans piece by piece, so that a text full of them is not read beyond need."""
    if len(text) <= _PIECE:
        return detector.find(text)
    spans: list[LinkSpan] = []
    start = 0
    while start < len(text) and len(spans) <= MAX_SPANS:
        blank = text.rfind(" ", start, start + _PIECE) if start + _PIECE < len(text) else -1
        end = blank + 1 or len(text)
        for span in detector.find(text[start:end]):
            span.start, span.end = span.start + start, span.end + start
            spans.append(span)
        start = end
    return spans


def _merge(first: list[LinkSpan], second: list[LinkSpan]) -> list[LinkSpan]:
    """Add to the first spans those of the second that stand apart from them."""
    added = outside(second, first)
    return sorted([*first, *added], key=lambda span: span.start) if added else first


@lru_cache(maxsize=4)
def _service(domains: Domains) -> Pattern:
    names = "|".join(escape(name) for name in domains.spelled.providers)
    return Pattern(rf"@(?:{names})(?:[^\pL\pN.]|\.[^\pL\pN]|\.?$)")


def _at_services(subject: Subject, domains: Domains) -> Iterator[EmailAddress]:
    """Yield mailboxes at a mail service that is written without its suffix (`name@gmail`)."""
    text = subject.text
    for found in islice(_service(domains).finditer(subject), MAX_SPANS):
        local = _LOCAL.search(text[max(found.start - _LONGEST_LOCAL, 0) : found.start])
        service = _SERVICE.match(text, found.start + 1)
        if local and service:
            start, end = found.start - len(local[0]), service.end()
            yield EmailAddress(start, end, text[start:end], service[0], Confidence.MEDIUM)


def _email(span: LinkSpan, domains: Domains) -> Iterator[EmailAddress]:
    """Yield a mailbox, unless its host is a file's name (`photo@2x.png`) or a number."""
    value = span.text.removeprefix("mailto:")
    domain = value.rpartition("@")[2].lower()
    if domain.rpartition(".")[2] not in domains.bare.file_endings:
        yield EmailAddress(span.start, span.end, value, domain)


def _believe(
    text: str, span: LinkSpan, regions: tuple[str, ...], domains: Domains
) -> Confidence | None:
    """Say how surely a host without a scheme is one; None where it is something else."""
    host = _HOST_END.split(span.text, maxsplit=1)[0]
    if len(host) > MAX_HOST_LENGTH:
        return None
    lower = host.lower()
    if _is_known(lower, domains):
        return Confidence.HIGH
    if lower.startswith("www.") or len(span.text) > len(host) + 1:
        return Confidence.HIGH
    suffix = host.rpartition(".")[2]
    name = registrable_domain(lower).partition(".")[0]
    if not _is_plausible(name, suffix, host, domains):
        return None
    if suffix not in domains.bare.word_suffixes or _is_native(suffix, regions):
        return Confidence.HIGH
    return _believe_word(text, span, domains)


def _believe_word(text: str, span: LinkSpan, domains: Domains) -> Confidence | None:
    """Judge a host whose suffix is a word, so that a space may be missing after a full stop."""
    before = _LAST_WORD.search(text[max(span.start - _BEFORE, 0) : span.start])
    if before and before[1].lower() in domains.bare.pointing_words:
        return Confidence.MEDIUM
    if "-" in span.text or span.text.count(".") > 1:
        return Confidence.MEDIUM
    return None if _GOES_ON.match(text, span.end) else Confidence.LOW


def _is_plausible(name: str, suffix: str, host: str, domains: Domains) -> bool:
    bare = domains.bare
    if suffix in bare.file_endings or name.lower() in bare.abbreviations or name.isdigit():
        return False
    if len(name) < _SHORT_NAME or (len(name) == _SHORT_NAME and suffix in bare.word_suffixes):
        return False
    return suffix.islower() or (host.isupper() and suffix in bare.capital_suffixes)


def _is_native(suffix: str, regions: tuple[str, ...]) -> bool:
    return suffix.upper() in regions[:_NATIVE_REGIONS]


def _is_known(host: str, domains: Domains) -> bool:
    """Tell whether a host is one that the policy names."""
    amazon = domains.amazon
    return (
        is_below(host, amazon.store_domains)
        or is_below(host, amazon.short_domains)
        or is_below(host, domains.shorteners)
        or is_below(host, domains.social)
        or is_below(host, domains.chat)
    )
