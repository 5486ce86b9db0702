"""Reads what spelling dictionaries lack, and puts the spelling of a language together."""

from functools import cache
from typing import Final

from app.policy.reading import data_files, read_toml
from app.text.dictionaries import available_dictionaries, load_dictionary
from app.text.grammar import has_grammar_checker
from app.text.spelling import Speller, Vocabulary
from app.text.typos import Typos
from app.text.word_frequency import has_word_frequencies, word_frequencies

_FOLDER: Final = "spelling"
_LOANS_FROM: Final = "en"


def spelling_languages() -> dict[str, bool]:
    """Tell for each base language whose spelling is checked whether all it needs is installed."""
    counted = has_word_frequencies()
    return {name: found and counted for name, found in available_dictionaries().items()}


@cache
def missing_resources() -> tuple[str, ...]:
    """Name what the spelling and grammar rules lack on this machine."""
    languages = spelling_languages()
    missing = [f"spelling dictionary: {name}" for name, found in languages.items() if not found]
    if not has_grammar_checker():
        missing.append("grammar checker: en")
    return tuple(missing)


@cache
def load_speller(language: str) -> Speller | None:
    """Put together a base language's spelling, None where something it needs is not installed.

    Takes up to 0.7 s once for a language.
    """
    dictionary = load_dictionary(language)
    if dictionary is None or not spelling_languages().get(language, False):
        return None
    return Speller(
        language,
        dictionary,
        Typos(language, word_frequencies(language)),
        load_spelling_words(language),
        load_dictionary(_LOANS_FROM) if language != _LOANS_FROM else None,
    )


def load_spelling_words(language: str) -> Vocabulary:
    """Read the words that a base language's dictionary lacks."""
    name = f"{language}.toml"
    if name not in data_files(_FOLDER):
        return Vocabulary({}, frozenset())
    data = read_toml(_FOLDER, name)
    return Vocabulary(wrong=data["wrong"], right=frozenset(data["right"].split()))
