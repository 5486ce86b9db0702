"""Hosts that pretend to be Amazon's.

A host is judged by how it looks: accents come off, letters and digits of other scripts become the
Latin letters they resemble, `rn` becomes `m`. Then the brand's name must stand in it as a word of
its own (`amazon-parts`, `amazon.example`), or glued to a word of Amazon's service (`amazonhelp`,
`myamazon24`). So `amazonia.example`, `amazonas-reisen.example` and `amazone.example` are none, and
neither is a name that speaks of the river, the forest or the warriors (`amazon-rainforest`).
"""

from enum import StrEnum
from typing import Final
from unicodedata import combining, normalize
from urllib.parse import unquote

from app.domain.domains import Domains, LookalikeNames
from app.message.url import Url, is_below

_DIGITS: Final = "0123456789"
_SHORTEST: Final = 3
_MOST_READ: Final = 1024


class Lookalike(StrEnum):
    """The trick by which a host pretends to be Amazon's."""

    USERINFO = "userinfo"
    SUBDOMAIN = "subdomain"
    HOMOGRAPH = "homograph"
    MISSPELLING = "misspelling"
    NAME = "name"


def amazon_lookalike(url: Url, domains: Domains) -> Lookalike | None:
    """Name the trick by which a web address pretends to lead to Amazon; None for honest ones."""
    if not url.host or url.scheme not in ("http", "https"):
        return None
    amazon, names = domains.amazon, domains.lookalikes
    own = (amazon.store_domains, amazon.company_domains, amazon.image_domains, amazon.short_domains)
    if any(is_below(url.host, group) for group in own):
        return None
    if url.username:
        user = _skeleton(unquote(url.username[:_MOST_READ]), names)
        if any(brand in user for brand in names.brands):
            return Lookalike.USERINFO
    depth = url.registrable_domain.count(".") + 1
    labels = url.unicode_host.lower().split(".")
    for label in labels[:-depth]:
        if _trick(label, names) is not None:
            return Lookalike.SUBDOMAIN
    return _trick(labels[-depth], names)


def _trick(label: str, names: LookalikeNames) -> Lookalike | None:
    """Name the trick of one label of a host."""
    words = label.split("-")
    if names.innocent_words.intersection(words):
        return None
    if any(_claims(word, names) for word in words):
        return Lookalike.NAME
    seen = _skeleton(label, names).split("-")
    if any(_claims(word, names) for word in seen):
        return Lookalike.HOMOGRAPH
    if names.misspellings.intersection(word.strip(_DIGITS) for word in words):
        return Lookalike.MISSPELLING
    return None


def _claims(word: str, names: LookalikeNames) -> bool:
    """Tell whether a word is a brand, or one glued to numbers or words of service."""
    for brand in names.brands:
        before, found, after = word.partition(brand)
        if found:
            rests = (before.strip(_DIGITS), after.strip(_DIGITS))
            return all(_is_service(rest, names) for rest in rests)
    return False


def _is_service(rest: str, names: LookalikeNames) -> bool:
    if not rest or rest in names.service_words:
        return True
    return any(
        rest[:cut] in names.service_words and rest[cut:] in names.service_words
        for cut in range(_SHORTEST, len(rest) - _SHORTEST + 1)
    )


def _skeleton(text: str, names: LookalikeNames) -> str:
    """Give the Latin letters that a text looks like."""
    text = text.lower()
    if not text.isascii():
        text = "".join(c for c in normalize("NFKD", text) if not combining(c))
    text = text.translate(names.letters)
    for written, seen in names.sequences:
        text = text.replace(written, seen)
    return text
