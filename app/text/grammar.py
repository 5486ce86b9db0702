"""English grammar: the one door to the grammar checker, and patterns of what it does not know.

The checker takes time that grows with the square of what it is given, so it is given little at a
time, only prose, and nothing beyond a budget.
"""

import re
import threading
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final, NamedTuple

from app.text.patterns import Pattern, PatternSet, Subject
from app.text.quotations import Quotations

if TYPE_CHECKING:
    from harper import Linter

_CHUNK: Final = 600
_BUDGET: Final = 8_000
_REMEMBERED: Final = 500
_PROSE_SHARE: Final = 0.75
_SYMBOL: Final = re.compile(r"[^\w\s.,;:!?'\"()%€$£/–-]")
_APOSTROPHES: Final = str.maketrans("’‘“”İ", "''\"\"I")
_ARTICLES: Final = frozenset(("a", "an"))


class Flaw(NamedTuple):
    """A mistake by its offsets, what is wrong with it, and what to write instead where known."""

    start: int
    end: int
    says: str
    instead: str | None


@dataclass(frozen=True, slots=True)
class GrammarRules:
    """What counts as a mistake.

    `checks` are names of the grammar checker's own checks. `patterns` are RE2 patterns over text in
    lower case, whose first group is what is wrong, each with its sentence. `repeatable` are words
    that may stand twice in a row.
    """

    checks: frozenset[str]
    patterns: tuple[tuple[str, str], ...]
    repeatable: frozenset[str]


@dataclass(frozen=True, slots=True)
class Proofread:
    """The mistakes of a text; not complete where it was too long to be read to its end."""

    flaws: tuple[Flaw, ...]
    is_complete: bool


def has_grammar_checker() -> bool:
    """Tell whether the grammar checker is installed."""
    return find_spec("harper") is not None


class Grammar:
    """Checks English prose; threads may share it, each gets a checker of its own."""

    def __init__(self, rules: GrammarRules) -> None:
        self._rules = rules
        self._set = PatternSet([f"(?m){source}" for source, _ in rules.patterns])
        self._patterns = [(Pattern(f"(?m){source}"), says) for source, says in rules.patterns]
        self._local = threading.local()
        self._checked = lru_cache(maxsize=_REMEMBERED)(self._check_chunk)

    def check(self, text: str) -> Proofread:
        """Find the mistakes of a text, in order."""
        read = text[:_BUDGET].translate(_APOSTROPHES)
        found = list(self._by_pattern(read.lower()))
        for start, chunk in _chunks(read):
            found.extend(
                flaw._replace(start=start + flaw.start, end=start + flaw.end)
                for flaw in self._checked(chunk)
            )
        if not found:
            return Proofread((), is_complete=len(text) <= _BUDGET)
        quotations = Quotations(text)
        flaws: list[Flaw] = []
        for flaw in sorted(found):
            if flaw.start not in quotations and not (flaws and flaw.start < flaws[-1].end):
                flaws.append(flaw)
        return Proofread(tuple(flaws), is_complete=len(text) <= _BUDGET)

    def _by_pattern(self, text: str) -> Iterator[Flaw]:
        subject = Subject(text)
        for number in self._set.matching(subject):
            pattern, says = self._patterns[number]
            for found in pattern.finditer(subject):
                place = found.groups[0]
                if place is not None:
                    yield Flaw(*place, says, None)

    def _check_chunk(self, chunk: str) -> tuple[Flaw, ...]:
        letters = sum(map(str.isalpha, chunk)) + chunk.count(" ")
        if letters < _PROSE_SHARE * len(chunk):
            return ()
        prose = _SYMBOL.sub(" ", chunk)
        flaws = []
        for lint in self._linter().lint(prose, language="plaintext"):
            span, wrong = lint.span, lint.problem_text
            if not self._is_right(prose, span.start, span.end):
                offers = [offer.replacement_text for offer in lint.suggestions]
                instead = offers[0] if len(offers) == 1 and wrong.strip() else None
                flaws.append(Flaw(span.start, span.end, lint.message, instead))
        return tuple(flaws)

    def _is_right(self, text: str, start: int, end: int) -> bool:
        """Tell where the checker errs: letters as names, acronyms, numbers that are read out."""
        wrong = text[start:end]
        words = wrong.lower().split()
        if len(words) == 2 and words[0] == words[1] and words[0] in self._rules.repeatable:  # noqa: PLR2004 -- a pair
            return True
        if wrong.lower() not in _ARTICLES:
            return False
        following = text[end:].split(maxsplit=1)
        is_name = wrong[0].isupper() and text[:start].rstrip()[-1:].isalnum()
        return is_name or not following or not following[0].strip(".,;:!?'\"()").islower()

    def _linter(self) -> "Linter":
        linter: Linter | None = getattr(self._local, "linter", None)
        if linter is None:
            from harper import Linter as NewLinter  # noqa: PLC0415 -- loads a large dictionary

            linter = NewLinter()
            names = linter.get_default_lint_config()
            linter.set_lint_config({name: name in self._rules.checks for name in names})
            self._local.linter = linter
        return linter


def _chunks(text: str) -> Iterator[tuple[int, str]]:
    """Cut a text into stretches that are short enough: at line breaks, else sentences or blanks."""
    start = 0
    while start < len(text):
        end = len(text)
        if end - start > _CHUNK:
            limit = start + _CHUNK
            end = text.rfind("\n", start, limit) + 1 or text.rfind(". ", start, limit) + 1
            end = end or text.rfind(" ", start, limit) + 1 or limit
        chunk = text[start:end]
        if not chunk.isspace():
            yield start, chunk
        start = end
