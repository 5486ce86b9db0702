"""Measure the rules against labelled messages, in this process and without a server.

    python tools/quality.py [--families review,marketing] [--show misses|alarms|both] [--lang de]
                            [--rule review-incentive] [FILE.jsonl ...]

Without files it takes the project's own corpus: the tuning part and the test part, and prints how
far they are apart. A line of a file holds `id`, `lang`, `request`, `expected` (each inner list: any
one of these rules satisfies it) and `debatable` (counts neither way). Counted are pairs of message
and rule; a finding of severity info counts as none. `--show` works on the tuning part only: nobody
reads the test part while tuning, or it would measure memory.
"""

import argparse
import json
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.api.mapping import facts_of
from app.api.requests import CheckRequest
from app.api.service import Service
from app.domain.finding import Finding
from app.domain.severity import Confidence, Severity, Verdict
from app.engine.engine import Evaluation, RunOptions
from app.main import compose
from app.settings import Settings

_CORPUS = Path(__file__).resolve().parents[1] / "tests" / "corpus"
_SCORED = (
    "link-",
    "contact-",
    "review-",
    "marketing-",
    "purpose-",
    "text-",
    "attachment-",
    "image-purchased",
    "image-tracking",
)
# Rules on which two officers could differ: their findings are never false alarms.
_NEUTRAL = frozenset(
    (
        "purpose-unnecessary",
        "review-writing-instructions",
        "review-third-party",
        "text-obfuscation",
        "text-too-long",
    )
)
_WARNINGS = frozenset(("text-spelling", "text-grammar", "purpose-contact-reason-mismatch"))
_NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)


@dataclass(slots=True)
class Tally:
    """Hits, misses and false alarms."""

    hit: int = 0
    miss: int = 0
    alarm: int = 0

    @property
    def precision(self) -> float:
        """The share of findings that are right."""
        found = self.hit + self.alarm
        return self.hit / found if found else 1.0

    @property
    def recall(self) -> float:
        """The share of violations that are found."""
        wanted = self.hit + self.miss
        return self.hit / wanted if wanted else 1.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(slots=True)
class Figures:
    """What was counted over a set of messages."""

    total: Tally = field(default_factory=Tally)
    rules: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    languages: defaultdict[str, Tally] = field(default_factory=lambda: defaultdict(Tally))
    count: Counter[str] = field(default_factory=Counter)

    def add(self, what: str, rule: str, language: str) -> None:
        """Count a hit, a miss or an alarm of a rule."""
        for tally in (self.total, self.rules[rule], self.languages[language]):
            setattr(tally, what, getattr(tally, what) + 1)


@dataclass(frozen=True, slots=True)
class Options:
    """What is counted, and what is shown of it."""

    scored: tuple[str, ...]
    show: str | None
    language: str | None
    rule: str | None


def main() -> int:
    """Measure and print; the answer is the exit status."""
    args = _arguments()
    families = tuple(f"{name}-" for name in args.families.split(",")) if args.families else _SCORED
    options = Options(families, args.show, args.lang, args.rule)
    service = compose(Settings(_env_file=None))
    if args.files:
        for path in args.files:
            _print(path.name, _measure(service, _rows([path], options), _hidden(options)))
        return 0
    parts = {}
    for part in ("tuning", "test"):
        rows = _rows(sorted((_CORPUS / part).glob("*.jsonl")), options)
        parts[part] = _measure(service, rows, options if part == "tuning" else _hidden(options))
        _print(part, parts[part])
    gap = parts["tuning"].total.f1 - parts["test"].total.f1
    print(f"gap between tuning and test: {gap:+.3f}")
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--families", help="count only these, comma-separated")
    parser.add_argument("--show", choices=("misses", "alarms", "both"))
    parser.add_argument("--lang", help="only messages of this language")
    parser.add_argument("--rule", help="show only this rule")
    return parser.parse_args()


def _hidden(options: Options) -> Options:
    return Options(options.scored, None, options.language, options.rule)


def _rows(paths: Iterable[Path], options: Options) -> Iterator[dict[str, Any]]:
    for path in paths:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                row = json.loads(line)
                if options.language in (None, row["lang"]):
                    yield row


def _evaluate(service: Service, request: dict[str, Any]) -> Evaluation:
    check = CheckRequest.model_validate(request)
    return service.engine.evaluate(service.parse(check), facts_of(check, _NOW), RunOptions())


def _measure(service: Service, rows: Iterable[dict[str, Any]], options: Options) -> Figures:
    figures = Figures()
    for row in rows:
        figures.count["messages"] += 1
        evaluation = _evaluate(service, row["request"])
        findings = [f for f in evaluation.findings if f.severity is not Severity.INFO]
        _count_row(figures, row, findings, options)
        _count_verdict(figures, row, evaluation, options)
        figures.count["rule_failed"] += sum(
            outcome.reason == "rule_failed" for outcome in evaluation.not_evaluated
        )
    return figures


def _wanted(row: dict[str, Any], options: Options) -> list[list[str]]:
    return [names for names in row["expected"] if names[0].startswith(options.scored)]


def _count_row(
    figures: Figures, row: dict[str, Any], findings: list[Finding], options: Options
) -> None:
    found = {finding.rule_id for finding in findings}
    wanted = _wanted(row, options)
    fine = {name for names in wanted for name in names}
    fine.update(row["debatable"])
    for names in wanted:
        what = "hit" if found.intersection(names) else "miss"
        figures.add(what, names[0], row["lang"])
        if what == "miss" and options.show in ("misses", "both"):
            _show("MISS", row, names[0], None, options)
    for rule in sorted(found - fine):
        if rule.startswith(options.scored) and rule not in _NEUTRAL:
            figures.add("alarm", rule, row["lang"])
            if options.show in ("alarms", "both"):
                finding = next(f for f in findings if f.rule_id == rule)
                _show("ALARM", row, rule, finding, options)


def _count_verdict(
    figures: Figures, row: dict[str, Any], evaluation: Evaluation, options: Options
) -> None:
    wanted = _wanted(row, options)
    if not wanted:
        if any(name.startswith(options.scored) for name in row["debatable"]):
            return
        figures.count["clean"] += 1
        relevant = [
            finding
            for finding in evaluation.findings
            if finding.rule_id.startswith(options.scored)
            and finding.rule_id not in _NEUTRAL
            and finding.severity is not Severity.INFO
        ]
        blocking = [
            finding
            for finding in relevant
            if finding.severity is Severity.ERROR and finding.confidence is not Confidence.LOW
        ]
        figures.count["clean_blocked"] += bool(blocking)
        figures.count["clean_flagged"] += bool(relevant)
    elif any(not _WARNINGS.intersection(names) for names in wanted):
        figures.count["violating"] += 1
        figures.count["passed"] += evaluation.verdict is Verdict.ALLOWED


def _show(
    kind: str, row: dict[str, Any], rule: str, finding: Finding | None, options: Options
) -> None:
    if options.rule not in (None, rule):
        return
    message = row["request"]["message"]
    said = finding.message if finding is not None else f"{message['body'][:600]!r}"
    print(f"{kind} {row['id']} {rule}: {message.get('subject')!r} {said}")


def _print(name: str, figures: Figures) -> None:
    print(f"\n== {name}: {figures.count['messages']} messages")
    print(f"{'rule':34} {'hit':>4} {'miss':>4} {'alarm':>5} {'prec':>5} {'rec':>5} {'F1':>5}")
    for group in (figures.rules, figures.languages):
        for key, tally in sorted(group.items()):
            print(_row(key, tally))
        print()
    print(_row("all", figures.total))
    count = figures.count
    clean, violating = max(count["clean"], 1), max(count["violating"], 1)
    print(
        f"clean {count['clean']}: blocked {count['clean_blocked']} "
        f"({count['clean_blocked'] / clean:.1%}), flagged {count['clean_flagged']} "
        f"({count['clean_flagged'] / clean:.1%}); violating {count['violating']}: "
        f"passed {count['passed']} ({count['passed'] / violating:.1%}); "
        f"rules that failed: {count['rule_failed']}"
    )


def _row(key: str, tally: Tally) -> str:
    return (
        f"{key:34} {tally.hit:4} {tally.miss:4} {tally.alarm:5} "
        f"{tally.precision:5.2f} {tally.recall:5.2f} {tally.f1:5.2f}"
    )


if __name__ == "__main__":
    sys.exit(main())
