"""Web and mail addresses written in words, so that a filter does not see them.

`name (at) shop dot com`, `shop punkt de`, `www . shop . com`, `info arroba tienda punto es`. A
spoken dot counts where a known ending follows and a name stands before it that is no everyday word
(`our dot com`). Where dot and ending make a phrase of their own (`punto de venta`), the rest must
say that an address is meant: an `@`, a `www`, or the end of the sentence.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import Final

from app.domain.domains import Domains, SpelledNames
from app.domain.severity import Confidence
from app.message.address_types import EmailAddress, WebAddress
from app.message.url import has_public_suffix
from app.text.patterns import Found, Pattern, Subject, escape

MAX_SPELLED: Final = 200
"""Spoken dots and `@` of one text that are looked at."""

_LOOK_BACK: Final = 120
_LOOK_AHEAD: Final = 60
_MOST_LABELS: Final = 5
_WWW_LENGTH: Final = 9
_SHORTEST_NAME: Final = 2
_BLANK: Final = r"[ \x{a0}]"
_OPEN, _CLOSE = r"[(\[{<【]", r"[)\]}>】]"
_NAME: Final = r"[\pL\pN](?:[\pL\pN-]*[\pL\pN])?"
_HOST_BEFORE: Final = re.compile(r"[^\W_](?:[\w-]*[^\W_])?(?:\.[^\W_](?:[\w-]*[^\W_])?)*$")
_LOCAL_BEFORE: Final = re.compile(r"[^\W_][\w.+-]*$")
_SPACED_WWW: Final = re.compile(r"(?<![^\W_])w ?w ?w ?\.? ?$")
_PHRASE_ENDS: Final = re.compile(r"\s*(?:[.!?,;:)\]/]|$)|\n")
_WITHOUT_SPACES: Final = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]")


@dataclass(frozen=True, slots=True)
class _Ending:
    """A spoken dot with the suffix after it; `is_safe` where both make no everyday phrase."""

    start: int
    end: int
    suffix: str
    is_safe: bool


@dataclass(frozen=True, slots=True)
class _Forms:
    """The patterns of spoken dots and `@`, made from the words.

    `dot` has the groups word, stop sign and ending; the last group of `last_joint` is a spoken
    hyphen, that of `last_at` a mere `at`, that of the other three the host or mail service.
    """

    dot: Pattern
    next_dot: Pattern
    last_joint: Pattern
    at_host: Pattern
    last_at: Pattern
    mailbox_at: Pattern
    provider_at: Pattern


def trigger_sources(domains: Domains) -> tuple[str, ...]:
    """Give patterns one of which matches wherever `find_spelled_web` could find anything."""
    forms = _forms(domains)
    patterns = (forms.dot, forms.at_host, forms.mailbox_at, forms.provider_at)
    return tuple(pattern.source for pattern in patterns)


def find_spelled_web(
    subject: Subject, domains: Domains
) -> tuple[list[WebAddress], list[EmailAddress]]:
    """Find the hosts and mailboxes that are spoken in a folded text."""
    hosts: list[WebAddress] = []
    emails: list[EmailAddress] = []
    end = 0
    for start, host_end, host in _hosts(subject, domains):
        if start < end:
            continue
        end = host_end
        mailbox = _mailbox(subject.text, start, end, host, domains)
        if mailbox is not None:
            emails.append(mailbox)
        else:
            hosts.append(WebAddress(start, end, host, Confidence.MEDIUM))
    for email in (*_literal_hosts(subject, domains), *_at_providers(subject, domains)):
        if not any(other.start < email.end and email.start < other.end for other in emails):
            emails.append(email)
    return hosts, sorted(emails, key=lambda email: email.start)


@lru_cache(maxsize=4)
def _forms(domains: Domains) -> _Forms:
    words = domains.spelled
    inside = _any((*words.dot_words, *words.bracketed_dot_words))
    spoken = _any(word for word in words.dot_words if not _WITHOUT_SPACES.match(word))
    glued = _any(word for word in words.dot_words if _WITHOUT_SPACES.match(word))
    before, after = r"[ \x{a0},_-]{1,3}", r"[ \x{a0},:_-]{1,3}"
    then = rf"(?:(?:{_any(words.then_words)})[ ,]{{1,2}})?"
    filler = rf"{then}(?:(?:{_any(words.articles)})[ ,]{{1,2}})?"
    dot = (
        rf"(?:{_BLANK}{{0,2}}{_OPEN}{_BLANK}?(?:{inside}){_BLANK}?{_CLOSE}{_BLANK}{{0,2}}"
        rf"|{before}{then}({spoken}){after}{then}"
        rf"|{_BLANK}?(?:{glued}){_BLANK}?"
        rf"|({_BLANK}{{1,2}}\.){_BLANK}{{0,2}}|[·•。｡])"
    )
    glued_at = _any(word for word in words.at_words if _WITHOUT_SPACES.match(word))
    at_inside = _any((*words.at_words, *words.bracketed_at_words))
    at = (
        rf"(?:{_BLANK}{{0,2}}{_OPEN}{_BLANK}?(?:{at_inside}){_BLANK}?{_CLOSE}{_BLANK}{{0,2}}"
        rf"|{before}{filler}(?:{_any(words.at_words)}){after}{filler}"
        rf"|{_BLANK}?(?:{glued_at}){_BLANK}?"
        rf"|[_-](?:{_any(words.weak_at_words)})[_-]|{_BLANK}{{0,2}}@{_BLANK}{{1,2}})"
    )
    weak_at = rf"{_BLANK}(?:{_any(words.weak_at_words)}){_BLANK}"
    ending = _any(words.suffixes)
    host = rf"((?:{_NAME}\.)+{_NAME})"
    return _Forms(
        dot=Pattern(rf"{dot}({ending})(?:[^\pL\pN]|$|[\x{{3040}}-\x{{9fff}}])"),
        next_dot=Pattern(rf"^{dot}({ending})(?:[^\pL\pN]|$|[\x{{3040}}-\x{{9fff}}])"),
        last_joint=Pattern(rf"(?:{dot}|{_BLANK}({_any(words.dash_words)}){_BLANK})$"),
        at_host=Pattern(rf"({at}){host}"),
        last_at=Pattern(rf"(?:{at}|({weak_at})|@)$"),
        mailbox_at=Pattern(rf"(?:^|[^\pL\pN])({_any(words.mailboxes)}){weak_at}{host}"),
        provider_at=Pattern(
            rf"(?:{at}|({weak_at}))({_any(words.providers)})"
            r"(?:[^\pL\pN.]|\.[^\pL\pN]|\.?$)"
        ),
    )


def _any(words: Iterable[str]) -> str:
    return "|".join(escape(word) for word in sorted(words, key=len, reverse=True))


def _hosts(subject: Subject, domains: Domains) -> Iterator[tuple[int, int, str]]:
    """Yield the hosts with a spoken dot."""
    text, words, forms = subject.text, domains.spelled, _forms(domains)
    end = 0
    for found in islice(forms.dot.finditer(subject), MAX_SPELLED):
        if found.start < end:
            continue
        endings = _endings(text, found, words, forms)
        end = endings[-1].end
        for index, ending in enumerate(endings):
            start, name = _name_before(text, ending.start, forms)
            if _is_name(name, words):
                if ending.is_safe or _is_meant(text, start, end, name, forms):
                    yield start, end, ".".join((name, *(said.suffix for said in endings[index:])))
                break


def _name_before(text: str, end: int, forms: _Forms) -> tuple[int, str]:
    """Give the name before a spoken dot, with what other spoken dots join to it."""
    start, name = _take(text, end)
    for _ in range(_MOST_LABELS if name else 0):
        window = text[max(start - _LOOK_BACK, 0) : start]
        spaced = _SPACED_WWW.search(window[-_WWW_LENGTH:])
        if spaced is not None:
            return start - len(spaced[0]), f"www.{name}"
        joint = forms.last_joint.search(window)
        if joint is None:
            break
        first, before = _take(text, start - len(window) + joint.start)
        if not before:
            break
        start, name = first, f"{before}{'-' if joint.groups[-1] else '.'}{name}"
    return start, name


def _take(text: str, end: int) -> tuple[int, str]:
    window = text[max(end - _LOOK_BACK, 0) : end]
    found = _HOST_BEFORE.search(window)
    if found is None:
        return end, ""
    name = found[0]
    cut = [glue.end() for glue in _WITHOUT_SPACES.finditer(name)]
    if cut and name[cut[-1] :]:
        name = name[cut[-1] :]
    return end - len(name), name


def _endings(text: str, first: Found, words: SpelledNames, forms: _Forms) -> list[_Ending]:
    """Read the endings of a host one after the other (`co dot uk`)."""
    endings = [_ending(text, 0, first, words)]
    while len(endings) < _MOST_LABELS:
        end = endings[-1].end
        found = forms.next_dot.search(text[end : end + _LOOK_AHEAD])
        if found is None:
            break
        endings.append(_ending(text, end, found, words))
    return endings


def _ending(text: str, offset: int, found: Found, words: SpelledNames) -> _Ending:
    word, stop, ending = (
        None if group is None else text[offset + group[0] : offset + group[1]]
        for group in found.groups
    )
    place = found.groups[-1]
    end = offset + (place[1] if place else found.end)
    spoken = "." if stop else word or ""
    is_safe = ending not in words.unsafe.get(spoken, ())
    return _Ending(offset + found.start, end, words.suffixes[ending or ""], is_safe)


def _is_name(name: str, words: SpelledNames) -> bool:
    label = name.rpartition(".")[2]
    return (
        len(label) >= _SHORTEST_NAME and not label.isdigit() and label not in words.function_words
    )


def _is_meant(text: str, start: int, end: int, name: str, forms: _Forms) -> bool:
    """Tell whether an everyday phrase is an address all the same."""
    if name.startswith("www.") or _PHRASE_ENDS.match(text, end):
        return True
    return forms.last_at.search(text[max(start - _LOOK_BACK, 0) : start]) is not None


def _mailbox(text: str, start: int, end: int, host: str, domains: Domains) -> EmailAddress | None:
    """Give the mailbox at a host with a spoken dot, if an `@` in any form stands before it."""
    words, forms = domains.spelled, _forms(domains)
    window = text[max(start - _LOOK_BACK, 0) : start]
    at = forms.last_at.search(window)
    if at is None:
        return None
    first, local = _local_before(text, start - len(window) + at.start, forms)
    is_weak = at.groups[-1] is not None
    if not local or (is_weak and _is_no_mailbox(local, words)):
        return None
    return EmailAddress(first, end, f"{local}@{host}", host, Confidence.HIGH)


def _local_before(text: str, end: int, forms: _Forms) -> tuple[int, str]:
    """Give the name of a mailbox before its `@`, with a spoken dot inside."""
    window = text[max(end - _LOOK_BACK, 0) : end]
    found = _LOCAL_BEFORE.search(window)
    if found is None:
        return end, ""
    start, local = end - len(found[0]), found[0]
    window = text[max(start - _LOOK_BACK, 0) : start]
    joint = forms.last_joint.search(window)
    if joint is not None and window[joint.start : joint.end].strip() not in ("", "."):
        first, before = _take(text, start - len(window) + joint.start)
        if before:
            return first, f"{before}{'-' if joint.groups[-1] else '.'}{local}"
    return start, local


def _is_no_mailbox(local: str, words: SpelledNames) -> bool:
    return local in words.not_mailboxes or local in words.function_words


def _literal_hosts(subject: Subject, domains: Domains) -> Iterator[EmailAddress]:
    """Yield mailboxes whose `@` is spoken and whose host is written out."""
    text, forms = subject.text, _forms(domains)
    for found in islice(forms.at_host.finditer(subject), MAX_SPELLED):
        host = _host_of(text, found)
        first, local = _local_before(text, found.start, forms)
        if host and local:
            yield EmailAddress(first, found.end, f"{local}@{host}", host)
    for found in islice(forms.mailbox_at.finditer(subject), MAX_SPELLED):
        host = _host_of(text, found)
        box = found.groups[0]
        if host and box:
            value = f"{text[slice(*box)]}@{host}"
            yield EmailAddress(box[0], found.end, value, host, Confidence.MEDIUM)


def _at_providers(subject: Subject, domains: Domains) -> Iterator[EmailAddress]:
    """Yield mailboxes at a mail service that is named without its ending (`name at gmail`)."""
    text, words, forms = subject.text, domains.spelled, _forms(domains)
    for found in islice(forms.provider_at.finditer(subject), MAX_SPELLED):
        weak, place = found.groups
        first, local = _local_before(text, found.start, forms)
        if place and local and not (weak and _is_no_mailbox(local, words)):
            host = text[slice(*place)]
            yield EmailAddress(first, place[1], f"{local}@{host}", host, Confidence.MEDIUM)


def _host_of(text: str, found: Found) -> str:
    place = found.groups[-1]
    host = text[slice(*place)] if place else ""
    return host if has_public_suffix(host) else ""
