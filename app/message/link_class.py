"""What kind of place a link leads to, and what can be said of the way there."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final
from unicodedata import combining, normalize
from urllib.parse import unquote

from app.domain.domains import AmazonNames, Domains, UrlShape
from app.message.url import Url, is_below

_WEB: Final = frozenset(("http", "https"))
_MOST_READ: Final = 4096  # characters of a path or fragment; what is behind them no server reads
_ASIN_LENGTH: Final = 10
_ASIN_START: Final = "b0"
_RATINGS: Final = frozenset("12345")


class LinkClass(StrEnum):
    """Where a link leads."""

    AMAZON_PRODUCT = "amazon-product"
    AMAZON_SEARCH = "amazon-search"
    AMAZON_STOREFRONT = "amazon-storefront"
    AMAZON_WRITE_REVIEW = "amazon-write-review"
    AMAZON_PRESET_RATING = "amazon-preset-rating"
    AMAZON_CHANGE_REVIEW = "amazon-change-review"
    AMAZON_READ_REVIEWS = "amazon-read-reviews"
    AMAZON_FEEDBACK = "amazon-feedback"
    AMAZON_ORDER = "amazon-order"
    AMAZON_RETURNS = "amazon-returns"
    AMAZON_CONTACT = "amazon-contact"
    AMAZON_SHORT = "amazon-short"
    AMAZON_REDIRECTOR = "amazon-redirector"
    AMAZON_IMAGE = "amazon-image"
    AMAZON_OTHER = "amazon-other"
    SHORTENER = "shortener"
    SOCIAL = "social"
    EXTERNAL = "external"
    MAILTO = "mailto"
    TEL = "tel"
    SCRIPT = "script"
    FRAGMENT = "fragment"
    RELATIVE = "relative"
    OTHER_SCHEME = "other-scheme"
    INVALID = "invalid"

    @property
    def is_amazon(self) -> bool:
        """Tell whether the link leads to a host of Amazon's, as far as that can be known."""
        return self.value.startswith("amazon-")


_SCHEMES: Final = {
    "mailto": LinkClass.MAILTO,
    "tel": LinkClass.TEL,
    "sms": LinkClass.TEL,
    "callto": LinkClass.TEL,
    "facetime": LinkClass.TEL,
    "javascript": LinkClass.SCRIPT,
    "vbscript": LinkClass.SCRIPT,
    "data": LinkClass.SCRIPT,
}


class SocialKind(StrEnum):
    """What buyers meet at a host that is not a seller's own."""

    NETWORK = "network"
    CHAT = "chat"
    LINK_PAGE = "link-page"
    REVIEW_CLUB = "review-club"
    SHOP = "shop"


def classify(url: Url | None, domains: Domains) -> LinkClass:
    """Name the class of a link's target; None is what `parse_url` makes of an invalid one."""
    if url is None:
        return LinkClass.INVALID
    if url.scheme in _WEB:
        return _classify_web(url, domains)
    if not url.scheme:
        return LinkClass.FRAGMENT if url.href.startswith("#") else LinkClass.RELATIVE
    if url.scheme in domains.chat_schemes:
        return LinkClass.SOCIAL
    return _SCHEMES.get(url.scheme, LinkClass.OTHER_SCHEME)


def social_kind(url: Url, domains: Domains) -> SocialKind | None:
    """Say what a host is known as, where it is a meeting place: a network, a chat, a shop."""
    for kind, names in (
        (SocialKind.NETWORK, domains.social),
        (SocialKind.CHAT, domains.chat),
        (SocialKind.LINK_PAGE, domains.link_pages),
        (SocialKind.REVIEW_CLUB, domains.review_clubs),
        (SocialKind.SHOP, domains.shops),
    ):
        if is_below(url.host, names):
            return kind
    return SocialKind.CHAT if url.scheme in domains.chat_schemes else None


def is_catalogue_image(url: Url, domains: Domains) -> bool:
    """Tell whether a picture is one of Amazon's catalogue."""
    amazon = domains.amazon
    return url.path.startswith(amazon.catalogue_paths) and (
        is_below(url.host, amazon.image_domains) or is_below(url.host, amazon.store_domains)
    )


def is_relay_host(host: str, domains: Domains) -> bool:
    """Tell whether mail to this host goes through Amazon's relay."""
    return host.lower() in domains.amazon.relay_domains


def tracking_parameters(url: Url, domains: Domains) -> tuple[str, ...]:
    """Give the names of the parameters that tell one recipient, campaign or affiliate from another.

    Names in the fragment count, as analytics reads them there. Amazon's own `ref` is none.
    """
    trackers = domains.trackers
    pairs = url.query_pairs
    if "=" in url.fragment:
        fragment = url.fragment[:_MOST_READ].lstrip("?")
        pairs += tuple(part.partition("=")[::2] for part in fragment.split("&"))
    if not pairs:
        return ()
    names = dict.fromkeys(name for name, _ in pairs)
    affiliate = trackers.affiliate_parameters if _is_amazon(url.host, domains.amazon) else ()
    return tuple(
        name
        for name in names
        if (low := name.lower()) in trackers.parameters
        or low.startswith(trackers.prefixes)
        or low in affiliate
    )


def is_click_tracker(url: Url, domains: Domains) -> bool:
    """Tell whether the host exists to count clicks before it leads on."""
    first, _, rest = url.host.partition(".")
    if is_below(url.host, domains.trackers.hosts):
        return True
    return first in domains.trackers.labels and "." in rest


def is_redirector(url: Url, domains: Domains) -> bool:
    """Tell whether the address leads on to wherever one of its parameters says."""
    if url.scheme not in _WEB:
        return False
    redirectors = domains.redirectors
    path = _boundary(url.path)
    name = url.registrable_domain.partition(".")[0]
    if name in redirectors.brands and path.startswith(redirectors.brands[name]):
        return True
    host = url.host
    while host:
        if host in redirectors.services and path.startswith(redirectors.services[host]):
            return True
        host = host.partition(".")[2]
    return classify(url, domains) is LinkClass.AMAZON_REDIRECTOR


def redirect_target(url: Url, domains: Domains) -> str | None:
    """Give the target that a redirector's parameter names; None where none is named."""
    if not is_redirector(url, domains):
        return None
    wanted = domains.redirectors.parameters
    named = [value for name, value in url.query_pairs if name.lower() in wanted and value]
    return next((value for value in named if "." in value or "/" in value), None)


def is_opt_out(url: Url | None, link_text: str, domains: Domains) -> bool:
    """Tell whether a link lets its reader leave a mailing list, by its words or its address."""
    words = domains.opt_out
    text = link_text.lower().replace("’", "'")
    if text and any(phrase in text for phrase in words.phrases):
        return True
    if url is None or url.scheme not in _WEB:
        return False
    segments = [_plain(segment) for segment in unquote(url.path[:_MOST_READ]).split("/") if segment]
    labels = url.host.split(".")
    if segments and segments[-1] in words.last_segments and labels[0] in words.mail_labels:
        return True
    parts = [*segments, *labels[:-1]]
    parts += [_plain(part) for pair in url.query_pairs for part in pair]
    return any(part.partition(".")[0] in words.url_words for part in parts)


def matches_necessary(url: Url, necessary: Sequence[Url]) -> bool:
    """Tell whether the caller declared a target as needed for the order.

    Both are https and of one origin, and the declared path is the target's or a beginning of it
    that ends at a `/`.
    """
    return url.scheme == "https" and any(
        url.origin == other.origin and _boundary(url.path).startswith(_boundary(other.path))
        for other in necessary
    )


def _classify_web(url: Url, domains: Domains) -> LinkClass:
    amazon = domains.amazon
    host = url.host
    if is_below(host, amazon.store_domains):
        return _classify_store(url, amazon)
    if is_below(host, amazon.image_domains):
        return LinkClass.AMAZON_IMAGE
    if is_below(host, amazon.short_domains):
        return LinkClass.AMAZON_SHORT
    if is_below(host, domains.shorteners):
        return LinkClass.SHORTENER
    social = (domains.social, domains.chat, domains.link_pages)
    if any(is_below(host, names) for names in social):
        return LinkClass.SOCIAL
    return LinkClass.EXTERNAL


def _classify_store(url: Url, amazon: AmazonNames) -> LinkClass:
    if url.host.partition(".")[0] in amazon.office_labels:
        return LinkClass.AMAZON_OTHER
    path = _store_path(url.path[:_MOST_READ])
    for shape in amazon.shapes:
        if _fits(shape, path, url):
            if shape.link_class in amazon.rating_classes and _presets_rating(url, amazon):
                return LinkClass.AMAZON_PRESET_RATING
            return LinkClass(shape.link_class)
    first = path[1:].partition("/")[0]
    is_asin = len(first) == _ASIN_LENGTH and first.isalnum()
    if is_asin and (first.startswith(_ASIN_START) or first[:-1].isdigit()):
        return LinkClass.AMAZON_PRODUCT
    return LinkClass.AMAZON_OTHER


def _store_path(path: str) -> str:
    """Lower a path, drop doubled slashes and the language prefix, and close it with a slash."""
    path = unquote(path).lower() if "%" in path else path.lower()
    while "//" in path:
        path = path.replace("//", "/")
    if path.startswith("/-/"):
        path = path[path.find("/", 3) :] if path.count("/") > 2 else "/"  # noqa: PLR2004 - /-/en/…
    return _boundary(path)


def _fits(shape: UrlShape, path: str, url: Url) -> bool:
    if not path.startswith(shape.paths) and not any(part in path for part in shape.segments):
        return False
    if not shape.parameters:
        return True
    return any(
        name.lower() in shape.parameters and (not shape.values or value.lower() in shape.values)
        for name, value in url.query_pairs
    )


def _presets_rating(url: Url, amazon: AmazonNames) -> bool:
    for name, value in url.query_pairs:
        low = name.lower()
        if low in amazon.rating_parameters and value.strip()[:1] in _RATINGS:
            return True
        if low in amazon.product_parameters:
            products = unquote(value).split(",")
            if any(
                rating.strip() in _RATINGS for rating in (p.rpartition(":")[2] for p in products)
            ):
                return True
    return False


def _is_amazon(host: str, amazon: AmazonNames) -> bool:
    return is_below(host, amazon.store_domains) or is_below(host, amazon.short_domains)


def _boundary(path: str) -> str:
    return path if path.endswith("/") else path + "/"


def _plain(word: str) -> str:
    """Take hyphens, accents and case off a word of an address."""
    bare = word.lower().replace("-", "").replace("_", "")
    if bare.isascii():
        return bare
    return "".join(c for c in normalize("NFKD", bare) if not combining(c)) if bare else bare
