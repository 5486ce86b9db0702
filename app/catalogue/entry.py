"""One rule's row and page in the catalogue."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from app.domain.finding import Reference
from app.policy.book import PolicyBook
from app.rules.contract import CLOSE_MARK, OPEN_MARK, Example
from app.rules.discovery import Rule


@dataclass(frozen=True, slots=True)
class MarkedExample:
    """An example without its marks, and the marked stretches as offsets of its body."""

    body: str
    is_flagged: bool
    spans: tuple[tuple[int, int], ...]
    why: str
    given: dict[str, object]


@dataclass(frozen=True, slots=True)
class Entry:
    """What there is to say of a rule."""

    id: str
    family: str
    severities: tuple[str, ...]
    sentence: str
    page: str
    stage: str
    effective_from: date
    since: str
    clauses: tuple[Reference, ...]
    needs: tuple[str, ...]
    settings: tuple[str, ...]
    examples: tuple[MarkedExample, ...]
    consequences: tuple[str, ...]


def unmark(text: str) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Take the ⟦⟧ marks out of a text and give the stretches they enclosed."""
    parts: list[str] = []
    spans: list[tuple[int, int]] = []
    length = start = 0
    for part in re.split(f"([{OPEN_MARK}{CLOSE_MARK}])", text):
        if part == OPEN_MARK:
            start = length
        elif part == CLOSE_MARK:
            spans.append((start, length))
        else:
            parts.append(part)
            length += len(part)
    return "".join(parts), tuple(spans)


def unmark_given(given: object) -> object:
    """Take the marks out of every text of a request in the contract's shape."""
    if isinstance(given, str):
        return unmark(given)[0]
    if isinstance(given, dict):
        return {key: unmark_given(value) for key, value in given.items()}
    if isinstance(given, list | tuple):
        return [unmark_given(value) for value in given]
    return given


def _example(example: Example) -> MarkedExample:
    body, spans = unmark(example.body)
    given = unmark_given(dict(example.given))
    return MarkedExample(
        body, example.is_flagged, spans, example.why, given if isinstance(given, dict) else {}
    )


def entries(rules: tuple[Rule, ...], book: PolicyBook) -> Iterator[Entry]:
    """Yield the catalogue, in the order of the rules."""
    for rule in rules:
        yield Entry(
            id=rule.id,
            family=rule.family,
            severities=tuple(severity.value for severity in rule.meta.severities),
            sentence=rule.sentence,
            page=rule.page,
            stage=rule.meta.stage.value,
            effective_from=book.effective_from(rule.id, rule.family),
            since=rule.meta.since,
            clauses=tuple(book.clauses[clause] for clause in rule.meta.clauses),
            needs=tuple(need.value for need in rule.meta.needs),
            settings=rule.meta.settings,
            examples=tuple(_example(example) for example in rule.meta.examples),
            consequences=book.consequences,
        )
