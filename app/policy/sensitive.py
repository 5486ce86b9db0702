"""Reads the words that tell a request for secrets, or for money outside Amazon."""

from functools import cache
from typing import Any, Final

from app.policy.list_tests import ListTest, list_tests
from app.policy.reading import data_files, read_toml
from app.text.patterns import Pattern
from app.text.payment_cards import CARD_SOURCE
from app.text.phrases import Phrases, Script
from app.text.sensitive import SensitiveWords

_FOLDER: Final = "sensitive"
_EVERYWHERE: Final = "any"
_TRIGGERS: Final = ("strong", "objects", "outside", "always")
_LISTS: Final = tuple(name for name in SensitiveWords._fields if name != "trigger")


@cache
def load_sensitive_words() -> dict[str, SensitiveWords]:
    """Read the lists by base language; each holds what counts in every language, too.

    Raises:
        PolicyDataError: a phrase cannot be read.
    """
    names = [name.removesuffix(".toml") for name in data_files(_FOLDER)]
    common = read_toml(_FOLDER, f"{_EVERYWHERE}.toml")["lists"]
    return {
        name: _words(read_toml(_FOLDER, f"{name}.toml"), common)
        for name in names
        if name != _EVERYWHERE
    }


def _words(data: dict[str, Any], common: dict[str, list[str]]) -> SensitiveWords:
    script = Script(
        has_spaces=data["spaces"],
        groups=data.get("groups", {}),
        letters=tuple(data.get("letters", ())),
        prefixes=tuple(data.get("prefixes", "").split()),
    )
    lists = {
        name: Phrases([*data["lists"][name], *_written(common[name], script)], script)
        for name in _LISTS
    }
    trigger = "|".join(lists[name].source for name in _TRIGGERS)
    return SensitiveWords(**lists, trigger=Pattern(f"{trigger}|{CARD_SOURCE}"))


def _written(phrases: list[str], script: Script) -> list[str]:
    """Join the words of a phrase where a language is written without spaces."""
    return phrases if script.has_spaces else [phrase.replace(" ", "") for phrase in phrases]


def sensitive_tests() -> tuple[ListTest, ...]:
    """Give the sentences that the lists' authors expect to be flagged or let pass."""
    return list_tests(_FOLDER)
