from zoneinfo import ZoneInfo

import pytest

from app.domain.errors import PolicyDataError
from app.policy import marketplaces as module
from app.policy.marketplaces import load_marketplaces

STORES = load_marketplaces()


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("DE", "DE"),
        ("de", "DE"),
        (" gb ", "GB"),
        ("UK", "GB"),
        ("A1PA6795UKMFR9", "DE"),
        ("a1pa6795ukmfr9", "DE"),
    ],
)
def test_a_store_is_found_by_country_or_id(name: str, country: str) -> None:
    store = STORES.find(name)
    assert store is not None
    assert store.country == country


@pytest.mark.parametrize("name", ["", "XX", "EU", "A38D8NSA03LJTC"])
def test_other_names_are_no_store(name: str) -> None:
    assert STORES.find(name) is None


def test_sales_channels_outside_amazon_are_known() -> None:
    assert STORES.is_foreign("a38d8nsa03ljtc")
    assert not STORES.is_foreign("A1PA6795UKMFR9")
    assert not STORES.foreign_ids & STORES.by_name.keys()


def test_the_table_is_whole() -> None:
    assert len(STORES.all) == 23
    for store in STORES.all:
        assert ZoneInfo(store.time_zone).key == store.time_zone
        assert store.region in {"NA", "EU", "FE"}
        assert store.domain.startswith("amazon.")
        assert store.languages


@pytest.mark.parametrize(
    ("language", "country", "expected"),
    [
        ("de", None, ("DE", "AT", "CH")),
        ("de-DE", "GB", ("DE", "GB", "AT", "CH")),
        ("pt-BR", "BR", ("BR", "PT")),
        ("en", "UK", ("GB", "US", "CA", "AU")),
        ("en", "A1PA6795UKMFR9", ("DE", "US", "GB", "CA")),
        ("zh-Hans-SG", None, ("SG", "CN", "HK", "TW")),
        ("xx", None, ("US", "GB", "DE", "FR")),
        (None, "JP", ("JP", "US", "GB", "DE")),
    ],
)
def test_phone_regions_begin_with_the_likeliest(
    language: str | None, country: str | None, expected: tuple[str, ...]
) -> None:
    assert STORES.phone_regions(language, country, 4) == expected


def test_an_alias_must_stand_for_a_country(monkeypatch: pytest.MonkeyPatch) -> None:
    data = {
        "marketplaces": [],
        "aliases": {"UK": "GB"},
        "foreign_ids": [],
        "phone_countries": {},
    }
    monkeypatch.setattr(module, "read_toml", lambda _: data)
    with pytest.raises(PolicyDataError, match="alias UK"):
        load_marketplaces()


def test_two_stores_cannot_share_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    row = {"country": "DE", "domain": "amazon.de", "languages": ["de"], "time_zone": "x"}
    rows = [
        {**row, "marketplace_id": "A1", "region": "EU"},
        {**row, "marketplace_id": "A2", "region": "EU"},
    ]
    data = {"marketplaces": rows, "aliases": {}, "foreign_ids": [], "phone_countries": {}}
    monkeypatch.setattr(module, "read_toml", lambda _: data)
    with pytest.raises(PolicyDataError, match="two marketplaces are called DE"):
        load_marketplaces()
