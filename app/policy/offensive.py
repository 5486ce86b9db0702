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
    starred out, None where the list has none.
    """

    severe: Phrases
    mild: Phrases
    innocent: Phrases
    masked: Pattern | None


@cache
def load_offensive_words() -> dict[str, OffensiveWords]:
    """Read the lists by base language; `any` holds what offends in every language.

    Raises:
        PolicyDataError: a phrase cannot be read.
    """
    names = data_files(_FOLDER)
    return {name.removesuffix(".toml"): _words(read_toml(_FOLDER, name)) for name in names}


def _words(data: dict[str, Any]) -> OffensiveWords:
    script = Script(has_spaces=data["spaces"], letters=tuple(data.get("letters", ())))
    severe = [phrase for phrases in data["severe"].values() for phrase in phrases]
    masked = "|".join(map(escape, data["masked"]["words"].split())) if "masked" in data else ""
    return OffensiveWords(
        severe=Phrases(severe, script, is_masked=True),
        mild=Phrases(data["mild"]["words"], script),
        innocent=Phrases(data["innocent"]["phrases"], script),
        masked=Pattern(rf"(?:^|[^\pL\pN*])({masked})(?:$|[^\pL\pN*])") if masked else None,
    )
