"""Sentences that stand in a word list's own file and say what the list must find, run as tests."""

from typing import NamedTuple

from app.policy.reading import data_files, read_toml


class ListTest(NamedTuple):
    """A sentence, its base language, and whether a list flags it."""

    language: str
    text: str
    is_flagged: bool


def list_tests(folder: str) -> tuple[ListTest, ...]:
    """Give the sentences of all files of a folder."""
    return tuple(
        ListTest(name.removesuffix(".toml"), text, is_flagged=key == "flagged")
        for name in data_files(folder)
        for key, texts in read_toml(folder, name).get("tests", {}).items()
        for text in texts
    )
