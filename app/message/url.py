"""URLs as a browser reads them, which is not always as a person does.

Parsing follows the WHATWG standard: backslashes are slashes, tabs and line feeds vanish, slashes
may be missing, full-width letters and IPv4 numbers are folded, so that the host here is the host
that a click leads to.
"""

from collections.abc import Container
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Final
from urllib.parse import unquote_plus

import can_ada
from tldextract import TLDExtract

MAX_QUERY_PAIRS: Final = 4096
"""Pairs of one query that are looked at; no server takes a URL with so many."""

MAX_HOST_LENGTH: Final = 253
"""Characters of a host; the domain name system knows no longer one."""

_WHITE: Final = "".join(map(chr, range(0x21)))
_DROPPED: Final = str.maketrans("", "", "\t\n\r")
_SLASHES: Final = ("//", "\\\\", "/\\", "\\/")
_HOST_ENDS: Final = str.maketrans(dict.fromkeys("\\?#:", "/"))


@dataclass(frozen=True, slots=True)
class Url:
    """A URL taken apart; `href` is what the browser makes of `raw`.

    A reference without a host keeps `scheme` and `host` empty. `host` is ASCII (`xn--…`) without a
    closing dot, `unicode_host` the same for people. `query` and `fragment` stand without their `?`
    and `#`; `query_pairs` are decoded and in order. `registrable_domain` is what someone registered
    or rents below a public suffix (`shop.example.co.uk` → `example.co.uk`), the host itself for an
    address by number or a bare suffix.
    """

    raw: str
    href: str
    scheme: str
    host: str
    unicode_host: str
    port: str
    path: str
    query: str
    fragment: str
    username: str
    has_credentials: bool
    is_protocol_relative: bool
    registrable_domain: str
    query_pairs: tuple[tuple[str, str], ...]

    @property
    def origin(self) -> tuple[str, str, str]:
        """Scheme, host and port; the port is empty where it is the scheme's own."""
        return self.scheme, self.host, self.port


def parse_url(raw: str) -> Url | None:
    """Parse a target as written; None for one that no browser would follow.

    A target without a scheme that begins with a host (`www.shop.example/x`, `bit.ly/x`) is read as
    mail programs read it, with `http:` before it.
    """
    text = raw.strip(_WHITE)
    if not text.isprintable():
        text = text.translate(_DROPPED)
    parsed = _parse(text)
    if parsed is not None and "." not in parsed.protocol:
        return _from_absolute(raw, parsed, is_protocol_relative=False)
    if text.startswith(_SLASHES):
        parsed = _parse("https:" + text)
        return None if parsed is None else _from_absolute(raw, parsed, is_protocol_relative=True)
    if _begins_with_host(text):
        parsed = _parse("http://" + text)
    if parsed is not None:
        return _from_absolute(raw, parsed, is_protocol_relative=False)
    return None if _has_scheme(text) else _from_reference(raw, text)


@lru_cache(maxsize=1024)
def registrable_domain(host: str) -> str:
    """Give the part of a host that someone registered or rents, else the host itself."""
    found = _extractor().extract_str(host)
    if found.suffix or host[-1:] in "]0123456789":
        return found.top_domain_under_public_suffix or host
    # A suffix that no list knows is one label long: the list's own rule for the rest.
    return ".".join(host.rsplit(".", 2)[-2:])


def has_public_suffix(host: str) -> bool:
    """Tell whether a host ends in a suffix of the public list and has a name before it."""
    found = _extractor().extract_str(host)
    return bool(found.suffix and found.domain)


def is_below(host: str, names: Container[str]) -> bool:
    """Tell whether a host is one of these domains or stands below one."""
    if len(host) > MAX_HOST_LENGTH:
        return False
    while host:
        if host in names:
            return True
        host = host.partition(".")[2]
    return False


def query_pairs(query: str) -> tuple[tuple[str, str], ...]:
    """Split a query into decoded names and values, in one pass."""
    if not query:
        return ()
    pairs = []
    for part in query.split("&", MAX_QUERY_PAIRS)[:MAX_QUERY_PAIRS]:
        if part:
            name, _, value = part.partition("=")
            pairs.append((unquote_plus(name), unquote_plus(value)))
    return tuple(pairs)


@cache
def _extractor() -> TLDExtract:
    # An empty list of sources makes it use the list that is part of the package: it never fetches.
    return TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)


def _parse(text: str) -> can_ada.URL | None:
    try:
        parsed = can_ada.parse(text)
    except (ValueError, TypeError):  # TypeError: the text holds half a surrogate pair
        return None
    return parsed if len(parsed.hostname) <= MAX_HOST_LENGTH else None


def _from_absolute(raw: str, parsed: can_ada.URL, *, is_protocol_relative: bool) -> Url:
    host = parsed.hostname.removesuffix(".")
    query = parsed.search[1:]
    return Url(
        raw=raw,
        href=parsed.href,
        scheme=parsed.protocol[:-1],
        host=host,
        unicode_host=_to_unicode(host),
        port=parsed.port,
        path=parsed.pathname,
        query=query,
        fragment=parsed.hash[1:],
        username=parsed.username,
        has_credentials=parsed.has_credentials(),
        is_protocol_relative=is_protocol_relative,
        registrable_domain=registrable_domain(host) if host else "",
        query_pairs=query_pairs(query),
    )


def _from_reference(raw: str, text: str) -> Url:
    before, _, fragment = text.partition("#")
    path, _, query = before.partition("?")
    return Url(
        raw=raw,
        href=text,
        scheme="",
        host="",
        unicode_host="",
        port="",
        path=path,
        query=query,
        fragment=fragment,
        username="",
        has_credentials=False,
        is_protocol_relative=False,
        registrable_domain="",
        query_pairs=query_pairs(query),
    )


def _to_unicode(host: str) -> str:
    if "xn--" not in host:
        return host
    encoded = host.encode("ascii", "replace")
    return can_ada.idna_decode(encoded)  # type: ignore[arg-type] # its stub says str, it takes bytes


def _has_scheme(text: str) -> bool:
    scheme, colon, _ = text.partition(":")
    return bool(colon) and scheme[:1].isalpha() and scheme.isascii() and scheme.isalnum()


def _begins_with_host(text: str) -> bool:
    host = text.translate(_HOST_ENDS).partition("/")[0].lower()
    if "." not in host or len(host) > MAX_HOST_LENGTH or host.startswith("."):
        return False
    return host.startswith("www.") or has_public_suffix(host)
