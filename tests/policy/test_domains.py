import pytest

from app.domain.domains import Domains
from app.domain.errors import PolicyDataError
from app.message.link_class import LinkClass
from app.message.url import has_public_suffix
from app.policy import domains as module
from app.policy.domains import load_domains
from app.policy.marketplaces import load_marketplaces
from app.policy.reading import read_toml
from app.text.fold import fold


@pytest.fixture(scope="module")
def domains() -> Domains:
    return load_domains()


def test_every_url_shape_names_a_class(domains: Domains) -> None:
    classes = {LinkClass(shape.link_class) for shape in domains.amazon.shapes}
    assert all(link_class.is_amazon for link_class in classes)
    assert {LinkClass(name) for name in domains.amazon.rating_classes} <= classes


def test_every_listed_domain_could_be_registered(domains: Domains) -> None:
    amazon = domains.amazon
    names = {
        *amazon.store_domains,
        *amazon.company_domains,
        *amazon.image_domains,
        *amazon.short_domains,
        *domains.shorteners,
        *domains.social,
        *domains.chat,
        *domains.link_pages,
        *domains.review_clubs,
        *domains.shops,
        *domains.trackers.hosts,
        *domains.redirectors.services,
    }
    assert [name for name in names if name != name.lower()] == []
    assert [name for name in names if not has_public_suffix(f"www.{name}")] == []


def test_every_store_has_its_hosts(domains: Domains) -> None:
    for store in load_marketplaces().all:
        assert store.domain in domains.amazon.store_domains
        assert f"marketplace.{store.domain}" in domains.amazon.relay_domains


def test_spoken_words_stand_as_folded_text_has_them(domains: Domains) -> None:
    spelled, numbers = domains.spelled, domains.numbers
    words = {*spelled.at_words, *spelled.dot_words, *spelled.function_words, *numbers.values}
    assert [word for word in words if fold(word).text != word] == []


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("null", 0),
        ("vierunddreissig", 34),
        ("quatre vingt dix sept", 97),
        ("ventuno", 21),
        ("treinta", 30),
        ("zesenvijftig", 56),
        ("sześćset", 600),
        ("trettiofyra", 34),
        ("sifir", 0),
        ("وخمسه", 5),
        ("three hundred", 300),
    ],
)
def test_number_words_have_their_number(domains: Domains, word: str, number: int) -> None:
    assert domains.numbers.values[word] == number


def test_signs_and_words_do_not_contradict_each_other(domains: Domains) -> None:
    phones, spelled = domains.phones, domains.spelled
    assert not set(phones.phone) & set(phones.identifier)
    assert not spelled.mailboxes & (spelled.not_mailboxes | spelled.function_words)
    assert not domains.numbers.joiners & domains.numbers.values.keys()
    assert domains.numbers.signs["幺"] == domains.numbers.signs["一"] == 1


def test_one_domain_in_two_lists_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*path: str) -> dict[str, object]:
        data = read_toml(*path)
        return {"domains": ["t.me"]} if path[-1] == "shorteners.toml" else data

    monkeypatch.setattr(module, "read_toml", read)
    with pytest.raises(PolicyDataError, match=r"t\.me stands under chat and under shorteners"):
        load_domains()


def test_one_word_for_two_numbers_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def read(*path: str) -> dict[str, object]:
        data = read_toml(*path)
        if path[-1] == "numbers.toml":
            return {**data, "xx": {"digits": [["zwei"]], "joiners": []}}
        return data

    monkeypatch.setattr(module, "read_toml", read)
    with pytest.raises(PolicyDataError, match="the number word zwei means 2 and 0"):
        load_domains()
