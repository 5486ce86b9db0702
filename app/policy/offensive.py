"""Reads the words that have no place in a message, one list a language."""

from functools import cache
from typing import Any, Final

from app.policy.list_tests import ListTest, list_tests
from app.policy.reading import data_files, read_toml
from app.text.offensive import OffensiveWords
from app.text.patterns import Pattern, escape
from app.text.phrases import Phrases, Script

_FOLDER: Final = "offensive"
ANY_LANGUAGE: Final = "any"


@cache
def load_offensive_words() -> dict[str, OffensiveWords]:
    """Read the lists by base language; `any` holds only what offends in every language.

    Raises:
        PolicyDataError: a phrase cannot be read.
    """
    sources = {name.removesuffix(".toml"): read_toml(_FOLDER, name) for name in data_files(_FOLDER)}
    common = sources[ANY_LANGUAGE]
    masked = "|".join(map(escape, common["masked"]["words"].split()))
    return {language: _words(data, common, masked) for language, data in sources.items()}


def offensive_tests() -> tuple[ListTest, ...]:
    """Give the sentences that the lists' authors expect to be flagged or let pass."""
    return list_tests(_FOLDER)


def _words(data: dict[str, Any], common: dict[str, Any], masked: str) -> OffensiveWords:
    script = Script(
        has_spaces=data["spaces"],
        letters=tuple(data.get("letters", ())),
        prefixes=tuple(data.get("prefixes", "").split()),
    )
    everywhere = Script()
    shared = data is not common
    severe = Phrases(_severe(data), script, is_masked=True)
    mild = Phrases(data["mild"]["words"], script)
    if shared:
        severe = severe.joined(Phrases(_severe(common), everywhere, is_masked=True))
        mild = mild.joined(Phrases(common["mild"]["words"], everywhere))
    starred = rf"(?:^|[^\pL\pN*])({masked})(?:$|[^\pL\pN*])"
    return OffensiveWords(
        severe=severe,
        mild=mild,
        masked=Pattern(starred),
        innocent=Phrases(
            [*data["innocent"]["phrases"], *(common["innocent"]["phrases"] if shared else ())],
            script,
        ),
        trigger=Pattern(f"{severe.source}|{mild.source}|{starred}"),
        spelled=tuple(data["innocent"].get("spelled", ())),
    )


def _severe(data: dict[str, Any]) -> list[str]:
    return [phrase for phrases in data["severe"].values() for phrase in phrases]
