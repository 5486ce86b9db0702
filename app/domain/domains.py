"""The names on the net that the policy speaks of: whose hosts, which parameters, what words."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class UrlShape:
    """A way in which Amazon writes the URLs of one class; `link_class` is its name.

    `paths` are beginnings that end at a `/`, `segments` stand anywhere as whole segments; both are
    written with a slash at each end. Where `parameters` are given, one of them stands in the query,
    and where `values` are given, with one of these.
    """

    link_class: str
    paths: tuple[str, ...] = ()
    segments: tuple[str, ...] = ()
    parameters: frozenset[str] = frozenset()
    values: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True, eq=False)
class AmazonNames:
    """Amazon's hosts and URLs; a domain stands for every host below it.

    `store_domains` are the stores', `company_domains` Amazon's that no buyer deals with,
    `office_labels` the first labels of hosts of sellers and payment. The `rating_…` names say which
    links preset stars: those of a class in `rating_classes` with a number in `rating_parameters`,
    or with one behind a product in `product_parameters`.
    """

    store_domains: frozenset[str]
    company_domains: frozenset[str]
    image_domains: frozenset[str]
    short_domains: frozenset[str]
    relay_domains: frozenset[str]
    office_labels: frozenset[str]
    catalogue_paths: tuple[str, ...]
    shapes: tuple[UrlShape, ...]
    rating_classes: frozenset[str]
    rating_parameters: frozenset[str]
    product_parameters: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class LookalikeNames:
    """How a host can pretend to be Amazon's, and which hosts only share letters with it.

    `letters` maps code points of look-alike characters to the letters they stand for; `sequences`
    are pairs of what is written and what it looks like.
    """

    brands: tuple[str, ...]
    misspellings: frozenset[str]
    letters: dict[int, str]
    sequences: tuple[tuple[str, str], ...]
    service_words: frozenset[str]
    innocent_words: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class TrackerNames:
    """What tells one recipient or click from another; names in lower case."""

    parameters: frozenset[str]
    prefixes: tuple[str, ...]
    affiliate_parameters: frozenset[str]
    hosts: frozenset[str]
    labels: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class RedirectorNames:
    """Well-known services that lead on to a target named by a parameter.

    `services` maps a domain to the beginnings of paths that do so; `brands` does the same for the
    first label of a registrable domain under any suffix.
    """

    services: dict[str, tuple[str, ...]]
    brands: dict[str, tuple[str, ...]]
    parameters: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class OptOutWords:
    """How a link to leave a mailing list is written; all in lower case.

    `url_words` say it anywhere in an address, `last_segments` only at a path's end on a host whose
    first label is one of `mail_labels`; `phrases` are parts of a link's text.
    """

    url_words: frozenset[str]
    last_segments: frozenset[str]
    mail_labels: frozenset[str]
    phrases: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class BareNames:
    """What tells a domain in running text from a file name, an abbreviation or a missing space.

    `word_suffixes` are top-level domains that are words too; `capital_suffixes` those under which a
    domain is also believed in capitals; `extra_suffixes` no registry's, but used in examples;
    `pointing_words` stand before a domain.
    """

    extra_suffixes: tuple[str, ...]
    file_endings: frozenset[str]
    abbreviations: frozenset[str]
    word_suffixes: frozenset[str]
    capital_suffixes: frozenset[str]
    pointing_words: frozenset[str]


@dataclass(frozen=True, slots=True, eq=False)
class SpelledNames:
    """How an address is spoken; all in lower case.

    `at_words` and `dot_words` are words for `@` and `.`, `weak_at_words` everyday words as well,
    those of `bracketed_…` believed only between brackets. `suffixes` are top-level domains by the
    ways to say them. `unsafe` maps a dot word to the suffixes with which it makes an everyday
    phrase (`punto de`). `function_words` are no names of a site, `not_mailboxes` none of a mailbox,
    `mailboxes` the usual ones. `then_words` and `articles` are said around the signs, `dash_words`
    for a hyphen; `providers` are mail services known by their name alone.
    """

    at_words: tuple[str, ...]
    weak_at_words: tuple[str, ...]
    bracketed_at_words: tuple[str, ...]
    dot_words: tuple[str, ...]
    bracketed_dot_words: tuple[str, ...]
    suffixes: dict[str, str]
    unsafe: dict[str, frozenset[str]]
    function_words: frozenset[str]
    not_mailboxes: frozenset[str]
    mailboxes: frozenset[str]
    then_words: tuple[str, ...]
    articles: tuple[str, ...]
    dash_words: tuple[str, ...]
    providers: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class NumberWords:
    """Spoken numbers of all languages.

    `values` maps a word, or words with a space between, to its number. `simple` are single words
    that are no compound of others, `digits` those of one digit; `signs` maps characters (一) to
    digits. `joiners` may stand between numbers; `repeats` say how often the next digit comes.
    """

    values: dict[str, int]
    simple: frozenset[str]
    digits: frozenset[str]
    signs: dict[str, int]
    joiners: frozenset[str]
    repeats: dict[str, int]


@dataclass(frozen=True, slots=True, eq=False)
class PhoneWords:
    """Words around digits that say what they are; a word ending in `*` is a beginning.

    `phone` announce or follow a phone number, `identifier` the number of an order, parcel, product
    or account, `unit` stand beside an amount or a size. `default_regions` are the countries whose
    numbers are looked for where nothing is known of the message.
    """

    default_regions: tuple[str, ...]
    phone: tuple[str, ...]
    identifier: tuple[str, ...]
    unit: tuple[str, ...]
    carriers: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Domains:
    """All of it, built once; compared and hashed by identity, so that what is derived can be kept.

    `social`, `chat`, `link_pages`, `review_clubs` and `shops` are domains, each standing for every
    host below it.
    """

    amazon: AmazonNames
    lookalikes: LookalikeNames
    trackers: TrackerNames
    redirectors: RedirectorNames
    opt_out: OptOutWords
    shorteners: frozenset[str]
    social: frozenset[str]
    chat: frozenset[str]
    link_pages: frozenset[str]
    review_clubs: frozenset[str]
    shops: frozenset[str]
    chat_schemes: frozenset[str]
    bare: BareNames
    spelled: SpelledNames
    numbers: NumberWords
    phones: PhoneWords
