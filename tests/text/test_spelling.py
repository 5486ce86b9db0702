"""Typing errors are found; names, codes, rare words and other people's words are left alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.policy.spelling import load_speller, load_spelling_words, spelling_languages
from app.text.dictionaries import available_dictionaries, load_dictionary
from app.text.quotations import Quotations
from app.text.spelling import Speller, Vocabulary
from app.text.typos import Slip, Typos

_LANGUAGES = ("en", "de", "fr", "it", "es", "nl", "pl", "sv", "pt", "tr")


def _errors(language: str, text: str, *accepted: str) -> list[tuple[str, str]]:
    speller = load_speller(language)
    assert speller is not None
    found = speller.check(text, frozenset(accepted)).misspellings
    return [(text[error.start : error.end], error.meant) for error in found]


def test_the_dictionaries_of_all_languages_are_installed() -> None:
    assert available_dictionaries() == dict.fromkeys(_LANGUAGES, True)
    assert spelling_languages() == dict.fromkeys(_LANGUAGES, True)


@pytest.mark.parametrize("language", ["ja", "zh", "ar", "fi"])
def test_other_languages_have_no_speller(language: str) -> None:
    assert load_speller(language) is None


@pytest.mark.parametrize(
    ("language", "text", "wrong", "meant"),
    [
        ("en", "We will recieve the parcel.", "recieve", "receive"),
        ("en", "Your adress is missing.", "adress", "address"),
        ("en", "We dont know the floor.", "dont", "don't"),
        ("en", "Recieved with thanks.", "Recieved", "Received"),
        ("de", "Die Bestelung ist da.", "Bestelung", "Bestellung"),
        ("de", "Das Zimer ist frei.", "Zimer", "Zimmer"),
        ("de", "Wir bringen es zwichen acht und zehn.", "zwichen", "zwischen"),
        ("fr", "Le reglement est joint.", "reglement", "règlement"),
        ("fr", "Nous avons aquis la pièce.", "aquis", "acquis"),
        ("it", "La soluzzione è semplice.", "soluzzione", "soluzione"),
        ("it", "Lo mandiamo perchè manca.", "perchè", "perché"),
        ("es", "Le devolbemos el importe.", "devolbemos", "devolvemos"),
        ("es", "La direccion está incompleta.", "direccion", "dirección"),
        ("nl", "Wanneer bent u thuiss?", "thuiss", "thuis"),
        ("pl", "Z bierzącej serii.", "bierzącej", "bieżącej"),
        ("sv", "Monteringen är bokkad.", "bokkad", "bokad"),
        ("pt", "É uma excessão.", "excessão", "exceção"),
        ("tr", "Siparis numralı kutu.", "numralı", "numaralı"),
    ],
)
def test_typing_errors_are_found_with_what_was_meant(
    language: str, text: str, wrong: str, meant: str
) -> None:
    assert (wrong, meant) in _errors(language, text)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The Bakewright mixer by Saoirse Okonjo is at Detmolder Strasse 12."),
        ("en", "SKU KB-2210-XL, USB-C, IPX7 and MellowMilk are codes and brands."),
        ("en", "The colour chart and the color chart, organised or organized."),
        ("en", "The powerbank and the kettlebell have a webcam."),
        ("en", "Engraving: “Helo my freind”, as you wrote."),
        ("en", "Hello {frist_name}, see [recieved] and %%adress%%."),
        ("en", "See https://shop.example/recieve/adress and mail to adress@recieve.example."),
        ("en", "Sooooo niiiice, friday at ten."),
        ("de", "Viele Gruesse, die Strasse und die Groesse stimmen."),
        ("de", "Der Babyphone-Doppelpack und der Kreuzschlitzschraubendreher liegen bei."),
        ("de", "Herr Kollman und Frau Bestelung holen das kabel ab."),
        ("fr", "L'étiquette d'expédition et le rendez-vous d'aujourd'hui."),
        ("fr", "Le service après-vente s'en occupe jusqu'à lundi."),
        ("it", "Dell'ordine e all'indirizzo, quell'altro un po' dopo."),
        ("es", "Es posible constarnos, decírnoslo o devolvérnoslo."),
        ("nl", "De ladderlift en het reservestrip voor de sleutelset."),
        ("pl", "Najwygodniejszych paczkomatów nie zamykamy."),
        ("sv", "Fågelbordsmonteringen och dörrkoden."),
        ("pt", "O ombrelone e a legging com print no rack."),
        ("tr", "Siparişinizdekilerin kargolanabileceği İstanbul'daki adresinizi yazınız."),
    ],
)
def test_right_words_are_left_alone(language: str, text: str) -> None:
    assert _errors(language, text) == []


def test_the_sellers_own_words_are_right() -> None:
    assert _errors("en", "The recieve lamp.") == [("recieve", "receive")]
    assert _errors("en", "The recieve lamp.", "recieve") == []


def test_every_place_of_a_misspelt_word_is_told_in_order() -> None:
    text = "The adress, the untill and the adress."
    assert [word for word, _ in _errors("en", text)] == ["adress", "untill", "adress"]


def test_text_in_another_language_is_no_heap_of_errors() -> None:
    german = (
        "Wir haben die Rechnung beigelegt und schicken den Schrank am Montag zu Ihnen nach Hause"
    )
    assert _errors("en", german) == []


def test_too_many_new_words_are_not_all_looked_up() -> None:
    speller = load_speller("sv")
    assert speller is not None
    letters = "abcdefghijklmnopqrstu"
    words = " ".join(f"kval{one}{other}ning" for one in letters for other in letters)
    assert not speller.check(words).is_complete


def test_common_misspellings_are_no_words_and_their_meanings_are() -> None:
    for language in _LANGUAGES:
        words = load_spelling_words(language)
        dictionary = load_dictionary(language)
        assert dictionary is not None
        assert not words.right & words.wrong.keys()
        for meant in words.wrong.values():
            parts = meant.replace("'", " ").split()
            assert all(dictionary.knows(p) or dictionary.knows(p.capitalize()) for p in parts) or (
                dictionary.knows(meant)
            ), meant


class _Words:
    """A dictionary of a few words."""

    def __init__(self, *words: str) -> None:
        self._words = frozenset(words)

    def knows(self, word: str) -> bool:
        return word in self._words


def test_a_speller_needs_no_installed_dictionary() -> None:
    typos = Typos("en", {"parcel": 420, "arrives": 430})
    vocabulary = Vocabulary(wrong={"teh": "the"}, right=frozenset(("zeltix",)))
    speller = Speller("en", _Words("parcel", "arrives", "the"), typos, vocabulary)
    text = "teh zeltix parccel arrives"
    found = [(text[e.start : e.end], e.meant) for e in speller.check(text).misspellings]
    assert found == [("teh", "the"), ("parccel", "parcel")]


def test_the_likeliest_slip_comes_first() -> None:
    typos = Typos("en", {"shipped": 403, "shaped": 438, "swiped": 291})
    first = typos.corrections("shiped")[0]
    assert (first.word, first.slip) == ("shipped", Slip.REPEATED)


def test_a_word_nearly_as_common_as_the_other_is_no_slip() -> None:
    assert Typos("en", {"wifi": 390, "wife": 530}).corrections("wifi") == []
    assert Typos("es", {"numero": 340, "número": 503}).corrections("numero") != []


def test_quotations_end_where_they_end() -> None:
    text = 'a "b c" d “e” [f] {g}'
    inside = "".join(letter for i, letter in enumerate(text) if i in Quotations(text))
    assert inside == '"b c"“e”[f]{g}'


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=300))
def test_any_text_can_be_checked_and_places_are_its_own(text: str) -> None:
    speller = load_speller("en")
    assert speller is not None
    for error in speller.check(text).misspellings:
        assert text[error.start : error.end].isalpha()
