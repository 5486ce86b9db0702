"""The one door to addresses written out in a text: web, mail and telephone."""

from functools import lru_cache

from app.domain.domains import Domains
from app.message.address_types import (
    NO_ADDRESSES,
    Addresses,
    EmailAddress,
    PhoneNumber,
    Place,
    WebAddress,
    outside,
)
from app.message.phones import find_phones
from app.message.spelled_addresses import find_spelled_web
from app.message.spelled_addresses import trigger_sources as web_triggers
from app.message.spelled_phones import find_spelled_phones
from app.message.spelled_phones import trigger_sources as phone_triggers
from app.message.web_addresses import find_web_addresses
from app.text.patterns import PatternSet, Subject

__all__ = [
    "NO_ADDRESSES",
    "Addresses",
    "EmailAddress",
    "PhoneNumber",
    "WebAddress",
    "find_addresses",
    "find_spelled_addresses",
]


def find_addresses(text: str, regions: tuple[str, ...], domains: Domains) -> Addresses:
    """Find the addresses that stand in a text as such.

    `regions` are the countries (ISO 3166) of the message's readers and writers, the likeliest
    first: their numbering plans are asked, eight at most, and their suffixes are no mere words.
    Gives `NO_ADDRESSES` itself where there are none.
    """
    subject = Subject(text)
    web = find_web_addresses(subject, regions, domains)
    phones, is_complete = find_phones(subject, regions, domains)
    is_complete = is_complete and web.is_complete
    if is_complete and not (web.urls or web.bare_domains or web.emails or phones):
        return NO_ADDRESSES
    places: list[Place] = [*web.urls, *web.bare_domains, *web.emails]
    places.sort(key=lambda place: place.start)
    return Addresses(
        urls=web.urls,
        bare_domains=web.bare_domains,
        emails=web.emails,
        phones=outside(phones, places),
        is_complete=is_complete,
    )


def find_spelled_addresses(folded: str, regions: tuple[str, ...], domains: Domains) -> Addresses:
    """Find the addresses that a folded text says in words: `name (at) shop dot com`.

    What the folding itself uncovers (full-width, look-alike or zero-width characters) stands in
    folded text as such: `find_addresses` finds it there. Gives `NO_ADDRESSES` itself where there
    are none.
    """
    subject = Subject(folded)
    if not _triggers(domains).matching(subject):
        return NO_ADDRESSES
    hosts, emails = find_spelled_web(subject, domains)
    phones = find_spelled_phones(subject, regions, domains)
    if not (hosts or emails or phones):
        return NO_ADDRESSES
    return Addresses(bare_domains=tuple(hosts), emails=tuple(emails), phones=tuple(phones))


@lru_cache(maxsize=4)
def _triggers(domains: Domains) -> PatternSet:
    return PatternSet((*web_triggers(domains), *phone_triggers(domains)))
