"""Addresses found in a text, by their offsets in the text that was searched."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final, Protocol, TypeVar

from app.domain.severity import Confidence


class Place(Protocol):
    """Something that stands at a place of a text."""

    @property
    def start(self) -> int:
        """The offset at which it begins."""

    @property
    def end(self) -> int:
        """The offset behind its last character."""


@dataclass(frozen=True, slots=True)
class WebAddress:
    """A URL or the name of a host; `value` is what `parse_url` reads.

    The value of a host that was written without a scheme has none either.
    """

    start: int
    end: int
    value: str
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, slots=True)
class EmailAddress:
    """A mailbox; `value` is the whole address, `domain` its host in lower case."""

    start: int
    end: int
    value: str
    domain: str
    confidence: Confidence = Confidence.HIGH


@dataclass(frozen=True, slots=True)
class PhoneNumber:
    """A telephone number; `value` is international (`+49…`) where its country is known.

    `country` is the ISO 3166 code of the country whose numbering plan the number follows.
    """

    start: int
    end: int
    value: str
    country: str | None
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Addresses:
    """The addresses of a text, each kind in order and none inside another.

    `is_complete` is False where a text held more than anyone writes and the rest was not read.
    """

    urls: tuple[WebAddress, ...] = ()
    bare_domains: tuple[WebAddress, ...] = ()
    emails: tuple[EmailAddress, ...] = ()
    phones: tuple[PhoneNumber, ...] = ()
    is_complete: bool = True


P = TypeVar("P", bound=Place)

NO_ADDRESSES: Final = Addresses()


def outside(found: Iterable[P], taken: Iterable[Place]) -> tuple[P, ...]:
    """Keep what does not overlap any of the taken places; both are in order."""
    kept = []
    places = iter(taken)
    place = next(places, None)
    for one in found:
        while place is not None and place.end <= one.start:
            place = next(places, None)
        if place is None or place.start >= one.end:
            kept.append(one)
    return tuple(kept)
