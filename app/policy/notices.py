"""Reads the words of Amazon's notices."""

from dataclasses import dataclass
from typing import Any

from app.domain.history import NoticeKind
from app.policy.reading import read_toml


@dataclass(frozen=True, slots=True)
class NoticeShape:
    """What has to stand in neighbouring sentences, and what may not.

    Each group of `all_of` has a word there, no word of `none_of` is there.
    """

    kind: NoticeKind
    sentences: int
    all_of: tuple[tuple[str, ...], ...]
    none_of: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class NoticeWords:
    """One language's words: see the head of the policy's `notices.toml`."""

    has_spaces: bool
    first_person: tuple[str, ...]
    lasting: tuple[str, ...]
    period: tuple[str, ...]
    units: tuple[tuple[str, int], ...]
    numbers: tuple[tuple[str, int], ...]
    months: tuple[str, ...]
    shapes: tuple[NoticeShape, ...]


def load_notices() -> dict[str, NoticeWords]:
    """Read the words of all languages, by base language."""
    return {tag: _words(row) for tag, row in read_toml("notices.toml").items()}


def _words(row: dict[str, Any]) -> NoticeWords:
    return NoticeWords(
        has_spaces=row.get("has_spaces", True),
        first_person=tuple(row["first_person"]),
        lasting=tuple(row["lasting"]),
        period=tuple(row["period"]),
        units=tuple((word, hours) for word, hours in row["units"]),
        numbers=tuple((word, number) for word, number in row["numbers"]),
        months=tuple(row["months"]),
        shapes=tuple(
            _shape(kind, shape)
            for kind in NoticeKind
            if kind is not NoticeKind.UNKNOWN
            for shape in row[kind.value]
        ),
    )


def _shape(kind: NoticeKind, row: dict[str, Any]) -> NoticeShape:
    return NoticeShape(
        kind=kind,
        sentences=row.get("sentences", 1),
        all_of=tuple(tuple(group) for group in row["all"]),
        none_of=tuple(row["none"]),
    )
