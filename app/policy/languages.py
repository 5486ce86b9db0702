"""Reads what languages are called, and which are easily taken for one another."""

from functools import cache

from app.policy.reading import read_toml


def language_name(tag: str) -> str:
    """Give a base language's English name, its tag where it has none here."""
    name: str = read_toml("languages.toml")["names"].get(tag, tag)
    return name


def are_similar(left: str, right: str) -> bool:
    """Tell whether a short text of one base language may be taken for one of the other."""
    return any(left in group and right in group for group in _similar())


@cache
def _similar() -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split()) for group in read_toml("languages.toml")["similar"])
