"""What the tests of parsing share: real mail bodies, and ways to break them."""

import json
import random
from collections.abc import Callable
from pathlib import Path
from typing import Final

import pytest

_CORPUS: Final = Path(__file__).parents[1] / "corpus"
_TAGS: Final = """
    b i p div span table tr td th li ul h1 a font nobr pre center form select option textarea title
    style script noscript template iframe xmp button caption colgroup tbody head html body frameset
    object br hr img input marquee plaintext listing
"""
_FRAGMENTS: Final = tuple(_TAGS.split())
_PIECES: Final = (
    *(f"<{tag}>" for tag in _FRAGMENTS),
    *(f"</{tag}>" for tag in _FRAGMENTS),
    *(
        '<a href="x">',
        "<p style='color:red'>",
        "<td width=3 >",
        "<a b='>'>",
        "<br/>",
        "<P Class=A>",
    ),
    *("&amp;", "&nbsp", "&lt", "&notit;", "&#x1F600;", "&NotEqualTilde;", "&#32;", "&", "&#"),
    *("<!-- c -->", "<!--", "-->", "<!x>", "<?php x ?>", "<!doctype html>", "</>", "< ", "<3"),
    *("\n", "\r\n", "\r", "\t", "  ", "\0", "\u00a0", "\U000f0000", "\U0010fffd", "é", "😀"),
    *("<", ">", '"', "'", "=", "a < b", "<a", "</p", "x", "two words"),
)


def _bodies() -> tuple[str, ...]:
    bodies = []
    for path in (_CORPUS / "markup.jsonl", *sorted((_CORPUS / "tuning").glob("*.jsonl"))):
        for line in path.read_text(encoding="utf-8").splitlines():
            body = json.loads(line)["request"]["message"]["body"]
            if "<" in body:
                bodies.append(body)
    return tuple(bodies)


@pytest.fixture(scope="session")
def mail_bodies() -> tuple[str, ...]:
    """Bodies of real messages that hold markup."""
    return _bodies()


@pytest.fixture(scope="session")
def mutant(mail_bodies: tuple[str, ...]) -> Callable[[int], str]:
    """Give the body that a seed makes of a real one, or out of pieces of markup."""

    def make(seed: int) -> str:
        chance = random.Random(seed)  # noqa: S311 - no secret, but the same on every run
        if chance.random() < 0.3:
            return "".join(chance.choices(_PIECES, k=chance.randint(1, 25)))
        body = chance.choice(mail_bodies)
        for _ in range(chance.randint(1, 6)):
            body = _mutate(body, chance)
        return body

    return make


def _mutate(body: str, chance: random.Random) -> str:
    at = chance.randint(0, len(body))
    kind = chance.random()
    if kind < 0.6:
        return body[:at] + chance.choice(_PIECES) * chance.choice((1, 1, 1, 3)) + body[at:]
    if kind < 0.8:
        return body[:at] + body[at + chance.randint(1, 12) :]
    other = chance.randint(0, len(body))
    return body[:at] + body[other : other + chance.randint(1, 60)] + body[at:]
