"""Messages written from the policy alone, by someone who never saw the rules' code."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from app.engine.engine import Evaluation

Json = dict[str, Any]
_FILE = Path(__file__).parent / "markup.jsonl"
_JUDGED = (
    "style-",
    "markup-",
    "accessibility-",
    "link-",
    "image-",
    "contact-",
    "text-missing-order-id",
    "text-wrong-order-id",
    "text-unresolved-placeholder",
    "text-obfuscation",
    "text-too-long",
    "purpose-important-subject",
)


def test_nearly_all_is_found_and_next_to_nothing_is_alleged(
    judge: Callable[[Json], Evaluation],
) -> None:
    hits, misses, alarms = 0, [], []
    for line in _FILE.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found = {
            finding.rule_id
            for finding in judge(row["request"]).findings
            if finding.severity != "info"
        }
        expected = [set(one) for one in row["expected"] if one[0].startswith(_JUDGED)]
        fine = set(row["debatable"]).union(*row["expected"])
        hits += sum(bool(one & found) for one in expected)
        misses += [(row["id"], sorted(one)) for one in expected if not one & found]
        alarms += [(row["id"], r) for r in found - fine if r.startswith(_JUDGED)]
    assert hits / (hits + len(misses)) >= 0.97, misses
    assert len(alarms) <= 2, alarms
