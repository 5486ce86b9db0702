"""The stores of Amazon, by country and by id."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Marketplace:
    """A store of Amazon: its buyers' languages, its time zone and its region (NA, EU, FE)."""

    country: str
    marketplace_id: str
    domain: str
    languages: tuple[str, ...]
    time_zone: str
    region: str


@dataclass(frozen=True, slots=True, eq=False)
class Marketplaces:
    """All stores, and what else stands where a store's id is expected.

    `by_name` holds country codes, ids and other names of countries in capitals. `foreign_ids` are
    ids of sales channels outside Amazon, whose buyers cannot be written to through Amazon.
    `phone_countries` lists, for a base language, the countries whose national numbers are likely
    in a text of that language, the likeliest first.
    """

    all: tuple[Marketplace, ...]
    by_name: dict[str, Marketplace]
    foreign_ids: frozenset[str]
    phone_countries: dict[str, tuple[str, ...]]

    def find(self, name: str) -> Marketplace | None:
        """Give the store of a country code or marketplace id, in any case; None if unknown."""
        return self.by_name.get(name.strip().upper())

    def is_foreign(self, name: str) -> bool:
        """Tell whether the id is one of a sales channel outside Amazon."""
        return name.strip().upper() in self.foreign_ids

    def phone_regions(
        self, language: str | None, country: str | None, limit: int
    ) -> tuple[str, ...]:
        """Give the countries whose national phone numbers to expect, the likeliest first.

        A BCP 47 tag's own region comes first, then the store's country, then those of the language.
        """
        base, _, rest = (language or "").replace("_", "-").partition("-")
        tagged = rest.rpartition("-")[2].upper()
        known = self.phone_countries.get(base.lower(), ()) or self.phone_countries.get("", ())
        wanted = (tagged if tagged in self.by_name else "", country or "", *known)
        names = dict.fromkeys(self._country(name) for name in wanted if name)
        return tuple(names)[:limit]

    def _country(self, name: str) -> str:
        found = self.find(name)
        return found.country if found is not None else name.upper()
