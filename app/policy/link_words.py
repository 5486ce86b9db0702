"""Reads what links say that tells nothing of where they lead."""

from functools import cache

from app.policy.reading import read_toml
from app.text.fold import fold


@cache
def vague_link_texts() -> frozenset[str]:
    """Give the folded texts, of all languages, that name no target."""
    languages: dict[str, list[str]] = read_toml("words", "links.toml")["vague"]
    return frozenset(fold(text).text for texts in languages.values() for text in texts)
