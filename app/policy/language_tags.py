"""Reads which language tags there are, and what is written in their place by mistake."""

from functools import cache

from app.policy.reading import read_toml

_FILE = "language_tags.toml"


def is_registered(tag: str) -> bool:
    """Tell whether a tag begins with a registered language, whatever follows it.

    `x-…` is private and says nothing; a code of three letters counts as registered unless one of
    two letters takes its place.
    """
    primary = tag.partition("-")[0].lower()
    if not (primary.isascii() and primary.isalpha()):
        return False
    return (
        primary in _two_letters()
        or primary == "x"
        or (len(primary) == len("mul") and primary not in _three_letters())
    )


def meant_tag(tag: str) -> str | None:
    """Give the tag that was probably meant by one that is not registered, None if none is known."""
    written = tag.strip().lower()
    mistaken: dict[str, str] = read_toml(_FILE)["mistaken"]
    if written in mistaken:
        return mistaken[written]
    primary, separator, rest = tag.strip().replace("_", "-").partition("-")
    meant = _three_letters().get(primary.lower(), primary)
    return f"{meant}{separator}{rest}" if is_registered(meant) else None


@cache
def _two_letters() -> frozenset[str]:
    return frozenset(read_toml(_FILE)["two_letters"].split())


@cache
def _three_letters() -> dict[str, str]:
    pairs = (pair.split("=") for pair in read_toml(_FILE)["three_letters"].split())
    return dict(pairs)
