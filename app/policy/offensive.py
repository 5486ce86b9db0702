"""Reads the words that have no place in a message, one list a language."""

from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from app.policy.reading import data_files, read_toml
from app.text.patterns import Pattern, escape
from app.text.phrases import Phrases, Script

_FOLDER: Final = "offensive"
ANY_LANGUAGE: Final = "any"


@dataclass(frozen=True, slots=True)
class OffensiveWords:
    """A language's list: `severe` words are an error, `mild` ones a warning.

    Nothing is offensive inside of `innocent` phrases. `masked` finds words whose letters were
    starred out, None where the list has none. `trigger` tells in one pass whether a text can hold
    anything of this list or of the one for every language.
    """

    severe: Phrases
    mild: Phrases
    innocent: Phrases
    masked: Pattern | None
    trigger: Pattern


@cache
def load_offensive_words() -> dict[str, OffensiveWords]:
    """Read the lists by base language; `any` holds what offends in every language.

    Raises:
        PolicyDataError: a phrase cannot be read.
    """
    sources = {name.removesuffix(".toml"): read_toml(_FOLDER, name) for name in data_files(_FOLDER)}
    everywhere = _sources(sources[ANY_LANGUAGE])
    return {
        language: _words(
            data, everywhere if language == ANY_LANGUAGE else [*everywhere, *_sources(data)]
        )
        for language, data in sources.items()
    }


def _words(data: dict[str, Any], trigger: list[str]) -> OffensiveWords:
    severe, mild, masked = _lists(data)
    return OffensiveWords(
        severe=severe,
        mild=mild,
        innocent=Phrases(data["innocent"]["phrases"], _script(data)),
        masked=Pattern(masked) if masked else None,
        trigger=Pattern("|".join(trigger)),
    )


def _sources(data: dict[str, Any]) -> list[str]:
    severe, mild, masked = _lists(data)
    return [severe.source, mild.source, *([masked] if masked else ())]


def _lists(data: dict[str, Any]) -> tuple[Phrases, Phrases, str | None]:
    severe = [phrase for phrases in data["severe"].values() for phrase in phrases]
    script = _script(data)
    masked = None
    if "masked" in data:
        words = "|".join(map(escape, data["masked"]["words"].split()))
        masked = rf"(?:^|[^\pL\pN*])({words})(?:$|[^\pL\pN*])"
    return Phrases(severe, script, is_masked=True), Phrases(data["mild"]["words"], script), masked


def _script(data: dict[str, Any]) -> Script:
    return Script(has_spaces=data["spaces"], letters=tuple(data.get("letters", ())))
