"""Reads the table of Amazon's stores."""

from app.domain.errors import PolicyDataError
from app.domain.marketplaces import Marketplace, Marketplaces
from app.policy.reading import read_toml


def load_marketplaces() -> Marketplaces:
    """Read the stores.

    Raises:
        PolicyDataError: two stores share a name, or an alias names no store.
    """
    data = read_toml("marketplaces.toml")
    stores = tuple(
        Marketplace(**{**row, "languages": tuple(row["languages"])}) for row in data["marketplaces"]
    )
    by_name: dict[str, Marketplace] = {}
    for store in stores:
        for name in (store.country, store.marketplace_id):
            if by_name.setdefault(name, store) is not store:
                message = f"two marketplaces are called {name}"
                raise PolicyDataError(message)
    for alias, country in data["aliases"].items():
        if country not in by_name or alias in by_name:
            message = f"the marketplace alias {alias} does not stand for one country"
            raise PolicyDataError(message)
        by_name[alias] = by_name[country]
    return Marketplaces(
        all=stores,
        by_name=by_name,
        foreign_ids=frozenset(data["foreign_ids"]),
        phone_countries={
            language: tuple(countries) for language, countries in data["phone_countries"].items()
        },
    )
