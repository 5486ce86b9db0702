"""Reads the names on the net that the policy speaks of."""

from collections.abc import Iterator
from itertools import product
from typing import Any, Final

from app.domain.domains import (
    AmazonNames,
    BareNames,
    Domains,
    LookalikeNames,
    NumberWords,
    OptOutWords,
    PhoneWords,
    RedirectorNames,
    SpelledNames,
    TrackerNames,
    UrlShape,
)
from app.domain.errors import PolicyDataError
from app.policy.marketplaces import load_marketplaces
from app.policy.reading import read_toml
from app.text.fold import fold

_FOLDER: Final = "domains"
_TEN: Final = 10


def load_domains() -> Domains:
    """Read the files of domains, parameters and words.

    Raises:
        PolicyDataError: two files say different things of one domain or word.
    """
    social = _read("social")
    lists = ("social", "chat", "link_pages", "review_clubs", "shops")
    places = {name: frozenset(social[name]) for name in lists}
    shorteners = frozenset(_read("shorteners")["domains"])
    _check_disjoint({**places, "shorteners": shorteners})
    return Domains(
        amazon=_amazon(_read("amazon")),
        lookalikes=_lookalikes(_read("lookalikes")),
        trackers=_trackers(_read("trackers")),
        redirectors=_redirectors(_read("redirectors")),
        opt_out=_opt_out(_read("opt_out")),
        shorteners=shorteners,
        chat_schemes=frozenset(social["chat_schemes"]),
        bare=_bare(_read("bare_names")),
        spelled=_spelled(_read("spelled")),
        numbers=_numbers(_read("numbers")),
        phones=_phones(_read("phone_words"), _read("carriers")),
        **places,
    )


def _read(name: str) -> dict[str, Any]:
    return read_toml(_FOLDER, f"{name}.toml")


def _check_disjoint(lists: dict[str, frozenset[str]]) -> None:
    seen: dict[str, str] = {}
    for name, members in lists.items():
        for member in members:
            if seen.setdefault(member, name) != name:
                message = f"{member} stands under {seen[member]} and under {name}"
                raise PolicyDataError(message)


def _amazon(data: dict[str, Any]) -> AmazonNames:
    stores = frozenset(store.domain for store in load_marketplaces().all)
    stores = stores.union(data["store_domains"])
    rating = data["rating"]
    return AmazonNames(
        store_domains=stores,
        company_domains=frozenset(data["company_domains"]),
        image_domains=frozenset(data["image_domains"]),
        short_domains=frozenset(data["short_domains"]),
        relay_domains=frozenset(f"{data['relay_label']}.{domain}" for domain in stores),
        office_labels=frozenset(data["office_labels"]),
        catalogue_paths=tuple(data["catalogue_paths"]),
        shapes=tuple(_shape(row) for row in data["shapes"]),
        rating_classes=frozenset(rating["classes"]),
        rating_parameters=frozenset(rating["parameters"]),
        product_parameters=frozenset(rating["product_parameters"]),
    )


def _shape(row: dict[str, Any]) -> UrlShape:
    return UrlShape(
        link_class=row["class"],
        paths=tuple(f"{path}/" for path in row.get("paths", ())),
        segments=tuple(f"/{segment}/" for segment in row.get("segments", ())),
        parameters=frozenset(row.get("parameters", ())),
        values=frozenset(row.get("values", ())),
    )


def _lookalikes(data: dict[str, Any]) -> LookalikeNames:
    letters = {
        ord(character): letter
        for letter, characters in data["confusables"].items()
        for character in characters
    }
    return LookalikeNames(
        brands=tuple(data["brands"]),
        misspellings=frozenset(data["misspellings"]),
        letters=letters,
        sequences=tuple(data["sequences"].items()),
        service_words=frozenset(data["names"]["service_words"]),
        innocent_words=frozenset(data["names"]["innocent_words"]),
    )


def _trackers(data: dict[str, Any]) -> TrackerNames:
    return TrackerNames(
        parameters=frozenset(data["parameters"]),
        prefixes=tuple(data["prefixes"]),
        affiliate_parameters=frozenset(data["affiliate_parameters"]),
        hosts=frozenset(data["hosts"]),
        labels=frozenset(data["labels"]),
    )


def _redirectors(data: dict[str, Any]) -> RedirectorNames:
    services: dict[str, tuple[str, ...]] = {}
    brands: dict[str, tuple[str, ...]] = {}
    for row in data["services"]:
        table = brands if row.get("any_suffix") else services
        table[row["host"]] = tuple(f"{path.rstrip('/')}/" for path in row["paths"])
    return RedirectorNames(services, brands, frozenset(data["parameters"]))


def _opt_out(data: dict[str, Any]) -> OptOutWords:
    return OptOutWords(
        url_words=frozenset(data["url_words"]),
        last_segments=frozenset(data["last_segments"]),
        mail_labels=frozenset(data["mail_labels"]),
        phrases=tuple(data["phrases"]),
    )


def _bare(data: dict[str, Any]) -> BareNames:
    return BareNames(
        extra_suffixes=tuple(data["extra_suffixes"]),
        file_endings=frozenset(data["file_endings"]),
        abbreviations=frozenset(data["abbreviations"]),
        word_suffixes=frozenset(data["word_suffixes"]),
        capital_suffixes=frozenset(data["capital_suffixes"]),
        pointing_words=frozenset(data["pointing_words"]),
    )


def _spelled(data: dict[str, Any]) -> SpelledNames:
    words = data["words"]
    return SpelledNames(
        at_words=tuple(map(_folded, data["at_words"])),
        weak_at_words=tuple(map(_folded, data["weak_at_words"])),
        bracketed_at_words=tuple(map(_folded, data["bracketed_at_words"])),
        dot_words=tuple(map(_folded, data["dot_words"])),
        bracketed_dot_words=tuple(map(_folded, data["bracketed_dot_words"])),
        suffixes={_folded(word): suffix for word, suffix in data["suffixes"].items()},
        unsafe={_folded(word): frozenset(names) for word, names in data["unsafe"].items()},
        function_words=frozenset(map(_folded, words["function_words"])),
        not_mailboxes=frozenset(map(_folded, words["not_mailboxes"])),
        mailboxes=frozenset(map(_folded, words["mailboxes"])),
        then_words=tuple(map(_folded, words["then_words"])),
        articles=tuple(map(_folded, words["articles"])),
        dash_words=tuple(map(_folded, words["dash_words"])),
        providers=tuple(words["providers"]),
    )


def _numbers(data: dict[str, Any]) -> NumberWords:
    values: dict[str, int] = {}
    simple: set[str] = set()
    digits: set[str] = set()
    signs: dict[str, int] = {}
    joiners: set[str] = set()
    repeats: dict[str, int] = {}
    for language in data.values():
        spoken = dict(_spoken(language))
        for word, number in (*spoken.items(), *_compounds(language)):
            if values.setdefault(word, number) != number:
                message = f"the number word {word} means {values[word]} and {number}"
                raise PolicyDataError(message)
        simple.update(word for word in spoken if " " not in word)
        digits.update(word for word, number in spoken.items() if number < _TEN)
        for number, characters in enumerate(language.get("signs", ())):
            signs.update(dict.fromkeys(characters, number))
        joiners.update(map(_folded, language["joiners"]))
        repeats.update((_folded(word), n) for word, n in language.get("repeats", {}).items())
    return NumberWords(
        values=values,
        simple=frozenset(simple),
        digits=frozenset(digits),
        signs=signs,
        joiners=frozenset(joiners) - values.keys(),
        repeats=repeats,
    )


def _spoken(language: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Yield every number word of a language, as it stands in folded text, but for compounds."""
    prefix = language.get("prefix", "")
    tables = (("digits", 0, 1), ("teens", 10, 1), ("tens", 20, 10), ("hundreds", 100, 100))
    for table, first, step in tables:
        for index, spellings in enumerate(language.get(table, ())):
            for word in spellings:
                yield _folded(word), first + index * step
                if prefix:
                    yield _folded(prefix + word), first + index * step
    for word, number in language.get("extra", {}).items():
        yield _folded(word), number


def _compounds(language: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Yield the numbers from 21 to 99 that a language writes as one word."""
    if "compound" not in language:
        return
    for (ten, ten_words), (unit, unit_words) in product(
        enumerate(language["tens"], 2), enumerate(language["digits"])
    ):
        if unit:
            for ten_word, unit_word in product(ten_words, unit_words):
                word = language["compound"].format(ten=ten_word, unit=unit_word)
                yield _folded(word), ten * _TEN + unit


def _folded(word: str) -> str:
    return fold(word).text


def _phones(words: dict[str, Any], carriers: dict[str, Any]) -> PhoneWords:
    return PhoneWords(
        default_regions=tuple(words["default_regions"]),
        phone=_both_forms(words["phone"]),
        identifier=_both_forms(words["identifier"]),
        unit=_both_forms(words["unit"]),
        carriers=_both_forms(carriers["names"]),
    )


def _both_forms(words: list[str]) -> tuple[str, ...]:
    """Give words as written and as folded text has them; the mark of a beginning stays."""
    folded = (_folded(word.rstrip("*")) + ("*" if word.endswith("*") else "") for word in words)
    return tuple(dict.fromkeys((*words, *folded)))
