"""Reading the text room's data files; each is read once, when it is first needed."""

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Final, cast

_DATA: Final = files("app.text") / "data"

Table = Mapping[str, str]
Words = Mapping[str, tuple[str, ...]]


@cache
def read_tables(name: str) -> Mapping[str, Table]:
    """Read a file whose every table maps strings to strings."""
    return cast("Mapping[str, Table]", tomllib.loads(_text(name)))


@cache
def read_words(name: str) -> Words:
    """Read a file whose every key holds words, written as one string with white space between."""
    content = cast("Mapping[str, str]", tomllib.loads(_text(name)))
    return {key: tuple(words.split()) for key, words in content.items()}


def _text(name: str) -> str:
    return _DATA.joinpath(name).read_text(encoding="utf-8")
